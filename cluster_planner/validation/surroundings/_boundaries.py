"""The door for boundaries: counties and subdistricts, whatever the layer calls them."""

from __future__ import annotations

import geopandas as gpd
from pyproj import CRS

from cluster_planner.model import Findings
from cluster_planner.validation.places import _shape_rules as rules
from cluster_planner.validation.places._shapes import polygon_parts
from cluster_planner.validation.surroundings._features import order_features, text_of, tidy_features
from cluster_planner.validation.surroundings._kind_spellings import (
    CODE_HEADERS,
    COUNTY_ENDINGS,
    COUNTY_HEADERS,
    LEVEL_HEADERS,
    LEVELS,
    NAME_HEADERS,
    SUBDISTRICT_HEADERS,
)


def validate_boundaries(
    raw: gpd.GeoDataFrame, crs: CRS, *, named: str | None = None
) -> tuple[gpd.GeoDataFrame, Findings]:
    """Turn a layer of administrative outlines into counties and subdistricts.

    Parameters
    ----------
    raw : GeoDataFrame
        Polygons with names, under ``county`` and ``subdistrict`` or what portals call them; or ``level`` and
        ``name``. With only a name given, its ending decides: 区, 县, 市, 구, 군 are counties, all else subdistricts.
    crs : CRS
        Coordinate system of the communities.
    named : str, optional
        System that the user named: for layers that claim none, or one that their figures cannot be of.

    Returns
    -------
    tuple of GeoDataFrame and Findings
        Columns ``county``, ``subdistrict`` (missing for the outline of a county), ``adcode`` (missing where the layer
        has none) and polygons, sorted.

    Raises
    ------
    DataError
        If the layer cannot be placed.
    """
    layer, findings = tidy_features(raw, crs, "boundaries", named)
    name = text_of(layer, NAME_HEADERS)
    level = text_of(layer, LEVEL_HEADERS).map(LEVELS, na_action="ignore")
    level = level.mask(level.isna() & name.str.endswith(COUNTY_ENDINGS, na=False), "county")
    county, subdistrict = text_of(layer, COUNTY_HEADERS), text_of(layer, SUBDISTRICT_HEADERS)
    county = county.mask(county.isna() & (level == "county"), name)
    subdistrict = subdistrict.mask(subdistrict.isna() & (level != "county") & (name != county), name)
    frame = gpd.GeoDataFrame(
        {"county": county, "subdistrict": subdistrict, "adcode": text_of(layer, CODE_HEADERS)},
        geometry=polygon_parts(layer.geometry.to_numpy()),
        crs=layer.crs,
    )
    frame = frame[~frame.is_empty]
    if frame[["county", "subdistrict"]].isna().all(axis=None):
        findings = Findings.concat([findings, Findings.of(rules.NO_COLUMN, field="county, subdistrict")])
    return order_features(frame, ["county", "subdistrict"]), findings
