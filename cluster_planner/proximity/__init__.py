"""Links: which communities can share works, the metres along them, and what blocks the others.

Two outlines are linked when some straight way from the one to the other, no longer than the limit, crosses no
barrier. Points are linked when the line between them is short enough and crosses none.
"""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from cluster_planner.model import PAIR, Barriers, Communities, Links
from cluster_planner.proximity._barriers import Cuts, cut_footprints, make_cuts
from cluster_planner.proximity._candidates import facing_sides, near_pairs
from cluster_planner.proximity._corridors import free_ways
from cluster_planner.proximity._lines import administrative_lines
from cluster_planner.settings import LinkSettings

__all__ = ["link_communities"]


def link_communities(communities: Communities, barriers: Barriers, settings: LinkSettings) -> Links:
    """Link the communities that are near enough to share works.

    Parameters
    ----------
    communities : Communities
        Points and polygons in metres.
    barriers : Barriers
        Barriers and crossings in the same CRS.
    settings : LinkSettings
        Largest gaps, kinds of barriers, administrative lines.

    Returns
    -------
    Links
        Every pair within the gap, open or with the barrier that blocks it.

    Notes
    -----
    Of a community that a barrier cuts in two only the larger side is linked, so that no area reaches across through
    one of its members. Where the shortest way crosses a barrier the whole corridor between the two facing sides is
    searched for another that crosses none: round the end of a wall, or over a bridge.
    """
    wanted = communities.index
    # The first of a pair is that of the smaller id.
    communities = replace(communities, frame=communities.frame.sort_index())
    cuts = make_cuts(barriers, settings)
    footprints = cut_footprints(_trusted_places(communities), cuts)
    focal, neighbor = near_pairs(footprints, settings)
    ways = shapely.shortest_line(footprints[focal], footprints[neighbor])
    barrier = _crossed(ways, cuts)
    is_outline = ~communities.is_point
    outlines = is_outline[focal] & is_outline[neighbor]
    doubtful = np.flatnonzero((barrier >= 0) & outlines)
    detours = free_ways(footprints[focal[doubtful]], footprints[neighbor[doubtful]], settings.max_gap_m, cuts)
    found = ~shapely.is_missing(detours)
    ways[doubtful[found]] = detours[found]
    barrier[doubtful[found]] = -1

    table = pd.DataFrame({"gap_m": shapely.length(ways)})
    facing_m = facing_sides(footprints, focal, neighbor, settings.max_gap_m)
    table["facing_m"] = np.where(outlines, facing_m, table["gap_m"])
    hard_line, table["soft_lines"] = administrative_lines(communities.frame, focal, neighbor, settings)
    table["barrier_kind"] = pd.Series(np.where(barrier >= 0, cuts.kinds[barrier], hard_line), dtype="str")
    table["barrier"] = pd.Series(cuts.names[barrier], dtype="str")
    ids = communities.index
    table.index = pd.MultiIndex.from_arrays([ids[focal], ids[neighbor]], names=PAIR)
    return Links(gpd.GeoDataFrame(table, geometry=ways, crs=communities.frame.crs), wanted)


def _trusted_places(communities: Communities) -> np.ndarray:
    """Return where the communities lie, missing for those that lie only where a geocoder gave up."""
    places: np.ndarray = communities.frame.geometry.to_numpy().copy()
    places[~communities.trusted] = None
    return places


def _crossed(ways: np.ndarray, cuts: Cuts) -> np.ndarray:
    """Return for each way the position of the first barrier it crosses, or -1."""
    way, barrier = cuts.tree.query(ways, predicate="intersects")
    first = np.full(len(ways), len(cuts.kinds), dtype=np.intp)
    np.minimum.at(first, way, barrier)
    return np.where(first == len(cuts.kinds), -1, first)
