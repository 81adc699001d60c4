// Why is this community not together with that one? Asked by choosing a neighbour, or by a click on the map.
import { button, dropdown, make } from "../base/dom.js";
import { valueAt } from "../plan/decode.js";
import { barrierWords, cell, nameOfArea, nameOfCommunity, number, outcomeOf, say } from "../plan/words.js";
import { tryMove } from "../referee/under_review.js";
import { breachWords } from "../referee/words.js";
import { section } from "./parts.js";
import { outcomeWords } from "./tooltips.js";

export function whyNot(view, row) {
  const { plan } = view;
  if (outcomeOf(plan, row) === "not_eligible") return null;
  const neighbours = neighboursBeyond(plan, row);
  const answer = make("div", "cp-answer");
  answer.setAttribute("aria-live", "polite");
  const answerFor = (other) => answer.replaceChildren(...reasonsAgainst(view, row, other));
  const options = [["", say(plan, "choose_neighbour")], ...neighbours.map((other) => [other, nameOfCommunity(plan, other)])];
  const choices = dropdown(say(plan, "why_not"), options, "", (value) => (value ? answerFor(Number(value)) : answer.replaceChildren()));
  const answerPicked = (other) => {
    choices.value = neighbours.includes(other) ? other : "";
    answerFor(other);
  };
  const pick = button("cp-tool-button", () => pickOnMap(view, pick, answerPicked), say(plan, "pick_on_map"));
  pick.setAttribute("aria-pressed", "false");
  return section(plan, "why_not", make("div", "cp-asking", choices, pick), make("div", "", answer));
}

// The next click on a community answers the question instead of opening its card.
function pickOnMap(view, pick, answerFor) {
  const isOn = pick.getAttribute("aria-pressed") !== "true";
  pick.setAttribute("aria-pressed", String(isOn));
  view.picking = isOn ? (other) => {
    view.picking = null;
    pick.setAttribute("aria-pressed", "false");
    answerFor(other);
  } : null;
}

// Communities of other areas, or alone, that a link leads to: first from this one, then from those it shares its area with.
function neighboursBeyond(plan, row) {
  const { area } = plan.communities;
  const inside = new Set(area[row] < 0 ? [row] : plan.members[area[row]]);
  const own = [], others = [];
  plan.links.focal.forEach((focal, link) => {
    const neighbor = plan.links.neighbor[link];
    if (inside.has(focal) === inside.has(neighbor)) return;
    const [here, there] = inside.has(focal) ? [focal, neighbor] : [neighbor, focal];
    (here === row ? own : others).push(there);
  });
  return [...new Set([...own, ...others])].filter((other) => outcomeOf(plan, other) !== "not_eligible");
}

function areTogether({ communities: { area } }, a, b) {
  return area[a] >= 0 && area[a] === area[b];
}

function linkBetween({ links }, a, b) {
  return links.focal.findIndex((focal, link) =>
    (focal === a && links.neighbor[link] === b) || (focal === b && links.neighbor[link] === a));
}

function reasonsAgainst(view, row, other) {
  const { plan } = view;
  const name = make("b", "", nameOfCommunity(plan, other));
  const reason = (key, values) => make("li", "", say(plan, key, values));
  if (other === row) return [make("p", "", say(plan, "same_community"))];
  if (areTogether(plan, row, other)) return [make("p", "", name, " ", say(plan, "together_already"))];
  if (outcomeOf(plan, other) === "not_eligible") return [make("p", "", name, " ", cell(plan, plan.communities.table, "reason", other))];
  const reasons = [...linkReasons(plan, row, other, reason), ...moveReasons(view, row, other)];
  return [make("p", "", name, ` · ${outcomeWords(plan, other)}`), make("ul", "", ...reasons)];
}

function linkReasons(plan, row, other, reason) {
  const link = linkBetween(plan, row, other);
  if (link < 0) return [reason("not_linked")];
  const { table } = plan.links;
  if (plan.links.blocked[link]) return [reason("blocked_by", { barrier: barrierWords(plan, link) })];
  const likeness = valueAt(table, "likeness", link);
  const threshold = plan.about.min_likeness;
  const words = { likeness: number(plan, likeness ?? 0, "decimal", 2), threshold: number(plan, threshold, "decimal", 2) };
  return likeness === null ? [] : [reason(likeness < threshold ? "below_threshold" : "above_threshold", words)];
}

// The rules that joining its area would break and the change in value, as the review judges it.
function moveReasons(view, row, other) {
  const { plan } = view;
  const to = plan.communities.area[other] >= 0 ? plan.areas.ids[plan.communities.area[other]] : `+${plan.communities.ids[other]}`;
  const { value, breaches } = tryMove(view, row, to);
  const place = to.startsWith("+") ? nameOfCommunity(plan, other) : nameOfArea(plan, plan.communities.area[other]);
  const words = { place, value: number(plan, Math.abs(value), "decimal", 2) };
  return [
    ...breaches.map((breach) => make("li", "cp-warn", say(plan, "would_break", { place, rule: breachWords(view, breach) }))),
    make("li", "", say(plan, value < 0 ? "value_lost_by" : "value_won_by", words)),
  ];
}
