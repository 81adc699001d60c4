"""The doors for boundaries and facilities: tidy columns, whatever the layer calls them."""

from __future__ import annotations

import geopandas as gpd
from pyproj import CRS

from cluster_planner.model import Findings
from cluster_planner.validation import _shape_rules as rules
from cluster_planner.validation._features import NAME_HEADERS, in_words, order_features, text_of, tidy_features
from cluster_planner.validation._shapes import polygon_parts

_COUNTY_HEADERS = ("county", "县市区", "区县", "区县名称", "SIG_KOR_NM", "sggnm", "sgg_nm", "NAME_2")
_SUBDISTRICT_HEADERS = ("subdistrict", "街道", "街道(乡镇)", "乡镇", "EMD_KOR_NM", "adm_nm", "NAME_3")
_CODE_HEADERS = ("adcode", "行政区划代码", "区划代码", "county_code")
_LEVEL_HEADERS = ("level", "级别", "admin_level")
_KIND_HEADERS = ("kind", "类别", "类型", "amenity", "shop", "social_facility", "leisure", "fclass", "type")
_COUNTY_ENDINGS = ("区", "县", "市", "구", "군")
_LEVELS = in_words({
    "county": "county district 区县 县市区 县 区 6",
    "subdistrict": "subdistrict street town township 街道 乡镇 街道(乡镇) 8",
})  # fmt: skip
_KINDS = in_words({
    "school": "school kindergarten college 学校 小学 中学 幼儿园 教育",
    "market": "market marketplace supermarket 市场 农贸市场 菜市场 超市",
    "clinic": "clinic hospital doctors 卫生院 医院 卫生服务中心 社区卫生服务中心 诊所 医疗",
    "elderly_care": "elderly_care elderly nursing_home 养老 养老院 敬老院 日间照料中心 养老服务中心",
    "park": "park garden 公园 口袋公园 绿地",
    "canteen": "canteen 食堂 益老食堂 社区食堂 老年食堂 长者食堂 助餐点 助餐",
    "activity_room": "activity_room community_centre social_centre 活动室 活动中心 文化活动室 党群服务中心",
    "kiosk": "kiosk convenience parcel_locker 便利店 小卖部 报刊亭 快递柜 智能快递柜 快递驿站",
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


def validate_facilities(raw: gpd.GeoDataFrame, crs: CRS) -> tuple[gpd.GeoDataFrame, Findings]:
    """Turn a layer of schools, markets, clinics and elderly care into facilities of known kinds.

    Parameters
    ----------
    raw : GeoDataFrame
        Points or polygons with a kind (``kind``, ``amenity``, ``shop``, ``fclass``, ``类别``) and a name.
    crs : CRS
        Coordinate system of the communities.

    Returns
    -------
    tuple of GeoDataFrame and Findings
        Columns ``kind`` (``school``, ``market``, ``clinic``, ``elderly_care``, ``park``, ``canteen``,
        ``activity_room``, ``kiosk``, else its own word), ``name`` and geometry.

    Raises
    ------
    DataError
        If the layer has no coordinate system.
    """
    layer, told = tidy_features(raw, crs, "facilities")
    word = text_of(layer, _KIND_HEADERS)
    if word.isna().any():
        told = Findings.concat([told, Findings.of(rules.NO_COLUMN, field="kind", found=[int(word.isna().sum())])])
    kind = word.map(_KINDS, na_action="ignore").fillna(word).fillna("other")
    frame = gpd.GeoDataFrame(
        {"kind": kind, "name": text_of(layer, NAME_HEADERS)}, geometry=layer.geometry, crs=layer.crs
    )
    return order_features(frame, ["kind", "name"]), told
