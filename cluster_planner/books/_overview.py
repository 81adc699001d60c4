"""The first sheet of the workbook: what the plan comes to, how good it is, and what its figures are worth."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from cluster_planner.books._service_tables import tell_services
from cluster_planner.books._works_tables import price_basis
from cluster_planner.fields import (
    CATALOGUE,
    Lang,
    certificate,
    tell_changes,
    tell_programme,
    tell_progress,
    tell_stability,
    tell_staying,
    tell_worth,
)
from cluster_planner.model import Plan

Line = tuple[tuple[str, str], str]


def overview(plan: Plan, lang: Lang) -> pd.DataFrame:
    """Return the main figures of a plan, one a line, in words: ``item``, ``item_value``."""
    place = 0 if lang == "zh" else 1
    lines = [(item[place], value) for item, value in _lines(plan, lang)]
    return pd.DataFrame(lines, columns=["item", "item_value"], dtype="str")


def _lines(plan: Plan, lang: Lang) -> Iterator[Line]:
    chinese = lang == "zh"
    yield ("数据来源", "Source"), str(plan.about.get("title", ""))
    if plan.about.get("synthetic"):
        yield (
            ("数据性质", "Nature of the data"),
            "合成数据, 非真实小区" if chinese else "made up: no community in it is real",
        )
    outcomes = plan.evaluation.communities["outcome"].value_counts()
    yield ("小区总数", "Communities"), f"{len(plan.communities):,}"
    for choice in CATALOGUE["outcome"].choices:
        yield (f"其中: {choice.zh}", f"of these {choice.en}"), f"{outcomes.get(choice.code, 0):,}"
    yield ("隔离的行(无法使用)", "Rows in quarantine"), f"{len(plan.communities.quarantine):,}"
    yield from _area_lines(plan.evaluation.areas)
    yield ("配套设施", "Facilities"), tell_services(plan, lang)
    yield ("方案优度", "How good it is"), certificate(plan.areas.status, plan.areas.gap, lang)
    yield ("优度依据", "How that is known"), _evidence(plan.areas.proof, lang)
    yield from _firmness_lines(plan, lang)
    if len(plan.progress):
        yield ("最近年度计划的进度", "Progress of the latest plan"), tell_progress(plan.progress, lang)
    if not plan.programme.funds.empty:
        programme = plan.programme
        told = tell_programme(programme.counts(), programme.gap, len(programme.shortfalls), lang)
        yield ("年度计划", "Programme"), told
    if plan.changes is not None:
        weight = plan.settings.areas.stay_weight
        yield ("与上次方案相比", "Since the earlier plan"), tell_changes(plan.changes.counts(), lang)
        yield ("目标值与节省的变化", "What that costs or gains"), tell_worth(*plan.worth_since(plan.changes), lang)
        yield ("保持原片区", "For staying together"), tell_staying(plan.areas.value, plan.areas.staying, weight, lang)
    counts = plan.findings.counts()
    yield (
        ("数据核查", "Findings"),
        f"{counts['error']} 处错误, {counts['warning']} 处提醒, {counts['repair']} 处已修复"
        if chinese
        else f"{counts['error']} errors, {counts['warning']} warnings, {counts['repair']} repairs",
    )
    yield (
        ("价格依据", "Price basis"),
        price_basis(plan, lang),
    )
    yield (
        ("费用说明", "On the costs"),
        "费用和节省按工程目录和“设置”表中的单价估算, 非官方数据。"
        if chinese
        else "Costs and savings are estimates from the works catalogue and the settings, never official figures.",
    )


def _evidence(proof: pd.DataFrame, lang: Lang) -> str:
    """Say what was solved and weighed, and how much of it is proven."""
    figures = {
        "parts": len(proof),
        "communities": proof["communities"].sum(),
        "optimal": (proof["status"] == "optimal").sum(),
        "columns": proof["columns"].sum(),
    }
    if lang == "zh":
        told = (
            "{communities:,} 个小区分 {parts:,} 个连通片求解, 其中 {optimal:,} 片已证明最优; "
            "共比选 {columns:,} 个可能片区"
        )
    else:
        told = (
            "{communities:,} communities in {parts:,} connected groups, {optimal:,} of them proven optimal; "
            "{columns:,} possible areas weighed"
        )
    return told.format(**figures)


def _firmness_lines(plan: Plan, lang: Lang) -> Iterator[Line]:
    """Yield how many areas are better than their next best plan, by how much; and how stable they are, if tested."""
    grades = plan.evaluation.areas["firmness"].value_counts()
    for choice in CATALOGUE["firmness"].choices:
        if choice.code in grades:
            yield (f"片区: {choice.zh}", f"Areas: {choice.en}"), f"{grades[choice.code]:,}"
    stability = plan.areas.stability
    if stability is not None:
        spread, doubtful = plan.settings.stability.spread, len(stability.fragile())
        told = tell_stability(stability.runs, spread, stability.share, doubtful, lang)
        yield ("稳定性", "Stability"), told


def _area_lines(areas: pd.DataFrame) -> Iterator[Line]:
    """Yield number, size and costs of all areas together."""
    yield ("片区数", "Areas"), f"{len(areas):,}"
    yield ("片区户数", "Households in areas"), f"{areas['households'].sum():,.0f}"
    yield ("片区建筑面积(㎡)", "Floor area in areas (m2)"), f"{areas['floor_area_m2'].sum():,.0f}"
    alone, together, saving = (areas[name].sum() for name in ("cost_alone_wan", "cost_together_wan", "saving_wan"))
    yield ("分别改造费用(万元)", "Cost one by one (10,000 CNY)"), f"{alone:,.1f}"
    yield ("连片改造费用(万元)", "Cost as areas (10,000 CNY)"), f"{together:,.1f}"
    yield ("节省(万元)", "Saving (10,000 CNY)"), f"{saving:,.1f}" + (f" ({saving / alone:.1%})" if alone else "")
