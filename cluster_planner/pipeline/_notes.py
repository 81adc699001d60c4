"""What a plan rests on, told as findings: nothing is assumed in silence."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from cluster_planner.model import Areas, Barriers, Findings, Likeness, NextBest, Rule, Works
from cluster_planner.settings import CostSettings, Settings

NO_BARRIERS = Rule(
    id="plan.no_barriers",
    severity="warning",
    problem_zh="未提供河流、铁路、主干路等阻隔数据，片区可能跨越阻隔",
    problem_en="no rivers, railways or main roads were given, so areas may reach across them",
    remedy_zh="用 --barriers 提供阻隔图层",
    remedy_en="give them with --barriers",
)
LOCATION_ALONE = Rule(
    id="plan.location_alone",
    severity="warning",
    problem_zh="没有类型、产业和文化字段，相似度仅取决于地理位置",
    problem_en="type, trade and culture are unknown everywhere, so likeness rests on location alone",
    remedy_zh="补充建成年份、结构、产权来源、产业和文化标签等字段",
    remedy_en="add build year, structure, tenure, trade and culture tags",
)
CRITERION_UNKNOWN = Rule(
    id="plan.criterion_unknown",
    severity="warning",
    problem_zh="该项标准没有任何数据，其权重已分给其余标准",
    problem_en="nothing is known of this criterion; its weight went to the others",
    remedy_zh="补充相应字段，或用 --facilities 提供配套设施",
    remedy_en="add its fields, or facilities with --facilities",
)
LIMIT_UNCHECKED = Rule(
    id="plan.limit_unchecked",
    severity="warning",
    problem_zh="没有任何小区填写该字段，其上下限未能执行",
    problem_en="no community has a figure here, so the limit on it could not be applied",
    remedy_zh="补充该字段，或从设置中删去该限制",
    remedy_en="add the field, or take the limit out of the settings",
)
QUANTITY_ESTIMATED = Rule(
    id="plan.quantity_estimated",
    severity="warning",
    problem_zh="部分小区缺少该字段，核对上下限时按中位数计；统计合计不含这些小区",
    problem_en="some communities lack a figure here; for limits they count as the median, in totals not at all",
    remedy_zh="补充该字段",
    remedy_en="add the figures",
)
YEAR_UNKNOWN = Rule(
    id="plan.year_unknown",
    severity="warning",
    problem_zh="建成年份不详的小区按符合年限处理",
    problem_en="communities of unknown build year are kept as eligible",
    remedy_zh="补充建成年份",
    remedy_en="add their build year",
)
COST_FROM_WORKS = Rule(
    id="plan.cost_from_works",
    severity="warning",
    problem_zh="部分小区没有估算总投资，费用按工程目录估算并乘以本地系数",
    problem_en="some communities have no investment; it is estimated from the works catalogue, times a local factor",
    remedy_zh="补充估算总投资，或用 --works 调整单价",
    remedy_en="add the investment, or change rates with --works",
)
COST_BY_RATE = Rule(
    id="plan.cost_by_rate",
    severity="warning",
    problem_zh="部分小区既没有投资，现状字段也不足以列出工程，费用按每平方米或每户单价估算",
    problem_en="neither investment nor condition of some communities is known; their cost is a rate by m2 or household",
    remedy_zh="补充管网、消防、停车等现状字段",
    remedy_en="add the condition of networks, fire lanes and parking",
)
PRICE_YEARS = Rule(
    id="plan.price_years",
    severity="warning",
    problem_zh="工程目录的价格年份与设置 costs.price_year 不一致，费用混用了不同年份的价格",
    problem_en="the works catalogue and costs.price_year are of different years, so costs mix their prices",
    remedy_zh="统一价格年份，并相应调整单价",
    remedy_en="bring both to one year, with the rates of that year",
)
TIES_SKIPPED = Rule(
    id="plan.ties_skipped",
    severity="warning",
    problem_zh="片区过多，未逐一比较次优方案",
    problem_en="there are too many areas to weigh each against its next best plan",
    remedy_zh="如需比较，请分区县规划",
    remedy_en="plan county by county where that is wanted",
)


def note_assumptions(
    barriers: Barriers,
    likeness: Likeness,
    areas: Areas,
    next_best: NextBest,
    eligibility: pd.DataFrame,
    works: Works,
    settings: Settings,
) -> Iterator[Findings]:
    """Tell what the plan had to assume, as findings on the whole file."""
    if not barriers.frame["kind"].isin(settings.links.barrier_kinds).any():
        yield Findings.of(NO_BARRIERS)
    known = likeness.known().drop("location")
    if len(likeness.frame) and not known.any():
        yield Findings.of(LOCATION_ALONE)
    elif len(likeness.frame):
        yield from (Findings.of(CRITERION_UNKNOWN, field=str(name)) for name in known.index[known == 0])
    if len(areas) and not len(next_best.frame):
        yield Findings.of(TIES_SKIPPED, found=str(len(areas)))
    yield from (Findings.of(LIMIT_UNCHECKED, field=column) for column in areas.problem.quantities.unchecked)
    yield from (
        Findings.of(QUANTITY_ESTIMATED, field=str(column), found=str(count))
        for column, count in areas.problem.quantities.estimated.items()
        if count
    )
    yield from _note_costs(works, settings.costs)
    unknown_year = int((eligibility["detail"] == "unknown_year").sum())
    if unknown_year:
        yield Findings.of(YEAR_UNKNOWN, field="build_year", found=str(unknown_year))


def _note_costs(works: Works, settings: CostSettings) -> Iterator[Findings]:
    """Tell how many costs are estimates, and what the local factor is and rests on."""
    bases = works.costs["cost_basis"].value_counts()
    if "works" in bases:
        found = f"{bases['works']}; {works.local_factor:.3f} ({works.compared})"
        yield Findings.of(COST_FROM_WORKS, field="invest_wan", found=found)
    if "rate" in bases:
        yield Findings.of(COST_BY_RATE, field="invest_wan", found=str(bases["rate"]))
    years = sorted({int(year) for year in works.catalogue["price_year"]} | {settings.price_year})
    if len(years) > 1:
        yield Findings.of(PRICE_YEARS, found=", ".join(map(str, years)))
