// Give areas that lie near each other different colours: greedy, each the least used one that is free. Where colours are
// given, for areas that another plan has too, they are taken first.
import { PALETTE } from "../base/style.js";
import { rowsWithPlace } from "./shapes.js";

const NEAR_M = 400;
const ADJACENT_M = 50;
export const WORLD_M = 40_075_017;

export function colourAreas(shapes, given = new Map()) {
  const colours = [];
  const clashes = new Float64Array(PALETTE.length * shapes.length);
  const used = PALETTE.map(() => 0);
  const neighbours = neighboursOf(shapes);
  const take = (row, colour) => {
    colours[row] = PALETTE[colour];
    used[colour] += 1;
    for (const [other, weight] of neighbours[row]) clashes[other * PALETTE.length + colour] += weight;
  };
  for (const [row, colour] of given) take(row, PALETTE.indexOf(colour));
  for (let row = 0; row < shapes.length; row++) {
    if (colours[row]) continue;
    const own = clashes.subarray(row * PALETTE.length, (row + 1) * PALETTE.length);
    take(row, PALETTE.map((_, colour) => colour).reduce((a, b) => (own[b] - own[a] || used[b] - used[a]) < 0 ? b : a));
  }
  return colours;
}

// For each area those near it and the penalty for the same colour, found by a sweep from west to east.
function neighboursOf(shapes) {
  const { boxes, length } = shapes;
  const near = groundPx(shapes, NEAR_M), adjacent = groundPx(shapes, ADJACENT_M);
  const found = Array.from({ length }, () => []);
  const order = rowsWithPlace(shapes).sort((a, b) => boxes[4 * a] - boxes[4 * b] || a - b);
  let open = [];
  for (const row of order) {
    open = open.filter((other) => boxes[4 * other + 2] + near > boxes[4 * row]);
    for (const other of open) {
      if (!isWithin(boxes, row, other, near)) continue;
      // Two of the same colour side by side are worse than two that are merely near each other.
      const weight = isWithin(boxes, row, other, adjacent) ? 20 : 1;
      found[row].push([other, weight]);
      found[other].push([row, weight]);
    }
    open.push(row);
  }
  return found;
}

// Metres on the ground in the unit of the shapes, at the latitude of the plan.
function groundPx({ origin }, metres) {
  const latitude = 2 * Math.atan(Math.exp(Math.PI * (1 - 2 * origin.y))) - Math.PI / 2;
  return metres / (WORLD_M * Math.cos(latitude));
}

function isWithin(boxes, a, b, far) {
  const [i, j] = [4 * a, 4 * b];
  return boxes[i] - far < boxes[j + 2] && boxes[j] - far < boxes[i + 2]
    && boxes[i + 1] - far < boxes[j + 3] && boxes[j + 1] - far < boxes[i + 3];
}
