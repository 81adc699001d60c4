"""The user's own sheet copied into a workbook, row for row and column for column, with cells marked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from cluster_planner._cells import guard
from cluster_planner.books._sheet_out import MOST_ROWS, lay_out, width_of
from cluster_planner.books._workbook import HEADER_FILL, HEADER_FONT, SEVERITY_FILLS, WRAPPED
from cluster_planner.sources import Ledger

Place = tuple[int, int]  # row and column of a cell, from 0
_UNTITLED = "台账"
_AUTHOR = "cluster_planner"
_COMMENT_SIZE = (160, 340)
_SAMPLED = 200
_PLAIN_NUMBER = r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,8})?"


@dataclass(frozen=True)
class Mark:
    """How a cell is marked: the severity gives the colour, the text becomes a comment if there is any."""

    severity: str
    text: str = ""


def fits_a_sheet(ledger: Ledger) -> bool:
    """Tell whether a sheet of a workbook can hold all rows; a text table can be longer."""
    return len(ledger.grid.cells) <= MOST_ROWS


def copy_sheet(
    book: Workbook, ledger: Ledger, cells: pd.DataFrame, marks: Mapping[Place, Mark], *, apart_from: Collection[str]
) -> None:
    """Add a copy of the user's sheet, so that row numbers and column letters are those of the file.

    Parameters
    ----------
    book : Workbook
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
    sheet = book.create_sheet(title if title not in apart_from else f"{title} (2)")
    texts = cells.apply(guard)
    for column in range(texts.shape[1]):
        below = texts.iloc[ledger.header_row : ledger.header_row + _SAMPLED, column].dropna().tolist()
        sheet.column_dimensions[get_column_letter(column + 1)].width = width_of(below)
    lay_out(sheet, ledger.header_row + 1)
    for area in ledger.grid.merged:
        first, last = (get_column_letter(column + 1) for column in (area.left, area.right))
        sheet.merged_cells.add(f"{first}{area.top + 1}:{last}{area.bottom + 1}")
    columns = [_with_numbers(cells.iloc[:, column], texts.iloc[:, column]) for column in range(texts.shape[1])]
    for row, values in enumerate(zip(*columns, strict=True)):
        body = row > ledger.header_row
        sheet.append([_cell(sheet, value, body, marks.get((row, column))) for column, value in enumerate(values)])


def _with_numbers(cells: pd.Series, texts: pd.Series) -> list[Any]:
    """Return the texts of a column, but numbers where a cell is written just as the number would be (not ``007``)."""
    numbers = pd.to_numeric(cells, errors="coerce")
    plain = numbers.notna() & cells.str.fullmatch(_PLAIN_NUMBER)
    whole = plain & ~cells.str.contains(".", regex=False, na=False)
    shown = texts.astype("object").mask(plain, numbers)
    values: list[Any] = shown.mask(whole, numbers[whole].astype("int64").astype("object")).tolist()
    return values


def _cell(sheet: Any, value: Any, body: bool, mark: Mark | None) -> Any:  # noqa: FBT001 - a row of the body or not
    value = None if pd.isna(value) else value
    if body and mark is None:
        return value
    cell = WriteOnlyCell(sheet, value)
    if not body and value is not None:
        cell.font, cell.fill, cell.alignment = HEADER_FONT, HEADER_FILL, WRAPPED
    if mark is not None:
        cell.fill = SEVERITY_FILLS[mark.severity]
        if mark.text:
            cell.comment = Comment(mark.text, _AUTHOR, *_COMMENT_SIZE)
    return cell
