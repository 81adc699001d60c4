"""Coordinates of Chinese web maps: GCJ-02 (高德, 腾讯) and BD-09 (百度) to and from WGS84, in degrees.

Both are WGS84 moved by hundreds of metres with a smooth formula that has no inverse in closed form; the way back is
found by iteration. CGCS2000 counts as WGS84: the two differ by centimetres.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np

Datum = Literal["GCJ02", "BD09"]
Move = Callable[[np.ndarray], np.ndarray]

# Krasovsky's ellipsoid (1940), on which the formula turns metres into degrees.
_SEMI_MAJOR_M, _ECCENTRICITY2 = 6_378_245.0, 0.00669342162296594323
_ORIGIN = np.array([105.0, 35.0])
# The field of GCJ-02 in metres east and north of the origin, as worked out by the open-source projects
# eviltransform (MIT) and PRCoords (CC0): a + bx + cy + dx² + exy + fy² + g√|x|, and waves of amplitude and half a
# period in degrees.
_EAST = (300.0, 1.0, 2.0, 0.1, 0.1, 0.0, 0.1)
_NORTH = (-100.0, 2.0, 3.0, 0.0, 0.1, 0.2, 0.2)
_RIPPLES = ((40 / 3, 1 / 6), (40 / 3, 1 / 2))  # along x, in both
_EAST_WAVES = ((40 / 3, 1.0), (80 / 3, 3.0), (100.0, 12.0), (200.0, 30.0))  # along x
_NORTH_WAVES = ((40 / 3, 1.0), (80 / 3, 3.0), (320 / 3, 12.0), (640 / 3, 30.0))  # along y
# BD-09 turns and stretches GCJ-02 about 0, 0 and then moves it.
_BAIDU_SHIFT = np.array([0.0065, 0.0060])
_BAIDU_STRETCH, _BAIDU_TURN, _BAIDU_WAVES = 2e-5, 3e-6, np.radians(3000.0)

_SETTLED_DEG = 1e-9  # a tenth of a millimetre; the last step leaves a hundredth of that
_MOST_STEPS = 12
_BLOCK = 1 << 15  # points at a time: what fits a processor's cache


def in_china(lonlat: np.ndarray) -> np.ndarray:
    """Return roughly which points lie in China: neighbours on land may count, Korea and Japan do not.

    Parameters
    ----------
    lonlat : ndarray of shape (n, 2)
        Longitude and latitude in degrees.

    Returns
    -------
    ndarray of bool, shape (n,)
        False too where a coordinate is missing.
    """
    lon, lat = lonlat[:, 0], lonlat[:, 1]
    korea_or_japan = (lon > 124.6) & (lat < 41)  # noqa: PLR2004
    inside: np.ndarray = (lon >= 73) & (lon <= 136) & (lat >= 3) & (lat <= 54) & ~korea_or_japan  # noqa: PLR2004
    return inside


def to_wgs84(lonlat: np.ndarray, datum: Datum) -> np.ndarray:
    """Bring points of a web map to WGS84.

    Parameters
    ----------
    lonlat : ndarray of shape (n, 2)
        Longitude and latitude in degrees; NaN stays NaN.
    datum : {"GCJ02", "BD09"}
        What the points are in.

    Returns
    -------
    ndarray of shape (n, 2)
        Degrees of WGS84, to far less than a millimetre; points outside China as they were.
    """
    return _inside(lonlat, _invert(_FORWARD[datum]))


def from_wgs84(lonlat: np.ndarray, datum: Datum) -> np.ndarray:
    """Bring points in WGS84 to a web map; see `to_wgs84`."""
    return _inside(lonlat, _FORWARD[datum])


def _inside(lonlat: np.ndarray, move: Move) -> np.ndarray:
    moved = np.array(lonlat, dtype=float)
    inside = np.flatnonzero(in_china(moved))
    for start in range(0, len(inside), _BLOCK):
        block = inside[start : start + _BLOCK]
        moved[block] = move(moved[block])
    return moved


def _invert(move: Move) -> Move:
    """Return the way back, found by iteration: what the way there adds is taken off until nothing is left."""

    def back(there: np.ndarray) -> np.ndarray:
        here = there
        for _ in range(_MOST_STEPS):
            missed = move(here) - there
            here = here - missed
            if np.abs(missed).max(initial=0.0) < _SETTLED_DEG:
                break
        return here

    return back


def _to_gcj02(lonlat: np.ndarray) -> np.ndarray:
    x, y = (lonlat - _ORIGIN).T
    ripples = _waves(x, _RIPPLES)
    east_m = _surface(x, y, _EAST) + ripples + _waves(x, _EAST_WAVES)
    north_m = _surface(x, y, _NORTH) + ripples + _waves(y, _NORTH_WAVES)
    latitude = np.radians(lonlat[:, 1])
    bulge = 1 - _ECCENTRICITY2 * np.sin(latitude) ** 2
    across_m = _SEMI_MAJOR_M * np.cos(latitude) / np.sqrt(bulge)
    along_m = _SEMI_MAJOR_M * (1 - _ECCENTRICITY2) / bulge**1.5
    moved: np.ndarray = lonlat + np.degrees(np.column_stack([east_m / across_m, north_m / along_m]))
    return moved


def _surface(x: np.ndarray, y: np.ndarray, factors: tuple[float, ...]) -> np.ndarray:
    a, b, c, d, e, f, g = factors
    height: np.ndarray = a + (b + d * x + e * y) * x + (c + f * y) * y + g * np.sqrt(np.abs(x))
    return height


def _waves(along: np.ndarray, waves: tuple[tuple[float, float], ...]) -> np.ndarray:
    total = np.zeros_like(along)
    for amplitude_m, half_period in waves:
        total += amplitude_m * np.sin(along * (np.pi / half_period))
    return total


def _gcj02_to_bd09(lonlat: np.ndarray) -> np.ndarray:
    lon, lat = lonlat.T
    radius = np.hypot(lon, lat) + _BAIDU_STRETCH * np.sin(lat * _BAIDU_WAVES)
    angle = np.arctan2(lat, lon) + _BAIDU_TURN * np.cos(lon * _BAIDU_WAVES)
    moved: np.ndarray = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]) + _BAIDU_SHIFT
    return moved


def _to_bd09(lonlat: np.ndarray) -> np.ndarray:
    return _gcj02_to_bd09(_to_gcj02(lonlat))


_FORWARD: dict[Datum, Move] = {"GCJ02": _to_gcj02, "BD09": _to_bd09}
