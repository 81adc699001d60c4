// Where areas lie too close together to be seen apart, they are one bubble with their count; a click zooms to them.
import { button } from "../base/dom.js";
import { rowsWithPlace } from "../plan/shapes.js";
import { number, say } from "../plan/words.js";
import { zoomTo } from "../view/camera.js";
import { Overlay } from "./overlay.js";
import { Places, boxesOver } from "./places.js";

const APART_PX = 22; // what half of the areas must lie apart to have numbers of their own
const GAP_PX = 3;
const MOST_MOVED_PX = 90;

export const Bubbles = Overlay.extend({
  nodesIn(frame) {
    return placeBubbles(this._view, frame, boxesOver(this._view)).map((bubble) => bubbleNode(this._view, bubble));
  },
});

function bubbleNode(view, { x, y, radius, rows }) {
  const { plan } = view;
  const node = button("cp-bubble", () => zoomTo(view, plan.areas.shapes, rows), number(plan, rows.length));
  node.title = say(plan, "short_areas", { count: rows.length });
  Object.assign(node.style, { width: `${2 * radius}px`, height: `${2 * radius}px`,
    transform: `translate(${Math.round(x - radius)}px, ${Math.round(y - radius)}px)` });
  L.DomEvent.disableClickPropagation(node);
  return node;
}

// Whether areas are drawn as bubbles at this scale: where half of them lie nearer to their neighbour than a number is wide.
export function areAreasGathered(plan, zoom) {
  plan.apart ??= medianApart(centresOf(plan));
  return plan.apart * 256 * 2 ** zoom < APART_PX;
}

function centresOf({ areas }) {
  const { shapes } = areas;
  return areas.centres ??= rowsWithPlace(shapes).map((row) => ({ ...shapes.centre(row), row }));
}

// The distance to the nearest neighbour that half of the places have at least; endless for a single one.
function medianApart(centres) {
  const order = [...centres].sort((a, b) => a.x - b.x);
  const nearest = order.map((centre, at) => {
    let best = Infinity;
    for (const step of [-1, 1]) {
      for (let other = order[at + step], next = at + step; other && Math.abs(other.x - centre.x) < best; next += step, other = order[next]) {
        best = Math.min(best, Math.hypot(other.x - centre.x, other.y - centre.y));
      }
    }
    return best;
  });
  return nearest.sort((a, b) => a - b)[nearest.length >> 1] ?? Infinity;
}

// The bubbles in a frame: they overlap neither each other nor what lies over the map.
export function placeBubbles(view, frame, blocked) {
  const { plan } = view;
  if (view.layers.areas.isOff || !areAreasGathered(plan, frame.zoom)) return [];
  const { scale, dx, dy, width, height } = frame;
  const single = centresOf(plan).filter(({ row }) => view.passing.areas[row]).map(({ x, y, row }) => ({ x: x * scale + dx, y: y * scale + dy, rows: [row] }));
  const bubbles = gather(single).filter(({ x, y }) => x > -20 && x < width + 20 && y > -20 && y < height + 20);
  const places = new Places(frame, blocked);
  return bubbles.sort((a, b) => b.rows.length - a.rows.length).map((bubble) => moved(bubble, places));
}

function radiusOf({ rows }) {
  return Math.round(12 + Math.min(18, 1.7 * Math.sqrt(rows.length)));
}

// First by squares of a grid, then those that touch, until none does.
function gather(single) {
  const cells = new Map();
  for (const each of single) {
    const key = `${Math.floor(each.x / 24)} ${Math.floor(each.y / 24)}`;
    cells.set(key, cells.has(key) ? together(cells.get(key), each) : each);
  }
  let bubbles = [...cells.values()];
  for (let isTouching = true; isTouching;) {
    isTouching = false;
    const apart = [];
    for (const bubble of bubbles) {
      const at = apart.findIndex((other) => Math.hypot(other.x - bubble.x, other.y - bubble.y) < radiusOf(other) + radiusOf(bubble) + GAP_PX);
      if (at < 0) apart.push(bubble);
      else apart[at] = together(apart[at], bubble);
      isTouching ||= at >= 0;
    }
    bubbles = apart;
  }
  return bubbles;
}

function together(a, b) {
  const share = b.rows.length / (a.rows.length + b.rows.length);
  return { x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y), rows: [...a.rows, ...b.rows] };
}

// A bubble under a control is moved out from under it.
function moved(bubble, places) {
  const radius = radiusOf(bubble);
  const at = (x, y) => ({ ...bubble, radius, x, y, boxes: [[x - radius, y - radius, x + radius, y + radius]] });
  const steps = Array.from({ length: MOST_MOVED_PX / 6 }, (_, step) => (step + 1) * 6);
  const around = steps.flatMap((step) => [[0, step], [step, 0], [-step, 0], [0, -step]].map(([dx, dy]) => at(bubble.x + dx, bubble.y + dy)));
  const placed = places.takeFirst([at(bubble.x, bubble.y), ...around]) ?? at(bubble.x, bubble.y);
  return { ...placed, box: placed.boxes[0] };
}
