"""What we write: plans, workbooks, layers, records and templates; and plans that we wrote, read back."""

from __future__ import annotations

from cluster_planner.books._decisions import format_decisions, read_decisions
from cluster_planner.books._demands import format_demands
from cluster_planner.books._earlier import earlier_file, read_earlier
from cluster_planner.books._formats import check_formats
from cluster_planner.books._kept_tables import TABLES, Tables, unpack_tables
from cluster_planner.books._mapping_draft import draft_mapping
from cluster_planner.books._plan_ids import PLAN_META, keyword_of, require_one_plan
from cluster_planner.books._record import area_names, read_record
from cluster_planner.books._report import write_report
from cluster_planner.books._settings_file import format_settings, write_settings
from cluster_planner.books._systems import check_system
from cluster_planner.books._template import write_template
from cluster_planner.books._works_file import write_works
from cluster_planner.books._write import (
    PLAN_FILES,
    write_databases,
    write_layers,
    write_plan,
    write_record,
    write_sheets_and_texts,
    write_table,
    write_workbook,
)
from cluster_planner.books._written import as_written, plan_folder, read_written_plan, shortest_names

__all__ = [
    "PLAN_FILES",
    "PLAN_META",
    "TABLES",
    "Tables",
    "area_names",
    "as_written",
    "check_formats",
    "check_system",
    "draft_mapping",
    "earlier_file",
    "format_decisions",
    "format_demands",
    "format_settings",
    "keyword_of",
    "plan_folder",
    "read_decisions",
    "read_earlier",
    "read_record",
    "read_written_plan",
    "require_one_plan",
    "shortest_names",
    "unpack_tables",
    "write_databases",
    "write_layers",
    "write_plan",
    "write_record",
    "write_report",
    "write_settings",
    "write_sheets_and_texts",
    "write_table",
    "write_template",
    "write_workbook",
    "write_works",
]
