"""Reviews of a plan: read, verified, merged, and turned into demands that a new plan must meet.

No level wins silently: where two want what cannot both be, the conflict is named and left to the planner.
"""

from __future__ import annotations

from cluster_planner.reviews._demands import Demand, Ground
from cluster_planner.reviews._file import Review, Reviewer, read_review
from cluster_planner.reviews._merge import Merged, merge_reviews
from cluster_planner.reviews._settings import add_demands, format_demands
from cluster_planner.reviews._tables import review_tables
from cluster_planner.reviews._words import tell_merged

__all__ = [
    "Demand",
    "Ground",
    "Merged",
    "Review",
    "Reviewer",
    "add_demands",
    "format_demands",
    "merge_reviews",
    "read_review",
    "review_tables",
    "tell_merged",
]
