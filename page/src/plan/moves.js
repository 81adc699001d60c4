// How two plans of the same communities differ. Their areas are matched by the communities they share, so
// that a new name or id does not count as a move.
import { colourRest } from "./colours.js";

export function comparePlans(plan, other) {
  const twins = twinsOf(plan, other);
  const matched = matchAreas(plan, other, twins);
  const areaThere = (row) => other.communities.area[twins[row]];
  const rows = plan.communities.ids.map((_, row) => row);
  const moved = rows.filter((row) => twins[row] >= 0 && matched.get(plan.communities.area[row]) !== areaThere(row));
  const shared = rows.filter((row) => twins[row] >= 0).length;
  return {
    twins,
    matched,
    moved,
    groups: groupMoves(plan, moved, areaThere),
    onlyHere: rows.length - shared,
    onlyThere: other.communities.ids.length - shared,
  };
}

// For each community its row in the other plan, -1 where it is not there.
function twinsOf({ communities }, other) {
  const rows = new Map(other.communities.ids.map((id, row) => [id, row]));
  return communities.ids.map((id) => rows.get(id) ?? -1);
}

// Each area with at most one of the other plan: those that share most communities first, ties by the smallest id that
// they share, so that both plans see the same pairs. No area (-1) stays no area.
function matchAreas(plan, other, twins) {
  const shared = new Map();
  twins.forEach((twin, row) => {
    const [here, there] = [plan.communities.area[row], other.communities.area[twin]];
    if (twin < 0 || here < 0 || there < 0) return;
    const id = plan.communities.ids[row];
    const pair = shared.get(`${here} ${there}`) ?? { here, there, count: 0, first: id };
    pair.count += 1;
    if (id < pair.first) pair.first = id;
    shared.set(`${here} ${there}`, pair);
  });
  const matched = new Map([[-1, -1]]);
  const taken = new Set();
  for (const { here, there } of [...shared.values()].sort((a, b) => b.count - a.count || (a.first < b.first ? -1 : 1))) {
    if (matched.has(here) || taken.has(there)) continue;
    matched.set(here, there);
    taken.add(there);
  }
  return matched;
}

// The row in the other plan that matches the selection here.
export function counterpartOf(chosen, { matched, twins }) {
  const row = chosen && (chosen.kind === "area" ? matched.get(chosen.row) : twins[chosen.row]);
  return row >= 0 && chosen ? { ...chosen, row } : null;
}

// An area that both plans have is seen by its colour.
export function colourAlike(plan, first) {
  const { matched } = comparePlans(plan, first);
  const both = plan.areas.ids.map((_, row) => first.colours[matched.get(row)]);
  plan.colours = colourRest(plan, plan.areas.shapes, both);
}

// Communities with the same move in one group, the largest group first.
function groupMoves(plan, moved, areaThere) {
  const groups = new Map();
  for (const row of moved) {
    const [from, to] = [plan.communities.area[row], areaThere(row)];
    if (!groups.has(`${from} ${to}`)) groups.set(`${from} ${to}`, { from, to, rows: [] });
    groups.get(`${from} ${to}`).rows.push(row);
  }
  return [...groups.values()].sort((a, b) => b.rows.length - a.rows.length || a.rows[0] - b.rows[0]);
}

