"""Files in, tables out; and tables out to files. Judges nothing."""

from __future__ import annotations

from cluster_planner.sources._earlier import earlier_file, read_earlier
from cluster_planner.sources._finding_table import finding_table, summary_table
from cluster_planner.sources._formats import check_formats
from cluster_planner.sources._layers import list_layers, read_layer, split_spec
from cluster_planner.sources._ledger import open_ledger
from cluster_planner.sources._mapping import FieldMapping, read_mapping
from cluster_planner.sources._mapping_draft import draft_mapping
from cluster_planner.sources._matches import read_matches
from cluster_planner.sources._record import read_record
from cluster_planner.sources._report import write_report
from cluster_planner.sources._tables import checksum, read_raw, read_table, source_name
from cluster_planner.sources._template import write_template
from cluster_planner.sources._write import write_plan, write_sheets_and_texts, write_table

__all__ = [
    "FieldMapping",
    "check_formats",
    "checksum",
    "draft_mapping",
    "earlier_file",
    "finding_table",
    "list_layers",
    "open_ledger",
    "read_earlier",
    "read_layer",
    "read_mapping",
    "read_matches",
    "read_raw",
    "read_record",
    "read_table",
    "source_name",
    "split_spec",
    "summary_table",
    "write_plan",
    "write_report",
    "write_sheets_and_texts",
    "write_table",
    "write_template",
]
