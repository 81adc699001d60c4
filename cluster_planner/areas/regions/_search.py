"""The least heterogeneity: rounds of annealing and regrouping from several starts."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cluster_planner.areas.regions._anneal import Aim, anneal, descend
from cluster_planner.areas.regions._count import meet_floors_most, meet_limits, spread_over
from cluster_planner.areas.regions._partition import HIGH, Division, Ground, Weighed, divide, lay_ground, weigh
from cluster_planner.areas.regions._problem import RegionProblem
from cluster_planner.areas.regions._swaps import swap
from cluster_planner.areas.regions._threads import Threads
from cluster_planner.areas.regions._ward import merge_by_ward, regroup

HEAT = (2.0, 0.5)  # of the first and of the last round, in heterogeneity per unit
COLD = 0.02  # end of a round, as a share of its heat
BURDEN = 20.0  # what a breach of one average amount counts for while annealing, in heterogeneity per unit
FORBIDDING = 1e7  # and while descending: more than any heterogeneity
LANDMARKS = 8
SWAPS = 5
REGROUPINGS, WORTH = 5, 1e-3  # in a row, as long as each gains such a share of the heterogeneity
MOST_STARTS, UNITS_STARTED = 16, 3000  # starts: so many, or so many units in all, but two
MOST_DRAWS, FEW_UNITS = 1_500_000, 500  # of all starts, in addition to those per link; fewer from so many units up
DRAWS_PER_LINK = 40
ROUNDS = 12
LARGE, LARGE_ROUNDS = 50_000, 4  # units from which one start with few rounds is made
MAX_P_STARTS, MAX_P_ROUNDS, MAX_P_DRAWS, MAX_P_DRAWS_PER_LINK = 2, 4, 18_000, 20


class Budget(NamedTuple):
    """How many starts are made, with how many rounds and draws each."""

    starts: int
    rounds: int
    draws: int


def search_regions(problem: RegionProblem, least: np.ndarray, most: np.ndarray, threads: Threads) -> np.ndarray | None:
    """Return the best division found, as the number of the region of each unit.

    Parameters
    ----------
    problem : RegionProblem
        What is divided.
    least, most : ndarray
        Between which numbers of regions each component has.
    threads : Threads
        How hard to search.

    Returns
    -------
    ndarray of shape (n,) or None
        ``None`` where no division was found that keeps the limits.
    """
    if not len(problem):
        return np.empty(0, dtype=np.int64)
    ground, columns = lay_ground(problem), _described(problem)
    if problem.n_regions is None:
        start = meet_floors_most(ground, problem.component, most, threads)
    else:
        weight = np.bincount(problem.component).astype(float)
        wanted = spread_over(weight, least, most, problem.n_regions)
        start = _start(problem, ground, columns, wanted, threads)
    if start is None:
        return None
    unit = weigh(ground, start).spread / len(problem)
    budget = _budget(problem, len(ground.to), threads)
    found = threads.map(lambda seed: improve(ground, columns, start, unit, seed, budget), threads.seeds(budget.starts))
    return min(found, key=lambda division: division[:2]).region


def _budget(problem: RegionProblem, rows: int, threads: Threads) -> Budget:
    """Return a short search where most of the work lies in finding the number of regions, else a longer one."""
    if problem.n_regions is None:
        return Budget(MAX_P_STARTS, MAX_P_ROUNDS, threads.draws(MAX_P_DRAWS + MAX_P_DRAWS_PER_LINK * rows))
    size = len(problem)
    draws = MOST_DRAWS * FEW_UNITS // max(size, FEW_UNITS) + DRAWS_PER_LINK * rows
    if size >= LARGE:
        return Budget(1, LARGE_ROUNDS, threads.draws(draws))
    starts = max(2, min(MOST_STARTS, UNITS_STARTED // size))
    return Budget(starts, ROUNDS, threads.draws(draws // starts))


def _start(
    problem: RegionProblem, ground: Ground, columns: np.ndarray, wanted: np.ndarray, threads: Threads
) -> np.ndarray | None:
    """Return Ward's division where it keeps the limits, else one into as many regions per component as wanted."""
    start = merge_by_ward(ground.start, ground.to, np.ones(len(problem)), columns, int(wanted.sum()))
    if weigh(ground, start).strain <= 0.0:
        return start
    return meet_limits(ground, problem.component, wanted, threads)


def _described(problem: RegionProblem) -> np.ndarray:
    """Return columns that Ward can work on: the attributes, and the dissimilarity to a few units."""
    columns = np.ascontiguousarray(problem.attributes, dtype=float)
    if problem.dissimilarity is None:
        return columns
    marks = np.unique(np.linspace(0, len(problem) - 1, LANDMARKS).astype(np.int64))
    return np.column_stack([columns, problem.dissimilarity[:, marks].toarray()])


def improve(ground: Ground, columns: np.ndarray, start: np.ndarray, unit: float, seed: int, budget: Budget) -> Weighed:
    """Bring the heterogeneity of a division down without breaking limits.

    Parameters
    ----------
    ground : Ground
        What is divided.
    columns : ndarray of shape (n, c)
        What regions are regrouped by.
    start : ndarray of shape (n,)
        Number of the region of each unit; keeps the limits.
    unit : float
        Heterogeneity per unit: what temperatures are measured in.
    seed : int
        Of the random moves.
    budget : Budget
        How many rounds are made, and moves drawn in all of them.

    Returns
    -------
    Weighed
        Keeps the limits, has as many regions and is at least as good.
    """
    best = weigh(ground, start)
    if best.spread <= 0.0 or unit <= 0.0:
        return best
    for number, heat in enumerate(np.geomspace(*HEAT, budget.rounds) * unit):
        now = divide(ground, best.region, best.regions)
        draws = budget.draws // budget.rounds
        anneal(ground, now, seed + number, draws, (heat, COLD * heat), Aim(1.0, BURDEN * unit))
        descend(ground, now, Aim(1.0, FORBIDDING * unit))
        if np.isfinite(ground.bounds[HIGH]).any():
            _swap_units(ground, now, Aim(1.0, FORBIDDING * unit))
        found = _regrouped(ground, columns, weigh(ground, now.region), unit)
        if found.beats(best):
            best = found
    return best


def _swap_units(ground: Ground, now: Division, aim: Aim) -> None:
    """Swap units as long as that gains, at most a few times over."""
    for _ in range(SWAPS):
        if not swap(ground, now, aim):
            break
        descend(ground, now, aim)


def _regrouped(ground: Ground, columns: np.ndarray, best: Weighed, unit: float) -> Weighed:
    """Split regions that are worth splitting and merge others, as long as that gains; seldom within limits."""
    for _ in range(0 if ground.bounds.shape[1] else REGROUPINGS):
        now = divide(ground, regroup(ground, columns, best.region), best.regions)
        descend(ground, now, Aim(1.0, FORBIDDING * unit))
        found = weigh(ground, now.region)
        if not found.beats(best):
            break
        worth, best = found.strain < best.strain or found.spread < (1.0 - WORTH) * best.spread, found
        if not worth:
            break
    return best
