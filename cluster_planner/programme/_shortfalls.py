"""What the programme does not keep to: demands not met, by how much and what would meet them; areas beyond the most."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cluster_planner.programme._demands import MOST, Demands
from cluster_planner.programme._words import phrase, round_up
from cluster_planner.said import Code, Count, Money, Name, Number, Said, Year, several


def list_shortfalls(
    demands: Demands,
    missing: np.ndarray,
    projects: pd.DataFrame,
    lacking_money: np.ndarray | None,
    years: np.ndarray,
) -> pd.DataFrame:
    """Return the demands that are not met, then the counties and years that have more areas than they should.

    Parameters
    ----------
    demands : Demands
        What is wanted, d demands, and how many areas a county should have at most.
    missing : ndarray of shape (d,)
        How many areas each lacks.
    projects : DataFrame
        With ``start``, the place of the year of each, -1 where left out.
    lacking_money : ndarray or None
        Money by year with which all could be met.
    years : ndarray
        Years of the money.

    Returns
    -------
    DataFrame
        ``demand``, ``county``, ``community_id``, ``year``, ``areas``, ``missing`` (of those beyond: how many),
        ``reason_said``.
    """
    wanted = demands.wanted
    unmet = wanted[missing > 0].drop(columns="project")
    unmet = unmet.assign(year=years[0] + unmet["year"], missing=missing[missing > 0].astype(int))
    remedy = _remedy(lacking_money, years)
    reasons = [_say_unmet(row, remedy) for row in unmet.to_dict("records")]
    unmet["reason_said"] = pd.Series(reasons, index=unmet.index, dtype=object)
    table = pd.concat([unmet, _list_excess(demands, demands.beyond(projects), years)], ignore_index=True)
    return table.astype({"county": "str", "community_id": "str"})


def _list_excess(demands: Demands, excess: np.ndarray, years: np.ndarray) -> pd.DataFrame:
    """Return where there are more areas than there should be, and what that costs in points."""
    county, year = np.nonzero(excess)
    beyond, most = excess[county, year], demands.most[county, year]
    names = demands.counties[county]
    reasons = [
        phrase(
            "beyond_county",
            county=Name(name),
            year=Year(when),
            areas=Count(limit + more),
            most=Count(limit),
            price=Number(more * demands.excess_price),
        )
        for name, when, limit, more in zip(names, years[year], most, beyond, strict=True)
    ]
    table = {"demand": MOST, "county": names, "community_id": "", "year": years[year], "areas": most}
    listed = pd.DataFrame({**table, "missing": beyond})
    return listed.assign(reason_said=pd.Series(reasons, index=listed.index, dtype=object))


def _say_unmet(row: Mapping[Any, Any], remedy: Said) -> Said:
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
