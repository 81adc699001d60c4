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

from cluster_planner._cuts import Cuts, cut_footprints, make_cuts
from cluster_planner.model import PAIR, Barriers, Communities, Links
from cluster_planner.proximity._candidates import facing_sides, near_pairs
from cluster_planner.proximity._corridors import free_ways
from cluster_planner.proximity._dividers import find_dividers, name_dividers
from cluster_planner.proximity._lines import administrative_lines
from cluster_planner.settings import LinkSettings

__all__ = ["link_communities"]


def link_communities(
    communities: Communities, barriers: Barriers, settings: LinkSettings, *, known: pd.MultiIndex | None = None
) -> Links:
    """Link the communities that are near enough to share works.

    Parameters
    ----------
    communities : Communities
        Points and polygons in metres.
    barriers : Barriers
        Barriers and crossings in the same CRS.
    settings : LinkSettings
        Largest gaps, kinds of barriers, administrative lines.
    known : MultiIndex, optional
        Pairs that are left out, since they are linked already.

    Returns
    -------
    Links
        Every other pair within the gap, open or with the barrier that blocks it.

    Notes
    -----
    Of a community that a barrier cuts in two only the larger side is linked, so that no area reaches across through
    one of its members; neighbours of the smaller side are blocked by what cuts it. Where the shortest way crosses a
    barrier the whole corridor between the two facing sides is searched for another that crosses none: round the end
    of a wall, or over a bridge. The gap of a blocked pair is that of the outlines as they are given.
    """
    wanted = communities.index
    # The first of a pair is that of the smaller id.
    communities = replace(communities, frame=communities.frame.sort_index())
    cuts = make_cuts(barriers, settings)
    places = _trusted_places(communities)
    sides = cut_footprints(places, cuts)
    pairs, joined = _near(places, sides, settings)
    if known is not None:
        new = ~pd.MultiIndex.from_arrays(communities.index.to_numpy()[pairs.T], names=PAIR).isin(known)
        pairs, joined = pairs[new], joined[new]
    ways, divided = _ways(pairs, joined, sides, communities.is_point, cuts, settings)
    kept = joined | divided  # sides that a hair alone keeps apart are no pair
    pairs, ways, divided = pairs[kept], ways[kept], divided[kept]
    crossed = find_dividers(ways, pairs, divided, places, sides, cuts)
    ways[divided] = shapely.shortest_line(*places[pairs[divided].T])

    focal, neighbor = pairs.T
    outlines = ~communities.is_point[pairs].any(axis=1)
    table = pd.DataFrame({"gap_m": shapely.length(ways)})
    facing_m = facing_sides(sides, focal, neighbor, settings.max_gap_m)
    table["facing_m"] = np.where(outlines, facing_m, table["gap_m"])
    hard_line, table["soft_lines"] = administrative_lines(communities.frame, focal, neighbor, settings)
    table = table.join(name_dividers(crossed, hard_line, cuts))
    ids = communities.index
    table.index = pd.MultiIndex.from_arrays([ids[focal], ids[neighbor]], names=PAIR)
    return Links(gpd.GeoDataFrame(table, geometry=ways, crs=communities.frame.crs), wanted)


def _trusted_places(communities: Communities) -> np.ndarray:
    """Return where the communities lie, missing for those that lie only where a geocoder gave up."""
    places: np.ndarray = communities.frame.geometry.to_numpy().copy()
    places[~communities.trusted] = None
    return places


def _near(places: np.ndarray, sides: np.ndarray, settings: LinkSettings) -> tuple[np.ndarray, np.ndarray]:
    """Return the pairs that are near as they lie, shape (pairs, 2), and whether their larger sides are near too."""
    whole, cut = (np.column_stack(near_pairs(shapes, settings)) for shapes in (places, sides))
    size = len(places)
    return whole, np.isin(whole @ [size, 1], cut @ [size, 1])


def _ways(
    pairs: np.ndarray,
    joined: np.ndarray,
    sides: np.ndarray,
    is_point: np.ndarray,
    cuts: Cuts,
    settings: LinkSettings,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the way along which the two of each pair meet, and whether a barrier cuts it."""
    ways = shapely.shortest_line(*sides[pairs.T])
    divided = np.isin(np.arange(len(ways)), cuts.tree.query(ways, predicate="intersects")[0])
    doubtful = np.flatnonzero(divided & joined & ~is_point[pairs].any(axis=1))
    focal, neighbor = sides[pairs[doubtful].T]
    detours = free_ways(focal, neighbor, settings.max_gap_m, cuts)
    found = ~shapely.is_missing(detours)
    ways[doubtful[found]] = detours[found]
    divided[doubtful[found]] = False
    return ways, divided
