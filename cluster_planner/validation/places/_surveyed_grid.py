"""Coordinates in metres: which axis is north, which zone the easting names, which system it takes."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pyproj

from cluster_planner.errors import DataError
from cluster_planner.said import Code, say
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.places import _place_rules as rules
from cluster_planner.validation.places._crs import DEGREES, ZONES

METRES_FROM = 1000.0  # no degree is that large, and no place in use that near the origin of a grid
_NORTHINGS, _EASTINGS = (1_700_000.0, 6_000_000.0), (100_000.0, 900_000.0)
_ZONE_M = 1_000_000.0
# Gauss-Krueger zones of CGCS2000 with eastings that begin with their number: of 6 degrees and of 3.
_WIDE_ZONES, _NARROW_ZONES = range(13, 24), range(25, 46)
_FIRST_WIDE, _FIRST_NARROW = 4491, 4513
_MOST_INSIDE = 0.9


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
    """
    swapped = _is_swapped(pair)
    if swapped.any():
        remarks.add_for_file(rules.AXES_SWAPPED, field="lon", count=int(swapped.sum()))
    east, north = np.where(swapped[:, None], pair[:, ::-1], pair).T
    zone = np.where(_is_zone(east // _ZONE_M) & _between(north, _NORTHINGS), east // _ZONE_M, 0)
    if system is not None:
        east, refused = _fit_zone(east, zone, system, remarks)
        remarks.add(rules.COORDINATE_RANGE, refused, field="lon", found=pair[:, 0])
        return _degrees(np.where(refused, np.nan, east), north, system)
    known = zone > 0
    remarks.add(rules.COORDINATE_RANGE, np.isfinite(east) & ~known, field="lon", found=pair[:, 0])
    lonlat = np.full_like(pair, np.nan)
    for number in np.unique(zone[known]).astype(int):
        rows = zone == number
        remarks.add_for_file(rules.ZONE_PREFIX, field="lon", found=number, becomes=f"EPSG:{_epsg_of(number)}")
        lonlat[rows] = _degrees(east[rows], north[rows], pyproj.CRS.from_epsg(_epsg_of(number)))
    return lonlat


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
        If they have the size of survey coordinates in China and none has a zone.
    """
    east, north = np.where(_is_swapped(pair)[:, None], pair[:, ::-1], pair).T
    survey = _between(north, _NORTHINGS) & _between(east, _EASTINGS)
    if survey.any() and not _is_zone(east // _ZONE_M).any():
        raise _zone_unknown(east[survey], north[survey], boundaries)


def _is_swapped(pair: np.ndarray) -> np.ndarray:
    """Return which pairs begin with the northing, as a surveyor's X does: in China the sizes distinguish the two."""
    other = _between(pair[:, 1], _EASTINGS) | _is_zone(pair[:, 1] // _ZONE_M)
    return np.asarray(_between(pair[:, 0], _NORTHINGS) & other)


def _fit_zone(
    east: np.ndarray, zone: np.ndarray, system: pyproj.CRS, remarks: Remarks
) -> tuple[np.ndarray, np.ndarray]:
    """Return eastings with the zone number that the system has, or none, and rows that name another zone."""
    named = _parameter(system, "False easting") // _ZONE_M
    lost = (zone == 0) & _between(east, _EASTINGS) & (named > 0)
    if lost.any():
        remarks.add_for_file(rules.ZONE_LOST, field="lon", count=int(lost.sum()), becomes=int(named))
    taken_off = (zone > 0) & (named == 0)
    meridian = np.where(zone <= _WIDE_ZONES[-1], 6 * zone - 3, 3 * zone)
    other = taken_off & (meridian != _parameter(system, "Longitude of natural origin"))
    if (taken_off & ~other).any():
        numbers = ", ".join(str(int(number)) for number in np.unique(zone[taken_off & ~other]))
        remarks.add_for_file(rules.ZONE_PREFIX, field="lon", found=numbers)
    return east + np.where(lost, named, np.where(taken_off, -zone, 0)) * _ZONE_M, other


def _parameter(system: pyproj.CRS, name: str) -> float:
    operation = system.coordinate_operation
    values = {parameter.name: parameter.value for parameter in operation.params} if operation else {}
    return float(values.get(name, 0.0))


def _zone_unknown(east: np.ndarray, north: np.ndarray, boundaries: gpd.GeoDataFrame | None) -> DataError:
    suggested = _zones_inside(east, north, boundaries)
    likely = " / ".join(f"EPSG:{code}" for code in suggested) or "EPSG:4546 / EPSG:4547"
    return DataError(
        say("error.validation.metres_without_system"),
        say("error.validation.name_metres_system", likely=Code(likely)),
    )


def _zones_inside(east: np.ndarray, north: np.ndarray, boundaries: gpd.GeoDataFrame | None) -> list[int]:
    """Return the zones in which nearly all points fall into the frame of the boundaries."""
    if boundaries is None:
        return []
    west, south, right, top = boundaries.to_crs(DEGREES).total_bounds
    fitting = []
    for code in ZONES:
        lon, lat = _degrees(east, north, pyproj.CRS.from_epsg(code)).T
        inside = (lon >= west) & (lon <= right) & (lat >= south) & (lat <= top)
        if inside.mean() >= _MOST_INSIDE:
            fitting.append(code)
    return fitting


def _degrees(east: np.ndarray, north: np.ndarray, system: pyproj.CRS) -> np.ndarray:
    move = pyproj.Transformer.from_crs(system, DEGREES, always_xy=True)
    lonlat = np.column_stack(move.transform(east, north))
    lonlat[~np.isfinite(lonlat).all(axis=1)] = np.nan
    return lonlat


def _epsg_of(zone: int) -> int:
    wide = zone in _WIDE_ZONES
    return _FIRST_WIDE + zone - _WIDE_ZONES[0] if wide else _FIRST_NARROW + zone - _NARROW_ZONES[0]


def _is_zone(number: np.ndarray) -> np.ndarray:
    return np.isin(number, (*_WIDE_ZONES, *_NARROW_ZONES))


def _between(values: np.ndarray, bounds: tuple[float, float]) -> np.ndarray:
    inside: np.ndarray = (values >= bounds[0]) & (values <= bounds[1])
    return inside
