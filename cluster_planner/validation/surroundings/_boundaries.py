"""The door for boundaries: counties and subdistricts, whatever the layer calls them."""

from __future__ import annotations

import geopandas as gpd
from pyproj import CRS

from cluster_planner.model import Findings
from cluster_planner.validation.places import _shape_rules as rules
from cluster_planner.validation.places._shapes import polygon_parts
from cluster_planner.validation.surroundings._features import (
    NAME_HEADERS,
    in_words,
    order_features,
    text_of,
    tidy_features,
)

_COUNTY_HEADERS = ("county", "县市区", "区县", "区县名称", "SIG_KOR_NM", "sggnm", "sgg_nm", "NAME_2")
_SUBDISTRICT_HEADERS = ("subdistrict", "街道", "街道(乡镇)", "乡镇", "EMD_KOR_NM", "adm_nm", "NAME_3")
_CODE_HEADERS = ("adcode", "行政区划代码", "区划代码", "county_code")
_LEVEL_HEADERS = ("level", "级别", "admin_level")
_COUNTY_ENDINGS = ("区", "县", "市", "구", "군")
_LEVELS = in_words({
    "county": "county district 区县 县市区 县 区 6",
    "subdistrict": "subdistrict street town township 街道 乡镇 街道(乡镇) 8",
})  # fmt: skip


def validate_boundaries(raw: gpd.GeoDataFrame, crs: CRS) -> tuple[gpd.GeoDataFrame, Findings]:
    """Turn a layer of administrative outlines into counties and subdistricts.

    Parameters
    ----------
    raw : GeoDataFrame
        Polygons with names, under ``county`` and ``subdistrict`` or what portals call them; or ``level`` and
        ``name``. Where only a name is given, its ending tells: 区, 县, 市, 구, 군 are counties, all else subdistricts.
    crs : CRS
        Coordinate system of the communities.

    Returns
    -------
    tuple of GeoDataFrame and Findings
        Columns ``county``, ``subdistrict`` (missing for the outline of a county), ``adcode`` (missing where the layer
        has none) and polygons, sorted.

    Raises
    ------
    DataError
        If the layer has no coordinate system.
    """
    layer, told = tidy_features(raw, crs, "boundaries")
    name = text_of(layer, NAME_HEADERS)
    level = text_of(layer, _LEVEL_HEADERS).map(_LEVELS, na_action="ignore")
    level = level.mask(level.isna() & name.str.endswith(_COUNTY_ENDINGS, na=False), "county")
    county, subdistrict = text_of(layer, _COUNTY_HEADERS), text_of(layer, _SUBDISTRICT_HEADERS)
    county = county.mask(county.isna() & (level == "county"), name)
    subdistrict = subdistrict.mask(subdistrict.isna() & (level != "county") & (name != county), name)
    frame = gpd.GeoDataFrame(
        {"county": county, "subdistrict": subdistrict, "adcode": text_of(layer, _CODE_HEADERS)},
        geometry=polygon_parts(layer.geometry.to_numpy()),
        crs=layer.crs,
    )
    frame = frame[~frame.is_empty]
    if frame[["county", "subdistrict"]].isna().all(axis=None):
        told = Findings.concat([told, Findings.of(rules.NO_COLUMN, field="county, subdistrict")])
    return order_features(frame, ["county", "subdistrict"]), told
