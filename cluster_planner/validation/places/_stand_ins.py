"""Stand-in footprints: the ground that a community of known size but without an outline would most likely take."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np
import shapely

from cluster_planner._carve import carve
from cluster_planner.model import Barriers, Communities, Findings
from cluster_planner.settings import LinkSettings
from cluster_planner.validation.places import _shape_rules as rules

# Ground kept clear along the edge of a cell, so that no two stand-ins touch and none touches a barrier.
HAIR_M = 0.1
# In radii of the disc of its size: a stand-in that reaches farther would be no compound.
REACH = 4.0
TOLERANCE = 0.005
_QUAD_SEGS = 16
_UNIT_DISC_M2 = float(shapely.area(shapely.buffer(shapely.Point(0, 0), 1.0, quad_segs=_QUAD_SEGS)))
_STEPS = 24
_PLAIN_STEPS = 3


def estimate_footprints(communities: Communities, barriers: Barriers, settings: LinkSettings) -> Communities:
    """Give points of known site area a stand-in footprint of that area.

    Parameters
    ----------
    communities : Communities
        Points and outlines in metres.
    barriers : Barriers
        Barriers in the same CRS.
    settings : LinkSettings
        ``barrier_kinds`` and ``min_water_width_m``: what a footprint cannot lie across.

    Returns
    -------
    Communities
        The same communities; ``footprint`` is ``estimated`` where the geometry is a stand-in. Points without a site
        area, on the very place of another, or with no room around them stay points. Each case has findings.

    Notes
    -----
    The ground of a point is its Voronoi cell among all points, without the outlines of other communities and
    without barriers: the part of it in which the point lies. The stand-in is the disc around the point, clipped to
    this ground and widened until its area is the site area to within 0.5 %, or all of the ground where that is less.
    Where a wider disc would take in a separate piece of ground at one stroke, the stand-in stays smaller.
    """
    frame = communities.frame
    points = communities.is_point & communities.trusted
    sized = points & (frame["site_m2"] > 0).to_numpy()
    if not sized.any():
        return communities
    shapes = frame.geometry.to_numpy()
    shared = np.zeros(len(frame), dtype=bool)
    shared[points] = frame.geometry[points].duplicated(keep=False)
    at = np.flatnonzero(sized & ~shared)
    site_m2 = frame["site_m2"].to_numpy(float)[at]
    taken = np.concatenate([shapes[communities.located & ~communities.is_point], _barred(barriers, settings)])
    grounds = _grounds(shapes[at], shapes[points], REACH * _radius(site_m2), taken)
    stand_ins = _fit_discs(shapes[at], grounds, site_m2)

    found = ~shapely.is_missing(stand_ins)
    estimated = np.zeros(len(frame), dtype=bool)
    estimated[at[found]] = True
    drawn = shapes.copy()
    drawn[estimated] = stand_ins[found]
    filled = frame.assign(footprint=frame["footprint"].mask(estimated, "estimated")).set_geometry(
        gpd.GeoSeries(drawn, index=frame.index, crs=frame.crs)
    )
    findings = _findings(filled, sized & shared, at[~found], estimated)
    return replace(communities, frame=filled, findings=Findings.concat([communities.findings, findings]))


def _barred(barriers: Barriers, settings: LinkSettings) -> np.ndarray:
    """Return the ground under barriers that count: lines at their width, water only if wide enough somewhere."""
    frame = barriers.frame[barriers.frame["kind"].isin(settings.barrier_kinds)]
    shapes = frame.geometry.to_numpy()
    surface = shapely.get_dimensions(shapes) == 2  # noqa: PLR2004 - the dimension of a surface
    narrow = surface & (frame["kind"] == "water").to_numpy()
    narrow[narrow] = shapely.is_empty(shapely.buffer(shapes[narrow], -settings.min_water_width_m / 2))
    half_width = np.where(surface, 0.0, frame["width_m"].fillna(0.0).to_numpy(float) / 2)
    ground: np.ndarray = np.where(surface, shapes, shapely.buffer(shapes, np.maximum(half_width, HAIR_M)))
    counted: np.ndarray = ground[~narrow]
    return counted


def _grounds(points: np.ndarray, all_points: np.ndarray, reach_m: np.ndarray, taken: np.ndarray) -> np.ndarray:
    """Return the ground around each point that no other community and no barrier claims, ``None`` where none is."""
    x, y = shapely.get_x(points), shapely.get_y(points)
    near = shapely.box(x - reach_m, y - reach_m, x + reach_m, y + reach_m)
    ground = shapely.intersection(_cells(points, all_points, reach_m.max(initial=0.0)), near)
    own, other = shapely.STRtree(taken).query(ground, predicate="intersects")
    ground = shapely.buffer(carve(ground, own, taken[other]), -HAIR_M, join_style="mitre")
    return _part_with(points, ground)


def _cells(points: np.ndarray, all_points: np.ndarray, reach_m: float) -> np.ndarray:
    """Return the Voronoi cell of each point; the outermost reach beyond the rest by more than any stand-in needs."""
    places = np.unique(shapely.get_coordinates(all_points), axis=0)
    rim = shapely.box(*(places.min(axis=0) - 2 * reach_m), *(places.max(axis=0) + 2 * reach_m))
    if len(places) == 1:
        return np.full(len(points), rim)
    diagram = shapely.voronoi_polygons(shapely.multipoints(places), extend_to=rim)
    cells = shapely.get_parts(diagram)
    point, cell = shapely.STRtree(cells).query(points, predicate="intersects")
    own = np.full(len(points), None, dtype=object)
    own[point] = cells[cell]
    return own


def _part_with(points: np.ndarray, shapes: np.ndarray) -> np.ndarray:
    """Return the part of each shape in which the point lies, ``None`` where it lies in none."""
    parts, owner = shapely.get_parts(shapes, return_index=True)
    held = shapely.contains_properly(parts, points[owner])
    part = np.full(len(points), None, dtype=object)
    part[owner[held]] = parts[held]
    return part


def _radius(site_m2: np.ndarray) -> np.ndarray:
    radius: np.ndarray = np.sqrt(site_m2 / _UNIT_DISC_M2)
    return radius


def _fit_discs(points: np.ndarray, grounds: np.ndarray, site_m2: np.ndarray) -> np.ndarray:
    """Return discs clipped to their ground, as wide as the site area asks; by bisection, all at once."""
    fitted = grounds.copy()
    todo = np.flatnonzero(shapely.area(grounds) > site_m2)
    fitted[todo] = None
    radius, low, high = _radius(site_m2), np.zeros(len(points)), 2 * REACH * _radius(site_m2)
    for step in range(_STEPS):
        disc = shapely.buffer(points[todo], radius[todo], quad_segs=_QUAD_SEGS)
        clipped = _part_with(points[todo], shapely.intersection(disc, grounds[todo]))
        share = shapely.area(clipped) / site_m2[todo]
        fits = share <= 1 + TOLERANCE
        fitted[todo[fits]] = clipped[fits]
        low[todo[fits]], high[todo[~fits]] = radius[todo[fits]], radius[todo[~fits]]
        left = np.abs(share - 1) > TOLERANCE
        todo, share = todo[left], share[left]
        middle, guess = (low[todo] + high[todo]) / 2, radius[todo] / np.sqrt(share)
        sound = (guess > low[todo]) & (guess < high[todo]) & (step < _PLAIN_STEPS)
        radius[todo] = np.where(sound, guess, middle)
    return fitted


def _findings(frame: gpd.GeoDataFrame, shared: np.ndarray, without_room: np.ndarray, estimated: np.ndarray) -> Findings:
    area_m2 = frame.area.to_numpy()
    short = estimated & (area_m2 < frame["site_m2"].to_numpy(float) * 0.99)
    cases = (
        (rules.STAND_IN_SAME_PLACE, frame[shared], ""),
        (rules.STAND_IN_NO_ROOM, frame.iloc[without_room], ""),
        (rules.STAND_IN_SHORT, frame[short], [f"{area:.0f}" for area in area_m2[short]]),
    )
    by_case = [
        Findings.of(
            rule, row=rows["source_row"], community_id=rows.index, name=rows["name"], field="site_m2",
            found=[f"{area:.15g}" for area in rows["site_m2"]], becomes=becomes,
        )
        for rule, rows, becomes in cases
    ]  # fmt: skip
    count = Findings.of(rules.STAND_IN, field="geometry", count=int(estimated.sum()))
    return Findings.concat([*by_case, *([count] if estimated.any() else [])])
