"""From the drawing of a town to its layers: barriers, crossings, subdistricts, streets and plots, in metres."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely import LineString, Point, Polygon

from sample.places import Line, Town
from sample.shapes import Cut, bend, blob, carve, polygons, quadrilateral, ribbon

NEIGHBOURHOOD_M2 = 85_000.0
PLOT_M2 = 12_500.0
CORE_PLOT_M2 = 7_500.0
CORE_M = 420.0
LEAST_PLOT_M2 = 2_400.0
BARRIER_WATER_M = 15.0
EMBANKMENT_M = 12.0
DITCH_BANK_M = 2.5
STREET_BRIDGE_M = 40.0
LEAST_BREADTH_M = 32.0
SHOP_SHARE = 0.2
OUTPOSTS = 9
RURAL_M = 520.0


@dataclass(frozen=True)
class Layout:
    """The layers of one town, in metres around its centre.

    ``plots`` has columns ``county``, ``subdistrict``, ``cell`` (ground that no main line cuts), ``neighbourhood``
    (number) and ``wharf_m`` (distance from the historic quarter).
    """

    barriers: gpd.GeoDataFrame
    crossings: gpd.GeoDataFrame
    subdistricts: gpd.GeoDataFrame
    streets: gpd.GeoDataFrame
    plots: gpd.GeoDataFrame


@dataclass(frozen=True)
class Course:
    """A line of the drawing with its geometry."""

    line: Line
    middle: LineString
    surface: Polygon

    @property
    def corridor(self) -> Polygon:
        """Ground that is kept free of plots."""
        if self.line.kind != "water":
            return self.surface
        return self.surface.buffer(EMBANKMENT_M if self.line.width_m >= BARRIER_WATER_M else DITCH_BANK_M)


def lay_out(town: Town, rng: np.random.Generator) -> Layout:
    """Draw a town.

    Parameters
    ----------
    town : Town
        The drawing by hand.
    rng : numpy.random.Generator
        Everything that was not drawn by hand.

    Returns
    -------
    Layout
        The layers, in metres.
    """
    built = blob(town.radii, rng)
    courses = [_course(line, rng) for line in town.lines]
    rivers = _wide_water(courses)
    subdistricts = _subdistricts(town, built.buffer(RURAL_M), courses)
    plots, cuts = _plots(town, built, courses, rng)
    plots = plots[_is_plot(plots)]
    plots = _placed(pd.concat([plots, _outposts(built, courses, rng)], ignore_index=True), subdistricts)
    return Layout(
        barriers=_barriers(courses, built.buffer(1400)),
        crossings=_crossings(courses, built),
        subdistricts=subdistricts,
        streets=_streets(courses, cuts, built.buffer(150).difference(rivers)),
        plots=plots.assign(wharf_m=plots.distance(Point(town.wharf))),
    )


def _course(line: Line, rng: np.random.Generator) -> Course:
    middle = bend(line.points)
    is_river = line.kind == "water" and line.width_m >= STREET_BRIDGE_M
    surface = ribbon(middle, line.width_m, rng) if is_river else middle.buffer(line.width_m / 2, cap_style="flat")
    return Course(line, middle, surface)


def _wide_water(courses: list[Course]) -> shapely.Geometry:
    return shapely.union_all(
        [c.surface for c in courses if c.line.kind == "water" and c.line.width_m >= STREET_BRIDGE_M]
    )


def _subdistricts(town: Town, ground: Polygon, courses: list[Course]) -> gpd.GeoDataFrame:
    borders = [course.middle for course in courses if course.line.name in town.borders]
    faces = [
        face
        for face in polygons(shapely.polygonize([shapely.union_all([*borders, ground.exterior])]))
        if ground.buffer(1).contains(face)
    ]
    seeds = gpd.GeoSeries([Point(seed.x, seed.y) for seed in town.subdistricts])
    nearest = [town.subdistricts[int(seeds.distance(face).to_numpy().argmin())] for face in faces]
    columns = {"county": [seed.county for seed in nearest], "name": [seed.name for seed in nearest]}
    return gpd.GeoDataFrame(columns, geometry=faces).dissolve(["county", "name"]).reset_index()


def _plots(
    town: Town, built: Polygon, courses: list[Course], rng: np.random.Generator
) -> tuple[gpd.GeoDataFrame, list[Cut]]:
    """Cut the ground between the main lines into neighbourhoods, and those into plots."""
    rows: list[dict[str, object]] = []
    streets: list[Cut] = []
    cells = polygons(built.difference(shapely.union_all([course.corridor for course in courses])))
    for cell, ground in enumerate(cells):
        blocks, cuts = carve(ground, NEIGHBOURHOOD_M2, rng)
        streets += cuts
        for block in blocks:
            in_core = block.distance(Point(town.wharf)) < CORE_M
            plots, lanes = carve(block, CORE_PLOT_M2 if in_core else PLOT_M2, rng)
            streets += lanes
            number = len({row["neighbourhood"] for row in rows})
            rows += [{"cell": cell, "neighbourhood": number, "geometry": _walled(plot, rng)} for plot in plots]
    return gpd.GeoDataFrame(rows), [street for street in streets if street[0] != "lane"]


def _walled(plot: Polygon, rng: np.random.Generator) -> Polygon:
    """Set a plot back to its wall; now and then the shops at a corner do not belong to it."""
    walled = plot.buffer(-rng.uniform(0, 2.5), join_style="mitre")
    if walled.geom_type == "Polygon" and not walled.is_empty and rng.random() < SHOP_SHARE:
        corners = np.array(walled.exterior.coords)[:-1]
        corner = corners[rng.integers(len(corners))]
        walled = walled.difference(quadrilateral(tuple(corner), rng.uniform(25, 45), rng))
    return max(polygons(walled), key=lambda part: part.area, default=Polygon()).simplify(0.4)


def _outposts(built: Polygon, courses: list[Course], rng: np.random.Generator) -> gpd.GeoDataFrame:
    """Place lone compounds of mines and works outside the town."""
    angles = (np.arange(OUTPOSTS) + rng.uniform(0, 0.6, OUTPOSTS)) * 2 * np.pi / OUTPOSTS
    west, south, east, north = built.bounds
    reach = rng.uniform(1.12, 1.3, OUTPOSTS)
    centres = np.column_stack(
        [reach * np.cos(angles) * (east - west) / 2, reach * np.sin(angles) * (north - south) / 2]
    )
    plots = gpd.GeoSeries([quadrilateral(tuple(centre), rng.uniform(70, 110), rng) for centre in centres])
    taken = shapely.union_all([built.buffer(90), *(course.corridor for course in courses)])
    plots = plots[~plots.intersects(taken)].reset_index(drop=True)
    return gpd.GeoDataFrame({"cell": -1 - plots.index, "neighbourhood": -1 - plots.index}, geometry=plots)


def _is_plot(plots: gpd.GeoDataFrame) -> pd.Series:
    """Return which are plots and not slivers."""
    boxes = plots.minimum_rotated_rectangle()
    breadth = boxes.length / 4 - np.sqrt(np.maximum((boxes.length / 4) ** 2 - boxes.area, 0))
    return (plots.area >= LEAST_PLOT_M2) & (plots.area > 0.6 * boxes.area) & (breadth > LEAST_BREADTH_M)


def _placed(plots: gpd.GeoDataFrame, subdistricts: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Name the county and subdistrict of each plot."""
    inside = gpd.GeoDataFrame(geometry=plots.representative_point()).sjoin(subdistricts, predicate="within")
    named = inside[["county", "name"]].rename(columns={"name": "subdistrict"})
    return plots.join(named, how="inner").reset_index(drop=True)


