"""What must be true of the lines of the first sheet."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from truth.figures_programme import FINISHED, STARTED
from truth.figures_works import work_of
from truth.rules_alone import around
from truth.rules_areas import CRITERIA, knows_networks
from truth.sentence import differ

OUTCOMES = {
    "zh": {"划入片区": "area", "单独改造": "alone", "不参与划片": "not_eligible"},
    "en": {"in an area": "area", "alone": "alone", "not taking part": "not_eligible"},
}
FIRMNESS = {
    "zh": {"与次优方案相差无几": 0, "优于次优方案": 1, "明显优于次优方案": 2},
    "en": {
        "the next best plan comes close": 0,
        "better than the next best plan": 1,
        "clearly better than the next best plan": 2,
    },
}
CLOSE, FIRM, HALF = 0.05, 0.5, 0.5


def check_counts(facts, _, case, lang):  # noqa: ARG001
    """Counts of communities, areas and quarantine."""
    known = case.known
    quarantine = case.outputs["zh"].layers.get("quarantine", ())
    yield from differ(facts, communities=len(known.communities), areas=len(known.members), quarantine=len(quarantine))


def check_outcome(facts, _, case, lang):
    """That many communities have that outcome."""
    yield from differ(facts, count=(case.known.communities["outcome"] == OUTCOMES[lang][facts["what"]]).sum())


def with_saving(table):
    """Return the areas whose saving is known, or all if none is: costs and saving are summed over the same areas."""
    known = pd.to_numeric(table["节省"]).notna()
    return table[known] if known.any() else table


def check_sums(facts, _, case, lang):
    """Sums over the areas, of what is known; money is in the unit of the language."""
    money = {name: facts[name] for name in ("alone", "together", "saving") if name in facts}
    facts = facts | {name: f"{text} 万元" if lang == "zh" else f"CNY {text}" for name, text in money.items()}
    table, mine = case.sheet("片区"), case.known.communities.loc[case.known.home.index]
    saved = pd.to_numeric(table["节省"])
    base = with_saving(table)
    alone, saving = pd.to_numeric(base["单独改造费用"]).sum(), saved.sum()
    priced = mine[mine["area_id"].isin(base["片区编号"])]
    yield from differ(
        facts,
        households=mine["households"].sum(),
        floor=mine["floor_area_m2"].sum(),
        alone=alone,
        together=pd.to_numeric(base["连片改造费用"]).sum(),
        saving=saving,
        share=100 * saving / alone if saved.notna().any() and alone else np.nan,
        of=len(mine),
    )
    yield from differ(
        facts,
        stated_households=mine["households"].notna().sum(),
        stated_floor=mine["floor_area_m2"].notna().sum(),
        stated_cost=priced["cost_alone_money"].notna().sum(),
    )
    silent = (~knows_networks(case).reindex(mine.index)).groupby(mine["area_id"]).any()
    dug = case.known.areas[["trench_saving_money", "surface_saving_money"]].loc[silent.index[silent]].sum().sum()
    yield from differ(facts, dark=silent.sum(), dug=dug)
    if ("dug" in facts) != (dug > 0) and "saving" in facts:
        yield f"{dug:.0f} depend on networks of unknown state"
    for name, value in (
        ("households", mine["households"]),
        ("floor", mine["floor_area_m2"]),
        ("alone", mine["cost_alone_money"]),
    ):
        if name in facts and value.notna().sum() == 0:
            yield f"{name} is not known, {facts[name]} is stated"


def check_links(facts, _, case, lang):  # noqa: ARG001
    """Pairs near enough, open and blocked, of all and of those that take part."""
    links = case.known.links
    blocked = links["barrier_kind"].notna()
    part = case.known.communities["outcome"] != "not_eligible"
    both = links["focal"].map(part) & links["neighbor"].map(part)
    yield from differ(
        facts,
        open=(~blocked).sum(),
        open_part=(~blocked & both).sum(),
        blocked=blocked.sum(),
        blocked_part=(blocked & both).sum(),
    )


def check_under_way(facts, _, case, lang):  # noqa: ARG001
    """Areas under way and finished ones, and how far their communities have come."""
    mine = case.known.communities[case.known.communities["under_way_id"].notna()]
    yield from differ(
        facts,
        areas=mine["under_way_id"].nunique(),
        communities=len(mine),
        started=mine["status"].isin(STARTED).sum(),
        finished=mine["status"].isin(FINISHED).sum(),
    )


def check_firmness(facts, _, case, lang):
    """That many areas lose that much of their value to the next best plan."""
    rows = case.known.areas
    share = rows["value_lost"] / rows["value"]
    close = (rows["value_lost"] <= 1e-6) | (share < CLOSE)
    grade = np.select([close, (share > FIRM) & (rows["value"] > 1e-6)], [0, 2], 1)
    weighed = rows["value_lost"].notna()
    yield from differ(facts, count=(grade[weighed] == FIRMNESS[lang][facts["grade"]]).sum())


def check_proof(facts, _, case, lang):  # noqa: ARG001
    """Value and bound of the components as the sheet of the proof has them."""
    table = case.sheet("优度证明")
    value, bound = pd.to_numeric(table["方案评分"]).sum(), pd.to_numeric(table["上界"]).sum()
    if "optimal" in facts and bound > value * (1 + 1e-6) + 1e-6:
        yield f"bound {bound}, value {value}"
    if "share" in facts:
        yield from differ(facts, share=100 * (bound / value - 1))
    yield from differ(
        facts,
        communities=pd.to_numeric(table["小区数"]).sum(),
        parts=len(table),
        proven=(pd.to_numeric(table["上界"]) <= pd.to_numeric(table["方案评分"]) + 1e-6).sum(),
        columns=pd.to_numeric(table["比选的可能片区数"]).sum(),
    )


def check_progress(facts, _, case, lang):  # noqa: ARG001
    """The last year of the sheet of progress, all counties."""
    table = case.sheet("进度")
    row = table[(table["县市区"] == "合计") & (table["计划年度"] == table["计划年度"].max())].iloc[0]
    yield from differ(
        facts,
        year=row["计划年度"],
        communities=row["小区数"],
        started=row["已开工"],
        finished=row["已完工"],
        paid=row["完成投资"],
        whole=row["估算总投资"],
        share=100 * row["投资完成率"],
        stated=row["填报投资的小区数"],
    )


def check_programme(facts, _, case, lang):  # noqa: ARG001
    """Projects that begin in the years, and those that do not; what each year would cost where no budget says it."""
    table = case.sheet("年度项目")
    begun = pd.to_numeric(table["实施年度"]).dropna()
    yield from check_counts_of_projects(facts, table)
    yield from differ({"last": facts["first"]} | facts, first=begun.min(), last=begun.max())
    yield from _check_demands(facts["rest"], case)
    if not re.search("没有更好的方案|任何方案最多再好|no plan under these rules", facts["rest"]):
        yield "how good it is, is not stated"
    years, costs = case.sheet("年度计划"), re.findall(r"(\d+)年([\d.,]+万元)|(CNY [\d,]+) in (\d+)", facts["rest"])
    total = (years["在建和已列计划项目占用"].fillna(0) + years["新列项目当年支付"]).set_axis(years["实施年度"])
    if bool(costs) == years["预算"].notna().all() or len(costs) not in (0, (total > 0).sum()):
        yield f"costs of years {costs}"
    for zh_year, zh_cost, cost, year in costs:
        yield from differ({"cost": zh_cost or cost}, cost=total[int(zh_year or year)])


def check_nothing_built(facts, _, case, lang):  # noqa: ARG001
    """No project begins in any year, and none of them is said to be best or to meet anything."""
    table = case.sheet("年度项目")
    yield from check_counts_of_projects({"areas": "0", "alone": "0"} | facts, table)
    yield from differ(facts, first=case.sheet("年度计划")["实施年度"].min())
    unmet = case.outputs["zh"].sheet("未满足的要求")
    if facts["rest"] and unmet.empty:
        yield f"stated: {facts['rest']}"
    yield from _check_demands(facts["rest"], case, met=False)


def check_counts_of_projects(facts, table):
    """That many areas and communities alone are in and out, that many of these with unknown cost."""
    inside, areas = table["实施年度"].notna(), table["结果"] == "划入片区"
    unpriced = (table["费用"].isna() & ~inside).sum()
    yield from differ(
        {"unpriced": "0"} | facts,
        areas=(inside & areas).sum(),
        alone=(inside & ~areas).sum(),
        areas_out=(~inside & areas).sum(),
        alone_out=(~inside & ~areas).sum(),
        unpriced=unpriced,
    )


def _check_demands(rest, case, *, met=True):
    """All is said to be met where nothing is unmet, else how many are unmet."""
    unmet = len(case.outputs["zh"].sheet("未满足的要求"))
    is_met, count = re.search("均已满足|all demands are met", rest), re.search(r"有(\d+)项要求|(\d+) demands? or", rest)
    if bool(is_met) != (met and not unmet) or (int(count[1] or count[2]) if count else 0) != unmet:
        yield f"{unmet} demands are not met"


def check_basis(facts, _, case, lang):  # noqa: ARG001
    """How the cost of each community came about, and the local factor."""
    work = work_of(case)
    stated = case.known.communities["cost_basis"]
    yield from differ(
        facts,
        given=(stated == "given").sum(),
        works=(stated == "works").sum(),
        rate=(stated == "rate").sum(),
        like=(stated == "like").sum(),
        unknown=stated.isna().sum(),
        factor=work.factor,
        compared=work.costs["compared"].sum(),
    )
    years = sorted(case.catalogue["price_year"].dropna().astype(int).unique())
    if facts.get("years") not in (str(years[0]), f"{years[0]}–{years[-1]}"):
        yield f"years {facts.get('years')}, are {years}"


def check_findings(facts, _, case, lang):  # noqa: ARG001
    """Findings by severity, as the sheet lists them."""
    table = (
        case.sheet("数据核查")["级别"].astype(str) if "数据核查" in case.outputs["zh"].sheets else pd.Series(dtype=str)
    )
    for name, begins in (("error", "错误"), ("warning", "提醒"), ("repair", "已修复")):
        yield from differ(facts, **{name: table.str.startswith(begins).sum()})


def check_services(facts, _, case, lang):  # noqa: ARG001
    """States of the sheet of facilities, and sites of the layer."""
    states = case.sheet("配套设施")["配套状况"]
    sites = case.outputs["zh"].layers.get("services", pd.DataFrame({"service_state": []}))
    walks = case.sheet("配套设施")
    straight = walks.loc[walks["距离算法"].astype(str).str.contains("直线"), "片区编号"].nunique()
    yield from differ(
        facts,
        missing=(states == "缺").sum(),
        small=states.astype(str).str.startswith("缺，").sum(),
        unknown=states.astype(str).str.contains("待核实").sum(),
        sites=(sites["service_state"] == "missing").sum(),
        straight=straight,
    )


def check_evidence(facts, _, case, lang):
    """How many criteria are known for most pairs, and of how many areas and communities the rest is."""
    share = case.known.comparable.drop(columns="likeness").notna().mean()
    known = [name for name in CRITERIA[lang].values() if share[name] >= HALF]
    mine = case.known.communities.loc[case.known.home.index]
    part = case.known.communities["outcome"] != "not_eligible"
    yield from differ(
        facts,
        criteria=len(share),
        known=len(known),
        areas=len(case.known.members),
        households=mine["households"].notna().groupby(mine["area_id"]).all().sum(),
        costs=100 * (case.known.communities["invest_money"][part] > 0).mean(),
    )
    named = facts.get("named", "").replace(", ", "、").split("、") if "named" in facts else []
    if {CRITERIA[lang].get(word.strip().lower()) for word in named} - set(known):
        yield f"named {named}, are {known}"
    if ("none" in facts) != around(case).walls.empty:
        yield f"barriers are {len(around(case).walls)}"


def nothing(facts, _, case, lang):  # noqa: ARG001
    """A line without a figure."""
    return ()
