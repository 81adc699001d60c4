"""What lies around an area: the few communities among which a plan can be thought anew while the rest stays."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from cluster_planner.areas._codes import ALONE, split_rows
from cluster_planner.areas._pair_rows import PairRows, place_in
from cluster_planner.model import Demands, Problem


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
        Sorted positions of each area, and of those in none.
    links, pairs : PairRows
        Those of the problem.
    """

    problem: Problem
    code: np.ndarray
    members: dict[int, np.ndarray]
    links: PairRows
    pairs: PairRows

    @classmethod
    def of(cls, problem: Problem, code: np.ndarray) -> Neighbourhood:
        """Arrange a problem and a plan."""
        size = len(problem)
        members = split_rows(np.arange(size), code)
        return cls(problem, code, members, PairRows.among(problem.links, size), PairRows.among(problem.pairs, size))

    def around(self, area: int) -> np.ndarray:
        """Return the members of an area, of areas linked to it, and those alone linked to it; locked areas not."""
        own = self.members[area]
        linked = np.unique(self.links.of_any(own)[0])
        linked = linked[self.problem.demands.free[linked]]
        areas = np.unique(self.code[linked])
        mates = [self.members[other] for other in areas[areas != ALONE].tolist()]
        return np.unique(np.concatenate([own, linked[self.code[linked] == ALONE], *mates]))

    def only(self, nodes: np.ndarray) -> Problem:
        """Return the problem of some communities alone: whole areas and whole groups, none of them locked."""
        problem, links, pairs = self.problem, self.links.within(nodes), self.pairs.within(nodes)
        return Problem(
            ids=problem.ids[nodes],
            links=place_in(nodes, problem.links[links]),
            link_gains=problem.link_gains[links],
            pairs=place_in(nodes, problem.pairs[pairs]),
            pair_gains=problem.pair_gains[pairs],
            stay_gains=problem.stay_gains[pairs],
            saving_weight=problem.saving_weight,
            quantities=replace(problem.quantities, amounts=problem.quantities.amounts[nodes]),
            demands=demands_of(problem.demands, nodes),
        )


def demands_of(demands: Demands, nodes: np.ndarray) -> Demands:
    """Return what is demanded among some communities: of groups those that are there whole."""
    apart = place_in(nodes, demands.apart)
    groups = (place_in(nodes, group) for group in demands.together)
    return Demands(
        together=tuple(group for group in groups if (group >= 0).all()),
        apart=apart[(apart >= 0).all(axis=1)],
        locked=(),
        excluded=demands.excluded[nodes],
        not_eligible=demands.not_eligible[nodes],
    )
