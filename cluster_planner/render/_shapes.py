"""Geometry as the page reads it: each vertex as a small step from the one before."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from cluster_planner._datum import Datum, from_wgs84

SCALE = 500_000  # steps in a degree: a fifth of a metre
TOLERANCE_M = 0.2  # less than a pixel at any zoom above single houses
AREA_TOLERANCE_M = 1.5  # outlines run along streets, where nothing is measured


def pack_shapes(shapes: gpd.GeoSeries, tolerance_m: float = TOLERANCE_M) -> dict[str, np.ndarray]:
    """Return any mix of points, lines and polygons as flat arrays of integers.

    Parameters
    ----------
    shapes : GeoSeries of length n
        In a metric CRS; a missing shape has no rings.
    tolerance_m : float
        How far a line may be moved to save vertices.

    Returns
    -------
    dict
        ``rings`` (n counts: rings, lines or points of each shape), ``sizes`` (vertices of each ring), ``closed``
        (whether a ring ends where it began; that last vertex is left out), ``starts`` (longitude and latitude, in
        steps of a degree over ``SCALE``, of the first vertex of each ring, one after the other) and ``steps`` (the
        same of all further vertices, as the difference to the vertex before).
    """
    smooth = gpd.GeoSeries(_smooth(shapes.to_numpy(), tolerance_m), crs=shapes.crs)
    rings, owner = _split_rings(smooth.to_crs("EPSG:4326").to_numpy())
    closed = shapely.get_type_id(rings) == shapely.GeometryType.LINEARRING
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    is_end = np.diff(ring, append=len(rings)) > 0
    is_kept = ~(is_end & closed[ring])
    whole, ring = np.rint(xy[is_kept] * SCALE).astype(np.int64), ring[is_kept]
    is_start = np.diff(ring, prepend=-1) > 0
    return {
        "rings": np.bincount(owner, minlength=len(shapes)),
        "sizes": np.bincount(ring, minlength=len(rings)),
        "closed": closed,
        "starts": whole[is_start].ravel(),
        "steps": np.diff(whole, axis=0, prepend=0)[~is_start].ravel(),
    }


def bounds_of(content: Any) -> tuple[float, float, float, float]:
    """Return west, south, east and north of all communities of a packed content, in degrees."""
    plans = content.get("plans", [content])
    degrees = np.concatenate([plan["communities"]["shapes"]["starts"].reshape(-1, 2) for plan in plans]) / SCALE
    if not len(degrees):
        return 73.0, 18.0, 135.0, 54.0  # China, which the page shows if there is nothing else
    (west, south), (east, north) = degrees.min(axis=0), degrees.max(axis=0)
    return float(west), float(south), float(east), float(north)


def move_shapes(content: Any, datum: Datum) -> Any:
    """Return the content with all its packed shapes moved from WGS84 to the datum of a base map."""
    if isinstance(content, list):
        return [move_shapes(item, datum) for item in content]
    if not isinstance(content, dict):
        return content
    if content.keys() >= {"starts", "steps", "sizes"}:
        return content | _moved(content, datum)
    return {key: move_shapes(item, datum) for key, item in content.items()}


def _moved(packed: dict[str, np.ndarray], datum: Datum) -> dict[str, np.ndarray]:
    sizes = packed["sizes"]
    is_start = np.zeros(sizes.sum(), dtype=bool)
    is_start[np.cumsum(sizes) - sizes] = True
    starts = packed["starts"].reshape(-1, 2).astype(np.int64)
    walked = np.zeros((len(is_start), 2), dtype=np.int64)
    walked[~is_start] = packed["steps"].reshape(-1, 2)
    walked = np.cumsum(walked, axis=0)
    there = np.repeat(starts - walked[is_start], sizes, axis=0) + walked
    whole = np.rint(from_wgs84(there / SCALE, datum) * SCALE).astype(np.int64)
    return {"starts": whole[is_start].ravel(), "steps": np.diff(whole, axis=0, prepend=0)[~is_start].ravel()}


def _smooth(shapes: np.ndarray, tolerance_m: float) -> np.ndarray:
    """Leave out invisible vertices; shapes that would vanish stay as they are."""
    simple = shapely.simplify(shapes, tolerance_m, preserve_topology=False)  # far faster, and looks as good
    return np.where(shapely.is_empty(simple), shapes, simple)


def _split_rings(shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return all rings, lines and points, each with the position of its shape, in order."""
    parts, owner = shapely.get_parts(shapes, return_index=True)
    parts, inner = shapely.get_parts(parts, return_index=True)  # parts of collections may have parts of their own
    held = ~shapely.is_empty(parts)
    parts, owner = parts[held], owner[inner][held]
    is_polygon = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    rings, of_polygon = shapely.get_rings(parts[is_polygon], return_index=True)
    pieces = np.concatenate([rings, parts[~is_polygon]])
    owners = np.concatenate([owner[is_polygon][of_polygon], owner[~is_polygon]])
    order = np.argsort(owners, kind="stable")
    return pieces[order], owners[order]


def split_by_dimension(frame: gpd.GeoDataFrame) -> list[tuple[bool, Any]]:
    """Return the lines and the polygons of a frame, each with whether it is filled; without empty ones."""
    filled = shapely.get_dimensions(frame.geometry.to_numpy()) == 2  # noqa: PLR2004 - the dimension of a surface
    halves = [(True, frame[filled]), (False, frame[~filled])]
    return [(is_filled, half) for is_filled, half in halves if len(half)]
