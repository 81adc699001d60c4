// What already stands on a map: nothing else is put there.
export class Places {
  /** @param {{ width: number, height: number }} frame @param {number[][]} taken boxes of left, top, right and bottom */
  constructor({ width, height }, taken = []) {
    this.width = width;
    this.height = height;
    this.taken = [...taken];
  }

  // Whether all these boxes are within the frame, and free.
  isFree(boxes) {
    return boxes.every(([left, top, right, bottom]) => left >= 0 && top >= 0 && right <= this.width && bottom <= this.height
      && this.taken.every((other) => left >= other[2] || right <= other[0] || top >= other[3] || bottom <= other[1]));
  }

  take(boxes) {
    this.taken.push(...boxes);
  }

  // The first of several placings that is free, which is then taken.
  takeFirst(placings) {
    for (const placing of placings) {
      if (!this.isFree(placing.boxes)) continue;
      this.take(placing.boxes);
      return placing;
    }
    return null;
  }
}

// What lies over a map, as boxes on it.
/** @param {import("../types").View} view */
export function boxesOver({ map }) {
  const stage = map.getContainer(), { left, top } = stage.getBoundingClientRect();
  const nodes = [...stage.querySelectorAll(".leaflet-control"), ...stage.parentElement?.querySelectorAll(".cp-legend, .cp-review") ?? []];
  return nodes.map((node) => node.getBoundingClientRect()).filter(({ width }) => width > 0)
    .map((box) => [box.left - left - 2, box.top - top - 2, box.right - left + 2, box.bottom - top + 2]);
}
