"""Geometry as the page reads it: degrees as integers of a millionth, each a difference to the one before."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import shapely

SCALE = 1_000_000
TOLERANCE_M = 0.2  # less than a pixel on the way down to single houses


def pack_shapes(shapes: gpd.GeoSeries) -> dict[str, list[int]]:
    """Return points, lines and polygons of any mixture as flat lists of integers.

    Parameters
    ----------
    shapes : GeoSeries of length n
        In a metric CRS; a missing shape has no ring.

    Returns
    -------
    dict
        ``rings`` (n counts: rings, lines or points of each shape), ``sizes`` (vertices of each ring), ``x`` and ``y``
        (longitude and latitude in millionths of a degree, each as the difference to the vertex before).
    """
    smooth = gpd.GeoSeries(shapely.simplify(shapes.to_numpy(), TOLERANCE_M), crs=shapes.crs)
    degrees = smooth.to_crs("EPSG:4326").to_numpy()
    rings, owner = _split_rings(degrees)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    steps = np.diff(np.rint(xy * SCALE).astype(np.int64), axis=0, prepend=0)
    return {
        "rings": np.bincount(owner, minlength=len(shapes)).tolist(),
        "sizes": np.bincount(ring, minlength=len(rings)).tolist(),
        "x": steps[:, 0].tolist(),
        "y": steps[:, 1].tolist(),
    }


def _split_rings(shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return all rings, lines and points with the place of the shape that each belongs to, in order."""
    parts, owner = shapely.get_parts(shapes, return_index=True)
    parts, inner = shapely.get_parts(parts, return_index=True)  # parts of collections may have parts themselves
    held = ~shapely.is_empty(parts)
    parts, owner = parts[held], owner[inner][held]
    is_polygon = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    rings, of_polygon = shapely.get_rings(parts[is_polygon], return_index=True)
    pieces = np.concatenate([rings, parts[~is_polygon]])
    owners = np.concatenate([owner[is_polygon][of_polygon], owner[~is_polygon]])
    order = np.argsort(owners, kind="stable")
    return pieces[order], owners[order]


def split_by_dimension(frame: gpd.GeoDataFrame) -> list[tuple[bool, Any]]:
    """Return the lines and the polygons of a frame, each with whether it is filled; empty ones left out."""
    filled = shapely.get_dimensions(frame.geometry.to_numpy()) == 2  # noqa: PLR2004 - the dimension of a surface
    halves = [(True, frame[filled]), (False, frame[~filled])]
    return [(is_filled, half) for is_filled, half in halves if len(half)]
