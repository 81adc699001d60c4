"""Text tables and workbooks in: every cell is read as the text that the user sees."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd

from cluster_planner.errors import SourceError
from cluster_planner.sources._headers import name_columns, recognised, unique_headers
from cluster_planner.sources._layers import decodes, keep_where
from cluster_planner.sources._workbook import unguard

NOTES_MARK = "【说明】"
_SEPARATORS = ",\t;"
_HEADER_SEARCH = 10


def list_sheets(path: Path) -> list[str]:
    """Return the sheets of a workbook."""
    with _opened(path) as book:
        return list(book.sheetnames)


def read_csv(path: Path, encoding: str | None) -> pd.DataFrame:
    """Read a text table, all cells as text, one row for each record of the file and no header yet."""
    content = path.read_bytes()
    try:
        text = content.decode(encoding or decodes(content, path))
        first = text.split("\n", 1)[0]
        separator = max(_SEPARATORS, key=first.count)
        return pd.read_csv(
            StringIO(text), header=None, dtype="str", sep=separator, keep_default_na=False, na_values=[""],
            skip_blank_lines=False,
        )  # fmt: skip
    except (ValueError, LookupError, csv.Error) as error:
        raise SourceError(f"{path} cannot be read as a table: {error}.", "Save it again as CSV in UTF-8.") from error


def read_sheet(path: Path, sheet: str | None) -> pd.DataFrame:
    """Read a sheet of a workbook, all cells as text, one row for each row of the sheet and no header yet."""
    with _opened(path) as book:
        if sheet is not None and sheet not in book.sheetnames:
            raise SourceError(f"{path} has no sheet {sheet!r}.", f"Its sheets are: {', '.join(book.sheetnames)}.")
        page = book[sheet] if sheet else book.worksheets[0]
        page.reset_dimensions()
        rows = [[_cell_text(cell) for cell in row] for row in page.iter_rows(values_only=True)]
    width = max(map(len, rows), default=0)
    return pd.DataFrame([row + [None] * (width - len(row)) for row in rows], dtype="str")


def with_header(cells: pd.DataFrame, mapping: Mapping[str, str], where: str | None, path: Path) -> pd.DataFrame:
    """Find the header among the first rows, name the columns and number the rows as the user sees them."""
    filled = cells.notna().any(axis=1).to_numpy()
    if not filled.any():
        raise SourceError(f"{path} is empty.", "Give a table with a header and at least one row.")
    cells = unguard(cells.iloc[: filled.nonzero()[0][-1] + 1])
    header = _header_row(cells, mapping)
    frame = cells.iloc[header + 1 :].reset_index(drop=True)
    frame.columns = pd.Index(unique_headers(cells.iloc[header]))
    frame = frame.assign(source_row=range(header + 2, header + 2 + len(frame)))
    notes = frame.iloc[:, 0].fillna("").str.startswith(NOTES_MARK)
    return name_columns(keep_where(frame[~notes].reset_index(drop=True), where), mapping)


def _header_row(cells: pd.DataFrame, mapping: Mapping[str, str]) -> int:
    """Return the row with most known headers; the first that is not blank where none is known."""
    filled = cells.head(_HEADER_SEARCH).dropna(how="all")
    known = [recognised(row.dropna(), mapping) for _, row in filled.iterrows()]
    return int(filled.index[known.index(max(known))])


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """Open a workbook for reading and close it again; whatever the reader trips over is a file that cannot be read."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        try:
            yield book
        finally:
            book.close()
    except SourceError:
        raise
    except Exception as error:  # openpyxl meets a damaged file with whatever its parsers raise
        raise SourceError(f"{path} cannot be read as a workbook.", "Save it again as .xlsx.") from error


def _cell_text(value: object) -> str | None:
    match value:
        case None | "":
            return None
        case dt.datetime():
            return value.isoformat(" ") if value.time() != dt.time() else value.date().isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)
