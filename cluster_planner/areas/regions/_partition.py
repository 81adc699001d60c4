"""A division into regions under change: what a move of one unit costs, and whether it tears a region; compiled."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from cluster_planner.areas._compiled import compiled
from cluster_planner.areas._component import neighbour_rows
from cluster_planner.areas.regions._problem import RegionProblem

MOST_VISITS = 2000  # units looked at to see whether a region hangs together without one: beyond, it is taken as torn


class Ground(NamedTuple):
    """What regions are made of, as compiled code reads it.

    Neighbours of ``v`` are ``to[start[v]:start[v + 1]]``; ``focal`` is the other end of each row. The same holds of
    the pairs whose dissimilarity is summed; without them the variance of ``attributes`` is. ``scale`` is what a
    breach of a limit is measured in.
    """

    start: np.ndarray
    to: np.ndarray
    focal: np.ndarray
    attributes: np.ndarray
    pair_start: np.ndarray
    pair_to: np.ndarray
    pair_gap: np.ndarray
    amounts: np.ndarray
    low: np.ndarray
    high: np.ndarray
    scale: np.ndarray


def lay_ground(problem: RegionProblem) -> Ground:
    """Return a problem as compiled code reads it; limits without a bound are left out."""
    size, units = len(problem), problem.units.quantities
    start, to, _ = neighbour_rows(problem.units.links, np.zeros(len(problem.units.links)), size)
    bounded = np.isfinite(units.low) | np.isfinite(units.high)
    amounts = np.ascontiguousarray(units.amounts[:, bounded])
    average = np.abs(amounts).sum(axis=0) / max(size, 1)
    pairs = csr_array((size, size)) if problem.dissimilarity is None else problem.dissimilarity
    return Ground(
        start=start,
        to=to,
        focal=np.repeat(np.arange(size), np.diff(start)),
        attributes=np.ascontiguousarray(problem.attributes, dtype=float),
        pair_start=pairs.indptr.astype(np.int64),
        pair_to=pairs.indices.astype(np.int64),
        pair_gap=pairs.data.astype(float),
        amounts=amounts,
        low=units.low[bounded],
        high=units.high[bounded],
        scale=np.where(average > 0, average, 1.0),
    )


class Front(NamedTuple):
    """Scratch of the searches that tell whether a region hangs together: who was seen when, by which search."""

    stamp: np.ndarray
    seen: np.ndarray
    party: np.ndarray
    queue: np.ndarray
    leader: np.ndarray
    waiting: np.ndarray


class Division(NamedTuple):
    """The region of each unit, with the size, the sums and the totals of each region."""

    region: np.ndarray
    size: np.ndarray
    sums: np.ndarray
    totals: np.ndarray
    front: Front


@compiled
def divide(ground: Ground, region: np.ndarray, count: int) -> Division:
    """Return a division with its sums; the regions are copied."""
    units = len(region)
    size = np.zeros(count, dtype=np.int64)
    sums = np.zeros((count, ground.attributes.shape[1]))
    totals = np.zeros((count, ground.amounts.shape[1]))
    for unit in range(units):
        size[region[unit]] += 1
        sums[region[unit]] += ground.attributes[unit]
        totals[region[unit]] += ground.amounts[unit]
    scratch = np.zeros((5, units), dtype=np.int64)
    front = Front(np.zeros(1, dtype=np.int64), scratch[0], scratch[1], scratch[2], scratch[3], scratch[4])
    return Division(region.copy(), size, sums, totals, front)


@compiled
def move(ground: Ground, now: Division, unit: int, into: int) -> None:
    """Give a unit to another region."""
    out = now.region[unit]
    now.region[unit] = into
    now.size[out] -= 1
    now.size[into] += 1
    for column in range(now.sums.shape[1]):
        now.sums[out, column] -= ground.attributes[unit, column]
        now.sums[into, column] += ground.attributes[unit, column]
    for column in range(now.totals.shape[1]):
        now.totals[out, column] -= ground.amounts[unit, column]
        now.totals[into, column] += ground.amounts[unit, column]


@compiled
def spread_change(ground: Ground, now: Division, unit: int, into: int) -> float:
    """Return what a move adds to the heterogeneity of all regions."""
    out = now.region[unit]
    if len(ground.pair_to):
        change = 0.0
        for row in range(ground.pair_start[unit], ground.pair_start[unit + 1]):
            other = now.region[ground.pair_to[row]]
            if other == into:
                change += ground.pair_gap[row]
            elif other == out:
                change -= ground.pair_gap[row]
        return change
    many, more = now.size[out], now.size[into]
    from_out, from_into = 0.0, 0.0
    for column in range(now.sums.shape[1]):
        own = ground.attributes[unit, column]
        from_out += (own - now.sums[out, column] / many) ** 2
        from_into += (own - now.sums[into, column] / more) ** 2
    return float(from_into * more / (more + 1.0) - from_out * many / (many - 1.0))


@compiled
def strain(ground: Ground, now: Division, region: int, unit: int, sign: float) -> float:
    """Return by how much a region would break the limits if a unit came (1) or went (-1), each limit in its scale."""
    broken = 0.0
    for column in range(now.totals.shape[1]):
        total = now.totals[region, column] + sign * ground.amounts[unit, column]
        over = max(ground.low[column] - total, total - ground.high[column])
        if over > 0.0:
            broken += over / ground.scale[column]
    return broken


@compiled
def strain_change(ground: Ground, now: Division, unit: int, into: int) -> float:
    """Return what a move adds to the breach of the limits."""
    out = now.region[unit]
    before = strain(ground, now, out, unit, 0.0) + strain(ground, now, into, unit, 0.0)
    return strain(ground, now, out, unit, -1.0) + strain(ground, now, into, unit, 1.0) - before


@compiled
def total_spread(ground: Ground, now: Division) -> float:
    """Return the heterogeneity of all regions."""
    spread = 0.0
    for unit in range(len(now.region)):
        own = now.region[unit]
        for column in range(now.sums.shape[1]):
            spread += (ground.attributes[unit, column] - now.sums[own, column] / now.size[own]) ** 2
        for row in range(ground.pair_start[unit], ground.pair_start[unit + 1]):
            if now.region[ground.pair_to[row]] == own:
                spread += ground.pair_gap[row] / 2
    return spread


@compiled
def total_strain(ground: Ground, now: Division) -> float:
    """Return by how much all regions break the limits."""
    broken = 0.0
    for region in range(len(now.size)):
        broken += strain(ground, now, region, 0, 0.0)
    return broken


@compiled
def holds_without(ground: Ground, now: Division, unit: int) -> bool:
    """Return whether the region of a unit stays connected without it.

    Searches spread in turn from all its neighbours in the region until they have met, or one has nowhere to go; a
    region that ``MOST_VISITS`` units leave undecided counts as torn.
    """
    own, front = now.region[unit], now.front
    front.stamp[0] += 1
    stamp, parts, last = front.stamp[0], 0, 0
    front.seen[unit] = stamp
    for row in range(ground.start[unit], ground.start[unit + 1]):
        other = ground.to[row]
        if now.region[other] == own:
            front.seen[other], front.party[other], front.queue[last] = stamp, last, other
            front.leader[last], front.waiting[last] = last, 1
            last += 1
    parts, first = last, 0
    while parts > 1 and first < MOST_VISITS:
        at = front.queue[first]
        first += 1
        for row in range(ground.start[at], ground.start[at + 1]):
            other = ground.to[row]
            if now.region[other] != own or other == unit:
                continue
            party = _leader(front, front.party[at])
            if front.seen[other] != stamp:
                front.seen[other], front.party[other], front.queue[last] = stamp, party, other
                front.waiting[party] += 1
                last += 1
            else:
                parts -= _join(front, party, _leader(front, front.party[other]))
        party = _leader(front, front.party[at])
        front.waiting[party] -= 1
        if front.waiting[party] == 0 and parts > 1:
            return False
    return parts == 1


@compiled
def _leader(front: Front, party: int) -> int:
    while front.leader[party] != party:
        party = front.leader[party]
    return party


@compiled
def _join(front: Front, one: int, two: int) -> int:
    """Unite two searches that have met; return how many fewer there are."""
    if one == two:
        return 0
    front.leader[two] = one
    front.waiting[one] += front.waiting[two]
    return 1


def renumber(region: np.ndarray) -> np.ndarray:
    """Return regions numbered from 0 in the order of their first unit."""
    numbers: np.ndarray = pd.factorize(region)[0]
    return numbers
