"""What the next best plan of each area would save less, in money: by the same works, links and rates as the plan."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from cluster_planner.model import Savings

Price = Callable[[pd.DataFrame], pd.DataFrame]


def price_next_best(next_best: pd.DataFrame, labels: pd.Series, savings: Savings, price: Price) -> pd.Series:
    """Work out how much less is saved under the next best plan of each area.

    Parameters
    ----------
    next_best : DataFrame
        From ``find_next_best``, indexed by ``area_id``: ``moves``.
    labels : Series
        ``area_id`` of each community, missing if it is alone.
    savings : Savings
        What the areas of the plan save.
    price : callable
        Works out the items that areas save from their members, ``area_id`` and ``community_id``; areas may overlap.

    Returns
    -------
    Series
        ``saving_lost_money``, indexed by ``area_id``: negative where the next best plan saves more, missing
        where there is none, or where what one of the areas concerned saves is unknown.
    """
    touched, members = _list_areas(next_best, labels)
    saved = savings.items["saving_money"].reset_index()
    was = touched.merge(saved, left_on="now", right_on="area_id")
    now = _sum_where_known(was["saving_money"], was["plan"])
    members["area_id"] = members.groupby(["plan", "then"]).ngroup()
    plan_of = members.drop_duplicates("area_id").set_index("area_id")["plan"]
    items = price(members[["area_id", "community_id"]])["saving_money"]
    then = _sum_where_known(items, plan_of.reindex(items.index.get_level_values("area_id")).to_numpy())
    plans = now.index.union(then.index)
    lost: pd.Series = now.reindex(plans, fill_value=0.0) - then.reindex(plans, fill_value=0.0)
    lost = lost.reindex(next_best.index)
    return lost.rename("saving_lost_money")


def _sum_where_known(saved: pd.Series, plan: pd.Series | np.ndarray) -> pd.Series:
    """Return the sum of each plan, missing if anything of it is."""
    return saved.groupby(plan).sum(skipna=False)


def _list_areas(next_best: pd.DataFrame, labels: pd.Series) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the areas that each next best plan touches (``plan``, ``now``), and the areas that replace them.

    The latter as ``plan``, ``then`` and ``community_id``, without those alone; a plan is named after the area that it
    does without.
    """
    rows = [(area, *move) for area, moves in next_best["moves"].items() for move in moves]
    moves = pd.DataFrame(rows, columns=["plan", "community_id", "then"], dtype="str")
    moves["now"] = moves["community_id"].map(labels)
    both = pd.concat([moves[["plan", "now"]], moves[["plan", "then"]].rename(columns={"then": "now"})])
    touched = both.drop_duplicates()
    homes = labels.dropna().rename("now").rename_axis("community_id").reset_index()
    members = pd.concat([touched.merge(homes, on="now"), moves.loc[moves["now"].isna(), ["plan", "community_id"]]])
    members = members.merge(moves[["plan", "community_id", "then"]], on=["plan", "community_id"], how="left")
    members["then"] = members["then"].fillna(members["now"])
    return touched, members[members["then"] != ""].reset_index(drop=True)
