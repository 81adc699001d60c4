"""Paragraphs of the report: those that repeat a sheet, and those that are summed up for it alone."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from truth.checks_overview import check_counts, check_findings, check_sums, with_saving
from truth.figures_checkup import INDICATORS, judged
from truth.figures_works import corridors_of
from truth.sentence import Rule, differ, normal

FACTORS = re.compile(r"^:?\s*([\d,.]+)[^×]*×\D*([\d,.]+)[^×]*×\s*([\d.]+)\s*=\s*(.*)$")
UNPRICED = re.compile(r"^:?\s*([\d,.]+)[^×]*×\D*([\d,.]+)[^×]*\((?:造价不详,未计入费用|cost unknown, not counted)\)$")
SCOPES = {
    "建议（台账未列）": "建议|suggested",
    "按目录推定": "推定|assumed",
    "台账所列": "台账所列|works in the ledger",
}
REST = re.compile(r"其余\d+项见plan\.xlsx|\d+ more in plan\.xlsx")
INDICATOR_NAMES = {
    "en": {
        "structure": "structure", "water supply": "util_water", "water": "util_water", "drainage": "util_drainage", "power": "util_power", "power supply": "util_power", "gas supply": "util_gas", "gas": "util_gas",
        "telecom": "util_telecom", "sewer separation": "sewer", "rain and foul water": "sewer", "fire lane": "fire_lane", "lifts": "lifts",
        "elderly residents": "elderly", "parking": "parking", "chargers": "chargers", "management": "management", "property management": "management",
    },
    "zh": INDICATORS,
}  # fmt: skip


def check_summary(facts, area, case, lang):
    """Outcomes and sums over areas, of what is known."""
    outcome = case.known.communities["outcome"].value_counts()
    yield from differ(
        facts,
        inside=outcome.get("area", 0), alone_count=outcome.get("alone", 0), not_eligible=outcome.get("not_eligible", 0),
    )  # fmt: skip
    yield from check_counts(facts, area, case, lang)
    table = with_saving(case.sheet("片区"))
    total = {name: pd.to_numeric(table[name]).sum() for name in ("节省（低）", "节省", "节省（高）", "单独改造费用")}
    yield from differ(
        facts,
        cost_alone=total["单独改造费用"], cost_together=total["单独改造费用"] - total["节省"], saved=total["节省"],
        low=total["节省（低）"], high=total["节省（高）"],
    )  # fmt: skip
    if "floor10k" in facts:
        mine = case.known.communities.loc[case.known.home.index, "floor_area_m2"].sum()
        yield from differ(facts, floor10k=mine / 1e4)
    yield from check_sums(
        {
            name: fact
            for name, fact in facts.items()
            if name in ("households", "floor", "share", "stated_households", "stated_floor", "stated_cost", "of")
        },
        area,
        case,
        lang,
    )


def check_corridors(facts, area, case, lang):  # noqa: ARG001
    """Only links between members that share a trench, and its length; conflicts as the sheet lists them."""
    links, _ = corridors_of(case)
    mine = links[(links["area_id"] == area) & (links["shared"] > 0)]
    listed = case.sheet("管线同步")
    conflicts = listed[(listed["片区编号"] == area) & listed["冲突"].notna()]
    yield from differ(facts, count=len(mine), metres=mine["shared"].sum())
    stated = sum(
        int(count) for count in re.findall(r"(\d+) ?(?:处须协调|to be coordinated)", facts.get("conflicts", ""))
    )
    if stated != len(conflicts):
        yield f"conflicts {stated}, are {len(conflicts)}"


def check_checks(facts, area, case, lang):
    """That many members fail each indicator, before and after; indicators that nobody fails are left out."""
    before, after = judged(case)
    members = case.known.members[area]
    stated = re.findall(r"([^;。]+?) ?(\d+) ?→ ?(\d+)", facts["checks"])
    for name, was, now in stated:
        column = INDICATOR_NAMES[lang].get(name.strip().lower() if lang == "en" else name.strip())
        if column is None:
            yield f"no indicator {name}"
        elif (int(was), int(now)) != (
            (before.loc[members, column] == 0).sum(),
            (after.loc[members, column] == 0).sum(),
        ):
            yield f"{name} {was} → {now}"


def check_works(facts, area, case, lang):
    """Each line is a row of the sheet under its scope, and multiplies out."""
    table, zh = case.sheet("工程量", lang), case.sheet("工程量")
    scope = next(label for label, words in SCOPES.items() if re.search(words, facts["lead"], re.IGNORECASE))
    mine = (zh["片区编号"] == area) & (zh["改造范围"] == scope)
    names = {normal(name, lang): at for at, name in table["工程"][mine].items()}
    amounts = zh["金额"].fillna(zh.get("建议工程金额，未计入", np.nan))
    for part in (one.strip() for one in facts["works"].rstrip("。.").split(";")):
        at = next((names[name] for name in sorted(names, key=len, reverse=True) if part.startswith(name)), None)
        factors = part.removeprefix(normal(table.loc[at, "工程"], lang)) if at is not None else ""
        stated, unpriced = FACTORS.search(factors), UNPRICED.search(factors)
        if unpriced:
            yield from differ(
                {"quantity": unpriced[1], "rate": unpriced[2]}, quantity=zh.loc[at, "工程量"], rate=zh.loc[at, "中价"]
            )
            if pd.notna(amounts[at]):
                yield f"it costs {amounts[at]}: {part}"
        elif stated:
            yield from differ(
                {"quantity": stated[1], "rate": stated[2], "factor": stated[3], "amount": stated[4].strip()},
                quantity=zh.loc[at, "工程量"], rate=zh.loc[at, "中价"], factor=zh.loc[at, "折算系数"], amount=amounts[at],
            )  # fmt: skip
        elif not REST.fullmatch(part):
            yield f"no such row: {part}"


def check_sites(facts, area, case, lang):
    """That many households of the area have each facility now and would have it then."""
    table, zh = case.sheet("配套设施", lang), case.sheet("配套设施")
    rows = {normal(name, lang): at for at, name in table["配套设施"][zh["片区编号"] == area].items()}
    for part in (one.strip() for one in facts["sites"].rstrip("。.").split(";")):
        at = next((rows[name] for name in sorted(rows, key=len, reverse=True) if part.startswith(name)), None)
        stated = re.search(r"([\d,]+) ?→ ?([\d,]+)", part)
        if at is None or stated is None:
            yield f"no such row: {part}"
        else:
            yield from differ(
                {"now": stated[1], "then": stated[2]}, now=zh.loc[at, "现已服务户数"], then=zh.loc[at, "增设后服务户数"]
            )


def check_state(facts, area, case, lang):  # noqa: ARG001
    """As many communities as were read, in as many counties."""
    communities = case.known.communities
    yield from differ(facts, communities=len(communities), counties=communities["county"].nunique(dropna=False))


def check_due(facts, area, case, lang):  # noqa: ARG001
    """Each year is due what the sheet has for it, and as many demands are not met."""
    table = case.sheet("年度计划").set_index("实施年度")["新列项目当年支付"]
    stated = dict(re.findall(DUE[lang], facts["years"]))
    if lang == "en":
        stated = {year: amount for amount, year in stated.items()}
    if sorted(map(int, stated)) != sorted(map(int, table.index)):
        yield f"years {sorted(stated)}"
    for year, amount in stated.items():
        yield from differ({"amount": amount}, amount=table[int(year)])
    unmet = len(case.sheet("未满足的要求")) if "未满足的要求" in case.outputs["zh"].sheets else 0
    yield from differ({"unmet": facts.get("unmet", "0")}, unmet=unmet)


def check_trenches(facts, area, case, lang):  # noqa: ARG001
    """All corridors that share a trench, their length, and how many have a conflict."""
    links, _ = corridors_of(case)
    shared = links[links["shared"] > 0]
    yield from differ(facts, count=len(shared), metres=shared["shared"].sum())
    conflicts = int(case.sheet("管线同步")["冲突"].notna().sum())
    yield from differ({"conflicts": facts.get("conflicts", "0")}, conflicts=conflicts)


def check_wanted(facts, area, case, lang):  # noqa: ARG001
    """As many facilities are missing, and unknown, as the sheet lists."""
    states = case.sheet("配套设施")["配套状况"].astype(str)
    stated = {name: facts.get(name, "0") for name in ("missing", "unknown")}
    yield from differ(stated, missing=(states == "缺").sum(), unknown=(states == "无数据，待核实").sum())


def check_open(facts, area, case, lang):  # noqa: ARG001
    """Warnings and rows set aside as counted in the findings, areas with something open as marked on the sheet."""
    levels = (
        case.sheet("数据核查")["级别"].astype(str) if "数据核查" in case.outputs["zh"].sheets else pd.Series(dtype=str)
    )
    aside = len(case.sheet("隔离数据")) if "隔离数据" in case.outputs["zh"].sheets else 0
    areas = case.sheet("片区")
    marked = [areas[name].notna() for name in ("未填报的小区数", "待核上下限") if name in areas]
    stated = {name: facts.get(name, "0") for name in ("warnings", "rows", "areas")}
    yield from differ(
        stated, warnings=levels.str.startswith("提醒").sum(), rows=aside, areas=np.logical_or.reduce(marked).sum()
    )


DUE = {
    "zh": r"(\d{4}) ?年新列项目须支付 ?([\d,.]+ ?万元)",
    "en": r"(CNY [\d,.]+) is due for newly listed projects in (\d{4})",
}

RULES = (
    Rule(
        "report, state",
        "台账共有 <communities:n> 个小区，分布在 <counties:n> 个县（市、区）。",
        "The ledger has <communities:n> communit[y][ies] in <counties:n> count[y][ies].",
        check_state,
    ),
    Rule(
        "report, money due",
        "资金：<years:[^。]*?年新列项目须支付 ?[0-9,.]+ ?万元>[；另有 <unmet:n> 项要求或期望未能满足，见“年度计划与资金”]。",
        "Money: <years:.*? is due for newly listed projects in [0-9]+>[; <unmet:n> demand[s] [is][are] not met, see the chapter on the programme].",
        check_due,
    ),
    Rule(
        "report, all trenches",
        "管线统筹：<count:n> 处相邻小区可共沟敷设，共 <metres:n> 米，须同步设计、同步施工、同步验收[；其中 <conflicts:n> 处有须先协调的事项]。",
        "Works in one trench: <count:n> corridor[s] share[s] a trench of <metres:n> m in all: designed, built and accepted together"
        "[; <conflicts:n> of them ha[s][ve] something to settle first].",
        check_trenches,
    ),
    Rule(
        "report, facilities wanted",
        "配套设施：[<missing:n> 项缺少，须落实场地和房源][；][<unknown:n> 项没有数据，须先核实]。",
        "Facilities: [<missing:n> [is][are] missing and need[s] a place][; ][<unknown:n> ha[s][ve] no data and must be verified first].",
        check_wanted,
    ),
    Rule(
        "report, data to verify",
        "资料核实：[数据提醒 <warnings:n> 处][；][不能使用的行 <rows:n> 行][；][有不详或待核实事项的片区 <areas:n> 个，见“各片区说明”]。",
        "Data to verify: [<warnings:n> warning[s] on the data][; ][<rows:n> row[s] that cannot be used][; ]"
        "[<areas:n> area[s] with something unknown or to be verified, see the descriptions of areas].",
        check_open,
    ),
    Rule(
        "report, outcomes",
        "本方案涉及 <communities:n> 个小区：<inside:n> 个划入 <areas:n> 个集中连片改造片区，<alone_count:n> 个单独改造，<not_eligible:n> 个按<_:any>不参与。",
        "This plan covers <communities:n> communit[y][ies]: <inside:n> [is][are] grouped into <areas:n> renovation area[s], <alone_count:n> [is][are] renovated alone, "
        "and <not_eligible:n> do[es] not take part because of <_:any>.",
        check_summary,
    ),
    Rule(
        "report, sums",
        "各片区合计：[<households:n> 户][（<of:n> 个小区中已知 <stated_households:n> 个）][户数不详]、[建筑面积 <floor10k:n> 万㎡][（<of2:n> 个小区中已知 <stated_floor:n> 个）]"
        "[建筑面积不详]。[分别改造约需 <cost_alone:money>，连片改造约需 <cost_together:money>，估算节省 <saved:money>（<share:n>%），"
        "高低估值为 <low:n> 至 <high:money>][（<of3:n> 个小区中已知 <stated_cost:n> 个）][造价不详，费用和节省暂不能估算]。",
        "All areas together: [<households:n> household[s]][ (known for <stated_households:n> of <of:n>)][unknown number of households], "
        "[<floor:n> m² of floor area][ (known for <stated_floor:n> of <of2:n>)][floor area unknown]. "
        "[Renovating them one by one would cost about <cost_alone:money>, as areas about <cost_together:money>: an estimated saving of <saved:money> "
        "(<share:n>%), between <low:money> and <high:money>][ (known for <stated_cost:n> of <of3:n>)]"
        "[Costs are unknown, so costs and savings cannot be estimated yet].",
        lambda facts, area, case, lang: check_summary(
            facts | ({"low": f"{facts['low']} 万元"} if lang == "zh" and "low" in facts else {}), area, case, lang
        ),
    ),
    Rule(
        "report, corridors",
        "管线同步：片区成员之间 <count:n> 条邻接可共沟敷设，共 <metres:n> 米[<conflicts:any>]。",
        "Shared trenches: members can share a trench along <count:n> link[s], <metres:n> m in all[<conflicts:any>].",
        check_corridors,
    ),
    Rule(
        "report, checks",
        "体检不<_:[^：:]*>：<checks:any>。",
        "Members that fail<_:[^:]*>: <checks:any>.",
        check_checks,
    ),
    Rule(
        "report, works",
        "<lead:台账[^:]*(?:工程|建议)[^:]*>：<works:.*>",
        "<lead:(?:Main works|Works suggested beyond)[^:]*>: <works:.*>",
        check_works,
    ),
    Rule(
        "report, sites",
        "建议增设配套（服务户数）：<sites:.*>",
        "Proposed facilities (households served): <sites:.*>",
        check_sites,
    ),
    Rule(
        "report, findings",
        "校验共发现 <error:n> 处错误、<warning:n> 处提醒，自动修复 <repair:n> 处；<quarantine:n> 行无法使用，已单独列出（见 plan.xlsx）。",
        "Validation found <error:n> error[s] and <warning:n> warning[s] and repaired <repair:n> value[s]; <quarantine:n> row[s] could not be used and [is][are] "
        "listed separately (see plan.xlsx).",
        lambda facts, *place: [*check_findings(facts, *place), *check_counts(facts, *place)],
    ),
)
