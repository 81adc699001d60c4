// The plan under review: the original with a list of operations applied, judged again where they changed it.
const ALONE_KEY = ""; // an operation moves a community here to split it off

function startReview(plan) {
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

function isSame(some, others) {
  return some.length === others.length && some.every((row, at) => row === others[at]);
}

function applyOperations(review, operations) {
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
function tryOperation(review, operations, operation) {
  const after = applyOperations(review, [...operations, operation]);
  const known = new Set(review.hand.breaches.map(breachKey));
  return { value: after.value - review.hand.value, breaches: after.breaches.filter((breach) => !known.has(breachKey(breach))) };
}

function breachKey({ area, rule, rows }) {
  return `${area} ${rule} ${rows ?? ""}`;
}

// Where a community could go: adjacent areas and lone communities, first those that an open link reaches.
function placesFor(view, row) {
  const { referee, hand } = reviewOf(view.plan);
  const { links } = view.plan;
  const near = [...linkedTo(referee.links, row)];
  links.blocked.forEach((isBlocked, link) => {
    if (isBlocked && links.focal[link] === row) near.push(links.neighbor[link]);
    if (isBlocked && links.neighbor[link] === row) near.push(links.focal[link]);
  });
  const keys = near.map((other) => hand.areaOf[other] ?? `+${view.plan.communities.ids[other]}`);
  return [...new Set(keys)].filter((key) => key !== hand.areaOf[row]);
}

// Areas that a member's link, open or blocked, leads to.
function adjacentAreas(view, key) {
  const { hand } = reviewOf(view.plan);
  const places = hand.areas.get(key).members.flatMap((row) => placesFor(view, row));
  return [...new Set(places)].filter((other) => other !== key && hand.areas.has(other));
}

// Blocked links between the pieces of an area, each with its barrier; empty where the pieces are merely far apart.
function barriersBetween({ plan }, pieces) {
  const pieceOf = new Map(pieces.flatMap((rows, piece) => rows.map((row) => [row, piece])));
  const isBetween = (link) => {
    const [a, b] = [pieceOf.get(plan.links.focal[link]), pieceOf.get(plan.links.neighbor[link])];
    return plan.links.blocked[link] && a !== undefined && b !== undefined && a !== b;
  };
  return [...new Set([...plan.links.blocked.keys()].filter(isBetween).map((link) => barrierWords(plan, link)))];
}
