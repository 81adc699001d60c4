"""A plan as map layers: its tables that have shapes, and the rows in quarantine."""

from __future__ import annotations

import pandas as pd

from cluster_planner.books._geometry_kinds import one_kind_each
from cluster_planner.fields import Lang
from cluster_planner.model import Plan
from cluster_planner.symbols import colour_areas
from cluster_planner.words.tables import (
    area_table,
    barrier_table,
    community_table,
    link_table,
    quarantine_table,
    site_table,
    under_way_table,
)


def plan_layers(plan: Plan, lang: Lang) -> dict[str, pd.DataFrame]:
    """Return areas, also those under way, communities, links, sites, barriers and the rows in quarantine as layers.

    Each has one kind of shape, and the id of the plan among its ``attrs``.
    """
    areas = area_table(plan, lang)
    layers = {
        "areas": areas.assign(colour=colour_areas(areas.geometry) + 1),
        "communities": community_table(plan, lang),
        "links": link_table(plan, lang),
        "services": site_table(plan, lang),
        "barriers": barrier_table(plan),
        "quarantine": quarantine_table(plan, lang),
    }
    if len(plan.under_way):
        layers["underway"] = under_way_table(plan, lang)
    kinds = one_kind_each(layers)
    for layer in kinds.values():
        layer.attrs = {"plan": plan.checksum}
    return kinds
