// The plan under review: the original with a list of operations applied, judged again where they changed it.
import { brokenDemands, brokenWhole, isWhole, judgeArea, makeReferee } from "./rules.js";
import { Draft, Standing, isSame } from "./standing.js";

export const ALONE_KEY = ""; // an operation moves a community here to split it off
export const NEW = "+"; // before the id of the community that founds a new area

export function startReview(plan) {
  const referee = makeReferee(plan);
  const rowOf = new Map(plan.communities.ids.map((id, row) => [id, row]));
  const areaRowOf = new Map(plan.areas.ids.map((id, row) => [id, row]));
  const areaOf = Array.from(plan.communities.area, (area) => (area < 0 ? null : plan.areas.ids[area]));
  const asPlanned = judgePlan(referee, areaOf);
  const base = judge(referee, new Draft(asPlanned), referee.demands, new Standing(asPlanned));
  return { referee, rowOf, areaRowOf, asPlanned, base, hand: base };
}

// The plan as it came, once: every area judged.
function judgePlan(referee, areaOf) {
  const members = new Map();
  areaOf.forEach((key, row) => key !== null && (members.has(key) ? members.get(key).push(row) : members.set(key, [row])));
  const sizeOf = (key) => members.get(key)?.length ?? 0;
  const locked = lockedAreas(referee.demands, (row) => areaOf[row], sizeOf);
  const areas = new Map([...members].map(([key, rows]) => [key, judged(referee, rows, locked.has(key))]));
  const broken = [...areas].flatMap(([area, { breaches }]) => breaches.map((breach) => ({ area, ...breach })));
  const value = [...areas.values()].reduce((sum, area) => sum + area.value, 0);
  const inAreas = areaOf.reduce((count, key) => count + Number(key !== null), 0);
  const excluded = new Set(referee.demands.excluded), misplaced = [...excluded].filter((row) => areaOf[row] !== null);
  return { areaOf, areas, locked, broken, value, inAreas, excluded, misplaced };
}

function judged(referee, rows, isLocked) {
  return { ...judgeArea(referee, rows, isLocked), isLocked };
}

function lockedAreas({ locked }, keyOf, sizeOf) {
  return new Set(locked.filter((rows) => isWhole(rows, keyOf, sizeOf)).map((rows) => keyOf(rows[0])));
}

// Only areas that edits touch are judged anew, and of these only such as are not known.
function judge(referee, draft, demands, known) {
  const { plan, touched, moved } = draft;
  const standing = new Standing(plan, moved, new Map());
  const sizeOf = (key) => touched.get(key)?.size ?? standing.sizeOf(key);
  const locked = lockedAreas(demands, (row) => standing.keyOf(row), sizeOf);
  const relocked = [...locked, ...plan.locked].filter((key) => locked.has(key) !== plan.locked.has(key));
  for (const key of new Set([...touched.keys(), ...relocked])) {
    const rows = [...draft.membersOf(key)].sort((a, b) => a - b), isLocked = locked.has(key);
    const isAs = (other) => other && other.isLocked === isLocked && isSame(other.members, rows);
    const before = plan.areas.get(key), once = known.area(key);
    if (isAs(before) || (!before && !rows.length)) continue;
    standing.changed.set(key, rows.length ? (isAs(once) ? once : judged(referee, rows, isLocked)) : null);
  }
  standing.value = plan.value + standing.difference((_, area) => area.value);
  standing.breaches = [...brokenAreas(standing), ...brokenWhole(referee, standing), ...brokenDemands(demands, standing)];
  return standing;
}

function brokenAreas({ plan, changed }) {
  const left = plan.broken.filter(({ area }) => !changed.has(area));
  return [...left, ...[...changed].flatMap(([area, found]) => (found?.breaches ?? []).map((breach) => ({ area, ...breach })))];
}

export function applyOperations(review, operations) {
  const { referee, rowOf, asPlanned, hand } = review;
  const draft = new Draft(asPlanned);
  const demands = { ...referee.demands, apart: [...referee.demands.apart], locked: [...referee.demands.locked], shutOut: [] };
  const rows = (ids) => ids.map((id) => rowOf.get(id));
  const apply = {
    move: ({ community, to }) => moveTo(draft, rowOf, rowOf.get(community), to),
    merge: ({ area, into }) => [...draft.membersOf(area)].forEach((row) => draft.move(row, into)),
    lock: ({ communities }) => demands.locked.push(rows(communities)),
    apart: ({ communities }) => demands.apart.push(rows(communities)),
    exclude: ({ community }) => {
      demands.shutOut.push(rowOf.get(community));
      draft.move(rowOf.get(community), null);
    },
  };
  for (const operation of operations) apply[operation.op]?.(operation);
  return judge(referee, draft, demands, hand);
}

// A key "+id" is a new area founded by the community of that id.
function moveTo(draft, rowOf, row, key) {
  if (key.startsWith(NEW) && !draft.membersOf(key).size) draft.move(rowOf.get(key.slice(1)), key);
  draft.move(row, key === ALONE_KEY ? null : key);
}

// What operations would do: to the plan as a whole, to its value, and the breaches that are not there now.
export function tryOperations(review, more) {
  const after = applyOperations(review, [...review.operations, ...more]);
  const known = new Set(review.hand.breaches.map(breachKey));
  return { after, value: after.value - review.hand.value, breaches: after.breaches.filter((breach) => !known.has(breachKey(breach))) };
}

export function newBreaches({ base, hand }) {
  const before = new Set(base.breaches.map(breachKey));
  return hand.breaches.filter((breach) => !before.has(breachKey(breach)));
}

export function breachKey({ area, rule, rows }) {
  return `${area} ${rule} ${rows ?? ""}`;
}
