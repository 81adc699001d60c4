"""The first sheet of the workbook: the outcome of the plan, how good it is, and what its figures are worth."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

import pandas as pd

from cluster_planner.model import Plan, sum_known, with_saving
from cluster_planner.said import Count, Label, Money, Number, Said, Share, say
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._evidence import say_evidence
from cluster_planner.words._plan import (
    say_changes,
    say_known_of,
    say_programme,
    say_progress,
    say_proof,
    say_stability,
    say_staying,
    say_under_way,
    say_worth,
)
from cluster_planner.words._speaker import speaker
from cluster_planner.words.tables._layers import count_links
from cluster_planner.words.tables._services import describe_services
from cluster_planner.words.tables._works import price_basis

Line = tuple[Said, str]
# Sums of areas, with the column that counts the members they cover.
_SUMS = (
    ("households", "households", "households_known"),
    ("floor_area", "floor_area_m2", "floor_area_m2_known"),
    ("alone", "cost_alone_money", "cost_known"),
    ("together", "cost_together_money", "cost_known"),
    ("saving", "saving_money", "cost_known"),
)


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
    yield from _area_lines(plan.evaluation.areas, lang)
    if plan.widening is not None:
        yield say("overview.item.widening"), words.write(plan.widening)
    yield say("overview.item.services"), describe_services(plan, lang)
    yield say("overview.item.proof"), words.write(say_proof(plan.areas.status, plan.areas.gap))
    yield say("overview.item.known"), words.write(say_evidence(plan.evidence), "capital")
    yield say("overview.item.evidence"), _evidence(plan.areas.proof, lang)
    yield from _firmness_lines(plan, lang)
    if len(plan.progress):
        yield say("overview.item.progress"), words.write(say_progress(plan.progress))
    if len(plan.under_way):
        yield say("overview.item.under_way"), words.write(say_under_way(plan.under_way))
    if not plan.programme.funds.empty:
        yield say("overview.item.programme"), words.write(say_programme(plan.programme), "capital")
    if plan.changes is not None:
        weight = plan.settings.areas.stay_weight
        yield say("overview.item.changes"), words.write(say_changes(plan.changes.counts()))
        worth = say_worth(*plan.worth_since(plan.changes), plan.changes.under_way, plan.changes.dropped)
        yield say("overview.item.worth"), words.write(worth)
        staying = say_staying(plan.areas.value, plan.areas.staying, weight)
        yield say("overview.item.staying"), words.write(staying)
    counts = plan.findings.counts()
    found = {str(severity): Number(count) for severity, count in counts.items()}
    yield say("overview.item.findings"), words.say("severity.counts", **found)
    yield say("overview.item.price_basis"), price_basis(plan, lang)
    yield say("overview.item.estimates"), words.say("overview.estimates")


def _evidence(proof: pd.DataFrame, lang: Lang) -> str:
    """Say what was solved, how many possible areas were weighed, and how much is proven."""
    return speaker(lang).say(
        "proof.evidence",
        parts=Count(len(proof)),
        communities=Count(proof["communities"].sum()),
        optimal=Count((proof["status"] == "optimal").sum()),
        columns=Count(proof["columns"].sum()),
    )


def _firmness_lines(plan: Plan, lang: Lang) -> Iterator[Line]:
    """Yield how many areas beat their next best plan, and by how much; and how stable they are, if tested."""
    grades = plan.evaluation.areas["firmness"].value_counts()
    for code in speaker(lang).choices("firmness"):
        if code in grades:
            what = Label("choice.firmness", code)
            yield say("overview.item.firmness", what=what), f"{grades[code]:,}"
    stability = plan.stability
    if stability is not None:
        spread, doubtful = plan.settings.stability.spread, len(stability.fragile())
        stable = say_stability(stability.runs, spread, stability.share, doubtful)
        yield say("overview.item.stability"), speaker(lang).write(stable)


def _area_lines(areas: pd.DataFrame, lang: Lang) -> Iterator[Line]:
    """Yield number, size and costs of all areas together, each with the number of communities it covers."""
    words = speaker(lang)
    yield say("overview.item.areas"), f"{len(areas):,}"
    members = int(areas["communities"].sum())
    for item, column, count in _SUMS:
        is_money = column.endswith("_money")
        counted = with_saving(areas) if is_money else areas
        figure = sum_known(counted[column])
        if isnan(figure):
            yield say(f"overview.item.{item}"), words.catalogue.style["unknown"]
            continue
        text = words.write(Money(figure), "1bare") if is_money else f"{figure:,.0f}"
        notes = [words.write(_share_of_cost(areas)), words.write(_if_networks(areas))] if item == "saving" else []
        known = words.write(say_known_of(int(counted[count].sum()), members))
        yield say(f"overview.item.{item}"), "".join([text, *notes, known])


def _share_of_cost(areas: pd.DataFrame) -> Said | None:
    """Return the saving as a share of the cost of the same areas alone."""
    cost = areas["cost_alone_money"][areas["saving_money"].notna()].sum()
    return say("overview.share", share=Share(areas["saving_money"].sum() / cost)) if cost else None


def _if_networks(areas: pd.DataFrame) -> Said | None:
    """Say how much of the saving depends on networks in an unknown state, if any."""
    silent = areas[areas["networks_known"] < areas["communities"]]
    amount = silent[["trench_saving_money", "surface_saving_money"]].sum().sum()
    return say("overview.if_networks", amount=Money(amount), areas=Count(len(silent))) if amount > 0 else None
