"""Results as tables that people read, in one language: facts are in words, columns have canonical names."""

from __future__ import annotations

from cluster_planner.words.tables._annex import project_table, year_plan_table
from cluster_planner.words.tables._areas import area_table, community_table, quarantine_table
from cluster_planner.words.tables._comparison import comparison_tables
from cluster_planner.words.tables._findings import finding_table, summarise, summary_table
from cluster_planner.words.tables._first_findings import first_findings
from cluster_planner.words.tables._in_words import WordedTables, plan_in_words
from cluster_planner.words.tables._layers import barrier_table, count_links, link_table, site_table
from cluster_planner.words.tables._lifts import lift_tables
from cluster_planner.words.tables._methods import Place, methods_of_places
from cluster_planner.words.tables._parts import part_table
from cluster_planner.words.tables._plan import plan_tables
from cluster_planner.words.tables._programme import under_way_table
from cluster_planner.words.tables._reviews import review_tables
from cluster_planner.words.tables._services import describe_services, service_counts
from cluster_planner.words.tables._settings import meaning_and_unit, setting_table
from cluster_planner.words.tables._totals import county_tables, total_rows
from cluster_planner.words.tables._works import price_basis

__all__ = [
    "Place",
    "WordedTables",
    "area_table",
    "barrier_table",
    "community_table",
    "comparison_tables",
    "count_links",
    "county_tables",
    "describe_services",
    "finding_table",
    "first_findings",
    "lift_tables",
    "link_table",
    "meaning_and_unit",
    "methods_of_places",
    "part_table",
    "plan_in_words",
    "plan_tables",
    "price_basis",
    "project_table",
    "quarantine_table",
    "review_tables",
    "service_counts",
    "setting_table",
    "site_table",
    "summarise",
    "summary_table",
    "total_rows",
    "under_way_table",
    "year_plan_table",
]
