"""Files in, tables out; and tables out to files. Judges nothing."""

from __future__ import annotations

from cluster_planner.sources._earlier import earlier_file, read_earlier
from cluster_planner.sources._finding_table import finding_table, summary_table
from cluster_planner.sources._folder_names import shortest_names
from cluster_planner.sources._formats import check_formats
from cluster_planner.sources._kinds import map_colours
from cluster_planner.sources._layers import list_layers, read_layer, split_spec
from cluster_planner.sources._ledger import open_ledger
from cluster_planner.sources._mapping import FieldMapping, read_mapping
from cluster_planner.sources._mapping_draft import draft_mapping
from cluster_planner.sources._matches import read_matches
from cluster_planner.sources._plan_sheets import plan_tables, setting_table
from cluster_planner.sources._plan_tables import area_table, community_table
from cluster_planner.sources._record import read_record
from cluster_planner.sources._report import write_report
from cluster_planner.sources._service_tables import tell_services
from cluster_planner.sources._staging import staged
from cluster_planner.sources._tables import checksum, read_raw, read_table, source_name
from cluster_planner.sources._template import write_template
from cluster_planner.sources._works_tables import price_basis
from cluster_planner.sources._write import write_plan, write_sheets_and_texts, write_table
from cluster_planner.sources._written import as_written, read_written_plan

__all__ = [
    "FieldMapping",
    "area_table",
    "as_written",
    "check_formats",
    "checksum",
    "community_table",
    "draft_mapping",
    "earlier_file",
    "finding_table",
    "list_layers",
    "map_colours",
    "open_ledger",
    "plan_tables",
    "price_basis",
    "read_earlier",
    "read_layer",
    "read_mapping",
    "read_matches",
    "read_raw",
    "read_record",
    "read_table",
    "read_written_plan",
    "setting_table",
    "shortest_names",
    "source_name",
    "split_spec",
    "staged",
    "summary_table",
    "tell_services",
    "write_plan",
    "write_report",
    "write_sheets_and_texts",
    "write_table",
    "write_template",
]
