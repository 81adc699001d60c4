"""What a fast reader of workbooks skips: cells in error, formulas never calculated, merged cells of .ods."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from xlsxwriter.utility import xl_cell_to_rowcol

from cluster_planner.fields import NOT_CALCULATED
from cluster_planner.sources._grid import Merged

Marks = dict[tuple[int, int], str]

_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_CELL = re.compile(r"<(?:\w+:)?c\b([^>]*)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_PLACE = re.compile(r'\br="([A-Z]+\d+)"')
_VALUE = re.compile(r"<(?:\w+:)?v\b[^>]*>([^<]+)<")
_FORMULA = re.compile(r"<(?:\w+:)?f\b")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_MOST_REPEATED = 1_000  # spreadsheets pad a sheet with a million blank rows


def xlsx_marks(path: Path, sheet: str) -> Marks:
    """Return the errors of a sheet, and a mark for each formula without a saved result, by row and column from 0."""
    with zipfile.ZipFile(path) as archive:
        content = archive.read(_part(archive, sheet)).decode("utf-8", "replace")
    if 't="e"' not in content and not _FORMULA.search(content):
        return {}
    marks: Marks = {}
    for about, inside in (cell.groups() for cell in _CELL.finditer(content)):
        place, value = _PLACE.search(about), _VALUE.search(inside)
        if place is None:
            continue
        if 't="e"' in about and value:
            marks[xl_cell_to_rowcol(place[1])] = html.unescape(value[1])
        elif _FORMULA.search(inside) and not value and 't="str"' not in about:
            marks[xl_cell_to_rowcol(place[1])] = NOT_CALCULATED
    return marks


def _part(archive: zipfile.ZipFile, sheet: str) -> str:
    """Return the part of the file that holds a sheet."""
    book = archive.read("xl/workbook.xml").decode("utf-8")
    relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8")
    targets = {_attribute(tag, "Id"): _attribute(tag, "Target") for tag in _RELATION.findall(relations)}
    names = {_attribute(tag, "name"): _attribute(tag, r"\w+:id") for tag in _SHEET.findall(book)}
    target = targets[names[sheet]]
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\s{name}="([^"]*)"', tag)
    return html.unescape(found[1]) if found else ""


def ods_marks(path: Path, sheet: str) -> tuple[Marks, tuple[Merged, ...]]:
    """Return the errors and the merged cells of a sheet."""
    with zipfile.ZipFile(path) as archive:
        root = ET.fromstring(archive.read("content.xml"))  # noqa: S314 - expat bounds the growth of entities
    table = next(table for table in root.iter(f"{_TABLE}table") if table.get(f"{_TABLE}name") == sheet)
    marks: Marks = {}
    merged: list[Merged] = []
    for top, rows, left, columns, cell in _ods_cells(table):
        if cell.get(_CALC_TYPE) == "error":
            places = product(range(top, top + rows), range(left, left + columns))
            marks |= dict.fromkeys(places, "".join(cell.itertext()))
        bottom = top + int(cell.get(f"{_TABLE}number-rows-spanned", 1)) - 1
        right = left + int(cell.get(f"{_TABLE}number-columns-spanned", 1)) - 1
        if (bottom, right) != (top, left):
            merged.append(Merged(top, left, bottom, right))
    return marks, tuple(merged)


def _ods_cells(table: Any) -> Iterator[tuple[int, int, int, int, Any]]:
    """Yield each cell with its first row and column and how often it is repeated down and right."""
    top = 0
    for row in table.iter(f"{_TABLE}table-row"):
        rows, left = int(row.get(f"{_TABLE}number-rows-repeated", 1)), 0
        for cell in row:
            columns = int(cell.get(f"{_TABLE}number-columns-repeated", 1))
            yield top, min(rows, _MOST_REPEATED), left, min(columns, _MOST_REPEATED), cell
            left += columns
        top += rows
