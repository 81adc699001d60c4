"""What a plan rests on, reported as findings: nothing is assumed in silence."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from cluster_planner.model import Areas, Barriers, Evaluation, Findings, Likeness, NextBest, Rule, Works
from cluster_planner.settings import CostSettings, LinkSettings, Settings

NO_BARRIERS = Rule("plan.no_barriers", "warning")
BARRIERS_USELESS = Rule("plan.barriers_useless", "error")
LOCATION_ALONE = Rule("plan.location_alone", "warning")
CRITERION_UNKNOWN = Rule("plan.criterion_unknown", "warning")
LIMIT_UNCHECKED = Rule("plan.limit_unchecked", "warning")
QUANTITY_ESTIMATED = Rule("plan.quantity_estimated", "warning")
YEAR_UNKNOWN = Rule("plan.year_unknown", "warning")
COST_FROM_WORKS = Rule("plan.cost_from_works", "warning")
COST_OF_LIKE = Rule("plan.cost_of_like", "warning")
COST_BY_RATE = Rule("plan.cost_by_rate", "warning")
COST_UNKNOWN = Rule("plan.cost_unknown", "warning")
COUNTY_UNKNOWN = Rule("plan.county_unknown", "warning")
PRICE_YEARS = Rule("plan.price_years", "warning")
LATE_KEPT = Rule("plan.late_kept", "warning")
TIES_SKIPPED = Rule("plan.ties_skipped", "warning")


def note_barriers(barriers: Barriers, settings: LinkSettings, *, given: bool) -> Iterator[Findings]:
    """Report that nothing cuts links: for want of barriers, or because none of those that were given counts."""
    if barriers.frame["kind"].isin(settings.barrier_kinds).any():
        return
    kinds = barriers.frame["kind"].value_counts().sort_index()
    found = ", ".join(f"{kind}: {count}" for kind, count in kinds.items()) or "0"
    yield Findings.of(BARRIERS_USELESS, field="barriers", found=found) if given else Findings.of(NO_BARRIERS)


def note_assumptions(
    likeness: Likeness,
    areas: Areas,
    next_best: NextBest,
    eligibility: pd.DataFrame,
    works: Works,
    evaluation: Evaluation,
    settings: Settings,
) -> Iterator[Findings]:
    """Report what the plan had to assume, as findings on the whole file."""
    known = likeness.known().drop("location")
    if len(likeness.frame) and not known.any():
        yield Findings.of(LOCATION_ALONE)
    elif len(likeness.frame):
        yield from (Findings.of(CRITERION_UNKNOWN, field=str(name)) for name in known.index[known == 0])
    if len(areas) and not len(next_best.frame):
        yield Findings.of(TIES_SKIPPED, count=len(areas))
    yield from (Findings.of(LIMIT_UNCHECKED, field=column) for column in areas.problem.quantities.unchecked)
    yield from (
        Findings.of(QUANTITY_ESTIMATED, field=str(column), count=count)
        for column, count in areas.problem.quantities.estimated.items()
        if count
    )
    yield from _note_costs(works, settings.costs)
    unpriced = evaluation.communities["cost_alone_money"].isna() & (evaluation.communities["outcome"] != "not_eligible")
    if unpriced.any():
        yield Findings.of(COST_UNKNOWN, field="invest_money", count=int(unpriced.sum()))
    nowhere = int(evaluation.areas["county"].isna().sum())
    if nowhere:
        yield Findings.of(COUNTY_UNKNOWN, field="county", count=nowhere)
    unknown_year = int((eligibility["detail"] == "unknown_year").sum())
    if unknown_year:
        yield Findings.of(YEAR_UNKNOWN, field="build_year", count=unknown_year)
    late_kept = int((eligibility["detail"] == "late_kept").sum())
    if late_kept:
        yield Findings.of(LATE_KEPT, field="build_year", count=late_kept)


def _note_costs(works: Works, settings: CostSettings) -> Iterator[Findings]:
    """Report how many costs are estimates, and what the local factor is and rests on."""
    bases = works.costs["cost_basis"].value_counts()
    if "works" in bases:
        found = f"{bases['works']}; {works.local_factor:.3f} ({works.compared})"
        yield Findings.of(COST_FROM_WORKS, field="invest_money", found=found)
    for basis, rule in (("like", COST_OF_LIKE), ("rate", COST_BY_RATE)):
        if basis in bases:
            yield Findings.of(rule, field="invest_money", count=int(bases[basis]))
    years = sorted({int(year) for year in works.catalogue["price_year"]} | {settings.price_year})
    if len(years) > 1:
        yield Findings.of(PRICE_YEARS, found=", ".join(map(str, years)))
