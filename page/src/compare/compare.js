// What differs between the plans of one page: their figures on equal terms, the areas that are not the same, who moves.
import { definitions, headCell, make } from "../base/dom.js";
import { communityButton } from "../cards/parts.js";
import { nameOfPlan, originalOf } from "../plan/names_of_plans.js";
import { valueByRulesOf } from "../plan/measure.js";
import { costOfBoth, sumAlone, sumAreas } from "../plan/sums.js";
import { languagePlace, nameOfArea, number, outcomeOf, say } from "../plan/words.js";
import { zoomTo } from "../view/camera.js";
import { changedAreas } from "./changed_areas.js";

const MOST_NAMED = 300;

export function prepareComparison(view) {
  view.on("plan amend", () => buildComparison(view));
  view.on("scenario", () => { if (!view.isRestoring && !view.chosen) showMovers(view); });
}

// Where the plans differ: at first, and when others are compared; what an address says or the reader chose goes before.
export function showMovers(view) {
  const { comparison, plan } = view;
  if (comparison?.moved.length) zoomTo(view, plan.communities.shapes, comparison.moved);
}

function buildComparison(view) {
  const { page, other } = view;
  page.compare ??= page.panel.insertBefore(openDetails(page), page.browse);
  page.compare.hidden = !other;
  if (!other) return;
  const { plan, comparison } = view;
  const count = number(plan, comparison.moved.length);
  page.compare.replaceChildren(
    make("summary", "", make("h2", "cp-inline", say(plan, "comparison")), make("span", "cp-muted", say(plan, "short_moved", { count }))),
    figuresOfPlans(view), changedAreas(view), ...otherRules(view), moveList(view));
}

function openDetails({ root }) {
  const node = make("details", "cp-compare");
  node.open = !root.classList.contains("cp-small");
  return node;
}

// A column for each plan, the one that is shown in bold.
function figuresOfPlans(view) {
  const { plan, plans } = view;
  const row = (label, valueOf) => make("tr", "", headCell("row", label), ...plans.map((each) => make("td", ofShown(view, each), valueOf(each))));
  const count = (key) => ({ summary }) => number(plan, summary[key]);
  const money = new Map(plans.map((each) => [each, moneyOf(each)]));
  const moneyRow = (key, name) => row(headOfColumn(plan, key, name), (each) => moneyWords(plan, money.get(each)[key]));
  const isFair = plans.every((each) => valueByRulesOf(each, plans[0]) !== null);
  const value = (each) => (isFair ? valueByRulesOf(each, plans[0]) : each.summary.value);
  return make("table", "cp-figures-of-plans",
    make("thead", "", make("tr", "", make("td"), ...plans.map((each) => headCell("col", nameOfPlan(view, each), ofShown(view, each))))),
    make("tbody", "",
      row(say(plan, "areas"), count("areas")),
      row(say(plan, "communities"), count("in_areas")),
      row(say(plan, "outcome_alone"), count("alone")),
      row(say(plan, isFair ? "value_by_first" : "value_by_own", { name: nameOfPlan(view, plans[0]) }), (each) => number(plan, value(each), "decimal", 2)),
      row(say(plan, "gap_at_most"), ({ summary }) => (summary.gap === null ? "–" : number(plan, roundedUp(summary.gap), "percent", 1))),
      moneyRow("together", "cost_together_money"), moneyRow("alone", "cost_alone_money"), moneyRow("both", "total"),
      moneyRow("saving", "saving_money")));
}

// In cents: of all areas, of all communities alone, of both, and what areas save.
function moneyOf(plan) {
  const areas = sumAreas(plan, [...plan.areas.ids.keys()]);
  const alone = sumAlone(plan, plan.communities.ids.map((_, row) => row).filter((row) => outcomeOf(plan, row) === "alone"));
  return { together: areas.cost_together_money, alone: alone.cost_alone_money, both: costOfBoth(areas, alone), saving: areas.saving_money };
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

function headOfColumn(plan, key, name) {
  const { unit = "" } = plan.areas.table.saving_money ?? {};
  const label = { together: plan.areas.table[name]?.label, alone: say(plan, "outcome_alone"), both: say(plan, "total") }[key]
    ?? plan.areas.table[name]?.label ?? name;
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

