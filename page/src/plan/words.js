// Words and figures as the reader's language writes them.
import { textAt, valueAt } from "./decode.js";
import { knownNames } from "./prose.js";

// Put the texts of one language where the whole page looks for them: the payload holds each of them in every language.
/** @param {import("../types").Plan} plan @param {string} lang */
export function speak(plan, lang) {
  plan.lang = lang;
  const place = languagePlace(plan);
  plan.wordings ??= plan.words;
  plan.words = Object.fromEntries(Object.entries(plan.wordings).map(([key, every]) => [key, every[place]]));
  plan.summary.certificate = plan.summary.certificates[place];
  plan.summary.evidence = plan.summary.evidences[place];
  plan.summary.brief = plan.summary.briefs[place];
  plan.summary.widening = plan.summary.widenings[place];
  plan.known ??= knownNames(plan);
  for (const { table } of [plan.areas, plan.communities, plan.links, plan.services, plan.services.sites]) {
    for (const column of Object.values(table)) {
      column.label = column.labels[place];
      column.unit = column.units[place];
      if (column.both) column.texts = column.both[place];
      if (column.templates) Object.assign(column, { place, known: plan.known });
    }
  }
  return plan;
}

// The position of the reader's language in every list of texts.
/** @param {import("../types").Plan} plan */
export function languagePlace(plan) {
  return Object.keys(plan.languages).indexOf(plan.lang);
}

// The text of a cell in Chinese, whatever the reader's language: used by marks and filters.
export function chineseAt(column, row) {
  return column.codes[row] < 0 ? null : (column.both?.[0] ?? column.texts)[column.codes[row]];
}

// A wording with values in its slots; of two words in one slot, the first is the singular and the second the plural.
/** @param {import("../types").Plan} plan @param {string} key @param {Record<string, any>} [values] */
export function say(plan, key, values = {}) {
  return (plan.words[key] ?? key).replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, (_, name, one, several) => (
    one === undefined ? values[name] : String(values[name]) === "1" ? one : several));
}

export function sayKind(plan, kind) {
  return plan.words[`kind_${kind}`] ?? kind ?? "";
}

const FORMATS = new Map();

// Amounts are plain units of the currency; below a head they are in the unit that it names.
export function number(plan, value, style = "decimal", digits = 0) {
  if (style === "plain") return String(value);
  if (style === "money") return amountFigure(plan, value, digits);
  if (style === "decimal") return decimal(value, digits);
  const key = `${plan.lang} ${style} ${digits}`;
  if (!FORMATS.has(key)) FORMATS.set(key, new Intl.NumberFormat(plan.lang, {
    style: /** @type {"percent"} */ (style), maximumFractionDigits: digits,
  }));
  return FORMATS.get(key).format(value);
}

// Chinese and English write decimals alike; to set up the browser's own formats takes a tenth of the time to open the page.
// Like those, it rounds what a number is written as: 0.285 to 0.29, whatever lies below in binary.
function decimal(value, digits) {
  const written = String(Math.abs(value));
  const figure = written.includes("e") ? Math.abs(value) : Math.round(Number(`${written}e${digits}`)) / 10 ** digits;
  const [whole, ...rest] = figure.toFixed(digits).split(".");
  return (value < 0 ? "-" : "") + [whole.replace(/\B(?=(\d{3})+$)/g, ","), ...rest].join(".");
}

// The figure of an amount as the language writes it in a sentence, to the nearest 万 or to decimals of it.
export function amountFigure(plan, value, digits = 0) {
  const { wan, scale } = plan.money, step = wan / 10 ** digits, own = scale[languagePlace(plan)];
  return number(plan, Math.round(value / step) * step / own, "decimal", own === wan ? digits : 0);
}

// The words before and after an amount.
export function aroundAmount(plan) {
  return plan.money.around[languagePlace(plan)];
}

export function amount(plan, value, digits) {
  const [before, after] = aroundAmount(plan);
  return before + amountFigure(plan, value, digits) + after;
}

// A sum of whole cents, to the nearest 万 or to decimals of it.
export function amountOfCents(plan, cents, digits) {
  return amount(plan, cents / plan.totals.per_unit, digits);
}

// A cell as text with its unit; empty where nothing is known.
/** @param {import("../types").Plan} plan @param {import("../types").Table} table @param {string} name @param {number} row @returns {string} */
export function cell(plan, table, name, row) {
  const value = valueAt(table, name, row);
  if (value === null) return "";
  const { style, digits, unit } = table[name];
  if (style === "money") return amount(plan, value, digits).replace(" ", "\u00a0");
  return typeof value === "string" ? value : [number(plan, value, style, digits), unit].filter(Boolean).join("\u00a0");
}

export function householdWords(plan, table, row) {
  const households = valueAt(table, "households", row);
  return households === null ? "" : say(plan, "short_households", { count: number(plan, households) });
}

export function outcomeOf(plan, row) {
  return textAt(plan.communities.outcome, row);
}

export function nameOfArea(plan, row) {
  return valueAt(plan.areas.table, "area_name", row) ?? plan.areas.ids[row];
}

// Without its subdistrict and the word for an area, as it is written on maps and next to its number.
export function shortNameOfArea(plan, row) {
  return textAt(plan.areas.short, row) ?? nameOfArea(plan, row);
}

export function nameOfCommunity(plan, row) {
  return valueAt(plan.communities.table, "name", row) ?? plan.communities.ids[row];
}

export function barrierWords(plan, link) {
  return cell(plan, plan.links.table, "dividers", link);
}

export function originOfPlan(plan) {
  const { about } = plan;
  const facts = [["source", about.inputs.join(say(plan, "listed"))], ["crs", about.crs], ["made_by", about.tool]];
  return facts.filter(([, value]) => value).map(([key, value]) => [say(plan, key), value]);
}
