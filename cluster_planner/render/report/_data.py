"""What was found in the data."""

from __future__ import annotations

from collections.abc import Iterator

from cluster_planner.render.report._blocks import Block, Heading, Paragraph
from cluster_planner.render.report._report import Report, known
from cluster_planner.words.tables import summary_table

COLUMNS = ("severity", "source", "field", "problem", "count", "remedy")


def findings(report: Report) -> Iterator[Block]:
    """Yield each rule that was met, how often, and what to do about it."""
    counts = report.plan.findings.counts()
    yield Heading(report.say("findings"))
    figures = {str(severity): report.count(count) for severity, count in counts.items()}
    quarantine = report.count(len(report.plan.communities.quarantine))
    yield Paragraph(report.say("about_findings", quarantine=quarantine, **figures))
    if len(report.plan.findings):
        yield report.table(known(summary_table(report.plan.findings, report.lang), COLUMNS))
