"""Every wording of the page that is not a field's label, in Chinese and English."""

from __future__ import annotations

from cluster_planner.fields import CATALOGUE, Lang
from cluster_planner.render._review_words import REVIEW_WORDS

PAGE_LANGUAGE: dict[Lang, str] = {"zh": "zh-CN", "en": "en"}

LANGUAGES: tuple[Lang, Lang] = ("zh", "en")

UNITS_EN = {"户": "", "个": "", "栋": "", "层": "", "㎡": "m²", "m": "m", "万元": "wan CNY"}

WORDS: dict[str, tuple[str, str]] = {
    "title": ("集中连片改造片区方案", "Renovation areas: the proposal"),
    "no_script": ("请允许浏览器运行脚本, 以显示地图。", "Please allow scripts, so that the map can be drawn."),
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
    "tiles_key": ("请输入地图服务密钥", "Key of the map service"),
    "tiles_shifted": (
        "底图为 GCJ-02 坐标, 方案图形已相应偏移",
        "The base map is in GCJ-02; what is drawn was moved onto it",
    ),
    "tiles_not_in_picture": ("底图受来源限制, 未随图导出", "The base map may not be saved with the picture"),
    "save_picture": ("导出图片", "Save picture"),
    "print": ("打印", "Print"),
    "paper": ("纸张", "Paper"),
    "north": ("北", "N"),
    "whole": ("全图", "All"),
    "zoom_in": ("放大", "Zoom in"),
    "zoom_out": ("缩小", "Zoom out"),
    # tools, search and the table
    "language": ("中文", "English"),
    "colour_by": ("着色方式", "Colour by"),
    "by_area": ("按片区着色", "By area"),
    "one_class": ("全部", "all"),
    "no_data": ("无数据", "no data"),
    "communities_short": ("小区", "communities"),
    "search": ("搜索片区、小区、街道（可用拼音）", "Search areas, communities, subdistricts"),
    "nothing_found": ("没有找到", "Nothing found"),
    "more_found": ("另有 {count} 个", "{count} more"),
    "found_area": ("片区", "Areas"),
    "found_community": ("小区", "Communities"),
    "found_place": ("县区与街道", "Counties and subdistricts"),
    "filter_county": ("按县区筛选", "Filter by county"),
    "filter_year": ("按年度筛选", "Filter by year"),
    "filter_stage": ("按成员入库状态筛选", "Filter by the members' review state"),
    "all_county": ("全部县区", "All counties"),
    "all_year": ("全部年度", "All years"),
    "all_stage": ("全部入库状态", "All review states"),
    "rank": ("次序", "Rank"),
    "areas_of": ("{count} / {all} 片", "{count} of {all} areas"),
    # several plans
    "scenario": ("方案", "Plan"),
    "scenario_number": ("方案 {number}", "Plan {number}"),
    "scenario_named": ("方案：{name}", "Plan: {name}"),
    "compare": ("对比方案", "Compare with"),
    "compared_with": ("对比：{name}", "With: {name}"),
    "not_compared": ("不对比", "No comparison"),
    "side_by_side": ("并排显示", "Side by side"),
    "comparison": ("方案对比", "Comparison"),
    "moved": ("片区有变的小区", "Communities that change area"),
    "short_moved": ("{count} 个小区有变", "{count} change area"),
    "value": ("目标值", "Value"),
    "gap_at_most": ("距最优至多", "From the best at most"),
    "other_rules": ("两方案规则不同，目标值不可直接相比：", "The rules differ, so that values cannot be compared:"),
    "moves_between": (
        "从“{here}”到“{there}”，{count} 个小区改换片区（片区按共有小区对应，改名不计）：",
        "From {here} to {there}, {count} communities change area (areas match by shared members, not by name):",
    ),
    "no_moves": ("“{here}”与“{there}”中，各小区所在片区相同。", "Areas have the same members in {here} and {there}."),
    "only_in": ("{count} 个小区仅见于“{name}”。", "{count} communities are only in {name}."),
    "no_area": ("不入片区", "no area"),
    "in_other_plan": ("在“{name}”中：{where}", "In {name}: {where}"),
    # list and cards
    "area_list": ("片区一览", "Areas"),
    "built_in": ("{year} 年", "{year}"),
    "unscheduled": ("未列入年度计划", "In no yearly plan yet"),
    "by_value": ("按目标值排序", "By value"),
    "short_areas": ("{count} 片", "Areas: {count}"),
    "short_households": ("{count} 户", "{count} households"),
    "short_members": ("{count} 个小区", "{count} communities"),
    "close": ("关闭", "Close"),
    "firmness": ("稳固程度与次优方案", "How firm it is"),
    "next_best_is": ("次优方案：{other}。", "Next best plan: {other}."),
    "whole_plan": ("整个方案：", "The whole plan: "),
    "own_component": ("所在组团（{count} 个小区）：", "Its own group of {count} communities: "),
    "savings": ("费用与节省", "Costs and savings"),
    "checkup": ("体检得分：改造前 → 改造后", "Check-up: before → after the works"),
    "cost": ("单独改造费用与工程", "Cost alone, and for what"),
    "work": ("工程", "Work"),
    "quantity": ("数量", "Quantity"),
    "amount": ("万元", "wan CNY"),
    "works_needed": ("所需工程 {count} 项（含间接费分摊）", "{count} works needed (indirect cost included)"),
    "programme": ("年度计划", "Programme"),
    "mode": ("改造模式", "Mode of renovation"),
    "services": ("步行可达的配套设施", "Facilities within a walk"),
    "services_served": ("已覆盖：{names}", "Served already: {names}"),
    "services_small": (
        "缺，户数不足以单设，宜与周边共建：{names}",
        "Missing, for too few households to have their own: {names}",
    ),
    "services_unknown": ("无数据，待核实：{names}", "No data, to be checked: {names}"),
    "households_served": ("覆盖 {before} → {after} 户（共 {all} 户）", "{before} → {after} of {all} households served"),
    "proposed_at": ("拟设于", "Proposed in"),
    "proposed": ("拟增设施", "Proposed facilities"),
    "why_here": ("为什么在这里", "Why here"),
    "why_not": ("为什么不与某小区一起", "Why not with …?"),
    "choose_neighbour": ("选择相邻小区…", "Choose a neighbour …"),
    "pick_on_map": ("在地图上选", "Pick on the map"),
    "same_community": ("就是本小区。", "That is this very community."),
    "together_already": ("已在同一片区。", "is in the same area already."),
    "not_linked": (
        "两者不相邻：间距超过上限，或隔着不可跨越的行政界线，只能经由其他成员相连。",
        "They are not linked: too far apart, or across a line that no area crosses; others would have to join them.",
    ),
    "below_threshold": (
        "相似度 {likeness}，低于门槛 {threshold}，在一起会减少目标值。",
        "Likeness {likeness} lies below the threshold {threshold}: together they lower the value.",
    ),
    "above_threshold": (
        "相似度 {likeness}，达到门槛 {threshold}。",
        "Likeness {likeness} reaches the threshold {threshold}.",
    ),
    "would_break": ("若划入“{place}”，将违反：{rule}。", "Joining {place} would break: {rule}."),
    "value_lost_by": (
        "若划入“{place}”，方案目标值减少 {value}。",
        "Joining {place} would lower the value of the plan by {value}.",
    ),
    "value_won_by": (
        "若划入“{place}”，方案目标值增加 {value}。",
        "Joining {place} would raise the value of the plan by {value}.",
    ),
    "criteria": ("四项标准", "The four criteria"),
    "unknown": ("资料不足", "not known"),
    "reason": ("理由", "Reason"),
    "members": ("成员小区", "Members"),
    "figures": ("指标", "Figures"),
    "link": ("邻接", "Link"),
    "blocked_by": ("被{barrier}阻隔", "Blocked by {barrier}"),
    # foot of the page
    "about": ("方案说明", "About this plan"),
    "plan_title": ("标题", "Title"),
    "dated": ("文件日期", "Date of this file"),
    "findings": ("数据核查", "Findings"),
    "error": ("错误", "errors"),
    "warning": ("提醒", "warnings"),
    "repair": ("已修复", "repairs"),
    "quarantine": ("隔离的行", "rows in quarantine"),
    "proven": ("方案优度", "How good it is"),
    "settings": ("采用的设置", "Settings used"),
    "setting": ("设置项", "Setting"),
    "setting_value": ("取值", "Set to"),
    "meaning": ("含义", "Meaning"),
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
    "kind_canteen": ("食堂", "canteen"),
    "kind_activity_room": ("活动室", "activity room"),
    "kind_kiosk": ("便利店", "kiosk"),
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

NEED_PARTS_AFTER = {f"after_{name}": words for name, words in NEED_PARTS.items()}

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
    return WORDS | REVIEW_WORDS | outcomes


def say(key: str, lang: Lang) -> str:
    """Return one wording in one language."""
    return WORDS[key][LANGUAGES.index(lang)]
