// The areas beside the map, by year and in the order of the programme, or by value where there is none.
const LONGEST_LIST = 500;

function showList(view) {
  const { plan, page } = view;
  const groups = areasByYear(plan);
  const sections = [...groups].map(([year, rows]) => make("section", "",
    make("h3", "", yearWords(plan, year, groups.size), make("span", "cp-muted", sectionFigures(plan, rows))),
    make("ol", "cp-list", ...rows.map((row) => make("li", "", areaButton(view, row))))));
  page.panel.replaceChildren(
    make("h2", "", say(plan, "area_list")),
    countsOfOthers(plan),
    ...(sections.length ? sections : [make("p", "cp-empty", say(plan, "no_areas"))]),
    ...["alone", "not_eligible"].map((outcome) => listOfOthers(view, outcome)).filter(Boolean));
  page.panel.scrollTop = view.listScroll ?? 0;
  highlight(view, null);
}

function areasByYear(plan) {
  const { ids, table } = plan.areas;
  const key = (name, row, missing) => valueAt(table, name, row) ?? missing;
  const rows = ids.map((_, row) => row).sort((a, b) =>
    key("year", a, Infinity) - key("year", b, Infinity) || key("order", a, Infinity) - key("order", b, Infinity)
    || key("value", b, 0) - key("value", a, 0) || a - b);
  const groups = new Map();
  for (const row of rows) {
    const year = valueAt(table, "year", row);
    groups.set(year, [...(groups.get(year) ?? []), row]);
  }
  return groups;
}

function yearWords(plan, year, groups) {
  if (year !== null) return say(plan, "built_in", { year });
  return say(plan, groups > 1 ? "unscheduled" : "by_value");
}

function sectionFigures(plan, rows) {
  const sum = (name) => rows.reduce((total, row) => total + (valueAt(plan.areas.table, name, row) ?? 0), 0);
  const cost = plan.areas.table.cost_together_wan;
  const count = say(plan, "short_areas", { count: rows.length });
  return cost ? `${count} · ${number(plan, sum("cost_together_wan"))} ${cost.unit}` : count;
}

function areaButton(view, row) {
  const { plan } = view;
  const { table } = plan.areas;
  const count = valueAt(table, "communities", row) ?? plan.members[row].length;
  const facts = [
    cell(plan, table, "county", row),
    say(plan, "short_members", { count }),
    householdWords(plan, table, row),
    cell(plan, table, "cost_together_wan", row),
  ];
  const node = button("cp-row", () => chooseArea(view, row),
    swatch("areas", plan.colours[row]),
    make("span", "cp-row-text",
      make("span", "cp-row-name", nameOfArea(plan, row)),
      make("span", "cp-muted", facts.filter(Boolean).join(" · "))));
  highlightOnHover(view, node, plan.areas.rings[row], null);
  return node;
}

// Communities in no area, listed when asked for; the only way to those without a place on the map.
function listOfOthers(view, outcome) {
  const { plan } = view;
  const rows = plan.communities.ids.map((_, row) => row).filter((row) => outcomeOf(plan, row) === outcome);
  if (!rows.length) return null;
  const list = make("ol", "cp-list");
  const words = [make("span", "", say(plan, `outcome_${outcome}`)), make("span", "cp-muted", number(plan, rows.length))];
  const details = make("details", "cp-others", make("summary", "", ...words), list);
  const fill = () => list.append(...rows.slice(0, LONGEST_LIST).map((row) => make("li", "", communityButton(view, row, null))));
  details.addEventListener("toggle", fill, { once: true });
  return details;
}

function communityButton(view, row, ringsAfter) {
  const { plan } = view;
  const { table, rings } = plan.communities;
  const facts = ["build_year", "subdistrict"].map((name) => cell(plan, table, name, row));
  const node = button("cp-row", () => showCommunity(view, row), make("span", "cp-row-text",
    make("span", "cp-row-name", nameOfCommunity(plan, row)),
    make("span", "cp-muted", [...facts, householdWords(plan, table, row)].filter(Boolean).join(" · "))));
  highlightOnHover(view, node, rings[row], ringsAfter);
  return node;
}

function countsOfOthers(plan) {
  const { summary } = plan;
  const counts = ["alone", "not_eligible", "without_place"].filter((key) => summary[key]);
  return make("p", "cp-counts", counts.map((key) => `${number(plan, summary[key])} ${say(plan, `${key}_count`)}`).join(" · "));
}
