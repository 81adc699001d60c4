"""How firm each area is: the best plan in which it is not an area, and what is lost by it."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import pandas as pd

from cluster_planner.areas._codes import ALONE, smallest_members
from cluster_planner.areas._neighbourhood import Neighbourhood
from cluster_planner.areas._referee import value_of
from cluster_planner.model import Move, Problem

WHOLE = 60  # communities of a component that is solved again whole
EFFORT = 0.1  # of what a component is given when the plan is made
MOST_AREAS = 2000  # a larger plan is not weighed: each takes some 10 to 50 ms
COLUMNS = ["value_lost", "extent", "moves"]


class Second(NamedTuple):
    """The best plan found among some communities without one of their areas; proven where no other is better."""

    code: np.ndarray
    proven: bool


def find_next_best(problem: Problem, labels: pd.Series) -> pd.DataFrame:
    """Find for each area the next best plan: the best in which this very set of communities is not an area.

    A component of up to 60 communities is solved again whole. In a larger one only the members of the area, of the
    areas linked to it and those alone linked to it are thought anew, while the rest stays: the loss is then an upper
    bound.

    Parameters
    ----------
    problem : Problem
        From `state_problem`.
    labels : Series of shape (n,)
        Area of each community, missing if it is alone, indexed by community id; a plan that keeps the rules.

    Returns
    -------
    DataFrame
        Indexed by ``area_id``, in the order of the smallest member. ``value_lost``: by how much the total value falls,
        at least 0, missing if no other plan was found. ``extent``: ``exact``, ``at_most``, or ``no_other`` (none was
        found, as where the area is locked or demanded as it is). ``moves``: tuple of `Move`, by community id. Empty for
        plans of more than 2,000 areas.
    """
    code, names = pd.factorize(labels.reindex(problem.ids))
    if len(names) > MOST_AREAS:
        return pd.DataFrame(columns=COLUMNS, index=pd.Index([], name="area_id"))
    around = Neighbourhood.of(problem, code)
    component = _small_components(problem)

    def without(area: int) -> tuple[float, str, tuple[Move, ...]]:
        return _without(around, area, component.get(int(around.members[area][0])), names)

    with ThreadPoolExecutor() as pool:
        rows = list(pool.map(without, range(len(names))))
    table = pd.DataFrame(rows, columns=COLUMNS, index=pd.Index(names, name="area_id"))
    return table.astype({"value_lost": float, "extent": "str"})


def _small_components(problem: Problem) -> dict[int, np.ndarray]:
    """Return the component of each position, for components small enough to be solved again as a whole."""
    from cluster_planner.areas.solver import split_components

    nodes = (np.sort(part.nodes) for part in split_components(problem) if len(part.nodes) <= WHOLE)
    return {node: whole for whole in nodes for node in whole.tolist()}


def _without(
    around: Neighbourhood, area: int, whole: np.ndarray | None, names: pd.Index
) -> tuple[float, str, tuple[Move, ...]]:
    """Return what is lost without one area, how certain that is, and which communities would be elsewhere."""
    members = around.members[area]
    if not around.problem.demands.free[members[0]]:
        return np.nan, "no_other", ()
    nodes = around.around(area) if whole is None else whole
    part = around.only(nodes)
    second = _second_best(part, np.searchsorted(nodes, members))
    if second is None:
        return np.nan, "no_other", ()
    before = around.code[nodes]
    # There may be a better plan than one that is not proven best: then nothing is lost.
    lost = max(0.0, _worth(part, before) - _worth(part, second.code))
    moves = (Move(str(part.ids[place]), to) for place, to in _moved(before, second.code, names))
    return lost, "exact" if second.proven and whole is not None else "at_most", tuple(moves)


def _second_best(problem: Problem, members: np.ndarray) -> Second | None:
    """Return the best plan in which the members are not an area; ``None`` where none was found."""
    # The compiled code of the solver takes half a second to load: only who solves needs it.
    from cluster_planner.areas.solver import UnmetError, solve_component, split_components

    code, proven = np.full(len(problem), ALONE), True
    for part in split_components(problem):
        try:
            answer = solve_component(part, EFFORT, forbidden=np.flatnonzero(np.isin(part.nodes, members)))
        except UnmetError:
            return None
        code[part.nodes] = smallest_members(answer.area, part.nodes)
        proven &= answer.status == "optimal"
    return Second(code, proven)


def _worth(problem: Problem, code: np.ndarray) -> float:
    return float(value_of(pd.Series(code, problem.ids).where(code != ALONE), problem).sum())


def _moved(before: np.ndarray, after: np.ndarray, names: pd.Index) -> list[tuple[int, str]]:
    """Return which communities are elsewhere and where: a new area continues the old one with most shared members."""
    pairs = zip(after.tolist(), before.tolist(), strict=True)
    shared = Counter(pair for pair in pairs if ALONE not in pair)
    same: dict[int, int] = {}
    for new, old in sorted(shared, key=lambda pair: (-shared[pair], pair[::-1])):
        if new not in same and old not in same.values():
            same[new] = old
    fresh = [new for new in dict.fromkeys(after.tolist()) if new not in same and new != ALONE]
    where = {new: str(names[old]) for new, old in same.items()}
    where |= {new: f"+{number}" for number, new in enumerate(fresh, start=1)}
    old_where = ["" if old == ALONE else str(names[old]) for old in before.tolist()]
    new_where = [where.get(new, "") for new in after.tolist()]
    return [(place, new) for place, (old, new) in enumerate(zip(old_where, new_where, strict=True)) if old != new]
