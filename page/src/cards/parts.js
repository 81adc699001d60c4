// What the cards of areas and communities are made of.
import { button, make } from "../base/dom.js";
import { valueAt } from "../plan/decode.js";
import { nameOfPlan } from "../plan/names_of_plans.js";
import {
  amountFigure,
  aroundAmount,
  cell,
  householdWords,
  nameOfArea,
  nameOfCommunity,
  number,
  say,
} from "../plan/words.js";
import { chooseNothing, chooseThisCommunity, highlightOnHover } from "../view/select.js";

export const CRITERIA = ["location", "type", "trade", "culture"];

export function showCard(view, title, ...children) {
  const { plan, page } = view;
  const close = button("cp-close", () => chooseNothing(view), "×");
  close.setAttribute("aria-label", say(plan, "close"));
  page.card.replaceChildren(make("div", "cp-card-head", title, close), ...children.filter(Boolean));
  page.card.scrollTop = 0;
}

export function placeWords(plan, table, row) {
  const names = ["county", "subdistrict", "neighbourhood"];
  const year = cell(plan, table, "year", row);
  const words = names.map((name) => cell(plan, table, name, row));
  return [...words, year && say(plan, "built_in", { year })].filter(Boolean).join(" · ");
}

export function section(plan, key, ...bodies) {
  const known = bodies.filter((body) => body?.hasChildNodes());
  return known.length ? make("section", "", make("h3", "", say(plan, key)), ...known) : null;
}

export function tiles(plan, table, names, row) {
  const known = names.filter((name) => valueAt(table, name, row) !== null);
  return known.length ? make("div", "cp-tiles", ...known.map((name) => {
    const { label, style, digits, unit } = table[name];
    const value = valueAt(table, name, row), isAmount = style === "money";
    const figure = isAmount ? amountFigure(plan, value, digits) : number(plan, value, style, digits);
    const [before, after] = isAmount ? aroundAmount(plan) : ["", unit];
    return make("div", "", make("strong", "", before && make("small", "", before), figure, " ", make("small", "", after.trim())),
      make("small", "", label));
  })) : null;
}

// A bar for each figure, as long as its share of the largest; unknown figures are marked as such.
export function bars(plan, table, names, row, most) {
  const known = names.filter((name) => table[name]);
  return make("div", "cp-bars", ...known.flatMap((name) => {
    const value = valueAt(table, name, row);
    const bar = make("span", "cp-bar");
    bar.style.setProperty("--share", (value ?? 0) / most);
    return [make("span", "", table[name].label), bar,
      make("span", "", value === null ? say(plan, "unknown") : cell(plan, table, name, row))];
  }));
}

export function textOf(plan, table, name, row, style = "cp-reason") {
  const text = cell(plan, table, name, row);
  return text ? make("p", style, text) : null;
}

export function otherColumns(table, said) {
  return Object.keys(table).filter((name) => !said.includes(name));
}

export function communityButton(view, row) {
  const { plan } = view;
  const { table } = plan.communities;
  const facts = ["build_year", "subdistrict"].map((name) => cell(plan, table, name, row));
  const node = button("cp-row", () => chooseThisCommunity(view, row), make("span", "cp-row-text",
    make("span", "cp-row-name", nameOfCommunity(plan, row)),
    make("span", "cp-muted", [...facts, householdWords(plan, table, row)].filter(Boolean).join(" · "))));
  highlightOnHover(view, node, "community", row);
  return node;
}

// Where a community is in the other plan, for its tooltip and card.
export function wordsOfMove(view, row) {
  const { plan, other, comparison } = view;
  if (!comparison?.moved.includes(row)) return null;
  const area = other.communities.area[comparison.twins[row]];
  const where = area < 0 ? say(plan, "no_area") : nameOfArea(other, area);
  return make("p", "cp-moved", say(plan, "in_other_plan", { name: nameOfPlan(view, other), where }));
}
