"""Regions: the second mode, in which every unit is in a region.

Either into a given number of connected regions of least heterogeneity, or into as many as the limits allow. The
referee of the areas judges these too, by the rules that both share.
"""

from __future__ import annotations

from cluster_planner.areas.regions._bound import most_regions
from cluster_planner.areas.regions._form import Regions, form_regions
from cluster_planner.areas.regions._problem import RegionProblem, state_limits, state_units
from cluster_planner.areas.regions._referee import broken_region_rules, heterogeneity_of

__all__ = [
    "RegionProblem",
    "Regions",
    "broken_region_rules",
    "form_regions",
    "heterogeneity_of",
    "most_regions",
    "state_limits",
    "state_units",
]
