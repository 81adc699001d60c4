"""Spellings of headers, kinds and levels of barriers, boundaries and facilities."""

from __future__ import annotations

from collections.abc import Mapping

from cluster_planner.fields import plain


def _turned(words: Mapping[str, str]) -> dict[str, str]:
    """Return a table of words inverted: ``kind = "word word"`` to word = kind."""
    return {plain(word): kind for kind, listed in words.items() for word in listed.split()}


NAME_HEADERS = ("name", "名称", "name:zh", "名字", "KOR_NM", "adm_nm", "name_chn", "NAME_CHN")
# In this order: a layer's own word first, then the keys of OpenStreetMap, then the columns of its extracts.
BARRIER_HEADERS = (
    *("kind", "类别", "类型", "种类", "要素类别", "要素类型", "阻隔类型"),
    *("railway", "highway", "waterway", "natural", "water", "fclass", "type", "名称"),
)
WIDTH_HEADERS = ("width_m", "width", "宽度")
BARRIER_WORDS = _turned({
    "water": "water river riverbank lake reservoir pond basin bay lagoon oxbow dock strait "
             "水面 水系 水域 水体 河流 河道 湖泊 湖 水库 池塘 江 河",
    "railway": "railway rail narrow_gauge 铁路 铁道",
    "motorway": "motorway motorway_link 高速 高速公路",
    "trunk": "trunk trunk_link 快速路 城市快速路 快速道",
    "primary": "primary primary_link 主干路 主干道 城市主干路 城市主干道",
})  # fmt: skip
OWN_WORDS = "residential unclassified service living_street pedestrian footway cycleway path steps track road"
CONTEXT_WORDS = {word: word for word in f"{OWN_WORDS} construction subway light_rail tram".split()} | _turned({
    "secondary": "secondary secondary_link 次干路 次干道",
    "tertiary": "tertiary tertiary_link 支路",
})  # fmt: skip
# Narrow unless shown otherwise: as lines they are barriers only with a known width, as polygons like any water.
NARROW_WORDS = _turned({"water": "stream ditch drain canal 沟渠 渠"})
COUNTY_HEADERS = ("county", "县市区", "区县", "区县名称", "SIG_KOR_NM", "sggnm", "sgg_nm", "NAME_2")
SUBDISTRICT_HEADERS = ("subdistrict", "街道", "街道(乡镇)", "乡镇", "EMD_KOR_NM", "adm_nm", "NAME_3")
CODE_HEADERS = ("adcode", "行政区划代码", "区划代码", "county_code")
LEVEL_HEADERS = ("level", "级别", "admin_level")
COUNTY_ENDINGS = ("区", "县", "市", "구", "군")
LEVELS = _turned({
    "county": "county district 区县 县市区 县 区 6",
    "subdistrict": "subdistrict street town township 街道 乡镇 街道(乡镇) 8",
})  # fmt: skip
FACILITY_HEADERS = ("kind", "类别", "类型", "amenity", "shop", "social_facility", "leisure", "fclass", "type")
FACILITY_WORDS = _turned({
    "school": "school kindergarten college 学校 小学 中学 幼儿园 教育",
    "market": "market marketplace supermarket 市场 农贸市场 菜市场 超市",
    "clinic": "clinic hospital doctors 卫生院 医院 卫生服务中心 社区卫生服务中心 诊所 医疗",
    "elderly_care": "elderly_care elderly nursing_home 养老 养老院 敬老院 日间照料中心 养老服务中心",
    "park": "park garden 公园 口袋公园 绿地",
    "canteen": "canteen 食堂 益老食堂 社区食堂 老年食堂 长者食堂 助餐点 助餐",
    "activity_room": "activity_room community_centre social_centre 活动室 活动中心 文化活动室 党群服务中心",
    "kiosk": "kiosk convenience parcel_locker 便利店 小卖部 报刊亭 快递柜 智能快递柜 快递驿站",
})  # fmt: skip
