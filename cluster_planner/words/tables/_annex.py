"""The two tables that go with a filed plan: its projects, and what is to be built in each county and year."""

from __future__ import annotations

import pandas as pd

from cluster_planner.model import Plan
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._frames import word_column

_PROJECT = (
    "order", "year", "project_id", "name", "county", "subdistrict", "communities", "buildings", "households",
    "floor_area_m2", "cost_money",
)  # fmt: skip
_SIZES = ("buildings", "households", "floor_area_m2")
_ADDED = ("areas", "alone", "communities", *_SIZES, "cost_money")


def project_table(plan: Plan, lang: Lang) -> pd.DataFrame:
    """Return the projects of the programme, areas and communities alone, in their order.

    Returns
    -------
    DataFrame
        One row for each project that is in a year. Sizes are those of its communities; missing where any is unknown.
    """
    members = plan.communities.frame
    sizes = members[list(_SIZES)].astype(float).assign(communities=1.0)
    areas, home = plan.evaluation.areas, plan.areas.labels
    of_areas = _known_sums(sizes, home.reindex(sizes.index))
    joined = areas[["county", "subdistrict"]].assign(name=word_column(areas["area_name_said"], lang))
    alone = members[["name", "county", "subdistrict"]]
    parts = [
        _listed(plan.programme.frame, "cost_together_money").join(joined).join(of_areas),
        _listed(plan.programme.alone, "cost_alone_money").join(alone).join(sizes),
    ]
    table = pd.concat([part for part in parts if len(part)] or parts[:1])
    table = table.rename_axis("project_id").reset_index().sort_values("order", kind="stable")
    counted = dict.fromkeys(("order", "year", "communities"), "Int64")
    return table.reindex(columns=list(_PROJECT)).astype(counted).reset_index(drop=True)


def year_plan_table(plan: Plan, lang: Lang) -> pd.DataFrame:
    """Return for each year and county how many areas and communities alone begin, their sizes and their cost."""
    projects = project_table(plan, lang)
    is_area = projects["project_id"].isin(plan.evaluation.areas.index)
    counted = projects.assign(areas=is_area.astype("Int64"), alone=(~is_area).astype("Int64"))
    return _known_sums(counted[["year", "county", *_ADDED]], ["year", "county"]).reset_index()


def _known_sums(frame: pd.DataFrame, by: pd.Series | list[str]) -> pd.DataFrame:
    """Return the sums of groups, missing where one of their values is."""
    groups = frame.groupby(by, sort=True, dropna=isinstance(by, pd.Series))
    sums: pd.DataFrame = groups.sum().where(groups.count().eq(groups.size(), axis=0))
    return sums


def _listed(frame: pd.DataFrame, cost: str) -> pd.DataFrame:
    """Return the projects of a part of the programme that are in a year."""
    if "year" not in frame:
        return pd.DataFrame({"order": [], "year": [], "cost_money": []}, index=frame.index[:0])
    listed = frame[frame["year"].notna()]
    return listed[["order", "year", cost]].rename(columns={cost: "cost_money"})
