"""Every wording of the report that is not a field's label, in Chinese and English."""

from __future__ import annotations

from cluster_planner.fields import Lang
from cluster_planner.render._words import LANGUAGES
from cluster_planner.render.report._method_words import METHOD_WORDS

WORDS: dict[str, tuple[str, str]] = {
    # cover
    "title": ("集中连片改造片区方案报告", "Renovation areas: report on the proposal"),
    "data": ("数据来源", "Data"),
    "price_year": ("价格年份", "Price year"),
    "programme_years": ("计划年度", "Years of the programme"),
    "made_with": ("编制工具", "Made with"),
    "plan_number": ("方案校验码", "Checksum of the plan"),
    "filed_by": ("编制单位（盖章）", "Filed by"),
    "filed_on": ("编制日期", "Date"),
    "contents": ("目录", "Contents"),
    # summary
    "summary": ("方案摘要", "Summary"),
    "what": (
        (
            "本方案涉及 {communities} 个小区：{area} 个划入 {areas} 个集中连片改造片区，{alone} 个单独改造，"
            "{not_eligible} 个按入库状态、建成年份等条件不参与。"
        ),
        (
            "Of {communities} communities, {area} are grouped into {areas} renovation areas, {alone} are renovated "
            "alone, and {not_eligible} do not take part, by their state, build year or other conditions."
        ),
    ),
    "money": (
        (
            "各片区共 {households} 户、建筑面积 {floor_area} 万㎡。分别改造约需 {alone} 万元，连片改造约需 "
            "{together} 万元，估算节省 {saving} 万元（{share}），高低估值为 {low} 至 {high} 万元。"
        ),
        (
            "The areas hold {households} households and {floor_area} × 10,000 m² of floor area. Renovated one by "
            "one they would cost about {alone} wan CNY, as areas {together}: an estimated saving of {saving} ("
            "{share}), between {low} and {high}."
        ),
    ),
    "proof": (
        "方案优度：{certificate}。共 {parts} 个连通片分别求解，其中 {optimal} 个已证明最优。",
        ("{certificate}. {parts} connected groups were solved, {optimal} of them proven optimal."),
    ),
    "summary_services": ("配套设施：", "Facilities: "),
    "summary_programme": ("年度计划：", "Programme: "),
    "summary_progress": ("进度：", "Progress: "),
    "estimates": (
        "费用和节省均为按设置中的单价作出的估算，不是官方数据，也不能代替概预算。",
        (
            "Costs and savings are estimates from the rates in the settings; they are no official figures and "
            "replace no budget. 1 wan CNY = CNY 10,000."
        ),
    ),
    "by_county": ("各县市区汇总", "By county"),
    "county_note": ("户数和费用为片区合计。", "Households and money are those of the areas."),
    "all_communities": ("小区总数（个）", "All communities"),
    "area_households": ("片区户数（户）", "Households in areas"),
    "no_county": ("未填县市区", "no county given"),
    "total": ("合计", "Total"),
    "overview": ("片区分布", "Where the areas lie"),
    "overview_alt": ("全域示意图：每个片区一个圆点", "Map of the whole region with a dot for each area"),
    "no_chinese_font": (
        "本机没有可用的中文字体，图中改用英文，中文地名未标注；安装 Noto Sans CJK SC 等字体后重新生成即可。",
        (
            "This machine has no Chinese font, so that Chinese names are left out of the pictures; install one such "
            "as Noto Sans CJK SC and write the report again."
        ),
    ),
    # areas
    "maps": ("片区分布图", "Maps"),
    "town": ("{counties}：{count} 个片区", "{counties}: {count} areas"),
    "area_list": ("片区一览表", "All areas"),
    "area_list_note": (
        "体检得分越高，改造需求越迫切；相似度为片区内各对小区的平均值。两者取值均为 0 至 1。",
        "Need tells how badly renovation is wanted, likeness how alike the members are on average; both from 0 to 1.",
    ),
    "no_pages": (
        "共 {count} 个片区，数量较多，本报告不再一片一页；各片区的成员和指标见 plan.xlsx 和 map.html。",
        "With {count} areas, none has a page of its own; members and figures are in plan.xlsx and map.html.",
    ),
    "reasons": ("各片区划分理由", "Why each area"),
    "area_pages": ("各片区说明", "Area by area"),
    "area_alt": (
        "片区 {area} 平面图：成员、邻接、阻隔与道路",
        ("Map of area {area}: members, links, barriers, streets"),
    ),
    "members": ("成员小区（序号同图）", "Members, numbered as on the map"),
    "number": ("序号", "No."),
    "saving_items": ("节省明细", "What is saved, item by item"),
    "programme_reason": ("年度安排：", "Programme: "),
    "mode": ("改造模式 {mode}：", "Mode, {mode}: "),
    "corridors": ("管线同步：", "Shared trenches: "),
    "corridors_shared": (
        "{count} 条走廊可共用管沟，共 {metres} 米",
        "{count} corridors can share a trench, {metres} m in all",
    ),
    "conflict": ("{count} 处须协调（{conflict}）", "{count} to be settled ({conflict})"),
    "works": ("主要工程（按造价）：", "Main works, by cost: "),
    "work": ("{work} {quantity} {unit}（{wan} 万元）", "{work} {quantity} {unit} ({wan} wan CNY)"),
    "more_works": ("其余 {count} 项见 plan.xlsx", "{count} more in plan.xlsx"),
    "facilities": ("建议增设配套（服务户数）：", "Facilities to add (households served): "),
    "facility": (
        "{service}（{site_names}，{served_before} → {served_after}）",
        "{service} (at {site_names}, {served_before} → {served_after})",
    ),
    "facilities_open": ("其他配套：", "Other facilities: "),
    "facilities_small": ("{services}缺但户数不足，宜与周边共建", "{services} missing for too few households"),
    "facilities_unknown": ("{services}没有数据，须核实", "{services} without data, to be checked"),
    "progress": ("进度与统计", "Progress and statistics"),
    "progress_caption": ("年度计划进度", "Progress of the yearly plans"),
    "statistics_caption": ("统计表：{scope}", "Statistics: {scope}"),
    "facility_proposed": ("建议增设配套", "proposed facility"),
    # those in no area
    "alone": ("单独改造的小区", "Communities alone"),
    "none_alone": ("没有单独改造的小区。", "No community is left alone."),
    "alone_note": (
        "以下 {count} 个小区未划入片区，建议一区一策单独改造；理由由计算结果逐一给出。",
        "These {count} communities join no area and are best renovated on their own, each for the reason given.",
    ),
    "not_eligible": ("不参与划片的小区", "Communities that do not take part"),
    "no_reason": ("未注明", "not told"),
    # years and money
    "programme": ("年度计划与资金", "Programme and money"),
    "by_year": ("各年度安排", "By year"),
    "by_project": ("各项目年度与理由", "Year of each project, and why"),
    "funds_caption": ("资金来源", "Where the money comes from"),
    "shortfalls_caption": ("未满足的要求", "Demands that are not met"),
    "checks": ("体检不合格的小区数（改造前 → 改造后）：", "Members that fail a check-up (before → after): "),
    "check": ("{indicator} {failed} → {failed_after}", "{indicator} {failed} → {failed_after}"),
    "price_basis": ("价格依据与声明", "Prices and disclaimer"),
    "tell_prices": (
        "缺资料的不计入，合计只含已知部分；低、中、高三档单价见工程目录，均可修改。",
        (
            "What is unknown is left out, so that totals are over what is known; low, likely and high rates are in "
            "the works catalogue, and can all be changed."
        ),
    ),
    "disclaimer": (
        (
            "本报告由软件根据所提供的数据和设置自动生成，供方案比选和讨论使用。其中费用、节省和年度安排均为估算，"
            "不是官方数据，不构成立项、概预算或资金拨付的依据；采用前须由主管部门核实。"
        ),
        (
            "This report was made by software from the data and settings it was given, for weighing and discussing "
            "plans. Its costs, savings and years are estimates, not official figures, and no basis for approval, "
            "budgets or payments; the authority in charge has to verify them before use."
        ),
    ),
    "synthetic_note": (
        "所用数据为合成数据，其中没有真实小区，地名和数字均为虚构。",
        "The data is made up: no community, place or figure in it is real.",
    ),
    # data
    "findings": ("数据核查", "Findings in the data"),
    "tell_findings": (
        (
            "校验共发现 {error} 处错误、{warning} 处提醒，自动修复 {repair} 处；{quarantine} 行无法使用，"
            "已单独列出（见 plan.xlsx）。"
        ),
        (
            "Validation met {error} errors and {warning} warnings, and repaired {repair} values; {quarantine} rows "
            "cannot be used and are set aside (see plan.xlsx)."
        ),
    ),
    # pictures
    "an_area": ("片区", "area"),
    "an_area_with_id": ("片区（附编号）", "area with its number"),
    "this_area": ("本片区（成员附序号）", "this area, numbered"),
    "other_areas": ("其他片区", "other areas"),
    "link": ("成员间邻接", "link of members"),
    "blocked_link": ("被阻隔的邻接", "blocked link"),
    "facility_there": ("现有配套设施", "facility there"),
    "county_line": ("县市区界", "county line"),
    "subdistrict_line": ("街道（乡镇）界", "subdistrict line"),
    "county_with_areas": ("{name}\n{count} 个片区", "{name}\n{count} areas"),
    "source_line": ("数据：{files}   坐标系：{crs}   制图：{tool}", "Data: {files}   {crs}   Drawn by {tool}"),
}


def say(key: str, lang: Lang, **figures: object) -> str:
    """Return one wording in one language, with its figures."""
    words = WORDS.get(key) or METHOD_WORDS[key]
    return words[LANGUAGES.index(lang)].format(**figures)
