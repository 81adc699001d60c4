"""The ranks of areas on the map: within the area where it has room, else on a badge tied to it by a hairline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely

from cluster_planner.render.overview._camera import Camera
from cluster_planner.render.overview._labels import Places, text_rect
from cluster_planner.render.overview._marks import Label, Pane, Shape, rectangle, text_width
from cluster_planner.symbols import Symbol

_SIZE = 11.5
_FITS = 0.56  # of the width of a number, the radius of the circle that it stands in
_RINGS = (14.0, 18.0, 22.0, 27.0, 33.0)  # pixels from the area to its badge
_TURNS = 16


@dataclass(frozen=True)
class Numbered:
    """An area to be numbered: its rank, how it is drawn, and the colour of a text upon it."""

    shape: shapely.Geometry
    rank: int
    symbol: Symbol
    ink: str


def number_areas(pane: Pane, places: Places, camera: Camera, areas: list[Numbered]) -> None:
    """Write the rank of each area, the first before all others."""
    spots = [(area, *_widest_place(area.shape, camera)) for area in sorted(areas, key=lambda area: area.rank)]
    within = [(area, x, y) for area, x, y, radius in spots if radius >= _FITS * text_width(str(area.rank), _SIZE)]
    for area, x, y in within:
        places.take(text_rect(x, y, str(area.rank), _SIZE))
        pane.add(Label(x, y, str(area.rank), _SIZE, area.ink, bold=True))
    inside = {area.rank for area, _, _ in within}
    for area, x, y, _ in spots:
        if area.rank not in inside:
            pane.add(*_badge(area, x, y, places))


def _badge(area: Numbered, x: float, y: float, places: Places) -> Iterator[Shape | Label]:
    text = str(area.rank)
    width, height = text_width(text, _SIZE) + 7, _SIZE + 4
    rect = places.first_free(_around(x, y), width, height)
    if rect is None:
        return
    left, top, right, bottom = rect
    middle = ((left + right) / 2, (top + bottom) / 2)
    yield Shape([np.array([(x, y), middle])], Symbol(line=area.symbol.line, width=1.0), closed=False)
    yield Shape([rectangle(left, top, width, height)], Symbol(fill=area.symbol.fill, line=area.symbol.line, width=1.0))
    yield Label(*middle, text, _SIZE, area.ink, bold=True)


def _around(x: float, y: float) -> Iterator[tuple[float, float]]:
    """Yield places around a point, the nearest first, from above to both sides."""
    turns = np.arange(_TURNS)
    angles = -np.pi / 2 + np.where(turns % 2, -1, 1) * (turns + 1) // 2 * (2 * np.pi / _TURNS)
    for radius in _RINGS:
        for angle in angles:
            yield x + radius * np.cos(angle), y + radius * np.sin(angle)


def _widest_place(shape: shapely.Geometry, camera: Camera) -> tuple[float, float, float]:
    """Return the middle and radius, in pixels, of the largest circle in the largest part of an area."""
    part = max(shapely.get_parts(shape), key=shapely.area)
    radius = shapely.maximum_inscribed_circle(part, tolerance=camera.metres_per_pixel)
    x, y = camera.pixels(shapely.get_coordinates(radius))[0]
    return float(x), float(y), float(shapely.length(radius)) / camera.metres_per_pixel
