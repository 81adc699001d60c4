"""Longitude and latitude in their places: swapped pairs are corrected, impossible ones refused."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cluster_planner._datum import in_china
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.places import _place_rules as rules

_LEAST_REACH = 1.0
_SPREADS = 6.0
_RANGE = np.array([180.0, 90.0])


class _Box(NamedTuple):
    low: np.ndarray
    high: np.ndarray

    def holds(self, lonlat: np.ndarray) -> np.ndarray:
        inside = (lonlat >= self.low) & (lonlat <= self.high)
        return np.asarray(inside.all(axis=1))


def put_right(lonlat: np.ndarray, field: str, remarks: Remarks) -> np.ndarray:
    """Swap longitude and latitude where only that brings a row to the others.

    Parameters
    ----------
    lonlat : ndarray of shape (n, 2)
        Degrees as they came, NaN where missing.
    field : str
        Column of the longitude, for the findings.
    remarks : Remarks
        Collects swaps, and rows that are in no place either way.

    Returns
    -------
    ndarray of shape (n, 2)
        Longitude and latitude; NaN where refused.
    """
    known = np.isfinite(lonlat).all(axis=1)
    if not known.any():
        return lonlat
    swap = lonlat[:, ::-1]
    looks_swapped = known & _on_earth(swap) & (~_on_earth(lonlat) | (in_china(swap) & ~in_china(lonlat)))
    home = _home(np.where(looks_swapped[:, None], swap, lonlat)[known])
    swapped = known & ~home.holds(lonlat) & home.holds(swap)
    unclear = looks_swapped & ~swapped & ~home.holds(lonlat)
    off = known & ~_on_earth(lonlat) & ~swapped & ~unclear
    if swapped.sum() > known.sum() / 2:
        remarks.add_for_file(rules.COLUMNS_SWAPPED, field=field, count=int(swapped.sum()))
    else:
        remarks.add(
            rules.SWAPPED, swapped, field=field, found=as_pairs(lonlat, swapped), becomes=as_pairs(swap, swapped)
        )
    remarks.add(rules.SWAP_UNCLEAR, unclear, field=field, found=as_pairs(lonlat, unclear))
    remarks.add(rules.COORDINATE_RANGE, off, field=field, found=as_pairs(lonlat, off))
    right = np.where(swapped[:, None], swap, lonlat)
    right[unclear | off] = np.nan
    return right


def as_pairs(lonlat: np.ndarray, where: np.ndarray) -> np.ndarray:
    """Return pairs as text, ``112.355, 28.57``, for the rows of a mask; empty elsewhere."""
    pairs = np.full(len(lonlat), "", dtype=object)
    pairs[where] = [f"{lon:.9g}, {lat:.9g}" for lon, lat in lonlat[where]]
    return pairs


def _on_earth(lonlat: np.ndarray) -> np.ndarray:
    inside: np.ndarray = (np.abs(lonlat) <= _RANGE).all(axis=1)
    return inside


def _home(lonlat: np.ndarray) -> _Box:
    """Return where most rows lie: within a degree, or six spreads, of the median."""
    centre = np.median(lonlat, axis=0)
    reach = np.maximum(_LEAST_REACH, _SPREADS * np.median(np.abs(lonlat - centre), axis=0))
    return _Box(centre - reach, centre + reach)
