"""Divisions that meet the limits: into a given number of regions, or into as many as possible (max-p)."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heapify, heappop, heappush

import numpy as np

from cluster_planner.areas._compiled import compiled
from cluster_planner.areas.regions._anneal import Aim, anneal, descend
from cluster_planner.areas.regions._partition import (
    LOW,
    MET,
    Division,
    Ground,
    Weighed,
    divide,
    move,
    renumber,
    strain,
    weigh,
)
from cluster_planner.areas.regions._threads import Threads

WEIGHT = 0.06  # of the heterogeneity of an average unit, against a breach of one average amount
HEAT = (1.0, 0.01)  # in average amounts
ROUNDS, LONGER = 3, 4  # more rounds, each so many times longer in vain
TRIED = (0.75, 0.5, 0.25)  # where between the best number so far and the bound to look for more regions
DRAWS, DRAWS_PER_LINK = 1000, 8
LIMIT_DRAWS, LIMIT_DRAWS_PER_LINK = 20_000, 40  # where only the limits are to be met


def meet_limits(ground: Ground, component: np.ndarray, wanted: np.ndarray, threads: Threads) -> np.ndarray | None:
    """Return a division into ``wanted`` regions per component that keeps the limits; ``None`` if none was found."""
    start = renumber(merge_smallest(ground, _share(ground), component, wanted))
    draws = threads.draws(LIMIT_DRAWS + LIMIT_DRAWS_PER_LINK * len(ground.to))

    def attempt(task: tuple[int, int]) -> Weighed:
        seed, many = task
        return _settled(ground, start, seed, many)

    for number in range(1 + ROUNDS):
        tasks = [(seed, LONGER**number * draws) for seed in threads.seeds(len(TRIED))]
        best = min(threads.map(attempt, tasks), key=lambda division: division[:2])
        if best.strain <= 0.0:
            return best.region
    return None


def meet_floors_most(ground: Ground, component: np.ndarray, most: np.ndarray, threads: Threads) -> np.ndarray | None:
    """Return a division into as many regions as were found that keep the limits; ``None`` if none was found.

    More regions than can be are asked for and the breach of the limits annealed, with some regard to the
    heterogeneity; regions that are still too small are given to their neighbours.
    """
    share = _share(ground)
    weight = np.bincount(component, weights=share, minlength=len(most))
    draws = threads.draws(DRAWS + DRAWS_PER_LINK * len(ground.to))
    best: Weighed | None = None

    def attempt(task: tuple[int, int]) -> Weighed:
        target, seed = task
        wanted = spread_over(weight, np.ones_like(most), most, target)
        start = renumber(merge_smallest(ground, share, component, wanted))
        settled = _settled(ground, start, seed, draws)
        return weigh(ground, renumber(dissolve_short(ground, settled.region)))

    for number in range(1 + ROUNDS):
        targets, before = [int(most.sum())] if number == 0 else list(_targets(best, most)), best
        for found in threads.map(attempt, list(zip(targets, threads.seeds(len(targets)), strict=True))):
            if found.strain <= 0.0 and (best is None or (-found.regions, found.spread) < (-best.regions, best.spread)):
                best = found
        if number > 0 and best is before and best is not None:
            break
    return None if best is None else best.region


def _targets(best: Weighed | None, most: np.ndarray) -> Iterator[int]:
    """Yield the numbers of regions to try next: between the best so far and the bound."""
    reached = len(most) if best is None else best.regions
    room = int(most.sum()) - reached
    if room > 0:
        yield from dict.fromkeys(reached + max(1, round(room * share)) for share in TRIED)


def _settled(ground: Ground, region: np.ndarray, seed: int, draws: int) -> Weighed:
    """Bring the breach of the limits down, with some regard to the heterogeneity."""
    start = weigh(ground, region)
    if start.strain <= 0.0:
        return start
    unit = start.spread / len(region)
    now = divide(ground, region, start.regions)
    anneal(ground, now, seed, draws, HEAT, Aim(WEIGHT / unit if unit > 0.0 else 0.0, 1.0))
    descend(ground, now, Aim(0.0, 1.0))
    return weigh(ground, now.region)


def spread_over(weight: np.ndarray, least: np.ndarray, most: np.ndarray, target: int) -> np.ndarray:
    """Share a number of regions out among the components by weight, within what each must and can have."""
    wanted = least.copy()
    heap = [(-weight[part] / (wanted[part] + 1), part) for part in np.flatnonzero(wanted < most).tolist()]
    heapify(heap)
    for _ in range(target - int(wanted.sum())):
        if not heap:
            break
        _, part = heappop(heap)
        wanted[part] += 1
        if wanted[part] < most[part]:
            heappush(heap, (-weight[part] / (wanted[part] + 1), part))
    return wanted


def _share(ground: Ground) -> np.ndarray:
    """Return how much of a region each unit is, by the floor that it fills least; 1 without floors."""
    low = ground.bounds[LOW]
    floors = low > 0
    if not floors.any():
        return np.ones(len(ground.amounts))
    share: np.ndarray = np.clip(ground.amounts[:, floors] / low[floors], 0.0, 1.0).mean(axis=1)
    return share


@compiled
def merge_smallest(ground: Ground, share: np.ndarray, component: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Merge the smallest region with its smallest neighbour until each component has as many as wanted.

    Parameters
    ----------
    ground : Ground
        Its links are followed, its attributes play no part.
    share : ndarray of shape (n,)
        What each unit adds to the size of its region.
    component : ndarray of shape (n,)
        Connected component of each unit.
    wanted : ndarray
        Number of regions of each component.

    Returns
    -------
    ndarray of shape (n,)
        A unit of its region for each unit.
    """
    region, total = np.arange(len(share)), share.copy()
    left = np.bincount(component, minlength=len(wanted))
    heap = [(share[unit], unit) for unit in range(len(share))]
    heapify(heap)
    follower, tail = np.full(len(share), -1), np.arange(len(share))
    while len(heap) > 0:
        amount, own = heappop(heap)
        part = component[own]
        if region[own] != own or amount != total[own] or left[part] <= wanted[part]:
            continue
        into = _smallest_neighbour(ground, region, total, follower, own)
        if into < 0:
            continue
        unit = own
        while unit >= 0:
            region[unit] = into
            unit = follower[unit]
        follower[tail[into]], tail[into] = own, tail[own]
        total[into] += total[own]
        heappush(heap, (total[into], into))
        left[part] -= 1
    return region


