"""The money of the overview: what starts in each county and year, areas and communities alone together."""

from __future__ import annotations

import pandas as pd

from cluster_planner.model import Plan


def money_by_county(plan: Plan) -> pd.DataFrame:
    """Return the cost of all projects in the programme, by county and by the year in which they start.

    Parameters
    ----------
    plan : Plan
        Projects of unknown cost are in no year.

    Returns
    -------
    DataFrame
        A row for each county, as they come in the plan (an empty name where none is known), a column for each year.
    """
    programme = plan.programme
    projects = [
        (programme.frame, "cost_together_money", plan.evaluation.areas["county"]),
        (programme.alone, "cost_alone_money", plan.communities.frame["county"]),
    ]
    parts = [
        pd.DataFrame(
            {
                "county": county.reindex(frame.index).fillna("").astype("str"),
                "year": frame["year"],
                "money": frame[cost].astype(float),
            }
        )
        for frame, cost, county in projects
        if len(frame)
    ]
    if not parts:
        return pd.DataFrame()
    listed = pd.concat(parts, ignore_index=True).dropna(subset=["year"])
    sums = listed.pivot_table(index="county", columns="year", values="money", aggfunc="sum", fill_value=0.0, sort=False)
    return sums.reindex(columns=sorted(sums.columns)).rename(columns=int)
