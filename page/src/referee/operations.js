// The plan under review: the original with a list of operations applied, judged again where they changed it.
import { brokenDemands, brokenWhole, isWhole, judgeArea, makeReferee } from "./rules.js";

export const ALONE_KEY = ""; // an operation moves a community here to split it off

export function startReview(plan) {
  const referee = makeReferee(plan);
  const rowOf = new Map(plan.communities.ids.map((id, row) => [id, row]));
  const original = Array.from(plan.communities.area, (area) => (area < 0 ? null : plan.areas.ids[area]));
  const base = judge(referee, original, referee.demands, new Map());
  return { referee, rowOf, original, base, hand: base };
}

// Areas by key, with members, value, totals and breaches; areas with the same members as before keep their judgement.
function judge(referee, areaOf, demands, known) {
  const members = new Map();
  areaOf.forEach((key, row) => key !== null && (members.has(key) ? members.get(key).push(row) : members.set(key, [row])));
  const sizes = new Map([...members].map(([key, rows]) => [key, rows.length]));
  const locked = new Set(demands.locked.filter((rows) => isWhole(rows, areaOf, sizes)).map((rows) => areaOf[rows[0]]));
  const areas = new Map([...members].map(([key, rows]) => {
    const before = known.get(key);
    const isKnown = before && before.isLocked === locked.has(key) && isSame(before.members, rows);
    return [key, isKnown ? before : { ...judgeArea(referee, rows, locked.has(key)), isLocked: locked.has(key) }];
  }));
  const value = [...areas.values()].reduce((sum, area) => sum + area.value, 0);
  const breaches = [...areas].flatMap(([area, judged]) => judged.breaches.map((breach) => ({ area, ...breach })));
  const further = [...brokenWhole(referee, areas), ...brokenDemands(demands, areaOf, sizes)];
  return { areaOf, areas, value, breaches: [...breaches, ...further] };
}

export function isSame(some, others) {
  return some.length === others.length && some.every((row, at) => row === others[at]);
}

export function applyOperations(review, operations) {
  const { referee, rowOf, original, base } = review;
  const areaOf = original.slice();
  const demands = { ...referee.demands, apart: [...referee.demands.apart], locked: [...referee.demands.locked],
    excluded: [...referee.demands.excluded] };
  const rows = (ids) => ids.map((id) => rowOf.get(id));
  const apply = {
    move: ({ community, to }) => moveTo(areaOf, rowOf, rowOf.get(community), to),
    merge: ({ area, into }) => areaOf.forEach((key, row) => { if (key === area) areaOf[row] = into; }),
    lock: ({ communities }) => demands.locked.push(rows(communities)),
    apart: ({ communities }) => demands.apart.push(rows(communities)),
    exclude: ({ community }) => {
      demands.excluded.push(rowOf.get(community));
      areaOf[rowOf.get(community)] = null;
    },
  };
  for (const operation of operations) apply[operation.op]?.(operation);
  demands.excluded = [...new Set(demands.excluded)];
  return judge(referee, areaOf, demands, base.areas);
}

// A key "+id" is a new area founded by the community of that id, which was alone before.
function moveTo(areaOf, rowOf, row, key) {
  if (key.startsWith("+") && !areaOf.includes(key)) areaOf[rowOf.get(key.slice(1))] = key;
  areaOf[row] = key === ALONE_KEY ? null : key;
}

// What an operation would do: the change of value and the breaches that are not there now.
export function tryOperation(review, operations, operation) {
  const after = applyOperations(review, [...operations, operation]);
  const known = new Set(review.hand.breaches.map(breachKey));
  return { value: after.value - review.hand.value, breaches: after.breaches.filter((breach) => !known.has(breachKey(breach))) };
}

export function breachKey({ area, rule, rows }) {
  return `${area} ${rule} ${rows ?? ""}`;
}

