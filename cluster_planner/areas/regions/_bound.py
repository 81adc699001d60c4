"""How many regions the limits allow at most and at least, per connected component, before anything is searched."""

from __future__ import annotations

import numpy as np

from cluster_planner.areas.regions._problem import RegionProblem
from cluster_planner.errors import InfeasibleError
from cluster_planner.model import ROUNDING, connected_pieces, exceeds
from cluster_planner.said import Code, Count, Number, say

PEELINGS = 10  # how often what hangs on a single link is joined to its neighbour


def most_regions(problem: RegionProblem) -> np.ndarray:
    """Return an upper bound on the number of regions of each component.

    Units that cannot be apart under the floors count as one. A region with a total of at least the floor holds at
    least the floor of what its units have, each counted up to the floor: one unit far above it makes no second region.
    """
    units, parts = problem.units.quantities, problem.component.max(initial=-1) + 1
    cluster = _inseparable(problem)
    component = np.zeros(cluster.max(initial=-1) + 1, dtype=np.int64)
    component[cluster] = problem.component
    most = np.bincount(component, minlength=parts).astype(float)
    for column in np.flatnonzero(units.low > 0):
        floor, amounts = units.low[column], np.bincount(cluster, weights=units.amounts[:, column])
        useful = np.bincount(component, weights=np.clip(amounts, 0.0, floor), minlength=parts)
        most = np.minimum(most, np.floor(useful / floor + len(problem) * ROUNDING))
    return most.astype(np.int64)


def _inseparable(problem: RegionProblem) -> np.ndarray:
    """Return numbers of groups of units that every division keeps together.

    A unit below a floor that hangs on a single link must go with its neighbour; what they are together may hang on a
    single link again.
    """
    quantities, cluster = problem.units.quantities, np.arange(len(problem))
    for _ in range(PEELINGS if (quantities.low > -np.inf).any() else 0):
        count = cluster.max(initial=-1) + 1
        one, two = np.sort(cluster[problem.units.links], axis=1).T
        key = np.unique((one * count + two)[one < two])
        ends = np.column_stack([key // max(count, 1), key % max(count, 1)])
        totals = np.column_stack([np.bincount(cluster, weights=column) for column in quantities.amounts.T])
        short = exceeds(-totals, -quantities.low).any(axis=1)
        hanging = short & (np.bincount(ends.ravel(), minlength=count) == 1)
        joined = ends[hanging[ends].any(axis=1)]
        if not len(joined):
            break
        cluster = connected_pieces(joined, count)[cluster]
    return cluster


def least_regions(problem: RegionProblem) -> np.ndarray:
    """Return a lower bound on the number of regions of each component: what the caps hold."""
    units = problem.units.quantities
    least = np.ones(problem.component.max(initial=-1) + 1)
    for column in np.flatnonzero((units.high > 0) & np.isfinite(units.high)):
        total = np.bincount(problem.component, weights=units.amounts[:, column])
        least = np.maximum(least, np.ceil(total / units.high[column] - len(problem) * ROUNDING))
    return least.astype(np.int64)


def allowed_numbers(problem: RegionProblem) -> tuple[np.ndarray, np.ndarray]:
    """Return how many regions each component must have at least and can have at most.

    Raises
    ------
    InfeasibleError
        If sums show that no division can meet the limits and the number of regions: naming the units of a component at
        fault, or the range in which the number of regions must lie.
    """
    _refuse_heavy(problem)
    least, most = least_regions(problem), most_regions(problem)
    for part in np.flatnonzero(least > most)[:1]:
        units = problem.units.ids[problem.component == part]
        counts = {"units": Count(len(units)), "most": Count(most[part]), "least": Count(least[part])}
        why = say("error.regions.component_cannot", **counts)
        raise InfeasibleError(why, say("error.regions.relax_or_link"), list(units))
    wanted = problem.n_regions
    if wanted is not None and not least.sum() <= wanted <= most.sum():
        why = say(
            "error.regions.number_impossible",
            wanted=Count(wanted),
            units=Count(len(problem)),
            components=Count(len(least)),
            least=Count(least.sum()),
            most=Count(most.sum()),
        )
        raise InfeasibleError(why, say("error.regions.choose_in_range"))
    return least, most


def _refuse_heavy(problem: RegionProblem) -> None:
    units = problem.units.quantities
    over = exceeds(units.amounts, units.high) & units.growing
    if over.any():
        column = int(np.argmax(over.any(axis=0)))
        cap, name = Number(units.high[column]), Code(str(units.names[column]))
        heavy = list(problem.units.ids[over[:, column]])
        why = say("error.regions.single_above", cap=cap, column=name)
        raise InfeasibleError(why, say("error.regions.raise_or_leave_out"), heavy)
