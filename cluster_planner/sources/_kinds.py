"""What a file is, by its first bytes before its name: portals hand out workbooks under ``.csv``, offices worse."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from cluster_planner.errors import SourceError
from cluster_planner.model import Note
from cluster_planner.said import Code, say

Reader = Literal["workbook", "text", "parquet", "layer", "archive"]

WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xlsb", ".xls", ".et", ".ods")
PARQUET = (".parquet", ".geoparquet")
TEXTS = (".csv", ".tsv", ".txt", ".dat", ".prn", "")
_READERS: dict[str, Reader] = {
    **dict.fromkeys(WORKBOOKS, "workbook"),
    **dict.fromkeys(TEXTS, "text"),
    **dict.fromkeys(PARQUET, "parquet"),
    ".zip": "archive",
}
# Office writes a file of this beginning next to each workbook that is open; LibreOffice does likewise.
LOCKS = ("~$", ".~lock.")
_SEEN = 4_000
_BEGINNINGS: tuple[tuple[bytes, Reader, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook", "XLS"),
    (b"PAR1", "parquet", "Parquet"),
    (b"SQLite format 3\0", "layer", "GeoPackage"),
    (b"\0\0\x27\x0a", "layer", "Shapefile"),
    (b"fgb\x03", "layer", "FlatGeobuf"),
)
_NO_TABLES = {b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"Rar!": "RAR", b"7z\xbc\xaf": "7z"}
# What only a workbook, a text document or a layer in a zipped file has.
_PARTS: tuple[tuple[str, Reader | None, str], ...] = (
    ("xl/workbook.xml", "workbook", "XLSX"),
    ("xl/workbook.bin", "workbook", "XLSB"),
    ("content.xml", "workbook", "ODS"),
    ("word/document.xml", None, "Word"),
    ("ppt/presentation.xml", None, "PowerPoint"),
    ("doc.kml", "layer", "KMZ"),
    ("META-INF/manifest.xml", "workbook", "ODS"),
    ("[Content_Types].xml", "workbook", "XLSX"),
)
_SHAPES = re.compile(rb'^\s*[{\[].{0,2000}"(?:features|FeatureCollection|Feature|geometryType|coordinates)"', re.DOTALL)
_MARKUP = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:\w+:)?(?P<root>kml|gpx|FeatureCollection)\b", re.DOTALL
)
_ENDINGS = {
    "GeoPackage": ".gpkg", "GeoJSON": ".geojson", "FlatGeobuf": ".fgb", "Shapefile": ".shp", "KML": ".kml",
    "KMZ": ".kmz", "GPX": ".gpx", "FEATURECOLLECTION": ".gml",
}  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """What reads a file, and the name of its format where its bytes say it."""

    reader: Reader
    format: str = ""


def kind_of(path: Path) -> Kind:
    """Return what a file is.

    Parameters
    ----------
    path : Path
        A file that exists, or the folder of a File Geodatabase.

    Returns
    -------
    Kind
        By its bytes; by the ending of its name where these do not say, as with plain text.

    Raises
    ------
    SourceError
        If it is the lock file of an open workbook, or of a kind that holds no table.
    """
    if path.name.startswith(LOCKS):
        raise SourceError(
            say("error.sources.lock_file", path=Code(str(path))),
            say("error.sources.give_the_workbook", name=Code(_locked(path.name))),
        )
    by_name = _READERS.get(path.suffix.lower(), "layer")
    if path.is_dir():
        return Kind(by_name if by_name == "parquet" else "layer")
    with path.open("rb") as file:
        start = file.read(_SEEN)
    if start.startswith(b"PK"):
        return _kind_of_zipped(path, by_name)
    _refuse(path, next((name for mark, name in _NO_TABLES.items() if start.startswith(mark)), None))
    for mark, reader, name in _BEGINNINGS:
        if start.startswith(mark):
            return Kind(reader, name)
    text = start.removeprefix(b"\xef\xbb\xbf")
    if _SHAPES.match(text):
        return Kind("layer", "GeoJSON")
    if markup := _MARKUP.match(text):
        return Kind("layer", markup["root"].decode().upper())
    return Kind(by_name)


def note_kind(path: Path, kind: Kind) -> tuple[Note, ...]:
    """Return a note where the bytes of a file say another kind than its name."""
    by_name = _READERS.get(path.suffix.lower(), "layer")
    if not kind.format or kind.reader == by_name:
        return ()
    return (Note(rule="named_otherwise", found=path.name, becomes=kind.format),)


@contextmanager
def under_its_name(path: Path, kind: Kind) -> Iterator[Path]:
    """Yield a layer under a name that GDAL knows it by: a copy where it is named like a table, else the file itself."""
    if not note_kind(path, kind) or kind.format not in _ENDINGS:
        yield path
        return
    with TemporaryDirectory(prefix="cluster_planner_") as folder:
        yield Path(shutil.copy(path, Path(folder) / f"{path.stem}{_ENDINGS[kind.format]}"))


def _kind_of_zipped(path: Path, by_name: Reader) -> Kind:
    if not zipfile.is_zipfile(path):
        return Kind(by_name)
    with zipfile.ZipFile(path) as archive:
        parts = set(archive.namelist())
    for part, reader, name in _PARTS:
        if part in parts:
            _refuse(path, None if reader else name)
            return Kind(reader or by_name, name)
    return Kind("layer") if path.suffix.lower() == ".kmz" else Kind("archive", "ZIP")


def _refuse(path: Path, found: str | None) -> None:
    if found is not None:
        raise SourceError(
            say("error.sources.no_table_in_kind", path=Code(str(path)), kind=Code(found)),
            say("error.sources.give_a_table"),
        )


def _locked(name: str) -> str:
    """Return the name of the file that a lock file belongs to."""
    mark = next(mark for mark in LOCKS if name.startswith(mark))
    return name.removeprefix(mark).removesuffix("#")
