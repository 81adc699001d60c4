"""Pairs that are near enough, and how long two neighbours face each other."""

from __future__ import annotations

import numpy as np
import shapely

from cluster_planner._cuts import POLYGON
from cluster_planner.settings import LinkSettings

# Corners of a quarter of the circle around a corner: with as many, reach is true to a ten-thousandth.
QUARTER = 64


def near_pairs(footprints: np.ndarray, settings: LinkSettings) -> tuple[np.ndarray, np.ndarray]:
    """Return the positions of all pairs within the gap, each once, in order."""
    dimension = shapely.get_dimensions(footprints)
    points, outlines = np.flatnonzero(dimension == 0), np.flatnonzero(dimension == POLYGON)
    pairs = np.concatenate(
        [
            _within(footprints, outlines, outlines, settings.reach_m(points=0)),
            _within(footprints, points, points, settings.reach_m(points=2)),
            _within(footprints, points, outlines, settings.reach_m(points=1)),
        ]
    )
    pairs = np.unique(np.sort(pairs[pairs[:, 0] != pairs[:, 1]], axis=1), axis=0)
    return pairs[:, 0], pairs[:, 1]


def _within(footprints: np.ndarray, some: np.ndarray, others: np.ndarray, gap_m: float) -> np.ndarray:
    tree = shapely.STRtree(footprints[others])
    found = tree.query(footprints[some], predicate="dwithin", distance=gap_m)
    return np.column_stack([some[found[0]], others[found[1]]])


def facing_sides(footprints: np.ndarray, focal: np.ndarray, neighbor: np.ndarray, gap_m: float) -> np.ndarray:
    """Return the metres along which two outlines face each other, shape (pairs,).

    The mean of both sides: the length of each within the gap of the other.
    """
    sides = shapely.boundary(footprints)
    reach = np.full(len(footprints), None, dtype=object)
    paired = np.unique([focal, neighbor])
    reach[paired] = shapely.buffer(footprints[paired], gap_m, quad_segs=QUARTER)
    here = shapely.length(shapely.intersection(sides[focal], reach[neighbor]))
    there = shapely.length(shapely.intersection(sides[neighbor], reach[focal]))
    metres: np.ndarray = (here + there) / 2
    return metres
