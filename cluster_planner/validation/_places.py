"""Where each row lies: its geometry, else its WKT, else its longitude and latitude."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from cluster_planner.errors import DataError
from cluster_planner.fields import CATALOGUE, plain
from cluster_planner.validation import _rules as rules
from cluster_planner.validation._crs import choose_crs
from cluster_planner.validation._numbers import read_number
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation._shapes import is_endless
from cluster_planner.validation._texts import Reading, as_text, drop_nothing, read_each

DEGREES = pyproj.CRS.from_epsg(4326)
_LEAST_REACH = 1.0
_SPREADS = 6.0


def locate_rows(table: pd.DataFrame, crs: str | None, remarks: Remarks) -> gpd.GeoSeries:
    """Return the place of each row in one metric coordinate system, missing where there is none.

    Parameters
    ----------
    table : DataFrame
        Columns ``geometry`` (shapes, or WKT), ``lon`` and ``lat``, any of which may be absent.
    crs : str or None
        Coordinate system of WKT, of shapes that name none and of the coordinate columns.
    remarks : Remarks
        Told of repairs and of rows that have no place or an impossible one.

    Returns
    -------
    GeoSeries
        On the index of the table, in the metric system that suits the data.

    Raises
    ------
    DataError
        If shapes in metres come without a coordinate system.
    """
    shapes = _shapes(table, crs, remarks)
    points = _points(table, crs, shapes.isna() & ~remarks.refused, remarks)
    given, as_points = (_to_degrees(series, remarks) for series in (shapes, points))
    centres = shapely.get_coordinates(shapely.centroid(given.fillna(as_points).dropna().to_numpy()))
    metric = choose_crs(centres)
    places = shapes.to_crs(metric).fillna(points.to_crs(metric))
    remarks.tell(rules.NO_PLACE, places.isna() & ~remarks.refused)
    return places.mask(remarks.refused)


def _to_degrees(series: gpd.GeoSeries, remarks: Remarks) -> gpd.GeoSeries:
    """Bring shapes to degrees; those whose coordinates lead nowhere are refused and left out."""
    moved = series.to_crs(DEGREES)
    lost = is_endless(moved.to_numpy())
    remarks.tell(rules.BAD_GEOMETRY, lost, field="geometry")
    return moved.mask(lost)


def _shapes(table: pd.DataFrame, crs: str | None, remarks: Remarks) -> gpd.GeoSeries:
    if "geometry" not in table:
        return gpd.GeoSeries([None] * len(table), index=table.index, crs=DEGREES)
    column = table["geometry"]
    if column.dtype == "geometry":
        column = gpd.GeoSeries(column)
        known = column.crs or crs or _tagged_crs(table, column)
    else:
        column = _from_wkt(column, remarks)
        known = crs or _tagged_crs(table, column) or _assumed_crs(column, remarks)
    if known is None:
        raise DataError(
            "The geometry has no coordinate system, and its coordinates are not degrees.",
            "Name it in the file (.prj), in a column crs_tag, or as crs = 'EPSG:4547' and the like.",
        )
    shapes = column.to_numpy()
    return gpd.GeoSeries(shapes, index=table.index, crs=known).mask(shapely.is_empty(shapes))


def _from_wkt(column: pd.Series, remarks: Remarks) -> gpd.GeoSeries:
    text = drop_nothing(as_text(column), "geometry", remarks)
    shapes = shapely.from_wkt(text.to_numpy(dtype=object), on_invalid="ignore")
    remarks.tell(rules.BAD_GEOMETRY, (text != "") & (shapes == None), field="geometry", found=text.str.slice(0, 80))  # noqa: E711
    return gpd.GeoSeries(shapes, index=column.index)


def _tagged_crs(table: pd.DataFrame, shapes: gpd.GeoSeries) -> pyproj.CRS | None:
    """Return degrees where rows are tagged and the figures are degrees, or where there is nothing to place."""
    tagged = "crs_tag" in table and (as_text(table["crs_tag"]) != "").any()
    return DEGREES if shapes.isna().all() or (tagged and _in_degrees(shapes)) else None


def _assumed_crs(shapes: gpd.GeoSeries, remarks: Remarks) -> pyproj.CRS | None:
    if not _in_degrees(shapes):
        return None
    remarks.tell_file(rules.DEGREES_ASSUMED, field="geometry", becomes="EPSG:4326")
    return DEGREES


def _in_degrees(shapes: gpd.GeoSeries) -> bool:
    return bool(np.all(np.abs(shapes.total_bounds) <= [180, 90, 180, 90]))


def _points(table: pd.DataFrame, crs: str | None, wanted: pd.Series, remarks: Remarks) -> gpd.GeoSeries:
    """Return points from the coordinate columns for the rows that have nothing better."""
    system = pyproj.CRS.from_user_input(crs) if crs else DEGREES
    if not {"lon", "lat"} <= set(table.columns):
        return gpd.GeoSeries([None] * len(table), index=table.index, crs=system)
    x, y = (_coordinate(table[name].where(wanted), name, remarks) for name in ("lon", "lat"))
    nowhere = (x == 0) & (y == 0)
    remarks.tell(rules.ZERO_IS_MISSING, nowhere, field="lon", found="0, 0")
    x, y = x.mask(nowhere), y.mask(nowhere)
    if system.is_geographic:
        x, y = _put_right(x, y, remarks)
    known = (x.notna() & y.notna()).to_numpy()
    points = gpd.GeoSeries.from_xy(x.fillna(0.0), y.fillna(0.0), index=table.index, crs=system)
    return points.where(known)


def _coordinate(column: pd.Series, name: str, remarks: Remarks) -> pd.Series:
    if pd.api.types.is_numeric_dtype(column):
        return column.astype("float64").replace([np.inf, -np.inf], np.nan)
    text = drop_nothing(as_text(column), name, remarks)
    numbers = pd.to_numeric(text.where(text != ""), errors="coerce").astype("float64")
    hard = text[numbers.isna() & (text != "")]
    values, used = read_each(hard, lambda value: _read_coordinate(value, name))
    becomes = values.astype("float64").reindex(text.index)
    used = used.reindex(text.index, fill_value="")
    remarks.tell_each(used, field=name, found=text, becomes=becomes)
    return numbers.fillna(becomes.where(used != rules.COORDINATE_TYPO.id))


def _read_coordinate(text: str, name: str) -> Reading:
    """Read a coordinate; of one that is mistyped (``126.92751,17``) only suggest what may be meant."""
    field = CATALOGUE[name]
    reading = read_number(text, field)
    if reading.rule in (rules.NUMBER_TEXT, rules.NUMBER_ABOUT):
        return reading
    whole, _, decimals = plain(text).partition(".")
    digits = "".join(filter(str.isdigit, decimals))
    try:
        meant = float(f"{whole}.{digits}")
    except ValueError:
        return Reading(None, rules.COORDINATE_TYPO)
    low, high = field.low or -np.inf, field.high or np.inf
    return Reading(meant if low <= meant <= high else None, rules.COORDINATE_TYPO)


def _put_right(lon: pd.Series, lat: pd.Series, remarks: Remarks) -> tuple[pd.Series, pd.Series]:
    """Swap longitude and latitude where only that brings a row to the others; refuse what is no place on earth."""
    if abs(lat.median()) > 90 >= abs(lon.median()):  # noqa: PLR2004
        remarks.tell_file(rules.COLUMNS_SWAPPED, field="lon")
        lon, lat = lat, lon
    swapped = ~_near(lon, lat, lon, lat) & _near(lat, lon, lon, lat)
    pair = lon.astype("str") + ", " + lat.astype("str")
    remarks.tell(rules.SWAPPED, swapped, field="lon", found=pair, becomes=lat.astype("str") + ", " + lon.astype("str"))
    lon, lat = lon.mask(swapped, lat), lat.mask(swapped, lon)
    off = (lon.abs() > 180) | (lat.abs() > 90)  # noqa: PLR2004
    remarks.tell(rules.COORDINATE_RANGE, off, field="lon", found=pair)
    return lon.mask(off), lat.mask(off)


def _near(x: pd.Series, y: pd.Series, lon: pd.Series, lat: pd.Series) -> pd.Series:
    """Tell which pairs lie where most rows lie: within a degree, or six spreads, of the median of both columns."""
    near = pd.Series(data=True, index=x.index)
    for value, column in ((x, lon), (y, lat)):
        away = (column - column.median()).abs()
        near &= (value - column.median()).abs() <= max(_LEAST_REACH, _SPREADS * away.median())
    return near
