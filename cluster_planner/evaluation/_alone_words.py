"""Why a community is alone, what it would take to join an area, and what it is by itself."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pandas as pd

from cluster_planner.evaluation._limit_words import tell_limit
from cluster_planner.evaluation._words import Row, barrier, households, phrase
from cluster_planner.said import Fact, Label, Metres, Money, Name, Number, Said, Score, Year, several
from cluster_planner.settings import Settings

ADMINISTRATIVE = ("county_line", "subdistrict_line", "neighbourhood_line")
PARTS = 2  # of need that are named, the largest first


def tell_alone(row: Row, names: Mapping[Hashable, str], settings: Settings) -> Fact:
    """Say why one community is alone and what it would take to join; then its size, its need and its cost.

    Parameters
    ----------
    row : mapping
        ``reason``, ``other``, ``detail`` and ``figure`` as in `Areas.alone`; ``other_likeness`` of the two;
        ``is_point``, ``households``, ``need`` with its parts (``need_*``) ``cost_alone_money`` and ``cost_basis``.
    names : mapping
        Name of each community by its id.
    settings : Settings
        Gaps, threshold and limits that the reason names.

    Returns
    -------
    Fact
        Two sentences.
    """
    why = _why(row, names, settings)
    return why if row["reason"] == "excluded" else several([why, _size(row, settings.costs.price_year)], "sentences")


def _why(row: Row, names: Mapping[Hashable, str], settings: Settings) -> Said:
    reason, detail, figure = row["reason"], row["detail"], row["figure"]
    other = Name(names.get(row["other"], ""))
    if reason == "no_neighbour":
        return _nobody_near(row, other, settings)
    if reason == "blocked":
        key = "alone_across_line" if detail in ADMINISTRATIVE else "alone_blocked"
        return phrase(key, other=other, figure=Metres(figure), detail=barrier(detail))
    if reason == "unlike":
        threshold = settings.areas.min_likeness
        short = {"threshold": Score(threshold), "short": Score(threshold - figure)}
        return phrase("alone_unlike", other=other, **short, figure=Score(figure))
    likeness = Score(row["other_likeness"])
    if reason == "no_gain":
        key = "alone_loses" if figure < 0 else "alone_no_gain"
        return phrase(key, other=other, likeness=likeness, figure=Number(-figure))
    limit = tell_limit(detail, figure, settings.areas) if reason in ("limit", "floor") else None
    return phrase(f"alone_{reason or 'other'}", other=other, likeness=likeness, limit=limit)


def _nobody_near(row: Row, other: Name, settings: Settings) -> Said:
    beside = {"locked": "alone_locked_in", "excluded": "alone_no_partner"}.get(row["detail"])
    if beside:
        return phrase(beside, other=other)
    reach = settings.links.max_point_gap_m if row["is_point"] else settings.links.max_gap_m
    known = other.value and pd.notna(row["figure"])
    nearest = phrase("nearest", other=other, figure=Metres(row["figure"])) if known else None
    return phrase("alone_no_neighbour", reach=Metres(reach), nearest=nearest)


def _size(row: Row, year: int) -> Said:
    """Tell households, need with its largest parts, and cost."""
    need, cost = row["need"], row["cost_alone_money"]
    basis: str = "unknown" if pd.isna(cost) else row["cost_basis"]
    return phrase(
        "alone_size",
        size=households(row["households"]),
        need=phrase("alone_need", need=Score(need), parts=_largest_parts(row)) if pd.notna(need) else None,
        cost=phrase(f"alone_cost_{basis}", amount=None if pd.isna(cost) else Money(cost), year=Year(year)),
    )


def _largest_parts(row: Row) -> Said | None:
    parts = {str(name): figure for name, figure in row.items() if str(name).startswith("need_") and figure > 0}
    largest = sorted(parts, key=lambda name: (-parts[name], name))[:PARTS]
    told = [phrase("alone_part", part=Label("field", name), figure=Score(parts[name])) for name in largest]
    return phrase("alone_parts", parts=several(told)) if told else None
