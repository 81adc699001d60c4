"""Written plans side by side: which communities moved, which area is which, what it amounts to, and differing rules.

Nothing is planned again. Areas are matched by the communities that they share, so that a new id or name is no move.
"""

from __future__ import annotations

from cluster_planner.comparison._agreement import adjusted_rand
from cluster_planner.comparison._compare import LETTERS, Comparison, Pair, compare_plans
from cluster_planner.comparison._figures import Figure
from cluster_planner.comparison._match import match_areas
from cluster_planner.comparison._moves import CHANGES, MOVES
from cluster_planner.comparison._yardstick import unlike_measure

__all__ = [
    "CHANGES",
    "LETTERS",
    "MOVES",
    "Comparison",
    "Figure",
    "Pair",
    "adjusted_rand",
    "compare_plans",
    "match_areas",
    "unlike_measure",
]
