// The check-up before the works and after them: what each part adds to the need, of one community or over an area.
import { definitions, make } from "../base/dom.js";
import { valueAt } from "../plan/decode.js";
import { meanOf } from "../plan/members.js";
import { number, outcomeOf, say } from "../plan/words.js";
import { pairsOf } from "./tooltips.js";

export function needParts({ communities: { table } }) {
  return Object.keys(table).filter((name) => name.startsWith("need_") && name !== "need_after");
}

export function afterOf(name) {
  return name === "need" ? "need_after" : `after_${name}`;
}

// A bar for each part: hollow before the works, filled after them.
function checkupBars(plan, valueOf) {
  const { table } = plan.communities;
  const parts = needParts(plan);
  const most = largestPart(plan, parts);
  return parts.length ? make("div", "cp-bars", ...parts.flatMap((name) => {
    const before = valueOf(name), after = table[afterOf(name)] ? valueOf(afterOf(name)) : null;
    const bar = make("span", "cp-bar");
    bar.style.setProperty("--share", (after ?? before ?? 0) / most);
    bar.style.setProperty("--before", (before ?? 0) / most);
    return [make("span", "", table[name].label), bar, make("span", "", beforeAndAfter(plan, before, after))];
  })) : null;
}

function beforeAndAfter(plan, before, after) {
  if (before === null) return say(plan, "unknown");
  const [was, then] = [before, after].map((value) => value !== null && number(plan, value, "decimal", 2));
  return then === false || then === was ? was : `${was} → ${then}`;
}

export function checkupOfCommunity(plan, row) {
  const { table } = plan.communities;
  const isBuilt = outcomeOf(plan, row) !== "not_eligible";
  const valueOf = (name) => (isBuilt || name.startsWith("need_") && name !== "need_after" ? valueAt(table, name, row) : null);
  const need = valueAt(table, "need", row);
  if (need === null) return [];
  const words = beforeAndAfter(plan, need, isBuilt ? valueAt(table, "need_after", row) : null);
  return [definitions([[table.need.label, words], ...pairsOf(plan, table, ["coverage"], row)]), checkupBars(plan, valueOf)];
}

// An area's need is the mean over the households of its members, as evaluation/_totals.py weighs it; parts add up to it.
export function checkupOfArea(plan, area) {
  const { table } = plan.areas;
  const need = valueAt(table, "need", area);
  if (need === null) return [];
  const words = beforeAndAfter(plan, need, valueAt(table, "need_after", area));
  return [definitions([[table.need.label, words]]), checkupBars(plan, (name) => meanOfMembers(plan, area, name))];
}

function meanOfMembers(plan, area, name) {
  return meanOf(plan, plan.members[area], name);
}

// So that the bars of all communities can be compared.
function largestPart(plan, parts) {
  plan.largestPart ??= parts.reduce((most, name) =>
    plan.communities.table[name].values.reduce((a, b) => (b > a ? b : a), most), 0.01);
  return plan.largestPart;
}
