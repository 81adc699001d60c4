"""One map of the overview: water and main roads, those in no area in grey and hatched, areas coloured by year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely

from cluster_planner.render._map_ground import Ground
from cluster_planner.render._map_rows import Rows
from cluster_planner.render.overview._camera import Camera
from cluster_planner.render.overview._county_names import name_counties
from cluster_planner.render.overview._frames import Frame
from cluster_planner.render.overview._labels import Places
from cluster_planner.render.overview._marks import Pane, Shape, rectangle, squares
from cluster_planner.render.overview._numbers import Numbered, number_areas
from cluster_planner.render.overview._river_names import name_waters
from cluster_planner.symbols import INKS, SYMBOLS, Symbol, YearSymbol

_ROADS = ("primary", "trunk", "motorway")
_ROAD_WIDTH, _RAIL_WIDTH, _THIN = 1.7, 0.9, 0.6
_BRIDGED_M, _CLOSED_M = 9.0, 12.0  # gaps between communities, and within an area, that are not drawn
_LEAST_LINE = 20  # times the tolerance: shorter roads are left out
_MOST_SHAPES = 1_200  # more, or smaller ones, are drawn as squares
_MOST_NUMBERED = 80  # more areas have no numbers where they are small
_SEEN = 6.0  # pixels: the side of a shape that can be seen as what it is
_SMALL, _LARGE = 4.0, 7.0  # pixels: the sides of squares
_CELLS = 900
_MOST_COUNTIES = 60
_SURFACE = 2  # the dimension of polygons


@dataclass(frozen=True)
class Shown:
    """What all maps of a plan draw on: its rows, years and ranks.

    Attributes
    ----------
    ground : Ground
        The layers of the plan.
    ranks : ndarray of int
        Of the areas.
    area_years, alone_years : ndarray of int
        Of the areas, and of all communities; 0 where there is none.
    years : dict of int to YearSymbol
        How each year is drawn.
    """

    ground: Ground
    ranks: np.ndarray
    area_years: np.ndarray
    alone_years: np.ndarray
    years: dict[int, YearSymbol]

    def area_symbol(self, year: int) -> tuple[Symbol, str]:
        """Return how an area of a year is drawn, and the colour of a text upon it."""
        known = self.years.get(year)
        return (known.area, known.ink) if known else (SYMBOLS["unlisted"], INKS["ink"])


def draw_map(shown: Shown, frame: Frame, metres_per_pixel: float, tolerance: float) -> Pane:
    """Return the map of a frame, with lines moved by up to ``tolerance`` pixels."""
    pane, camera = Pane(frame.box), Camera(frame.bounds, metres_per_pixel, tolerance)
    size = frame.box[2:]
    places = Places(*size)
    pane.add(Shape([rectangle(0, 0, *size)], SYMBOLS["ground"]))
    waters = _draw_ground(pane, camera, shown.ground)
    _draw_others(pane, camera, shown)
    _draw_areas(pane, places, camera, shown)
    name_waters(pane, places, camera, waters)
    if 1 < len(frame.counties) <= _MOST_COUNTIES:
        name_counties(pane, places, camera, frame, shown.ground.areas.shapes)
    edge = Symbol(line=SYMBOLS["county_ground"].line, width=1.0)
    pane.add(Shape([rectangle(0.5, 0.5, size[0] - 1, size[1] - 1)], edge))
    return pane


def _draw_ground(pane: Pane, camera: Camera, ground: Ground) -> Rows:
    """Draw water, main roads, railways and county lines; return the waters."""
    near = ground.barriers.within(camera.beyond)
    waters = near.where(near["kind"] == "water")
    is_surface = shapely.get_dimensions(waters.shapes) == _SURFACE
    wide = shapely.buffer(waters.shapes[is_surface], _THIN * camera.metres_per_pixel)
    pane.add(Shape(camera.rings(_united(wide)), replace(SYMBOLS["water"], width=_THIN)))
    stream = Symbol(line=SYMBOLS["water"].fill, width=1.2)
    pane.add(Shape(camera.rings(_joined(waters.shapes[~is_surface], camera)), stream, closed=False))
    for kind in _ROADS:
        roads = _joined(near.shapes[near["kind"] == kind], camera)
        pane.add(Shape(camera.rings(roads), replace(SYMBOLS[kind], width=_ROAD_WIDTH), closed=False))
    rails = _joined(near.shapes[near["kind"] == "railway"], camera)
    looks = replace(SYMBOLS["railway"], width=_RAIL_WIDTH, dash=(4.0, 2.0))
    pane.add(Shape(camera.rings(rails), looks, closed=False))
    counties = ground.boundaries.where(ground.boundaries["is_county"]).within(camera.beyond)
    lines = _joined(shapely.boundary(counties.shapes), camera)
    pane.add(Shape(camera.rings(lines), replace(SYMBOLS["county"], width=0.8), closed=False))
    return waters


def _draw_others(pane: Pane, camera: Camera, shown: Shown) -> None:
    """Draw those that cannot take part as one grey, and those alone hatched in the colour of their year."""
    communities = shown.ground.communities
    inside = communities.positions_within(camera.beyond)
    near, years = communities.where(inside), shown.alone_years[inside]
    grey = near.shapes[near["outcome"] == "not_eligible"]
    looks = replace(SYMBOLS["not_eligible"], line="", width=0.0)
    if len(grey) > _MOST_SHAPES or _are_small(grey, camera):
        pane.add(Shape(_cells(grey, camera, _SMALL), looks))
    else:
        united = _united(shapely.buffer(grey, _BRIDGED_M + 2, join_style="mitre"))
        pane.add(Shape(camera.rings(shapely.buffer(united, -_BRIDGED_M, join_style="mitre")), looks))
    is_alone = near["outcome"] == "alone"
    small = int(is_alone.sum()) > _MOST_SHAPES or _are_small(near.shapes[is_alone], camera)
    for year in sorted(set(years[is_alone].tolist())):
        shapes = near.shapes[is_alone & (years == year)]
        symbol = shown.years[year].alone if year else SYMBOLS["alone"]
        if small:
            pane.add(Shape(_cells(shapes, camera, _SMALL), Symbol(fill=symbol.hatch)))
        else:
            pane.add(Shape(camera.rings(shapes), replace(symbol, width=_THIN)))


def _draw_areas(pane: Pane, places: Places, camera: Camera, shown: Shown) -> None:
    """Draw areas in the colours of their years, the later ones first, then their ranks where they are large enough."""
    inside = shown.ground.areas.positions_within(camera.bounds)
    shapes, years = shown.ground.areas.shapes[inside], shown.area_years[inside]
    small = len(inside) > _MOST_NUMBERED and _are_small(shapes, camera)
    if not small:
        wide = shapely.buffer(shapes, _CLOSED_M, join_style="mitre")
        shapes = shapely.buffer(wide, -_CLOSED_M, join_style="mitre")
    for year in sorted(set(years.tolist()), key=lambda year: -(year or np.inf)):
        symbol, _ = shown.area_symbol(year)
        mine = shapes[years == year]
        pane.add(Shape(_cells(mine, camera, _LARGE) if small else camera.rings(mine), symbol))
    if not small:
        ranks = shown.ranks[inside].tolist()
        known = [shown.area_symbol(year) for year in years.tolist()]
        rows = zip(shapes, ranks, known, strict=True)
        number_areas(pane, places, camera, [Numbered(shape, rank, *looks) for shape, rank, looks in rows])


def _are_small(shapes: np.ndarray, camera: Camera) -> bool:
    """Return whether most shapes are too small to be seen as what they are, or points."""
    sides = np.sqrt(shapely.area(shapes)) / camera.metres_per_pixel
    return len(shapes) > 0 and float(np.median(sides)) < _SEEN


def _cells(shapes: np.ndarray, camera: Camera, side: float) -> list[np.ndarray]:
    """Return the squares of a grid that hold a shape; the grid is coarser where there are too many."""
    xy = camera.pixels(shapely.get_coordinates(shapely.centroid(shapes)))
    while True:
        cells = np.unique(np.floor(xy / side), axis=0) * side
        if len(cells) <= _CELLS:
            return squares(((x, y) for x, y in cells.tolist()), side - 1)
        side *= 1.5


def _united(shapes: Sequence[shapely.Geometry] | np.ndarray) -> np.ndarray:
    return np.array([shapely.union_all(np.asarray(shapes))])


def _joined(lines: np.ndarray, camera: Camera) -> np.ndarray:
    """Return lines that meet as one, as far as they are long enough to be seen."""
    near = shapely.clip_by_rect(lines, *camera.beyond)
    parts = shapely.get_parts(shapely.line_merge(shapely.union_all(near)))
    kept: np.ndarray = parts[shapely.length(parts) > _LEAST_LINE * camera.tolerance * camera.metres_per_pixel]
    return kept
