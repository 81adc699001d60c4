"""Areas under way: what a ledger or an earlier plan joined, once any of it is in a yearly plan, stays one area."""

from __future__ import annotations

import pandas as pd

from cluster_planner.fields.stages import IN_PLAN
from cluster_planner.model import Communities


def find_under_way(communities: Communities, eligible: pd.Series, earlier: pd.Series | None = None) -> pd.Series:
    """Find the areas under way and their members.

    An area of the earlier plan is under way as a whole once a member is in a yearly plan, with those that could still
    take part; released members have left it. An area of the ledger (``earlier_area`` of one county and year) has only
    those that are in a yearly plan themselves: ledgers name districts in that column too.

    Parameters
    ----------
    communities : Communities
        With ``status``, ``earlier_area``, ``county`` and ``plan_year``.
    eligible : Series of bool
        Which communities could take part otherwise, indexed as the communities.
    earlier : Series, optional
        ``area_id`` in the earlier plan by ``community_id``, missing where in none.

    Returns
    -------
    Series of str
        Id of the area under way of each community, by the earlier plan, else by the ledger; missing where it is in
        none. Each area has two members or more.
    """
    frame = communities.frame
    of_plan = pd.Series(None, frame.index, dtype="str")
    if earlier is not None:
        of_plan = earlier.astype("str").reindex(frame.index).where(eligible | frame["status"].isin(IN_PLAN))
    of_ledger = _of_ledger(frame).where(frame["status"].isin(IN_PLAN) & of_plan.isna())
    joined = of_plan.fillna(of_ledger)
    begun = frame["status"].isin(IN_PLAN).groupby(joined).transform("sum")
    several = joined.groupby(joined).transform("size")
    found: pd.Series = joined.where((begun > 0) & (several > 1)).rename("under_way_id")
    return found


def _of_ledger(frame: pd.DataFrame) -> pd.Series:
    """Return the area of each community by the ledger, with what distinguishes it from others of that name."""
    keys = ["county", "plan_year"]
    known = frame[[*keys, "earlier_area"]].drop_duplicates().dropna(subset="earlier_area")
    name = frame["earlier_area"]
    for key in keys:
        counted = known.drop_duplicates(["earlier_area", key]).groupby("earlier_area").size()
        shown = frame[key].astype("Int64").astype("str") if key == "plan_year" else frame[key]
        name = name.where(~(frame["earlier_area"].map(counted) > 1), name + "·" + shown.fillna("-"))
    return name
