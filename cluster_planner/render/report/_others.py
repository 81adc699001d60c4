"""Communities in no area: those alone with their reasons, and why others cannot take part."""

from __future__ import annotations

from collections.abc import Iterator

from cluster_planner.render.report._blocks import Block, Heading, Paragraph
from cluster_planner.render.report._report import Report, known

ALONE = (
    "community_id",
    "name",
    "county",
    "subdistrict",
    "households",
    "need",
    "cost_alone_money",
    "year",
    "reason",
    "advice",
)


def alone(report: Report) -> Iterator[Block]:
    """Yield every community alone, with its reason."""
    yield Heading(report.say("alone"))
    frame = report.communities[report.communities["outcome"] == "alone"]
    if frame.empty:
        yield Paragraph(report.say("none_alone"))
    else:
        yield Paragraph(report.say("alone_note", count=report.count(len(frame))))
        yield report.table(known(frame.rename_axis("community_id").reset_index(), ALONE), total=report.say("total"))
    yield from _not_eligible(report)


def _not_eligible(report: Report) -> Iterator[Block]:
    """Yield how many communities cannot take part, by reason."""
    frame = report.communities[report.communities["outcome"] == "not_eligible"]
    if frame.empty:
        return
    yield Heading(report.say("not_eligible"), level=2)
    counts = frame["reason"].fillna(report.say("no_reason")).value_counts(sort=False).sort_index()
    table = counts.sort_values(ascending=False, kind="stable").rename("communities").rename_axis("reason").reset_index()
    yield report.table(table, total=report.say("total"))
