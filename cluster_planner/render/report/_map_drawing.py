"""Shapes drawn on a sheet, without pyplot: fills, lines, points and labels of all that lies within the frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import shapely
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from cluster_planner.render._map_rows import Bounds
from cluster_planner.render.report._map_panel import point_marks
from cluster_planner.render.report._map_sheet import MapSheet
from cluster_planner.render.report._map_style import INK, PAPER, Style

_SURFACE = 2  # the dimension of polygons
_POINT_SIZE = 22


def draw_fills(sheet: MapSheet, shapes: np.ndarray, layer: int, **style: Any) -> None:
    """Draw polygons filled, and points as dots in the same style; lines are left out."""
    dimension = shapely.get_dimensions(shapes)
    surfaces = shapes[(dimension == _SURFACE) & ~shapely.is_empty(shapes)]
    if len(surfaces):
        sheet.add(PathCollection([_path(shape) for shape in surfaces], **style), layer)
    points = shapes[(dimension == 0) & ~shapely.is_empty(shapes)]
    if len(points):
        draw_points(sheet, points, layer, {"marker": "o", "s": _POINT_SIZE, "edgecolor": PAPER, **style})


def draw_lines(sheet: MapSheet, shapes: np.ndarray, layer: int, **style: Any) -> None:
    """Draw lines and outlines of polygons, as far as they lie near the frame."""
    near = shapely.clip_by_rect(shapes, *_wider(sheet.bounds))
    parts = shapely.get_parts(_lines_of(near))
    parts = parts[~shapely.is_empty(parts)]
    if len(parts):
        xy, part = shapely.get_coordinates(parts, return_index=True)
        segments = np.split(xy, np.flatnonzero(np.diff(part)) + 1)
        sheet.add(LineCollection(segments, capstyle="butt", **style), layer)


def draw_points(sheet: MapSheet, points: np.ndarray, layer: int, looks: Style, *, aside: bool = False) -> None:
    """Draw points in one style."""
    x, y = shapely.get_coordinates(points).T
    sheet.add(point_marks(x, y, looks), layer, aside=aside)


def draw_label(sheet: MapSheet, xy: Sequence[float], text: str, layer: int, **style: Any) -> None:
    """Write a text with a halo at a place, cut off at the frame."""
    halo = [withStroke(linewidth=2, foreground=PAPER, alpha=0.85)]
    looks = {"fontsize": 7, "color": INK, "ha": "center", "va": "center", "path_effects": halo}
    sheet.add(Text(xy[0], xy[1], text, **{**looks, **style}), layer)


def draw_number(sheet: MapSheet, xy: Sequence[float], text: str, layer: int) -> None:
    """Write a number in a white disc."""
    disc = {"boxstyle": "circle,pad=0.18", "facecolor": PAPER, "edgecolor": INK, "linewidth": 0.6}
    sheet.add(Text(xy[0], xy[1], text, fontsize=6.5, color=INK, ha="center", va="center", bbox=disc), layer)


def places_along(shapes: np.ndarray, names: Sequence[str], bounds: Bounds) -> Iterator[tuple[Any, str, float]]:
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
    rings = shapely.get_rings(shapely.get_parts(shape))
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    begins = np.diff(ring, prepend=-1) > 0
    codes = np.where(begins, Path.MOVETO, Path.LINETO)
    codes[np.append(begins[1:], True)] = Path.CLOSEPOLY
    return Path(xy, codes)


def _lines_of(shapes: np.ndarray) -> np.ndarray:
    return np.where(shapely.get_dimensions(shapes) == _SURFACE, shapely.boundary(shapes), shapes)


def _longest(shape: Any) -> Any:
    parts = [part for part in shapely.get_parts(shape) if not part.is_empty and shapely.get_dimensions(part)]
    return max(parts, key=lambda part: part.length, default=None)


def _readable_angle(x: float, y: float) -> float:
    angle = float(np.degrees(np.arctan2(y, x)))
    return angle - 180 * np.sign(angle) if abs(angle) > 90 else angle  # noqa: PLR2004 - never upside down


def _wider(bounds: Bounds) -> Bounds:
    """Return the frame with a margin, so that no line visibly ends."""
    west, south, east, north = bounds
    by = 0.1 * max(east - west, north - south)
    return west - by, south - by, east + by, north + by