@compiled
def _smallest_neighbour(ground: Ground, region: np.ndarray, total: np.ndarray, follower: np.ndarray, own: int) -> int:
    best, unit = -1, own
    while unit >= 0:
        for row in range(ground.start[unit], ground.start[unit + 1]):
            other = region[ground.to[row]]
            if other != own and (best < 0 or (total[other], other) < (total[best], best)):
                best = other
        unit = follower[unit]
    return best


@compiled
def dissolve_short(ground: Ground, region: np.ndarray) -> np.ndarray:
    """Give regions that break a limit to the neighbouring region that then breaks least, the worst region first."""
    count = int(region.max()) + 1
    now = divide(ground, region, count)
    follower, first, tail = np.full(len(region), -1), np.full(count, -1), np.full(count, -1)
    for unit in range(len(region)):
        own = region[unit]
        if first[own] < 0:
            first[own] = unit
        else:
            follower[tail[own]] = unit
        tail[own] = unit
    broken = np.array([strain(now.totals, ground.bounds, own) for own in range(count)])
    for own in np.argsort(-broken, kind="mergesort"):
        if strain(now.totals, ground.bounds, own) > MET:
            into = _host(ground, now, follower, first[own])
            if into >= 0:
                follower[tail[into]], tail[into] = first[own], tail[own]
                unit = first[own]
                while unit >= 0:
                    move(ground, now, unit, into)
                    unit = follower[unit]
    return now.region


@compiled
def _host(ground: Ground, now: Division, follower: np.ndarray, unit: int) -> int:
    """Return the neighbour of a unit's region that breaks the limits least with it, the first of equals; -1 without."""
    own, into, least = now.region[unit], -1, np.inf
    while unit >= 0:
        for row in range(ground.start[unit], ground.start[unit + 1]):
            other = now.region[ground.to[row]]
            if other != own:
                _pour(now, own, other, 1.0)
                broken = strain(now.totals, ground.bounds, other)
                _pour(now, own, other, -1.0)
                if broken < least:
                    into, least = other, broken
        unit = follower[unit]
    return into


@compiled
def _pour(now: Division, own: int, into: int, sign: float) -> None:
    """Add the totals of a region to another, or take them away."""
    for column in range(now.totals.shape[1]):
        now.totals[into, column] += sign * now.totals[own, column]
