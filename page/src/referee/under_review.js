// The plan under review: where its communities could go, and what a change would do.
import { barrierWords } from "../plan/words.js";
import { startReview, tryOperation } from "./operations.js";
import { linkedTo } from "./rules.js";

// The parts of a review are made on first use: most readers only read.
export function reviewOf(plan) {
  plan.underReview ??= { ...startReview(plan), operations: [], past: [], future: [] };
  return plan.underReview;
}

// What moving a community would do; asked by the card of a community too.
export function tryMove(view, row, to) {
  const review = reviewOf(view.plan);
  return tryOperation(review, review.operations, { op: "move", community: view.plan.communities.ids[row], to });
}

// Where a community could go: adjacent areas and lone communities, first those that an open link reaches.
export function placesFor(view, row) {
  const { referee, hand } = reviewOf(view.plan);
  const { links } = view.plan;
  const near = [...linkedTo(referee.links, row)];
  links.blocked.forEach((isBlocked, link) => {
    if (isBlocked && links.focal[link] === row) near.push(links.neighbor[link]);
    if (isBlocked && links.neighbor[link] === row) near.push(links.focal[link]);
  });
  const keys = near.map((other) => hand.areaOf[other] ?? `+${view.plan.communities.ids[other]}`);
  return [...new Set(keys)].filter((key) => key !== hand.areaOf[row]);
}

// Areas that a member's link, open or blocked, leads to.
export function adjacentAreas(view, key) {
  const { hand } = reviewOf(view.plan);
  const places = hand.areas.get(key).members.flatMap((row) => placesFor(view, row));
  return [...new Set(places)].filter((other) => other !== key && hand.areas.has(other));
}

// Blocked links between the pieces of an area, each with its barrier; empty where the pieces are merely far apart.
export function barriersBetween({ plan }, pieces) {
  const pieceOf = new Map(pieces.flatMap((rows, piece) => rows.map((row) => [row, piece])));
  const isBetween = (link) => {
    const [a, b] = [pieceOf.get(plan.links.focal[link]), pieceOf.get(plan.links.neighbor[link])];
    return plan.links.blocked[link] && a !== undefined && b !== undefined && a !== b;
  };
  return [...new Set([...plan.links.blocked.keys()].filter(isBetween).map((link) => barrierWords(plan, link)))];
}
