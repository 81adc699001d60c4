"""Where each row lies: its geometry, else its WKT, else its longitude and latitude."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from cluster_planner._cells import as_text
from cluster_planner.said import say
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.places import _shape_rules as rules
from cluster_planner.validation.places._claims import set_straight, settle_system
from cluster_planner.validation.places._crs import DEGREES, choose_crs
from cluster_planner.validation.places._crs_names import System, datum_of_rows, shift_shapes
from cluster_planner.validation.places._degree_marks import OTHER_SYSTEMS
from cluster_planner.validation.places._place_rules import NO_PLACE, OTHER_SYSTEM
from cluster_planner.validation.places._points import read_points
from cluster_planner.validation.places._shape_texts import in_stated_system, read_shapes
from cluster_planner.validation.places._shapes import FARTHEST_M, is_endless
from cluster_planner.validation.values._texts import drop_nothing
from cluster_planner.validation.values._value_rules import ZERO_IS_MISSING

_SHOWN_WKT = 80
_FARTHEST_DEGREE = 180.0


def locate_rows(
    table: pd.DataFrame, tags: pd.Series, system: System, boundaries: gpd.GeoDataFrame | None, remarks: Remarks
) -> gpd.GeoSeries:
    """Return the place of each row in one metric coordinate system, missing where there is none.

    Parameters
    ----------
    table : DataFrame
        Columns ``geometry`` (shapes, or WKT) and those of coordinates; any may be absent.
    tags : Series
        Coordinate system of each row as a code of the catalogue, missing where it names none.
    system : System
        What was named for the file: for WKT, for shapes that name none and for the coordinate columns. A web map's
        datum is meant for all shapes, whatever they claim.
    boundaries : GeoDataFrame or None
        Outlines: where they lie helps to find where the rows lie.
    remarks : Remarks
        Collects repairs, and rows that have no place or an impossible one.

    Returns
    -------
    GeoSeries
        On the index of the table, in the metric system that suits the data.

    Raises
    ------
    DataError
        If shapes or coordinates in metres come without a coordinate system.
    """
    datums = datum_of_rows(tags, system)
    shapes = _shapes(table, tags, system, remarks)
    if system.datum or shapes.crs.is_geographic:
        shapes = shift_shapes(shapes, datums, remarks)
    lonlat = read_points(table, shapes.isna() & ~remarks.refused, system, datums, boundaries, remarks)
    points = gpd.GeoSeries(shapely.points(lonlat), index=table.index, crs=DEGREES).where(~np.isnan(lonlat[:, 0]))
    given = _reaching(shapes, DEGREES, _FARTHEST_DEGREE, remarks)
    centres = shapely.get_coordinates(shapely.centroid(given.fillna(points).dropna().to_numpy()))
    metric = choose_crs(centres)
    drawn = _reaching(shapes.where(given.notna()), metric, FARTHEST_M, remarks)
    places = drawn.fillna(_reaching(points, metric, FARTHEST_M, remarks))
    places = places.mask(_of_other_system(table, tags, system, remarks))
    remarks.add(NO_PLACE, places.isna() & ~remarks.refused)
    return places.mask(remarks.refused)


def _of_other_system(table: pd.DataFrame, tags: pd.Series, system: System, remarks: Remarks) -> np.ndarray:
    """Return which rows name a system of old or of a town, which only a named system for the file can place."""
    if "crs_tag" not in table or system != System():
        return np.zeros(len(table), dtype=bool)
    text = as_text(table["crs_tag"])
    other = (tags.isna() & text.str.contains(OTHER_SYSTEMS)).to_numpy(dtype=bool)
    remarks.add(OTHER_SYSTEM, other, field="crs_tag", found=text)
    return other


def _reaching(series: gpd.GeoSeries, crs: pyproj.CRS, farthest: float, remarks: Remarks) -> gpd.GeoSeries:
    """Bring shapes to a system; those with coordinates that have no place there are refused and left out."""
    moved = series.to_crs(crs)
    lost = is_endless(moved.to_numpy(), farthest)
    remarks.add(rules.BAD_GEOMETRY, lost & ~remarks.refused, field="geometry")
    return moved.mask(lost)


def _shapes(table: pd.DataFrame, tags: pd.Series, system: System, remarks: Remarks) -> gpd.GeoSeries:
    if "geometry" not in table:
        return gpd.GeoSeries([None] * len(table), index=table.index, crs=DEGREES)
    column = table["geometry"]
    shapes = gpd.GeoSeries(column) if column.dtype == "geometry" else _from_texts(column, remarks)
    shapes = shapes.mask(shapely.is_empty(shapes.to_numpy()))
    nowhere = shapely.equals(shapes.to_numpy(), shapely.Point(0, 0))
    remarks.add(ZERO_IS_MISSING, nowhere, field="geometry", found="0, 0")
    shapes = shapes.mask(nowhere)
    if shapes.crs is None and tags.notna().any() and system == System():
        system = System(crs=DEGREES)
    subject = say("error.validation.shapes_of_communities")
    chosen = settle_system(shapes, system.of_shapes, remarks, subject=subject, named_wins=system.datum is None)
    return set_straight(shapes, chosen, remarks)


def _from_texts(column: pd.Series, remarks: Remarks) -> gpd.GeoSeries:
    text = drop_nothing(as_text(column), "geometry", remarks)
    shapes = read_shapes(text, "ignore")
    unread = ((text != "") & shapely.is_missing(shapes)).to_numpy()
    shapes[unread] = read_shapes(text[unread], "fix")  # closes open rings
    remarks.add(rules.RING_CLOSED, unread & ~shapely.is_missing(shapes), field="geometry")
    remarks.add(
        rules.BAD_GEOMETRY, unread & shapely.is_missing(shapes), field="geometry", found=text.str.slice(0, _SHOWN_WKT)
    )
    return in_stated_system(gpd.GeoSeries(shapes, index=column.index))
