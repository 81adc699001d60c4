// Give areas that lie near each other different colours: greedy, each the least used one that is free.
const NEAR_DEGREES = 0.004; // about 400 m

function colourAreas(shapes) {
  const boxes = shapes.map((rings) => L.latLngBounds(rings.flat()));
  const used = PALETTE.map(() => 0);
  const chosen = [];
  boxes.forEach((box, row) => {
    const around = chosen.map((colour, other) => (isNear(box, boxes[other]) ? colour : -1));
    const clashes = PALETTE.map((_, colour) => around.filter((taken) => taken === colour).length);
    const best = PALETTE.map((_, colour) => colour)
      .reduce((a, b) => (clashes[b] - clashes[a] || used[b] - used[a]) < 0 ? b : a);
    used[best] += 1;
    chosen[row] = best;
  });
  return chosen.map((colour) => PALETTE[colour]);
}

function isNear(a, b) {
  if (!a.isValid() || !b.isValid()) return false;
  return a.getSouth() - NEAR_DEGREES < b.getNorth() && b.getSouth() - NEAR_DEGREES < a.getNorth()
    && a.getWest() - NEAR_DEGREES < b.getEast() && b.getWest() - NEAR_DEGREES < a.getEast();
}
