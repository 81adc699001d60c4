"""The check-up and the four criteria of each area, as sheets."""

from __future__ import annotations

import pandas as pd

from cluster_planner.fields import Lang
from cluster_planner.model import Plan
from cluster_planner.sources._plan_tables import in_language


def check_tables(plan: Plan, lang: Lang) -> dict[str, pd.DataFrame]:
    """Return the sheets on check-up and criteria under their names; none where there is no area."""
    tables = {"checks": _checks(plan, lang), "criteria": _criteria(plan)}
    names = in_language(plan.evaluation.areas, lang)["area_name"]
    for table in tables.values():
        if len(table):
            table.insert(1, "area_name", table["area_id"].map(names))
    return {name: table for name, table in tables.items() if len(table)}


def _checks(plan: Plan, lang: Lang) -> pd.DataFrame:
    """Return of each area and indicator who passes, fails and was not checked, before and after the works."""
    table: pd.DataFrame = in_language(plan.evaluation.checks, lang).reset_index()
    first = [name for name in ("area_id", "indicator", "rule") if name in table]
    return table[[*first, *table.columns.drop(first)]]


def _criteria(plan: Plan) -> pd.DataFrame:
    """Return of each area and criterion the mean and, by name, the strongest and the weakest pair."""
    criteria = plan.evaluation.criteria
    if criteria.empty:
        return criteria
    frame = plan.communities.frame
    names = frame["name"].fillna(frame.index.to_series())
    table = criteria[["pairs", "mean"]].copy()
    for end in ("strongest", "weakest"):
        table[end] = criteria[end]
        focal, neighbor = (criteria[f"{end}_{name}"].map(names) for name in ("focal", "neighbor"))
        table[f"{end}_pair"] = focal + " — " + neighbor
    return table.reset_index()
