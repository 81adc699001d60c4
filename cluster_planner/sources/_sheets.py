"""Read workbooks: .xlsx, .xls, .ods, and files that only bear such a name."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

from cluster_planner.errors import SourceError
from cluster_planner.fields.people import public_names
from cluster_planner.model import Note
from cluster_planner.said import Code, say
from cluster_planner.sources._bounds import require_likely_extent, require_size, require_tables
from cluster_planner.sources._grid import Grid, Merged, table_of
from cluster_planner.sources._html import read_html
from cluster_planner.sources._sheet_bounds import without_strays
from cluster_planner.sources._sheet_marks import SheetMarks, ods_marks, part_of, xlsx_marks
from cluster_planner.sources._text import decode, read_text
from cluster_planner.sources._xlsb_marks import xlsb_marks

Sheets = dict[str, "_Sheet"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = ("EncryptedPackage".encode("utf-16-le"), b"manifest:encryption-data")
_PAGE = re.compile(r"<(?:!doctype html|html|head|meta|table|body)\b", re.IGNORECASE)
_MARKS = {"xl/workbook.xml": xlsx_marks, "xl/workbook.bin": xlsb_marks, "content.xml": ods_marks}
_XML = re.compile(r"\s*<\?xml|\s*MIME-Version:", re.IGNORECASE)


@dataclass(frozen=True)
class _Sheet:
    read: Callable[[], Grid]
    is_concealed: bool = False


def list_sheets(path: Path) -> list[str]:
    """Return the sheets of a workbook, those that are hidden too."""
    with _in_words(path):
        return list(_open_sheets(path, None)[0])


def read_sheets(path: Path, sheets: Collection[str], encoding: str | None) -> tuple[list[Grid], tuple[Note, ...]]:
    """Read sheets of a workbook: those named, else all.

    Parameters
    ----------
    path : Path
        The workbook; a web page or a text table under the name of one is read as what it is.
    sheets : collection of str
        Names of sheets, or what they are called without personal data, as in what was read from them.
    encoding : str or None
        Encoding of a web page or text table.

    Returns
    -------
    tuple of list of Grid and tuple of Note
        The cells of each sheet that is not blank, and what was done to open the file.

    Raises
    ------
    SourceError
        If the workbook is damaged or has a password, or there is no such sheet.
    """
    with _in_words(path):
        there, notes = _open_sheets(path, encoding)
        called = public_names(there)
        require_tables(path, len(there))
        for sheet in sheets:
            if sheet not in {*there, *called.values()}:
                names = ", ".join(there)
                raise SourceError(
                    say("error.sources.no_sheet", path=Code(str(path)), sheet=Code(sheet)),
                    say("error.sources.its_sheets", names=Code(names)),
                )
        grids = [
            replace(sheet.read(), sheet=called[name], is_concealed=sheet.is_concealed)
            for name, sheet in there.items()
            if not sheets or name in sheets or called[name] in sheets
        ]
    return [grid for grid in grids if len(grid.cells)], notes


def _open_sheets(path: Path, encoding: str | None) -> tuple[Sheets, tuple[Note, ...]]:
    """Open a workbook by what it holds, not by how it is named."""
    content = path.read_bytes()
    if content.startswith(_OLE):
        return _open_xls(path, content), ()
    if content.startswith(b"PK"):
        return _open_zipped(path), ()
    text, notes = decode(content, path, encoding)
    if _PAGE.search(text[:5000]):
        pages: Sheets = {name: _Sheet(partial(_same, grid)) for name, grid in read_html(text).items()}
        return pages, (*notes, Note(rule="not_a_workbook", found="HTML"))
    if _XML.match(text):
        raise SourceError(
            say("error.sources.old_xml", path=Code(str(path))),
            say("error.sources.save_as_xlsx"),
        )
    only: Sheets = {path.stem: _Sheet(partial(read_text, path, encoding))}
    return only, (Note(rule="not_a_workbook", found="CSV"),)


def _same(grid: Grid) -> Grid:
    return grid


def _open_zipped(path: Path) -> Sheets:
    """Open .xlsx, .xlsb and .ods."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

    with zipfile.ZipFile(path) as archive:
        parts = set(archive.namelist())
        if "META-INF/manifest.xml" in parts and _ENCRYPTED[1] in archive.read("META-INF/manifest.xml"):
            raise _password(path)
    book = load_workbook(path)
    return {
        sheet.name: _Sheet(
            partial(_read_zipped, path, book, sheet.name, parts), sheet.visible != SheetVisibleEnum.Visible
        )
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet
    }


