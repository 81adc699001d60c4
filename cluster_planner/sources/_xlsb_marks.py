"""What the fast reader skips in binary workbooks: merged cells, cells in error, rows that are hidden."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from cluster_planner.sources._grid import Merged
from cluster_planner.sources._sheet_marks import SheetMarks

# Kinds of records, [MS-XLSB] 2.3.2.
_ROW, _CELL_ERROR, _FORMULA_ERROR, _SHEET, _MERGED = 0, 3, 11, 156, 176
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_HIDDEN = 0x10  # of the twelfth byte of a row
_MORE = 0x80  # of a byte: the number goes on in the next


def xlsb_marks(path: Path, sheet: str) -> SheetMarks:
    """Return what a sheet of an ``.xlsb`` shows besides its values."""
    with zipfile.ZipFile(path) as archive:
        content = archive.read(_part(archive, sheet))
    errors: dict[tuple[int, int], str] = {}
    merged, hidden, row = list[Merged](), set[int](), 0
    for kind, body in _records(content):
        if kind == _ROW:
            row = int.from_bytes(body[:4], "little")
            if len(body) > 11 and body[11] & _HIDDEN:  # noqa: PLR2004 - the byte of the flags
                hidden.add(row)
        elif kind in (_CELL_ERROR, _FORMULA_ERROR):
            errors[row, int.from_bytes(body[:4], "little")] = _ERRORS.get(body[8], "#N/A")
        elif kind == _MERGED:
            top, bottom, left, right = struct.unpack_from("<4I", body)
            merged.append(Merged(top, left, bottom, right))
    return SheetMarks(errors=errors, merged=tuple(merged), hidden=frozenset(hidden))


def _part(archive: zipfile.ZipFile, sheet: str) -> str:
    """Return the part of the file that holds a sheet."""
    relations = ET.fromstring(archive.read("xl/_rels/workbook.bin.rels"))  # noqa: S314 - expat bounds the growth of entities
    targets = {relation.get("Id", ""): relation.get("Target", "") for relation in relations}
    for kind, body in _records(archive.read("xl/workbook.bin")):
        if kind == _SHEET:
            relation, end = _text(body, 8)
            name, _ = _text(body, end)
            if name == sheet:
                return re.sub("^/?(?:xl/)?", "xl/", targets[relation])
    raise KeyError(sheet)


def _text(body: bytes, at: int) -> tuple[str, int]:
    end = at + 4 + 2 * int.from_bytes(body[at : at + 4], "little")
    return body[at + 4 : end].decode("utf-16-le"), end


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield kind and body of each record; both numbers before it take as many bytes as they need."""
    at = 0
    while at < len(content):
        kind, at = content[at], at + 1
        if kind & _MORE:
            kind, at = (kind & 0x7F) | (content[at] << 7), at + 1
        size = shift = 0
        while True:
            byte, at = content[at], at + 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & _MORE:
                break
        yield kind, content[at : at + size]
        at += size
