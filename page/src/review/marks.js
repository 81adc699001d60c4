// On the map: communities that are picked, those that moved in the colour of their new area, and in red the members of
// areas that break a rule.
import { toneOf } from "../map/symbols.js";
import { newBreaches } from "../referee/operations.js";
import { reviewOf } from "../referee/under_review.js";

// The colour of all that is not applied yet.
export function draftColour({ plan }) {
  return plan.symbols.inks.accent;
}

export function markEdits(view) {
  view.edited.clearLayers();
  if (!view.isReviewing) return;
  const { plan } = view, review = reviewOf(plan), { hand } = review;
  const { ink } = plan.symbols.inks, { line: blocked } = plan.symbols.table.blocked_link, draft = draftColour(view);
  const broken = new Set(newBreaches(review).flatMap(({ area }) => hand.area(area)?.members ?? []));
  for (const row of new Set([...hand.moved.keys(), ...broken])) {
    const isMoved = hand.moved.has(row);
    mark(view, row, { color: broken.has(row) ? blocked : ink, weight: 3, dashArray: "5 4", fill: isMoved, fillOpacity: 0.9, radius: 8,
      fillColor: toneOf(view, "community", row).fill });
  }
  for (const row of view.picks) mark(view, row, { color: draft, weight: 3, radius: 9, fillColor: draft, fillOpacity: 0.22 });
}

function mark(view, row, style) {
  const { shapes } = view.plan.communities;
  if (!shapes.has(row)) return;
  const options = { ...style, interactive: false, renderer: view.panes.front, pane: "cp-front" };
  const rings = shapes.rings(row);
  view.edited.addLayer(rings[0].length === 1 ? L.circleMarker(rings[0][0], options) : L.polygon(rings, options));
}
