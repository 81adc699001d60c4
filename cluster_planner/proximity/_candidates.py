"""Pairs that are near enough, and the trench that two neighbours could share."""

from __future__ import annotations

import numpy as np
import shapely

from cluster_planner.proximity._barriers import POLYGON
from cluster_planner.settings import LinkSettings

# Detail of an outline that does not matter for a trench along it; spares most of the time.
TRENCH_DETAIL_M = 1.0


def near_pairs(footprints: np.ndarray, settings: LinkSettings) -> tuple[np.ndarray, np.ndarray]:
    """Return the positions of all pairs within the gap, each once, in order.

    Between a point and an outline the mean of the two limits holds: the point stands for an outline unseen.
    """
    dimension = shapely.get_dimensions(footprints)
    points, outlines = np.flatnonzero(dimension == 0), np.flatnonzero(dimension == POLYGON)
    mixed_gap_m = (settings.max_gap_m + settings.max_point_gap_m) / 2
    pairs = np.concatenate(
        [
            _within(footprints, outlines, outlines, settings.max_gap_m),
            _within(footprints, points, points, settings.max_point_gap_m),
            _within(footprints, points, outlines, mixed_gap_m),
        ]
    )
    pairs = np.unique(np.sort(pairs[pairs[:, 0] != pairs[:, 1]], axis=1), axis=0)
    return pairs[:, 0], pairs[:, 1]


def _within(footprints: np.ndarray, some: np.ndarray, others: np.ndarray, gap_m: float) -> np.ndarray:
    tree = shapely.STRtree(footprints[others])
    found = tree.query(footprints[some], predicate="dwithin", distance=gap_m)
    return np.column_stack([some[found[0]], others[found[1]]])


def shared_trench(footprints: np.ndarray, focal: np.ndarray, neighbor: np.ndarray, gap_m: float) -> np.ndarray:
    """Return the metres along which two outlines face each other: the mean of both sides, shape (pairs,)."""
    sides = shapely.boundary(footprints)
    reach = shapely.buffer(shapely.simplify(footprints, TRENCH_DETAIL_M), gap_m, quad_segs=4)
    here = shapely.length(shapely.intersection(sides[focal], reach[neighbor]))
    there = shapely.length(shapely.intersection(sides[neighbor], reach[focal]))
    metres: np.ndarray = (here + there) / 2
    return metres
