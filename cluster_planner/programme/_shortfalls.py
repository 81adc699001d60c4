"""Demands that the programme does not meet: where, by how much, and how much money would meet all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cluster_planner.programme._words import phrase, round_up
from cluster_planner.said import Code, Count, Money, Name, Said, Year, several


def tell_shortfalls(
    wanted: pd.DataFrame, missing: np.ndarray, lacking_money: np.ndarray | None, years: np.ndarray
) -> pd.DataFrame:
    """Return the demands that are not met, with what is said of them.

    Parameters
    ----------
    wanted : DataFrame
        The demands, d of them.
    missing : ndarray of shape (d,)
        How many areas each lacks.
    lacking_money : ndarray or None
        Money by year with which all could be met.
    years : ndarray
        Years of the money.

    Returns
    -------
    DataFrame
        ``demand``, ``county``, ``community_id``, ``year``, ``areas``, ``missing``, ``reason_said``.
    """
    unmet = wanted[missing > 0].drop(columns="project")
    unmet = unmet.assign(year=years[0] + unmet["year"], missing=missing[missing > 0].astype(int))
    remedy = _remedy(lacking_money, years)
    reasons = [_tell(row, remedy) for row in unmet.to_dict("records")]
    unmet["reason_said"] = pd.Series(reasons, index=unmet.index, dtype=object)
    return unmet.reset_index(drop=True).astype({"county": "str", "community_id": "str"})


def _tell(row: Mapping[Any, Any], remedy: Said) -> Said:
    year = Year(row["year"])
    if row["demand"] == "deadline":
        return phrase("unmet_deadline", community_id=Code(row["community_id"]), year=year, remedy=remedy)
    county, areas, missing = Name(row["county"]), Count(row["areas"]), Count(row["missing"])
    return phrase("unmet_county", county=county, year=year, areas=areas, missing=missing, remedy=remedy)


def _remedy(lacking_money: np.ndarray | None, years: np.ndarray) -> Said:
    if lacking_money is None or not lacking_money.any():
        return phrase("no_money_would_do")
    amounts = (
        phrase("money_of_year", year=Year(year), amount=Money(lacking))
        for year, lacking in zip(years, round_up(lacking_money), strict=True)
        if lacking > 0
    )
    return phrase("more_money", amounts=several(amounts))
