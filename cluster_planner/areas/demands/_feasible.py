"""Demands that no plan can meet are refused before solving: which communities, by which rule, and what to do."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from cluster_planner.areas.demands._groups_feasible import Refusal, never_one_area
from cluster_planner.areas.demands._paths import among, cheapest_paths, follow, pieces_of
from cluster_planner.areas.demands._said import knob, named
from cluster_planner.errors import InfeasibleError
from cluster_planner.model import PAIR, Problem
from cluster_planner.said import Label, Name, Said, Several, say, several


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
        raise InfeasibleError(why, remedy, named(problem.ids[members]))


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
    rows = named(problem.ids[np.concatenate(groups)])
    if proven:
        remedy = say("error.areas.relax_or_drop", together=knob("together"))
        return InfeasibleError(say("error.areas.none_keeps"), remedy, rows)
    remedy = say("error.areas.search_more_or_relax", effort=knob("effort"), together=knob("together"))
    return InfeasibleError(say("error.areas.none_found"), remedy, rows)


def _impossible(problem: Problem, blocked: pd.DataFrame | None) -> Iterator[Refusal]:
    for area in problem.demands.locked:
        inside = np.zeros(len(problem), dtype=bool)
        inside[area] = True
        if len(np.unique(pieces_of(problem.links, inside)[area])) > 1:
            why = _cut_or_unlinked("locked", _barriers_between(problem, blocked, area))
            yield why, say("error.areas.correct_locked", locked=knob("locked")), area
    piece = pieces_of(problem.links, np.ones(len(problem), dtype=bool))
    groups = [group for group in problem.demands.together if problem.demands.free[group].any()]
    for group in groups:
        if len(np.unique(piece[group])) > 1:
            why = _cut_or_unlinked("together", _barriers_between(problem, blocked, group))
            yield why, say("error.areas.drop_or_check_barriers", together=knob("together")), group
    yield from never_one_area(problem, groups)


def _cut_or_unlinked(demand: str, barriers: Several) -> Said:
    if barriers.items:
        return say(f"error.areas.{demand}_cut", barriers=barriers)
    return say(f"error.areas.{demand}_unlinked")


def _barriers_between(problem: Problem, blocked: pd.DataFrame | None, group: np.ndarray) -> Several:
    """Return the barriers on the paths from the first member that cross the fewest: their names, else their kinds."""
    if blocked is None or blocked.empty:
        return several(())
    ends = [problem.ids.get_indexer(blocked.index.get_level_values(level)) for level in PAIR]
    shut, size = np.sort(np.column_stack(ends), axis=1), len(problem)
    links = np.concatenate([problem.links, shut])
    costs = np.repeat([1.0, float(size)], [len(problem.links), len(shut)])
    cost, previous = cheapest_paths(links, costs, np.zeros(size), group[0])
    paths = [follow(previous, group[0], goal) for goal in group[1:] if np.isfinite(cost[goal])]
    crossed = among(shut, np.concatenate([np.empty((0, 2), dtype=np.int64), *paths]))
    between = blocked[crossed]
    kinds = between["barrier_kind"].where(between["barrier"].isna())
    found = dict.fromkeys(zip(between["barrier"].fillna(kinds), kinds.notna(), strict=True))
    return several(Label("choice.barrier_kind", what) if unnamed else Name(what) for what, unnamed in sorted(found))
