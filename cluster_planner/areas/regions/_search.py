"""The least heterogeneity: rounds of annealing and regrouping from several starts."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cluster_planner.areas.regions._anneal import anneal, descend
from cluster_planner.areas.regions._bound import least_regions, most_regions
from cluster_planner.areas.regions._count import MET, meet_floors_most, meet_limits, spread_over
from cluster_planner.areas.regions._partition import Ground, divide, lay_ground, total_spread, total_strain
from cluster_planner.areas.regions._problem import RegionProblem
from cluster_planner.areas.regions._threads import Threads
from cluster_planner.areas.regions._ward import merge_by_ward, regroup

ROUNDS = 4
HEAT = (2.0, 0.5)  # of the first and of the last round, in heterogeneity per unit
COLD = 0.02  # end of a round, as a share of its heat
BURDEN = 60.0  # what a breach of one average amount counts for while annealing, in heterogeneity per unit
FORBIDDING = 1000.0  # and while descending
LANDMARKS = 8
REGROUPINGS = 5
STARTS = ((200, 16, 6_000_000), (1000, 8, 6_000_000), (np.inf, 2, 2_000_000))  # up to so many units: starts, draws
DRAWS_PER_LINK = 80  # more, of all starts


class Division(NamedTuple):
    """A division, the breach of its limits and its heterogeneity: the lesser pair is the better division."""

    strain: float
    spread: float
    region: np.ndarray

    def beats(self, other: Division) -> bool:
        """Return whether this division is the better one."""
        return (self.strain, self.spread) < (other.strain, other.spread)


def search_regions(problem: RegionProblem, threads: Threads) -> np.ndarray | None:
    """Return the best division found, as the number of the region of each unit.

    Parameters
    ----------
    problem : RegionProblem
        What is divided.
    threads : Threads
        How hard to search.

    Returns
    -------
    ndarray of shape (n,) or None
        ``None`` where no division was found that keeps the limits.
    """
    if not len(problem):
        return np.empty(0, dtype=np.int64)
    ground = lay_ground(problem)
    start = _start(problem, ground, threads)
    if start is None:
        return None
    unit = _weigh(ground, start).spread / len(problem)
    starts, least = next((count, draws) for units, count, draws in STARTS if len(problem) <= units)
    draws = threads.draws(least // starts, DRAWS_PER_LINK * len(ground.to) // starts)
    found = threads.map(lambda seed: improve(ground, start, unit, seed, draws), threads.seeds(starts))
    return min(found, key=lambda division: division[:2]).region


def _start(problem: RegionProblem, ground: Ground, threads: Threads) -> np.ndarray | None:
    least, most = least_regions(problem), most_regions(problem)
    if problem.n_regions is None:
        return meet_floors_most(ground, problem.component, most, threads)
    start = merge_by_ward(ground.start, ground.to, np.ones(len(problem)), _described(problem), problem.n_regions)
    if _weigh(ground, start).strain <= MET:
        return start
    weight = np.bincount(problem.component, minlength=len(most)).astype(float)
    return meet_limits(ground, problem.component, spread_over(weight, least, most, problem.n_regions), threads)


def _described(problem: RegionProblem) -> np.ndarray:
    """Return attributes that Ward can work on: where there are none, the dissimilarity to a few units."""
    if problem.dissimilarity is None:
        return np.ascontiguousarray(problem.attributes, dtype=float)
    marks = np.unique(np.linspace(0, len(problem) - 1, LANDMARKS).astype(np.int64))
    return np.ascontiguousarray(problem.dissimilarity[:, marks].toarray())


def _weigh(ground: Ground, region: np.ndarray) -> Division:
    now = divide(ground, region, int(region.max(initial=-1)) + 1)
    strain = float(total_strain(ground, now))
    return Division(strain if strain > MET else 0.0, float(total_spread(ground, now)), region)


def improve(ground: Ground, start: np.ndarray, unit: float, seed: int, draws: int) -> Division:
    """Bring the heterogeneity of a division down without breaking limits.

    Parameters
    ----------
    ground : Ground
        What is divided.
    start : ndarray of shape (n,)
        Number of the region of each unit; keeps the limits.
    unit : float
        Heterogeneity per unit: what temperatures are measured in.
    seed : int
        Of the random moves.
    draws : int
        How many moves are drawn.

    Returns
    -------
    Division
        Keeps the limits, has as many regions and is at least as good.
    """
    best = _weigh(ground, start)
    if best.spread <= 0.0 or unit <= 0.0:
        return best
    for number, heat in enumerate(np.geomspace(*HEAT, ROUNDS) * unit):
        now = divide(ground, best.region, int(start.max()) + 1)
        anneal(ground, now, seed + number, draws // ROUNDS, (heat, COLD * heat), 1.0, BURDEN * unit)
        descend(ground, now, 1.0, FORBIDDING * unit)
        found = _regrouped(ground, _weigh(ground, now.region))
        if found.beats(best):
            best = found
    return best


def _regrouped(ground: Ground, best: Division) -> Division:
    """Split regions that are worth splitting and merge others, as long as that gains."""
    if len(ground.low) or len(ground.pair_to):
        return best
    for _ in range(REGROUPINGS):
        now = divide(ground, regroup(ground, best.region), int(best.region.max()) + 1)
        descend(ground, now, 1.0, 0.0)
        found = _weigh(ground, now.region)
        if not found.beats(best):
            break
        best = found
    return best
