"""Shapefiles as they come: parts missing, encoding not declared, names cut short."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pyogrio

from cluster_planner.model import Note
from cluster_planner.sources._encoding import find_encoding

_RESTORE = "SHAPE_RESTORE_SHX"
_PARTS = (".shp", ".dbf", ".prj", ".cpg")


def is_shapefile(path: Path) -> bool:
    """Return whether this is a shapefile, or the table of one, by its ending."""
    return path.suffix.lower() in (".shp", ".dbf")


@contextmanager
def with_index(path: Path) -> Iterator[Path]:
    """Yield a file that can be opened: a shapefile without ``.shx`` as a copy with a new one, others as they are."""
    if path.suffix.lower() != ".shp" or _part(path, ".shx"):
        yield path
        return
    before = pyogrio.get_gdal_config_option(_RESTORE)
    with TemporaryDirectory(prefix="cluster_planner_") as folder:
        for ending in _PARTS:
            if part := _part(path, ending):
                shutil.copy(part, Path(folder) / f"{path.stem}{ending}")
        pyogrio.set_gdal_config_options({_RESTORE: True})
        try:
            yield Path(folder) / f"{path.stem}.shp"
        finally:
            pyogrio.set_gdal_config_options({_RESTORE: before})


def note_missing_parts(path: Path) -> tuple[Note, ...]:
    """Return a note on each missing part of a shapefile, except the ``.prj``, which any layer may lack."""
    missing = {".shx": "index_rebuilt", ".dbf": "attributes_missing"}
    return tuple(Note(rule=rule) for ending, rule in missing.items() if not _part(path, ending))


def attribute_encoding(path: Path) -> tuple[str | None, tuple[Note, ...]]:
    """Find the encoding of the attributes where no ``.cpg`` declares it.

    Returns
    -------
    tuple of str or None and tuple of Note
        None where it is declared or there are no attributes.
    """
    table = _part(path, ".dbf")
    if table is None or _part(path, ".cpg"):
        return None, ()
    content = table.read_bytes()
    start = int.from_bytes(content[8:10], "little")
    names = b"\n".join(content[place : place + 11].split(b"\0")[0] for place in range(32, start - 1, 32))
    records = content[start:].replace(b"\0", b" ")
    return find_encoding(names if records.isascii() else records, path)


def _part(path: Path, ending: str) -> Path | None:
    """Return the part of a shapefile with this ending, in upper or lower case."""
    return next((part for form in (ending, ending.upper()) if (part := path.with_suffix(form)).exists()), None)
