// What lies under a place of the map.
import { isInside } from "../plan/shapes.js";
import { isShown } from "./paint.js";

const NEAR_PX = 4; // how near to a line the mouse must be
const REACH_PX = 10; // how far beyond its box a shape may be drawn

// The uppermost row under a place of the map, as { layer, row }; null where nothing responds to the mouse.
export function findUnder(view, latLng) {
  const zoom = view.map.getZoom();
  const scale = 256 * 2 ** zoom;
  const at = view.map.project(latLng, zoom).divideBy(scale);
  const x = at.x - view.plan.origin.x, y = at.y - view.plan.origin.y;
  for (const layer of Object.values(view.layers).reverse()) {
    if (!layer.describe || !isShown(view, layer)) continue;
    const row = findRow(layer, x, y, scale, zoom);
    if (row !== null) return { layer, row };
  }
  return null;
}

function findRow({ shapes, rows, style, passes }, x, y, scale, zoom) {
  const { boxes } = shapes;
  const reach = REACH_PX / scale;
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i], at = 4 * row;
    if (x < boxes[at] - reach || x > boxes[at + 2] + reach || y < boxes[at + 1] - reach || y > boxes[at + 3] + reach) continue;
    if (passes && !passes(row)) continue;
    if (isUnder(shapes, row, style(row, zoom), x, y, scale)) return row;
  }
  return null;
}

function isUnder(shapes, row, style, x, y, scale) {
  if (shapes.isPoint(row)) {
    const i = shapes.firstVertex[shapes.firstRing[row]];
    return Math.hypot(shapes.x[i] - x, shapes.y[i] - y) * scale <= style.radius + 2;
  }
  return style.fill ? isInside(shapes, row, x, y) : isNearLine(shapes, row, x, y, NEAR_PX / scale);
}

function isNearLine({ x, y, firstRing, firstVertex }, row, px, py, reach) {
  for (let ring = firstRing[row]; ring < firstRing[row + 1]; ring++) {
    for (let i = firstVertex[ring]; i + 1 < firstVertex[ring + 1]; i++) {
      const [dx, dy] = [x[i + 1] - x[i], y[i + 1] - y[i]];
      const share = Math.max(0, Math.min(1, ((px - x[i]) * dx + (py - y[i]) * dy) / (dx * dx + dy * dy || 1)));
      if (Math.hypot(px - x[i] - share * dx, py - y[i] - share * dy) <= reach) return true;
    }
  }
  return false;
}
