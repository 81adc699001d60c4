"""Tables out to a workbook that an office opens: headers, widths, formats, filters; the same bytes each time."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from pandas.api.types import is_numeric_dtype

from cluster_planner.fields import CATALOGUE, Lang, label
from cluster_planner.sources._headers import index_as_columns

HEADER_FONT = Font(bold=True)
HEADER_FILL = PatternFill("solid", fgColor="E8EEF4")
SEVERITY_FILLS = {
    name: PatternFill("solid", fgColor=colour)
    for name, colour in {"error": "F4B6A6", "warning": "FFE699", "repair": "CFE2F3"}.items()
}
WRAPPED = Alignment(wrap_text=True, vertical="top")
_FORMULA = re.compile(r"^(?=[=+\-@\t\r])")
_LONGEST_TEXT = 32_000
_WIDTHS = (8, 60)
_SAMPLED = 200
_A4 = 9
_FIXED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - workbooks hold local time
_FIXED_ZIP = (2000, 1, 1, 0, 0, 0)
_FORMATS = {"_share": "0.0%", "_wan": "#,##0.00", "_m2": "#,##0", "_m": "#,##0.0", "lon": "0.000000", "lat": "0.000000"}


def write_sheets(sheets: Mapping[str, pd.DataFrame], path: Path, lang: Lang) -> None:
    """Write tables with canonical columns as sheets for readers of one language."""
    book = Workbook(write_only=True)
    for title, table in sheets.items():
        add_sheet(book, title, table, lang)
    save(book, path)


def save(book: Workbook, path: Path) -> None:
    """Save a workbook without a trace of the hour: fixed dates in its properties and in its container."""
    book.properties.created = _FIXED
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    stamp = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
    parts["docProps/core.xml"] = stamp.sub(rb"\g<1>2000-01-01T00:00:00Z", parts["docProps/core.xml"])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _FIXED_ZIP), content, zipfile.ZIP_DEFLATED)


def guard(text: pd.Series) -> pd.Series:
    """Return texts that no spreadsheet takes for a formula, nor chokes on."""
    clean = text.str.replace(ILLEGAL_CHARACTERS_RE, "", regex=True)
    return clean.str.replace(_FORMULA, "'", regex=True).str.slice(0, _LONGEST_TEXT)


def unguard(cells: pd.DataFrame) -> pd.DataFrame:
    """Take off again what `guard` put before a text."""
    guarded = [name for name in cells if cells[name].str.match(r"'[=+\-@\t\r]").any()]
    plain = cells[guarded].apply(lambda column: column.str.replace(r"^'(?=[=+\-@\t\r])", "", regex=True))
    return pd.concat([cells.drop(columns=guarded), plain], axis="columns")[cells.columns] if guarded else cells


def in_labels(column: pd.Series, lang: Lang) -> pd.Series:
    """Return codes as the words that a planner reads; other values as they are."""
    field = CATALOGUE.get(str(column.name))
    if field is None or not field.choices:
        return column
    words = {
        value: ";".join(field.choice_label(code, lang) for code in str(value).split(";"))
        for value in column.dropna().unique()
    }
    return column.map(words)


def number_format(name: str) -> str:
    """Return the number format of a column: as fine as its unit makes sense."""
    field = CATALOGUE.get(name)
    if field is not None and field.kind == "integer":
        return "0" if field.unit == "年" else "#,##0"
    return next((shown for ending, shown in _FORMATS.items() if name.endswith(ending)), "0.###")


def add_sheet(book: Workbook, title: str, table: pd.DataFrame, lang: Lang) -> None:
    """Add a table with canonical columns as a sheet for readers of one language."""
    sheet, table = book.create_sheet(title), index_as_columns(table)
    columns = [_cells(table[name], lang) for name in table]
    headers = [label(str(name), lang) for name in table]
    for place, (header, column) in enumerate(zip(headers, columns, strict=True), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width_of([header, *column[:_SAMPLED]])
    lay_out(sheet, 1)
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(headers), 1))}{len(table) + 1}"
    sheet.append([_header_cell(sheet, header) for header in guard(pd.Series(headers, dtype="str"))])
    formats = [number_format(str(name)) if is_numeric_dtype(table[name]) else None for name in table]
    fills = _fills(table)
    for row, fill in zip(zip(*columns, strict=True), fills, strict=True):
        cells = [_cell(sheet, value, shown) for value, shown in zip(row, formats, strict=True)]
        if fill is not None:
            cells[0] = _cell(sheet, cells[0], "General")
            cells[0].fill = fill
        sheet.append(cells)


def lay_out(sheet: Any, header_rows: int) -> None:
    """Keep the header in sight, on the screen and on every printed page, and print all columns side by side."""
    sheet.freeze_panes = f"A{header_rows + 1}"
    sheet.print_title_rows = f"1:{header_rows}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _cells(column: pd.Series, lang: Lang) -> list[Any]:
    if not is_numeric_dtype(column):
        column = guard(in_labels(column, lang).astype("str"))
    values: list[Any] = column.astype(object).where(column.notna(), None).tolist()
    return values


def _fills(table: pd.DataFrame) -> list[PatternFill | None]:
    """Return the colour of the first cell of each row: that of its severity, where the table begins with one."""
    coloured = len(table.columns) > 0 and table.columns[0] == "severity"
    return [SEVERITY_FILLS[code] for code in table["severity"]] if coloured else [None] * len(table)


def _header_cell(sheet: Any, header: str) -> Any:
    cell = WriteOnlyCell(sheet, header)
    cell.font, cell.fill, cell.alignment = HEADER_FONT, HEADER_FILL, WRAPPED
    return cell


def _cell(sheet: Any, value: Any, shown: str | None) -> Any:
    if shown is None or value is None:
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = shown
    return cell


def width_of(values: list[Any]) -> int:
    """Return a width that shows most values; Chinese characters are as wide as two letters."""
    longest = max((len(str(value).encode("gbk", "replace")) for value in values), default=0)
    return min(max(longest + 2, _WIDTHS[0]), _WIDTHS[1])
