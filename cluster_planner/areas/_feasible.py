"""Demands that no plan can meet are refused before anything is solved, by the rule that they break."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from cluster_planner.areas._problem import Problem
from cluster_planner.areas._quantities import exceeds
from cluster_planner.errors import InfeasibleError


def refuse_impossible(problem: Problem) -> None:
    """Refuse demands that one look at each group shows to be impossible.

    Raises
    ------
    InfeasibleError
        Naming the communities and the rule.
    """
    for why, remedy, members in _impossible(problem):
        raise InfeasibleError(why, remedy, list(problem.ids[members]))


def refuse_torn(problem: Problem, components: list[np.ndarray]) -> None:
    """Refuse groups whose members no chain of pairs that could share an area connects.

    Raises
    ------
    InfeasibleError
        Naming the communities.
    """
    component = np.full(len(problem), -1)
    for number, nodes in enumerate(components):
        component[nodes] = number
    for group in problem.demands.together:
        if problem.demands.free[group].any() and (component[group] != max(component[group[0]], 0)).any():
            raise unmet(problem, group)


def unmet(problem: Problem, nodes: np.ndarray) -> InfeasibleError:
    """Return the error for groups among some communities for which no areas were found."""
    groups = [group for group in problem.demands.together if np.isin(group, nodes).all()]
    return InfeasibleError(
        "No choice of connected areas was found that keeps these communities together and every limit.",
        "Relax a limit, or drop a demand in areas.together.",
        list(problem.ids[np.concatenate(groups)]),
    )


def _impossible(problem: Problem) -> Iterator[tuple[str, str, np.ndarray]]:
    demands, quantities = problem.demands, problem.quantities
    for area in demands.locked:
        inside = np.zeros(len(problem), dtype=bool)
        inside[area] = True
        if len(np.unique(_pieces(problem, inside)[area])) > 1:
            yield "A locked area is not connected by open links.", "Correct areas.locked, or the barriers.", area
    piece = _pieces(problem, demands.free)
    for group in demands.together:
        if not demands.free[group].any():
            continue  # inside a locked area
        if len(np.unique(piece[group])) > 1:
            why = "Communities must be together, but no open links between communities free to join connect them."
            yield why, "Drop them from areas.together, or check barriers and exclusions between them.", group
        within = np.isin(problem.pairs, group).all(axis=1)
        if 2 * within.sum() < len(group) * (len(group) - 1):
            yield "Communities must be together, but lie too far apart.", "Raise areas.max_span_m.", group
        total = quantities.amounts[group].sum(axis=0)
        over = exceeds(total, quantities.high) & quantities.growing
        if over.any():
            column = int(np.argmax(over))
            name, bound = quantities.names[column], quantities.high[column]
            why = f"Communities must be together, but make {total[column]:g} {name}, more than {bound:g}."
            yield why, "Raise that limit, or drop them from areas.together.", group


def _pieces(problem: Problem, usable: np.ndarray) -> np.ndarray:
    """Return the connected piece of each community, by open links between usable ones."""
    links = problem.links[usable[problem.links].all(axis=1)]
    size = len(problem)
    pieces: np.ndarray
    _, pieces = connected_components(coo_array((np.ones(len(links)), links.T), shape=(size, size)), directed=False)
    return pieces
