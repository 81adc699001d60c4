"""How many regions the limits allow at most and at least, per connected component, before anything is searched."""

from __future__ import annotations

import numpy as np

from cluster_planner.areas._quantities import ROUNDING, exceeds
from cluster_planner.areas.regions._problem import RegionProblem
from cluster_planner.errors import InfeasibleError


def most_regions(problem: RegionProblem) -> np.ndarray:
    """Return an upper bound on the number of regions of each component.

    A region with a total of at least the floor holds at least the floor of what its units have, each counted up to
    the floor: one unit far above it makes no second region.
    """
    units = problem.units.quantities
    most = np.bincount(problem.component).astype(float)
    for column in np.flatnonzero(units.low > 0):
        floor = units.low[column]
        useful = np.bincount(problem.component, weights=np.clip(units.amounts[:, column], 0.0, floor))
        most = np.minimum(most, np.floor(useful / floor + len(problem) * ROUNDING))
    return most.astype(np.int64)


def least_regions(problem: RegionProblem) -> np.ndarray:
    """Return a lower bound on the number of regions of each component: what the caps hold."""
    units = problem.units.quantities
    least = np.ones(problem.component.max(initial=-1) + 1)
    for column in np.flatnonzero((units.high > 0) & np.isfinite(units.high)):
        total = np.bincount(problem.component, weights=units.amounts[:, column])
        least = np.maximum(least, np.ceil(total / units.high[column] - len(problem) * ROUNDING))
    return least.astype(np.int64)


def refuse_impossible(problem: RegionProblem) -> None:
    """Refuse limits and numbers of regions that no division can meet, as far as sums tell.

    Raises
    ------
    InfeasibleError
        Naming the units of a component at fault, or the range in which the number of regions must lie.
    """
    _refuse_heavy(problem)
    least, most = least_regions(problem), most_regions(problem)
    for part in np.flatnonzero(least > most)[:1]:
        raise InfeasibleError(
            f"A connected component of {int((problem.component == part).sum())} units cannot meet the limits: its "
            f"totals give at most {most[part]} regions by the floors and at least {least[part]} by the caps.",
            "Lower the floors, raise the caps, add links, or leave the component out.",
            list(problem.units.ids[problem.component == part]),
        )
    wanted = problem.n_regions
    if wanted is not None and not least.sum() <= wanted <= most.sum():
        raise InfeasibleError(
            f"n_regions={wanted} is impossible: {len(problem)} units in {len(least)} connected components allow "
            f"{least.sum()} to {most.sum()} regions under the limits.",
            "Choose a number in that range, or add links between the components.",
        )


def _refuse_heavy(problem: RegionProblem) -> None:
    units = problem.units.quantities
    over = exceeds(units.amounts, units.high) & units.growing
    if over.any():
        column = int(np.argmax(over.any(axis=0)))
        raise InfeasibleError(
            f"Single units lie above the cap of {units.high[column]:g} on {units.names[column]}.",
            "Raise the cap or leave these units out.",
            list(problem.units.ids[over[:, column]]),
        )
