// The card of an area: what it is, why, how firm that is and what it saves.
const AREA_TILES = ["communities", "households", "cost_together_wan", "saving_wan", "need", "likeness_mean"];
const AREA_SAVING = ["cost_alone_wan", "mobilisation_saving_wan", "trench_saving_wan", "saving_wan", "saving_share",
  "cost_together_wan"];
const AREA_FIRMNESS = ["value", "value_lost", "stability"];
const SAID_OF_AREA = ["area_name", "county", "subdistrict", "year", "reason", "firmness", "next_best",
  ...AREA_TILES, ...AREA_SAVING, ...AREA_FIRMNESS, ...CRITERIA];

function showArea(view, row) {
  const { plan } = view;
  const { table } = plan.areas;
  showCard(view,
    make("h2", "", swatch("areas", fillOf(view, "area", row)), nameOfArea(plan, row)),
    make("p", "cp-muted", placeWords(plan, table, row), " · ", plan.areas.ids[row]),
    tiles(plan, table, AREA_TILES, row),
    CRITERIA.some((name) => table[name]) ? section(plan, "criteria", bars(plan, table, CRITERIA, row, 1)) : null,
    section(plan, "reason", textOf(plan, table, "reason", row)),
    section(plan, "firmness", firmnessWords(plan, row), definitions(pairsOf(plan, table, AREA_FIRMNESS, row)),
      make("p", "cp-muted", say(plan, "whole_plan"), plan.summary.certificate)),
    section(plan, "savings", definitions(pairsOf(plan, table, AREA_SAVING, row))),
    section(plan, "members", memberList(view, row)),
    section(plan, "figures", definitions(pairsOf(plan, table, otherColumns(table, SAID_OF_AREA), row))));
}

function firmnessWords(plan, row) {
  const { table } = plan.areas;
  const grade = cell(plan, table, "firmness", row), other = cell(plan, table, "next_best", row);
  if (!grade) return null;
  return make("p", "", make("span", "cp-badge", grade), " ", other && say(plan, "next_best_is", { other }));
}

function memberList(view, row) {
  const { members } = view.plan;
  return make("ol", "cp-list", ...members[row].map((member) => make("li", "", communityButton(view, member))));
}
