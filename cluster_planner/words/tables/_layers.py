"""What lies around the areas on a map: links, proposed sites and barriers, as people read them."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from cluster_planner.model import PAIR, Plan
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._frames import word_column, word_columns


def link_table(plan: Plan, lang: Lang) -> gpd.GeoDataFrame:
    """Return the links with likeness, the networks that share their corridor in an area, and conflicts."""
    corridors = pd.DataFrame(plan.savings.corridors)[["shared_trench_m", "networks", "conflict"]]
    likeness = plan.likeness.frame.drop(columns="span_m")
    table: gpd.GeoDataFrame = plan.links.frame.join([likeness, corridors[~corridors.index.duplicated()]])
    return word_columns(table, lang)


def count_links(plan: Plan) -> dict[str, int]:
    """Return how many links are open and blocked: among all communities, and among those that take part (``_part``)."""
    outcome = plan.evaluation.communities["outcome"]
    out = set(outcome.index[outcome == "not_eligible"])
    counts: dict[str, int] = {}
    for name, links in (("open", plan.links.open), ("blocked", plan.links.blocked)):
        ends = [~links.index.get_level_values(end).isin(out) for end in PAIR]
        counts |= {name: len(links), f"{name}_part": int((ends[0] & ends[1]).sum())}
    return counts


def site_table(plan: Plan, lang: Lang) -> gpd.GeoDataFrame:
    """Return the proposed sites as points, with the names of community and area."""
    sites = plan.services.sites.rename(columns={"households": "served_households"})
    communities = sites.index.get_level_values("community_id")
    name = plan.communities.frame["name"].reindex(communities)
    sites.insert(0, "name", name.fillna(communities.to_series()).to_numpy())
    areas = word_column(plan.evaluation.areas["area_name_said"], lang)
    sites.insert(0, "area_name", areas.reindex(sites.index, level="area_id").to_numpy())
    return sites


def barrier_table(plan: Plan) -> gpd.GeoDataFrame:
    """Return what cuts links under the settings of the plan."""
    cut = plan.barriers.frame["kind"].isin(plan.settings.links.barrier_kinds)
    return plan.barriers.frame[cut].reset_index(drop=True).rename(columns={"name": "barrier"})
