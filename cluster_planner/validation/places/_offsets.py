"""Coordinates that name no datum: how many offsets of GCJ-02 they carry, judged by how they fit the boundaries."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from cluster_planner._datum import from_wgs84, to_wgs84
from cluster_planner.fields import plain
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.places import _place_rules as rules
from cluster_planner.validation.places._crs import DEGREES

_COUNTS = (0, 1, -1, 2, -2)
_MOST_ROWS = 20_000
_LEAST_NAMED = 20
_LEAST_GAIN, _LEAST_ROWS_GAINED = 0.03, 5


def judge_offsets(table: pd.DataFrame, places: gpd.GeoSeries, boundaries: gpd.GeoDataFrame, remarks: Remarks) -> None:
    """Warn where the places fit their own boundaries clearly better once an offset of GCJ-02 is taken off or added.

    Parameters
    ----------
    table : DataFrame
        ``county`` and ``subdistrict`` as written.
    places : GeoSeries
        Where the rows lie, of an unnamed datum.
    boundaries : GeoDataFrame
        Outlines with ``county`` and ``subdistrict``.
    remarks : Remarks
        Collects findings on the file.
    """
    known = np.flatnonzero(places.notna() & ~remarks.refused)
    known = known[:: len(known) // _MOST_ROWS + 1]
    level = _level(table.iloc[known], boundaries)
    outlines = boundaries.to_crs(DEGREES)
    if level:
        known = known[_is_named(table[level].iloc[known], outlines[level])]
        outlines = outlines[outlines[level].notna()]
    lonlat = shapely.get_coordinates(places.iloc[known].centroid.to_crs(DEGREES).to_numpy())
    if not len(lonlat):
        return
    names = table[level].iloc[known] if level else None
    inside = {count: _inside(_without(lonlat, count), outlines, level, names) for count in _COUNTS}
    best = max(_COUNTS, key=inside.__getitem__)
    gained = inside[best] - inside[0]
    misses_halved = 2 * (len(lonlat) - inside[best]) <= len(lonlat) - inside[0]
    if gained >= max(_LEAST_ROWS_GAINED, _LEAST_GAIN * len(lonlat)) and misses_halved:
        shown = ", ".join(f"{count}: {inside[count] / len(lonlat):.0%}" for count in sorted(_COUNTS))
        remarks.add_for_file(rules.OFFSET_FITS, field="lon", found=best, becomes=shown)


def _level(table: pd.DataFrame, boundaries: gpd.GeoDataFrame) -> str | None:
    """Return the finest level at which rows and boundaries share names."""
    for level in ("subdistrict", "county"):
        if _is_named(table[level], boundaries[level]).sum() >= _LEAST_NAMED:
            return level
    return None


def _is_named(said: pd.Series, outlines: pd.Series) -> np.ndarray:
    names = set(outlines.dropna().map(plain))
    named: np.ndarray = said.fillna("").map(plain).isin(names).to_numpy()
    return named


def _without(lonlat: np.ndarray, count: int) -> np.ndarray:
    """Remove this many offsets, or add them where the count is negative."""
    for _ in range(abs(count)):
        lonlat = to_wgs84(lonlat, "GCJ02") if count > 0 else from_wgs84(lonlat, "GCJ02")
    return lonlat


def _inside(lonlat: np.ndarray, outlines: gpd.GeoDataFrame, level: str | None, names: pd.Series | None) -> int:
    """Count the points in an outline; where there are names, in one of their own name."""
    row, outline = outlines.sindex.query(shapely.points(lonlat), predicate="intersects")
    if level is None or names is None:
        return len(np.unique(row))
    theirs = outlines[level].map(plain).to_numpy(dtype=object)[outline]
    own = names.map(plain).to_numpy(dtype=object)[row]
    return len(np.unique(row[theirs == own]))
