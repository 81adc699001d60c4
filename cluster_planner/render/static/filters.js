// Which areas the table shows: by county, by year, and by the stage of review of a member.
function showFilters(view) {
  const { plan, page } = view;
  const choices = [["county", countiesOf(plan)], ["year", yearsOf(plan)], ["stage", stagesOf(plan)]];
  const known = choices.filter(([, options]) => options.length > 1);
  page.filters.replaceChildren(...known.map(([key, options]) => filterNode(view, key, options)));
}

function filterNode(view, key, options) {
  const { plan, ranked } = view;
  const all = [["", say(plan, `all_${key}`)], ...options];
  return dropdown(say(plan, `filter_${key}`), all, ranked.filters[key] ?? "", (value) => {
    ranked.filters[key] = value;
    showTable(view);
  });
}

function passes({ plan, ranked }, row) {
  const { county = "", year = "", stage = "" } = ranked.filters;
  const { table } = plan.areas;
  const isEmptied = plan.changed?.has(row) && !plan.members[row].length;
  return !isEmptied && (!county || valueAt(table, "county", row) === county)
    && (!year || String(valueAt(table, "year", row)) === year)
    && (!stage || plan.members[row].some((member) => String(stageOf(plan, member)) === stage));
}

function countiesOf({ areas: { table } }) {
  return table.county ? table.county.texts.map((name) => [name, name]) : [];
}

function yearsOf(plan) {
  const { ids, table } = plan.areas;
  const years = [...new Set(ids.map((_, row) => valueAt(table, "year", row)))].sort((a, b) => (a ?? Infinity) - (b ?? Infinity));
  return years.map((year) => [String(year), year === null ? say(plan, "unscheduled") : say(plan, "built_in", { year })]);
}

function stagesOf(plan) {
  const found = new Set(plan.members.flat().map((row) => stageOf(plan, row)));
  const labels = stageLabels(plan);
  return labels.map((words, stage) => [String(stage), words]).filter((_, stage) => found.has(stage));
}
