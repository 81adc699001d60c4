"""What each source pays for each project in each year, in whole cents: sums by project, year and source are exact."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_planner._money import NOISE, PER_UNIT, to_cents
from cluster_planner.programme._money import Money

PROJECT = ("outcome", "project_id")


def pay_projects(start: np.ndarray, money: Money) -> np.ndarray:
    """Return what is paid for each part of each project in each year, in cents.

    The first payments of all projects that start in one year are cut to cents together and not one by one, so that no
    year pays more than it may; the second ones are what is left of the costs.

    Parameters
    ----------
    start : ndarray of int, shape (n,)
        Place of the year in which each project starts, -1 where left out.
    money : Money
        Costs by part, and how they are paid.

    Returns
    -------
    ndarray of int, shape (n, y, q)
        Adds up to the cost of each project that is built.
    """
    cost = to_cents(money.parts.sum(axis=1)).astype(np.int64)
    paid = np.zeros((len(cost), len(money.years), money.parts.shape[1]), dtype=np.int64)
    for year in np.unique(start[start >= 0]):
        mine = np.flatnonzero(start == year)
        first = apportion(int(money.profile[0] * cost[mine].sum() + NOISE), cost[mine])
        for later, amount in enumerate((first, cost[mine] - first)[: len(money.profile)]):
            paid[mine, year + later] = _by_part(amount, money.parts[mine])
    return paid


def pay_by_source(paid: np.ndarray, handed: np.ndarray) -> np.ndarray:
    """Share out what each source gives for a part in a year to the projects, in proportion to what each needs of it.

    Parameters
    ----------
    paid : ndarray of int, shape (n, y, q)
        From `pay_projects`.
    handed : ndarray of int, shape (y, s, q)
        What each source gives for each part in each year, as much for each part as the projects need.

    Returns
    -------
    ndarray of int, shape (n, y, s)
        Of each source in turn, to the cent by largest remainders of what is still to be paid; ties go to the first.
    """
    shared = np.zeros((*paid.shape[:2], handed.shape[1]), dtype=np.int64)
    for year, part in np.argwhere(paid.any(axis=0)):
        left = paid[:, year, part].copy()
        for source, given in enumerate(handed[year, :, part].tolist()):
            share = apportion(given, left)
            shared[:, year, source] += share
            left -= share
    return shared


def list_payments(projects: pd.DataFrame, shared: np.ndarray, money: Money) -> pd.DataFrame:
    """Return the payments as a table, without those of nothing; see ``Programme.payments``."""
    project, year, source = np.nonzero(shared)
    kind = np.where(projects["is_area"].to_numpy(bool), "area", "alone")
    keys = {
        "outcome": pd.Series(kind[project], dtype="str"),
        "project_id": projects["id"].iloc[project].astype("str").reset_index(drop=True),
        "year": money.years[year],
        "source": pd.Series(money.amounts.columns.to_numpy(dtype=object)[source], dtype="str"),
    }
    return pd.DataFrame(
        {"payment_money": shared[project, year, source] / PER_UNIT}, index=pd.MultiIndex.from_frame(pd.DataFrame(keys))
    )


def apportion(total: int, weights: np.ndarray) -> np.ndarray:
    """Return whole shares of a total in proportion to whole weights, by largest remainders; ties go to the first.

    No share exceeds its weight unless the total exceeds their sum.

    Examples
    --------
    >>> apportion(5, np.array([1, 1, 2])).tolist()
    [1, 1, 3]
    """
    if not total:
        return np.zeros_like(weights)
    exact = weights.astype(object)  # products of two amounts are too large for 64 bits
    shares, rest = exact * total // exact.sum(), exact * total % exact.sum()
    most = np.argsort(-rest, kind="stable")[: total - shares.sum()]
    shares[most] += 1
    whole: np.ndarray = shares.astype(np.int64)
    return whole


def _by_part(amount: np.ndarray, parts: np.ndarray) -> np.ndarray:
    """Return amounts by part of the cost; what is left of a cent goes to the part that most sources may pay."""
    cost = parts.sum(axis=1, keepdims=True)
    share = parts / np.where(cost > 0, cost, 1.0)
    cut = (amount[:, None] * share + NOISE).astype(np.int64)
    cut[np.arange(len(cut)), (share > 0).argmax(axis=1)] += amount - cut.sum(axis=1)
    return cut
