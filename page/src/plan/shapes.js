// Geometry in typed arrays: pixels of a world one pixel wide, east and south of one origin near the plan.
// Counted from there, single precision keeps centimetres.
export class Shapes {
  constructor(count, sizes, origin) {
    this.origin = origin;
    this.firstRing = runningSum(count);
    this.firstVertex = runningSum(sizes);
    const vertices = this.firstVertex[this.firstVertex.length - 1];
    this.x = new Float32Array(vertices);
    this.y = new Float32Array(vertices);
    /** @type {Float32Array | null} */
    this._boxes = null;
    /** @type {Map<number, { x: number, y: number, radius: number }> | null} the largest circle within each shape that was asked for */
    this.circles = null;
  }

  get length() {
    return this.firstRing.length - 1;
  }

  has(row) {
    return this.firstRing[row] < this.firstRing[row + 1];
  }

  isPoint(row) {
    const ring = this.firstRing[row];
    return this.has(row) && this.firstVertex[ring + 1] - this.firstVertex[ring] === 1;
  }

  // West, north, east and south of each shape, one after the other; nothing is within those of a missing shape.
  get boxes() {
    return this._boxes ??= boxesOf(this);
  }

  latLng(x, y) {
    const [east, south] = [this.origin.x + x, this.origin.y + y];
    const latitude = 2 * Math.atan(Math.exp(Math.PI * (1 - 2 * south))) - Math.PI / 2;
    return [latitude * 180 / Math.PI, east * 360 - 180];
  }

  // Rings of [lat, lon] as Leaflet takes them; a point is one ring of one vertex.
  rings(row) {
    const rings = [];
    for (let ring = this.firstRing[row]; ring < this.firstRing[row + 1]; ring++) {
      const vertices = [];
      for (let i = this.firstVertex[ring]; i < this.firstVertex[ring + 1]; i++) {
        vertices.push(this.latLng(this.x[i], this.y[i]));
      }
      rings.push(vertices);
    }
    return rings;
  }

  bounds(row) {
    if (!this.has(row)) return L.latLngBounds([]);
    const [west, north, east, south] = this.boxes.subarray(4 * row, 4 * row + 4);
    return L.latLngBounds(this.latLng(west, north), this.latLng(east, south));
  }

  allBounds() {
    const { boxes } = this;
    const all = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < boxes.length; i += 4) {
      all[0] = Math.min(all[0], boxes[i]);
      all[1] = Math.min(all[1], boxes[i + 1]);
      all[2] = Math.max(all[2], boxes[i + 2]);
      all[3] = Math.max(all[3], boxes[i + 3]);
    }
    return all[0] > all[2] ? L.latLngBounds([]) : L.latLngBounds(this.latLng(all[0], all[1]), this.latLng(all[2], all[3]));
  }

  // Where to write a name: the centre of mass of the longest ring, or its middle where it has no surface; where the
  // shape bends around its centre, the middle of the widest part of it on the same height.
  centre(row) {
    if (!this.has(row)) return null;
    let longest = this.firstRing[row];
    const size = (ring) => this.firstVertex[ring + 1] - this.firstVertex[ring];
    for (let ring = longest; ring < this.firstRing[row + 1]; ring++) if (size(ring) > size(longest)) longest = ring;
    const centre = centreOfRing(this, this.firstVertex[longest], this.firstVertex[longest + 1]);
    return this.isPoint(row) || isInside(this, row, centre.x, centre.y) ? centre : widestAt(this, row, centre);
  }

  // The same of every ring; lines are named in the middle of their length.
  ringMiddles(row, isSurface) {
    const middles = [];
    for (let ring = this.firstRing[row]; ring < this.firstRing[row + 1]; ring++) {
      const [start, end] = [this.firstVertex[ring], this.firstVertex[ring + 1]];
      middles.push(isSurface ? centreOfRing(this, start, end) : middleOfLine(this, start, end));
    }
    return middles;
  }

  centreLatLng(row) {
    const at = this.centre(row);
    return at && this.latLng(at.x, at.y);
  }
}

export function runningSum(counts) {
  const sums = new Int32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++) sums[i + 1] = sums[i] + counts[i];
  return sums;
}

// Degrees travel as whole steps, SCALE in render/_shapes.py: absolute at the start of each ring, from there as steps. A closed ring ends where it began.
export function unpackShapes({ rings, sizes, closed, starts, steps }, origin) {
  const shapes = new Shapes(rings, Int32Array.from(sizes, (size, ring) => size + closed[ring]), origin);
  const { x, y, firstVertex } = shapes;
  for (let ring = 0, step = 0; ring < sizes.length; ring++) {
    let [lon, lat] = [starts[2 * ring], starts[2 * ring + 1]];
    const first = firstVertex[ring], end = first + sizes[ring];
    for (let i = first; i < end; i++) {
      if (i > first) {
        lon += steps[step++];
        lat += steps[step++];
      }
      x[i] = eastOf(lon) - origin.x;
      y[i] = southOf(lat) - origin.y;
    }
    if (closed[ring]) [x[end], y[end]] = [x[first], y[first]];
  }
  return shapes;
}

