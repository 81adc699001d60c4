// The areas that are not the same in the other plan: communities, households and money, from here to there.
import { button, headCell, make } from "../base/dom.js";
import { sumAreas } from "../plan/sums.js";
import { nameOfArea, number, say } from "../plan/words.js";
import { chooseArea, highlightOnHover } from "../view/select.js";

/** @typedef {{ here: number, there: number }} Changed rows of an area in both plans, -1 where it is in one only */

export function changedAreas(view) {
  const { plan, other, comparison } = view;
  const pairs = differing(comparison, plan.areas.ids.length, other.areas.ids.length);
  if (!pairs.length) return "";
  const heads = ["found_area", "communities_short", "households_short", "ways_saving"].map((key) => headCell("col", say(plan, key)));
  return make("section", "", make("h3", "", make("span", "", say(plan, "areas_changed")), make("span", "cp-muted", number(plan, pairs.length))),
    make("table", "cp-figures-of-plans", make("thead", "", make("tr", "", ...heads)),
      make("tbody", "", ...pairs.map((pair) => areaRow(view, pair)))));
}

// Those with other members, those that are gone and those that are new.
/** @returns {Changed[]} */
function differing({ matched, groups }, countHere, countThere) {
  const touched = new Set(groups.flatMap(({ from }) => (from >= 0 ? [from] : [])));
  const touchedThere = new Set(groups.flatMap(({ to }) => (to >= 0 ? [to] : [])));
  const here = [...Array(countHere).keys()].map((row) => ({ here: row, there: matched.get(row) ?? -1 }))
    .filter((pair) => touched.has(pair.here) || pair.there < 0 || touchedThere.has(pair.there));
  const known = new Set(matched.values());
  return [...here, ...[...Array(countThere).keys()].filter((row) => !known.has(row)).map((row) => ({ here: -1, there: row }))];
}

function areaRow(view, { here, there }) {
  const { plan, other } = view;
  const sums = [[plan, here], [other, there]].map(([each, row]) => (row < 0 ? null : sumAreas(each, [row])));
  const name = here < 0 ? nameOfArea(other, there) : nameOfArea(plan, here);
  const note = here < 0 ? say(plan, "area_new") : there < 0 ? say(plan, "area_gone") : "";
  const label = here < 0 ? name : button("cp-link", () => chooseArea(view, here), name);
  if (here >= 0) highlightOnHover(view, label, "area", here);
  const change = (key, words) => {
    const [was, is] = sums.map((sum) => (sum ? sum[key] : 0));
    return was === null || is === null ? say(plan, "unknown") : signed(is - was, words);
  };
  const head = headCell("row", label);
  if (note) head.append(make("span", "cp-moved", ` ${note}`));
  return make("tr", "", head,
    make("td", "", sums.map((sum) => number(plan, sum?.communities ?? 0)).join(" → ")),
    make("td", "", change("households", (figure) => number(plan, figure))),
    make("td", "", change("saving_money", (cents) => number(plan, cents / plan.totals.per_unit, "money"))));
}

function signed(figure, words) {
  return (figure < 0 ? "−" : figure > 0 ? "+" : "±") + words(Math.abs(figure));
}
