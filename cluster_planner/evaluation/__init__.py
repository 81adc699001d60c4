"""Per area: size, need, likeness, cost alone and together, saving, outline, and the reason in words.

To change a wording, change section ``evaluation`` of the catalogues of words.
"""

from __future__ import annotations

from cluster_planner.evaluation._average_savings import AverageSavings, average_savings
from cluster_planner.evaluation._changes import report_changes
from cluster_planner.evaluation._checks import count_checks
from cluster_planner.evaluation._evaluate import evaluate_areas
from cluster_planner.evaluation._limit_words import say_amount
from cluster_planner.evaluation._outlines import outline_areas
from cluster_planner.evaluation._totals import name_areas

__all__ = [
    "AverageSavings",
    "average_savings",
    "count_checks",
    "evaluate_areas",
    "name_areas",
    "outline_areas",
    "report_changes",
    "say_amount",
]
