"""One component: the best plan found, and how far it can be from the best possible."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cluster_planner.areas._bound import share_bound
from cluster_planner.areas._component import ALONE, Component
from cluster_planner.areas._search import search

STEPS_PER_COMMUNITY = 10


class Answer(NamedTuple):
    """Number of the area of each community (-1 for none), a bound on any plan, and what was proven."""

    area: np.ndarray
    bound: float
    status: str


def solve_component(part: Component) -> Answer:
    """Return the best plan found for one component, with a bound."""
    start = np.full(len(part.nodes), ALONE)
    area = search(part, start, STEPS_PER_COMMUNITY * len(start))
    return Answer(area, share_bound(part), "heuristic")
