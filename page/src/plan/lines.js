// Where to write the name of a line: in the middle of what is in sight of it, along its course.
const SPAN = 4; // vertices on each side that give the direction

/** @param {import("./shapes.js").Shapes} shapes @param {number} row */
export function middleInSight({ x, y, firstRing, firstVertex }, row, { west, north, east, south }) {
  let seen = [];
  for (let ring = firstRing[row]; ring < firstRing[row + 1]; ring++) {
    const inside = [];
    for (let i = firstVertex[ring]; i < firstVertex[ring + 1]; i++) if (x[i] > west && x[i] < east && y[i] > north && y[i] < south) inside.push(i);
    if (inside.length > seen.length) seen = inside;
  }
  if (seen.length < 2) return [];
  const middle = seen.length >> 1;
  const [from, to] = [seen[Math.max(0, middle - SPAN)], seen[Math.min(seen.length - 1, middle + SPAN)]];
  const after = seen[middle], before = seen[middle - 1];
  return [{ x: (x[before] + x[after]) / 2, y: (y[before] + y[after]) / 2, angle: Math.atan2(y[to] - y[from], x[to] - x[from]) }];
}
