"""Layers of features around the communities: flat, valid, in the one coordinate system."""

from __future__ import annotations

from collections.abc import Iterable

import geopandas as gpd
import pandas as pd
import shapely
from pyproj import CRS

from cluster_planner._cells import as_text
from cluster_planner.errors import DataError
from cluster_planner.fields import plain
from cluster_planner.model import Findings
from cluster_planner.said import Label, say
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.places import _shape_rules as rules
from cluster_planner.validation.places._shapes import is_endless
from cluster_planner.validation.surroundings._kind_spellings import NAME_HEADERS
from cluster_planner.validation.values._texts import is_nothing


def tidy_features(raw: gpd.GeoDataFrame, crs: CRS, what: str) -> tuple[gpd.GeoDataFrame, Findings]:
    """Return the features of a layer in a coordinate system, without those that have no geometry.

    Parameters
    ----------
    raw : GeoDataFrame
        A layer as it was read.
    crs : CRS
        Coordinate system of the communities.
    what : str
        What the layer holds, for messages.

    Returns
    -------
    tuple of GeoDataFrame and Findings
        All columns, valid flat geometry, numbered from 0; what was left out or repaired.

    Raises
    ------
    DataError
        If the layer has no coordinate system.
    """
    if raw.crs is None:
        raise DataError(
            say("error.validation.layer_without_system", layer=Label("error.validation.layer", what)),
            say("error.validation.name_in_file"),
        )
    frame = raw.drop(columns=raw.geometry.name).reset_index(drop=True)
    shapes = shapely.force_2d(raw.geometry.to_crs(crs).to_numpy())
    remarks = Remarks(len(raw))
    empty = shapely.is_missing(shapes) | shapely.is_empty(shapes) | is_endless(shapes)
    broken = ~empty & ~shapely.is_valid(shapes)
    remarks.add(rules.FEATURE_EMPTY, empty, field=what)
    remarks.add(rules.FEATURE_MENDED, broken, field=what, found=shapely.is_valid_reason(shapes))
    shapes[broken] = shapely.make_valid(shapes[broken])
    rows = frame["source_row"] if "source_row" in frame else pd.Series(raw.index)
    blank = pd.Series("", index=frame.index)
    tidy = gpd.GeoDataFrame(frame, geometry=shapes, crs=crs)[~empty].reset_index(drop=True)
    return tidy, remarks.findings(rows, blank, text_of(frame, NAME_HEADERS).fillna(""))


def text_of(frame: pd.DataFrame, headers: Iterable[str]) -> pd.Series:
    """Return the first text of each row under any of several headers, missing where there is none."""
    known = {plain(str(header)): header for header in reversed(list(frame.columns))}
    found = pd.Series("", index=frame.index, dtype="str")
    for header in headers:
        if plain(header) in known:
            text = as_text(frame[known[plain(header)]])
            found = found.mask(found == "", text.mask(is_nothing(text), ""))
    return found.where(found != "")


def order_features(frame: gpd.GeoDataFrame, columns: list[str]) -> gpd.GeoDataFrame:
    """Sort by the columns and then by location, so that the order of the file does not matter."""
    keys = pd.Series(shapely.to_wkb(frame.geometry.to_numpy(), hex=True), index=frame.index)
    ordered: gpd.GeoDataFrame = frame.assign(place=keys).sort_values([*columns, "place"], kind="stable")
    return ordered.drop(columns="place").reset_index(drop=True)
