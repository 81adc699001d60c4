// Find communities, areas and places as people type: words in any order, spaced pinyin, 2区 for 二区, full or half width.
import { textAt } from "./decode.js";
import { findIn } from "./pinyin.js";

/** @import { Column, Plan } from "../types" */

const PLACES = ["county", "subdistrict"];
const OWN = { community: ["name", "alias", "former_unit", "address"], area: ["area_name"] }; // the name comes first
const AROUND = [...PLACES, "neighbourhood"];

// How well something matches, the best first: its name or id is what was typed, begins with it, has it in one piece or in
// words apart; or the words stand in what else is known of it.
const GRADE = { exact: 0, begins: 1, within: 2, words: 3, elsewhere: 4, not: Infinity };

/**
 * What was found, in groups: the one with the best match first, of equals communities before areas before places.
 * @param {Plan} plan @param {string} text as typed
 * @returns {{ kind: string, found: any[], best: number }[]} found: rows, or the names of places; the best first
 */
export function findAll(plan, text) {
  const words = text.normalize("NFKC").split(/[\s,、]+/).filter(Boolean).map(fold);
  if (!words.length) return [];
  const groups = [
    { kind: "community", matches: findRows(plan, plan.communities, OWN.community, words) },
    { kind: "area", matches: findRows(plan, plan.areas, OWN.area, words) },
    { kind: "place", matches: findPlaces(plan, words) },
  ];
  return groups.map(({ kind, matches }) => {
    const found = matches.filter(({ grade }) => grade < GRADE.not).sort((a, b) => a.grade - b.grade);
    return { kind, found: found.map(({ item }) => item), best: found[0]?.grade };
  }).filter(({ found }) => found.length).sort((a, b) => a.best - b.best);
}

// The rows of communities in a county or subdistrict of this name.
export function rowsInPlace({ communities: { ids, table } }, name) {
  return ids.map((_, row) => row).filter((row) => PLACES.some((level) => table[level] && textAt(table[level], row) === name));
}

function findPlaces(plan, words) {
  const { table } = plan.communities;
  const names = new Set(PLACES.flatMap((level) => table[level]?.texts ?? []));
  return [...names].map((item) => ({ item, grade: gradeOfName(plan, fold(item), words) }));
}

function findRows(plan, { ids, table }, own, words) {
  const isOwn = (column) => own.some((name) => table[name] === column);
  const columns = [...own, ...AROUND].map((name) => table[name]).filter(Boolean);
  const grades = table[own[0]] ? foldedTexts(table[own[0]]).map((name) => gradeOfName(plan, name, words)) : [];
  const hits = words.map((word) => columns.map((column) => [column, codesWith(plan, column, word)]));
  const isElsewhere = (row) => {
    const found = hits.map((each) => each.filter(([column, codes]) => codes.has(column.codes[row])));
    return found.every((each) => each.length) && found.some((each) => each.some(([column]) => isOwn(column)));
  };
  return ids.map((id, item) => {
    const grade = Math.min(grades[table[own[0]]?.codes[item]] ?? GRADE.not, gradeOfId(fold(id), words));
    return { item, grade: grade === GRADE.not && isElsewhere(item) ? GRADE.elsewhere : grade };
  });
}

function gradeOfId(id, words) {
  const typed = words.join("");
  return id === typed ? GRADE.exact : id.startsWith(typed) ? GRADE.begins : id.includes(typed) ? GRADE.within : GRADE.not;
}

// Pinyin may be typed with spaces, so the words are tried as one first.
function gradeOfName(plan, name, words) {
  const typed = words.join(""), [own, wanted] = [name, typed].map(inDigits);
  if (own === wanted) return GRADE.exact;
  if (own.startsWith(wanted)) return GRADE.begins;
  if (isIn(plan, name, typed)) return GRADE.within;
  return words.every((word) => isIn(plan, name, word)) ? GRADE.words : GRADE.not;
}

function codesWith(plan, column, word) {
  return new Set(foldedTexts(column).flatMap((text, code) => (isIn(plan, text, word) ? [code] : [])));
}

function isIn(plan, text, word) {
  return findIn(plan, text, word) || (HAS_NUMBER.test(text) && findIn(plan, inDigits(text), inDigits(word)));
}

const FOLDED = new WeakMap(); // of lists of texts, which are searched at each letter typed

/** @param {Column} column @returns {string[]} */
function foldedTexts({ texts }) {
  if (!FOLDED.has(texts)) FOLDED.set(texts, texts.map(fold));
  return FOLDED.get(texts);
}

// Full width, capitals, spaces and rare forms of a letter make no difference.
function fold(text) {
  return text.normalize("NFKC").toLowerCase().replace(/\s/g, "");
}

const HAS_NUMBER = /[〇零一二两三四五六七八九十百]/;
const NUMBERS = /[〇零一二两三四五六七八九十百]+/g;
const DIGITS = "零一二三四五六七八九";

// Numbers in digits: 二区 is 2区, 十二 is 12, 二〇二 is 202.
function inDigits(text) {
  return text.replace(NUMBERS, (number) => {
    const letters = [...number.replace(/〇/g, "零").replace(/两/g, "二")];
    if (!/[十百]/.test(number)) return letters.map((letter) => DIGITS.indexOf(letter)).join("");
    return String(countOf(letters));
  });
}

function countOf(letters) {
  let sum = 0, digit = 0;
  for (const letter of letters) {
    const unit = { 十: 10, 百: 100 }[letter];
    sum += unit ? (digit || 1) * unit : 0;
    digit = unit ? 0 : DIGITS.indexOf(letter);
  }
  return sum + digit;
}
