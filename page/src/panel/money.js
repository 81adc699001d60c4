// The money of the plan above the table: by county and year of start, and by source and year of payment.
import { keyOf, stackedBars, svgOf } from "../base/chart.js";
import { make } from "../base/dom.js";
import { UNLISTED, areasPassing, othersPassing, wordsOfYear } from "../plan/filters.js";
import { costByCounty, costByYear, paidBySource, paidByYear } from "../plan/money.js";
import { amountFigure, amountOfCents, languagePlace, say } from "../plan/words.js";

const LATER = { fill: "#d9dcde", line: "#6c757a", ink: "#16242b" }; // a year in which nothing starts, but is paid
const ROOMY_PX = 900; // height of a window in which the sources are open until the reader closes them
const FEW_ROWS = 2; // counties, beside which there is room for them in any window
const WIDTH = 392; // of a chart at its own scale; it fills the panel

export function prepareMoney(view) {
  const { page } = view;
  page.money = page.panel.insertBefore(make("details", "cp-money"), page.browse);
  page.money.open = !page.root.classList.contains("cp-small") && view.plans.length === 1; // plans compared say their money there
  view.on("plan filter", () => buildMoney(view));
}

function buildMoney(view) {
  const { plan, page, passing, filters } = view;
  const counties = costByCounty(plan, passing, filters);
  page.money.hidden = !counties.length;
  if (!counties.length) return;
  const whole = counties.reduce((sum, { total }) => sum + total, 0);
  const key = filters.year === UNLISTED ? "money_unlisted" : "money_listed";
  page.money.replaceChildren(
    make("summary", "", say(plan, key), make("b", "", amountOfCents(plan, whole))),
    costChart(plan, counties, say(plan, key)), make("p", "cp-muted", say(plan, "money_of_both")), ...sourceParts(view, counties));
}

// How a year is drawn.
export function signOfYear({ symbols }, year) {
  if (year === UNLISTED) return symbols.table.unlisted;
  const own = symbols.years.find((each) => String(each.year) === year);
  return own ? { fill: own.area.fill, line: own.area.line, ink: own.ink } : LATER;
}

function figure(plan, cents) {
  return amountFigure(plan, cents / plan.totals.per_unit);
}

export function costRows(plan, counties) {
  return counties.map(({ county, years, total }) => ({ label: county || say(plan, "no_county"), total: figure(plan, total), parts: partsOf(plan, years) }));
}

function partsOf(plan, years) {
  return [...years].map(([year, cents]) => ({ value: cents, text: figure(plan, cents), ...signOfYear(plan, year),
    title: say(plan, "lead", { what: wordsOfYear(plan, year), fact: amountOfCents(plan, cents) }) }));
}

export function yearKey(plan, years) {
  return [...years].map(([year, cents]) => ({ ...signOfYear(plan, year), words: `${wordsOfYear(plan, year)} ${figure(plan, cents)}` }));
}

function costChart(plan, counties, words) {
  return make("div", "cp-chart", svgOf(keyOf(yearKey(plan, costByYear(counties)), { width: WIDTH }), words),
    svgOf(stackedBars(costRows(plan, counties), { width: WIDTH }), words));
}

function sourceParts(view, counties) {
  const { plan, passing, filters } = view;
  const rows = { areas: areasPassing(plan, passing), communities: othersPassing(plan, passing, "alone") };
  const amounts = paidBySource(plan, rows);
  if (!amounts || !amounts.some((cents) => cents > 0)) return [];
  const years = paidByYear(plan, filters);
  const place = languagePlace(plan);
  const { names, rule } = plan.sources;
  const bars = names[place].map((label, at) => ({ label, total: figure(plan, amounts[at]),
    parts: years ? partsOf(plan, years[at]) : [{ value: amounts[at], ...LATER }] }));
  const key = years ? [svgOf(keyOf(yearKey(plan, costByYear(years.map((each) => ({ years: each })))), { width: WIDTH }), say(plan, "paid_years"))] : [];
  const head = say(plan, years ? "money_by_source" : "sources");
  const summary = make("summary", "", head);
  const details = make("details", "cp-more", summary,
    make("div", "cp-chart", ...key, svgOf(stackedBars(bars, { width: WIDTH }), head)), make("p", "cp-muted", rule[place]));
  const { dataset } = view.page.money; // what the reader chose last
  summary.addEventListener("click", () => { dataset.sources = details.open ? "closed" : "open"; });
  details.open = dataset.sources ? dataset.sources === "open" : window.innerHeight >= ROOMY_PX || counties.length <= FEW_ROWS;
  return [details];
}
