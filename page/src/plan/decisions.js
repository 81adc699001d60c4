// What reviewers of the earlier plan asked for, and what became of it; see render/_decisions_payload.py.
import { languagePlace, say } from "./words.js";

// Those that speak of one of these communities.
export function decisionsAbout({ decisions }, rows) {
  const wanted = new Set(rows);
  return decisions.filter((decision) => decision.rows.some((row) => wanted.has(row)));
}

export function reviewerWords(plan, { reviewer, role }) {
  return say(plan, "decision_by", { name: reviewer || say(plan, "unnamed_reviewer"), role: say(plan, `role_${role}`) });
}

// Wish and reason in the reader's language.
export function decisionWords(plan, { wish, why }) {
  const place = languagePlace(plan);
  return { wish: wish[place], why: why && say(plan, "decision_because", { why: why[place] }) };
}

// The community at which a remark is pinned: the first of those that it speaks of and that have a place.
export function pinsOf({ decisions, communities: { shapes } }) {
  const pins = new Map();
  for (const decision of decisions) {
    const row = decision.kind === "comment" ? decision.rows.find((each) => shapes.has(each)) : undefined;
    if (row !== undefined) pins.set(row, [...(pins.get(row) ?? []), decision]);
  }
  return pins;
}
