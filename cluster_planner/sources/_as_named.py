"""What a layer must look like before GDAL opens it: GDAL looks into any file, and follows what it finds there."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from cluster_planner.errors import SourceError
from cluster_planner.said import Code, Said, say
from cluster_planner.sources._bounds import require_fields

JSON = (".json", ".geojson", ".geojsonl", ".geojsons", ".topojson")
_SQLITE = (".gpkg", ".sqlite")
_DRAWINGS = (".dxf", ".tab", ".mif")
_SEEN = 100_000
_SIGNS = {".fgb": b"fgb", ".shp": b"\0\0\x27\x0a", **dict.fromkeys(_SQLITE, b"SQLite format 3\0")}
_VERSIONS_OF_DBF = b"\x02\x03\x04\x05\x07\x30\x31\x32\x43\x63\x7b\x83\x87\x8b\x8c\x8e\xcb\xe5\xf5\xfb"
# What stands in files that name other files, addresses or programs for GDAL to open.
_VIRTUAL = re.compile(r"<(?:OGR\w+DataSource|VRTDataset|GDAL_WMS)\b|gdal_streamed_alg", re.IGNORECASE)
_OTHER_TABLES = re.compile(r"\bcreate\s+view\b|\bIsSeamless\b", re.IGNORECASE)  # of MapInfo
_JSON_START = re.compile(r"[\ufeff\x1e\s]*[{\[]")
_SHAPES = re.compile(
    r"""["'](?:FeatureCollection|Feature|Topology|(?:Multi)?(?:Point|LineString|Polygon)|GeometryCollection"""
    r"""|features|geometryType)["']"""
)
_KEY = re.compile(r"""["']([^"'\\]{1,100})["']\s*:""")
_MANY_FIELDS = 1_000_000  # characters, in which each field of a layer is named
_CRS = re.compile(r"""["']crs["']\s*:\s*(?=\{)""")
_ESCAPED_LETTER = re.compile(r"\\u00([4-7][0-9A-Fa-f])")
_KNOWN_CRS = ("name", "epsg", "ogc")
_ROOT = re.compile(
    r"^\ufeff?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<(?:[\w.-]+:)?(?P<name>[\w.-]+)", re.DOTALL
)
_ROOTS = {
    **dict.fromkeys((".kml", ".kmz"), ("kml", "Document", "Folder", "Placemark", "xml-fragment")),
    ".gpx": ("gpx",),
}
GML = (".gml", ".xml")
XML = (*GML, *_ROOTS)
_GML = "opengis.net/gml"
_MOST_IN_VIEW = 1_000_000  # rows
_STEPS_A_TICK, _TICKS = 1_000_000, 20  # of SQLite's machine, a second or so
_MODULES = re.compile(r"USING\s+[\"'`\[]?(?:rtree|fts\d|geopoly)", re.IGNORECASE)


def require_file(path: Path, shown: Path) -> None:
    """Refuse a file that is no layer by its bytes, or that names other sources for GDAL to open.

    Parameters
    ----------
    path : Path
        A file, or the folder of a File Geodatabase.
    shown : Path
        What messages call it, where it is a copy.

    Raises
    ------
    SourceError
        If it is not what the ending of its name says, or holds no data of its own.
    """
    ending = path.suffix.lower()
    if path.is_dir():
        _require((path / "a00000001.gdbtable").is_file(), shown)
        return
    with path.open("rb") as file:
        start = file.read(_SEEN)
    if start.startswith(_SIGNS[".gpkg"]):
        _require_own_tables(path, shown)
    elif ending == ".dbf":
        _require(start[:1] in _VERSIONS_OF_DBF, shown)
    elif ending in _DRAWINGS:
        text = start.decode("latin-1")
        _refuse_virtual(text, shown)
        if ending == ".tab" and _OTHER_TABLES.search(text):
            raise _refused(shown, say("error.sources.virtual_source", path=Code(str(shown))))
    elif not any(start.startswith(sign) for sign in _SIGNS.values()):
        _refuse_virtual(start.decode("latin-1"), shown)
        raise _not_as_named(shown)


def require_text(text: str, path: Path) -> None:
    """Refuse a text that is no layer of the kind that its file is named as, or that names other sources.

    Parameters
    ----------
    text : str
        The text of a file of JSON or XML.
    path : Path
        The file.

    Raises
    ------
    SourceError
        As `require_file`.
    """
    _refuse_virtual(text[:_SEEN], path)
    ending = path.suffix.lower()
    if ending in JSON:
        _require(bool(_JSON_START.match(text) and _SHAPES.search(text)) and not path.stem.endswith(".gdalg"), path)
        _refuse_linked_system(text, path)
        require_fields(path, len(set(_KEY.findall(text[:_MANY_FIELDS]))))
    elif ending in _ROOTS:
        root = _ROOT.match(text)
        _require(root is not None and root["name"] in _ROOTS[ending], path)
    else:
        _require(_GML in text and bool(_ROOT.match(text)), path)


def _require(is_right: bool, path: Path) -> None:  # noqa: FBT001
    if not is_right:
        raise _not_as_named(path)


def _not_as_named(path: Path) -> SourceError:
    return _refused(path, say("error.sources.not_as_named", path=Code(str(path)), ending=Code(path.suffix or "-")))


def _refuse_virtual(text: str, path: Path) -> None:
    if _VIRTUAL.search(text):
        raise _refused(path, say("error.sources.virtual_source", path=Code(str(path))))


def _refuse_linked_system(text: str, path: Path) -> None:
    """Refuse a coordinate system that is to be fetched from an address."""
    plain = _ESCAPED_LETTER.sub(lambda code: chr(int(code[1], 16)), text)
    for found in _CRS.finditer(plain):
        try:
            named, _ = json.JSONDecoder().raw_decode(plain, found.end())
        except ValueError:
            named = {}
        if str(named.get("type")).lower() not in _KNOWN_CRS:
            raise _refused(path, say("error.sources.linked_system", path=Code(str(path))))


def _require_own_tables(path: Path, shown: Path) -> None:
    """Refuse a database of which a table is another file; neither of the files next to it is touched for this look."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as file:
            tables = file.execute("SELECT sql FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'").fetchall()
            views = file.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall()
            is_endless = any(_is_endless(file, str(name)) for (name,) in views)
    except sqlite3.DatabaseError:
        return  # GDAL says what is wrong with it
    if is_endless:
        raise _refused(shown, say("error.sources.endless_view", path=Code(str(shown))))
    if not all(_MODULES.search(str(table)) for (table,) in tables):
        raise _refused(shown, say("error.sources.virtual_source", path=Code(str(shown))))


def _is_endless(file: sqlite3.Connection, view: str) -> bool:
    """Return whether a view yields rows without end; one that calls what only GDAL has is left to GDAL."""
    ticks = iter([False] * _TICKS)  # then True, which ends the query
    file.set_progress_handler(lambda: next(ticks, True), _STEPS_A_TICK)
    quoted = view.replace('"', '""')
    query = f'SELECT COUNT(*) FROM (SELECT 1 FROM "{quoted}" LIMIT {_MOST_IN_VIEW + 1})'  # noqa: S608 - quoted
    try:
        return int(file.execute(query).fetchone()[0]) > _MOST_IN_VIEW
    except sqlite3.OperationalError as error:
        return str(error) == "interrupted"
    finally:
        file.set_progress_handler(None, 0)


def _refused(path: Path, problem: Said) -> SourceError:
    return SourceError(problem, say("error.sources.export_layer", name=Code(f"{path.stem}.gpkg")))
