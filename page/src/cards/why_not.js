// Why is this community, or area, not together with that one? Asked by choosing a neighbour, or by a click on the map, and
// answered both ways: they join us, or we join them.
import { button, dropdown, headCell, make } from "../base/dom.js";
import { valueAt } from "../plan/decode.js";
import { amount, barrierWords, cell, nameOfArea, nameOfCommunity, number, outcomeOf, say } from "../plan/words.js";
import { whatIf } from "../referee/what_if.js";
import { breachWords, nameOfKey } from "../referee/words.js";
import { section } from "./parts.js";
import { outcomeWords } from "./tooltips.js";

/** @import { Chosen } from "../types" */

export function whyNot(view, row) {
  return outcomeOf(view.plan, row) === "not_eligible" ? null : asking(view, { kind: "community", row });
}

export function whyNotArea(view, row) {
  return view.plan.members[row].length ? asking(view, { kind: "area", row }) : null;
}

/** @param {import("../types").View} view @param {Chosen} us */
function asking(view, us) {
  const { plan } = view;
  const neighbours = neighboursOf(plan, us);
  const answer = make("div", "cp-answer");
  answer.setAttribute("aria-live", "polite");
  const answerFor = (them) => {
    answer.replaceChildren(...answerOf(view, us, them));
    view.emit("pair", [us, them]);
  };
  const options = [["", say(plan, "choose_neighbour")], ...neighbours.map((them) => [keyOf(them), nameOf(plan, them)])];
  const choices = dropdown(say(plan, "why_not"), options, "", (value) => {
    if (value) return answerFor(neighbours.find((them) => keyOf(them) === value));
    answer.replaceChildren();
    return view.emit("pair", []);
  });
  const answerPicked = (row) => {
    const them = { kind: "community", row };
    choices.value = neighbours.some((each) => keyOf(each) === keyOf(them)) ? keyOf(them) : "";
    answerFor(them);
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

function keyOf({ kind, row }) {
  return `${kind} ${row}`;
}

function nameOf(plan, { kind, row }) {
  return kind === "area" ? nameOfArea(plan, row) : nameOfCommunity(plan, row);
}

function areaOf(plan, { kind, row }) {
  return kind === "area" ? row : plan.communities.area[row];
}

// Communities of other areas, or alone, that a link leads to: first from this one, then from those it shares its area with.
// An area may be asked about whole areas too.
function neighboursOf(plan, us) {
  const home = areaOf(plan, us);
  const inside = new Set(home < 0 ? [us.row] : plan.members[home]);
  const own = [], others = [];
  plan.links.focal.forEach((focal, link) => {
    const neighbor = plan.links.neighbor[link];
    if (inside.has(focal) === inside.has(neighbor)) return;
    const [here, there] = inside.has(focal) ? [focal, neighbor] : [neighbor, focal];
    (us.kind === "community" && here === us.row ? own : others).push(there);
  });
  const rows = [...new Set([...own, ...others])].filter((other) => outcomeOf(plan, other) !== "not_eligible");
  const areas = us.kind === "area" ? [...new Set(rows.map((row) => plan.communities.area[row]))].filter((area) => area >= 0) : [];
  return [...rows.map((row) => ({ kind: "community", row })), ...areas.map((row) => ({ kind: "area", row }))];
}

function linkBetween({ links }, a, b) {
  return links.focal.findIndex((focal, link) =>
    (focal === a && links.neighbor[link] === b) || (focal === b && links.neighbor[link] === a));
}

function answerOf(view, us, them) {
  const { plan } = view;
  const name = make("b", "", nameOf(plan, them));
  if (keyOf(us) === keyOf(them)) return [make("p", "", say(plan, "same_community"))];
  if (areaOf(plan, us) >= 0 && areaOf(plan, us) === areaOf(plan, them)) return [make("p", "", name, " ", say(plan, "together_already"))];
  if (them.kind === "area") return [make("p", "", name), ...bothWays(view, us, them)];
  if (outcomeOf(plan, them.row) === "not_eligible") return [make("p", "", name, " ", cell(plan, plan.communities.table, "reason", them.row))];
  const link = us.kind === "community" ? linkWords(plan, us.row, them.row) : null;
  return [make("p", "", name, ` · ${outcomeWords(plan, them.row)}`), link && make("p", "cp-muted", link), ...bothWays(view, us, them)].filter(Boolean);
}

function linkWords(plan, row, other) {
  const link = linkBetween(plan, row, other);
  if (link < 0) return say(plan, "not_linked");
  if (plan.links.blocked[link]) return say(plan, "blocked_by", { barrier: barrierWords(plan, link) });
  const likeness = valueAt(plan.links.table, "likeness", link);
  const threshold = plan.about.min_likeness;
  const words = { likeness: number(plan, likeness ?? 0, "decimal", 2), threshold: number(plan, threshold, "decimal", 2) };
  return likeness === null ? null : say(plan, likeness < threshold ? "below_threshold" : "above_threshold", words);
}

// The changes that would bring the two together: they join us, we join them; one where both come to the same.
function waysTogether(plan, us, them) {
  const { areas, communities } = plan;
  const [ours, theirs] = [us, them].map((each) => areaOf(plan, each));
  const placeOf = (each, area) => (area >= 0 ? areas.ids[area] : `+${communities.ids[each.row]}`);
  const move = ({ row }, to) => [{ op: "move", community: communities.ids[row], to }, to];
  const merge = (area, into) => [{ op: "merge", area: areas.ids[area], into: areas.ids[into] }, areas.ids[into]];
  if (them.kind === "area") return [["ways_merged", ...merge(theirs, ours)]];
  const theyJoin = ["ways_they_join", ...move(them, placeOf(us, ours))];
  if (us.kind === "area") return theirs < 0 ? [theyJoin] : [theyJoin, ["ways_we_join", ...merge(ours, theirs)]];
  const weJoin = move(us, placeOf(them, theirs));
  return ours < 0 && theirs < 0 ? [["ways_new", ...weJoin]] : [theyJoin, ["ways_we_join", ...weJoin]];
}

// A column for each way: its figures against the limits, whether it may be, value and money; then the rules that break.
function bothWays(view, us, them) {
  const { plan } = view;
  const ways = waysTogether(plan, us, them).map(([way, operation, key]) => ({ way, ...whatIf(plan, operation, key) }));
  const row = (label, cells) => make("tr", "", headCell("row", label), ...cells.map((each) => make("td", "", ...[each].flat())));
  const signed = (figure, words) => (figure === null ? say(plan, "unknown")
    : make("span", figure < 0 ? "cp-warn" : "", signOf(figure), words(Math.abs(figure))));
  const limits = plan.review.limits.filter(({ low, high }) => low !== null || high !== null);
  return [
    make("table", "cp-ways",
      make("thead", "", make("tr", "", make("td"), ...ways.map(({ way }) => headCell("col", say(plan, way))))),
      make("tbody", "",
        ...limits.map((limit) => row(limitWords(plan, limit), ways.map((way) => judgedFigure(plan, limit, way)))),
        row(say(plan, "ways_allowed"), ways.map(({ breaches }) => markOf(plan, !breaches.length))),
        row(say(plan, "value"), ways.map(({ value }) => signed(value, (figure) => number(plan, figure, "decimal", 2)))),
        row(say(plan, "ways_saving"), ways.map(({ saving }) => signed(saving, (figure) => amount(plan, figure)))))),
    ...ways.map((way) => breachList(view, way)).filter(Boolean),
  ];
}

function signOf(figure) {
  return figure < 0 ? "−" : figure > 0 ? "+" : "";
}

function limitWords(plan, { name, style, low, high }) {
  const [least, most] = [low, high].map((bound) => (bound === null ? null : number(plan, bound, style)));
  const bounds = least === null ? `≤ ${most}` : most === null ? `≥ ${least}` : `${least}–${most}`;
  return [say(plan, `limit_${name}`), bounds].join(" ");
}

// A limit may be broken by the area that is made, or by the one that is left; here stands the one that is made.
function judgedFigure(plan, { name, style }, { key, totals, breaches }) {
  if (!(name in totals)) return "–";
  const isBroken = breaches.some((breach) => breach.area === key && breach.name === name);
  return [...markOf(plan, !isBroken, false), " ", make(isBroken ? "b" : "span", "", number(plan, totals[name], style))];
}

function markOf(plan, isGood, hasWords = true) {
  const words = say(plan, isGood ? "ways_yes" : "ways_no");
  const mark = make("span", isGood ? "cp-yes" : "cp-no", isGood ? "✓" : "✗");
  if (hasWords) return [mark, " ", words];
  mark.setAttribute("role", "img");
  mark.setAttribute("aria-label", words);
  return [mark];
}

function breachList(view, { way, key, breaches }) {
  const { plan } = view;
  if (!breaches.length) return null;
  const areaWords = (area) => (area === null || area === key ? "" : say(plan, "lead", { what: nameOfKey(view, area), fact: "" }));
  return make("div", "", make("p", "", say(plan, way)),
    make("ul", "", ...breaches.map((breach) => make("li", "cp-warn", areaWords(breach.area), breachWords(view, breach)))));
}
