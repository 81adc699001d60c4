"""Why a project is in its year, or in none, in a sentence or two made from figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cluster_planner import said
from cluster_planner._amount_spellings import WAN
from cluster_planner.columns import POINTS_DIGITS
from cluster_planner.programme._demands import Demands
from cluster_planner.programme._money import Money
from cluster_planner.programme._projects import PARTS
from cluster_planner.said import Code, Count, Fact, Name, Number, Said, Year
from cluster_planner.settings import BudgetSettings

ROUNDING = 0.01  # amounts nearer than this are the same


def explain_projects(projects: pd.DataFrame, money: Money, demands: Demands, settings: BudgetSettings) -> pd.Series:
    """Say for each project why it is in its year or in none.

    Parameters
    ----------
    projects : DataFrame
        From ``find_remedies`` and ``find_exchanges``.
    money : Money
        Years, and in what shares projects are paid.
    demands : Demands
        What an area beyond the most of its county costs.
    settings : BudgetSettings
        How many areas a county should have at most.

    Returns
    -------
    Series
        Sentences to be worded, indexed as the projects.
    """
    reasons = [
        phrase(
            "reason",
            score=_score(row),
            why=_placed(row, money) if row["start"] >= 0 else _left_out(row, money, demands, settings),
        )
        for row in projects.to_dict("records")
    ]
    return pd.Series(reasons, index=projects.index, dtype=object)


def phrase(key: str, **facts: Fact | None) -> Said:
    """Return a sentence under a key of this room's section of the catalogue."""
    return said.say(f"programme.{key}", **facts)


def round_up(amounts: np.ndarray) -> np.ndarray:
    """Return amounts that would be enough, rounded up to tenths of 万."""
    tenth = WAN / 10
    rounded: np.ndarray = np.ceil((amounts - ROUNDING / 10) / tenth) * tenth
    return rounded


def _score(row: Mapping[Any, Any]) -> Said:
    need, saving, consent = (round(row[column], POINTS_DIGITS) for column in PARTS)
    score = np.nan if np.isnan(row["score"]) else float(np.nansum([need, saving, consent]))
    return phrase(
        "score",
        score=Number(score),
        need=Number(need),
        saving=Number(saving),
        consent=phrase("score_consent", points=Number(consent)) if consent > 0 else None,
        silent=phrase("consent_unknown", count=Count(row["silent"])) if row["silent"] else None,
    )


def _placed(row: Mapping[Any, Any], money: Money) -> Said:
    year, cost = Year(money.years[row["start"]]), row["cost_money"]
    paid = [said.Money(share * cost) for share in money.profile]
    key = "paid_twice" if len(paid) > 1 else "paid_once"
    return phrase(key, year=year, cost=said.Money(cost), first=paid[0], second=paid[-1])


def _left_out(row: Mapping[Any, Any], money: Money, demands: Demands, settings: BudgetSettings) -> Said:
    why = row["why"]
    if why == "unpriced":
        of_area = "left_out_unpriced_all" if row["unpriced"] == row["communities"] else "left_out_unpriced_area"
        key = of_area if row["is_area"] else "left_out_unpriced"
        return phrase(key, communities=Count(row["communities"]), unpriced=Count(row["unpriced"]))
    if why == "waits":
        return phrase("left_out_waits")
    year = Year(row["more_year"])
    remedy = phrase(
        "money_would_do" if row["more_money"] > ROUNDING else "as_it_is",
        year=year,
        more=said.Money(float(round_up(row["more_money"]))),
    )
    exchange = _exchange(row, money)
    if why == "no_money":
        cost, left = said.Money(row["cost_money"]), said.Money(row["left_money"])
        return phrase("left_out_no_money", cost=cost, year=year, left=left, remedy=remedy, exchange=exchange)
    return phrase(
        "left_out_capped",
        county=Name(row["county"]),
        most=Count(settings.max_areas_per_county),
        price=Number(demands.excess_price),
        remedy=remedy,
        exchange=exchange,
    )


def _exchange(row: Mapping[Any, Any], money: Money) -> Said | None:
    """Say which single project could leave for this one and what that costs, if one makes room."""
    if pd.isna(row["leaver"]):
        return None
    year = Year(money.years[int(row["leave_year"])])
    return phrase("exchange", leaver=Code(row["leaver"]), year=year, loss=Number(row["leave_loss"]))
