"""A table out to a sheet that an office reads: headers, widths, number formats, filters, long texts wrapped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from pandas.api.types import is_numeric_dtype

from cluster_planner._cells import guard, index_as_columns
from cluster_planner.books._workbook import HEADER_FILL, HEADER_FONT, SEVERITY_FILLS, WRAPPED, in_labels, save
from cluster_planner.fields import CATALOGUE, WHOSE, Lang, label

_NARROWEST, _WIDEST = 8, 60
_ONE_LINE = 18  # shorter headers stand on one line
_SAMPLED = 200
MOST_ROWS = 1_000_000  # a sheet holds 1,048,576
_A4 = 9
_LINE = 15  # points
_TOP, _LONG = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True, indent=1)
_AS_FINE = "as fine as each value is"  # for columns of figures that have different units
_FORMATS = {
    "cost_share": "0.00%",
    "exclusive_m2": "#,##0.00",
    "_cny": "#,##0.00",
    "paid_share": "0.00%",
    "_share": "0.0%",
    "figure_value": _AS_FINE,
    "stability": "0%",
    "_wan": "#,##0.0",
    "_m2": "#,##0",
    "_m": "#,##0",
    "lon": "0.000000",
    "lat": "0.000000",
}
_UNITS_EN = {"_wan": " (10,000 CNY)", "_cny": " (CNY)", "_m2": " (m2)", "_m": " (m)"}


@dataclass(frozen=True)
class _Column:
    """A column ready to be written."""

    header: str
    cells: list[Any]
    number_format: str | None
    width: int

    @property
    def wraps(self) -> bool:
        """Whether texts are longer than the column is wide."""
        return self.number_format is None and self.width == _WIDEST


def write_sheets(sheets: Mapping[str, pd.DataFrame], path: Path, lang: Lang) -> None:
    """Write tables with canonical columns as sheets for readers of one language."""
    book = Workbook(write_only=True)
    for title, table in sheets.items():
        add_sheet(book, title, table, lang)
    save(book, path)


def add_sheet(book: Workbook, title: str, table: pd.DataFrame, lang: Lang) -> None:
    """Add a table with canonical columns as a sheet for readers of one language."""
    sheet, table = book.create_sheet(title), index_as_columns(table)
    columns = [_column(table[name], lang) for name in table]
    for place, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    lay_out(sheet, 1)
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(columns), 1))}{len(table) + 1}"
    sheet.row_dimensions[1].height = 2 * _LINE
    sheet.append([_header_cell(sheet, column.header) for column in columns])
    fills = _fills(table)
    wrapped = [place for place, column in enumerate(columns) if column.wraps]
    rows = zip(*(column.cells for column in columns), strict=True)
    for number, (row, fill) in enumerate(zip(rows, fills, strict=True), start=2):
        sheet.row_dimensions[number].height = _LINE * max((_lines(row[place]) for place in wrapped), default=1)
        cells = [_cell(sheet, value, column) for value, column in zip(row, columns, strict=True)]
        if fill is not None:
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


def width_of(texts: list[str], header: str = "") -> int:
    """Return a width that shows the texts, and the header on two lines; Chinese letters are as wide as two."""
    sample = texts[:: max(1, len(texts) // _SAMPLED)]
    longest = max((_letters(line) for text in sample for line in text.split("\n")), default=0)
    head = _letters(header)
    return min(max(longest + 2, min(head + 3, _ONE_LINE), head // 2 + 4, _NARROWEST), _WIDEST)


def _lines(text: str | None) -> int:
    """Return on how many lines a text stands in the widest column."""
    return sum(1 + _letters(line) // (_WIDEST - 6) for line in (text or "").split("\n"))


def _letters(text: str) -> int:
    return len(text.encode("gbk", "replace"))


def _column(values: pd.Series, lang: Lang) -> _Column:
    """Word a column, and find how its values are shown and how wide they are."""
    whose, _, name = str(values.name).rpartition(WHOSE)
    values = values.rename(name)
    header = str(guard(pd.Series([f"{whose} {header_of(name, lang)}".strip()]))[0])
    if is_numeric_dtype(values):
        shown = _number_format(name)
        decimals = len(shown.partition(".")[2].rstrip("%"))
        texts = [f"{value:,}" if shown == _AS_FINE else f"{value:,.{decimals}f}" for value in values.dropna()]
    else:
        shown, values = None, guard(in_labels(values, lang).astype("str"))
        texts = values.dropna().tolist()
    cells = values.astype(object).where(values.notna(), None).tolist()
    return _Column(header, cells, shown, width_of(texts, header))


def header_of(name: str, lang: Lang) -> str:
    """Return what a planner reads above a column, with its unit in English too."""
    unit = next((unit for ending, unit in _UNITS_EN.items() if name.endswith(ending)), "") if lang == "en" else ""
    return label(name, lang) + unit


def _number_format(name: str) -> str:
    """Return the number format of a column: as fine as its unit makes sense."""
    field = CATALOGUE.get(name)
    if field is not None and field.kind == "integer":
        return "0" if field.unit == "年" else "#,##0"
    if field is not None and field.kind == "text":
        return "0"  # a number that only names something, such as a row
    return next((shown for ending, shown in _FORMATS.items() if name.endswith(ending)), "0.00")


def _fills(table: pd.DataFrame) -> list[PatternFill | None]:
    """Return the colour of the first cell of each row: that of its severity, where the table begins with one."""
    coloured = len(table.columns) > 0 and table.columns[0] == "severity"
    return [SEVERITY_FILLS[code] for code in table["severity"]] if coloured else [None] * len(table)


def _header_cell(sheet: Any, header: str) -> Any:
    cell = WriteOnlyCell(sheet, header)
    cell.font, cell.fill, cell.alignment = HEADER_FONT, HEADER_FILL, WRAPPED
    return cell


def _cell(sheet: Any, value: Any, column: _Column) -> Any:
    cell = WriteOnlyCell(sheet, value)
    cell.alignment = _LONG if column.wraps else _TOP
    if column.number_format is not None:
        cell.number_format = _fine_format(value) if column.number_format == _AS_FINE else column.number_format
    return cell


def _fine_format(value: float | None) -> str:
    """Return the number format that shows a value as it is, with its thousands parted."""
    decimals = len(f"{value or 0:.10g}".partition(".")[2])
    return "#,##0." + "0" * decimals if decimals else "#,##0"
