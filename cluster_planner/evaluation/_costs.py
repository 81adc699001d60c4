"""What areas cost built one by one and together, and what that saves, item by item."""

from __future__ import annotations

import pandas as pd

from cluster_planner.model import Savings, Works

ITEMS = ("mobilisation", "trench", "surface", "facilities", "fees", "bulk")
LEVELS = ("_low", "", "_high")
COSTS = tuple(f"cost_alone{level}_money" for level in LEVELS)


def sum_costs(works: Works, savings: Savings, area: pd.Series) -> pd.DataFrame:
    """Return costs and savings of each area.

    Parameters
    ----------
    works : Works
        Cost alone of each community.
    savings : Savings
        Items of each area.
    area : Series
        ``area_id`` of each community, missing if it is in none.

    Returns
    -------
    DataFrame
        Indexed by ``area_id``: cost alone, cost together and saving, each low, mid and high, ``saving_share``, and a
        column for each item; the items add up to ``saving_money``. Cost together is low where it is lowest at any of
        the three levels of prices. ``cost_known`` counts the members with a known cost, which costs and savings cover;
        ``cost_estimated`` those of them with a cost by a rule and not as given; ``networks_known`` those with a known
        state of any network. Costs are missing if no cost is known; the saving, and with it the cost together, if
        `share_works` leaves it out. ``shared_trench_m`` is what the corridors of the area add up to.
    """
    table = works.costs[list(COSTS)].groupby(area).sum(min_count=1).rename_axis("area_id")
    shared_m = savings.corridors.groupby("area_id")["shared_trench_m"].sum()
    table.insert(0, "shared_trench_m", shared_m.reindex(table.index).fillna(0.0))
    saved = [f"saving{level}_money" for level in LEVELS]
    whole = savings.items.groupby(level="area_id")[saved].sum(min_count=1).reindex(table.index)
    together = pd.DataFrame(
        {level: table[f"cost_alone{level}_money"] - whole[f"saving{level}_money"] for level in LEVELS}
    )
    table["cost_together_low_money"] = together.min(axis=1, skipna=False)
    table["cost_together_money"] = together[""]
    table["cost_together_high_money"] = together.max(axis=1, skipna=False)
    table = table.join(whole)
    table["saving_share"] = whole["saving_money"] / table["cost_alone_money"].where(table["cost_alone_money"] > 0)
    by_item = savings.items["saving_money"].unstack("item")  # noqa: PD010 - each item is there once
    by_item = by_item.reindex(index=table.index, columns=list(ITEMS))
    basis = works.costs["cost_basis"]
    counted = pd.DataFrame(
        {
            "cost_known": basis.notna(),
            "cost_estimated": basis.notna() & (basis != "given"),
            "networks_known": works.costs["knows_networks"],
        }
    )
    table = table.join(counted.groupby(area).sum())
    return table.join(by_item.rename(columns=lambda item: f"{item}_saving_money"))
