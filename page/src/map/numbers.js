// The numbers of areas, in the order of their rank: within the area, or where that is too small, next to it on a hairline.
// From the scale of a county on they are badges with a short name below.
import { COUNTY_ZOOM } from "../base/scale.js";
import { innerCircle } from "../plan/inner_circle.js";
import { shortNameOfArea } from "../plan/words.js";
import { areaOfChosen } from "../view/select.js";
import { areAreasGathered } from "./bubbles.js";
import { rowsInView } from "./names.js";
import { windowOf } from "./paint.js";
import { toneOf } from "./symbols.js";
import { boxesAround, shortened, widthOf } from "./text_boxes.js";

const FITS_PX = 7.6; // radius of the circle in which a number finds room
const SIZE = 12;
const HALF_PX = 9; // height of a badge
const AROUND = [[0, -1], [0.8, -0.8], [-0.8, -0.8], [1, 0], [-1, 0], [0.8, 0.8], [-0.8, 0.8], [0, 1]];

/** @param {import("../types").View} view @param {any} frame @param {import("./places.js").Places} places */
export function placeNumbers(view, frame, places) {
  const { plan } = view;
  if (view.layers.areas.isOff || areAreasGathered(plan, frame.zoom)) return [];
  const chosen = view.chosen ? areaOfChosen(view) : -1;
  const rows = [...rowsInView(plan.areas.shapes, windowOf(frame, 0))].filter((row) => row === chosen || view.passing.areas[row]);
  const order = rows.sort((a, b) => Number(b === chosen) - Number(a === chosen) || plan.areas.rank[a] - plan.areas.rank[b]);
  const numbers = order.map((row) => numberOf(view, frame, places, row)).filter(Boolean);
  const isNamed = (row) => frame.zoom >= COUNTY_ZOOM || row === chosen;
  return [...numbers, ...numbers.filter(({ row }) => isNamed(row)).map((number) => nameBelow(plan, places, number)).filter(Boolean)];
}

function numberOf(view, { zoom, scale, dx, dy }, places, row) {
  const { areas } = view.plan;
  const circle = innerCircle(areas.shapes, row);
  if (!circle) return null;
  const text = String(areas.rank[row]), half = Math.max(12, widthOf(text, SIZE) / 2 + 4);
  const [x, y] = [circle.x * scale + dx, circle.y * scale + dy], radius = circle.radius * scale;
  const at = (kind, left, top, reach) => ({ kind, row, text, x: left, y: top, size: SIZE, weight: 700, tone: toneOf(view, "area", row),
    boxes: [[left - reach, top - HALF_PX, left + reach, top + HALF_PX]] });
  const isBadge = zoom >= COUNTY_ZOOM || radius < FITS_PX;
  const inside = isBadge ? at("badge", x, y, half) : at("number", x, y, half - 3);
  if (zoom >= COUNTY_ZOOM || !isBadge) return places.takeFirst([inside, ...near(at, x, y, half)]);
  return places.takeFirst([...near(at, x, y, half), inside]);
}

function near(at, x, y, half) {
  const offsets = [18, 28].flatMap((reach) => AROUND.map(([dx, dy]) => [dx * reach + Math.sign(dx) * (half - HALF_PX), dy * reach]));
  return offsets.map(([dx, dy]) => ({ ...at("badge", x + dx, y + dy, half), leader: { x, y } }));
}

function nameBelow(plan, places, { row, x, y }) {
  const text = shortened(shortNameOfArea(plan, row));
  const label = (dy) => ({ kind: "area", row, text, x, y: y + dy, size: SIZE, weight: 700, ink: plan.symbols.inks.ink,
    boxes: boxesAround(x, y + dy, [text], { size: SIZE }) });
  return places.takeFirst([label(19), label(-19)]);
}
