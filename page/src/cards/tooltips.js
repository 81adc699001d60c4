// What hovering shows. Leaflet is handed nodes, never strings, since it reads strings as HTML.
import { definitions, make } from "../base/dom.js";
import { DETAIL_ZOOM } from "../base/scale.js";
import { textAt } from "../plan/decode.js";
import { barrierWords, cell, nameOfArea, nameOfCommunity, outcomeOf, say, sayKind } from "../plan/words.js";
import { wordsOfMove } from "./parts.js";

export function pairsOf(plan, table, names, row) {
  return names.filter((name) => table[name]).map((name) => [table[name].label, cell(plan, table, name, row)]);
}

export function describeArea({ plan }, row) {
  const { table } = plan.areas;
  const place = ["county", "subdistrict"].map((name) => cell(plan, table, name, row)).filter(Boolean).join(" · ");
  const names = ["communities", "households", "need", "likeness_mean", "cost_together_money", "saving_money", "year"];
  return make("div", "",
    make("b", "", nameOfArea(plan, row)), make("div", "cp-muted", place),
    definitions(pairsOf(plan, table, names, row)));
}

// An area under way is labelled with its progress.
export function describeUnderWay({ plan }, row) {
  const { ids, table } = plan.under_way;
  const place = [ids[row], cell(plan, table, "county", row)].filter(Boolean).join(" · ");
  const names = ["plan_year", "communities", "households", "started", "finished", "invest_money", "paid_money", "paid_share"];
  return make("div", "",
    make("b", "", cell(plan, table, "area_name", row)), make("div", "cp-muted", place),
    definitions(pairsOf(plan, table, names, row)));
}

export function describeCommunity(view, row) {
  const { plan } = view;
  const area = plan.communities.area[row];
  if (area >= 0 && view.map.getZoom() < DETAIL_ZOOM) return describeArea(view, area);
  const { table } = plan.communities;
  const names = ["build_year", "households", "floor_area_m2", "need", "cost_alone_money"];
  const isAlone = outcomeOf(plan, row) !== "area";
  return make("div", "",
    make("b", "", nameOfCommunity(plan, row)),
    make("div", "cp-muted", outcomeWords(plan, row), area >= 0 ? ` · ${nameOfArea(plan, area)}` : ""),
    definitions(pairsOf(plan, table, names, row)),
    wordsOfMove(view, row),
    isAlone ? make("p", "", cell(plan, table, "reason", row)) : null);
}

export function outcomeWords(plan, row) {
  return say(plan, `outcome_${outcomeOf(plan, row)}`);
}

export function describeLink({ plan }, row) {
  const { links } = plan;
  const ends = [links.focal[row], links.neighbor[row]].map((end) => nameOfCommunity(plan, end)).join(" — ");
  return make("div", "",
    make("b", "", ends),
    make("div", links.blocked[row] ? "cp-warn" : "cp-muted",
      links.blocked[row] ? say(plan, "blocked_by", { barrier: barrierWords(plan, row) }) : say(plan, "link")),
    definitions(pairsOf(plan, links.table, ["gap_m", "facing_m", "likeness"], row)));
}

export function describeFacility({ plan }, row) {
  const { names, kinds } = plan.facilities;
  return make("div", "",
    make("b", "", textAt(names, row) ?? ""), " ", make("span", "cp-muted", sayKind(plan, textAt(kinds, row))));
}

