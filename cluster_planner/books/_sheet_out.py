"""Write a table to a sheet for an office: headers, widths, number formats, filters, long texts wrapped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat, takewhile
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import is_numeric_dtype

from cluster_planner._cells import guard, index_as_columns
from cluster_planner.books._printing import set_up_printing
from cluster_planner.books._workbook import HEADER, SEVERITY_COLOURS, Book, new_book, set_width
from cluster_planner.columns import find_column
from cluster_planner.fields import OWNER_MARK, Lang
from cluster_planner.words import head_column, label_column, read_amounts, speaker

_NARROWEST, _WIDEST = 8, 60
_WIDEST_ASIDE = 200
# Last columns that are read on the screen: on paper, lists of figures leave them out.
_ASIDE = ("silent", "unverified", "held_by_saving", "mode", "reason", "advice")
_ONE_LINE = 18  # shorter headers take one line
_SAMPLED = 200
_ENDLESS = (np.inf, -np.inf)  # no sheet holds such a number
MOST_ROWS = 1_000_000  # a sheet holds 1,048,576
_LINE = 15  # points
_TOP: dict[str, Any] = {"valign": "top"}
_LONG = {**_TOP, "text_wrap": True, "indent": 1}
_AS_FINE = "as fine as each value is"  # for columns of figures that have different units
# Of kinds; a number that is a text only names something, such as a row.
_FORMATS = {"count": "#,##0", "year": "0", "text": "0", "figure": _AS_FINE}
_PARTED = {"money": 1, "cny": 2, "m": 0, "m2": 0}  # decimals of units written with thousands separators
_DECIMALS = {"degrees": 6}


@dataclass(frozen=True)
class _Column:
    """A column ready to be written."""

    header: str
    cells: list[Any]
    number_format: str | None
    width: int
    widest: int = _WIDEST

    @property
    def wraps(self) -> bool:
        """Whether some text is longer than the column is wide."""
        return self.number_format is None and self.width == self.widest

    def lines(self, text: str | None) -> int:
        """Return how many lines a text takes."""
        return sum(1 + _letters(line) // (self.widest - 6) for line in (text or "").split("\n"))


def write_sheets(
    sheets: Mapping[str, pd.DataFrame],
    path: Path,
    lang: Lang,
    keyword: str = "",
    totals: Mapping[str, pd.DataFrame] | None = None,
) -> None:
    """Write tables with canonical columns as sheets for readers of one language, each with its rows of totals."""
    with new_book(path, keyword) as book:
        for title, table in sheets.items():
            add_sheet(book, title, table, lang, (totals or {}).get(title))


def add_sheet(book: Book, title: str, table: pd.DataFrame, lang: Lang, totals: pd.DataFrame | None = None) -> None:
    """Add a table with canonical columns as a sheet for readers of one language, and under it rows of totals."""
    table = index_as_columns(table)
    sheet = book.add_sheet(title)
    below = 0 if totals is None else len(totals)
    aside = len([*takewhile(_ASIDE.__contains__, reversed(list(table)))]) if below else 0
    printed = len(table.columns) - aside
    columns = [_column(table[name], lang, is_aside=place >= printed) for place, name in enumerate(table)]
    lay_out(sheet, 1)
    widths = [column.width for column in columns[:printed]]
    set_up_printing(sheet, widths, len(table) + below if aside else None)
    sheet.autofilter(0, 0, len(table), max(len(columns), 1) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(table) + below + 1}"})  # ids and years among words
    sheet.set_row(0, 2 * _LINE)
    for place, column in enumerate(columns):
        set_width(sheet, place, column.width)
        sheet.write_string(0, place, column.header, book.look(**HEADER))
    looks = [_looks(book, column) for column in columns]
    if len(columns) > 0 and table.columns[0] == "severity":
        looks[0] = (book.look(**_TOP, bg_color=SEVERITY_COLOURS[code]) for code in table["severity"])
    _write_rows(sheet, columns, looks)
    if totals is not None:
        _write_totals(book, sheet, columns, [_column(totals[name], lang) for name in table], len(table) + 1)


def _write_totals(book: Book, sheet: Any, columns: Sequence[_Column], sums: Sequence[_Column], first: int) -> None:
    """Write rows of totals, set off from those they sum up; figures look like those above them."""
    for number, row in enumerate(zip(*(column.cells for column in sums), strict=True), start=first):
        edge = {"bold": True, "top": 1} if number == first else {"bold": True}
        for place, (column, value) in enumerate(zip(columns, row, strict=True)):
            shown = {} if column.number_format is None else {"num_format": column.number_format}
            write = sheet.write_string if isinstance(value, str) else sheet.write_number
            if value is None:
                sheet.write_blank(number, place, None, book.look(**_TOP, **edge))
            else:
                write(number, place, value, book.look(**_TOP, **edge, **shown))


def _write_rows(sheet: Any, columns: Sequence[_Column], looks: Sequence[Iterable[Any]]) -> None:
    """Write all cells but the blank ones, row by row, each row as high as its longest text."""
    wrapped = [map(column.lines, column.cells) for column in columns if column.wraps]
    lines = map(max, zip(*wrapped, repeat(1), strict=False)) if wrapped else repeat(1)
    rows = zip(zip(*(column.cells for column in columns), strict=True), lines, zip(*looks, strict=False), strict=False)
    writers = [sheet.write_string if column.number_format is None else sheet.write_number for column in columns]
    for number, (row, height, formats) in enumerate(rows, start=1):
        if height > 1:
            sheet.set_row(number, _LINE * height)
        for place, (write, value, look) in enumerate(zip(writers, row, formats, strict=True)):
            if value is not None:
                write(number, place, value, look)


def lay_out(sheet: Any, header_rows: int) -> None:
    """Keep the header in sight on the screen and on every printed page."""
    sheet.freeze_panes(header_rows, 0)
    sheet.repeat_rows(0, header_rows - 1)


def width_of(texts: list[str], header: str = "", widest: int = _WIDEST) -> int:
    """Return a width that shows the texts, and the header on two lines; Chinese letters are as wide as two."""
    longest = max((_letters(line) for text in texts for line in text.split("\n")), default=0)
    head = _letters(header)
    return min(max(longest + 2, min(head + 3, _ONE_LINE), head // 2 + 4, _NARROWEST), widest)


def _letters(text: str) -> int:
    return len(text.encode("gbk", "replace"))


def _column(values: pd.Series, lang: Lang, *, is_aside: bool = False) -> _Column:
    """Word a column, and find how its values are shown and how wide they are."""
    owner, _, name = str(values.name).rpartition(OWNER_MARK)
    values = values.rename(name)
    header = guard(f"{owner} {head_column(values, lang)}".strip())
    if not is_numeric_dtype(values):
        cells = [
            guard(text) if isinstance(text, str) and text else None for text in label_column(values, lang).astype("str")
        ]
        widest = _WIDEST_ASIDE if is_aside else _WIDEST
        return _Column(header, cells, None, width_of(_sample(cells), header, widest), widest)
    figures = read_amounts(values.mask(values.isin(_ENDLESS)), lang)
    cells = figures.astype(object).where(figures.notna(), None).tolist()
    shown = _number_format(name, lang)
    return _Column(header, cells, shown, width_of([_as_shown(value, shown) for value in _sample(cells)], header))


def _sample(cells: list[Any]) -> list[Any]:
    """Return some two hundred cells that are not blank, from all over the column."""
    filled = [cell for cell in cells if cell is not None]
    return filled[:: max(1, len(filled) // _SAMPLED)]


def _as_shown(value: float, number_format: str) -> str:
    """Return a number as its cell shows it, or a text about as wide."""
    decimals = len(number_format.partition(".")[2].rstrip("%"))
    return f"{value:,}" if number_format == _AS_FINE else f"{value:,.{decimals}f}"


def _number_format(name: str, lang: Lang) -> str:
    """Return the number format of a column: as fine as makes sense for its kind and unit."""
    known = find_column(name)
    if known is None:
        return "0.00"
    if known.kind in _FORMATS:
        return _FORMATS[known.kind]
    usual = 1 if known.kind == "share" else (_PARTED | _DECIMALS).get(known.unit, 2)
    digits = usual if known.digits is None else known.digits
    digits = 0 if known.unit == "money" and speaker(lang).worth("money") == 1 else digits
    whole = "#,##0" if known.unit in _PARTED else "0"
    return whole + ("." + "0" * digits if digits else "") + ("%" if known.kind == "share" else "")


def _looks(book: Book, column: _Column) -> Iterable[Any]:
    """Return the format of each cell of a column."""
    if column.number_format == _AS_FINE:
        return (book.look(**_TOP, num_format=_fine_format(value)) for value in column.cells)
    if column.number_format is None:
        return repeat(book.look(**_LONG if column.wraps else _TOP))
    return repeat(book.look(**_TOP, num_format=column.number_format))


def _fine_format(value: float | None) -> str:
    """Return the number format that shows a value as it is, with thousands separators."""
    decimals = len(f"{value or 0:.10g}".partition(".")[2])
    return "#,##0." + "0" * decimals if decimals else "#,##0"
