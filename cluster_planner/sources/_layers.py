"""Read vector layers: GeoPackage, Shapefile, GeoJSON, GeoParquet and whatever else GDAL opens."""

from __future__ import annotations

import os
import re
import warnings
from dataclasses import asdict
from functools import partial
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
from pyogrio.errors import DataSourceError

from cluster_planner._arguments import held_to_annotations
from cluster_planner._plain_file import require_plain_file
from cluster_planner.errors import ClusterPlannerError, SourceError
from cluster_planner.model import Note
from cluster_planner.said import Code, Count, say
from cluster_planner.sources._archives import tables_in, unpacked
from cluster_planner.sources._bounds import require_fields
from cluster_planner.sources._cad import as_drawn
from cluster_planner.sources._conditions import keep_where, quoted
from cluster_planner.sources._database import is_database, read_database
from cluster_planner.sources._encoding import repair_mojibake
from cluster_planner.sources._headers import unique_headers
from cluster_planner.sources._kinds import kind_of, note_kind, under_its_name
from cluster_planner.sources._kml import KML, as_named
from cluster_planner.sources._opened import Opened, opened
from cluster_planner.sources._parquet import read_parquet
from cluster_planner.sources._plain_columns import is_inexact, plain_columns, whole_numbers
from cluster_planner.sources._shapefile import attribute_encoding, is_shapefile, note_missing_parts
from cluster_planner.sources._sheets import list_sheets
from cluster_planner.sources._watched import being_read

_DRAWN = ("Polygon", "Point")
_ADDRESS = re.compile(r"(?!file:)(?:\w{2,}:)?\w{2,}://|/vsi\w+/|\w{3,}:(?:https?|ftp):", re.IGNORECASE)
_KEYED = (".gpkg", ".gdb", ".sqlite")


def list_layers(path: str | Path) -> list[str]:
    """Return the names of the layers of a file, or the sheets of a workbook.

    Parameters
    ----------
    path : path
        Vector file, workbook or text table.

    Returns
    -------
    list of str
        Names in the order of the file.

    Raises
    ------
    SourceError
        If the file is missing or cannot be opened.
    """
    path = existing(path)
    kind = kind_of(path)
    if kind.reader == "workbook":
        return list_sheets(path)
    if kind.reader in ("parquet", "text"):
        return [path.stem]
    if kind.reader == "archive":
        return _layers_of_archive(path)
    with under_its_name(path, kind) as named, opened(named) as file:
        return [str(name) for name, _ in layers_in(file.path, path)]


def _layers_of_archive(path: Path) -> list[str]:
    """Return the tables of an archive; the layers of the table where it holds only one."""
    tables = tables_in(path)
    if len(tables) != 1:
        return tables
    with unpacked(path, None) as (table, _):
        return list_layers(table)


@held_to_annotations
def read_layer(spec: str | Path, *, where: str | None = None, encoding: str | None = None) -> gpd.GeoDataFrame:
    """Read a layer as it is: for barriers, crossings, boundaries and facilities.

    Parameters
    ----------
    spec : path or str
        ``FILE`` or ``FILE:layer``.
    where : str, optional
        Condition in the SQL of OGR, such as ``"Class = 0"``.
    encoding : str, optional
        Encoding of the attributes; found out where it is not given.

    Returns
    -------
    GeoDataFrame
        All features and columns, with ``source_row`` (feature number); what was done while it was read is in
        ``attrs["notes"]``.

    Raises
    ------
    SourceError
        If the file or layer cannot be opened or has no geometry.
    """
    if is_database(spec):
        frame = read_database(str(spec), where)
    else:
        path, layer = split_spec(spec)
        with being_read(path):
            frame, notes = read_vector(path, layer=layer, where=where, encoding=encoding)
        frame.attrs["notes"] = [asdict(note) for note in notes if isinstance(note.becomes, str)]
    if not isinstance(frame, gpd.GeoDataFrame):
        raise SourceError(
            say("error.sources.no_geometry", spec=Code(str(spec))),
            say("error.sources.give_layer"),
        )
    return frame


def split_spec(spec: str | Path) -> tuple[Path, str | None]:
    """Split ``FILE:layer``; the letter of a drive is no file, so Windows paths stay whole."""
    file, _, layer = str(spec).rpartition(":")
    if file and not os.path.exists(spec) and os.path.exists(file):  # noqa: PTH110 - a name too long is none
        return Path(file), layer
    return existing(spec), None


def existing(path: str | Path) -> Path:
    """Return the path of a file or folder that exists; a pipe or a device may never end, and an address is no file."""
    found = Path(path)
    if _ADDRESS.match(str(path)):
        raise SourceError(say("error.sources.an_address", path=Code(str(path))), say("error.sources.download_first"))
    if os.path.isfile(found) or os.path.isdir(found):  # noqa: PTH112, PTH113 - a name too long is none for these
        return found
    require_plain_file(found)
    raise SourceError(say("error.sources.no_file", path=Code(str(path))), say("error.sources.check_spelling"))


