// Shapes with some rows replaced, and new ones at the end: the others are copied in whole runs.
import { Shapes, gatherShapes } from "./shapes.js";

/**
 * @param {Shapes} shapes
 * @param {Map<number, [Shapes, number][]>} replaced of a row the shapes whose rings are its own from now on
 * @param {number} length how many rows there are then
 */
export function patchShapes(shapes, replaced, length) {
  const rows = [...replaced.keys()].sort((a, b) => a - b);
  const patches = gatherShapes(rows.map((row) => replaced.get(row)), shapes.origin);
  const runs = runsOf(shapes, patches, rows, length);
  const rings = runs.flatMap(({ from, start, end }) =>
    Array.from(from.firstRing.subarray(start + 1, end + 1), (ring, at) => ring - from.firstRing[start + at]));
  const sizes = runs.flatMap(({ from, start, end }) => {
    const [first, last] = [from.firstRing[start], from.firstRing[end]];
    return Array.from(from.firstVertex.subarray(first + 1, last + 1), (vertex, at) => vertex - from.firstVertex[first + at]);
  });
  const patched = new Shapes(rings, sizes, shapes.origin);
  let vertex = 0;
  for (const { from, start, end } of runs) {
    const [first, last] = [start, end].map((row) => from.firstVertex[from.firstRing[row]]);
    patched.x.set(from.x.subarray(first, last), vertex);
    patched.y.set(from.y.subarray(first, last), vertex);
    vertex += last - first;
  }
  patched._boxes = boxesOfRuns(runs, length);
  return patched;
}

// Which rows of which shapes follow each other: from start up to, not including, end.
function runsOf(shapes, patches, rows, length) {
  const runs = [];
  let next = 0;
  rows.forEach((row, at) => {
    if (row > next) runs.push({ from: shapes, start: next, end: row });
    runs.push({ from: patches, start: at, end: at + 1 });
    next = row + 1;
  });
  if (next < length) runs.push({ from: shapes, start: next, end: length });
  return runs;
}

function boxesOfRuns(runs, length) {
  const boxes = new Float32Array(4 * length);
  let place = 0;
  for (const { from, start, end } of runs) {
    boxes.set(from.boxes.subarray(4 * start, 4 * end), 4 * place);
    place += end - start;
  }
  return boxes;
}
