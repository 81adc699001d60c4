"""Why a community is alone, what it would take to join an area, and what it is by itself."""

from __future__ import annotations

import pandas as pd

from cluster_planner.evaluation._limit_words import say_limit
from cluster_planner.evaluation._names import Names
from cluster_planner.evaluation._words import Row, households, phrase
from cluster_planner.said import Count, Fact, Label, Metres, Money, Name, Number, Said, Score, Year, several
from cluster_planner.settings import Settings

PARTS = 2  # how many parts of need are named, the largest first
_HUNDREDTH, _NOTHING = 0.005, 0.0005  # of the score: shown as 0.01 at least, and not worth a figure


def say_alone(row: Row, names: Names, settings: Settings) -> Fact:
    """Say why one community is alone and what it would take to join; then its size, its need and its cost.

    Parameters
    ----------
    row : mapping
        As in `Areas.alone`; of the other community ``other_likeness``, ``other_area`` (missing if it is in none),
        ``other_mean`` (likeness with the members there),
        ``other_takes_part`` and ``dividers`` (what lies between, missing if nothing does); ``asked_out`` (whether
        reviewers asked to leave it out); ``points`` (how many of the two are known as points), ``households``,
        ``need`` with its parts (``need_*``), ``cost_alone_money`` and ``cost_basis``.
    names : Names
        Of communities and areas.
    settings : Settings
        Gaps, threshold and limits that the reason names.

    Returns
    -------
    Fact
        Two sentences.
    """
    why = _why(row, names, settings)
    return why if row["reason"] == "excluded" else several([why, _size(row, settings.costs.price_year)], "sentences")


def _why(row: Row, names: Names, settings: Settings) -> Said:
    reason, detail, figure = row["reason"], row["detail"], row["figure"]
    other = Name(names.communities.get(row["other"], ""))
    if reason == "no_neighbour":
        return _nobody_near(row, other, settings)
    if reason == "blocked":
        aside = None if row["other_takes_part"] else phrase("alone_aside")
        return phrase("alone_blocked", other=other, figure=Metres(figure), dividers=row["dividers"], aside=aside)
    if reason == "unlike":
        threshold = settings.areas.min_likeness
        short = {"threshold": Score(threshold), "short": Score(threshold - figure)}
        return phrase("alone_unlike", other=other, **short, figure=Score(figure))
    partner = _partner(row, other, names)
    if reason == "no_gain":
        return _no_gain(row, partner, settings)
    limit = say_limit(detail, figure, settings.areas) if reason in ("limit", "floor") else None
    if reason == "floor":
        others = phrase("alone_and_others", count=Count(row["mates"])) if row["mates"] > 1 else None
        return phrase("alone_floor", partner=partner, others=others, limit=limit)
    key = "asked_out" if row["asked_out"] and reason == "excluded" else reason or "other"
    return phrase(f"alone_{key}", partner=partner, limit=limit)


def _partner(row: Row, other: Name, names: Names) -> Said:
    """Name the community that it could join, or that community's whole area with its size."""
    likeness = Score(row["other_likeness"])
    if pd.isna(row["other_area"]):
        return phrase("partner", other=other, likeness=likeness)
    area, count = names.areas[row["other_area"]], Count(row["mates"])
    mean = phrase("partner_mean", mean=Score(row["other_mean"]))
    return phrase("partner_area", other=other, likeness=likeness, area=area, count=count, mean=mean)


def _no_gain(row: Row, partner: Said, settings: Settings) -> Said:
    """Say what joining is worth and, where that is a whole area, what the two would be worth by themselves."""
    value = row["figure"]
    worth = _loss("loses", -value) if value < -_NOTHING else phrase("gains_nothing")
    return phrase("alone_no_gain", partner=partner, worth=worth, pair=_pair(row, settings))


def _pair(row: Row, settings: Settings) -> Said | None:
    value, rule = row["pair_value"], row["pair_rule"]
    if pd.isna(value):
        return None
    if pd.notna(rule):
        return phrase("pair_breaks", limit=say_limit(rule, row["pair_figure"], settings.areas))
    return _loss("pair_loses", -value) if value < 0 else phrase("pair_torn", value=Number(value))


def _loss(key: str, value: float) -> Said:
    """State a loss with two decimals, or with three where those would say 0.00."""
    return phrase(key if value >= _HUNDREDTH else f"{key}_little", value=Number(value))


def _nobody_near(row: Row, other: Name, settings: Settings) -> Said:
    key = {"locked": "alone_locked_in", "excluded": "alone_no_partner"}.get(row["detail"])
    figure = Metres(row["figure"])
    if key:
        return phrase(key, other=other, figure=figure)
    nearest = phrase("nearest", other=other, figure=figure) if other.value else None
    return phrase("alone_no_neighbour", reach=Metres(settings.links.reach_m(row["points"])), nearest=nearest)


def _size(row: Row, year: int) -> Said:
    """Say how many households it has, its need with the largest parts, and its cost."""
    need, cost = row["need"], row["cost_alone_money"]
    # A reason that already speaks of the pair by itself would become too long to read aloud.
    parts: Said | None = _largest_parts(row) if pd.isna(row["pair_value"]) else None
    basis: str = "unknown" if pd.isna(cost) else row["cost_basis"]
    return phrase(
        "alone_size",
        size=households(row["households"]),
        need=phrase("alone_need", need=Score(need), parts=parts) if pd.notna(need) else None,
        cost=phrase(f"alone_cost_{basis}", amount=None if pd.isna(cost) else Money(cost), year=Year(year)),
    )


def _largest_parts(row: Row) -> Said | None:
    parts = {str(name): figure for name, figure in row.items() if str(name).startswith("need_") and figure > 0}
    largest = sorted(parts, key=lambda name: (-parts[name], name))[:PARTS]
    named = [phrase("alone_part", part=Label("field", name), figure=Score(parts[name])) for name in largest]
    # A lone part is the whole need, which was just said.
    return phrase("alone_parts", parts=several(named)) if len(named) > 1 else None
