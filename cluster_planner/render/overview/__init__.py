"""The plan at one look: towns in frames at one scale, areas numbered by rank and coloured by year, money in bars."""

from __future__ import annotations

from cluster_planner.render.overview._frames import County, Frame, Sheet, frame_plan
from cluster_planner.render.overview._layout import TITLE
from cluster_planner.render.overview._sentences import say_listed
from cluster_planner.render.overview._towns import towns_of

__all__ = ["KEY", "TITLE", "County", "Frame", "Sheet", "frame_plan", "say_listed", "towns_of"]

KEY = (116.0, 330.0)
