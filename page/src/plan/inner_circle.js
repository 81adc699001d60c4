// The largest circle within a shape, to a few per cent: where its number finds most room.
const STEPS = 6;
const REFINED = 3;

/** @param {import("./shapes.js").Shapes} shapes @param {number} row @returns {{ x: number, y: number, radius: number } | null} */
export function innerCircle(shapes, row) {
  if (!shapes.has(row)) return null;
  const known = shapes.circles ??= new Map();
  if (!known.has(row)) known.set(row, findCircle(shapes, row));
  return known.get(row);
}

// The best of a grid over the box, then of ever finer grids around it.
function findCircle(shapes, row) {
  const centre = shapes.centre(row);
  let best = { ...centre, radius: Math.max(0, insideBy(shapes, row, centre.x, centre.y)) };
  if (shapes.isPoint(row)) return best;
  const [west, north, east, south] = shapes.boxes.subarray(4 * row, 4 * row + 4);
  let [x0, y0, width, height] = [west, north, east - west, south - north];
  for (let round = 0; round < REFINED; round++) {
    for (let i = 0; i <= STEPS; i++) {
      for (let j = 0; j <= STEPS; j++) {
        const [x, y] = [x0 + i / STEPS * width, y0 + j / STEPS * height];
        const radius = insideBy(shapes, row, x, y);
        if (radius > best.radius) best = { x, y, radius };
      }
    }
    [width, height] = [width / STEPS * 2, height / STEPS * 2];
    [x0, y0] = [best.x - width / 2, best.y - height / 2];
  }
  return best;
}

// How far a place is from the outline; below zero outside of it.
function insideBy({ x, y, firstRing, firstVertex }, row, px, py) {
  let nearest = Infinity, isIn = false;
  for (let ring = firstRing[row]; ring < firstRing[row + 1]; ring++) {
    for (let i = firstVertex[ring] + 1; i < firstVertex[ring + 1]; i++) {
      const [ax, ay, bx, by] = [x[i - 1], y[i - 1], x[i], y[i]];
      if ((ay > py) !== (by > py) && px < (bx - ax) * (py - ay) / (by - ay) + ax) isIn = !isIn;
      const [dx, dy] = [bx - ax, by - ay];
      const share = Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy || 1)));
      nearest = Math.min(nearest, (px - ax - share * dx) ** 2 + (py - ay - share * dy) ** 2);
    }
  }
  return Math.sqrt(nearest) * (isIn ? 1 : -1);
}
