// Cost of an area or a community, the saving by item, and the works that the money pays for.
import { stackedBars, svgOf } from "../base/chart.js";
import { definitions, headCell, make } from "../base/dom.js";
import { valueAt } from "../plan/decode.js";
import { paidBySource } from "../plan/money.js";
import { amountFigure, cell, languagePlace, number, say } from "../plan/words.js";
import { bars } from "./parts.js";
import { pairsOf } from "./tooltips.js";

const SAVING_ITEMS = ["mobilisation_saving_money", "trench_saving_money", "surface_saving_money", "facilities_saving_money",
  "fees_saving_money", "bulk_saving_money"];
const MONEY = ["cost_alone", "cost_together", "saving"];
const RANGED = MONEY.flatMap((name) => ["", "_low", "_high"].map((end) => `${name}${end}_money`));
const SOURCE = "#134b5a";
export const SAID_OF_MONEY = [...RANGED, ...SAVING_ITEMS, "saving_share", "cost_basis"];

// An amount with its range, where one is known.
function rangedPair(plan, table, name, row) {
  const column = table[`${name}_money`];
  if (!column) return ["", null];
  const [low, high] = ["low", "high"].map((end) => valueAt(table, `${name}_${end}_money`, row));
  const words = cell(plan, table, `${name}_money`, row);
  const range = low === null || high === null || low === high ? null
    : make("span", "cp-muted", say(plan, "aside", { what: `${amountFigure(plan, low)}–${amountFigure(plan, high)}` }));
  return [column.label, words && make("span", "", words, range)];
}

export function savingsOf(plan, row) {
  const { table } = plan.areas;
  const most = valueAt(table, "saving_money", row) ?? 0;
  const items = SAVING_ITEMS.filter((name) => valueAt(table, name, row));
  return [
    definitions([...MONEY.map((name) => rangedPair(plan, table, name, row)), ...pairsOf(plan, table, ["saving_share"], row)]),
    items.length && most > 0 ? bars(plan, table, items, row, most) : null,
  ];
}

export function costOf(plan, row) {
  const { table } = plan.communities;
  return definitions([rangedPair(plan, table, "cost_alone", row), ...pairsOf(plan, table, ["cost_basis"], row)]);
}

// What each source pays for an area or a community alone, and by which rule; nothing for one that is not in the programme.
export function sourcesOf(plan, rows) {
  const amounts = paidBySource(plan, rows);
  if (!amounts?.some((cents) => cents > 0)) return [];
  const place = languagePlace(plan);
  const { names, rule } = plan.sources;
  const figure = (cents) => amountFigure(plan, cents / plan.totals.per_unit);
  const rowsOfSources = names[place].map((label, at) => ({ label, parts: [{ value: amounts[at], fill: SOURCE }], total: figure(amounts[at]) }));
  return [make("div", "cp-chart", svgOf(stackedBars(rowsOfSources, { width: 392 }), say(plan, "sources"))), make("p", "cp-muted", rule[place])];
}

// The works of a community, dearest first, at no more than their rates; then what else the cost is for. Suggestions that
// do not count stand last, without an amount.
export function worksOf(plan, row) {
  const { works } = plan;
  const cost = valueAt(plan.communities.table, "cost_alone_money", row);
  if (!works || !cost) return null;
  const place = languagePlace(plan);
  const holds = (name) => (at) => works[name][at].values[row];
  const [counted, named, suggested] = ["counted", "named", "suggested"].map(holds);
  const needed = works.codes.map((_, at) => at).filter((at) => counted(at) || suggested(at));
  const quantityOf = (at) => works.measures[works.measure[at]].values[row];
  const worth = (at) => quantityOf(at) * works.rates[at];
  const all = needed.filter(counted).reduce((sum, at) => sum + worth(at), 0);
  if (!all) return null;
  const rows = needed.sort((a, b) => counted(b) - counted(a) || worth(b) - worth(a)).map((at) => {
    const mark = suggested(at) ? "suggested" : named(at) ? null : "assumed";
    const name = make("td", "", works.names[place][at], ...(mark ? [" ", make("span", "cp-mark", say(plan, `work_${mark}`))] : []));
    const quantity = `${number(plan, quantityOf(at), "decimal", quantityOf(at) % 1 ? 1 : 0)} ${works.units[place][at]}`;
    const amount = counted(at) ? number(plan, worth(at) * Math.min(1, cost / all), "money", 1) : say(plan, "not_counted");
    return make("tr", "", name, make("td", "cp-number", quantity), make("td", "cp-number", amount));
  });
  const inCost = needed.filter(counted).length;
  const rest = make("tr", "", make("td", "", say(plan, "work_rest")), make("td"), make("td", "cp-number", number(plan, Math.max(0, cost - all), "money", 1)));
  rows.splice(inCost, 0, rest);
  const heads = ["work", "quantity", "amount"].map((key) => headCell("col", say(plan, key)));
  const table = make("table", "cp-works", make("thead", "", make("tr", "", ...heads)), make("tbody", "", ...rows));
  const words = { count: number(plan, inCost), beyond: number(plan, needed.length - inCost) };
  return make("details", "cp-more", make("summary", "", say(plan, "works_needed", words)), table);
}
