"""What communities cost alone, and what doing them together saves; rates are settings, never official figures."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_planner.model import Communities
from cluster_planner.settings import CostSettings

CNY_PER_WAN = 10_000.0


def estimate_costs(communities: Communities, settings: CostSettings) -> pd.Series:
    """Estimate what each community costs when it is renovated alone.

    The investment of the bank where it is given; else a rate for each m2 of floor area; else a rate for each
    household. A figure of zero counts as not given.

    Parameters
    ----------
    communities : Communities
        The communities, n of them.
    settings : CostSettings
        The rates.

    Returns
    -------
    Series of shape (n,)
        ``cost_alone_wan`` in 10,000 CNY, indexed as the communities; missing where nothing is known.
    """
    given = communities.frame[["invest_wan", "floor_area_m2", "households"]]
    known = given.where(given > 0)
    by_floor_area = known["floor_area_m2"] * settings.floor_area_cny_m2 / CNY_PER_WAN
    by_household = known["households"] * settings.household_cny / CNY_PER_WAN
    cost: pd.Series = known["invest_wan"].fillna(by_floor_area).fillna(by_household)
    return cost.rename("cost_alone_wan")


def estimate_savings(
    cost_alone_wan: pd.Series, members: pd.Series, trench_m: pd.Series, settings: CostSettings
) -> pd.DataFrame:
    """Estimate what each area saves: one mobilisation for all members, and the digging of shared trench.

    A saving never exceeds the cost: items that would are scaled down alike.

    Parameters
    ----------
    cost_alone_wan, members, trench_m : Series
        Cost alone in 10,000 CNY, number of communities and metres of shared trench, indexed by ``area_id``.
    settings : CostSettings
        The rates.

    Returns
    -------
    DataFrame
        ``cost_alone_wan``, ``cost_together_wan``, ``saving_wan``, ``saving_share``, and the items
        ``mobilisation_saving_wan`` and ``trench_saving_wan``, which add up to ``saving_wan``.
    """
    items = pd.DataFrame(
        {
            "mobilisation_saving_wan": (members - 1) * settings.mobilisation_wan,
            "trench_saving_wan": trench_m * settings.trench_cny_m / CNY_PER_WAN,
        }
    )
    wished = items.sum(axis=1)
    scale = np.fmin(1.0, cost_alone_wan / wished.where(wished > 0))
    items = items.mul(scale, axis=0)
    saving = items.sum(axis=1)
    return pd.DataFrame(
        {
            "cost_alone_wan": cost_alone_wan,
            "cost_together_wan": cost_alone_wan - saving,
            "saving_wan": saving,
            "saving_share": saving / cost_alone_wan.where(cost_alone_wan > 0),
        }
    ).join(items)
