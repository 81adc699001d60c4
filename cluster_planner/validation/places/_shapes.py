"""Outlines that can be measured: flat, valid, made of polygons, of some size."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.places import _shape_rules as rules

FARTHEST_M = 1e8  # more than twice round the earth: where a projection gives up
_NOTHING_M2 = 1.0
_SLIVER_M2 = 100.0
_REPORTED_CHANGE = 0.01
_REFUSED_CHANGE = 0.10
_APART_M = 100.0
_POLYGONS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


def repair_outlines(places: gpd.GeoSeries, remarks: Remarks) -> gpd.GeoSeries:
    """Return points and valid polygons; what is neither is refused.

    Parameters
    ----------
    places : GeoSeries
        Any geometry, in metres; missing ones stay missing.
    remarks : Remarks
        Collects repairs and refusals.

    Returns
    -------
    GeoSeries
        Points, polygons and multipolygons on the same index.
    """
    shapes = places.to_numpy()
    if shapely.has_z(shapes).any():
        remarks.add_for_file(rules.HEIGHT_DROPPED, field="geometry", count=int(shapely.has_z(shapes).sum()))
    shapes = _single_points(shapely.force_2d(shapes))
    kinds = shapely.get_type_id(shapes)
    collection = kinds == shapely.GeometryType.GEOMETRYCOLLECTION
    outline = np.isin(kinds, _POLYGONS) | collection
    other = ~outline & (kinds != shapely.GeometryType.POINT) & (kinds != shapely.GeometryType.MISSING)
    remarks.add(rules.NOT_AN_OUTLINE, other, field="geometry", found=places.geom_type)

    repaired = shapes.copy()
    broken = (outline & ~shapely.is_valid(shapes)) | collection
    repaired[broken] = polygon_parts(made_valid(shapes[broken]))
    _judge_areas(shapes, repaired, outline, broken, remarks)
    remarks.add(
        rules.PARTS_APART, _has_parts_apart(repaired), field="geometry", found=shapely.get_num_geometries(repaired)
    )
    return gpd.GeoSeries(repaired, index=places.index, crs=places.crs).mask(remarks.refused)


def _judge_areas(
    before: np.ndarray, after: np.ndarray, outline: np.ndarray, broken: np.ndarray, remarks: Remarks
) -> None:
    old, new = shapely.area(before), shapely.area(after)
    empty = outline & ~(new > _NOTHING_M2)
    remarks.add(rules.ZERO_AREA, empty, field="geometry", found=new)
    with np.errstate(divide="ignore", invalid="ignore"):
        change = np.where(broken & ~empty, np.abs(new - old) / np.maximum(old, new), 0.0)
    about: dict[str, Any] = {"field": "geometry", "becomes": [f"{share:.1%}" for share in change]}
    why = np.full(len(before), "", dtype=object)
    why[broken] = shapely.is_valid_reason(before[broken])
    ruined, changed = change > _REFUSED_CHANGE, change > _REPORTED_CHANGE
    remarks.add(rules.OUTLINE_RUINED, ruined, found=why, **about)
    remarks.add(rules.OUTLINE_CHANGED, changed & ~ruined, found=why, **about)
    remarks.add(rules.INVALID_OUTLINE, broken & ~empty & ~changed, found=why, **about)
    remarks.add(rules.SLIVER, outline & ~empty & ~ruined & (new < _SLIVER_M2), field="geometry", found=new.round(1))


def _has_parts_apart(shapes: np.ndarray) -> np.ndarray:
    """Return which outlines fall into groups of parts more than 100 m from each other."""
    apart = shapely.get_type_id(shapes) == shapely.GeometryType.MULTIPOLYGON
    grown = shapely.buffer(shapes[apart], _APART_M / 2, quad_segs=4)
    apart[apart] = shapely.get_num_geometries(grown) > 1
    return np.asarray(apart)


def polygon_parts(shapes: np.ndarray) -> np.ndarray:
    """Return the polygonal part of each shape as one polygon or multipolygon; empty where there is none."""
    parts, owner = single_parts(shapes)
    kept = shapely.get_dimensions(parts) == 2  # noqa: PLR2004
    whole = np.full(len(shapes), shapely.MultiPolygon())
    shapely.multipolygons(parts[kept], indices=owner[kept], out=whole)
    one = shapely.get_num_geometries(whole) == 1
    simplest: np.ndarray = np.where(one, shapely.get_geometry(whole, 0), whole)
    return simplest


def single_parts(shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the points, lines and polygons that shapes consist of, however nested, and the place of their owners."""
    parts, owner = shapes, np.arange(len(shapes))
    while (shapely.get_type_id(parts) >= shapely.GeometryType.MULTIPOINT).any():
        parts, inner = shapely.get_parts(parts, return_index=True)
        owner = owner[inner]
    return parts, owner


def made_valid(shapes: np.ndarray) -> np.ndarray:
    """Return shapes made valid; an empty one in place of what cannot be, as an outline that is a single point."""
    try:
        return np.asarray(shapely.make_valid(shapes))
    except shapely.errors.GEOSException:
        if len(shapes) == 1:
            return np.array([shapely.MultiPolygon()])
        return np.concatenate([made_valid(half) for half in np.array_split(shapes, 2)])


def is_endless(shapes: np.ndarray, farthest: float = np.finfo(float).max) -> np.ndarray:
    """Return which shapes have a coordinate that is not finite, or larger than that of any place on the ground."""
    coordinates, owner = shapely.get_coordinates(shapes, return_index=True)
    endless = np.zeros(len(shapes), dtype=bool)
    endless[owner[~(np.abs(coordinates) <= farthest).all(axis=1)]] = True
    return endless


def _single_points(shapes: np.ndarray) -> np.ndarray:
    one = (shapely.get_type_id(shapes) == shapely.GeometryType.MULTIPOINT) & (shapely.get_num_geometries(shapes) == 1)
    return np.where(one, shapely.get_geometry(shapes, 0), shapes)
