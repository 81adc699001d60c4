"""The solver: the best areas of each connected component, with a bound on all others.

Its compiled code takes half a second to load: whoever only states or judges a problem leaves this door shut.
"""

from __future__ import annotations

from cluster_planner.areas.solver._component import Component, split_components
from cluster_planner.areas.solver._solve import Answer, UnmetError, solve_component

__all__ = ["Answer", "Component", "UnmetError", "solve_component", "split_components"]
