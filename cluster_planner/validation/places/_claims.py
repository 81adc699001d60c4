"""What shapes are in: the system that their file claims or that was named, as far as the figures can be of it."""

from __future__ import annotations

from functools import partial

import geopandas as gpd
import numpy as np
import pyproj
import shapely

from cluster_planner._datum import in_china
from cluster_planner._earth import is_of_earth
from cluster_planner.errors import DataError
from cluster_planner.said import Code, Fact, say
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.places import _place_rules as rules
from cluster_planner.validation.places._crs import DEGREES, describe
from cluster_planner.validation.places._guesses import are_radians, are_small, looks_like
from cluster_planner.validation.places._orientation import as_pairs, put_right
from cluster_planner.validation.places._surveyed_grid import as_text, fit_grid, system_of_zone, zones_of

_FARTHEST = 1e12  # no figure of a place in any unit: those beyond cost their own rows only
_SAME_PLACE_DEG = 1e-5  # about a metre


def settle_system(
    shapes: gpd.GeoSeries,
    named: pyproj.CRS | None,
    remarks: Remarks,
    *,
    subject: Fact,
    likely: str = "EPSG:4546",
    named_wins: bool = True,
    field: str = "geometry",
) -> pyproj.CRS | None:
    """Return the system that shapes are in.

    Parameters
    ----------
    shapes : GeoSeries
        As they were read, in the system that their file claims, if it claims one.
    named : CRS or None
        The system that the user named.
    remarks : Remarks
        Collects what was claimed or named and cannot be, or was overruled.
    subject : Fact
        What is placed, for messages: the communities, or a layer and its file.
    likely : str
        A system in metres that the remedy names as an example.
    named_wins : bool
        Whether what was named holds although the claim may be true too.
    field : str
        What the findings are about.

    Returns
    -------
    CRS or None
        None where the number of the zone before each easting names the system.

    Raises
    ------
    DataError
        If the figures cannot be of any of the systems.
    """
    claimed, figures = shapes.crs, centres_of(shapes)
    figures = figures[(np.abs(figures) <= _FARTHEST).all(axis=1)]
    order = (named, claimed) if named_wins else (claimed, named)
    fitting = [system for system in order if system is not None and _can_be(figures, system)]
    if fitting:
        _remark_on_choice(fitting[0], claimed, named, figures, field, remarks)
        return fitting[0]
    if not len(figures):
        return DEGREES
    if claimed is None and named is None and _mostly(are_small(figures)):
        remarks.add_for_file(rules.DEGREES_ASSUMED, field=field, becomes="EPSG:4326")
        return DEGREES
    if _mostly(zones_of(figures) > 0) and (named is None or named.is_geographic):
        return None
    raise _cannot_be(figures, claimed, named, subject, likely)


def set_straight(
    shapes: gpd.GeoSeries, system: pyproj.CRS | None, remarks: Remarks, *, field: str = "geometry"
) -> gpd.GeoSeries:
    """Return shapes in their system, with axes the right way round and eastings as the system has them.

    Parameters
    ----------
    shapes : GeoSeries
        As they were read.
    system : CRS or None
        From `settle_system`.
    remarks : Remarks
        Collects what was turned or taken off, and shapes that cannot be placed.
    field : str
        What the findings are about.

    Returns
    -------
    GeoSeries
        On the same index; missing where a shape is refused.
    """
    middles = centres_of(shapes)
    if system is None:
        return _by_zone(shapes, middles, field, remarks)
    if system.is_geographic:
        right = put_right(middles, field, remarks)
        return _turned(shapes, np.isfinite(right[:, 0]) & (right[:, 0] != middles[:, 0])).set_crs(system)
    swapped, shift_m, refused = fit_grid(middles, system, field, remarks)
    remarks.add(rules.COORDINATE_RANGE, refused, field=field, found=as_pairs(middles, refused))
    return _shifted(_turned(shapes, swapped), shift_m).set_crs(system)


def centres_of(shapes: gpd.GeoSeries) -> np.ndarray:
    """Return the middle of the box of each shape, NaN where there is none."""
    west, south, east, north = np.where(np.isfinite(bounds := shapely.bounds(shapes.to_numpy())), bounds, np.nan).T
    middles: np.ndarray = np.column_stack([(west + east) / 2, (south + north) / 2])
    return middles


def _turned(shapes: gpd.GeoSeries, rows: np.ndarray) -> gpd.GeoSeries:
    """Return shapes with the two axes of some rows exchanged."""
    turned = shapes.to_numpy().copy()
    turned[rows] = shapely.transform(turned[rows], lambda pairs: pairs[:, ::-1])
    return gpd.GeoSeries(turned, index=shapes.index)


