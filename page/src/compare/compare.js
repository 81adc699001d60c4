// The figures of the plans of one page, side by side in a table, and who moves from the plan shown to the other.
import { definitions, headCell, make } from "../base/dom.js";
import { communityButton } from "../cards/parts.js";
import { nameOfPlan, originalOf } from "../plan/names_of_plans.js";
import { sumAreas } from "../plan/sums.js";
import { languagePlace, nameOfArea, number, say } from "../plan/words.js";

const MOST_NAMED = 300;

export function prepareComparison(view) {
  view.on("plan amend", () => buildComparison(view));
}

function buildComparison(view) {
  const { page, other } = view;
  page.compare ??= page.panel.insertBefore(make("details", "cp-compare"), page.browse);
  page.compare.hidden = !other;
  if (!other) return;
  const { plan, comparison } = view;
  const count = number(plan, comparison.moved.length);
  page.compare.replaceChildren(
    make("summary", "", say(plan, "comparison"), make("span", "cp-muted", say(plan, "short_moved", { count }))),
    figuresOfPlans(view), ...otherRules(view), moveList(view));
}

// A column for each plan, the one that is shown in bold.
function figuresOfPlans(view) {
  const { plan, plans } = view;
  const row = (label, valueOf) => make("tr", "", headCell("row", label), ...plans.map((each) => make("td", ofShown(view, each), valueOf(each))));
  const count = (key) => ({ summary }) => number(plan, summary[key]);
  const sums = new Map(plans.map((each) => [each, sumAreas(each, [...each.areas.ids.keys()])]));
  const money = (name) => row(headOfColumn(plan, name), (each) => moneyWords(plan, sums.get(each)[name]));
  return make("table", "cp-figures-of-plans",
    make("thead", "", make("tr", "", make("td"), ...plans.map((each) => headCell("col", nameOfPlan(view, each), ofShown(view, each))))),
    make("tbody", "",
      row(say(plan, "areas"), count("areas")),
      row(say(plan, "communities"), count("in_areas")),
      row(say(plan, "outcome_alone"), count("alone")),
      row(say(plan, "value"), ({ summary }) => number(plan, summary.value, "decimal", 2)),
      row(say(plan, "gap_at_most"), ({ summary }) => (summary.gap === null ? "–" : number(plan, roundedUp(summary.gap), "percent", 1))),
      money("cost_together_money"), money("saving_money")));
}

function moneyWords(plan, cents) {
  return cents === null ? say(plan, "unknown") : number(plan, cents / plan.totals.per_unit, "money");
}

// A proof may claim less than it shows, never more.
function roundedUp(gap) {
  return Math.max(0, Math.ceil(gap * 1000 - 1e-9)) / 1000;
}

function ofShown({ plan }, each) {
  return each === originalOf(plan) ? "cp-shown" : "";
}

function headOfColumn(plan, name) {
  const { label = name, unit = "" } = plan.areas.table[name] ?? {};
  return unit ? label + say(plan, "aside", { what: unit }) : label;
}

// Settings in which the two plans differ: under other rules, values cannot be compared.
function otherRules({ plan, other }) {
  const place = languagePlace(plan);
  const there = new Map(other.about.settings.map(([name, values]) => [name, values[place]]));
  const differ = plan.about.settings.filter(([name, values]) => there.get(name) !== values[place]);
  if (!differ.length) return [];
  return [make("p", "cp-muted", say(plan, "other_rules")),
    definitions(differ.map(([name, values, meanings]) =>
      [meanings[place] || name, `${values[place]} → ${there.get(name) ?? "–"}`]))];
}

function moveList(view) {
  const { plan, other, comparison } = view;
  const { groups, moved, onlyHere, onlyThere } = comparison;
  const names = { here: nameOfPlan(view, plan), there: nameOfPlan(view, other) };
  const sentence = moved.length
    ? say(plan, "moves_between", { ...names, count: number(plan, moved.length) })
    : say(plan, "no_moves", names);
  const apart = [["here", onlyHere], ["there", onlyThere]].filter(([, count]) => count).map(([where, count]) =>
    make("p", "cp-muted", say(plan, "only_in", { name: names[where], count: number(plan, count) })));
  return make("div", "", make("p", "", sentence), ...apart, ...groups.slice(0, MOST_NAMED).map((group) => moveGroup(view, group)));
}

function moveGroup(view, { from, to, rows }) {
  const { plan, other } = view;
  const ends = [[plan, from], [other, to]];
  const names = ends.map(([each, area]) => (area < 0 ? say(plan, "no_area") : nameOfArea(each, area)));
  const titles = names[0] === names[1] ? ends.map(([each, area], at) => names[at] + say(plan, "aside", { what: each.areas.ids[area] })) : names;
  return make("section", "",
    make("h3", "", make("span", "", titles.join(" → ")), make("span", "cp-muted", number(plan, rows.length))),
    make("ol", "cp-list", ...rows.slice(0, MOST_NAMED).map((row) => make("li", "", communityButton(view, row)))));
}

