// The referee, in the page: the value of areas and the rules they keep, figure for figure as Python's areas/_referee.py.
const ROUNDING = 1e-9;

// Which rows are linked and which may share an area, with the gain in value.
export function makeReferee(plan) {
  const { review, links, communities } = plan;
  const size = communities.ids.length;
  const open = [...links.blocked.keys()].filter((link) => !links.blocked[link]);
  const first = Int32Array.from(review.pairs.first);
  for (let at = 1; at < first.length; at++) first[at] += first[at - 1];
  const second = first.map((row, at) => row + review.pairs.step[at]);
  return {
    ...review,
    links: neighbourhood(size, open.map((link) => links.focal[link]), open.map((link) => links.neighbor[link]), review.link_gains),
    pairs: neighbourhood(size, first, second, review.pairs.gains),
  };
}

// Edges as compressed rows: those of row i lie from start[i] to start[i + 1].
export function neighbourhood(size, first, second, gains = []) {
  const start = new Int32Array(size + 1);
  for (let edge = 0; edge < first.length; edge++) { start[first[edge] + 1]++; start[second[edge] + 1]++; }
  for (let row = 0; row < size; row++) start[row + 1] += start[row];
  const next = start.slice(), to = new Int32Array(2 * first.length), gain = new Float64Array(2 * first.length);
  for (let edge = 0; edge < first.length; edge++) {
    const a = first[edge], b = second[edge];
    to[next[a]] = b; gain[next[a]++] = gains[edge] ?? 0;
    to[next[b]] = a; gain[next[b]++] = gains[edge] ?? 0;
  }
  return { start, to, gain };
}

export function linkedTo({ start, to }, row) {
  return to.subarray(start[row], start[row + 1]);
}

// Edges inside a set: how many there are and what they add up to.
function sumInside({ start, to, gain }, members, isMember) {
  let count = 0, sum = 0;
  for (const row of members) {
    for (let at = start[row]; at < start[row + 1]; at++) {
      if (to[at] > row && isMember.has(to[at])) { count++; sum += gain[at]; }
    }
  }
  return { count, sum };
}

function piecesOf(referee, members) {
  const left = new Set(members), pieces = [];
  while (left.size) {
    const piece = [left.values().next().value];
    left.delete(piece[0]);
    for (const row of piece) {
      for (const other of linkedTo(referee.links, row)) if (left.delete(other)) piece.push(other);
    }
    pieces.push(piece);
  }
  return pieces;
}

// How the figures of members are combined for a limit.
const TOGETHER = {
  sum: (figures) => figures.reduce((sum, figure) => sum + figure, 0),
  least: (figures) => figures.reduce((least, figure) => Math.min(least, figure)),
  most: (figures) => figures.reduce((most, figure) => Math.max(most, figure)),
  mean: (figures) => TOGETHER.sum(figures) / figures.length,
  span: (figures) => TOGETHER.most(figures) - TOGETHER.least(figures),
};

// The figure of each limit: combined from the members, or a count; there is no mean of no members.
function putTogether(limits, members, count) {
  const figure = ({ how, amounts }) => {
    if (!amounts) return count;
    return members.length || how === "sum" ? TOGETHER[how](members.map((row) => amounts[row])) : NaN;
  };
  return Object.fromEntries(limits.map((limit) => [limit.name, figure(limit)]));
}

// Value, totals and the broken rules of one set of communities; limits and span do not judge a locked area.
export function judgeArea(referee, members, isLocked) {
  const isMember = new Set(members);
  const pairs = sumInside(referee.pairs, members, isMember), links = sumInside(referee.links, members, isMember);
  const totals = putTogether(referee.limits, members, members.length);
  const pieces = piecesOf(referee, members);
  const farApart = members.length * (members.length - 1) / 2 - pairs.count;
  const breaches = [];
  if (pieces.length > 1) breaches.push({ rule: "connected", figure: pieces.length, bound: 1, pieces });
  if (!isLocked) breaches.push(...brokenLimits(referee.limits, totals));
  if (!isLocked && farApart) breaches.push({ rule: "span", figure: farApart, bound: 0 });
  const value = referee.saving_weight * (members.length - 1) + (pairs.sum + links.sum) / referee.gain_scale;
  return { members, value, totals, trenchGain: links.sum / referee.gain_scale, breaches };
}

function brokenLimits(limits, totals) {
  return limits.flatMap(({ name, low, high }) => [
    ...(high !== null && exceeds(totals[name], high) ? [{ rule: `${name}_max`, name, figure: totals[name], bound: high }] : []),
    ...(low !== null && exceeds(-totals[name], -low) ? [{ rule: `${name}_min`, name, figure: totals[name], bound: low }] : []),
  ]);
}

function exceeds(total, bound) {
  return total > bound + ROUNDING * Math.max(1, Math.abs(bound));
}

// The limits on the whole plan that its areas break together; no single area is at fault.
export function brokenWhole({ whole }, standing) {
  if (!whole.length) return [];
  const areas = [...standing.judgedAreas()].map(([, area]) => area);
  const figures = putTogether(whole, areas.flatMap(({ members }) => members), areas.length);
  return brokenLimits(whole, figures).map((breach) => ({ area: null, ...breach }));
}

// The demands that a standing breaks; each breach names the area it concerns, if there is one.
export function brokenDemands(demands, standing) {
  const keyOf = (row) => standing.keyOf(row), sizeOf = (key) => standing.sizeOf(key);
  const together = demands.together.flatMap((group) => {
    const keys = group.map(keyOf), areas = new Set(keys);
    const area = keys.filter((key) => key !== null).pop() ?? null;
    return areas.size > 1 || areas.has(null) ? [{ area, rule: "together", figure: areas.size, bound: 1, rows: group }] : [];
  });
  const apart = demands.apart.filter(([a, b]) => keyOf(a) !== null && keyOf(a) === keyOf(b))
    .map((rows) => ({ area: keyOf(rows[0]), rule: "apart", figure: 1, bound: 0, rows }));
  const locked = demands.locked.filter((rows) => !isWhole(rows, keyOf, sizeOf)).map((rows) => {
    const area = keyOf(rows[0]);
    return { area, rule: "locked", figure: area === null ? 0 : sizeOf(area), bound: rows.length, rows };
  });
  return [...together, ...apart, ...locked, ...brokenExclusions(demands, standing)];
}

// Those that the plan leaves out are in an area only where they were moved, or where the plan itself has them.
function brokenExclusions({ shutOut = [] }, standing) {
  const { plan, moved } = standing;
  const suspects = [...plan.misplaced, ...[...moved.keys()].filter((row) => plan.excluded.has(row)), ...shutOut];
  return [...new Set(suspects)].sort((a, b) => a - b).filter((row) => standing.keyOf(row) !== null)
    .map((row) => ({ area: standing.keyOf(row), rule: "excluded", figure: 1, bound: 0, rows: [row] }));
}

// Whether these communities are exactly one area.
export function isWhole(rows, keyOf, sizeOf) {
  const area = keyOf(rows[0]);
  return area !== null && sizeOf(area) === rows.length && rows.every((row) => keyOf(row) === area);
}
