// The money of what passes the filters: by county and year in which it starts, by source, and by source and year of payment.
// All amounts are whole cents.
import { valueAt } from "./decode.js";
import { UNLISTED, areasPassing, othersPassing, yearOf } from "./filters.js";

/** @import { Filters, Passing, Plan } from "../types" */

// What areas and communities alone cost, by county and by year of start; unknown costs are left out. What is in no year is
// only counted where the filter asks for it.
/** @param {Plan} plan @param {Passing} passing @param {Filters} filters */
export function costByCounty(plan, passing, filters) {
  const { areas, communities, totals } = plan;
  const projects = [
    ...areasPassing(plan, passing).map((row) => ({ layer: areas, row, cents: totals.areas.cost_together_money[row] })),
    ...othersPassing(plan, passing, "alone").map((row) => ({ layer: communities, row, cents: totals.communities.cost_alone_money[row] })),
  ];
  /** @type {Map<string, Map<string, number>>} */
  const counties = new Map();
  for (const { layer, row, cents } of projects) {
    const year = yearOf(layer, row);
    if (Number.isNaN(cents) || (year === UNLISTED && filters.year !== UNLISTED)) continue;
    const county = valueAt(layer.table, "county", row) ?? "";
    const years = counties.get(county) ?? counties.set(county, new Map()).get(county);
    years.set(year, (years.get(year) ?? 0) + cents);
  }
  return [...counties].map(([county, years]) => ({ county, years: inOrder(years), total: [...years.values()].reduce((sum, cents) => sum + cents, 0) }))
    .sort((a, b) => b.total - a.total);
}

// Years early to late, what is in none last.
function inOrder(years) {
  return new Map([...years].sort(([a], [b]) => Number(a === UNLISTED) - Number(b === UNLISTED) || Number(a) - Number(b)));
}

/** @param {{ years: Map<string, number> }[]} counties @returns {Map<string, number>} */
export function costByYear(counties) {
  const years = new Map();
  for (const county of counties) for (const [year, cents] of county.years) years.set(year, (years.get(year) ?? 0) + cents);
  return inOrder(years);
}

// Sources know the plan as it was made, not as it is edited.
/** @param {Plan} plan */
function hasSources({ sources, original }) {
  return sources.codes.length > 0 && !original;
}

// What each source pays for these areas and communities over all years; null where nothing is known of sources.
/** @param {Plan} plan @param {{ areas?: number[], communities?: number[] }} rows */
export function paidBySource(plan, { areas = [], communities = [] }) {
  if (!hasSources(plan)) return null;
  const { sources } = plan;
  const sum = ({ values }, rows) => rows.reduce((all, row) => all + values[row], 0);
  return sources.codes.map((_, at) => sum(sources.areas[at], areas) + sum(sources.communities[at], communities));
}

// The same by year of payment, of the counties and years of start that pass; of a stage of review this is not known.
/** @param {Plan} plan @param {Filters} filters @returns {Map<string, number>[] | null} for each source */
export function paidByYear(plan, { county, year, stage }) {
  if (!hasSources(plan) || stage) return null;
  const { paid, codes } = plan.sources;
  const rows = paid.county.map((_, row) => row).filter((row) => (!county || paid.county[row] === county) && (!year || String(paid.year[row]) === year));
  return codes.map((_, at) => {
    const years = new Map();
    for (const row of rows) {
      const key = String(paid.paid_year[row]);
      years.set(key, (years.get(key) ?? 0) + paid.amounts[at].values[row]);
    }
    return inOrder(years);
  });
}
