// Colours of areas that have none from the planner: of an edited plan the new ones, of a second plan those that the first
// does not have. Each takes the colour that is rarest near it, then the rarest of all.

const NEAR_M = 400;
export const WORLD_M = 40_075_017;

export function colourRest({ symbols: { areas: palette } }, shapes, given) {
  const colours = Array.from({ length: shapes.length }, (_, row) => given[row]);
  const near = groundPx(shapes, NEAR_M);
  const count = (rows, colour) => rows.filter((row) => colours[row] === colour).length;
  const all = [...colours.keys()];
  for (const row of all.filter((each) => !given[each])) {
    const around = all.filter((other) => isWithin(shapes.boxes, row, other, near));
    const order = palette.map((colour) => ({ colour, here: count(around, colour), anywhere: count(all, colour) }));
    colours[row] = order.reduce((a, b) => (b.here - a.here || b.anywhere - a.anywhere) < 0 ? b : a).colour;
  }
  return colours;
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
