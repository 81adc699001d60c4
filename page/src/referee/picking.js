// Communities picked on the map: within a line, on one side of it, and what may be done with them.
import { outcomeOf } from "../plan/words.js";
import { ALONE_KEY, NEW } from "./operations.js";
import { placesFor, reviewOf } from "./under_review.js";

export const FOUND = "+"; // the picked ones become a new area
export const APART = "apart"; // the two picked ones share no area

export function isPickable(plan, row) {
  return outcomeOf(plan, row) !== "not_eligible";
}

/**
 * @param {import("../types").Plan} plan
 * @param {{ x: number, y: number }[]} ring a line around them, closed or not
 * @returns {number[]} the communities that have their middle within
 */
export function rowsWithin(plan, ring) {
  const { shapes } = plan.communities, { boxes } = shapes;
  const [west, east] = extent(ring.map(({ x }) => x)), [north, south] = extent(ring.map(({ y }) => y));
  const found = [];
  for (let row = 0, at = 0; row < shapes.length; row++, at += 4) {
    if (!(boxes[at] < east && boxes[at + 2] > west && boxes[at + 1] < south && boxes[at + 3] > north)) continue;
    if (isPickable(plan, row) && isWithin(ring, shapes.centre(row))) found.push(row);
  }
  return found;
}

function extent(figures) {
  return [Math.min(...figures), Math.max(...figures)];
}

function isWithin(ring, at) {
  let isIn = false;
  ring.forEach((one, place) => {
    const other = ring[(place || ring.length) - 1];
    if ((one.y > at.y) !== (other.y > at.y) && at.x < (other.x - one.x) * (at.y - one.y) / (other.y - one.y) + one.x) isIn = !isIn;
  });
  return isIn;
}

// A straight line cuts the area that most of it runs through: its members on the side where there are fewer of them.
export function cutByLine(plan, from, to) {
  const { shapes } = plan.communities;
  const lengths = new Map();
  for (let row = 0; row < shapes.length; row++) {
    const length = lengthWithin(shapes.boxes.subarray(4 * row, 4 * row + 4), from, to), area = plan.communities.area[row];
    if (length > 0 && area >= 0) lengths.set(area, (lengths.get(area) ?? 0) + length);
  }
  const side = (row) => {
    const { x, y } = shapes.centre(row);
    return (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x) > 0;
  };
  for (const [area] of [...lengths].sort((a, b) => b[1] - a[1])) {
    const members = plan.members[area].filter((row) => shapes.has(row));
    const left = members.filter(side), right = members.filter((row) => !side(row));
    if (left.length && right.length) return left.length < right.length ? left : right;
  }
  return [];
}

// How much of a line lies within a box, as a share of it (Liang and Barsky, 1984).
function lengthWithin([west, north, east, south], from, to) {
  let enter = 0, leave = 1;
  for (const [start, end, low, high] of [[from.x, to.x, west, east], [from.y, to.y, north, south]]) {
    const step = end - start;
    if (!step && (start < low || start > high)) return 0;
    if (!step) continue;
    const ends = [(low - start) / step, (high - start) / step].sort((a, b) => a - b);
    enter = Math.max(enter, ends[0]);
    leave = Math.min(leave, ends[1]);
  }
  return Math.max(0, leave - enter);
}

// Where the picked ones may go: areas that hold some of them or lie next to them, a new area, none; or two of them apart.
export function targetsOf(view, rows) {
  const { hand } = reviewOf(view.plan);
  const counts = new Map();
  for (const row of rows) counts.set(hand.keyOf(row), (counts.get(hand.keyOf(row)) ?? 0) + 1);
  const own = [...counts].filter(([key, count]) => key !== null && count < rows.length).sort((a, b) => b[1] - a[1]).map(([key]) => key);
  const near = placesFor(view, ...rows).filter((key) => hand.area(key) && counts.get(key) !== rows.length);
  const isIn = rows.some((row) => hand.keyOf(row) !== null);
  return [...new Set([...own, ...near]), ...(rows.length > 1 ? [FOUND] : []), ...(isIn ? [ALONE_KEY] : []), ...(rows.length === 2 ? [APART] : [])];
}

// The operations that bring the picked ones there, and the key of the area that they are in then.
export function operationsTo(plan, rows, target) {
  const { hand } = reviewOf(plan), { ids } = plan.communities;
  if (target === APART) return { key: null, operations: [{ op: "apart", communities: rows.map((row) => ids[row]) }] };
  const founder = target === FOUND ? rows.find((row) => !hand.area(NEW + ids[row])) : undefined;
  const key = target === FOUND ? NEW + ids[founder] : target;
  const movers = rows.filter((row) => row !== founder && (hand.keyOf(row) ?? ALONE_KEY) !== key);
  return { key, operations: movers.map((row) => ({ op: "move", community: ids[row], to: key })) };
}
