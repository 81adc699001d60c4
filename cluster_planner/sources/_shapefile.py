"""Shapefiles as they come: parts missing, encoding not declared, names cut short."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pyogrio

from cluster_planner.model import Note
from cluster_planner.sources._encoding import find_encoding, is_surely

# (what a .cpg declares, what the records of such files turn out to be in)
_MISTAKEN = (
    (re.compile(r"utf|65001", re.IGNORECASE), "gb18030"),
    (re.compile(r"gb|936|simp", re.IGNORECASE), "utf-8"),
)
_RESTORE = "SHAPE_RESTORE_SHX"
_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")


def is_shapefile(path: Path) -> bool:
    """Return whether this is a shapefile, or the table of one, by its ending."""
    return path.suffix.lower() in (".shp", ".dbf")


@contextmanager
def with_index(path: Path) -> Iterator[Path]:
    """Yield a file that can be opened: a copy of a shapefile without ``.shx`` or with ``.prj`` in GBK, else itself."""
    system = _system_in_utf8(path)
    if path.suffix.lower() != ".shp" or (_part(path, ".shx") and system is None):
        yield path
        return
    before = pyogrio.get_gdal_config_option(_RESTORE)
    with TemporaryDirectory(prefix="cluster_planner_") as folder:
        for ending in _PARTS:
            if part := _part(path, ending):
                shutil.copy(part, Path(folder) / f"{path.stem}{ending}")
        if system is not None:
            (Path(folder) / f"{path.stem}.prj").write_text(system, encoding="utf-8")
        pyogrio.set_gdal_config_options({_RESTORE: True})
        try:
            yield Path(folder) / f"{path.stem}.shp"
        finally:
            pyogrio.set_gdal_config_options({_RESTORE: before})


def _system_in_utf8(path: Path) -> str | None:
    """Return what a ``.prj`` says, where it is not in UTF-8 as GDAL expects."""
    part = _part(path, ".prj")
    content = part.read_bytes() if part else b""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")
    return None


def note_missing_parts(path: Path) -> tuple[Note, ...]:
    """Return a note on each missing part of a shapefile, except the ``.prj``, which any layer may lack."""
    missing = {".shx": "index_rebuilt", ".dbf": "attributes_missing"}
    return tuple(Note(rule=rule) for ending, rule in missing.items() if not _part(path, ending))


def attribute_encoding(path: Path) -> tuple[str | None, tuple[Note, ...]]:
    """Find the encoding of the attributes where no ``.cpg`` declares it, or where they contradict it.

    Returns
    -------
    tuple of str or None and tuple of Note
        None where it is rightly declared or there are no attributes.
    """
    table, declaration = _part(path, ".dbf"), _part(path, ".cpg")
    if table is None:
        return None, ()
    if declaration is None:
        return find_encoding(_texts(table), path)
    declared = declaration.read_text(encoding="latin-1").strip()
    contradicting = [found for kind, found in _MISTAKEN if kind.search(declared) and is_surely(_texts(table), found)]
    if not contradicting:
        return None, ()
    return contradicting[0], (Note(rule="encoding_wrong", found=declared, becomes=contradicting[0]),)


def _texts(table: Path) -> bytes:
    """Return the bytes in which the encoding of a table shows: its records, or its headers where records are ASCII."""
    content = table.read_bytes()
    start = int.from_bytes(content[8:10], "little")
    names = b"\n".join(content[place : place + 11].split(b"\0")[0] for place in range(32, start - 1, 32))
    records = content[start:].replace(b"\0", b" ")
    return names if records.isascii() else records


def _part(path: Path, ending: str) -> Path | None:
    """Return the part of a shapefile with this ending, in upper or lower case."""
    return next((part for form in (ending, ending.upper()) if (part := path.with_suffix(form)).exists()), None)
