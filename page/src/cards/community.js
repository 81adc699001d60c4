// The card of a community: where it is and why, its need, and why it is not with another.
import { button, definitions, make } from "../base/dom.js";
import { nameOfArea, nameOfCommunity, outcomeOf, say } from "../plan/words.js";
import { chooseArea, highlightOnHover } from "../view/select.js";
import { rankBadge } from "./badge.js";
import { afterOf, checkupOfCommunity, needParts } from "./checkup.js";
import { SAID_OF_MONEY, costOf, sourcesOf, worksOf } from "./costs.js";
import { decisionsOf } from "./decisions.js";
import { otherColumns, placeWords, section, showCard, textOf, wordsOfMove } from "./parts.js";
import { outcomeWords, pairsOf } from "./tooltips.js";
import { whyNot } from "./why_not.js";

const SAID_OF_COMMUNITY = ["name", "county", "subdistrict", "neighbourhood", "reason", "advice", "need", "need_after", "coverage", "year", "programme_reason",
  ...SAID_OF_MONEY];

export function showCommunity(view, row) {
  const { plan } = view;
  const { table, area } = plan.communities;
  const takesPart = outcomeOf(plan, row) !== "not_eligible";
  const parts = needParts(plan).flatMap((name) => [name, afterOf(name)]);
  showCard(view,
    make("h2", "", nameOfCommunity(plan, row)),
    make("p", "cp-muted", placeWords(plan, table, row)),
    area[row] >= 0 ? homeButton(view, row) : make("p", "cp-badge", outcomeWords(plan, row)),
    wordsBefore(plan, row),
    wordsOfMove(view, row),
    section(plan, plan.moved?.has(row) ? "why_here_before" : takesPart ? "why_here" : "why_not_part",
      textOf(plan, table, "reason", row), definitions(pairsOf(plan, table, ["advice"], row))),
    decisionsOf(view, [row]),
    whyNot(view, row),
    plan.moved?.has(row) ? null : section(plan, "programme", textOf(plan, table, "programme_reason", row)),
    section(plan, "sources", ...sourcesOf(plan, { communities: [row] })),
    takesPart ? section(plan, "cost", costOf(plan, row), worksOf(plan, row)) : null,
    section(plan, "checkup", ...checkupOfCommunity(plan, row)),
    section(plan, "figures", definitions(pairsOf(plan, table, otherColumns(table, [...SAID_OF_COMMUNITY, ...parts]), row))));
}

// Where an edit has taken a community from: its reasons are then those of the plan before.
function wordsBefore(plan, row) {
  if (!plan.moved?.has(row)) return null;
  const { original } = plan, area = original.communities.area[row];
  const place = area < 0 ? outcomeWords(original, row) : nameOfArea(original, area);
  return make("p", "cp-moved", say(plan, "before_edits", { place }));
}

function homeButton(view, row) {
  const { plan } = view;
  const area = plan.communities.area[row];
  const node = button("cp-row", () => chooseArea(view, area), rankBadge(view, area),
    make("span", "cp-row-text", make("span", "cp-muted", outcomeWords(plan, row)), nameOfArea(plan, area)));
  highlightOnHover(view, node, "area", area);
  return node;
}
