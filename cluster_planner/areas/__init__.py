"""Areas: the solver and its referee.

The solver chooses disjoint connected areas of greatest value under every limit at once; the referee judges labels
from outside. Both read the same `Problem`. Nothing here knows money, language or maps.
"""

from __future__ import annotations

from cluster_planner.areas._form import form_areas
from cluster_planner.areas._problem import Problem, state_problem
from cluster_planner.areas._quantities import estimated_quantities
from cluster_planner.areas._referee import broken_rules, value_of

__all__ = ["Problem", "broken_rules", "estimated_quantities", "form_areas", "state_problem", "value_of"]
