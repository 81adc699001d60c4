"""Reviews of a plan: read, verified, merged, and turned into demands that a new plan must meet.

No level wins silently: where two want what cannot both be, the conflict is named and left to the planner.
"""

from __future__ import annotations

from cluster_planner.reviews._demands import Demand, Ground
from cluster_planner.reviews._file import Review, Reviewer, read_review
from cluster_planner.reviews._merge import Merged, merge_reviews
from cluster_planner.reviews._operations import NEW
from cluster_planner.reviews._settings import DEMANDING, add_demands

__all__ = [
    "DEMANDING",
    "NEW",
    "Demand",
    "Ground",
    "Merged",
    "Review",
    "Reviewer",
    "add_demands",
    "merge_reviews",
    "read_review",
]
