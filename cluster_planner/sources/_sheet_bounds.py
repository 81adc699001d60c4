"""How far the cells of a sheet reach, asked before they are read: one cell at the end costs as much as a full sheet."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import numpy as np
from xlsxwriter.utility import xl_cell_to_rowcol

from cluster_planner.model import Note
from cluster_planner.sources._bounds import MOST_CELLS, MOST_COLUMNS, require_size

_GAP = {"rows": 1_000, "columns": 100}  # blank ones, after which a few cells are no part of the table
_FEW = 3  # cells
_LONGEST_COLUMN = 3  # letters
_BEYOND = 2**24  # a place that no sheet has
# Lengths are bounded, since a damaged sheet may open elements without end and close none.
_ROW = re.compile(rb'row [^>]{0,200}?\br="(\d+)"')
_WIDE = re.compile(rb'\br="[A-Z]{3,}\d')
_PLACE = re.compile(rb'\br="([A-Z]+)(\d+)"')
_CELL = re.compile(rb'<(\w+:)?c [^>]{0,200}?\br="([A-Z]+\d+)"[^>]{0,200}?(?:/>|>.{0,40000}?</(?:\w+:)?c>)', re.DOTALL)


def without_strays(path: Path, part: str, sheet: str) -> tuple[BytesIO | None, tuple[Note, ...]]:
    """Leave out the few cells of an ``.xlsx`` that stand far from all others.

    Parameters
    ----------
    path : Path
        The workbook.
    part : str
        The part of it that holds the sheet.
    sheet : str
        Name of the sheet.

    Returns
    -------
    tuple of BytesIO or None and tuple of Note
        The workbook without them, and which they are; None where there are none.

    Raises
    ------
    SourceError
        If the sheet is too large without them.
    """
    with zipfile.ZipFile(path) as archive:
        content = archive.read(part)
    rows = np.unique(_numbers(_ROW.findall(content)))
    is_sparse = len(rows) > 0 and (np.diff(rows, prepend=0) > _GAP["rows"]).any()
    if not is_sparse and len(rows) * MOST_COLUMNS <= MOST_CELLS and not _WIDE.search(content):
        return None, ()
    places = _PLACE.findall(content)
    down, right = _numbers([row for _, row in places]), _columns([column for column, _ in places])
    near = _near(down, _GAP["rows"]) & _near(right, _GAP["columns"])
    if near.any():
        require_size(path, sheet, int(down[near].max()), int(right[near].max()))
    if near.all():
        return None, ()
    far = {column + row for (column, row), is_near in zip(places, near.tolist(), strict=True) if not is_near}
    kept = _CELL.sub(lambda cell: b"" if cell[2] in far else cell[0], content)
    listed = ", ".join(f"{sheet}!{place.decode()}" for place in sorted(far))
    return _rewritten(path, part, kept), (Note(rule="stray_cells", found=listed, count=len(far)),)


def _near(places: np.ndarray, gap: int) -> np.ndarray:
    """Return which cells stand before the first wide gap that has only a few of them behind it."""
    order = np.sort(places)
    ends = np.flatnonzero(np.diff(order, prepend=0) > gap)
    far = [order[end] for end in ends if 0 < len(order) - end <= _FEW]
    return places < far[0] if far else np.full(len(places), fill_value=True)


def _numbers(found: list[bytes]) -> np.ndarray:
    return np.array([min(int(number), _BEYOND) for number in found], dtype="int64")


def _columns(found: list[bytes]) -> np.ndarray:
    known = {
        name: xl_cell_to_rowcol(f"{name.decode()}1")[1] + 1 if len(name) <= _LONGEST_COLUMN else _BEYOND
        for name in set(found)
    }
    return np.array([known[name] for name in found], dtype="int64")


def _rewritten(path: Path, part: str, content: bytes) -> BytesIO:
    """Return a workbook with another content of one part."""
    book = BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(book, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    book.seek(0)
    return book