def _read_zipped(path: Path, book: Any, name: str, parts: set[str]) -> Grid:
    from python_calamine import load_workbook

    notes: tuple[Note, ...] = ()
    if "xl/workbook.xml" in parts:
        kept, notes = without_strays(path, part_of(path, name), name)
        book = load_workbook(kept) if kept else book
    sheet = book.get_sheet_by_name(name)
    bottom, right = sheet.end or (0, 0)
    require_size(path, name, bottom + 1, right + 1)
    require_likely_extent(path, (bottom + 1) * (right + 1))
    rows = sheet.to_python(skip_empty_area=False)
    merged = tuple(dict.fromkeys(Merged(*first, *last) for first, last in sheet.merged_cell_ranges or ()))
    marks = SheetMarks(errors={})
    for part, read in _MARKS.items():
        if part in parts:
            marks = read(path, name)
    for (row, column), mark in (marks.errors | marks.long).items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = mark
    cells = table_of(rows)
    merged = merged if marks.merged is None else marks.merged
    return Grid(cells=cells, merged=merged, notes=notes, sheet=name, hidden=marks.hidden, struck=marks.struck)


def _open_xls(path: Path, content: bytes) -> Sheets:
    """Open a workbook of Excel 97 to 2003, or of WPS."""
    import xlrd

    if _ENCRYPTED[0] in content:
        raise _password(path)
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=StringIO())
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise _password(path) from error
        raise
    return {
        sheet.name: _Sheet(partial(_read_xls, path, book, sheet), bool(sheet.visibility)) for sheet in book.sheets()
    }


def _read_xls(path: Path, book: Any, sheet: Any) -> Grid:
    require_size(path, sheet.name, sheet.nrows, max(sheet.ncols, 1))
    rows = [[_xls_value(book, cell) for cell in sheet.row(row)] for row in range(sheet.nrows)]
    merged = tuple(Merged(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells)
    styles = {number for number, style in enumerate(book.xf_list) if book.font_list[style.font_index].struck_out}
    struck = (
        (row, column)
        for row in range(sheet.nrows if styles else 0)
        for column, cell in enumerate(sheet.row(row))
        if cell.xf_index in styles and cell.value != ""
    )
    hidden = (row for row, looks in sheet.rowinfo_map.items() if looks.hidden)
    return Grid(
        cells=table_of(rows), merged=merged, sheet=sheet.name, hidden=frozenset(hidden), struck=frozenset(struck)
    )


def _xls_value(book: Any, cell: Any) -> object:
    import xlrd

    match cell.ctype:
        case xlrd.XL_CELL_DATE:
            return xlrd.xldate_as_datetime(cell.value, book.datemode)
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(cell.value, "#N/A")
        case _:
            return cell.value


def _password(path: Path) -> SourceError:
    return SourceError(
        say("error.sources.password", path=Code(str(path))),
        say("error.sources.take_password_off"),
    )


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """Report whatever a reader trips over as a file that cannot be read."""
    try:
        yield
    except SourceError:
        raise
    except Exception as error:  # each reader meets a damaged file with whatever its parsers raise
        raise SourceError(
            say("error.sources.workbook_damaged", path=Code(str(path))),
            say("error.sources.open_and_save"),
        ) from error
