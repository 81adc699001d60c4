"""Rules of joining a ledger to places."""

from __future__ import annotations

from cluster_planner.model import Rule

MATCHED = {
    "confirmed": Rule("join.matched_confirmed", "repair"),
    "id": Rule("join.matched_id", "repair"),
    "name": Rule("join.matched_name", "repair"),
    "name_alone": Rule("join.matched_name_alone", "warning"),
}
MATCHED_FUZZY = Rule("join.matched_fuzzy", "repair")

_DOUBTS = ("rivals", "alike", "far", "two_ids", "elsewhere")
DOUBTFUL = {doubt: Rule(f"join.doubtful_{doubt}", "warning") for doubt in _DOUBTS}
UNMATCHED_LEDGER = Rule("join.unmatched_ledger", "warning")
UNMATCHED_PLACE = Rule("join.unmatched_place", "warning")
REPEATED_ROW = Rule("join.repeated_row", "repair")
CONFLICT = Rule("join.conflict", "warning")
APART = Rule("join.apart", "warning")
LEDGER_OUTLINES = Rule("join.ledger_outlines", "warning")
UNKNOWN_REFERENCE = Rule("join.unknown_reference", "warning")
