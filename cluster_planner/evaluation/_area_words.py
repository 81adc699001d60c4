"""The reason of an area in about five sentences, short enough to read aloud."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from cluster_planner.evaluation._closing_words import Closing, say_others, say_walls
from cluster_planner.evaluation._limit_words import say_limit
from cluster_planner.evaluation._names import Names, speak_of_two
from cluster_planner.evaluation._next_best_words import say_next_best
from cluster_planner.evaluation._words import LEAST_SUM, Row, households, known_of, phrase
from cluster_planner.model import PAIR
from cluster_planner.said import (
    Count,
    Fact,
    Label,
    Metres,
    Money,
    Name,
    Said,
    Score,
    Share,
    SquareMetres,
    Year,
    several,
)
from cluster_planner.settings import AreaSettings, CostSettings, Settings

CRITERIA = ("location", "type", "trade", "culture")
ITEMS = ("mobilisation", "trench", "surface", "facilities", "fees", "bulk")
MOST = 2  # items of the saving that are named


def explain_areas(table: pd.DataFrame, closings: Mapping[str, Closing], names: Names, settings: Settings) -> pd.Series:
    """Say for each area what it is, why its members belong together, what it saves, what closed it, and how firm it is.

    Parameters
    ----------
    table : DataFrame
        Indexed by ``area_id``: totals, means, savings, ``gap_least_m`` and ``gap_most_m``, ``subdistricts`` (all of
        them); the strongest and the weakest pair as in `rank_pairs`; the alternative as ``other``, ``other_likeness``,
        ``other_most``, ``other_reason``, ``other_detail``, ``other_figure``; and the next best plan as ``next_best``,
        ``value_lost``, ``extent`` and ``firmness``.
    closings : mapping
        From `close_areas`.
    names : Names
        Of communities and areas.
    settings : Settings
        Price year and plausible saving, thresholds and limits.

    Returns
    -------
    Series
        Sentences to be worded, indexed as the table.
    """
    said = [
        several(
            [
                _size(row),
                _criteria(row, names),
                _money(row, settings.costs),
                _closed(row, closings.get(area, Closing()), names, settings.areas),
                *say_next_best(row),
            ],
            "sentences",
        )
        for area, row in zip(table.index, table.to_dict("records"), strict=True)
    ]
    return pd.Series(said, index=table.index, dtype=object)


def _size(row: Row) -> Said:
    area, names = row["floor_area_m2"], row["subdistricts"]
    known = {name: known_of(row[f"{name}_known"], row["communities"]) for name in ("households", "floor_area_m2")}
    figure = {"figure": SquareMetres(area), "known": known["floor_area_m2"]}
    return phrase(
        "size",
        count=Count(row["communities"]),
        households=households(row["households"], known["households"]),
        floor_area=phrase("floor_area", **figure) if pd.notna(area) else None,
        gap=_gap(row["gap_least_m"], row["gap_most_m"]) if pd.notna(row["gap_most_m"]) else None,
        subdistricts=phrase("subdistricts", names=several(map(Name, names), "places")) if len(names) > 1 else None,
        need=_need(row["need"], row.get("need_after")) if pd.notna(row["need"]) else None,
    )


def _gap(low: float, high: float) -> Said:
    """Say how wide the gaps between members are, as one figure where they agree to the metre."""
    is_one = round(low) == round(high)
    return phrase("gap" if is_one else "gaps", low=Metres(low), high=Metres(high))


def _need(need: float, after: float | None) -> Said:
    return phrase("need", need=Score(need), after=phrase("need_after", need=Score(after)) if pd.notna(after) else None)


def _criteria(row: Row, names: Names) -> Said:
    """Say how alike members are by each criterion and, if there are several pairs, which are most and least alike."""
    words = {name: Label("evaluation.criterion_name", name) for name in CRITERIA}
    known = [
        phrase("criterion", criterion=word, score=Score(row[name]))
        for name, word in words.items()
        if pd.notna(row[name])
    ]
    unknown = several(word for name, word in words.items() if pd.isna(row[name]))
    scores = [several(known), phrase("unknown", criteria=unknown) if unknown.items else None]
    return phrase("criteria", scores=several(scores, "parts"), pairs=_pairs(row, names))


def _pairs(row: Row, names: Names) -> Said:
    mean = Score(row["likeness_mean"])
    if row["pairs"] > 1:
        strongest, weakest = (_two(row, end, names) for end in ("strongest", "weakest"))
        most, least = Score(row["strongest"]), Score(row["weakest"])
        return phrase("pairs", mean=mean, strongest=strongest, most=most, weakest=weakest, least=least)
    return phrase("pair" if row["communities"] == len(PAIR) else "no_pairs", mean=mean)


def _two(row: Row, end: str, names: Names) -> Said:
    spoken = speak_of_two(*(names.communities[row[f"{end}_{which}"]] for which in PAIR))
    focal, neighbor = map(Name, spoken)
    return phrase("two", focal=focal, neighbor=neighbor)


def _money(row: Row, costs: CostSettings) -> Said:
    """Say what is saved, for how many members that is known, and which limits are still to be verified."""
    limits = row["unverified_said"]
    unverified = phrase("unverified", limits=limits) if limits else None
    return phrase("money", clauses=several([_cost_known(row), _saving(row, costs), unverified], "parts"))


def _cost_known(row: Row) -> Said | None:
    """Say for how many members the cost is known, and for how many it is an estimate; nothing if it is for none."""
    known, communities, estimated = (Count(row[name]) for name in ("cost_known", "communities", "cost_estimated"))
    if not known.value:
        return None
    of_these = phrase("cost_estimated", estimated=estimated) if estimated.value else None
    if known.value < communities.value:
        return phrase("cost_partly", known=known, communities=communities, estimated=of_these)
    return phrase("cost_whole", estimated=estimated) if of_these else None


def _saving(row: Row, costs: CostSettings) -> Said:
    share = row["saving_share"]
    if pd.isna(share):
        return phrase("saving_of_too_few" if row["cost_known"] else "saving_unknown")
    is_doubtful = share > costs.max_saving_share
    if_networks = _if_networks(row)
    return phrase(
        "saving",
        amount=Money(row["saving_money"]),
        share=Share(share),
        doubt=phrase("saving_implausible", top=Share(costs.max_saving_share)) if is_doubtful else None,
        range=phrase("saving_range", low=Money(row["saving_low_money"]), high=Money(row["saving_high_money"])),
        year=Year(costs.price_year),
        items=_items(row) if if_networks is None else None,  # one figure of its make-up is enough to read aloud
        if_networks=if_networks,
    )


def _if_networks(row: Row) -> Said | None:
    """Say what the saving by shared trenches depends on, if no network of some members was inspected."""
    amount = row["trench_saving_money"] + row["surface_saving_money"]
    known, communities = row["networks_known"], row["communities"]
    if known >= communities or amount < LEAST_SUM:
        return None
    if not known:
        return phrase("if_networks", amount=Money(amount))
    return phrase("if_networks_of_some", amount=Money(amount), count=Count(communities - known))


def _items(row: Row) -> Said | None:
    """Name the largest items of the saving, the largest first."""
    every = {item: row[f"{item}_saving_money"] for item in ITEMS}
    saved = {item: amount for item, amount in every.items() if amount >= LEAST_SUM}
    named = [
        phrase("saving_item", item=Label("evaluation.saving_item_name", item), amount=Money(saved[item]))
        for item in sorted(saved, key=lambda item: -saved[item])[:MOST]
    ]
    return phrase("saving_items", items=several(named)) if named else None


def _closed(row: Row, closing: Closing, names: Names, settings: AreaSettings) -> Said:
    """Say which barriers close the area, what its nearest alternative is, and why other neighbours are not in it."""
    walls, others = say_walls(closing), say_others(closing, settings.min_likeness)
    if pd.notna(row["other"]):
        neighbours = [_alternative(row, names, settings), phrase("other_neighbours", others=others) if others else None]
    else:
        nobody = phrase("nobody_within" if closing.behind else "no_other_neighbour")
        neighbours = [phrase("no_fitting_neighbour", others=others) if others else nobody]
    return phrase("closed", clauses=several([walls, *neighbours], "parts"))


def _alternative(row: Row, names: Names, settings: AreaSettings) -> Said:
    reason, detail, other = row["other_reason"], row["other_detail"], Name(names.communities[row["other"]])
    if reason == "blocked":
        return phrase("alternative_behind", other=other)
    facts: dict[str, Fact | None] = {"threshold": Score(settings.min_likeness), "detail": names.areas.get(detail)}
    if reason == "limit":
        facts["limit"] = say_limit(detail, row["other_figure"], settings)
    why = phrase(f"not_in_{reason}", **facts)
    mean, most = row["other_likeness"], row["other_most"]
    # Below the threshold by the mean, it may be far above it with one member.
    is_above = reason == "unlike" and round(most, 2) != round(mean, 2)
    highest = phrase("alternative_most", most=Score(most)) if is_above else None
    return phrase("alternative", other=other, mean=Score(mean), most=highest, why=why)
