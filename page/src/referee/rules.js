// The referee, in the page: the value of areas and the rules they keep, figure for figure as Python's areas/_referee.py.
const ROUNDING = 1e-9;

// Which rows are linked and which may share an area, with the gain in value.
export function makeReferee(plan) {
  const { review, links, communities } = plan;
  const size = communities.ids.length;
  const open = [...links.blocked.keys()].filter((link) => !links.blocked[link]);
  let first = 0;
  const pairs = Array.from(review.pairs.first, (difference, at) => {
    first += difference;
    return [first, first + review.pairs.step[at], review.pairs.gains[at]];
  });
  return {
    ...review,
    links: neighbourhood(size, open.map((link, at) => [links.focal[link], links.neighbor[link], review.link_gains[at]])),
    pairs: neighbourhood(size, pairs),
  };
}

// Edges as compressed rows: those of row i lie from start[i] to start[i + 1].
function neighbourhood(size, edges) {
  const start = new Int32Array(size + 1);
  for (const [a, b] of edges) { start[a + 1]++; start[b + 1]++; }
  for (let row = 0; row < size; row++) start[row + 1] += start[row];
  const next = start.slice(), to = new Int32Array(2 * edges.length), gain = new Float64Array(2 * edges.length);
  for (const [a, b, added] of edges) {
    to[next[a]] = b; gain[next[a]++] = added;
    to[next[b]] = a; gain[next[b]++] = added;
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
export function brokenWhole({ whole }, areas) {
  const members = [...areas.values()].flatMap((area) => area.members);
  return brokenLimits(whole, putTogether(whole, members, areas.size)).map((breach) => ({ area: null, ...breach }));
}

// The demands that labels break; each breach names the area it concerns, if there is one.
export function brokenDemands(demands, areaOf, sizes) {
  const together = demands.together.flatMap((group) => {
    const areas = new Set(group.map((row) => areaOf[row]));
    const area = group.map((row) => areaOf[row]).filter((key) => key !== null).pop() ?? null;
    return areas.size > 1 || areas.has(null) ? [{ area, rule: "together", figure: areas.size, bound: 1, rows: group }] : [];
  });
  const apart = demands.apart.filter(([a, b]) => areaOf[a] !== null && areaOf[a] === areaOf[b])
    .map((rows) => ({ area: areaOf[rows[0]], rule: "apart", figure: 1, bound: 0, rows }));
  const locked = demands.locked.filter((rows) => !isWhole(rows, areaOf, sizes)).map((rows) => {
    const area = areaOf[rows[0]];
    return { area, rule: "locked", figure: area === null ? 0 : sizes.get(area), bound: rows.length, rows };
  });
  const excluded = [...demands.excluded].filter((row) => areaOf[row] !== null)
    .map((row) => ({ area: areaOf[row], rule: "excluded", figure: 1, bound: 0, rows: [row] }));
  return [...together, ...apart, ...locked, ...excluded];
}

// Whether these communities are exactly one area.
export function isWhole(rows, areaOf, sizes) {
  const area = areaOf[rows[0]];
  return area !== null && sizes.get(area) === rows.length && rows.every((row) => areaOf[row] === area);
}
