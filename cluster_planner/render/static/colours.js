// Give areas that lie near each other different colours: greedy, each the least used one that is free.
const NEAR_DEGREES = 0.004; // about 400 m
const BESIDE_DEGREES = 0.0005; // about 50 m

function colourAreas(shapes) {
  const boxes = shapes.map((rings) => L.latLngBounds(rings.flat()));
  const used = PALETTE.map(() => 0);
  const chosen = [];
  boxes.forEach((box, row) => {
    const clashes = PALETTE.map(() => 0);
    chosen.forEach((colour, other) => { clashes[colour] += nearness(box, boxes[other]); });
    const best = PALETTE.map((_, colour) => colour)
      .reduce((a, b) => (clashes[b] - clashes[a] || used[b] - used[a]) < 0 ? b : a);
    used[best] += 1;
    chosen[row] = best;
  });
  return chosen.map((colour) => PALETTE[colour]);
}

// Two of the same colour side by side are worse than two that are merely in sight of each other.
function nearness(a, b) {
  if (!a.isValid() || !b.isValid() || !isWithin(a, b, NEAR_DEGREES)) return 0;
  return isWithin(a, b, BESIDE_DEGREES) ? 20 : 1;
}

function isWithin(a, b, degrees) {
  return a.getSouth() - degrees < b.getNorth() && b.getSouth() - degrees < a.getNorth()
    && a.getWest() - degrees < b.getEast() && b.getWest() - degrees < a.getEast();
}