// A point in the middle of each shape.
export function centresOf(shapes) {
  const rows = Array.from({ length: shapes.length }, (_, row) => row);
  const held = rows.filter((row) => shapes.has(row));
  const centres = new Shapes(rows.map((row) => Number(shapes.has(row))), held.map(() => 1), shapes.origin);
  held.forEach((row, at) => {
    const { x, y } = shapes.centre(row);
    [centres.x[at], centres.y[at]] = [x, y];
  });
  return centres;
}

// Shapes put together of the rings of others: for each a list of [shapes, row].
export function gatherShapes(lists, origin) {
  const ringsOf = lists.map((list) => list.flatMap(([shapes, row]) =>
    Array.from({ length: shapes.firstRing[row + 1] - shapes.firstRing[row] }, (_, at) => [shapes, shapes.firstRing[row] + at])));
  const rings = ringsOf.flat();
  const gathered = new Shapes(ringsOf.map((own) => own.length),
    rings.map(([{ firstVertex }, ring]) => firstVertex[ring + 1] - firstVertex[ring]), origin);
  rings.forEach(([{ x, y, firstVertex }, ring], at) => {
    gathered.x.set(x.subarray(firstVertex[ring], firstVertex[ring + 1]), gathered.firstVertex[at]);
    gathered.y.set(y.subarray(firstVertex[ring], firstVertex[ring + 1]), gathered.firstVertex[at]);
  });
  return gathered;
}

export const DEGREE = 500_000; // steps

export function eastOf(lon) {
  return lon / (360 * DEGREE) + 0.5;
}

export function southOf(lat) {
  const sine = Math.sin(lat / DEGREE * Math.PI / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

// Straight lines between the centres of two shapes each.
export function linesBetween(shapes, from, to) {
  const rows = Array.from(from);
  const lines = new Shapes(rows.map((a, row) => Number(shapes.has(a) && shapes.has(to[row]))),
    rows.filter((a, row) => shapes.has(a) && shapes.has(to[row])).map(() => 2), shapes.origin);
  let vertex = 0;
  rows.forEach((a, row) => {
    if (!lines.has(row)) return;
    for (const { x, y } of [shapes.centre(a), shapes.centre(to[row])]) {
      lines.x[vertex] = x;
      lines.y[vertex++] = y;
    }
  });
  return lines;
}

function boxesOf({ x, y, firstRing, firstVertex, length }) {
  const boxes = new Float32Array(4 * length);
  for (let row = 0; row < length; row++) {
    let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = firstVertex[firstRing[row]]; i < firstVertex[firstRing[row + 1]]; i++) {
      west = Math.min(west, x[i]);
      north = Math.min(north, y[i]);
      east = Math.max(east, x[i]);
      south = Math.max(south, y[i]);
    }
    boxes.set([west, north, east, south], 4 * row);
  }
  return boxes;
}

function centreOfRing({ x, y }, start, end) {
  const [x0, y0] = [x[start], y[start]];
  let doubled = 0, east = 0, south = 0;
  for (let i = start; i + 1 < end; i++) {
    const [a, b, c, d] = [x[i] - x0, y[i] - y0, x[i + 1] - x0, y[i + 1] - y0];
    const cross = a * d - c * b;
    doubled += cross;
    east += (a + c) * cross;
    south += (b + d) * cross;
  }
  if (doubled) return { x: x0 + east / (3 * doubled), y: y0 + south / (3 * doubled) };
  const middle = start + ((end - start) >> 1);
  return { x: x[middle], y: y[middle] };
}

function widestAt({ x, y, firstRing, firstVertex }, row, centre) {
  const crossed = [];
  for (let ring = firstRing[row]; ring < firstRing[row + 1]; ring++) {
    for (let i = firstVertex[ring], end = firstVertex[ring + 1], j = end - 1; i < end; j = i++) {
      if ((y[i] > centre.y) !== (y[j] > centre.y)) crossed.push((x[j] - x[i]) * (centre.y - y[i]) / (y[j] - y[i]) + x[i]);
    }
  }
  crossed.sort((a, b) => a - b);
  let widest = { x: centre.x, width: 0 };
  for (let at = 0; at + 1 < crossed.length; at += 2) {
    const width = crossed[at + 1] - crossed[at];
    if (width > widest.width) widest = { x: (crossed[at] + crossed[at + 1]) / 2, width };
  }
  return { x: widest.x, y: centre.y };
}

function middleOfLine({ x, y }, start, end) {
  const after = start + ((end - start) >> 1);
  const before = Math.max(start, after - 1);
  return { x: (x[before] + x[after]) / 2, y: (y[before] + y[after]) / 2 };
}

export function isInside({ x, y, firstRing, firstVertex }, row, px, py) {
  let isIn = false;
  for (let ring = firstRing[row]; ring < firstRing[row + 1]; ring++) {
    for (let i = firstVertex[ring], end = firstVertex[ring + 1], j = end - 1; i < end; j = i++) {
      if ((y[i] > py) !== (y[j] > py) && px < (x[j] - x[i]) * (py - y[i]) / (y[j] - y[i]) + x[i]) isIn = !isIn;
    }
  }
  return isIn;
}

export function rowsWithPlace(shapes) {
  return Array.from({ length: shapes.length }, (_, row) => row).filter((row) => shapes.has(row));
}
