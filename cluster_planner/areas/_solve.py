"""One component: the best plan found, and how far it can be from the best possible."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cluster_planner.areas._component import ALONE, Component
from cluster_planner.areas._master import SAME, Choice, Columns, choose
from cluster_planner.areas._pricing import price_sets
from cluster_planner.areas._relax import Relaxed, relax, to_columns
from cluster_planner.areas._search import search

SETS = 30_000_000  # looked at in all rounds of the relaxation, and again for each later choice
NEAR_PER_ROOT = 500  # columns kept for a later choice
MOST_COLUMNS = 8000  # in a later choice
MARGINS = (0.03, 0.1, 0.3, 1.0)  # how far below the prices a column may be in each, as a share of the gap


class Answer(NamedTuple):
    """Number of the area of each community (-1 for none), a bound on any plan, and what was proven."""

    area: np.ndarray
    bound: float
    status: str


def solve_component(part: Component) -> Answer | None:
    """Return the best plan found for one component, with a bound.

    First the relaxation, then the best choice among its columns, improved by single steps. While that is not proven
    best, later choices are among ever more of the columns that a better plan could hold, at last among all.

    Returns
    -------
    Answer or None
        ``None`` where nothing was found that keeps together what must be.
    """
    relaxed = relax(part, SETS)
    start = _first_plan(part, relaxed)
    if start is None:
        return None
    area = search(part, start)
    value, bound = worth_of(part, area), relaxed.bound
    for margin in MARGINS if relaxed.complete else ():
        if bound <= value + SAME:
            break
        columns, every = _near(part, relaxed, margin * (relaxed.bound - value))
        choice = choose(columns, part.group >= 0)
        if every and margin == 1.0:
            bound = min(bound, max(value, choice.bound if choice else value))
        if choice and choice.value > value + SAME:
            area = search(part, _spread(part, columns, choice))
            value = worth_of(part, area)
        if not every:
            break
    if bound <= value + SAME:
        return Answer(area, bound, "optimal")
    return Answer(area, bound, "bounded" if relaxed.complete else "heuristic")


def _first_plan(part: Component, relaxed: Relaxed) -> np.ndarray | None:
    """Return the best choice among the columns of the relaxation; ``None`` if it cannot meet the demands."""
    demanded = part.group >= 0
    if not relaxed.met:
        return None
    columns, choice = relaxed.columns, choose(relaxed.columns, demanded)
    if choice is None:
        columns, _ = _near(part, relaxed, np.inf)
        choice = choose(columns, demanded)
    return None if choice is None else _spread(part, columns, choice)


def _spread(part: Component, columns: Columns, choice: Choice) -> np.ndarray:
    """Write a choice of columns as the area of each community."""
    area = np.full(len(part.nodes), ALONE, dtype=np.int64)
    for number, row in enumerate(choice.rows):
        area[columns.members[row, : columns.sizes[row]]] = number
    return area


def worth_of(part: Component, area: np.ndarray) -> float:
    """Return the value of a plan of one component."""
    focal = np.repeat(np.arange(len(area)), np.diff(part.pair_start))
    inside = (area[focal] == area[part.pair_to]) & (area[focal] >= 0)
    members = np.unique(area[area >= 0], return_counts=True)[1]
    return float(part.pair_gain[inside].sum() / 2 + part.saving_weight * (members - 1).sum())


def _near(part: Component, relaxed: Relaxed, margin: float) -> tuple[Columns, bool]:
    """Return the columns that lie below the prices by less than a margin, and whether those are all.

    A column that lies below them by more than the distance from value to bound is in no plan of greater value.
    """
    found = price_sets(part, relaxed.price, -margin - SAME, NEAR_PER_ROOT, SETS)
    full = np.bincount(found.members[:, 0]).max(initial=0) == NEAR_PER_ROOT
    best = np.sort(np.argsort(-found.profit, kind="stable")[:MOST_COLUMNS])
    every = found.complete and not full and len(best) == len(found.profit)
    return to_columns(found, relaxed.price).pick(best), bool(every)
