"""The cover, and the plan on a page in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import version
from math import isnan
from pathlib import PurePath

import pandas as pd

from cluster_planner.fields.choices import OUTCOMES
from cluster_planner.model import OF_AREAS, sum_known, sum_projects, with_saving
from cluster_planner.render._text import printable
from cluster_planner.render._words import say as say_on_map
from cluster_planner.render.report._blocks import Block, Contents, Facts, Figure, Heading, Paragraph, Sheet
from cluster_planner.render.report._map_sheet import WIDTH_CM
from cluster_planner.render.report._report import Report
from cluster_planner.said import Count, Money, Said, Share, SquareMetres, say, several
from cluster_planner.words import say_evidence, say_known_of, say_programme, say_progress, say_proof, speaker
from cluster_planner.words.tables import describe_services

_TOTALS = (
    "households", "floor_area_m2", "cost_alone_money", "cost_together_money", "saving_money", "saving_low_money",
    "saving_high_money",
)  # fmt: skip
_KNOWN = ("households_known", "floor_area_m2_known", "cost_known")
_SHORT = 12  # digits of the checksum, for people to compare


def cover(report: Report) -> Iterator[Block]:
    """Yield the title, the subject of the report, and room for author and date."""
    plan, about = report.plan, report.plan.about
    title = printable(about.get("title") or "")
    yield Heading(report.say("title"), level=0)
    if title:
        yield Paragraph(title, "subtitle")
    if about.get("synthetic"):
        yield Paragraph(say_on_map("synthetic", report.lang), "warning")
    yield Facts(
        [
            (report.say("data"), report.listed([PurePath(str(path)).name for path in about.get("inputs", ())])),
            (report.say("price_year"), str(plan.settings.costs.price_year)),
            (report.say("programme_years"), _years(report)),
            (report.say("made_with"), f"cluster_planner {version('cluster_planner')}"),
            (report.say("plan_number"), plan.checksum[:_SHORT]),
            (report.say("filed_by"), ""),
            (report.say("filed_on"), ""),
        ]
    )
    yield Contents(report.say("contents"))
    yield Sheet()


def summary(report: Report) -> Iterator[Block]:
    """Yield the plan in plain words and figures, with a map of the whole."""
    yield Heading(report.say("summary"))
    yield Paragraph(_what(report), "lead")
    if len(report.areas):
        yield Paragraph(_money(report))
    if report.plan.widening is not None:
        yield Paragraph(report.write(report.plan.widening))
    yield Paragraph(_proof(report))
    if len(report.areas):
        yield from _programme(report)
    yield Paragraph(report.say("estimates"), "note")
    yield report.table(
        by_county(report), caption=report.say("by_county"), heads=_heads(report), total=report.say("total")
    )
    yield Paragraph(report.say("county_note"), "note")
    yield Figure(report.atlas.overview(), WIDTH_CM, report.say("overview_alt"), report.say("overview"))
    if not report.atlas.chinese:
        yield Paragraph(report.say("no_chinese_font"), "note")


def by_county(report: Report) -> pd.DataFrame:
    """Return for each county how many communities have which outcome, and the size and money of its areas."""
    communities, projects = report.communities, report.plan.projects
    home = communities["county"].fillna(report.say("no_county")) if "county" in communities else report.say("no_county")
    outcome = communities["outcome"].to_frame().assign(county=home)
    counts = pd.crosstab(outcome["county"], outcome["outcome"])
    table = pd.DataFrame(
        {f"in_{choice.code}": counts.get(choice.code, 0) for choice in OUTCOMES},
        index=counts.index,
    )
    table.insert(0, "communities", table.sum(axis=1))
    of_areas = sum_projects(projects[projects["areas"] > 0], ["county"])
    of_areas.index = of_areas.index.fillna(report.say("no_county"))
    for name in ("areas", "households", *OF_AREAS):
        table[name] = of_areas[name]
    table.insert(1, "areas", table.pop("areas"))
    return table.rename_axis("county").reset_index().fillna({"areas": 0})


def _heads(report: Report) -> dict[str, str]:
    outcomes = {f"in_{code}": label for code, label in speaker(report.lang).choices("outcome").items()}
    return {"communities": report.say("all_communities"), "households": report.say("area_households"), **outcomes}


def _what(report: Report) -> str:
    outcome = report.communities["outcome"].value_counts()
    return report.say(
        "what",
        communities=report.count(len(report.communities)),
        areas=report.count(len(report.areas)),
        **{choice.code: report.count(outcome.get(choice.code, 0)) for choice in OUTCOMES},
    )


def _money(report: Report) -> str:
    """Say how large the areas are and what they cost, with the number of communities covered."""
    areas, priced = report.areas, with_saving(report.areas)
    totals = {name: sum_known((priced if name.endswith("_money") else areas)[name]) for name in _TOTALS}
    counts = {name: (priced if name == "cost_known" else areas)[name].sum() for name in _KNOWN}
    known = {name: say_known_of(int(count), int(areas["communities"].sum())) for name, count in counts.items()}
    households = say("evaluation.households", count=Count(totals["households"]), known=known["households_known"])
    figure = {"figure": SquareMetres(totals["floor_area_m2"]), "known": known["floor_area_m2_known"]}
    sizes = [
        say("evaluation.households_unknown") if isnan(totals["households"]) else households,
        say("report.floor_area_unknown") if isnan(totals["floor_area_m2"]) else say("report.floor_area", **figure),
    ]
    return speaker(report.lang).say("report.money", sizes=several(sizes), costs=_costs(totals, known["cost_known"]))


def _costs(totals: Mapping[str, float], known: Said | None) -> Said:
    if isnan(totals["saving_money"]):
        return say("report.costs_unknown")
    amounts = {
        key: Money(totals[f"{name}_money"])
        for key, name in (
            ("alone", "cost_alone"), ("together", "cost_together"), ("saving", "saving"), ("low", "saving_low"),
            ("high", "saving_high"),
        )
    }  # fmt: skip
    share = totals["saving_money"] / (totals["cost_together_money"] + totals["saving_money"] or 1.0)
    return say("report.costs", share=Share(share), known=known, **amounts)


def _proof(report: Report) -> str:
    """Say how good the plan is, and how that is known."""
    areas = report.plan.areas
    return report.say(
        "proof",
        certificate=report.write(say_proof(areas.status, areas.gap), "capital"),
        known=report.write(say_evidence(report.plan.evidence)),
        parts=report.count(len(areas.proof)),
        optimal=report.count((areas.proof["status"] == "optimal").sum()),
    )


def _programme(report: Report) -> Iterator[Block]:
    """Yield what is missing, what is built in the coming years, and how far the latest plan has come."""
    clauses = {
        "summary_services": describe_services(report.plan, report.lang),
        "summary_programme": report.write(say_programme(report.plan.programme), "capital"),
    }
    if len(report.plan.progress):
        clauses["summary_progress"] = report.write(say_progress(report.plan.progress))
    for label, clause in clauses.items():
        if clause:
            yield Paragraph(report.chained([clause]), label=report.say(label))


def _years(report: Report) -> str:
    budget = report.plan.settings.budget
    first, last = budget.start_year, budget.start_year + budget.years - 1
    return f"{first}–{last}" if last > first else str(last)
