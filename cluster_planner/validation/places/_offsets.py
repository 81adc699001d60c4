"""Coordinates that name no datum: what that may cost, and how many offsets of GCJ-02 they carry, by what they fit."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from cluster_planner._datum import from_wgs84, in_china, to_wgs84
from cluster_planner.fields import plain
from cluster_planner.model import Barriers, Communities, Findings
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.places import _place_rules as rules
from cluster_planner.validation.places._crs import DEGREES
from cluster_planner.validation.places._crs_names import DATUMS

_COUNTS = (0, 1, -1, 2, -2)
_ON_WHICH_NOBODY_LIVES = ("water", "railway", "motorway", "trunk", "primary")
_ELLIPSOID = pyproj.Geod(ellps="WGS84")
_MOST_ROWS = 20_000
_LEAST_NAMED = 20
_LEAST_GAIN, _LEAST_ROWS_GAINED = 0.03, 5


def warn_of_datum(places: gpd.GeoSeries, remarks: Remarks) -> None:
    """Warn that degrees in China may be of a web map, and by how many metres the places would then be off.

    Parameters
    ----------
    places : GeoSeries
        Where the rows lie, of an unnamed datum.
    remarks : Remarks
        Collects the warning on the file.
    """
    known = places[places.notna().to_numpy() & ~remarks.refused]
    lonlat = shapely.get_coordinates(known.centroid.to_crs(DEGREES).to_numpy())
    lonlat = lonlat[in_china(lonlat)][:_MOST_ROWS]
    if len(lonlat):
        off_m = {datum: np.median(_metres(lonlat, to_wgs84(lonlat, datum))) for datum in DATUMS}
        shown = ", ".join(f"{datum}: {metres:.0f} m" for datum, metres in off_m.items())
        remarks.add_for_file(rules.DATUM_UNSTATED, field="crs_tag", found=shown)


def judge_offsets_by_outlines(places: gpd.GeoSeries, lonlat: np.ndarray, remarks: Remarks) -> None:
    """Warn where coordinates fit the outlines of their own rows clearly better without an offset of GCJ-02.

    Parameters
    ----------
    places : GeoSeries
        Outlines and points.
    lonlat : ndarray of shape (n, 2)
        What the coordinate columns of the same rows say, of an unnamed datum; NaN where nothing.
    remarks : Remarks
        Collects the finding on the file.
    """
    both = (shapely.get_dimensions(places.to_numpy()) == 2) & np.isfinite(lonlat).all(axis=1)  # noqa: PLR2004
    both &= ~remarks.refused
    if not both.any():
        return
    outlines, points = places[both].to_crs(DEGREES).to_numpy(), lonlat[both]
    inside = {
        count: int(shapely.intersects_xy(outlines, _without(points, count)[:, 0], _without(points, count)[:, 1]).sum())
        for count in _COUNTS
    }
    if verdict := _verdict(inside, len(points)):
        remarks.add_for_file(rules.OFFSET_OUTLINES, field="lon", found=verdict[0], becomes=verdict[1])


def judge_offsets_by_barriers(communities: Communities, barriers: Barriers) -> Findings:
    """Warn where fewer communities lie on water, railways and roads once an offset of GCJ-02 is taken off or added.

    Parameters
    ----------
    communities : Communities
        Points and outlines; only where their datum is not stated are they judged.
    barriers : Barriers
        In the same system.

    Returns
    -------
    Findings
        None, or one on the file.
    """
    unstated = (communities.findings.frame["rule"] == rules.DATUM_UNSTATED.id).any()
    if not unstated or not len(barriers.frame):
        return Findings.none()
    places = communities.frame.geometry[communities.located].to_crs(DEGREES).to_numpy()
    barred = barriers.frame[barriers.frame["kind"].isin(_ON_WHICH_NOBODY_LIVES)].to_crs(DEGREES)
    tree = shapely.STRtree(barred.geometry.to_numpy())
    clear = {}
    for count in _COUNTS:
        moved = shapely.transform(places, partial(_without, count=count))
        clear[count] = len(places) - len(np.unique(tree.query(moved, predicate="intersects")[0]))
    verdict = _verdict(clear, len(places))
    if verdict is None:
        return Findings.none()
    return Findings.of(rules.OFFSET_BARRIERS, field="barriers", found=[verdict[0]], becomes=[verdict[1]])


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
    if verdict := _verdict(inside, len(lonlat)):
        remarks.add_for_file(rules.OFFSET_FITS, field="lon", found=verdict[0], becomes=verdict[1])


def _verdict(fitting: Mapping[int, int], total: int) -> tuple[int, str] | None:
    """Return the number of offsets that fits clearly better than none, and the shares of all; None where none does."""
    best = max(_COUNTS, key=fitting.__getitem__)
    gained = fitting[best] - fitting[0]
    misses_halved = 2 * (total - fitting[best]) <= total - fitting[0]
    if gained < max(_LEAST_ROWS_GAINED, _LEAST_GAIN * total) or not misses_halved:
        return None
    return best, ", ".join(f"{count}: {fitting[count] / total:.0%}" for count in sorted(_COUNTS))


def _metres(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    metres: np.ndarray = _ELLIPSOID.inv(*some.T, *others.T)[2]
    return metres


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
