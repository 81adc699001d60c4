"""What changed since an earlier plan: area by area, and every community that moved."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_planner.model import Changes, Evaluation


def report_changes(
    earlier: pd.DataFrame, evaluation: Evaluation, *, was_value: float, was_saving_money: float
) -> Changes:
    """Compare a plan with an earlier one.

    Parameters
    ----------
    earlier : DataFrame
        ``area_id`` (missing if in no area) and ``name``, indexed by ``community_id``: all communities of the earlier
        plan.
    evaluation : Evaluation
        Of the plan that followed; an area continues the earlier one with the same id.
    was_value, was_saving_money : float
        As in `Changes`.

    Returns
    -------
    Changes
        How every area of both plans changed, and the communities that are in another area, alone or not eligible now,
        new or gone.
    """
    outcomes = evaluation.communities
    ids = earlier.index.union(outcomes.index).rename("community_id")
    # An area under way has the id of the area that it was.
    before, now = earlier["area_id"].reindex(ids), outcomes["area_id"].fillna(outcomes["under_way_id"]).reindex(ids)
    was = before.notna().map({True: "area", False: "no_area"}).where(ids.isin(earlier.index), "absent")
    outcome = outcomes["outcome"].reindex(ids).fillna("absent")
    communities = pd.DataFrame(
        {"was": was, "was_area_id": before, "now": outcome, "area_id": now, "name": earlier["name"].reindex(ids)}
    )
    stayed = (before == now) | (before.isna() & now.isna() & (was != "absent") & (outcome != "absent"))
    taking_part = before[outcome.isin(("area", "alone"))].dropna().unique()
    return Changes(
        areas=_count_changes(before, now, taking_part, outcomes["under_way_id"]),
        communities=communities[~stayed],
        was_value=was_value,
        was_saving_money=was_saving_money,
    )


def _count_changes(before: pd.Series, now: pd.Series, taking_part: np.ndarray, under_way: pd.Series) -> pd.DataFrame:
    """Return how many members each area had and has, how many joined and left, and what that makes of it.

    ``taking_part`` are the earlier areas with a member that could still be in an area.
    """
    counts = {"was_communities": before, "communities": now, "stayed": now.where(before == now), "under_way": under_way}
    table = pd.DataFrame({name: area.value_counts() for name, area in counts.items()}).fillna(0).astype(int)
    table["joined"] = table["communities"] - table["stayed"]
    table["left"] = table["was_communities"] - table.pop("stayed")
    table["under_way"] = table.pop("under_way")
    change = pd.Series("changed", index=table.index, dtype="str")
    change = change.mask((table["joined"] == 0) & (table["left"] == 0), "kept")
    change = change.mask(table["was_communities"] == 0, "new").mask(table["communities"] == 0, "dissolved")
    change = change.mask((change == "dissolved") & ~table.index.isin(taking_part), "closed")
    table.insert(0, "change", change)
    return table.loc[sorted(table.index, key=lambda area: (len(area), area))].rename_axis("area_id")
