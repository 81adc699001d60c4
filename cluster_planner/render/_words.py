"""Every wording of the page that is not a field's label, in Chinese and English."""

from __future__ import annotations

from cluster_planner.fields import CATALOGUE, Lang

PAGE_LANGUAGE: dict[Lang, str] = {"zh": "zh-CN", "en": "en"}

LANGUAGES: tuple[Lang, Lang] = ("zh", "en")

UNITS_EN = {"户": "", "个": "", "栋": "", "层": "", "㎡": "m²", "m": "m", "万元": "wan CNY"}

WORDS: dict[str, tuple[str, str]] = {
    "title": ("集中连片改造片区方案", "Renovation areas: the proposal"),
    "no_script": ("请允许浏览器运行脚本, 以显示地图。", "Please allow scripts, so that the map can be drawn."),
    "old_browser": (
        "此浏览器版本过旧, 无法显示地图。请使用 Chrome 或 Edge 80、Firefox 113 及以上版本。",
        "This browser is too old for the map. Please use Chrome or Edge 80, Firefox 113, or later.",
    ),
    "synthetic": ("模拟数据, 非真实小区", "Synthetic data, no real communities"),
    # header
    "areas_formed": ("个片区", "areas"),
    "in_areas": ("个小区连片改造", "communities in areas"),
    "alone_count": ("个单独改造", "alone"),
    "not_eligible_count": ("个不符合条件", "not eligible"),
    "without_place_count": ("个无位置, 未上图", "without a place, not on the map"),
    "saved": ("万元预计节省", "wan CNY to be saved"),
    "no_areas": ("按此规则没有形成片区", "No area could be formed under these rules"),
    # layers and legend
    "legend": ("图例与图层", "Legend and layers"),
    "areas": ("片区", "Areas"),
    "communities": ("片区内小区", "Communities in areas"),
    "links": ("邻接", "Links"),
    "blocked": ("被阻隔的邻接", "Blocked links"),
    "barriers": ("阻隔", "Barriers"),
    "facilities": ("配套设施", "Facilities"),
    "context": ("底图", "Context"),
    "boundaries": ("行政界线", "Boundaries"),
    "estimated": ("虚线: 按面积估算的边界", "Dashed: outline estimated from its area"),
    "labels": ("注记", "Labels"),
    "north": ("北", "N"),
    "whole": ("全图", "All"),
    "zoom_in": ("放大", "Zoom in"),
    "zoom_out": ("缩小", "Zoom out"),
    # list and cards
    "area_list": ("片区一览", "Areas"),
    "built_in": ("{year} 年", "{year}"),
    "unscheduled": ("未列入年度计划", "In no yearly plan yet"),
    "by_value": ("按目标值排序", "By value"),
    "short_areas": ("{count} 片", "Areas: {count}"),
    "short_households": ("{count} 户", "{count} households"),
    "short_members": ("{count} 个小区", "{count} communities"),
    "back": ("返回一览", "Back to the list"),
    "criteria": ("四项标准", "The four criteria"),
    "unknown": ("资料不足", "not known"),
    "reason": ("理由", "Reason"),
    "members": ("成员小区", "Members"),
    "figures": ("指标", "Figures"),
    "link": ("邻接", "Link"),
    "blocked_by": ("被{barrier}阻隔", "Blocked by {barrier}"),
    # footer
    "source": ("数据", "Data"),
    "crs": ("计算坐标系", "Computed in"),
    "made_by": ("制图", "Made by"),
    "unit": ("单位", "Unit"),
    "wan": ("", "1 wan = 10,000"),
    # kinds of facilities
    "kind_school": ("学校", "school"),
    "kind_market": ("菜市场", "market"),
    "kind_clinic": ("卫生服务站", "clinic"),
    "kind_elderly_care": ("养老设施", "elderly care"),
    "kind_park": ("游园", "park"),
}


# What the indicators of the check-up add to need.
NEED_PARTS: dict[str, tuple[str, str]] = {
    "need_age": ("楼龄", "Age"),
    "need_structure": ("结构", "Structure"),
    "need_utilities": ("管线", "Utilities"),
    "need_fire_lane": ("消防通道", "Fire lane"),
    "need_sewer": ("排水", "Sewer"),
    "need_lifts": ("电梯", "Lifts"),
    "need_elderly": ("老龄", "Elderly residents"),
    "need_parking": ("停车", "Parking"),
    "need_management": ("物业管理", "Management"),
}

# What the states of the bank come to, in the order in which a project passes them.
STAGES: tuple[tuple[tuple[str, str], tuple[str, ...]], ...] = (
    (("申报中", "being applied for"), ("draft", "submitted", "returned")),
    (("审核中", "under review"), ("community_ok", "street_ok")),
    (("已入库", "in the bank"), ("in_bank",)),
    (("实施中", "being built"), ("planned", "started")),
    (("已完工", "completed"), ("done", "accepted", "handed_over")),
    (("未通过或中止", "refused or halted"), ("rejected", "withdrawn", "suspended")),
)


def words() -> dict[str, tuple[str, str]]:
    """Return every wording in Chinese and English, with the labels of outcomes from the field catalogue."""
    outcomes = {f"outcome_{choice.code}": (choice.zh, choice.en) for choice in CATALOGUE["outcome"].choices}
    return WORDS | outcomes


def say(key: str, lang: Lang) -> str:
    """Return one wording in one language."""
    return WORDS[key][LANGUAGES.index(lang)]
