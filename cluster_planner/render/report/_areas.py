"""The areas: maps of the towns, a table of all, and a description of each."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from cluster_planner.render._text import label_of, unit_of
from cluster_planner.render.report._area_detail import checkup, corridors, facilities, savings, works
from cluster_planner.render.report._blocks import Block, Facts, Figure, Heading, Paragraph, Sheet
from cluster_planner.render.report._map_sheet import WIDTH_CM
from cluster_planner.render.report._report import Report, known
from cluster_planner.said import Money
from cluster_planner.words import speaker, word_columns

LISTED = (
    "area_id", "area_name", "county", "communities", "households", "floor_area_m2", "need", "likeness_mean",
    "cost_alone_money", "cost_together_money", "saving_money", "saving_share", "mode", "year",
)  # fmt: skip
FACTS = (
    "county", "subdistrict", "year", "communities", "households", "floor_area_m2", "site_m2", "span_m",
    "location", "type", "trade", "culture", "likeness_mean", "likeness_min", "need", "need_after", "firmness",
    "mode", "stability", "cost_estimated", "silent", "unverified", "held_by_saving",
)  # fmt: skip
MONEY = ("cost_alone_money", "cost_together_money", "saving_money", "saving_share")
MEMBERS = (
    "name", "build_year", "households", "floor_area_m2", "storeys", "structure", "tenure", "need", "need_after",
    "cost_alone_money",
)  # fmt: skip


def town_maps(report: Report) -> Iterator[Block]:
    """Yield a map of each town that has areas."""
    towns = report.atlas.towns()
    if not towns:
        return
    yield Heading(report.say("maps"))
    for town in towns:
        caption = report.say("town", counties=town.counties, count=len(town.areas))
        yield Figure(report.atlas.town(town.areas), WIDTH_CM, caption, caption)


def area_list(report: Report) -> Iterator[Block]:
    """Yield the table of all areas, in landscape since it is wide."""
    if report.areas.empty:
        return
    yield Sheet(lying=True)
    yield Heading(report.say("area_list"))
    yield Paragraph(report.say("area_list_note"), "note")
    table = known(report.areas.rename_axis("area_id").reset_index(), LISTED)
    anchors = [anchor(area) for area in report.areas.index] if report.with_pages else ()
    yield report.table(table, anchors=anchors, total=report.say("total"))
    if not report.with_pages:
        yield Paragraph(report.say("no_pages", count=report.count(len(report.areas))), "note")
        reasons = known(report.areas.rename_axis("area_id").reset_index(), ("area_id", "area_name", "reason"))
        yield report.table(reasons, caption=report.say("reasons"))


def area_pages(report: Report) -> Iterator[Block]:
    """Yield a description of each area, where there are not too many; a map stays with its title."""
    if report.areas.empty or not report.with_pages:
        return
    yield Sheet()
    yield Heading(report.say("area_pages"))
    for area in report.areas.index:
        yield from _page(report, str(area))


def anchor(area: object) -> str:
    """Return the anchor of the page of an area: its position changes with a new area, its id does not."""
    return "area-" + "".join(sign if sign.isalnum() and sign.isascii() else f"-{ord(sign):x}" for sign in str(area))


def _page(report: Report, area: str) -> Iterator[Block]:
    row = report.areas.loc[[area]]
    yield Heading(f"{area} {report.value(row, 'area_name')}", level=2, anchor=anchor(area))
    yield Figure(report.atlas.area(area), WIDTH_CM, report.say("area_alt", area=area))
    yield Paragraph(report.value(row, "reason"), "close")
    yield Paragraph(report.value(row, "bounds"), "close", report.say("bounds"))
    yield from _year(report, area)
    if "mode_reason" in row:
        yield Paragraph(report.value(row, "mode_reason"), "close", report.say("mode", mode=report.value(row, "mode")))
    for names, abreast in ((FACTS, 3), (MONEY, 2)):
        if facts := [_fact(report, row, str(name)) for name in known(row, names)]:
            yield Facts(facts, abreast)
    yield from _members(report, area)
    yield from savings(report, area)
    yield from corridors(report, area)
    yield from checkup(report, area)
    yield from works(report, area)
    yield from facilities(report, area)


def _fact(report: Report, row: pd.DataFrame, name: str) -> tuple[str, str]:
    """Return the label and the value, with its range where that is known, and its unit."""
    value, unit = report.value(row, name), unit_of(name, report.lang)
    if name.endswith("_money") and pd.notna(row[name].iloc[0]):
        return label_of(name, report.lang), _ranged(report, row, name)
    return label_of(name, report.lang), f"{value} {unit}" if unit else value


def _ranged(report: Report, row: pd.DataFrame, name: str) -> str:
    """Return an amount, with its range where that is known."""
    ends = [f"{name.removesuffix('_money')}_{end}_money" for end in ("low", "high")]
    amount, *span = (Money(float(row[each].iloc[0])) for each in (name, *ends) if each in row)
    if not span or report.write(span[0]) == report.write(span[1]):
        return report.write(amount)
    return speaker(report.lang).say("report.ranged", amount=amount, low=span[0], high=span[1])


def _members(report: Report, area: str) -> Iterator[Block]:
    """Yield the members, under their numbers on the map."""
    members = known(report.communities.loc[report.atlas.members(area)], MEMBERS)
    members.insert(0, "order", np.arange(1, len(members) + 1))
    yield report.table(members, caption=report.say("members"), heads={"order": report.say("number")})


def _year(report: Report, area: str) -> Iterator[Block]:
    frame = report.plan.programme.frame
    if "reason_said" in frame:
        reason = word_columns(frame.loc[[area]], report.lang)
        yield Paragraph(report.value(reason, "reason"), "close", report.say("programme_reason"))
