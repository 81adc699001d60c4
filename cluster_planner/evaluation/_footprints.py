"""Footprints of the communities on the ground: of points too, and no two overlapping."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely
from scipy.spatial import KDTree

from cluster_planner._carve import carve
from cluster_planner.model import Communities

POINT_RADIUS_M = 30.0  # a community known as a point is drawn as a disk of this radius, where there is room
LEAST_RADIUS_M = 2.0


def lay_footprints(communities: Communities, walls: np.ndarray) -> np.ndarray:
    """Return the ground of each community, array of shape (n,), ``None`` where the place is unknown.

    A point becomes a disk that keeps clear of walls and outlines and reaches at most half way to other points. Where
    two footprints overlap, the smaller one keeps the ground; of two alike, the first id.
    """
    footprints = communities.frame.geometry.to_numpy().copy()
    footprints[~communities.located] = None
    points = communities.is_point & communities.located
    footprints[points] = _disks(footprints[points], np.concatenate([footprints[~points], walls]))
    first, second = shapely.STRtree(footprints).query(footprints, predicate="intersects")
    size, rank = shapely.area(footprints), communities.index.argsort().argsort()
    loses = (size[first] > size[second]) | ((size[first] == size[second]) & (rank[first] > rank[second]))
    return carve(footprints, first[loses], footprints[second[loses]])


def _disks(points: np.ndarray, ground: np.ndarray) -> np.ndarray:
    """Return a disk for each point; of several in one place, the first id gets the innermost, the others rings."""
    if not len(points):
        return points
    places, place = np.unique(shapely.get_coordinates(points), axis=0, return_inverse=True)
    room = np.minimum(_to_nearest_place(places)[place] / 2, _to_nearest_ground(points, ground))
    here = pd.Series(place).groupby(place)
    ring = (here.cumcount() + 1) / here.transform("size")
    disks: np.ndarray = shapely.buffer(
        points, np.clip(room, LEAST_RADIUS_M, POINT_RADIUS_M) * ring.to_numpy(), quad_segs=8
    )
    return disks


def _to_nearest_place(places: np.ndarray) -> np.ndarray:
    """Return metres to the nearest other place, shape (places,)."""
    distance, _ = KDTree(places).query(places, k=2)  # the nearest place is the place itself
    nearest: np.ndarray = distance[:, 1]
    return nearest


def _to_nearest_ground(points: np.ndarray, ground: np.ndarray) -> np.ndarray:
    """Return metres to the nearest ground that is taken, shape (points,), infinite if there is none near."""
    metres = np.full(len(points), np.inf)
    (point, _), distance = shapely.STRtree(ground).query_nearest(
        points, max_distance=POINT_RADIUS_M, return_distance=True, all_matches=False
    )
    metres[point] = distance
    return metres
