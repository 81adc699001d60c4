"""The solver of areas and the search of regions as scikit-learn estimators, for any areal data."""

from __future__ import annotations

from cluster_planner.areas.estimators._proposer import AreaProposer
from cluster_planner.areas.estimators._regionalizer import Regionalizer

__all__ = ["AreaProposer", "Regionalizer"]
