"""Coordinates in metres: which axis is north, which zone the easting names, which system it takes."""

from __future__ import annotations

from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pyproj

from cluster_planner.errors import DataError
from cluster_planner.said import Code, Count, say
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.places import _place_rules as rules
from cluster_planner.validation.places._crs import DEGREES, ZONES, describe
from cluster_planner.validation.places._guesses import are_web_mercator, looks_like

_NORTHINGS, _EASTINGS = (1_700_000.0, 6_000_000.0), (100_000.0, 900_000.0)
_ZONE_M, _MIDDLE_M = 1_000_000.0, 500_000.0
# Gauss-Krueger zones of CGCS2000 with eastings that begin with their number: of 6 degrees and of 3.
_WIDE_ZONES, _NARROW_ZONES = range(13, 24), range(25, 46)
_FIRST_WIDE, _FIRST_NARROW = 4491, 4513
_MOST_INSIDE = 0.9


class Fit(NamedTuple):
    """How pairs must be changed to be eastings and northings of a system.

    Attributes
    ----------
    swapped : ndarray of bool, shape (n,)
        The northing stands first.
    shift_m : ndarray of float, shape (n,)
        To be added to the easting.
    refused : ndarray of bool, shape (n,)
        The easting names a zone that is not that of the system.
    """

    swapped: np.ndarray
    shift_m: np.ndarray
    refused: np.ndarray


def from_metres(pair: np.ndarray, system: pyproj.CRS | None, remarks: Remarks) -> np.ndarray:
    """Return survey coordinates as degrees.

    Parameters
    ----------
    pair : ndarray of shape (n, 2)
        The two columns as they came; rows that are missing or in degrees are NaN.
    system : CRS or None
        Projected system that was named; else the zone number before each easting names it.
    remarks : Remarks
        Collects axes, zones, and rows in an unknown zone.

    Returns
    -------
    ndarray of shape (n, 2)
        Longitude and latitude; NaN where the pair is.

    Raises
    ------
    DataError
        If most eastings name a zone that is not that of the system.
    """
    if system is None:
        return _by_zone(pair, remarks)
    fit = fit_grid(pair, system, "lon", remarks)
    remarks.add(rules.COORDINATE_RANGE, fit.refused, field="lon", found=pair[:, 0])
    east, north = np.where(fit.swapped[:, None], pair[:, ::-1], pair).T
    return _degrees(np.where(fit.refused, np.nan, east + fit.shift_m), north, system)


def fit_grid(pair: np.ndarray, system: pyproj.CRS, field: str, remarks: Remarks) -> Fit:
    """Return how pairs must be changed to be eastings and northings of a system.

    Parameters
    ----------
    pair : ndarray of shape (n, 2)
        Metres as they came; NaN where missing.
    system : CRS
        Projected; only grids of zones have axes that can be known by their size.
    field : str
        Where the pairs come from, for the findings.
    remarks : Remarks
        Collects axes and zones.

    Raises
    ------
    DataError
        If most eastings name a zone that is not that of the system.
    """
    nothing = np.zeros(len(pair), dtype=bool)
    if not _is_zoned(system):
        return Fit(nothing, np.zeros(len(pair)), nothing)
    swapped = _is_swapped(pair)
    if swapped.any():
        remarks.add_for_file(rules.AXES_SWAPPED, field=field, count=int(swapped.sum()))
    right = np.where(swapped[:, None], pair[:, ::-1], pair)
    shift_m, refused = _fit_zone(right, system, field, remarks)
    return Fit(swapped, shift_m, refused)


