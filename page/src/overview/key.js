// The key of the overview: where the towns lie, the colours, and how to go on.
import { make } from "../base/dom.js";
import { paintLabel } from "../map/label_paint.js";
import { makeCanvas, paintShape } from "../map/paint.js";
import { Places } from "../map/places.js";
import { styleOf } from "../map/symbols.js";
import { boxesAround, widthOf } from "../map/text_boxes.js";
import { legendRow } from "../panel/legend.js";
import { legendRows } from "../panel/legend_rows.js";
import { rowsWithPlace } from "../plan/shapes.js";
import { say } from "../plan/words.js";

const LEAST_PX = 60; // a smaller locator shows nothing
const SIZE = 11;
const DOT_PX = 5;

/** @param {import("../types").View} view @param {any[]} frames @param {number} width @param {number} locatorPx at most, of the locator */
export function keyNode(view, frames, width, locatorPx) {
  const { plan } = view;
  const counties = plan.boundaries.find(({ kind }) => kind === "county");
  const side = Math.min(width, locatorPx);
  const located = counties && frames.length > 1 && side >= LEAST_PX
    ? [make("div", "cp-legend-title", say(plan, "location")), locator(plan, counties.shapes, frames, side)] : [];
  return make("div", "cp-overview-key", ...located,
    ...legendRows(view).map(legendRow),
    make("p", "cp-muted", say(plan, "one_scale")));
}

// The counties, and a dot for each frame, with names as far as they find room.
function locator(plan, shapes, frames, side) {
  const size = { width: side, height: side };
  const canvas = makeCanvas(size, 2), pen = canvas.getContext("2d");
  const { boxes } = shapes, rows = rowsWithPlace(shapes);
  const edge = (place, pick) => pick(...rows.map((row) => boxes[4 * row + place]));
  const [west, north, east, south] = [edge(0, Math.min), edge(1, Math.min), edge(2, Math.max), edge(3, Math.max)];
  const scale = (side - 4) / Math.max(east - west, south - north);
  const frame = { zoom: 9, scale, ...size, dx: side / 2 - (west + east) / 2 * scale, dy: side / 2 - (north + south) / 2 * scale };
  for (const row of rows) paintShape(pen, shapes, row, styleOf(plan, "county_ground"), frame);
  const places = new Places(size);
  const spots = frames.map(({ inset, frame: shown }) => ({ inset, x: ((shown.width / 2 - shown.dx) / shown.scale) * scale + frame.dx,
    y: ((shown.height / 2 - shown.dy) / shown.scale) * scale + frame.dy }));
  const { ink } = plan.symbols.inks;
  pen.fillStyle = ink;
  for (const { x, y } of spots) {
    pen.fillRect(x - DOT_PX / 2, y - DOT_PX / 2, DOT_PX, DOT_PX);
    places.take([[x - DOT_PX / 2, y - DOT_PX / 2, x + DOT_PX / 2, y + DOT_PX / 2]]);
  }
  for (const { inset, x, y } of spots) {
    const text = inset.counties.map(({ name }) => name).filter(Boolean).join("、");
    const aside = widthOf(text, SIZE) / 2 + 7;
    const at = ([dx, dy]) => ({ kind: "county", text, x: x + dx, y: y + dy, size: SIZE, weight: 400, ink,
      boxes: boxesAround(x + dx, y + dy, [text], { size: SIZE }) });
    const free = places.takeFirst([[aside, 0], [-aside, 0], [0, -11], [0, 12]].map(at));
    if (text && free) paintLabel(pen, free, plan.symbols.table.county_ground.fill);
  }
  canvas.className = "cp-locator";
  return canvas;
}
