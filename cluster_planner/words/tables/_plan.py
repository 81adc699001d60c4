"""The tables of a plan as a planner reads them in a workbook, one for each purpose."""

from __future__ import annotations

import pandas as pd

from cluster_planner.model import Part, Plan
from cluster_planner.words._catalogue import Lang
from cluster_planner.words.tables._areas import (
    area_table,
    change_tables,
    check_tables,
    community_table,
    quarantine_table,
)
from cluster_planner.words.tables._evidence import evidence_table
from cluster_planner.words.tables._findings import finding_table
from cluster_planner.words.tables._firmness import doubt_table, proof_table
from cluster_planner.words.tables._methods import method_table
from cluster_planner.words.tables._overview import overview
from cluster_planner.words.tables._parts import part_table
from cluster_planner.words.tables._programme import programme_tables, progress_tables
from cluster_planner.words.tables._services import service_table
from cluster_planner.words.tables._settings import setting_table
from cluster_planner.words.tables._totals import county_tables
from cluster_planner.words.tables._works import works_tables

_AREAS = (
    "area_name", "county", "subdistrict", "year", "order", "communities", "households", "floor_area_m2",
    "cost_alone_money", "cost_together_money", "saving_low_money", "saving_money", "saving_high_money", "saving_share",
    "cost_estimated", "silent", "unverified", "held_by_saving", "mode", "reason",
)  # fmt: skip
_NAMED = ("area_name", "county", "subdistrict")
# What readers of the workbook look for in a community; the layers have every field.
_COMMUNITIES = (
    "area_id", "name", "outcome", "under_way_id", "year", "county", "subdistrict", "neighbourhood", "build_year",
    "households", "floor_area_m2", "site_m2", "footprint", "structure", "tenure", "need", "coverage", "stability",
    "cost_alone_money", "cost_basis", "status", "reason", "advice",
)  # fmt: skip


def plan_tables(plan: Plan, lang: Lang) -> dict[str, pd.DataFrame]:
    """Return the tables of a plan by their names in the catalogue; those in quarantine or read where there are any."""
    areas = pd.DataFrame(area_table(plan, lang).drop(columns="geometry"))
    communities = pd.DataFrame(community_table(plan, lang).drop(columns="geometry"))
    communities = communities[[name for name in _COMMUNITIES if name in communities]]
    joined = communities["outcome"] == "area"
    read = [Part(**part) for part in plan.about.get("read", ())]
    of_others = ["outcome", "under_way_id", "advice"]
    tables = {
        "overview": overview(plan, lang),
        "areas": areas[[name for name in _AREAS if name in areas]],
        "figures": areas[[*_NAMED, *areas.columns.difference(list(_AREAS), sort=False)]],
        "members": communities[joined].drop(columns=of_others).sort_values("area_id", kind="stable"),
        "alone": communities[~joined].drop(columns="area_id").sort_values("outcome", kind="stable"),
        **check_tables(plan, lang),
        "evidence": evidence_table(plan, lang),
        "services": service_table(plan, lang),
        **works_tables(plan, lang),
        **programme_tables(plan, lang),
        **county_tables(plan, lang),
        **progress_tables(plan, lang),
        "proof": proof_table(plan, lang),
        **({} if plan.stability is None else {"doubt": doubt_table(plan, plan.stability, lang)}),
        **change_tables(plan, lang),
        "findings": finding_table(plan.findings, lang).dropna(axis="columns", how="all"),
        "quarantine": quarantine_table(plan, lang),
        "read": part_table(read, lang).dropna(axis="columns", how="all"),
        "settings": setting_table(plan.settings, lang),
    }
    for name in ("quarantine", "read"):
        if not len(tables[name]):
            del tables[name]
    return tables | {"methods": method_table(plan, tables, lang)}
