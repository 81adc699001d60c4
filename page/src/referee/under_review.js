// The plan under review: where its communities could go, and what a change would do.
import { barrierWords, outcomeOf } from "../plan/words.js";
import { NEW, startReview } from "./operations.js";
import { linkedTo, neighbourhood } from "./rules.js";

// The parts of a review are made on first use: most readers only read.
export function reviewOf(plan) {
  plan.underReview ??= { ...startReview(plan), operations: [], past: [], future: [] };
  return plan.underReview;
}

// Where communities could go: adjacent areas, and lone communities that may join one; first those that an open link reaches.
export function placesFor(view, ...rows) {
  const { plan } = view;
  const { referee, hand, asPlanned } = reviewOf(plan);
  const shutOut = new Set(reviewOf(plan).operations.filter(({ op }) => op === "exclude").map(({ community }) => community));
  const isFree = (row) => outcomeOf(plan, row) !== "not_eligible" && !asPlanned.excluded.has(row) && !shutOut.has(plan.communities.ids[row]);
  const near = rows.flatMap((row) => [...linkedTo(referee.links, row), ...linkedTo(blockedLinks(plan), row)]);
  const inside = new Set(rows), own = new Set(rows.length === 1 ? [hand.keyOf(rows[0])] : []);
  const keys = near.filter((other) => !inside.has(other))
    .flatMap((other) => hand.keyOf(other) ?? (isFree(other) ? [`${NEW}${plan.communities.ids[other]}`] : []));
  return [...new Set(keys)].filter((key) => !own.has(key));
}

// Who is linked across a barrier, with the number of the link.
function blockedLinks(plan) {
  const { links, communities } = plan;
  const review = reviewOf(plan);
  const rows = () => [...links.blocked.keys()].filter((link) => links.blocked[link]);
  const all = () => neighbourhood(communities.ids.length, rows().map((link) => links.focal[link]), rows().map((link) => links.neighbor[link]), rows());
  return review.blockedLinks ??= all();
}

// Areas that a member's link, open or blocked, leads to.
export function adjacentAreas(view, key) {
  const { hand } = reviewOf(view.plan);
  const places = placesFor(view, ...hand.area(key).members);
  return places.filter((other) => other !== key && hand.area(other));
}

// The barriers across links between the pieces of an area; none where the pieces are merely far apart.
export function barriersBetween({ plan }, pieces) {
  const { start, to, gain: links } = blockedLinks(plan);
  const pieceOf = new Map(pieces.flatMap((rows, piece) => rows.map((row) => [row, piece])));
  const found = new Set();
  for (const [row, piece] of pieceOf) {
    for (let at = start[row]; at < start[row + 1]; at++) {
      const other = pieceOf.get(to[at]);
      if (other !== undefined && other !== piece) found.add(links[at]);
    }
  }
  return [...new Set([...found].sort((a, b) => a - b).map((link) => barrierWords(plan, link)))];
}
