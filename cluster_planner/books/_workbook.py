"""What all workbooks share: their looks, codes in words, and the same bytes each time."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill

from cluster_planner.fields import CATALOGUE, Lang

HEADER_FONT = Font(bold=True)
HEADER_FILL = PatternFill("solid", fgColor="E8EEF4")
SEVERITY_FILLS = {
    name: PatternFill("solid", fgColor=colour)
    for name, colour in {"error": "F4B6A6", "warning": "FFE699", "repair": "CFE2F3"}.items()
}
WRAPPED = Alignment(wrap_text=True, vertical="top")
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
