"""Years and money: the programme, progress, and what the prices are worth."""

from __future__ import annotations

from collections.abc import Iterator

from cluster_planner.render.report._blocks import Block, Heading, Paragraph
from cluster_planner.render.report._report import Report, known
from cluster_planner.sources import price_basis

YEARS = ("year", "areas", "budget_wan", "spent_wan")
SCHEDULED = ("year", "order", "area_id", "area_name", "county", "cost_together_wan", "reason")


def programme(report: Report) -> Iterator[Block]:
    """Yield each year with its money, then which area is built when and why."""
    plan = report.plan.programme
    if report.areas.empty:
        return
    yield Heading(report.say("programme"))
    if len(plan.years):
        years = known(plan.years.rename_axis("year").reset_index(), YEARS)
        years = years.assign(year=years["year"].astype("str"))
        yield report.table(years, caption=report.say("by_year"), total=report.say("total"))
    reason = f"reason_{report.lang}"
    frame = report.areas[["area_name", "county", "cost_together_wan"]].join(
        plan.frame.drop(columns="cost_together_wan", errors="ignore")
    )
    frame = frame.drop(columns=[name for name in ("reason",) if name in frame]).rename(columns={reason: "reason"})
    frame = frame.sort_values(["year", "order"], kind="stable", na_position="last").rename_axis("area_id").reset_index()
    yield report.table(known(frame, SCHEDULED), caption=report.say("by_area"))


def progress(report: Report) -> Iterator[Block]:
    """Yield how far the yearly plans of the bank have come, and the statistics that the reporting system asks for."""
    told = [name for name in ("progress", "statistics") if name in report.tables]
    if told:
        yield Heading(report.say("progress"))
    for name in told:
        frame = report.tables[name]
        yield report.table(known(frame, [str(column) for column in frame]), caption=report.say(f"{name}_caption"))


def prices(report: Report) -> Iterator[Block]:
    """Yield what all money rests on, and what it is not."""
    yield Heading(report.say("price_basis"))
    yield Paragraph(report.chained([price_basis(report.plan, report.lang)]))
    yield Paragraph(report.say("tell_prices"))
    yield Paragraph(report.say("disclaimer"), "warning")
    if report.plan.about.get("synthetic"):
        yield Paragraph(report.say("synthetic_note"), "warning")
