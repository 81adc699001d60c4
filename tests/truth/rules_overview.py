"""Lines of the first sheet, each its label and what it says."""

from __future__ import annotations

from truth.checks_overview import (
    check_basis,
    check_counts,
    check_evidence,
    check_findings,
    check_firmness,
    check_links,
    check_nothing_built,
    check_outcome,
    check_programme,
    check_progress,
    check_proof,
    check_services,
    check_sums,
    check_under_way,
    nothing,
)
from truth.sentence import Rule

RULES = (
    Rule("source", "数据来源|<any:.*>", "Source|<any:.*>", nothing),
    Rule("nature", "数据性质|<any:.*>", "Nature of the data|<any:.*>", nothing),
    Rule("communities", "小区总数|<communities:n>", "Communities|<communities:n>", check_counts),
    Rule("outcome", "其中：<what>|<count:n>", "Of these: <what>|<count:n>", check_outcome),
    Rule("quarantine", "隔离的行（无法使用）|<quarantine:n>", "Rows in quarantine|<quarantine:n>", check_counts),
    Rule("areas", "片区数|<areas:n>", "Areas|<areas:n>", check_counts),
    Rule(
        "households",
        "片区户数|[<households:n>][不详][（<of:n> 个小区中已知 <stated_households:n> 个）]",
        "Households in areas|[<households:n>][unknown][ (known for <stated_households:n> of <of:n>)]",
        check_sums,
    ),
    Rule(
        "floor area",
        "片区建筑面积（㎡）|[<floor:n>][不详][（<of:n> 个小区中已知 <stated_floor:n> 个）]",
        "Floor area in areas (m2)|[<floor:n>][unknown][ (known for <stated_floor:n> of <of:n>)]",
        check_sums,
    ),
    Rule(
        "cost alone",
        "分别改造费用（万元）|[<alone:n>][不详][（<of:n> 个小区中已知 <stated_cost:n> 个）]",
        "Cost one by one (CNY)|[<alone:n>][unknown][ (known for <stated_cost:n> of <of:n>)]",
        check_sums,
    ),
    Rule(
        "cost together",
        "连片改造费用（万元）|[<together:n>][不详][（<of:n> 个小区中已知 <stated_cost:n> 个）]",
        "Cost as areas (CNY)|[<together:n>][unknown][ (known for <stated_cost:n> of <of:n>)]",
        check_sums,
    ),
    Rule(
        "saving",
        "节省（万元）|[<saving:n>][不详][（<share:n>%）][（<dark:n> 个片区有小区管网状况不详，其中共沟敷设及路面恢复节省 <dug:money> 以管网均需更换为前提）]"
        "[（<of:n> 个小区中已知 <stated_cost:n> 个）]",
        "Saving (CNY)|[<saving:n>][unknown][ (<share:n>%)]"
        "[ (<dug:money> of it from shared trenches and road surface in <dark:n> area[s] where the network condition of some communities is unknown, provided that all their networks need renewal)]"
        "[ (known for <stated_cost:n> of <of:n>)]",
        check_sums,
    ),
    Rule(
        "facilities",
        "配套设施|[缺 <missing:n> 项，建议增设 <sites:n> 处][；][<small:n> 项缺，与相邻片区合计户数仍不足以单设][；]"
        "[<unknown:n> 项没有数据，须核实][；][<straight:n> 个片区没有道路数据，步行距离按直线估算]",
        "Facilities|[<missing:n> missing, <sites:n> site[s] proposed][; ][<small:n> missing, with too few households even together with neighbouring areas]"
        "[; ][<unknown:n> without data, to be checked][; ][walking distances in <straight:n> area[s] estimated from straight lines, for lack of road data]",
        check_services,
    ),
    Rule(
        "how good",
        "方案优度|按此规则，[<optimal:已证明没有更好的方案>][任何方案最多再好 <share:n>%][<open:能否有更好的方案尚未证明>]",
        "Proof|[<optimal:proven: no plan under these rules is better>][no plan under these rules can be more than <share:n>% better]"
        "[<open:it is not proven whether a better plan exists under these rules>]",
        check_proof,
    ),
    Rule(
        "how that is known",
        "优度依据|<communities:n> 个小区分 <parts:n> 个求解块，其中 <proven:n> 块已证明最优；共比选 <columns:n> 个可能片区",
        "Basis of the proof|<communities:n> communities in <parts:n> part[s] solved separately, <proven:n> of them proven optimal; "
        "<columns:n> possible area[s] considered",
        check_proof,
    ),
    Rule(
        "links",
        "邻接|<open:n> 对（其中参与的小区之间 <open_part:n> 对）；被阻隔 <blocked:n> 对（其中参与的小区之间 <blocked_part:n> 对）",
        "Links|<open:n> pair[s] (<open_part:n> among communities that take part); <blocked:n> blocked (<blocked_part:n> among communities that take part)",
        check_links,
    ),
    Rule(
        "what is known",
        "资料依据|相似度 <criteria:n> 项标准中已知 <known:n> 项[（<named>）]，<areas:n> 个片区中 <households:n> 个户数齐全，<costs:n>% 的小区投资已知，"
        "[已提供阻隔数据][<none:无起作用的阻隔数据>]",
        "Data known|<known:n> of <criteria:n> criteria known[ (<named>)]; households known for <households:n> of <areas:n> area[s]; investment known for "
        "<costs:n>% of the communities; [barriers given][<none:no barriers in effect>]",
        check_evidence,
    ),
    Rule(
        "under way",
        "在建片区|在建及已完工片区 <areas:n> 个，含小区 <communities:n> 个，已开工 <started:n> 个、已完工 <finished:n> 个",
        "Areas under way|<areas:n> area[s] under way or finished, with <communities:n> communit[y][ies]: <started:n> started, <finished:n> finished",
        check_under_way,
    ),
    Rule("firmness", "片区：<grade>|<count:n>", "Areas: <grade>|<count:n>", check_firmness),
    Rule(
        "progress",
        "最近年度计划的进度|<year:n> 年度计划：<communities:n> 个小区，已开工 <started:n> 个，已完工 <finished:n> 个"
        "[；完成投资 <paid:n> / <whole:money>（<share:n>%）][，按填报的 <stated:n> 个小区计]",
        "Progress of the latest plan|plan of <year:n>: <communities:n> communit[y][ies], <started:n> started, <finished:n> finished"
        "[; <paid:money> of <whole:money> spent (<share:n>%)][, reported by <stated:n> communit[y][ies]]",
        lambda facts, key, case, lang: check_progress(_in_wan(facts, lang), key, case, lang),
    ),
    Rule(
        "programme",
        "年度计划|<first:n>[ 至 <last:n>] 年列入片区 <areas:n> 个、单独改造小区 <alone:n> 个，未列入 <areas_out:n> 个和 <alone_out:n> 个"
        "[（其中 <unpriced:n> 个因造价不详）]<rest:；.*>",
        "Programme|<areas:n> area[s] and <alone:n> communit[y][ies] alone in <first:n>[ to <last:n>]; <areas_out:n> area[s] and <alone_out:n> communit[y][ies] left out"
        "[ (<unpriced:n> of them because of unknown cost)]<rest:; .*>",
        check_programme,
    ),
    Rule(
        "programme, nothing",
        "年度计划|<first:n> 年起没有项目列入年度计划：未列入片区 <areas_out:n> 个、单独改造小区 <alone_out:n> 个"
        "[（其中 <unpriced:n> 个因造价不详）]<rest:.*>",
        "Programme|Nothing is built from <first:n> on: <areas_out:n> area[s] and <alone_out:n> communit[y][ies] alone are left out"
        "[ (<unpriced:n> of them because of unknown cost)]<rest:.*>",
        check_nothing_built,
    ),
    Rule(
        "findings",
        "数据核查|<error:n> 处错误，<warning:n> 处提醒，<repair:n> 处已修复",
        "Findings|<error:n> error[s], <warning:n> warning[s], <repair:n> repair[s]",
        check_findings,
    ),
    Rule(
        "price basis",
        "价格依据|按工程目录 <years> 年价格；<given:n> 个小区取库中投资，<works:n> 个按工程估算，[<like:n> 个按同类小区估算，]<rate:n> 个按单价估算"
        "[，<unknown:n> 个造价不详]；本地系数 <factor:n>（比较 <compared:n> 个小区）",
        "Price basis|works at <years> prices; <given:n> communit[y][ies] at the investment in the bank, <works:n> estimated from works, "
        "[<like:n> from similar communities, ]<rate:n> by unit rate[, <unknown:n> of unknown cost]; local factor <factor:n> (from <compared:n> communit[y][ies])",
        check_basis,
    ),
    Rule(
        "on costs",
        "费用说明|费用和节省按工程目录和“设置”表中的单价估算，非官方数据。",
        "Note on costs|Costs and savings are estimates from the works catalogue and the rates in the sheet Settings, not official figures.",
        nothing,
    ),
)


def _in_wan(facts, lang):
    """Return the facts with the unit that an amount before a stroke shares with the one behind it."""
    return facts | ({"paid": f"{facts['paid']} 万元"} if lang == "zh" and "paid" in facts else {})