def read_vector(
    path: Path, *, layer: str | None = None, where: str | None = None, encoding: str | None = None
) -> tuple[gpd.GeoDataFrame | pd.DataFrame, tuple[Note, ...]]:
    """Read one layer with its feature numbers; a layer without geometry comes as a plain table."""
    kind = kind_of(path)
    if kind.reader == "archive":
        with unpacked(path, layer) as (table, is_named):
            return read_vector(table, layer=None if is_named else layer, where=where, encoding=encoding)
    notes = note_kind(path, kind)
    if is_shapefile(path):
        found, about = attribute_encoding(path)
        notes += (*note_missing_parts(path), *(() if encoding else about))
        encoding = encoding or found
    try:
        with warnings.catch_warnings(record=True) as remarks:
            warnings.simplefilter("always", RuntimeWarning)
            frame, remarked = _read_any(path, layer, where, encoding)
        require_fields(path, frame.shape[1])
        frame, left_out = plain_columns(frame)
        frame, repairs = repair_mojibake(frame)
    except ClusterPlannerError:
        raise
    except Exception as error:  # each library meets a damaged file with whatever its parsers raise
        raise SourceError(
            say("error.sources.file_unreadable", path=Code(str(path)), reason=Code(str(error))),
            say("error.sources.check_file"),
        ) from error
    doubts = sorted({str(remark.message) for remark in remarks})
    notes += (*remarked, *(Note(rule="reader_remark", found=doubt) for doubt in doubts))
    repairs += left_out
    if isinstance(frame, gpd.GeoDataFrame):
        frame, drawn = as_drawn(frame, path)
        repairs += drawn
    return frame, notes + repairs


def _read_any(
    path: Path, layer: str | None, where: str | None, encoding: str | None
) -> tuple[gpd.GeoDataFrame | pd.DataFrame, tuple[Note, ...]]:
    kind = kind_of(path)
    if kind.reader == "parquet":
        frame = read_parquet(path)
        return keep_where(frame.assign(source_row=range(1, len(frame) + 1)), where), ()
    with under_its_name(path, kind) as named, opened(named, encoding) as file:
        layer = layer or _only_layer(file.path, path)
        condition = where and quoted(where, fields_of(file, layer))
        frame = _read_features(file.path, layer, condition, file.encoding)
        missing = (file.in_all or 0) - len(frame) if len(layers_in(file.path, path)) == 1 and where is None else 0
    if named.suffix.lower() in KML:
        frame = as_named(frame, file.headers)
    notes = (*file.notes, Note(rule="features_missing", count=missing)) if missing > 0 else file.notes
    return _numbered(frame, path), notes


def fields_of(file: Opened, layer: str) -> dict[str, str]:
    """Return the field that holds each header of a layer."""
    stored = map(str, pyogrio.read_info(file.path, layer=layer)["fields"])
    return {file.headers.get(name, name): name for name in stored}


def _numbered(frame: gpd.GeoDataFrame | pd.DataFrame, path: Path) -> gpd.GeoDataFrame | pd.DataFrame:
    """Give features the number that a desktop program shows: their key in a database, else their place."""
    numbers = frame.index.to_numpy() if path.suffix.lower() in _KEYED else np.arange(1, len(frame) + 1)
    return frame.reset_index(drop=True).assign(source_row=numbers)


def _read_features(path: Path, layer: str, where: str | None, encoding: str | None) -> gpd.GeoDataFrame | pd.DataFrame:
    """Read features under their numbers: open rings are closed, headers that end in half a character lose that half."""
    read = partial(pyogrio.read_dataframe, path, layer=layer, where=where, fid_as_index=True, on_invalid="fix")
    try:
        return _with_all_digits(read(encoding=encoding), path, layer, where, encoding)
    except UnicodeDecodeError as error:
        frame, right = read(encoding="ISO-8859-1"), error.encoding
    frame.columns = unique_headers(str(name).encode("latin-1").decode(right, "ignore") for name in frame)
    texts = [name for name in frame if pd.api.types.is_string_dtype(frame[name])]
    decoded = {name: frame[name].str.encode("latin-1").str.decode(right, "ignore") for name in texts}
    return frame.assign(**decoded)


def _with_all_digits(
    frame: gpd.GeoDataFrame | pd.DataFrame, path: Path, layer: str, where: str | None, encoding: str | None
) -> gpd.GeoDataFrame | pd.DataFrame:
    """Read whole numbers again of which digits were lost, because one of the column is missing."""
    doubtful = [str(name) for name in frame if is_inexact(frame[name])]
    if not doubtful:
        return frame
    _, table = pyogrio.read_arrow(path, layer=layer, where=where, encoding=encoding, read_geometry=False)
    whole = {name: table[name] for name in doubtful if str(table[name].type) == "int64"}
    exact = {
        name: whole_numbers(numbers.to_pandas(integer_object_nulls=True).astype("Int64"))
        for name, numbers in whole.items()
    }
    return frame.assign(**{name: column.set_axis(frame.index) for name, column in exact.items()})


def layers_in(path: Path, shown: Path) -> list[tuple[str, str | None]]:
    """Return the layers of a file with their kinds of shape; messages show the file that the user named."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # what there is to say is said of the reading
            layers: list[tuple[str, str | None]] = [tuple(row) for row in pyogrio.list_layers(path)]
    except DataSourceError as error:
        reason = (
            str(error).split(";")[0].rstrip(". ").replace(str(path), shown.name)
        )  # what follows is advice to programmers
        raise SourceError(
            say("error.sources.file_unopened", path=Code(str(shown)), reason=Code(reason)),
            say("error.sources.give_gis_file"),
        ) from error
    return layers


def _only_layer(path: Path, shown: Path) -> str:
    layers = layers_in(path, shown)
    names = [name for name, _ in layers]
    if "communities" in names:
        return "communities"
    if len(layers) == 1:
        return names[0]
    drawn = [name for name, kind in layers if kind and kind.endswith(_DRAWN)]
    if len(drawn) != 1:
        listed = ", ".join(names)
        raise SourceError(
            say("error.sources.several_layers", path=Code(str(shown)), count=Count(len(layers)), listed=Code(listed)),
            say("error.sources.say_which_layer"),
        )
    return drawn[0]
