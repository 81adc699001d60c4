// The areas next to the map, ranked: sorted by a column, filtered, with only the rows in view in the page.
import { button, make } from "../base/dom.js";
import { valueAt } from "../plan/decode.js";
import { areasPassing } from "../plan/filters.js";
import { number, say } from "../plan/words.js";
import { fillRows, listenToRows, totalRow } from "./rows.js";

const TABLE_COLUMNS = ["rank", "area_name", "communities", "households", "need", "cost_together_money", "saving_money"];

function buildTable(view) {
  const { plan } = view;
  Object.assign(view.ranked, { body: make("tbody"), first: 0 });
  listRows(view);
  const columns = TABLE_COLUMNS.filter((key) => key === "rank" || plan.areas.table[key]);
  const caption = make("caption", "", say(plan, "area_list"), make("span", "cp-muted", countWords(view)));
  Object.assign(view.ranked, { columns });
  const table = make("table", "cp-table", caption,
    make("thead", "", make("tr", "", ...columns.map((key) => headOf(view, key)))), view.ranked.body, make("tfoot", "", totalRow(view)));
  table.setAttribute("aria-rowcount", view.ranked.items.length + 2);
  Object.assign(view.ranked, { table });
  listenToRows(view);
  fillRows(view);
  return table;
}

// The rows that pass the filters, in order; sorted by rank, each year begins with a line of its own.
function listRows(view) {
  const { plan, passing, ranked } = view;
  const { key, isDown } = ranked.sort;
  const valueOf = (row) => (key === "rank" ? plan.areas.rank[row] : valueAt(plan.areas.table, key, row));
  const collator = new Intl.Collator(plan.lang, { numeric: true });
  const compare = (a, b) => (typeof a === "string" ? collator.compare(a, b) : a - b) * (isDown ? -1 : 1);
  ranked.rows = areasPassing(plan, passing).sort((a, b) => {
    const [left, right] = [valueOf(a), valueOf(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null) || a - b;
    return compare(left, right) || plan.areas.rank[a] - plan.areas.rank[b];
  });
  ranked.items = key === "rank" && !isDown ? withYears(plan, ranked.rows) : ranked.rows.map((row) => ({ row }));
  ranked.place = new Map(ranked.items.map(({ row }, place) => [row, place]));
}

function withYears(plan, rows) {
  const groups = new Map();
  for (const row of rows) {
    const year = valueAt(plan.areas.table, "year", row);
    if (!groups.has(year)) groups.set(year, []);
    groups.get(year).push(row);
  }
  if (groups.size < 2) return rows.map((row) => ({ row }));
  return [...groups].flatMap(([year, members]) => [{ year, members }, ...members.map((row) => ({ row }))]);
}

function headOf(view, key) {
  const { plan, ranked } = view;
  const column = plan.areas.table[key];
  const label = key === "rank" ? ["#"] : [column.label, column.unit ? make("span", "cp-unit-of", say(plan, "aside", { what: column.unit })) : null];
  const node = make("th", `cp-col-${key}`, button("cp-sort", () => sortBy(view, key), ...label, make("span", "cp-arrow")));
  node.scope = "col";
  if (key === "rank") node.firstChild.setAttribute("aria-label", say(plan, "rank"));
  if (ranked.sort.key === key) node.setAttribute("aria-sort", ranked.sort.isDown ? "descending" : "ascending");
  return node;
}

// Figures are first sorted from the largest down, names and ranks from the first up.
function sortBy(view, key) {
  const { sort } = view.ranked;
  const startsDown = !["rank", "area_name"].includes(key);
  view.ranked.sort = { key, isDown: sort.key === key ? !sort.isDown : startsDown };
  showTable(view);
  view.ranked.table.querySelector(`.cp-col-${key} button`).focus();
}

function countWords({ plan, ranked }) {
  const count = ranked.rows.length;
  const words = { count: number(plan, count), all: number(plan, plan.summary.areas) };
  const sentence = say(plan, count === plan.summary.areas ? "short_areas" : "areas_of", words);
  return plan.changed ? `${sentence} · ${say(plan, "after_edits")}` : sentence;
}

export function showTable(view) {
  const { plan, page } = view;
  const table = plan.areas.ids.length ? buildTable(view) : make("p", "cp-empty", say(plan, "no_areas"));
  page.browse.replaceChildren(table, ...view.others);
  if (plan.areas.ids.length) fillRows(view);
}
