// Areas, operations and broken rules of a review, in words.
import { cell, nameOfArea, nameOfCommunity, number, say } from "../plan/words.js";
import { ALONE_KEY } from "./operations.js";
import { barriersBetween, reviewOf } from "./under_review.js";

export function nameOfKey({ plan }, key) {
  if (key === null || key === ALONE_KEY) return say(plan, "in_no_area");
  if (key.startsWith("+")) return say(plan, "new_area", { name: nameOfCommunity(plan, reviewOf(plan).rowOf.get(key.slice(1))) });
  return nameOfArea(plan, plan.areas.ids.indexOf(key));
}

function nameOfId({ plan }, id) {
  return nameOfCommunity(plan, reviewOf(plan).rowOf.get(id));
}

function nameOfSubject(view, { about, id }) {
  return about === "area" ? nameOfKey(view, id) : nameOfId(view, id);
}

export function operationWords(view, operation) {
  const { plan } = view;
  const sentences = {
    move: ({ community, to }) => say(plan, to === ALONE_KEY ? "did_alone" : "did_move",
      { community: nameOfId(view, community), area: nameOfKey(view, to) }),
    merge: ({ area, into }) => say(plan, "did_merge", { area: nameOfKey(view, area), into: nameOfKey(view, into) }),
    lock: ({ area }) => say(plan, "did_lock", { area: nameOfKey(view, area) }),
    apart: ({ communities: [one, other] }) => say(plan, "did_apart", { one: nameOfId(view, one), other: nameOfId(view, other) }),
    exclude: ({ community }) => say(plan, "did_exclude", { community: nameOfId(view, community) }),
    comment: ({ text, about, id }) => say(plan, "did_comment", { subject: nameOfSubject(view, { about, id }), text }),
    agree_rest: () => say(plan, "did_agree_rest"),
    opinion: ({ opinion, about, id }) => say(plan, `did_${opinion}`, { subject: nameOfSubject(view, { about, id }) }),
  };
  return sentences[operation.op](operation);
}

export function breachWords(view, breach) {
  const { plan } = view;
  const { rule, name, figure, bound, rows = [] } = breach;
  const { limits, whole } = plan.review;
  const { style } = [...limits, ...whole].find((limit) => limit.name === name) ?? {};
  const figures = { figure: number(plan, figure, style), bound: number(plan, bound, style), name: say(plan, `limit_${name}`),
    names: rows.map((row) => nameOfCommunity(plan, row)).join(say(plan, "listed")) };
  if (name) return say(plan, `breach_${rule.slice(-3)}`, figures);
  const sentence = say(plan, `breach_${rule}`, figures);
  return rule === "connected" ? [sentence, ...separationWords(view, breach.pieces)].join(say(plan, "breaches_listed")) : sentence;
}

// What lies between the pieces of an area: barriers, or nothing that links them; and whether it is in two counties.
function separationWords(view, pieces) {
  const { plan } = view;
  const barriers = barriersBetween(view, pieces);
  const counties = [...new Set(pieces.flat().map((row) => cell(plan, plan.communities.table, "county", row)).filter(Boolean))];
  return [
    ...(barriers.length ? barriers.map((barrier) => say(plan, "breach_across", { barrier })) : [say(plan, "breach_unlinked")]),
    ...(counties.length > 1 ? [say(plan, "breach_county", { counties: counties.join(say(plan, "listed")) })] : []),
  ];
}
