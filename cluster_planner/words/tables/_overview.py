"""The first sheet of the workbook: what the plan comes to, how good it is, and what its figures are worth."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from cluster_planner._amount_spellings import WAN
from cluster_planner.model import Plan
from cluster_planner.said import Count, Label, Number, Said, say
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._plan import (
    say_changes,
    say_programme,
    say_progress,
    say_proof,
    say_stability,
    say_staying,
    say_worth,
)
from cluster_planner.words._speaker import speaker
from cluster_planner.words.tables._layers import count_links
from cluster_planner.words.tables._services import tell_services
from cluster_planner.words.tables._works import price_basis

Line = tuple[Said, str]


def overview(plan: Plan, lang: Lang) -> pd.DataFrame:
    """Return the main figures of a plan, one a line, in words: ``item``, ``item_value``."""
    lines = [(speaker(lang).write(item), value) for item, value in _lines(plan, lang)]
    return pd.DataFrame(lines, columns=["item", "item_value"], dtype="str")


def _lines(plan: Plan, lang: Lang) -> Iterator[Line]:
    words = speaker(lang)
    yield say("overview.item.source"), str(plan.about.get("title", ""))
    if plan.about.get("synthetic"):
        yield say("overview.item.nature"), words.say("overview.made_up")
    outcomes = plan.evaluation.communities["outcome"].value_counts()
    yield say("overview.item.communities"), f"{len(plan.communities):,}"
    for code in words.choices("outcome"):
        what = Label("choice.outcome", code)
        yield say("overview.item.outcome", what=what), f"{outcomes.get(code, 0):,}"
    yield say("overview.item.quarantine"), f"{len(plan.communities.quarantine):,}"
    links = {name: Count(count) for name, count in count_links(plan).items()}
    yield say("overview.item.links"), words.say("overview.links", **links)
    yield from _area_lines(plan.evaluation.areas)
    yield say("overview.item.services"), tell_services(plan, lang)
    yield say("overview.item.proof"), words.write(say_proof(plan.areas.status, plan.areas.gap))
    yield say("overview.item.evidence"), _evidence(plan.areas.proof, lang)
    yield from _firmness_lines(plan, lang)
    if len(plan.progress):
        yield say("overview.item.progress"), words.write(say_progress(plan.progress))
    if not plan.programme.funds.empty:
        programme = plan.programme
        told = say_programme(programme)
        yield say("overview.item.programme"), words.write(told)
    if plan.changes is not None:
        weight = plan.settings.areas.stay_weight
        yield say("overview.item.changes"), words.write(say_changes(plan.changes.counts()))
        yield say("overview.item.worth"), words.write(say_worth(*plan.worth_since(plan.changes)))
        staying = say_staying(plan.areas.value, plan.areas.staying, weight)
        yield say("overview.item.staying"), words.write(staying)
    counts = plan.findings.counts()
    found = {str(severity): Number(count) for severity, count in counts.items()}
    yield say("overview.item.findings"), words.say("severity.counts", **found)
    yield say("overview.item.price_basis"), price_basis(plan, lang)
    yield say("overview.item.estimates"), words.say("overview.estimates")


def _evidence(proof: pd.DataFrame, lang: Lang) -> str:
    """Say what was solved and weighed, and how much of it is proven."""
    return speaker(lang).say(
        "proof.evidence",
        parts=Count(len(proof)),
        communities=Count(proof["communities"].sum()),
        optimal=Count((proof["status"] == "optimal").sum()),
        columns=Count(proof["columns"].sum()),
    )


def _firmness_lines(plan: Plan, lang: Lang) -> Iterator[Line]:
    """Yield how many areas are better than their next best plan, by how much; and how stable they are, if tested."""
    grades = plan.evaluation.areas["firmness"].value_counts()
    for code in speaker(lang).choices("firmness"):
        if code in grades:
            what = Label("choice.firmness", code)
            yield say("overview.item.firmness", what=what), f"{grades[code]:,}"
    stability = plan.stability
    if stability is not None:
        spread, doubtful = plan.settings.stability.spread, len(stability.fragile())
        told = say_stability(stability.runs, spread, stability.share, doubtful)
        yield say("overview.item.stability"), speaker(lang).write(told)


def _area_lines(areas: pd.DataFrame) -> Iterator[Line]:
    """Yield number, size and costs of all areas together."""
    yield say("overview.item.areas"), f"{len(areas):,}"
    yield say("overview.item.households"), f"{areas['households'].sum():,.0f}"
    yield say("overview.item.floor_area"), f"{areas['floor_area_m2'].sum():,.0f}"
    alone, together, saving = (
        areas[name].sum() / WAN for name in ("cost_alone_money", "cost_together_money", "saving_money")
    )
    yield say("overview.item.alone"), f"{alone:,.1f}"
    yield say("overview.item.together"), f"{together:,.1f}"
    yield say("overview.item.saving"), f"{saving:,.1f}" + (f" ({saving / alone:.1%})" if alone else "")
