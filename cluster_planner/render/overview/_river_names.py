"""Names of rivers and lakes along them, letter by letter, where nothing else stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import shapely

from cluster_planner.render._map_rows import Rows
from cluster_planner.render.overview._camera import Camera
from cluster_planner.render.overview._labels import Places
from cluster_planner.render.overview._marks import Label, Pane, text_width
from cluster_planner.symbols import INKS, SYMBOLS

_SIZE = 12.0
_LEAST_WIDTH = 10.0  # pixels of a river that has its name written
_SPACE = 6.0  # between letters
_CUTS, _STARTS = 60, 24
_STRAIGHT = 0.95  # of its length along the river, the distance of the ends of a name
_STEEP = 60.0  # degrees, from which letters stand upright one below the other
_SURFACE = 2  # the dimension of polygons


def name_waters(pane: Pane, places: Places, camera: Camera, waters: Rows) -> None:
    """Write the name of each wide water once."""
    for name in sorted(set(waters["name"].tolist()) - {""}):
        shapes = waters.shapes[(waters["name"] == name) & (shapely.get_dimensions(waters.shapes) == _SURFACE)]
        seen = shapely.clip_by_rect(shapely.union_all(shapes), *camera.bounds)
        parts = shapely.get_parts(seen)
        if not len(parts) or seen.is_empty:
            continue
        middle = _middle_line(max(parts, key=shapely.area), camera)
        if middle is not None:
            pane.add(*_letters(name, middle, places))


def _middle_line(water: shapely.Geometry, camera: Camera) -> np.ndarray | None:
    """Return the line between two banks in pixels: the middles of cuts across the length of a water, if wide enough."""
    corners = shapely.get_coordinates(shapely.oriented_envelope(water))
    sides = np.diff(corners, axis=0)
    lengths = np.hypot(*sides.T)
    if len(lengths) < 2 or not lengths.max():  # noqa: PLR2004 - of a rectangle
        return None
    along = sides[lengths.argmax()]
    across = np.array([-along[1], along[0]])
    centre = shapely.get_coordinates(shapely.centroid(water))[0]
    shares = np.linspace(-0.5, 0.5, _CUTS)[:, None]
    origins = centre + shares * along
    cuts = np.asarray(shapely.linestrings(np.stack([origins - across, origins + across], axis=1)))
    found = [_longest(cut) for cut in np.asarray(shapely.intersection(cuts, water))]
    kept = [piece for piece in found if piece is not None]
    if len(kept) < 3 or np.median(shapely.length(kept)) < _LEAST_WIDTH * camera.metres_per_pixel:  # noqa: PLR2004
        return None
    return camera.pixels(shapely.get_coordinates(shapely.line_interpolate_point(kept, 0.5, normalized=True)))


def _letters(name: str, middle: np.ndarray, places: Places) -> Iterator[Label]:
    """Yield the letters of a name on the straightest free stretch of a line."""
    line = shapely.simplify(shapely.LineString(middle), 2.0)
    length = float(shapely.length(line))
    wide = text_width(name, _SIZE) + _SPACE * (len(name) - 1)
    tried = []
    for start in np.linspace(0, max(length - wide, 0), _STARTS):
        marks = start + wide * (np.arange(len(name)) + 0.5) / len(name)
        spots = shapely.get_coordinates(shapely.line_interpolate_point(line, marks))
        ends = shapely.get_coordinates(shapely.line_interpolate_point(line, [start, start + wide]))
        straight = float(np.hypot(*(ends[1] - ends[0]))) / wide
        if straight >= _STRAIGHT and all(places.is_free(_square(spot), 0) for spot in spots):
            tried.append((abs(start + wide / 2 - length / 2) / wide - 8 * straight, spots, ends[1] - ends[0]))
    if length < wide or not tried:
        return
    _, spots, way = min(tried, key=lambda each: each[0])
    yield from _along(name, spots, way)
    for spot in spots:
        places.take(_square(spot))


def _along(name: str, spots: np.ndarray, way: np.ndarray) -> Iterator[Label]:
    angle = float(np.degrees(np.arctan2(way[1], way[0])))
    is_back = abs(angle) > 90  # noqa: PLR2004 - never upside down
    is_steep = _STEEP < abs(angle) < 180 - _STEEP
    if way[1] < 0 if is_steep else is_back:
        spots = spots[::-1]
    turn = 0.0 if is_steep else angle - 180 * np.sign(angle) if is_back else angle
    for letter, (x, y) in zip(name, spots.tolist(), strict=True):
        yield Label(x, y, letter, _SIZE, INKS["water"], halo=SYMBOLS["water"].fill, angle=round(float(turn), 1))


def _longest(cut: shapely.Geometry) -> shapely.Geometry | None:
    parts: Sequence[shapely.Geometry] = [part for part in shapely.get_parts(cut) if shapely.length(part)]
    return max(parts, key=shapely.length, default=None)


def _square(spot: np.ndarray) -> tuple[float, float, float, float]:
    half = 0.55 * _SIZE
    return float(spot[0]) - half, float(spot[1]) - half, float(spot[0]) + half, float(spot[1]) + half
