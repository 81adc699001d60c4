"""What has to be secured for the plan to be carried out, as far as the plan shows it, and lines for the rest."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from cluster_planner.render.report._blocks import Block, Heading, Paragraph
from cluster_planner.render.report._context import to_fill
from cluster_planner.render.report._report import Report
from cluster_planner.said import Money

_TO_FILL = ("organisation", "residents", "quality", "upkeep")


def safeguards(report: Report) -> Iterator[Block]:
    """Yield money, works in one trench, facilities and what is to be verified, then lines to be filled in."""
    yield Heading(report.say("safeguards"))
    yield Paragraph(report.say("about_safeguards"), "note")
    for name, text in (
        ("money", _money(report)),
        ("works", _works(report)),
        ("facilities", _facilities(report)),
        ("verify", _verify(report)),
    ):
        if text:
            yield Paragraph(text, label=report.say(f"secured_{name}"))
    yield from to_fill(report, _TO_FILL)


def _money(report: Report) -> str:
    """Say what is to be paid in each year, and how many demands are not met."""
    years = report.plan.programme.years
    if years.empty:
        return ""
    clauses = [
        report.say("secured_year", year=year, amount=report.write(Money(float(spent))))
        for year, spent in years["spent_money"].items()
    ]
    shortfalls = len(report.plan.programme.shortfalls)
    if shortfalls:
        clauses.append(report.say("secured_shortfalls", count=shortfalls))
    return report.chained(clauses)


def _works(report: Report) -> str:
    """Say how many corridors share a trench, and how many have a conflict that must be solved first."""
    corridors = report.tables["corridors"]
    shared = corridors["shared_trench_m"] > 0
    if not shared.any():
        return ""
    metres = report.count(float(corridors.loc[shared, "shared_trench_m"].sum()))
    clauses = [report.say("secured_trenches", count=int(shared.sum()), metres=metres)]
    conflicts = int(corridors["conflict"].notna().sum())
    if conflicts:
        clauses.append(report.say("secured_conflicts", count=conflicts))
    return report.chained(clauses)


def _facilities(report: Report) -> str:
    """Say how many facilities need a place, and how many are not known."""
    counts = report.tables["services"]["service_state"].value_counts()
    known = {state: int(counts.get(state, 0)) for state in ("missing", "unknown")}
    clauses = [report.say(f"secured_{state}", count=count) for state, count in known.items() if count]
    return report.chained(clauses) if clauses else ""


def _verify(report: Report) -> str:
    """Say what the data leaves open."""
    findings = report.plan.findings.counts()
    open_areas = _filled(report.areas, "unverified") | _filled(report.areas, "silent")
    counts = {
        "warnings": int(findings["warning"]),
        "quarantine": len(report.plan.communities.quarantine),
        "open_areas": int(open_areas.sum()),
    }
    clauses = [report.say(f"secured_{name}", count=count) for name, count in counts.items() if count]
    return report.chained(clauses) if clauses else ""


def _filled(frame: pd.DataFrame, name: str) -> pd.Series:
    if name not in frame:
        return pd.Series(data=False, index=frame.index)
    return frame[name].notna() & (frame[name].astype("str") != "")
