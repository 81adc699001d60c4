"""Shapes onto axes, without pyplot: fills, lines, points and labels of whatever lies within the frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.path import Path
from matplotlib.patheffects import withStroke

from cluster_planner.render.report._map_style import INK, PAPER

Bounds = tuple[float, float, float, float]

_SURFACE = 2  # the dimension of polygons
_POINT_SIZE = 22


def within(frame: Any, bounds: Bounds) -> Any:
    """Return the rows that reach into the frame, in their own order."""
    found = frame.sindex.query(shapely.box(*bounds), predicate="intersects")
    return frame.iloc[np.sort(found)]


def draw_fills(axes: Axes, shapes: gpd.GeoSeries, layer: int, **style: Any) -> None:
    """Draw polygons filled, and points as dots in the same style; lines are left out."""
    kept = shapes[~(shapes.is_empty | shapes.isna())].to_numpy()
    surfaces = kept[shapely.get_dimensions(kept) == _SURFACE]
    if len(surfaces):
        paths = [_path(shape) for shape in surfaces]
        axes.add_collection(PathCollection(paths, zorder=layer, **style), autolim=False)
    points = kept[shapely.get_dimensions(kept) == 0]
    if len(points):
        draw_points(axes, points, layer, **{"s": _POINT_SIZE, **style})


def draw_lines(axes: Axes, shapes: np.ndarray, bounds: Bounds, layer: int, **style: Any) -> None:
    """Draw lines, and the rims of polygons, as far as they lie near the frame."""
    near = shapely.clip_by_rect(shapes, *_wider(bounds))
    parts = [part for part in shapely.get_parts(_lines_of(near)) if not part.is_empty]
    if parts:
        segments = [shapely.get_coordinates(part) for part in parts]
        axes.add_collection(LineCollection(segments, zorder=layer, capstyle="butt", **style), autolim=False)


def draw_points(axes: Axes, points: np.ndarray, layer: int, **style: Any) -> None:
    """Draw points in one style."""
    xy = shapely.get_coordinates(points)
    axes.scatter(xy[:, 0], xy[:, 1], zorder=layer, **style)


def draw_label(axes: Axes, xy: Sequence[float], text: str, layer: int, **style: Any) -> None:
    """Write a text in a halo around a place, cut off at the frame."""
    halo = [withStroke(linewidth=2, foreground=PAPER, alpha=0.85)]
    looks = {"fontsize": 7, "color": INK, "ha": "center", "va": "center", "clip_on": True, "path_effects": halo}
    axes.text(xy[0], xy[1], text, zorder=layer, **{**looks, **style})


def draw_number(axes: Axes, xy: Sequence[float], text: str, layer: int) -> None:
    """Write a number in a white disc."""
    disc = {"boxstyle": "circle,pad=0.18", "facecolor": PAPER, "edgecolor": INK, "linewidth": 0.6}
    axes.text(
        xy[0], xy[1], text, zorder=layer, fontsize=6.5, color=INK, ha="center", va="center", clip_on=True, bbox=disc
    )


def places_along(shapes: gpd.GeoSeries, names: Sequence[str], bounds: Bounds) -> Iterator[tuple[Any, str, float]]:
    """Yield for each name a place on its longest part within the frame, and the angle of the line there in degrees."""
    seen = set()
    frame = shapely.box(*bounds)
    inner = frame.buffer(-0.06 * (bounds[2] - bounds[0]))
    for shape, name in zip(shapes, names, strict=True):
        part = _longest(shapely.intersection(shape, inner))
        if name in seen or part is None:
            continue
        seen.add(name)
        if shapely.get_dimensions(part) == _SURFACE:
            yield shapely.get_coordinates(part.representative_point())[0], name, 0.0
        elif part.length > 0.2 * (bounds[3] - bounds[1]):
            ends = shapely.get_coordinates([part.interpolate(share, normalized=True) for share in (0.45, 0.55)])
            yield ends.mean(axis=0), name, _readable_angle(*(ends[1] - ends[0]))


def _path(shape: Any) -> Path:
    """Return polygons with their holes as one path."""
    rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(shapely.get_parts(shape))]
    codes = [np.r_[Path.MOVETO, np.full(len(ring) - 2, Path.LINETO), Path.CLOSEPOLY] for ring in rings]
    return Path(np.concatenate(rings), np.concatenate(codes))


def _lines_of(shapes: np.ndarray) -> np.ndarray:
    return np.where(shapely.get_dimensions(shapes) == _SURFACE, shapely.boundary(shapes), shapes)


def _longest(shape: Any) -> Any:
    parts = [part for part in shapely.get_parts(shape) if not part.is_empty and shapely.get_dimensions(part)]
    return max(parts, key=lambda part: part.length, default=None)


def _readable_angle(x: float, y: float) -> float:
    angle = float(np.degrees(np.arctan2(y, x)))
    return angle - 180 * np.sign(angle) if abs(angle) > 90 else angle  # noqa: PLR2004 - never upside down


def _wider(bounds: Bounds) -> Bounds:
    """Return the frame with a margin, so that no line ends in sight."""
    west, south, east, north = bounds
    by = 0.1 * max(east - west, north - south)
    return west - by, south - by, east + by, north + by
