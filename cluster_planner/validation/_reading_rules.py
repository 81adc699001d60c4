"""What was done to a table while it was read: its rules, and its notes as findings."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from cluster_planner._cells import as_text
from cluster_planner.errors import DataError
from cluster_planner.fields import blot_secrets
from cluster_planner.model import Findings, Note, Rule
from cluster_planner.said import Code, say
from cluster_planner.validation._remarks import Remarks

ENCODING_FOUND = Rule("encoding_found", "repair")
ENCODING_DOUBTFUL = Rule("encoding_doubtful", "warning")
MOJIBAKE = Rule("mojibake", "repair")
NOT_A_WORKBOOK = Rule("not_a_workbook", "repair")
NAMED_OTHERWISE = Rule("named_otherwise", "repair")
DECIMAL_COMMA = Rule("decimal_comma", "repair")
ROWS_HIDDEN = Rule("rows_hidden", "warning")
ROWS_STRUCK = Rule("rows_struck", "warning")
ROWS_HIDDEN_LEFT = Rule("rows_hidden_left", "warning")
ROWS_STRUCK_LEFT = Rule("rows_struck_left", "warning")
SHEET_HIDDEN = Rule("sheet_hidden", "warning")
SHEETS_HIDDEN_LEFT = Rule("sheets_hidden_left", "warning")
STRAY_CELLS = Rule("stray_cells", "warning")
TABLE_TURNED = Rule("table_turned", "warning")
TABLES_MERGED = Rule("tables_merged", "repair")
TABLES_DISAGREE = Rule("tables_disagree", "warning")
TABLES_LEFT = Rule("tables_left", "warning")
MORE_LEFT_THAN_READ = Rule("more_left_than_read", "error")
HEADER_ROWS = Rule("header_rows", "repair")
HEADER_REPEATED = Rule("header_repeated", "repair")
NOTE_ROW = Rule("note_row", "repair")
SIGNATURE_ROW = Rule("signature_row", "repair")
BUILDINGS_SUMMED = Rule("buildings_summed", "warning")
BUILDINGS_UNKNOWN = Rule("buildings_unknown", "warning")
COLUMNS_TICKED = Rule("columns_ticked", "repair")
DIVISION_FROM_HEADING = Rule("division_from_heading", "repair")
HEADER_TRUNCATED = Rule("header_truncated", "repair")
HEADER_UNIT_CUT = Rule("header_unit_cut", "warning")
HEADER_ALIKE = Rule("header_alike", "warning")
HEADER_SETTLED = Rule("header_settled", "warning")
HEADER_UNCLEAR = Rule("header_unclear", "warning")
MAPPED_HEADER_MISSING = Rule("mapped_header_missing", "warning")
HEADER_TAKEN = Rule("header_taken", "warning")
MERGED_FILLED = Rule("merged_filled", "repair")
MERGED_FIGURE = Rule("merged_figure", "warning")
INDEX_REBUILT = Rule("index_rebuilt", "repair")
ATTRIBUTES_MISSING = Rule("attributes_missing", "warning")
CRS_MISSING = Rule("crs_missing", "warning")
LOCAL_COORDINATES = Rule("local_coordinates", "warning")
BINARY_LEFT_OUT = Rule("binary_left_out", "warning")
FEATURES_MISSING = Rule("features_missing", "warning")
DESCRIPTION_READ = Rule("description_read", "repair")
ENCODING_WRONG = Rule("encoding_wrong", "repair")
LABELS_READ = Rule("labels_read", "repair")
LABELS_OUTSIDE = Rule("labels_outside", "warning")
LINES_CLOSED = Rule("lines_closed", "repair")

ROW_SHIFTED = Rule("row_shifted", "error")
NO_HEADER = "no_header"  # a note, and an error
ROWS_COUNTED = "rows_counted"  # a note on a column that only counts the rows, of which nothing need be said

READER_REMARK = Rule("reader_remark", "warning")

_READING_RULES: dict[str, Rule] = {rule.id: rule for rule in tuple(globals().values()) if isinstance(rule, Rule)}


def reading_findings(notes: Iterable[Note], *, is_system_named: bool = False) -> Findings:
    """Return the notes of a reader as findings without personal data; not those that only lead to others.

    Where the user has named the coordinate system, it is not asked for.
    """
    settled = (CRS_MISSING.id, LOCAL_COORDINATES.id) if is_system_named else ()
    return Findings.concat(
        Findings.of(
            _READING_RULES[note.rule],
            row=[note.row],
            field=blot_secrets(note.field),
            found=blot_secrets(note.found),
            becomes=blot_secrets(note.becomes) if isinstance(note.becomes, str) else note.becomes,
            count=note.count,
        )
        for note in notes
        if note.rule not in (NO_HEADER, ROW_SHIFTED.id, ROWS_COUNTED, *settled)
    )


def require_header(notes: Iterable[Note]) -> None:
    """Refuse a table in which no header was recognised.

    Raises
    ------
    DataError
        With the row that was read as its header.
    """
    for note in notes:
        if note.rule == NO_HEADER:
            raise DataError(
                say("error.validation.no_header", row=Code(note.row), found=Code(blot_secrets(note.found))),
                say("error.validation.give_header"),
            )


def refuse_shifted(rows: pd.Series, notes: Iterable[Note], remarks: Remarks) -> None:
    """Refuse the rows with cells beyond their columns: what stands in them belongs to other columns."""
    shifted = [note.row for note in notes if note.rule == ROW_SHIFTED.id]
    remarks.refuse_as_a_whole(ROW_SHIFTED, as_text(rows).isin(shifted))


def asked_about(notes: Iterable[Note]) -> set[str]:
    """Return the headers already spoken of, or of no use to anybody, so that they are not called unknown too."""
    return {note.field for note in notes if note.rule in (HEADER_UNCLEAR.id, HEADER_TAKEN.id, ROWS_COUNTED)}
