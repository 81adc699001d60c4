"""Areas: the solver and its referee.

The solver chooses disjoint connected areas of greatest value under every limit at once; the referee judges labels
from outside. Both read the same `Problem`. In the second mode, `regions`, every unit is in a region. The estimators
offer both to scikit-learn. Nothing here knows money, language or maps.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cluster_planner.areas._form import form_areas
from cluster_planner.areas._next_best import find_next_best
from cluster_planner.areas._problem import gains_of_facing, state_problem
from cluster_planner.areas._referee import broken_rules, staying_of, value_of
from cluster_planner.areas._stability import measure_stability

if TYPE_CHECKING:
    from cluster_planner.areas.estimators import AreaProposer, Regionalizer

__all__ = [
    "AreaProposer",
    "Regionalizer",
    "broken_rules",
    "find_next_best",
    "form_areas",
    "gains_of_facing",
    "measure_stability",
    "state_problem",
    "staying_of",
    "value_of",
]


def __getattr__(name: str) -> Any:
    """Load scikit-learn when an estimator is asked for, so that a plan without one starts at once."""
    if name not in {"AreaProposer", "Regionalizer"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.estimators"), name)
