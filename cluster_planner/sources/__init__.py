"""From the user's files and databases to tables. Judges nothing."""

from __future__ import annotations

from cluster_planner.sources._database import is_database
from cluster_planner.sources._files import Spec, files_of
from cluster_planner.sources._grid import Merged
from cluster_planner.sources._layers import list_layers, read_layer, split_spec
from cluster_planner.sources._layers_chosen import SURROUNDINGS
from cluster_planner.sources._ledger import Ledger, LedgerTable, open_ledgers
from cluster_planner.sources._mapping import FieldMapping, make_mapping, read_mapping
from cluster_planner.sources._matches import read_matches
from cluster_planner.sources._placed_rows import Hidden
from cluster_planner.sources._tables import checksum, read_raw, read_table, source_name, take_table

__all__ = [
    "SURROUNDINGS",
    "FieldMapping",
    "Hidden",
    "Ledger",
    "LedgerTable",
    "Merged",
    "Spec",
    "checksum",
    "files_of",
    "is_database",
    "list_layers",
    "make_mapping",
    "open_ledgers",
    "read_layer",
    "read_mapping",
    "read_matches",
    "read_raw",
    "read_table",
    "source_name",
    "split_spec",
    "take_table",
]
