"""The two tables that go with a filed plan: its projects, and what is to be built in each year and county."""

from __future__ import annotations

import pandas as pd

from cluster_planner.model import Plan, sum_projects

_PROJECT = (
    "order", "year", "project_id", "name", "county", "communities", "households", "floor_area_m2", "cost_money",
)  # fmt: skip
_OF_YEAR = ("areas", "alone", "communities", "households", "cost_money")


def project_table(schedule: pd.DataFrame) -> pd.DataFrame:
    """Return the projects of the sheet ``schedule`` that are in a year, in their order."""
    listed = schedule[schedule["year"].notna()].rename_axis("project_id").reset_index()
    return listed.sort_values("order", kind="stable")[list(_PROJECT)].reset_index(drop=True)


def year_plan_table(plan: Plan) -> pd.DataFrame:
    """Return for each year and county how many areas and communities alone begin, their households and their cost."""
    listed = plan.projects[plan.projects["year"].notna()]
    return sum_projects(listed, ["year", "county"])[list(_OF_YEAR)].reset_index()
