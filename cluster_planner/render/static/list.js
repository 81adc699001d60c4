// Next to the map: the table of areas with its filters, and below it the communities in no area.
const LONGEST_LIST = 500;

function showList(view) {
  const { plan, page } = view;
  const others = ["alone", "not_eligible"].map((outcome) => listOfOthers(view, outcome)).filter(Boolean);
  view.ranked = { sort: { key: "rank", isDown: false }, filters: {}, ...view.ranked };
  view.others = [countsOfOthers(plan), ...others];
  showFilters(view);
  showTable(view);
}

function showTable(view) {
  const { plan, page } = view;
  const table = plan.areas.ids.length ? buildTable(view) : make("p", "cp-empty", say(plan, "no_areas"));
  page.browse.replaceChildren(table, ...view.others);
  if (plan.areas.ids.length) fillRows(view);
}

// Communities in no area, listed on demand; the only way to those without a place on the map.
function listOfOthers(view, outcome) {
  const { plan } = view;
  const rows = plan.communities.ids.map((_, row) => row).filter((row) => outcomeOf(plan, row) === outcome);
  if (!rows.length) return null;
  const list = make("ol", "cp-list");
  const words = [make("span", "", say(plan, `outcome_${outcome}`)), make("span", "cp-muted", number(plan, rows.length))];
  const details = make("details", "cp-others", make("summary", "", ...words), list);
  const fill = () => list.append(...rows.slice(0, LONGEST_LIST).map((row) => make("li", "", communityButton(view, row))));
  details.addEventListener("toggle", fill, { once: true });
  return details;
}

function communityButton(view, row) {
  const { plan } = view;
  const { table } = plan.communities;
  const facts = ["build_year", "subdistrict"].map((name) => cell(plan, table, name, row));
  const node = button("cp-row", () => chooseThisCommunity(view, row), make("span", "cp-row-text",
    make("span", "cp-row-name", nameOfCommunity(plan, row)),
    make("span", "cp-muted", [...facts, householdWords(plan, table, row)].filter(Boolean).join(" · "))));
  highlightOnHover(view, node, "community", row);
  return node;
}

function countsOfOthers(plan) {
  const { summary } = plan;
  const counts = ["alone", "not_eligible", "without_place"].filter((key) => summary[key]);
  return make("p", "cp-counts", counts.map((key) => `${number(plan, summary[key])} ${say(plan, `${key}_count`, { count: summary[key] })}`).join(" · "));
}
