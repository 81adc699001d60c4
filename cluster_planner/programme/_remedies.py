"""Why a project is left out, and what would bring it in."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_planner.programme._demands import Demands
from cluster_planner.programme._money import Money, finite_money
from cluster_planner.settings import BudgetSettings

FULL_YEAR = 1e14  # more than any money: such a year is named only where every year is full


def find_remedies(
    projects: pd.DataFrame, money: Money, demands: Demands, spent: np.ndarray, settings: BudgetSettings
) -> pd.DataFrame:
    """Find for each project that is left out what holds it back, and how much money of its own would bring it in.

    The money is given to this project alone. With the rest of its cost the programme as it is and this project are
    affordable together; no other project is better off than before, so none takes its place. Less may be enough if
    projects change places.

    Parameters
    ----------
    projects : DataFrame
        With ``start``, the place of its year, -1 where left out.
    money, demands
        What may be spent, and what is asked for.
    spent : ndarray of shape (y, q)
        What the programme spends by year and part of the cost.
    settings : BudgetSettings
        In how many years projects may start, and at most how many of a county.

    Returns
    -------
    DataFrame
        The projects with ``why`` (``unpriced``: nobody knows what it costs; ``waits``: for another that is not built;
        ``capped``: its county has its most areas in every year, so that it needs all of its cost and a place;
        ``no_money``; empty where chosen), ``more_money`` and ``more_year`` (the least money of its own of all years,
        and that year) and ``left_money`` (what that year has left).
    """
    years = settings.years
    full = _full(projects, demands, years)
    waits = _waits(projects, demands, years)
    more = np.where(full, money.parts.sum(axis=1)[:, None], _lacking(money, spent, years))
    possible = np.where(waits, np.inf, np.where(full, more + FULL_YEAR, more))
    best = possible.argmin(axis=1)
    at = np.arange(len(projects))
    out = (projects["start"] < 0).to_numpy()
    unpriced = ~projects["is_priced"].to_numpy()
    # Without a budget, only a required order keeps a project out that its county has room for.
    other = "no_money" if money.limited else "waits"
    why = np.select([unpriced, waits.all(axis=1), full.all(axis=1)], ["unpriced", "waits", "capped"], other)
    left = (money.budget_money - money.committed_money - spent.sum(axis=1))[best]
    known = out & ~np.isin(why, ("unpriced", "waits"))
    return projects.assign(
        why=pd.Series(np.where(out, why, ""), index=projects.index, dtype="str"),
        more_money=np.where(known, np.maximum(more[at, best], 0.0), np.nan),
        more_year=pd.array(money.years[best], dtype="Int64"),
        left_money=np.where(known, finite_money(left), np.nan),
    ).assign(more_year=lambda found: found["more_year"].where(pd.Series(known, index=found.index)))


def _lacking(money: Money, spent: np.ndarray, years: int) -> np.ndarray:
    """Return how much of its cost each project must bring if it starts in each year, shape (n, years).

    What it brings takes the same share off every part of its cost in every year of its payment.
    """
    carried = np.ones((len(money.parts), years))
    for later, share in enumerate(money.profile):
        for parts, ceiling in money.ceilings():
            left = (ceiling - spent[:, parts].sum(axis=1))[later : later + years]
            due = share * money.parts[:, parts].sum(axis=1)[:, None]
            carried = np.minimum(
                carried, np.where(due > left, np.maximum(left, 0.0) / np.where(due > 0, due, 1.0), 1.0)
            )
    lacking: np.ndarray = (1.0 - carried) * money.parts.sum(axis=1)[:, None]
    return lacking


def _full(projects: pd.DataFrame, demands: Demands, years: int) -> np.ndarray:
    """Return for each project in which years its county takes no further area, shape (n, years)."""
    full = np.zeros((len(projects), years), dtype=bool)
    area = demands.counted(projects)
    full[area] = (demands.begun(projects) >= demands.most)[
        demands.counties.get_indexer(pd.Index(projects.loc[area, "county"]))
    ]
    return full


def _waits(projects: pd.DataFrame, demands: Demands, years: int) -> np.ndarray:
    """Return for each project in which years another must be built before and is not, shape (n, years)."""
    waits = np.zeros((len(projects), years), dtype=bool)
    waits[list(demands.barred)] = True
    for before, after in demands.order:
        begun = projects["start"].iloc[before]
        waits[after] |= np.arange(years) <= (begun if begun >= 0 else years)
    return waits
