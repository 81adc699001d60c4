// Which areas pass the filters.
import { valueAt } from "./decode.js";
import { stageLabels, stageOf } from "./indicators.js";
import { say } from "./words.js";

export function stagesOf(plan) {
  const found = new Set(plan.members.flat().map((row) => stageOf(plan, row)));
  const labels = stageLabels(plan);
  return labels.map((words, stage) => [String(stage), words]).filter((_, stage) => found.has(stage));
}

export function countiesOf({ areas: { table } }) {
  return table.county ? table.county.texts.map((name) => [name, name]) : [];
}

export function yearsOf(plan) {
  const { ids, table } = plan.areas;
  const years = [...new Set(ids.map((_, row) => valueAt(table, "year", row)))].sort((a, b) => (a ?? Infinity) - (b ?? Infinity));
  return years.map((year) => [String(year), year === null ? say(plan, "unscheduled") : say(plan, "built_in", { year })]);
}

export function passes({ plan, ranked }, row) {
  const { county = "", year = "", stage = "" } = ranked.filters;
  const { table } = plan.areas;
  const isEmptied = plan.changed?.has(row) && !plan.members[row].length;
  return !isEmptied && (!county || valueAt(table, "county", row) === county)
    && (!year || String(valueAt(table, "year", row)) === year)
    && (!stage || plan.members[row].some((member) => String(stageOf(plan, member)) === stage));
}
