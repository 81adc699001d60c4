"""The door for facilities: their kinds, whatever the layer calls them."""

from __future__ import annotations

import geopandas as gpd
from pyproj import CRS

from cluster_planner.model import Findings
from cluster_planner.validation.places import _shape_rules as rules
from cluster_planner.validation.surroundings._features import (
    NAME_HEADERS,
    in_words,
    order_features,
    text_of,
    tidy_features,
)

_KIND_HEADERS = ("kind", "类别", "类型", "amenity", "shop", "social_facility", "leisure", "fclass", "type")
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
        told = Findings.concat([told, Findings.of(rules.NO_COLUMN, field="kind", count=int(word.isna().sum()))])
    kind = word.map(_KINDS, na_action="ignore").fillna(word).fillna("other")
    frame = gpd.GeoDataFrame(
        {"kind": kind, "name": text_of(layer, NAME_HEADERS)}, geometry=layer.geometry, crs=layer.crs
    )
    return order_features(frame, ["kind", "name"]), told
