"""What a fast reader of workbooks skips: errors, formulas never calculated, rows hidden, cells struck through."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from xlsxwriter.utility import xl_cell_to_rowcol

from cluster_planner.fields import NOT_CALCULATED
from cluster_planner.sources._grid import Merged

Place = tuple[int, int]
Marks = dict[Place, str]

_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_CELL = re.compile(r"<(?:\w+:)?c\b")
_PLACE = re.compile(r'\br="([A-Z]+\d+)"')
_VALUE = re.compile(r"<(?:\w+:)?v\b[^>]*>([^<]+)<")
_LONG = re.compile(r">(\d{16,25})<")  # more digits than a float keeps
_FORMULA = re.compile(r"<(?:\w+:)?f\b")
_STYLE = re.compile(r'\bs="(\d+)"')
_HIDDEN_ROW = re.compile(r'<(?:\w+:)?row\b[^>]*\bhidden="(?:1|true)"[^>]*>')
_ROW = re.compile(r'\br="(\d+)"')
_RUN = re.compile(r"<(?:\w+:)?r>(.*?)</(?:\w+:)?r>", re.DOTALL)
_STRIKE = re.compile(r'<(?:\w+:)?strike\b(?![^>]*val="(?:0|false)")')
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLES = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_MOST_REPEATED = 1_000  # spreadsheets pad a sheet with a million blank rows


@dataclass(frozen=True, kw_only=True)
class SheetMarks:
    """What a sheet shows besides the values of its cells; rows and columns from 0.

    Attributes
    ----------
    errors : dict of (int, int) to str
        Cells in error, and a mark for each formula without a saved result.
    long : dict of (int, int) to str
        Whole numbers with more digits than a float keeps, such as ids, as they are written in the file.
    merged : tuple of Merged or None
        Merged cells; None where the reader of the values has found them.
    hidden : frozenset of int
        Rows hidden by hand or by a filter.
    struck : frozenset of (int, int)
        Cells struck through.
    """

    errors: Marks
    long: Marks = field(default_factory=dict)
    merged: tuple[Merged, ...] | None = None
    hidden: frozenset[int] = frozenset()
    struck: frozenset[Place] = frozenset()


def xlsx_marks(path: Path, sheet: str) -> SheetMarks:
    """Return what a sheet of an ``.xlsx`` shows besides its values."""
    with zipfile.ZipFile(path) as archive:
        content = archive.read(_part(archive, sheet)).decode("utf-8", "replace")
        styles, texts = (_text_of(archive, part) for part in ("xl/styles.xml", "xl/sharedStrings.xml"))
    hidden = {int(row[1]) - 1 for tag in _HIDDEN_ROW.findall(content) if (row := _ROW.search(tag))}
    styles_struck, texts_struck = _struck_styles(styles), _struck_texts(texts)
    errors, long = Marks(), Marks()
    struck = set[Place]()
    shown = (_FORMULA.search(content), _LONG.search(content), styles_struck, texts_struck)
    if 't="e"' in content or any(shown):
        for about, inside in _cells(content):
            place, value, style = _PLACE.search(about), _VALUE.search(inside), _STYLE.search(about)
            if place is None:
                continue
            if 't="e"' in about and value:
                errors[xl_cell_to_rowcol(place[1])] = html.unescape(value[1])
            elif _FORMULA.search(inside) and not value and 't="str"' not in about:
                errors[xl_cell_to_rowcol(place[1])] = NOT_CALCULATED
            elif value and _LONG.fullmatch(f">{value[1]}<") and 't="s"' not in about:
                long[xl_cell_to_rowcol(place[1])] = value[1]
            is_text = 't="s"' in about and value is not None
            if (style and style[1] in styles_struck) or (is_text and value and value[1] in texts_struck):
                struck.add(xl_cell_to_rowcol(place[1]))
    return SheetMarks(errors=errors, long=long, hidden=frozenset(hidden), struck=frozenset(struck))


def _cells(content: str) -> Iterator[tuple[str, str]]:
    """Yield the attributes of each cell, and what follows up to the next: quick in a damaged sheet too."""
    for cell in _CELL.split(content.rpartition("sheetData>")[0] or content)[1:]:
        about, _, inside = cell.partition(">")
        if not about.endswith("/"):
            yield about, inside


def _text_of(archive: zipfile.ZipFile, part: str) -> str:
    return archive.read(part).decode("utf-8", "replace") if part in archive.namelist() else ""


def _struck_styles(styles: str) -> frozenset[str]:
    """Return the numbers of the formats of cells whose font is struck through."""
    if "strike" not in styles:
        return frozenset()
    fonts = re.findall(r"<(?:\w+:)?font\b(?:[^>]*/>|.*?</(?:\w+:)?font>)", _between(styles, "fonts"), re.DOTALL)
    struck = {str(number) for number, font in enumerate(fonts) if _STRIKE.search(font)}
    formats = re.findall(r"<(?:\w+:)?xf\b[^>]*>", _between(styles, "cellXfs"))
    return frozenset(str(number) for number, tag in enumerate(formats) if _attribute(tag, "fontId") in struck)


def _struck_texts(texts: str) -> frozenset[str]:
    """Return the numbers of the shared texts of which every part is struck through."""
    if "strike" not in texts:
        return frozenset()
    parts = [_RUN.findall(text) for text in re.findall(r"<(?:\w+:)?si>(.*?)</(?:\w+:)?si>", texts, re.DOTALL)]
    return frozenset(str(number) for number, runs in enumerate(parts) if runs and all(map(_STRIKE.search, runs)))


def _between(text: str, tag: str) -> str:
    found = re.search(rf"<(?:\w+:)?{tag}\b[^>]*>(.*?)</(?:\w+:)?{tag}>", text, re.DOTALL)
    return found[1] if found else ""


def part_of(path: Path, sheet: str) -> str:
    """Return the part of an ``.xlsx`` that holds a sheet."""
    with zipfile.ZipFile(path) as archive:
        return _part(archive, sheet)


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


def ods_marks(path: Path, sheet: str) -> SheetMarks:
    """Return what a sheet of an ``.ods`` shows besides its values."""
    with zipfile.ZipFile(path) as archive:
        root = ET.fromstring(archive.read("content.xml"))  # noqa: S314 - expat bounds the growth of entities
    table = next(table for table in root.iter(f"{_TABLE}table") if table.get(f"{_TABLE}name") == sheet)
    styles = {style.get(f"{_STYLES}name") for style in root.iter(f"{_STYLES}style") if _is_struck(style)}
    errors: Marks = {}
    merged, hidden, struck = list[Merged](), set[int](), set[Place]()
    for top, rows, left, columns, cell, is_hidden in _ods_cells(table):
        places = list(product(range(top, top + rows), range(left, left + columns)))
        if cell.get(_CALC_TYPE) == "error":
            errors |= dict.fromkeys(places, "".join(cell.itertext()))
        if is_hidden:
            hidden.update(range(top, top + rows))
        if cell.get(f"{_TABLE}style-name") in styles and len(cell):
            struck.update(places)
        bottom = top + int(cell.get(f"{_TABLE}number-rows-spanned", 1)) - 1
        right = left + int(cell.get(f"{_TABLE}number-columns-spanned", 1)) - 1
        if (bottom, right) != (top, left):
            merged.append(Merged(top, left, bottom, right))
    return SheetMarks(errors=errors, merged=tuple(merged), hidden=frozenset(hidden), struck=frozenset(struck))


def _is_struck(style: Any) -> bool:
    lines = (part.get(f"{_STYLES}text-line-through-style", "none") for part in style.iter(f"{_STYLES}text-properties"))
    return any(line != "none" for line in lines)


def _ods_cells(table: Any) -> Iterator[tuple[int, int, int, int, Any, bool]]:
    """Yield each cell with its first row and column, how often it is repeated down and right, and if it is hidden."""
    top = 0
    for row in table.iter(f"{_TABLE}table-row"):
        rows, left = int(row.get(f"{_TABLE}number-rows-repeated", 1)), 0
        is_hidden = row.get(f"{_TABLE}visibility", "visible") != "visible"
        for cell in row:
            columns = int(cell.get(f"{_TABLE}number-columns-repeated", 1))
            yield top, min(rows, _MOST_REPEATED), left, min(columns, _MOST_REPEATED), cell, is_hidden
            left += columns
        top += rows
