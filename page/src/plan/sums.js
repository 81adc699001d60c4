// Sums over areas and communities alone. Money is whole cents: every sum is exact, and is rounded once, where it is shown.
import { valueAt } from "./decode.js";
import { number, say } from "./words.js";

/** @import { Plan, Sums } from "../types" */

// A sum is over what is known, and is itself unknown where there are rows but none is known.
function sumKnown(values) {
  const known = values.filter((value) => value !== null && !Number.isNaN(value));
  return known.length || !values.length ? known.reduce((sum, value) => sum + value, 0) : null;
}

/** @param {Plan} plan @param {number[]} rows of areas @returns {Sums} */
export function sumAreas({ areas: { table }, totals: { areas } }, rows) {
  const of = (name) => sumKnown(rows.map((row) => valueAt(table, name, row)));
  const money = (name) => sumKnown(rows.map((row) => areas[name][row]));
  return {
    areas: rows.length,
    communities: of("communities") ?? 0,
    households: of("households"),
    households_known: of("households_known") ?? 0,
    cost_alone_money: money("cost_alone_money"),
    cost_together_money: money("cost_together_money"),
    saving_money: money("saving_money"),
    cost_known: rows.reduce((sum, row) => sum + areas.cost_known[row], 0),
  };
}

/** @param {Plan} plan @param {number[]} rows of communities alone @returns {Sums} */
export function sumAlone({ communities: { table }, totals: { communities } }, rows) {
  const households = rows.map((row) => valueAt(table, "households", row));
  const cost = rows.map((row) => communities.cost_alone_money[row]);
  return {
    communities: rows.length,
    households: sumKnown(households),
    households_known: households.filter((value) => value !== null).length,
    cost_alone_money: sumKnown(cost),
    cost_known: cost.filter((value) => !Number.isNaN(value)).length,
  };
}

// The cost of areas and of communities alone together; null where there are projects and none is known.
/** @param {Sums} areas @param {Sums} alone */
export function costOfBoth(areas, alone) {
  const known = [areas.cost_together_money, alone.cost_alone_money].filter((cost, at) => (at ? alone.communities : areas.areas) && cost !== null);
  const count = areas.areas + alone.communities;
  return known.length || !count ? known.reduce((sum, cost) => sum + cost, 0) : null;
}

// A sum as it is shown below the head of its column.
/** @param {Plan} plan @param {Sums} sums @param {string} name */
export function figureOfSum(plan, sums, name) {
  if (!(name in sums)) return "";
  if (sums[name] === null) return say(plan, "not_known");
  return plan.areas.table[name].style === "money" ? number(plan, sums[name] / plan.totals.per_unit, "money") : number(plan, sums[name]);
}
