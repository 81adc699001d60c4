// The filters by county, by year and by the stage of review, and which areas and communities pass them.
import { valueAt } from "./decode.js";
import { stageLabels, stageOf } from "./indicators.js";
import { outcomeOf, say } from "./words.js";

/** @import { Filters, Passing, Plan } from "../types" */

/** @type {Filters} An empty text lets everything pass. */
export const NO_FILTERS = { county: "", year: "", stage: "" };
export const FILTERS = /** @type {(keyof Filters)[]} */ (Object.keys(NO_FILTERS));
export const UNLISTED = "unlisted"; // of the years: what is in none

// What can be chosen in each filter, as pairs of value and words.
/** @param {Plan} plan @returns {Record<keyof Filters, string[][]>} */
export function optionsOf(plan) {
  return { county: countiesOf(plan), year: yearsOf(plan), stage: stagesOf(plan) };
}

function countiesOf({ areas, communities }) {
  const names = [areas, communities].flatMap(({ table }) => table.county?.texts ?? []);
  return [...new Set(names)].map((name) => [name, name]);
}

function yearsOf(plan) {
  const { areas, communities } = plan;
  const alone = communities.ids.map((_, row) => row).filter((row) => outcomeOf(plan, row) === "alone");
  const keys = new Set([...areas.ids.map((_, row) => yearOf(areas, row)), ...alone.map((row) => yearOf(communities, row))]);
  const years = [...keys].sort((a, b) => Number(a === UNLISTED) - Number(b === UNLISTED) || Number(a) - Number(b));
  return years.map((year) => [year, wordsOfYear(plan, year)]);
}

export function wordsOfYear(plan, year) {
  return year === UNLISTED ? say(plan, "unlisted") : say(plan, "built_in", { year });
}

function stagesOf(plan) {
  const found = new Set(plan.communities.ids.map((_, row) => stageOf(plan, row)));
  return stageLabels(plan).map((words, stage) => [String(stage), words]).filter((_, stage) => found.has(stage));
}

/** @param {{ table: import("../types").Table }} layer @param {number} row */
export function yearOf({ table }, row) {
  return String(valueAt(table, "year", row) ?? UNLISTED);
}

// The filters that this plan knows; what another one had, or an address, may be unknown here.
/** @param {Plan} plan @param {Partial<Filters>} filters @returns {Filters} */
export function knownFilters(plan, filters) {
  if (!isFiltered(filters)) return NO_FILTERS;
  const options = optionsOf(plan);
  const isKnown = (key) => options[key].some(([value]) => value === filters[key]);
  return { ...NO_FILTERS, ...Object.fromEntries(FILTERS.filter(isKnown).map((key) => [key, filters[key]])) };
}

export function isFiltered(filters) {
  return FILTERS.some((key) => filters[key]);
}

// What is filtered, in words: the year, the county, the stage.
/** @param {Plan} plan @param {Filters} filters @returns {string[]} */
export function wordsOfFilters(plan, filters) {
  const options = optionsOf(plan);
  const order = /** @type {(keyof Filters)[]} */ (["year", "county", "stage"]);
  return order.flatMap((key) => options[key].filter(([value]) => value === filters[key]).map(([, words]) => words));
}

// An area passes by its county and year, and where a member is at the stage; its members pass with it. A community alone
// passes by its own, and so does one that is not eligible, which is in no year.
/** @param {Plan} plan @param {Filters} filters @returns {Passing} */
export function passingOf(plan, filters) {
  const { areas, communities, members } = plan;
  if (!isFiltered(filters)) return everythingOf(plan);
  const isIn = (table, row) => !filters.county || valueAt(table, "county", row) === filters.county;
  const isAt = (row) => !filters.stage || String(stageOf(plan, row)) === filters.stage;
  const starts = (layer, row) => !filters.year || yearOf(layer, row) === filters.year;
  const isEmptied = (row) => plan.changed?.has(row) && !members[row].length;
  const ofAreas = Uint8Array.from(areas.ids, (_, row) => Number(!isEmptied(row) && isIn(areas.table, row) && starts(areas, row)
    && (!filters.stage || members[row].some(isAt))));
  const passesItself = (row) => isIn(communities.table, row) && isAt(row)
    && (outcomeOf(plan, row) === "alone" ? starts(communities, row) : !filters.year);
  const ofCommunities = Uint8Array.from(communities.ids, (_, row) => (
    communities.area[row] >= 0 ? ofAreas[communities.area[row]] : Number(passesItself(row))));
  return { areas: ofAreas, communities: ofCommunities };
}

// Areas that edits have emptied are no more.
/** @param {Plan} plan @returns {Passing} */
function everythingOf({ areas, communities, members, changed }) {
  const passing = { areas: new Uint8Array(areas.ids.length).fill(1), communities: new Uint8Array(communities.ids.length).fill(1) };
  for (const row of changed ?? []) passing.areas[row] = Number(members[row].length > 0);
  return passing;
}

/** @param {Plan} plan @param {Passing} passing */
export function areasPassing({ areas }, passing) {
  return areas.ids.map((_, row) => row).filter((row) => passing.areas[row]);
}

// Communities of an outcome, alone or not eligible.
/** @param {Plan} plan @param {Passing} passing @param {string} outcome */
export function othersPassing(plan, passing, outcome) {
  const { codes, texts } = plan.communities.outcome, code = texts.indexOf(outcome);
  const rows = [];
  for (let row = 0; row < codes.length; row++) if (codes[row] === code && passing.communities[row]) rows.push(row);
  return rows;
}
