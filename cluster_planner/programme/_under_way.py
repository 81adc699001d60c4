"""How far the areas under way have come, one by one."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from cluster_planner.model import Communities
from cluster_planner.programme._progress import reported_money, stages_of, with_shares


def report_under_way(
    communities: Communities, under_way: pd.Series, names: pd.Series, outlines: gpd.GeoSeries
) -> gpd.GeoDataFrame:
    """Report how far each area under way has come.

    Parameters
    ----------
    communities : Communities
        With the bank's ``status``, dates, ``invest_money`` and ``paid_money``.
    under_way : Series
        ``area_id`` of the area under way of each community, missing if it is in none.
    names : Series
        What each is called, by ``area_id``.
    outlines : GeoSeries
        Where each lies, by ``area_id``.

    Returns
    -------
    GeoDataFrame
        Indexed by ``area_id``: ``area_name_said``, ``county``, ``plan_year`` (the latest of its members in a yearly
        plan), ``communities``, ``households``, ``started`` and ``finished`` (counts), ``started_share``,
        ``finished_share``; ``invest_money``, ``paid_money`` and ``paid_share`` of those that give both, and their
        number, ``reporting``.
        What nobody gives is missing, never 0.
    """
    frame, stages = communities.frame, stages_of(communities)
    year = frame["plan_year"].where(stages["in_plan"])  # those that only wait say nothing of when it was planned
    known = frame[["county", "households"]].assign(plan_year=year)
    table = stages[["started", "finished"]].join([known, reported_money(frame)])
    groups = table.groupby(under_way.rename("area_id"), sort=True)
    counts = groups[["started", "finished", "reporting"]].sum().assign(communities=groups.size())
    amounts = groups[["households", "invest_money", "paid_money"]].sum(min_count=1)
    place = groups.agg(county=("county", "first"), plan_year=("plan_year", "max"))
    found = with_shares(place.join([counts, amounts]))
    found.insert(0, "area_name_said", names.reindex(found.index).astype(object))
    columns = [
        "area_name_said", "county", "plan_year", "communities", "households", "started", "finished", "started_share",
        "finished_share", "invest_money", "paid_money", "paid_share", "reporting",
    ]  # fmt: skip
    shapes = outlines.reindex(found.index)
    return gpd.GeoDataFrame(found[columns], geometry=gpd.GeoSeries(shapes, crs=frame.crs), crs=frame.crs)
