// The card of a community: where it is and why, its need, and why it is not with another.
const SAID_OF_COMMUNITY = ["name", "county", "subdistrict", "neighbourhood", "reason", "advice", "need", "need_after", "coverage", "year", "programme_reason",
  ...SAID_OF_MONEY];

function showCommunity(view, row) {
  const { plan } = view;
  const { table, area } = plan.communities;
  const parts = needParts(plan).flatMap((name) => [name, afterOf(name)]);
  showCard(view,
    make("h2", "", nameOfCommunity(plan, row)),
    make("p", "cp-muted", placeWords(plan, table, row)),
    area[row] >= 0 ? homeButton(view, row) : make("p", "cp-badge", outcomeWords(plan, row)),
    wordsOfMove(view, row),
    section(plan, "why_here", textOf(plan, table, "reason", row), definitions(pairsOf(plan, table, ["advice"], row))),
    whyNot(view, row),
    section(plan, "programme", textOf(plan, table, "programme_reason", row)),
    section(plan, "cost", costOf(plan, row), worksOf(plan, row)),
    section(plan, "checkup", ...checkupOfCommunity(plan, row)),
    section(plan, "figures", definitions(pairsOf(plan, table, otherColumns(table, [...SAID_OF_COMMUNITY, ...parts]), row))));
}

function homeButton(view, row) {
  const { plan } = view;
  const area = plan.communities.area[row];
  const node = button("cp-row", () => chooseArea(view, area), swatch("areas", fillOf(view, "area", area)),
    make("span", "cp-row-text", make("span", "cp-muted", outcomeWords(plan, row)), nameOfArea(plan, area)));
  highlightOnHover(view, node, "area", area);
  return node;
}