def _barriers(courses: list[Course], extent: Polygon) -> gpd.GeoDataFrame:
    drawn = [course for course in courses if course.line.kind != "secondary"]
    columns = {
        "kind": [course.line.kind for course in drawn],
        "name": [course.line.name for course in drawn],
        "width_m": [course.line.width_m for course in drawn],
    }
    shapes = [course.surface if course.line.kind == "water" else course.middle for course in drawn]
    return gpd.GeoDataFrame(columns, geometry=shapes).clip(extent).sort_index()


def _crossings(courses: list[Course], built: Polygon) -> gpd.GeoDataFrame:
    """Bridge the water, pass under the railway where streets do, and over each main road once on foot."""
    roads = [course for course in courses if course.line.kind in {"trunk", "primary"}]
    streets = [course for course in courses if course.line.kind == "secondary"]
    rows = []
    for course in courses:
        if course.line.kind == "water" and course.line.width_m >= BARRIER_WATER_M:
            carried = roads if course.line.width_m >= STREET_BRIDGE_M else roads + streets
            rows += _meetings(course, carried, built, "桥")
        elif course.line.kind == "railway":
            rows += _meetings(course, streets, built, "铁路涵洞")
    rows.append(_footbridge(roads[0], [course for course in courses if course is not roads[0]], built))
    return gpd.GeoDataFrame(rows)


def _meetings(barrier: Course, roads: list[Course], built: Polygon, word: str) -> list[dict[str, object]]:
    """Return the stretches of roads over (or under) a barrier, as short lines."""
    strip = barrier.surface.buffer(8)
    return [
        {"name": f"{road.line.name}{barrier.line.name}{word}", "geometry": part}
        for road in roads
        for part in shapely.get_parts(road.middle.intersection(strip))
        if part.intersects(barrier.middle) and part.within(built.buffer(200))
    ]


def _footbridge(road: Course, others: list[Course], built: Polygon) -> dict[str, object]:
    """Lead people over a main road, half-way between two junctions."""
    free = built.difference(shapely.union_all([course.surface.buffer(30) for course in others]))
    stretch = max(shapely.get_parts(road.middle.intersection(free)), key=lambda part: part.length)
    return {"name": f"{road.line.name}人行天桥", "geometry": stretch.interpolate(0.5, normalized=True)}


def _streets(courses: list[Course], cuts: list[Cut], ground: shapely.Geometry) -> gpd.GeoDataFrame:
    rows = [
        {"kind": "secondary", "name": course.line.name, "geometry": course.middle}
        for course in courses
        if course.line.kind == "secondary"
    ]
    rows += [{"kind": kind, "name": None, "geometry": line} for kind, line in cuts]
    streets = gpd.GeoDataFrame(rows)
    return streets.set_geometry(streets.intersection(ground).simplify(0.5)).explode(ignore_index=True)