def zones_of(pair: np.ndarray) -> np.ndarray:
    """Return the zone that each easting begins with, 0 where it begins with none.

    Metres of a web map may look like those of the westernmost zones; then they name none.
    """
    east, north = np.where(_is_swapped(pair)[:, None], pair[:, ::-1], pair).T
    begins = _is_zone(east // _ZONE_M) & _between(east % _ZONE_M, _EASTINGS) & _between(north, _NORTHINGS)
    named: np.ndarray = np.where(begins & ~are_web_mercator(pair), east // _ZONE_M, 0)
    return named


def system_of_zone(zone: int) -> pyproj.CRS:
    """Return the system of CGCS2000 in which eastings begin with the number of a zone."""
    wide = zone in _WIDE_ZONES
    return pyproj.CRS.from_epsg(
        _FIRST_WIDE + zone - _WIDE_ZONES[0] if wide else _FIRST_NARROW + zone - _NARROW_ZONES[0]
    )


def require_zone(pair: np.ndarray, boundaries: gpd.GeoDataFrame | None) -> None:
    """Refuse a file of survey coordinates that name no zone.

    Parameters
    ----------
    pair : ndarray of shape (n, 2)
        Coordinates in metres without a named system.
    boundaries : GeoDataFrame or None
        Outlines, to suggest a zone.

    Raises
    ------
    DataError
        If none has a zone.
    """
    known = pair[np.isfinite(pair).all(axis=1)]
    if not len(known) or (zones_of(known) > 0).any():
        return
    east, north = np.where(_is_swapped(known)[:, None], known[:, ::-1], known).T
    survey = _between(north, _NORTHINGS) & _between(east, _EASTINGS)
    if survey.any():
        raise DataError(
            say("error.validation.metres_without_system"),
            say(
                "error.validation.name_metres_system",
                likely=Code(likely_systems(np.column_stack([east, north])[survey], boundaries)),
            ),
        )
    seen = np.median(known, axis=0)
    looks, remedy = looks_like(seen, likely_systems(known, boundaries))
    raise DataError(say("error.validation.columns_unclear", seen=Code(as_text(seen)), looks=looks), remedy)


def likely_systems(pair: np.ndarray, boundaries: gpd.GeoDataFrame | None) -> str:
    """Return the zones in which nearly all points fall into the frame of the boundaries, else two common ones."""
    fitting = []
    if boundaries is not None:
        west, south, right, top = boundaries.to_crs(DEGREES).total_bounds
        for code in ZONES:
            lon, lat = _degrees(pair[:, 0], pair[:, 1], pyproj.CRS.from_epsg(code)).T
            inside = (lon >= west) & (lon <= right) & (lat >= south) & (lat <= top)
            if inside.mean() >= _MOST_INSIDE:
                fitting.append(f"EPSG:{code}")
    return " / ".join(fitting) or "EPSG:4546 / EPSG:4547"


def as_text(pair: np.ndarray) -> str:
    """Return one pair of figures as it is shown."""
    return f"{pair[0]:.10g}, {pair[1]:.10g}"


def _by_zone(pair: np.ndarray, remarks: Remarks) -> np.ndarray:
    swapped, zone = _is_swapped(pair), zones_of(pair)
    if swapped.any():
        remarks.add_for_file(rules.AXES_SWAPPED, field="lon", count=int(swapped.sum()))
    east, north = np.where(swapped[:, None], pair[:, ::-1], pair).T
    remarks.add(rules.COORDINATE_RANGE, np.isfinite(east) & (zone == 0), field="lon", found=pair[:, 0])
    lonlat = np.full_like(pair, np.nan)
    for number in np.unique(zone[zone > 0]).astype(int):
        rows, system = zone == number, system_of_zone(number)
        remarks.add_for_file(rules.ZONE_PREFIX, field="lon", found=number, becomes=f"EPSG:{system.to_epsg()}")
        lonlat[rows] = _degrees(east[rows], north[rows], system)
    return lonlat


def _is_swapped(pair: np.ndarray) -> np.ndarray:
    """Return which pairs begin with the northing, as a surveyor's X does: in China the sizes distinguish the two."""
    other = _between(pair[:, 1], _EASTINGS) | _is_zone(pair[:, 1] // _ZONE_M)
    return np.asarray(_between(pair[:, 0], _NORTHINGS) & other)


def _fit_zone(right: np.ndarray, system: pyproj.CRS, field: str, remarks: Remarks) -> tuple[np.ndarray, np.ndarray]:
    """Return what makes eastings have the zone number that the system has, or none, and rows of another zone."""
    east, zone = right[:, 0], zones_of(right)
    named = _parameter(system, "False easting") // _ZONE_M
    lost = (zone == 0) & _between(east, _EASTINGS) & (named > 0)
    if lost.any():
        remarks.add_for_file(rules.ZONE_LOST, field=field, count=int(lost.sum()), becomes=int(named))
    meridian = np.where(zone <= _WIDE_ZONES[-1], 6 * zone - 3, 3 * zone)
    other = (zone > 0) & (meridian != _parameter(system, "Longitude of natural origin"))
    if 2 * other.sum() > np.isfinite(east).sum():
        _refuse_zone(int(np.median(zone[other])), system)
    taken_off = (zone > 0) & (named == 0) & ~other
    if taken_off.any():
        numbers = ", ".join(str(int(number)) for number in np.unique(zone[taken_off]))
        remarks.add_for_file(rules.ZONE_PREFIX, field=field, found=numbers, becomes=f"EPSG:{system.to_epsg()}")
    return np.where(lost, named, np.where(taken_off, -zone, 0)) * _ZONE_M, other


def _refuse_zone(zone: int, system: pyproj.CRS) -> None:
    right = system_of_zone(zone)
    raise DataError(
        say(
            "error.validation.zone_contradicts", zone=Count(zone), zone_system=describe(right), system=describe(system)
        ),
        say("error.validation.name_metres", likely=Code(f"EPSG:{right.to_epsg()}")),
    )


def _is_zoned(system: pyproj.CRS) -> bool:
    """Whether a system is a grid of zones: along a meridian, from the equator, 500 km east of its origin."""
    operation = system.coordinate_operation
    return (
        operation is not None
        and operation.method_name == "Transverse Mercator"
        and _parameter(system, "Latitude of natural origin") == 0
        and _parameter(system, "False easting") % _ZONE_M == _MIDDLE_M
    )


def _parameter(system: pyproj.CRS, name: str) -> float:
    operation = system.coordinate_operation
    values = {parameter.name: parameter.value for parameter in operation.params} if operation else {}
    return float(values.get(name, 0.0))


def _degrees(east: np.ndarray, north: np.ndarray, system: pyproj.CRS) -> np.ndarray:
    move = pyproj.Transformer.from_crs(system, DEGREES, always_xy=True)
    lonlat = np.column_stack(move.transform(east, north))
    lonlat[~np.isfinite(lonlat).all(axis=1)] = np.nan
    return lonlat


def _is_zone(number: np.ndarray) -> np.ndarray:
    return np.isin(number, (*_WIDE_ZONES, *_NARROW_ZONES))


def _between(values: np.ndarray, bounds: tuple[float, float]) -> np.ndarray:
    inside: np.ndarray = (values >= bounds[0]) & (values <= bounds[1])
    return inside
