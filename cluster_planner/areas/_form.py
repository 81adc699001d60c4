"""From communities to areas: every component solved on its own, then judged by the referee."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from concurrent.futures import ThreadPoolExecutor
from math import inf
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from cluster_planner.areas._alone import explain_alone
from cluster_planner.areas._codes import ALONE, smallest_members
from cluster_planner.areas._keep import keep_ids
from cluster_planner.areas._problem import state_problem
from cluster_planner.areas._referee import broken_rules, staying_of, value_of
from cluster_planner.areas.demands import refuse_impossible, unmet
from cluster_planner.errors import SettingsError, SolverError
from cluster_planner.model import SUM, Areas, Communities, Likeness, Links, Problem
from cluster_planner.said import Code, Label, say
from cluster_planner.settings import AreaSettings

PROOF: dict[Hashable, Any] = {
    "first": "str",
    "communities": int,
    "value": float,
    "bound": float,
    "gap": float,
    "status": "str",
    "columns": int,
    "seconds": float,
}


def form_areas(
    communities: Communities,
    links: Links,
    likeness: Likeness,
    settings: AreaSettings,
    *,
    quantities: pd.DataFrame | None = None,
    excluded: Sequence[str] | pd.Index = (),
    earlier: pd.Series | None = None,
) -> Areas:
    """Choose disjoint connected areas of greatest total value, under every limit at once.

    Parameters
    ----------
    communities : Communities
        The units that are grouped.
    links : Links
        Open links carry connection and shared trench.
    likeness : Likeness
        Pairs that could share an area.
    settings : AreaSettings
        Limits, demands and weights.
    quantities : DataFrame, optional
        Indexed like the communities: numeric columns for limits, which come before those of the communities.
    excluded : sequence of str
        Communities that are not eligible, in addition to those excluded in the settings.
    earlier : Series, optional
        ``area_id`` of each community in an earlier plan, indexed by community id, missing if it was in none; it
        may name others and lack some. Pairs that shared an area there gain ``stay_weight``, and areas keep the id of
        the earlier area that they continue.

    Returns
    -------
    Areas
        Labels on the index of the communities, the reason of each that is alone, and a bound on the value of any
        plan, per component. Areas are numbered by their smallest member, or keep their ids (see `keep_ids`); the same
        input gives the same areas whatever the order of its rows. Value and bound count what is gained by staying,
        and ``staying`` is that part of the value.

    Raises
    ------
    AlignmentError
        If a table names other communities, or the earlier plan names one twice.
    SettingsError
        If a limit names no numeric column, or a demand names an unknown community.
    InfeasibleError
        If no plan can meet what is demanded.
    SolverError
        If the referee objects to the answer: a bug.
    """
    problem = state_problem(communities, links, likeness, settings, quantities, excluded, earlier)
    solution = solve_problem(problem, settings.effort, blocked=links.blocked)
    named = _names(solution.code, problem.ids)
    named = named if earlier is None else keep_ids(named, earlier)
    labels = named.reindex(communities.index).rename("area_id")
    value = _in_order(value_of(labels, problem))
    return Areas(
        labels=labels,
        frame=pd.DataFrame({"communities": labels.value_counts().reindex(value.index), "value": value}),
        alone=explain_alone(communities, links, settings, problem, solution.code),
        proof=solution.proof,
        problem=problem,
        components=solution.first.reindex(communities.index),
        staying=staying_of(labels, problem),
    )


class Solution(NamedTuple):
    """The areas of a problem: ``code`` of each position, ``proof`` of each component, ``first`` of each position's."""

    code: np.ndarray
    proof: pd.DataFrame
    first: pd.Series


def solve_problem(problem: Problem, effort: float = 1.0, *, blocked: pd.DataFrame | None = None) -> Solution:
    """Solve a stated problem and have the answer judged.

    Parameters
    ----------
    problem : Problem
        From `state_problem`, or stated directly.
    effort : float
        How hard to search and prove, as a multiple of the usual.
    blocked : DataFrame, optional
        Links that are not open, as in `Links`, to name what lies between communities that must be together.

    Returns
    -------
    Solution
        Number of the area of each position, in the order of the smallest members, -1 for none; ``proof`` as in `Areas`;
        ``first`` is the smallest id in the component of each, missing if it is in none of two and more.

    Raises
    ------
    SettingsError
        If there is a limit of a kind that the solver does not take yet.
    InfeasibleError
        If no plan can meet what is demanded.
    SolverError
        If the referee objects to the answer: a bug.
    """
    _refuse_untaken(problem)
    refuse_impossible(problem, blocked)
    area, solved = _solve(problem, effort)
    code = _number(area)
    _judge(_names(code, problem.ids), problem)
    return Solution(code, _proof(problem, area, solved), _first_of_each(problem, solved))


