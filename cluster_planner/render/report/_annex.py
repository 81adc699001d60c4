"""The annex of a filed plan: the table of projects, and the plan of each year by county."""

from __future__ import annotations

from collections.abc import Iterator

from cluster_planner.render.report._blocks import Block, Heading, Paragraph, Sheet
from cluster_planner.render.report._report import Report, known
from cluster_planner.words.tables import project_table, year_plan_table


def annex(report: Report) -> Iterator[Block]:
    """Yield the projects in their order, then what begins in each year; nothing where no project is listed."""
    if "schedule" not in report.tables:
        return
    projects = project_table(report.tables["schedule"])
    if projects.empty:
        return
    yield Sheet(lying=True)
    yield Heading(report.say("project_annex"))
    yield Paragraph(report.say("project_annex_note"), "note")
    projects = projects.assign(year=projects["year"].astype("str"), order=projects["order"].astype("str"))
    yield report.table(known(projects, list(projects)), total=report.say("total"))
    yield Heading(report.say("year_annex"))
    yield Paragraph(report.say("year_annex_note"), "note")
    for year, rows in year_plan_table(report.plan).groupby("year"):
        table = rows.drop(columns="year").assign(county=rows["county"].fillna(report.say("no_county")))
        caption = report.say("year_annex_caption", year=year)
        yield report.table(known(table, list(table)), caption=caption, total=report.say("total"))
    yield Sheet()
