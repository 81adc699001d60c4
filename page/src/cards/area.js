// The card of an area: what it is, why, how firm that is and what it saves.
import { definitions, make } from "../base/dom.js";
import { valueAt } from "../plan/decode.js";
import { cell, nameOfArea, number, say } from "../plan/words.js";
import { rankBadge } from "./badge.js";
import { checkupOfArea } from "./checkup.js";
import { SAID_OF_MONEY, savingsOf, sourcesOf } from "./costs.js";
import { decisionsOf } from "./decisions.js";
import {
  CRITERIA,
  bars,
  communityButton,
  otherColumns,
  placeWords,
  section,
  showCard,
  textOf,
  tiles,
} from "./parts.js";
import { servicesOf } from "./services.js";
import { pairsOf } from "./tooltips.js";
import { whyNotArea } from "./why_not.js";

const AREA_TILES = ["communities", "households", "cost_together_money", "saving_money", "need", "likeness_mean"];
const AREA_FIRMNESS = ["value", "value_lost", "stability"];
const SAID_OF_AREA = ["area_name", "county", "subdistrict", "year", "reason", "bounds", "firmness", "next_best",
  "mode", "mode_reason", "programme_reason", "component", "proven", "need_after", ...AREA_TILES, ...SAID_OF_MONEY, ...AREA_FIRMNESS, ...CRITERIA];

export function showArea(view, row) {
  const { plan } = view;
  const { table } = plan.areas;
  showCard(view,
    make("h2", "", rankBadge(view, row), nameOfArea(plan, row)),
    make("p", "cp-muted", [placeWords(plan, table, row), plan.areas.ids[row]].filter(Boolean).join(" · ")),
    plan.changed?.has(row) ? make("p", "cp-moved", say(plan, "figures_after_edits")) : null,
    tiles(plan, table, AREA_TILES, row),
    CRITERIA.some((name) => table[name]) ? section(plan, "criteria", bars(plan, table, CRITERIA, row, 1)) : null,
    section(plan, "reason", textOf(plan, table, "reason", row), definitions(pairsOf(plan, table, ["bounds"], row))),
    section(plan, "firmness", firmnessWords(plan, row), definitions(pairsOf(plan, table, AREA_FIRMNESS, row)),
      ...certificates(plan, row)),
    decisionsOf(view, plan.members[row]),
    section(plan, "savings", ...savingsOf(plan, row)),
    section(plan, "programme", textOf(plan, table, "programme_reason", row)),
    section(plan, "sources", ...sourcesOf(plan, { areas: [row] })),
    section(plan, "mode", modeWords(plan, row)),
    section(plan, "checkup", ...checkupOfArea(plan, row)),
    section(plan, "services", ...servicesOf(view, row)),
    section(plan, "members", memberList(view, row)),
    whyNotArea(view, row),
    section(plan, "figures", definitions(pairsOf(plan, table, otherColumns(table, SAID_OF_AREA), row))));
}

function firmnessWords(plan, row) {
  const { table } = plan.areas;
  const grade = cell(plan, table, "firmness", row), other = cell(plan, table, "next_best", row);
  if (!grade) return null;
  return make("p", "", make("span", "cp-badge", grade), " ", other && say(plan, "next_best_is", { other }));
}

// How good the plan is proven to be around this area, and as a whole.
function certificates(plan, row) {
  const { table } = plan.areas;
  const own = cell(plan, table, "proven", row);
  const count = valueAt(table, "component", row);
  return [
    own ? make("p", "cp-muted", say(plan, "own_component", { count: number(plan, count) }), own) : null,
    make("p", "cp-muted", say(plan, "whole_plan"), plan.summary.certificate),
    make("p", "cp-muted", plan.summary.evidence),
  ];
}

function modeWords(plan, row) {
  const { table } = plan.areas;
  const mode = cell(plan, table, "mode", row);
  return mode ? make("p", "", make("span", "cp-badge", mode), " ", cell(plan, table, "mode_reason", row)) : null;
}

function memberList(view, row) {
  const { members } = view.plan;
  return make("ol", "cp-list", ...members[row].map((member) => make("li", "", communityButton(view, member))));
}