def _refuse_untaken(problem: Problem) -> None:
    """Refuse limits that are judged but not yet solved for: the solver knows sums over an area alone."""
    for name, how in zip(problem.quantities.names, problem.quantities.how, strict=True):
        if how != SUM:
            what = say("error.areas.untaken_kind", knob=_limit(name), how=Code(how))
            raise SettingsError(what, say("error.areas.take_a_sum"))
    for name in () if problem.whole is None else problem.whole.names:
        raise SettingsError(say("error.areas.untaken_whole", knob=_limit(name)), say("error.areas.take_a_sum"))


def _limit(name: str) -> Label:
    return Label("knob", f"areas.limits.{name}")


class _Solved(NamedTuple):
    """What was found out about one component."""

    nodes: np.ndarray
    bound: float
    status: str
    columns: int
    seconds: float


def _solve(problem: Problem, effort: float) -> tuple[np.ndarray, list[_Solved]]:
    """Return the smallest member of each community's area, -1 where it is alone, and what was found of each part."""
    # The compiled code of the solver takes half a second to load: only who solves needs it.
    from cluster_planner.areas.solver import Answer, Component, UnmetError, solve_component, split_components

    def solve(part: Component) -> tuple[Answer, float]:
        start = perf_counter()
        try:
            answer = solve_component(part, effort)
        except UnmetError as error:
            raise unmet(problem, part.nodes, proven=error.proven) from error
        return answer, round(perf_counter() - start, 3)

    area = np.full(len(problem), ALONE, dtype=np.int64)
    found = [_Solved(members, 0.0, "optimal", 1, 0.0) for members in problem.demands.locked]
    components = list(split_components(problem))
    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(solve, components))
    for part, (answer, seconds) in zip(components, answers, strict=True):
        area[part.nodes] = smallest_members(answer.area, part.nodes)
        found.append(_Solved(part.nodes, answer.bound, answer.status, answer.columns, seconds))
    for members in problem.demands.locked:
        area[members] = members[0]
    return area, found


def _first_of_each(problem: Problem, solved: list[_Solved]) -> pd.Series:
    first = np.full(len(problem), None, dtype=object)
    for part in solved:
        first[part.nodes] = problem.ids[part.nodes.min()]
    return pd.Series(first, problem.ids, name="component")


def _proof(problem: Problem, area: np.ndarray, found: list[_Solved]) -> pd.DataFrame:
    """Return the proof of each part; a part solved to the end has its value as the bound."""
    taken = area != ALONE
    value = value_of(pd.Series(area, problem.ids).where(taken), problem)
    of_community = pd.Series(area).map(value / pd.Series(area[taken]).value_counts()).fillna(0.0).to_numpy()
    rows = []
    for part in sorted(found, key=lambda part: part.nodes.min()):
        total = float(of_community[part.nodes].sum())
        limit = total if part.status == "optimal" else max(part.bound, total)
        first, gap = problem.ids[part.nodes.min()], _gap(total, limit)
        rows.append((first, len(part.nodes), total, limit, gap, part.status, part.columns, part.seconds))
    return pd.DataFrame(rows, columns=list(PROOF)).astype(PROOF)


def _gap(value: float, bound: float) -> float:
    """Return by what share a better plan could be better; infinite if the value is 0 and the bound is not."""
    if value > 0:
        return max(0.0, bound / value - 1.0)
    return inf if bound > 0 else 0.0


def _number(area: np.ndarray) -> np.ndarray:
    """Return the numbers of the areas from 0 in the order of their smallest member, -1 for none."""
    code = np.full(len(area), ALONE, dtype=np.int64)
    code[area != ALONE] = pd.factorize(area[area != ALONE])[0]
    return code


def _names(code: np.ndarray, ids: pd.Index) -> pd.Series:
    """Name the areas A001 and on; missing if a community is alone."""
    names = [f"A{number + 1:03d}" if number >= 0 else None for number in code.tolist()]
    return pd.Series(names, index=ids, dtype="str")


def _in_order(value: pd.Series) -> pd.Series:
    """Order areas by id, A999 before A1000."""
    ids = value.index.tolist()
    return value.iloc[sorted(range(len(ids)), key=lambda row: (len(ids[row]), ids[row]))]


def _judge(labels: pd.Series, problem: Problem) -> None:
    """Refuse our own answer if the referee objects."""
    broken = broken_rules(labels, problem)
    if len(broken):
        raise SolverError(
            say("error.areas.rule_broken", rule=Code(broken["rule"].iloc[0])),
            say("error.areas.report_settings"),
            list(broken["area_id"].dropna().unique()),
        )
