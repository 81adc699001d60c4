"""Written plans set side by side: who moved, which area is which, what it comes to, and by which rules they differ.

Nothing is planned again. Areas are matched by the communities that they share, so that a new id or name is no move.
"""

from __future__ import annotations

from cluster_planner.comparison._agreement import adjusted_rand
from cluster_planner.comparison._compare import Comparison, Pair, compare_plans
from cluster_planner.comparison._match import match_areas
from cluster_planner.comparison._rule_words import governs, meaning_of, short_meaning_of, shown, unit_of
from cluster_planner.comparison._tables import comparison_tables
from cluster_planner.comparison._words import tell_comparison

__all__ = [
    "Comparison",
    "Pair",
    "adjusted_rand",
    "compare_plans",
    "comparison_tables",
    "governs",
    "match_areas",
    "meaning_of",
    "short_meaning_of",
    "shown",
    "tell_comparison",
    "unit_of",
]
