"""Demands that no plan can meet are refused before anything is solved: who, by which rule, and what to do."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from cluster_planner.areas.demands._groups_feasible import Refusal, never_one_area
from cluster_planner.areas.demands._paths import among, cheapest_paths, follow, pieces_of
from cluster_planner.errors import InfeasibleError
from cluster_planner.model import PAIR, Problem


def refuse_impossible(problem: Problem, blocked: pd.DataFrame | None = None) -> None:
    """Refuse demands that a look at each group shows to be impossible.

    Parameters
    ----------
    problem : Problem
        What is to be solved.
    blocked : DataFrame, optional
        Links that are not open, as in `Links`: the barrier between communities is named by them.

    Raises
    ------
    InfeasibleError
        Naming the communities, the rule that no plan can keep, and what to do about it.
    """
    for why, remedy, members in _impossible(problem, blocked):
        raise InfeasibleError(why, remedy, list(problem.ids[members]))


def unmet(problem: Problem, nodes: np.ndarray, *, proven: bool = False) -> InfeasibleError:
    """Return the error for groups for which the solver has no areas.

    Parameters
    ----------
    problem : Problem
        What was to be solved.
    nodes : ndarray of int
        Communities of the component in which the groups lie.
    proven : bool
        Whether the search came to its end; else there may be areas that it did not reach.
    """
    groups = [group for group in problem.demands.together if np.isin(group, nodes).all()]
    rows = list(problem.ids[np.concatenate(groups)])
    if proven:
        why = "No choice of connected areas keeps these communities together and every limit."
        return InfeasibleError(why, "Relax a limit, or drop a demand in areas.together.", rows)
    return InfeasibleError(
        "No choice of connected areas was found that keeps these communities together and every limit; the search "
        "ended before it was proven that there is none.",
        "Raise areas.effort, relax a limit, or drop a demand in areas.together.",
        rows,
    )


def _impossible(problem: Problem, blocked: pd.DataFrame | None) -> Iterator[Refusal]:
    for area in problem.demands.locked:
        inside = np.zeros(len(problem), dtype=bool)
        inside[area] = True
        if len(np.unique(pieces_of(problem.links, inside)[area])) > 1:
            between = _barriers_between(problem, blocked, area)
            why = f"{between} lies between its communities" if between else "no open links connect its communities"
            yield f"A locked area is not connected: {why}.", "Correct areas.locked, or the barriers.", area
    piece = pieces_of(problem.links, np.ones(len(problem), dtype=bool))
    groups = [group for group in problem.demands.together if problem.demands.free[group].any()]
    for group in groups:
        if len(np.unique(piece[group])) > 1:
            between = _barriers_between(problem, blocked, group)
            why = f"{between} lies between" if between else "no chain of open links connects them"
            remedy = "Drop them from areas.together, or check the barriers and distances between them."
            yield f"Communities must be together, but {why}.", remedy, group
    yield from never_one_area(problem, groups)


def _barriers_between(problem: Problem, blocked: pd.DataFrame | None, group: np.ndarray) -> str:
    """Return the barriers on the paths from the first member that cross the fewest: their names, else their kinds."""
    if blocked is None or blocked.empty:
        return ""
    ends = [problem.ids.get_indexer(blocked.index.get_level_values(level)) for level in PAIR]
    shut, size = np.sort(np.column_stack(ends), axis=1), len(problem)
    links = np.concatenate([problem.links, shut])
    costs = np.repeat([1.0, float(size)], [len(problem.links), len(shut)])
    cost, previous = cheapest_paths(links, costs, np.zeros(size), group[0])
    paths = [follow(previous, group[0], goal) for goal in group[1:] if np.isfinite(cost[goal])]
    crossed = among(shut, np.concatenate([np.empty((0, 2), dtype=np.int64), *paths]))
    return ", ".join(sorted(set(blocked["barrier"].fillna(blocked["barrier_kind"])[crossed])))
