"""The money of the overview: what starts in each county and year, areas and communities alone together."""

from __future__ import annotations

import pandas as pd

from cluster_planner.model import Plan, sum_projects


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
    listed = plan.projects[plan.projects["year"].notna()]
    named = listed.assign(county=listed["county"].fillna(""), year=listed["year"].astype(int))
    sums = sum_projects(named, ["county", "year"]).reset_index()
    table = sums.pivot_table(index="county", columns="year", values="cost_money", fill_value=0.0)
    return table.reindex(named["county"].unique())
