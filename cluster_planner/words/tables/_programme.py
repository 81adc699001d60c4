"""Years, money, progress and the table of the official survey, as tables that people read."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from cluster_planner.columns import POINTS_DIGITS
from cluster_planner.model import Plan, Programme
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._frames import word_column, word_columns
from cluster_planner.words._speaker import speaker

MONEY = {"area": "cost_together_money", "alone": "cost_alone_money"}
SHOWN = [
    "outcome", "name", "county", "year", "order", "communities", "households", "floor_area_m2", "cost_money",
    "score", "score_need", "score_saving", "score_consent", "score_rate", "more_money", "more_year", "reason",
]  # fmt: skip
_OF_PROJECT = ["name", "county", "communities", "households", "floor_area_m2"]
_BEGUN = {"areas": "areas_begun", "alone": "alone_begun"}
_KNOWN = "_known"


def programme_tables(plan: Plan, lang: Lang) -> dict[str, pd.DataFrame]:
    """Return the years, what is built in each, the sources of money, and the demands not met, if any."""
    programme = plan.programme
    years = programme.years.rename(columns=_BEGUN)
    if programme.funds.empty:
        return {"years": years}
    tables = {
        "years": years,
        "schedule": _schedule(plan, lang),
        "funds": programme.funds.reset_index().rename(columns={"source": "fund"}),
    }
    if len(programme.shortfalls):
        tables["shortfalls"] = word_columns(programme.shortfalls, lang)
    return tables


def years_of_communities(programme: Programme, area_id: pd.Series) -> pd.Series:
    """Return the year in which each community is renovated, with its area or alone; missing where there is none."""
    year = area_id.map(programme.frame["year"].astype("Float64"))
    alone = programme.alone.get("year", pd.Series(dtype="Int64")).astype("Float64")
    both: pd.Series = year.astype("Float64").fillna(alone.reindex(area_id.index)).astype("Int64")
    return both


def _schedule(plan: Plan, lang: Lang) -> pd.DataFrame:
    """Return areas and communities alone in one table, in their order."""
    areas, frame = plan.evaluation.areas, plan.communities.frame
    named = {
        "area": areas.assign(name=word_column(areas["area_name_said"], lang)),
        "alone": frame.assign(communities=1),
    }
    of_kinds = {"area": plan.programme.frame, "alone": plan.programme.alone}
    mine = {kind: table.join(pd.DataFrame(named[kind])[_OF_PROJECT]) for kind, table in of_kinds.items()}
    listed = [
        word_columns(table, lang)
        .rename(columns={MONEY[kind]: "cost_money"})
        .assign(outcome=kind)
        .rename_axis("project_id")
        .reset_index()[["project_id", *SHOWN]]
        for kind, table in mine.items()
        if len(table)
    ]
    if not listed:
        return pd.DataFrame(columns=["project_id", *SHOWN])
    table = pd.concat(listed, ignore_index=True)
    # As printed, the parts add up and the rate follows from their sum.
    parts = table[["score_need", "score_saving", "score_consent"]].round(POINTS_DIGITS)
    score = parts.sum(axis=1).round(POINTS_DIGITS).where(table["score"].notna())
    rate = table["score_rate"] * (score / table["score"].where(table["score"] > 0)).fillna(1.0)
    table = table.assign(**parts, score=score, score_rate=rate)
    return table.sort_values("order").set_index("project_id")


def progress_tables(plan: Plan, lang: Lang) -> dict[str, pd.DataFrame]:
    """Return the sheets ``progress``, ``under_way`` and ``statistics`` of a plan, where they have any rows."""
    tables: dict[str, pd.DataFrame] = {}
    if len(plan.under_way):
        tables["under_way"] = pd.DataFrame(under_way_table(plan, lang).drop(columns="geometry"))
    if len(plan.progress):
        tables["progress"] = _progress(plan.progress, lang)
    if len(plan.statistics):
        tables["statistics"] = _statistics(plan.statistics, lang)
    return tables


def under_way_table(plan: Plan, lang: Lang) -> gpd.GeoDataFrame:
    """Return the areas under way with their progress, indexed by ``area_id``."""
    table: gpd.GeoDataFrame = word_columns(plan.under_way, lang)
    return table


def _progress(progress: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    table = progress.reset_index()
    return table.assign(county=_named(table["county"], lang))


def _statistics(statistics: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Return the table with a column that names what some communities do not report."""
    table = statistics.reset_index()
    counted = [str(name).removesuffix(_KNOWN) for name in table if str(name).endswith(_KNOWN)]
    silent = [_name_silent(row, counted, lang) for _, row in table.iterrows()]
    table = table.drop(columns=[name + _KNOWN for name in counted])
    return table.assign(group=_named(table["group"], lang), silent=pd.Series(silent, table.index, "str"))


def _named(groups: pd.Series, lang: Lang) -> pd.Series:
    words = speaker(lang)
    named = {"": words.say("common.total"), "left_out": words.say("programme.in_no_year")}
    return groups.fillna(words.catalogue.style["unknown"]).replace(named)


def _name_silent(row: pd.Series, counted: list[str], lang: Lang) -> str:
    """Name the fields that some communities do not give, with how many."""
    missing = {name: row["communities"] - row[name + _KNOWN] for name in counted}
    words = {name: speaker(lang).label("field", name) for name in counted}
    return speaker(lang).join((f"{words[name]} {count}" for name, count in missing.items() if count), "semicolons")
