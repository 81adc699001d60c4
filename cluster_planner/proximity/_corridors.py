"""The corridor between two outlines, searched for a way that no barrier cuts."""

from __future__ import annotations

import numpy as np
import shapely

from cluster_planner._cuts import Cuts

# Ways are tried from points this far apart along the facing sides: narrower openings than this may be missed.
STEP_M = 5.0


def free_ways(focal: np.ndarray, neighbor: np.ndarray, gap_m: float, cuts: Cuts) -> np.ndarray:
    """Find for each pair the shortest straight way that crosses no barrier.

    Parameters
    ----------
    focal, neighbor : ndarray of Polygon, shape (pairs,)
        The two outlines of each pair.
    gap_m : float
        Largest length of a way.
    cuts : Cuts
        What may not be crossed.

    Returns
    -------
    ndarray of LineString, shape (pairs,)
        The way, ``None`` where every one is cut.
    """
    there, pair_there = _straight_ways(focal, neighbor, gap_m)
    back, pair_back = _straight_ways(neighbor, focal, gap_m)
    ways, pair = np.concatenate([there, back]), np.concatenate([pair_there, pair_back])
    length = shapely.length(ways)
    usable = length <= gap_m
    usable[cuts.tree.query(ways, predicate="intersects")[0]] = False
    found = np.full(len(focal), None, dtype=object)
    shortest_last = np.lexsort([-length[usable], pair[usable]])
    found[pair[usable][shortest_last]] = ways[usable][shortest_last]
    return found


def _straight_ways(start: np.ndarray, end: np.ndarray, gap_m: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the shortest lines from points along the facing side of each start, and the pair they belong to."""
    facing = shapely.intersection(shapely.boundary(start), shapely.buffer(end, gap_m))
    points, pair = shapely.get_coordinates(shapely.segmentize(facing, STEP_M), return_index=True)
    return shapely.shortest_line(shapely.points(points), end[pair]), pair
