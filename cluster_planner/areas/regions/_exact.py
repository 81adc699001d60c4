"""Small problems to the end: every region that the limits allow, and the best choice of disjoint ones by HiGHS."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csc_array, vstack

from cluster_planner.areas._compiled import compiled
from cluster_planner.areas.regions._partition import lay_ground
from cluster_planner.areas.regions._problem import RegionProblem
from cluster_planner.model import exceeds

LARGEST = 25  # units
MOST_REGIONS = 400_000  # connected sets to be looked at
SAME = 1e-7


class Proven(NamedTuple):
    """The best division of all: the region of each unit, and its heterogeneity."""

    region: np.ndarray
    spread: float


def prove_regions(problem: RegionProblem) -> Proven | None:
    """Return the best division of a small problem; ``None`` where it is too large, or no division keeps the limits.

    The least heterogeneity is a choice of connected sets that hold every unit once: a set partitioning problem. For as
    many regions as possible the number is settled first, then the heterogeneity among divisions into that number.
    """
    if not 0 < len(problem) <= LARGEST:
        return None
    ground = lay_ground(problem)
    sets = connected_sets(ground.start, ground.to, MOST_REGIONS)
    if len(sets) == 0:
        return None
    inside = (sets[:, None] >> np.arange(len(problem)) & 1).astype(bool)
    units = problem.units.quantities
    totals = inside @ units.amounts
    fits = ~(exceeds(totals, units.high) | exceeds(-totals, -units.low)).any(axis=1)
    inside = inside[fits]
    count = problem.n_regions
    if count is None:
        most = _choose(inside, -np.ones(len(inside)), None)
        count = None if most is None else len(most)
    spread = spread_of_sets(inside, problem)
    chosen = None if count is None else _choose(inside, spread, count)
    if chosen is None:
        return None
    return Proven(np.argmax(inside[chosen], axis=0), float(spread[chosen].sum()))


def spread_of_sets(inside: np.ndarray, problem: RegionProblem) -> np.ndarray:
    """Return the heterogeneity of each set, given as rows of membership."""
    members = inside.astype(float)
    squares = members @ (problem.attributes**2).sum(axis=1)
    means = ((members @ problem.attributes) ** 2).sum(axis=1) / members.sum(axis=1)
    spread: np.ndarray = np.maximum(squares - means, 0.0)
    if problem.dissimilarity is not None:
        spread += ((members @ problem.dissimilarity.toarray()) * members).sum(axis=1) / 2
    return spread


def _choose(inside: np.ndarray, cost: np.ndarray, count: int | None) -> np.ndarray | None:
    """Return the rows of least cost that hold every unit once, ``count`` of them; ``None`` if there are none.

    Rows that the prices of the relaxation show to be in no choice better than a first one are left out.
    """
    if not len(inside):
        return None
    rows = csc_array(inside.T.astype(float))
    sums = np.ones(rows.shape[0])
    if count is not None:
        rows, sums = csc_array(vstack([rows, np.ones((1, rows.shape[1]))])), np.append(sums, count)
    relaxed = linprog(cost, A_eq=rows, b_eq=sums, bounds=(0, None), method="highs")
    if relaxed.status != 0:
        return None
    dear = cost - rows.T @ relaxed.eqlin.marginals
    margin = max(SAME, 0.02 * abs(relaxed.fun))
    while True:
        near = np.flatnonzero(dear <= margin)
        found = milp(
            cost[near],
            constraints=LinearConstraint(rows[:, near], sums, sums),
            integrality=np.ones(len(near)),
            bounds=Bounds(0, 1),
            options={"mip_rel_gap": 0.0},
        )
        if found.x is not None and (found.fun <= relaxed.fun + margin + SAME or len(near) == len(cost)):
            chosen: np.ndarray = near[found.x > 0.5]  # noqa: PLR2004 - a rounded 0 or 1
            return chosen
        if len(near) == len(cost):
            return None
        margin *= 4.0


@compiled
def connected_sets(start: np.ndarray, to: np.ndarray, most: int) -> np.ndarray:
    """Return every connected set of up to 62 units as bits; none if there are more than ``most``.

    Each set is met once, from its first unit: units that were passed over are forbidden further down.
    """
    size = len(start) - 1
    near = np.zeros(size, dtype=np.int64)
    for unit in range(size):
        for row in range(start[unit], start[unit + 1]):
            near[unit] |= np.int64(1) << to[row]
    found = [np.int64(0)]
    found.pop()
    for root in range(size):
        bit = np.int64(1) << root
        stack = [(bit, (bit << 1) - 1, near[root])]
        while len(stack) > 0:
            chosen, forbidden, border = stack.pop()
            found.append(chosen)
            if len(found) > most:
                return np.zeros(0, dtype=np.int64)
            for unit in range(root + 1, size):
                other = np.int64(1) << unit
                if border & other and not forbidden & other:
                    forbidden |= other
                    stack.append((chosen | other, forbidden, border | near[unit]))
    return np.array(found)
