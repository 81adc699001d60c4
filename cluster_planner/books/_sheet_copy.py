"""The user's own sheet copied into a workbook, row for row and column for column, with cells marked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pandas as pd
from xlsxwriter.exceptions import OverlappingRange

from cluster_planner._cells import guard
from cluster_planner.books._printing import set_up_printing
from cluster_planner.books._sheet_out import MOST_ROWS, lay_out, width_of
from cluster_planner.books._workbook import HEADER, SEVERITY_COLOURS, Book, set_width
from cluster_planner.sources import Ledger, Merged

Place = tuple[int, int]  # row and column of a cell, from 0
_UNTITLED = "台账"
_COMMENT = {"author": "cluster_planner", "height": 160, "width": 340}
_SAMPLED = 200
_PLAIN_NUMBER = r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,8})?"


@dataclass(frozen=True)
class Mark:
    """How a cell is marked: the severity gives the colour, the text becomes a comment if there is any."""

    severity: str
    text: str = ""


def fits_a_sheet(ledger: Ledger) -> bool:
    """Return whether a worksheet can hold all rows; a text table can be longer."""
    return len(ledger.grid.cells) <= MOST_ROWS


def copy_sheet(
    book: Book, ledger: Ledger, cells: pd.DataFrame, marks: Mapping[Place, Mark], *, apart_from: Collection[str]
) -> None:
    """Add a copy of the user's sheet, so that row numbers and column letters are those of the file.

    Parameters
    ----------
    book : Book
        Workbook in the making.
    ledger : Ledger
        The sheet, with its header and merged cells.
    cells : DataFrame
        What to write in its place: the same rows and columns.
    marks : mapping of (int, int) to Mark
        Cells to mark, by row and column from 0.
    apart_from : collection of str
        Titles of the other sheets.
    """
    title = ledger.grid.sheet or _UNTITLED
    sheet = book.add_sheet(title, apart_from=apart_from)
    texts = cells.map(guard, na_action="ignore")
    below = texts.iloc[ledger.header_row : ledger.header_row + _SAMPLED]
    widths = [width_of(below.iloc[:, column].dropna().tolist()) for column in range(texts.shape[1])]
    for column, width in enumerate(widths):
        set_width(sheet, column, width)
    lay_out(sheet, ledger.header_row + 1)
    set_up_printing(sheet, widths)
    _merge(sheet, ledger.grid.merged)
    columns = [_with_numbers(cells.iloc[:, column], texts.iloc[:, column]) for column in range(texts.shape[1])]
    headers = {table.header_row for table in ledger.tables} | set(range(ledger.header_row))
    for row, values in enumerate(zip(*columns, strict=True)):
        of_row: dict[str, Any] = HEADER if row in headers else {}
        for column, value in enumerate(values):
            _write_cell(book, sheet, (row, column), value, of_row, marks.get((row, column)))


def _merge(sheet: Any, areas: Iterable[Merged]) -> None:
    """Merge cells; no spreadsheet merges a single cell or ranges that overlap: the first of these counts."""
    for area in areas:
        if (area.top, area.left) != (area.bottom, area.right):
            with suppress(OverlappingRange):
                sheet.merge_range(area.top, area.left, area.bottom, area.right, "")


def _with_numbers(cells: pd.Series, texts: pd.Series) -> list[Any]:
    """Return the texts of a column, as numbers where a cell is written exactly like its number (not ``007``)."""
    numbers = pd.to_numeric(cells, errors="coerce")
    plain = numbers.notna() & cells.str.fullmatch(_PLAIN_NUMBER)
    whole = plain & ~cells.str.contains(".", regex=False, na=False)
    shown = texts.astype("object").mask(plain, numbers)
    shown = shown.mask(whole, numbers[whole].astype("int64").astype("object"))
    values: list[Any] = shown.where(shown.notna(), None).tolist()
    return values


def _write_cell(book: Book, sheet: Any, at: Place, value: Any, of_row: Mapping[str, Any], mark: Mark | None) -> None:
    """Write a cell in the style of its row, overlaid by that of its mark."""
    if value is None and mark is None:
        return
    properties = dict(of_row) if value is not None else {}
    if mark is not None:
        properties["bg_color"] = SEVERITY_COLOURS[mark.severity]
    sheet.write(*at, value, book.look(**properties) if properties else None)
    if mark is not None and mark.text:
        sheet.write_comment(*at, mark.text, _COMMENT)
