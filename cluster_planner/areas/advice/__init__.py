"""Advice: what would bring a community that is alone into an area, each proven by solving again with that change."""

from __future__ import annotations

from cluster_planner.areas.advice._advise import advise_alone
from cluster_planner.areas.advice._world import Ways, World

__all__ = ["Ways", "World", "advise_alone"]
