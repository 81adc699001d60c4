"""What all workbooks share: their looks, guarded texts, codes in words, and the same bytes each time."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill

from cluster_planner.fields import CATALOGUE, Lang

HEADER_FONT = Font(bold=True)
HEADER_FILL = PatternFill("solid", fgColor="E8EEF4")
SEVERITY_FILLS = {
    name: PatternFill("solid", fgColor=colour)
    for name, colour in {"error": "F4B6A6", "warning": "FFE699", "repair": "CFE2F3"}.items()
}
WRAPPED = Alignment(wrap_text=True, vertical="top")
_FORMULA = re.compile(r"^(?=[=+\-@\t\r])")
_LONGEST_TEXT = 32_000
_FIXED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - workbooks hold local time
_FIXED_ZIP = (2000, 1, 1, 0, 0, 0)


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