def _shifted(shapes: gpd.GeoSeries, east_m: np.ndarray) -> gpd.GeoSeries:
    """Return shapes moved to the east, each by its own distance."""
    moved = shapes.to_numpy().copy()
    for distance in np.unique(east_m[east_m != 0]):
        rows = east_m == distance
        moved[rows] = shapely.transform(moved[rows], partial(np.add, [distance, 0.0]))
    return gpd.GeoSeries(moved, index=shapes.index)


def _by_zone(shapes: gpd.GeoSeries, middles: np.ndarray, field: str, remarks: Remarks) -> gpd.GeoSeries:
    """Return shapes in degrees, by the number of the zone before their eastings."""
    placed = np.full(len(shapes), None, dtype=object)
    zones = zones_of(middles)
    lost = np.isfinite(middles[:, 0]) & (zones == 0)
    remarks.add(rules.COORDINATE_RANGE, lost, field=field, found=as_pairs(middles, lost))
    for zone in np.unique(zones[zones > 0]).astype(int):
        rows, system = zones == zone, system_of_zone(zone)
        fit = fit_grid(middles[rows], system, field, remarks)
        straight = _shifted(_turned(shapes[rows], fit.swapped), fit.shift_m)
        placed[rows] = straight.set_crs(system).to_crs(DEGREES).to_numpy()
        remarks.add_for_file(rules.ZONE_PREFIX, field=field, found=zone, becomes=describe(system).value)
    return gpd.GeoSeries(placed, index=shapes.index, crs=DEGREES)


def _can_be(figures: np.ndarray, system: pyproj.CRS) -> bool:
    """Whether most figures can be coordinates of a system."""
    if not is_of_earth(system):
        return False
    if not len(figures):
        return True
    small = are_small(figures)
    if system.is_geographic:
        return _mostly(small) and not _mostly(are_radians(figures))
    return not _mostly(small & (_is_near(figures, system) | _is_near(figures[:, ::-1], system)))


def _is_near(lonlat: np.ndarray, system: pyproj.CRS) -> np.ndarray:
    """Return which degrees lie where a system in metres is used."""
    use = system.area_of_use
    inside = in_china(lonlat)
    if use is not None:
        lon, lat = lonlat.T
        inside = inside | ((lon >= use.west) & (lon <= use.east) & (lat >= use.south) & (lat <= use.north))
    return inside


def _mostly(rows: np.ndarray) -> bool:
    return bool(2 * rows.sum() > len(rows))


def _remark_on_choice(
    chosen: pyproj.CRS,
    claimed: pyproj.CRS | None,
    named: pyproj.CRS | None,
    figures: np.ndarray,
    field: str,
    remarks: Remarks,
) -> None:
    """Report a claim that was overruled, or a name that was not taken, where it makes a difference."""
    other, rule = (claimed, rules.CLAIM_OVERRULED) if chosen is named else (named, rules.NAME_NOT_TAKEN)
    if other is not None and not _is_same(chosen, other, figures):
        remarks.add_for_file(rule, field=field, found=describe(other).value, becomes=describe(chosen).value)


def _is_same(one: pyproj.CRS, other: pyproj.CRS, figures: np.ndarray) -> bool:
    """Whether two systems put the same figures in the same place."""
    if one == other or not len(figures):
        return True
    if not is_of_earth(other):
        return False
    middle = np.median(figures, axis=0)
    there = [pyproj.Transformer.from_crs(system, DEGREES, always_xy=True).transform(*middle) for system in (one, other)]
    return bool(np.abs(np.subtract(*there)).max() < _SAME_PLACE_DEG)


def _cannot_be(
    figures: np.ndarray, claimed: pyproj.CRS | None, named: pyproj.CRS | None, subject: Fact, likely: str
) -> DataError:
    local = claimed is not None and not is_of_earth(claimed)
    seen = np.median(figures, axis=0)
    looks, remedy = looks_like(seen, likely)
    claim = "local_claim" if local else "no_claim" if claimed is None else "other_claim"
    return DataError(
        say(
            "error.validation.cannot_be_placed",
            subject=subject,
            claim=say(f"error.validation.{claim}", system=None if claimed is None else describe(claimed)),
            named=None if named is None else say("error.validation.named_claim", system=describe(named)),
            seen=Code(as_text(seen)),
            looks=looks,
        ),
        remedy,
    )
