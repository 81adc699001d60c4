"""Outlines of areas: the members, with the streets between them closed up."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from cluster_planner._carve import carve, unite
from cluster_planner.evaluation._footprints import lay_footprints
from cluster_planner.model import PAIR, Barriers, Communities, Links
from cluster_planner.settings import LinkSettings

CLOSING_SHARE = 0.55  # of the largest gap on both sides: a little more than half, so that a street as wide is closed
CORRIDOR_M = 10.0  # ground on both sides of a link that closing misses: between corners, and between points
HAIR_M = 0.5  # ground on both sides of a barrier without a width


def outline_areas(
    communities: Communities, links: Links, labels: pd.Series, barriers: Barriers, settings: LinkSettings
) -> gpd.GeoSeries:
    """Draw the outline of each area.

    The members are closed morphologically (grown and shrunk again), so that the streets between them belong to the
    area. Ground that two areas would close belongs to neither; ground across a barrier that touches no member is left
    out.

    Parameters
    ----------
    communities : Communities
        Points and polygons in metres; a point is drawn as a small disk.
    links : Links
        Open links between members belong to the ground.
    labels : Series
        ``area_id`` by ``community_id``, m areas, missing if a community is in none.
    barriers : Barriers
        Those of ``settings.barrier_kinds`` are cut out, save inside a member.
    settings : LinkSettings
        Largest gap, kinds of barriers.

    Returns
    -------
    GeoSeries of shape (m,)
        Valid polygons or multipolygons, indexed by ``area_id``. No two overlap, none covers a community that is not a
        member. Of communities that overlap each other the smaller one keeps the ground.
    """
    # Where shapes compete for ground, ids decide, never rows.
    communities = replace(communities, frame=communities.frame.sort_index())
    walls = _walls(barriers, settings)
    footprints = lay_footprints(communities, walls)
    owner, ids = pd.factorize(labels.reindex(communities.index), sort=True)
    size = len(ids)
    members = _collect(footprints[owner >= 0], owner[owner >= 0], size)
    ways, way_owner = _ways(communities, links, owner)
    radius_m = CLOSING_SHARE * settings.max_gap_m
    ground = _close(members, radius_m)
    outside = ~shapely.covered_by(ways, shapely.buffer(ground, HAIR_M)[way_owner])
    corridors = _collect(shapely.buffer(ways[outside], CORRIDOR_M), way_owner[outside], size)
    apart = np.unique(way_owner[outside])
    ground[apart] = _close(shapely.union(ground[apart], corridors[apart]), radius_m)
    ground = _clear(ground, walls, np.full(len(walls), -1))
    ground = _clear(ground, footprints, owner)
    ground = _clear(ground, ground, np.arange(size))
    outlines = _keep_touching(shapely.union(members, ground), members)
    index = pd.Index(ids, name="area_id", dtype="str")
    return gpd.GeoSeries(outlines, index=index, crs=communities.frame.crs, name="geometry")


def _collect(pieces: np.ndarray, owner: np.ndarray, size: int) -> np.ndarray:
    """Return the union of the pieces of each of ``size`` owners, empty if one has none."""
    whole = np.full(size, shapely.Polygon(), dtype=object)
    united = unite(pieces, owner)
    whole[united.index.to_numpy(np.intp)] = united.to_numpy()
    return whole


def _ways(communities: Communities, links: Links, owner: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the lines along which members of one area meet, and the area of each."""
    ends = [communities.index.get_indexer(links.open.index.get_level_values(name)) for name in PAIR]
    focal, neighbor = owner[ends[0]], owner[ends[1]]
    inside = (focal == neighbor) & (focal >= 0)
    return links.open.geometry.to_numpy()[inside], focal[inside]


def _close(geometry: np.ndarray, radius_m: float) -> np.ndarray:
    grown = shapely.buffer(geometry, radius_m)
    closed: np.ndarray = shapely.union(shapely.buffer(grown, -radius_m), geometry)
    return closed


def _walls(barriers: Barriers, settings: LinkSettings) -> np.ndarray:
    """Return the barriers that count as polygons: lines as wide as they are known to be."""
    frame = barriers.frame[barriers.frame["kind"].isin(settings.barrier_kinds)]
    outline = frame.geometry.to_numpy()
    half_width = np.fmax(frame["width_m"].to_numpy(np.float64) / 2, HAIR_M)
    walls = np.where(shapely.get_dimensions(outline) == 1, shapely.buffer(outline, half_width), outline)
    parts: np.ndarray = shapely.get_parts(walls)
    return parts


def _clear(ground: np.ndarray, obstacles: np.ndarray, owner: np.ndarray) -> np.ndarray:
    """Take the obstacles off the ground of the areas, save those that an area owns itself."""
    area, obstacle = shapely.STRtree(obstacles).query(ground, predicate="intersects")
    foreign = owner[obstacle] != area
    return carve(ground, area[foreign], obstacles[obstacle[foreign]])


def _keep_touching(outlines: np.ndarray, members: np.ndarray) -> np.ndarray:
    """Keep the parts of each outline that touch a member."""
    parts, area = shapely.get_parts(outlines, return_index=True)
    kept = shapely.intersects(parts, members[area])
    return _collect(parts[kept], area[kept], len(outlines))
