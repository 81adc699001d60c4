"""Years and money: the programme, progress, and the basis of the prices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from cluster_planner.render.report._blocks import Block, Heading, Paragraph
from cluster_planner.render.report._report import Report, known
from cluster_planner.words import say_programme, say_sharing, speaker
from cluster_planner.words.tables import price_basis, total_rows

SCHEDULED = ("year", "order", "outcome", "project_id", "name", "county", "cost_money", "reason")


def programme(report: Report) -> Iterator[Block]:
    """Yield each year with its money and sources, then what is built when and why, and what is left out."""
    years, plan = report.tables["years"], report.plan.programme
    if years.empty:
        return
    yield Heading(report.say("programme"))
    yield Paragraph(report.chained([report.write(say_programme(plan), "capital")]))
    by_year = years.rename_axis("year").reset_index()
    by_year = by_year.assign(year=by_year["year"].astype("str"))
    yield report.table(known(by_year, list(by_year)), caption=report.say("by_year"), total=report.say("total"))
    for name in ("funds", "shortfalls"):
        frame = report.tables.get(name)
        if frame is not None and not (name == "funds" and len(frame["fund"].unique()) == 1):  # one fund is the budget
            yield report.table(known(frame, list(frame)), caption=report.say(f"{name}_caption"))
    yield from places(report)
    if "schedule" in report.tables:
        schedule = report.tables["schedule"].rename_axis("project_id").reset_index()
        yield report.table(known(schedule, SCHEDULED), caption=report.say("by_project"))


def places(report: Report) -> Iterator[Block]:
    """Yield what is built in each county and year, what it costs and who pays it, then when it is paid."""
    totals = total_rows(report.plan, report.tables, report.lang)
    if "payments" in totals:
        yield Paragraph(report.write(say_sharing(report.plan.programme)))
    for name in ("counties", "payments"):
        if name in totals:
            rows = pd.concat([report.tables[name], totals[name]], ignore_index=True)
            counts = [column for column in rows if str(column).endswith("_known")]
            table = report.table(known(rows.drop(columns=counts), list(rows)), caption=report.say(f"{name}_caption"))
            yield replace(table, has_total=True)


def progress(report: Report) -> Iterator[Block]:
    """Yield the progress of the yearly plans of the bank, and the statistics for the reporting system."""
    shown = [name for name in ("progress", "under_way", "statistics") if name in report.tables]
    if shown:
        yield Heading(report.say("progress"))
    if "progress" in shown:
        frame = report.tables["progress"]
        yield report.table(known(frame, list(frame)), caption=report.say("progress_caption"))
    if "under_way" in shown:
        frame = report.tables["under_way"].rename_axis("area_id").reset_index()
        yield report.table(known(frame, list(frame)), caption=report.say("under_way_caption"))
    if "statistics" in shown:
        for scope, frame in report.tables["statistics"].groupby("scope", sort=False):
            caption = report.say("statistics_caption", scope=speaker(report.lang).label("choice.scope", str(scope)))
            yield report.table(known(frame, list(frame.columns.drop("scope"))), caption=caption)


def prices(report: Report) -> Iterator[Block]:
    """Yield what all amounts are based on, and what they are not."""
    yield Heading(report.say("price_basis"))
    yield Paragraph(report.chained([price_basis(report.plan, report.lang)]))
    yield Paragraph(report.say("about_prices"))
    yield Paragraph(report.say("disclaimer"), "warning")
    if report.plan.about.get("synthetic"):
        yield Paragraph(report.say("synthetic_note"), "warning")
