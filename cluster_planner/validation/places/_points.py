"""Places from coordinate columns: every way to write them, converted to longitude and latitude of WGS84."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from cluster_planner._cells import as_text
from cluster_planner._datum import Datum, from_wgs84, to_wgs84
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.places import _place_rules as rules
from cluster_planner.validation.places._coordinates import read_pair, split_cells
from cluster_planner.validation.places._crs_names import DATUMS, System, shift_rows
from cluster_planner.validation.places._guesses import METRES_FROM, are_small
from cluster_planner.validation.places._orientation import put_right
from cluster_planner.validation.places._surveyed_grid import from_metres, require_zone
from cluster_planner.validation.values._texts import drop_nothing

_PLAIN = ("lon", "lat")
_AGREE_M = 20.0
_METRES_A_DEGREE = 111_320.0


def read_points(
    table: pd.DataFrame,
    wanted: pd.Series,
    system: System,
    datums: np.ndarray,
    boundaries: gpd.GeoDataFrame | None,
    remarks: Remarks,
) -> np.ndarray:
    """Return the places that the coordinate columns name.

    A pair of columns with a known datum takes precedence over one without; where a row has several they must agree.

    Parameters
    ----------
    table : DataFrame
        Any of ``lon`` and ``lat``, ``lonlat``, and the pairs tagged by their map.
    wanted : Series of bool
        Rows that have no better place.
    system : System
        What was named for the file.
    datums : ndarray of str, shape (n,)
        Datum of the plain pair of each row: a web map's, ``WGS84``, or empty where unknown.
    boundaries : GeoDataFrame or None
        Outlines, to suggest a zone for metres.
    remarks : Remarks
        Collects everything that had to be done.

    Returns
    -------
    ndarray of shape (n, 2)
        Degrees of WGS84; NaN where there is no place.

    Raises
    ------
    DataError
        If the coordinates are metres of an unknown system.
    """
    written = _plain_pair(table, wanted, system, boundaries, remarks)
    plain = shift_rows(written, datums, remarks)
    stated = np.where((datums != "")[:, None], plain, np.nan)
    tagged = {datum: _tagged_pair(table, datum, wanted, remarks) for datum in DATUMS}
    chosen = np.full((len(table), 2), np.nan)
    for pair in (stated, *tagged.values(), plain):
        chosen = np.where(np.isnan(chosen), pair, chosen)
    if any(np.isfinite(pair).any() for pair in tagged.values()):
        _compare(chosen, [*tagged.values()], plain, remarks)
    return chosen


def written_next_to(table: pd.DataFrame, shapes: gpd.GeoSeries) -> np.ndarray:
    """Return the degrees of the plain pair of columns for rows that are drawn too, without any remarks."""
    degrees = np.full((len(table), 2), np.nan)
    if set(_PLAIN) <= set(table.columns):
        unsaid = Remarks(len(table))
        degrees = put_right(read_pair(table, _PLAIN, shapes.notna(), unsaid), "lon", unsaid)
    return degrees


def _plain_pair(
    table: pd.DataFrame, wanted: pd.Series, system: System, boundaries: gpd.GeoDataFrame | None, remarks: Remarks
) -> np.ndarray:
    """Return the pair that names no map, in degrees."""
    table = _take_apart(table, wanted, "", remarks)
    if not set(_PLAIN) <= set(table.columns):
        return np.full((len(table), 2), np.nan)
    pair = read_pair(table, _PLAIN, wanted, remarks)
    metric = (np.abs(pair) > METRES_FROM).all(axis=1) | (system.is_projected & ~are_small(pair))
    metres = np.where(metric[:, None], pair, np.nan)
    degrees = put_right(np.where(metric[:, None], np.nan, pair), "lon", remarks)
    if not metric.any():
        return degrees
    if system.projected is None and metric.sum() > np.isfinite(degrees[:, 0]).sum():
        require_zone(metres, boundaries)
    return np.where(metric[:, None], from_metres(metres, system.projected, remarks), degrees)


def _take_apart(table: pd.DataFrame, wanted: pd.Series, of: str, remarks: Remarks) -> pd.DataFrame:
    """Return the table with ``lon`` and ``lat`` of a map filled from cells that hold both."""
    blank = pd.Series("", index=table.index, dtype="str")
    together, *apart = (f"{name}{of}" for name in ("lonlat", *_PLAIN))
    for name in (together, *apart):
        if name not in table or pd.api.types.is_numeric_dtype(table[name]):
            continue
        first, second = split_cells(table[name].where(wanted))
        both = first.notna()
        if both.any():
            remarks.add_for_file(rules.ONE_CELL, field=name, count=int(both.sum()))
        if name == together:
            text = drop_nothing(as_text(table[name].where(wanted & ~both)), name, remarks)
            remarks.add(rules.PAIR_UNREAD, text != "", field=name, found=text)
        if both.any() or name == together:
            lon, lat = (table.get(column, blank).astype("object") for column in apart)
            table = table.assign(**{apart[0]: lon.mask(both, first), apart[1]: lat.mask(both, second)})
    return table


def _tagged_pair(table: pd.DataFrame, datum: Datum, wanted: pd.Series, remarks: Remarks) -> np.ndarray:
    table = _take_apart(table, wanted, f"_{datum.lower()}", remarks)
    lon, lat = (f"{axis}_{datum.lower()}" for axis in _PLAIN)
    if not {lon, lat} <= set(table.columns):
        return np.full((len(table), 2), np.nan)
    pair = put_right(read_pair(table, (lon, lat), wanted, remarks), lon, remarks)
    known = int(np.isfinite(pair).all(axis=1).sum())
    if known:
        remarks.add_for_file(rules.OFFSET_DATUM, field=lon, found=f"{datum}: {known}")
    return to_wgs84(pair, datum)


def _compare(chosen: np.ndarray, tagged: list[np.ndarray], plain: np.ndarray, remarks: Remarks) -> None:
    """Doubt rows with pairs that disagree; a pair that names no map may be of any."""
    gaps = [_gap_m(chosen, pair) for pair in tagged]
    readings = [plain, *(to_wgs84(plain, datum) for datum in DATUMS), *(from_wgs84(plain, datum) for datum in DATUMS)]
    gaps.append(np.fmin.reduce([_gap_m(chosen, reading) for reading in readings]))
    apart_m = np.fmax.reduce(gaps)
    remarks.add(rules.PAIRS_DISAGREE, apart_m > _AGREE_M, field="lon", found=np.round(apart_m, 0))


def _gap_m(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    east, north = ((some - others) * _METRES_A_DEGREE).T
    gap: np.ndarray = np.hypot(east * np.cos(np.radians(some[:, 1])), north)
    return gap
