"""Areas and communities as people read them: one language, names in place of gaps, nothing personal."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pandas as pd

from cluster_planner.model import Plan
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._frames import word_column, word_columns
from cluster_planner.words.tables._findings import word_rules
from cluster_planner.words.tables._programme import years_of_communities


def area_table(plan: Plan, lang: Lang) -> gpd.GeoDataFrame:
    """Return the areas with their year, indexed by ``area_id``."""
    table: gpd.GeoDataFrame = plan.evaluation.areas.join(plan.programme.frame[["year", "order"]])
    return word_columns(table, lang)


def community_table(plan: Plan, lang: Lang) -> gpd.GeoDataFrame:
    """Return all communities with their outcome and its reason, then every field with any known values."""
    frame = _public(plan.communities.frame, plan)
    known = frame.drop(columns="geometry").dropna(axis="columns", how="all").drop(columns="name", errors="ignore")
    name = frame["name"].fillna(pd.Series(frame.index, index=frame.index))
    outcome = word_columns(plan.evaluation.communities, lang)
    first = outcome[["area_id", "outcome", "reason", "advice"]].assign(**plan.need[["need", "coverage"]])
    first.insert(2, "year", years_of_communities(plan.programme, first["area_id"]))
    rest = outcome.drop(columns=["area_id", "outcome", "reason", "advice"]).join(known)
    table = name.to_frame("name").join(first).join(rest)
    return gpd.GeoDataFrame(table, geometry=frame.geometry, crs=frame.crs)


def quarantine_table(plan: Plan, lang: Lang) -> pd.DataFrame:
    """Return the rows that cannot be used, with the reason first, then their cells as they came."""
    table: pd.DataFrame = _public(plan.communities.quarantine, plan)
    if "rule" in table:
        table = table.assign(**word_rules(table["rule"], lang))
    table = table.rename(columns={"geometry": "wkt"}).astype("str")
    first = [name for name in ("source_row", "community_id", "name", "problem", "remedy", "rule") if name in table]
    return table[[*first, *table.columns.drop(first)]]


def change_tables(plan: Plan, lang: Lang) -> dict[str, pd.DataFrame]:
    """Return what changed since the earlier plan, by area and by community, with their names, if there was one."""
    if plan.changes is None:
        return {}
    areas, moves = plan.changes.areas.copy(), plan.changes.communities
    named = pd.concat([plan.evaluation.areas["area_name_said"], plan.under_way["area_name_said"]])
    areas.insert(0, "area_name", word_column(named, lang).reindex(areas.index))
    name = plan.communities.frame["name"].reindex(moves.index).fillna(moves["name"])
    return {"changes": areas, "moves": name.to_frame("name").join(moves.drop(columns="name"))}


def check_tables(plan: Plan, lang: Lang) -> dict[str, pd.DataFrame]:
    """Return the sheets on check-up and criteria under their names; none where there is no area."""
    tables = {"checks": _checks(plan, lang), "criteria": _criteria(plan)}
    names = word_column(plan.evaluation.areas["area_name_said"], lang)
    for table in tables.values():
        if len(table):
            table.insert(1, "area_name", table["area_id"].map(names))
    return {name: table for name, table in tables.items() if len(table)}


def _checks(plan: Plan, lang: Lang) -> pd.DataFrame:
    """Return for each area and indicator who passes, fails and was not checked, before and after the works."""
    table: pd.DataFrame = word_columns(plan.evaluation.checks, lang).reset_index()
    first = [name for name in ("area_id", "indicator", "rule") if name in table]
    return table[[*first, *table.columns.drop(first)]]


def _criteria(plan: Plan) -> pd.DataFrame:
    """Return for each area and criterion the mean and, by name, the strongest and the weakest pair."""
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


def _public(table: Any, plan: Plan) -> Any:
    is_personal = plan.communities.profile.catalogue.is_personal
    return table.drop(columns=[name for name in table if is_personal(str(name))])
