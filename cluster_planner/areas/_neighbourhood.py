"""What lies around an area: the few communities among which a plan can be thought anew while the rest stays."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from cluster_planner.areas._component import ALONE, neighbour_rows
from cluster_planner.areas._demands import Demands
from cluster_planner.areas._problem import Problem


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows of a table of pairs, found by either of the two positions."""

    pairs: np.ndarray
    start: np.ndarray
    to: np.ndarray
    row: np.ndarray

    @classmethod
    def of(cls, pairs: np.ndarray, size: int) -> Rows:
        """Arrange pairs of positions below ``size``."""
        return cls(pairs, *neighbour_rows(pairs, np.arange(len(pairs)), size))

    def at(self, nodes: np.ndarray) -> np.ndarray:
        """Return the places in ``to`` and ``row`` that belong to some positions."""
        spans = [np.arange(self.start[node], self.start[node + 1]) for node in nodes]
        return np.concatenate([np.empty(0, dtype=np.int64), *spans])

    def within(self, nodes: np.ndarray) -> np.ndarray:
        """Return the rows with both ends among sorted positions, in order."""
        near = self.at(nodes)
        return np.unique(self.row[near[find(nodes, self.to[near]) >= 0]])


def find(nodes: np.ndarray, positions: np.ndarray) -> np.ndarray:
    """Return the place of each position among sorted ones, -1 where it is not there."""
    place = np.minimum(np.searchsorted(nodes, positions), len(nodes) - 1)
    return np.where(nodes[place] == positions, place, -1)


@dataclass(frozen=True, eq=False)
class Neighbourhood:
    """A plan, ready to be cut into what lies around each area.

    Attributes
    ----------
    problem : Problem
        What the plan answers.
    code : ndarray of shape (n,)
        Area of each position, -1 for none.
    members : dict of int to ndarray
        Sorted positions of each area.
    links, pairs : Rows
        Those of the problem.
    """

    problem: Problem
    code: np.ndarray
    members: dict[int, np.ndarray]
    links: Rows
    pairs: Rows

    @classmethod
    def of(cls, problem: Problem, code: np.ndarray) -> Neighbourhood:
        """Arrange a problem and a plan."""
        order = np.argsort(code, kind="stable")[np.count_nonzero(code == ALONE) :]
        areas, start = np.unique(code[order], return_index=True)
        members = dict(zip(areas.tolist(), np.split(order, start[1:]), strict=True)) if len(areas) else {}
        size = len(problem)
        return cls(problem, code, members, Rows.of(problem.links, size), Rows.of(problem.pairs, size))

    def around(self, area: int) -> np.ndarray:
        """Return the members of an area, of areas linked to it, and those alone linked to it; locked areas not."""
        own = self.members[area]
        linked = np.unique(self.links.to[self.links.at(own)])
        linked = linked[self.problem.demands.free[linked]]
        areas = np.unique(self.code[linked])
        mates = [self.members[other] for other in areas[areas != ALONE].tolist()]
        return np.unique(np.concatenate([own, linked[self.code[linked] == ALONE], *mates]))

    def only(self, nodes: np.ndarray) -> Problem:
        """Return the problem of some communities alone: whole areas and whole groups, none of them locked."""
        problem, links, pairs = self.problem, self.links.within(nodes), self.pairs.within(nodes)
        return Problem(
            ids=problem.ids[nodes],
            links=find(nodes, problem.links[links]),
            link_gains=problem.link_gains[links],
            pairs=find(nodes, problem.pairs[pairs]),
            pair_gains=problem.pair_gains[pairs],
            stay_gains=problem.stay_gains[pairs],
            saving_weight=problem.saving_weight,
            quantities=replace(problem.quantities, amounts=problem.quantities.amounts[nodes]),
            demands=_demands_of(problem.demands, nodes),
        )


def _demands_of(demands: Demands, nodes: np.ndarray) -> Demands:
    apart = find(nodes, demands.apart)
    return Demands(
        together=tuple(find(nodes, group) for group in demands.together if find(nodes, group[:1])[0] >= 0),
        apart=apart[(apart >= 0).all(axis=1)],
        locked=(),
        excluded=demands.excluded[nodes],
        not_eligible=demands.not_eligible[nodes],
    )
