"""Read a table of communities in any format, under canonical names."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd

from cluster_planner.model import Note, RawTable
from cluster_planner.sources._archives import unpacked
from cluster_planner.sources._database import is_database, read_database, table_name
from cluster_planner.sources._grid import Grid
from cluster_planner.sources._headers import match_headers, name_columns, note_headers
from cluster_planner.sources._kinds import kind_of, note_kind
from cluster_planner.sources._layers import read_vector, split_spec
from cluster_planner.sources._mapping import FieldMapping
from cluster_planner.sources._rows import table_from
from cluster_planner.sources._sheets import read_sheet
from cluster_planner.sources._text import read_text

_CUT = (".shp", ".dbf")  # headers in these are cut after ten bytes


def read_raw(
    spec: str | Path,
    *,
    layer: str | None = None,
    mapping: FieldMapping | None = None,
    where: str | None = None,
    encoding: str | None = None,
) -> RawTable:
    """Read a table of communities, give its columns their canonical names, and note what was done; judge nothing.

    Parameters
    ----------
    spec : path or str
        Workbook (``.xlsx``, ``.xls``, ``.ods``), text table, or any layer that GDAL opens: GeoPackage, Shapefile,
        File Geodatabase, GeoJSON, KML, DXF; GeoParquet; ``FILE:layer`` too. A table of PostGIS by its URL,
        ``postgresql://user@host/database?table=schema.table``.
    layer : str, optional
        Layer or sheet. By default ``communities``, else the only one that holds polygons or points; the sheet with
        most headers that are known.
    mapping : FieldMapping, optional
        What the user's own headers mean, and the catalogue of all others.
    where : str, optional
        Only these rows: SQL for layers (``"Class = 0"``), ``column = value`` for other tables.
    encoding : str, optional
        Encoding of text; found out where it is not given (declared, else UTF-8, else GB18030).

    Returns
    -------
    RawTable
        All rows as they came, with ``source_row``: row of the file or sheet, number of the feature. Cells of text
        tables and workbooks are text, WKT too. Unknown headers stay as they are.

    Raises
    ------
    SourceError
        If the file, layer or sheet cannot be read, or it is not clear which one is meant.
    """
    mapping = mapping or FieldMapping()
    if is_database(spec):
        return _from_layer(read_database(str(spec), where), (), mapping, table_name(str(spec)))
    path, named = split_spec(spec)
    return _read_file(path, layer or named, mapping, where, encoding)


def _read_file(
    path: Path, layer: str | None, mapping: FieldMapping, where: str | None, encoding: str | None
) -> RawTable:
    if kind_of(path).reader == "archive":
        with unpacked(path, layer) as (table, is_named):
            return _read_file(table, None if is_named else layer, mapping, where, encoding)
    grid = read_grid(path, layer, mapping, encoding)
    if grid is not None:
        return table_from(grid, mapping, where, path)
    frame, notes = read_vector(path, layer=layer, where=where, encoding=encoding)
    return _from_layer(frame, notes, mapping, layer or "", cut=path.suffix.lower() in _CUT)


def read_table(
    spec: str | Path,
    *,
    layer: str | None = None,
    mapping: FieldMapping | None = None,
    where: str | None = None,
    encoding: str | None = None,
) -> gpd.GeoDataFrame | pd.DataFrame:
    """Read only the rows of a table of communities; parameters and errors are those of `read_raw`."""
    return read_raw(spec, layer=layer, mapping=mapping, where=where, encoding=encoding).frame


def take_table(frame: pd.DataFrame, mapping: FieldMapping | None = None) -> RawTable:
    """Give the columns of a table in memory their canonical names, as `read_raw` does with those of a file.

    Parameters
    ----------
    frame : GeoDataFrame or DataFrame
        Any headers; a named index counts as columns. ``source_row`` names the rows, else the index does.
    mapping : FieldMapping, optional
        What the user's own headers mean, and the catalogue of all others.

    Returns
    -------
    RawTable
        All rows under canonical names; the frame is not changed.
    """
    table = frame.reset_index() if _has_names_of_its_own(frame) else frame
    is_drawn = isinstance(table, gpd.GeoDataFrame) and table.active_geometry_name is not None
    rows = table["source_row"].to_numpy() if "source_row" in table else frame.index.to_flat_index()
    named = (table if is_drawn else pd.DataFrame(table)).reset_index(drop=True).assign(source_row=rows)
    return _from_layer(named, (), mapping or FieldMapping(), "")


def _has_names_of_its_own(frame: pd.DataFrame) -> bool:
    """Whether the index has names, and none that a column has too."""
    return None not in frame.index.names and not set(frame.index.names) & set(frame.columns)


def read_grid(path: Path, layer: str | None, mapping: FieldMapping, encoding: str | None) -> Grid | None:
    """Read the cells of a text table or of a sheet; None for layers of shapes."""
    kind = kind_of(path)
    if kind.reader == "text":
        return read_text(path, encoding)
    if kind.reader != "workbook":
        return None
    grid = read_sheet(path, layer, mapping, encoding)
    return replace(grid, notes=(*note_kind(path, kind), *grid.notes))


def _from_layer(
    frame: gpd.GeoDataFrame | pd.DataFrame,
    notes: tuple[Note, ...],
    mapping: FieldMapping,
    layer: str,
    *,
    cut: bool = False,
) -> RawTable:
    """Name the columns of a layer; its geometry is the geometry, whatever another column claims."""
    shapes = frame.geometry if isinstance(frame, gpd.GeoDataFrame) else None
    drawn = [] if shapes is None else [shapes.name]
    table = pd.DataFrame(frame.drop(columns=[*drawn, "source_row"]))
    headers = match_headers([(str(name),) for name in table.columns], mapping, cut=cut)
    named = name_columns(table, headers, mapping.catalogue).assign(source_row=frame["source_row"])
    if shapes is not None:
        named = gpd.GeoDataFrame(
            named.rename(columns={"geometry": "geometry (2)"}), geometry=shapes.to_numpy(), crs=shapes.crs
        )
    return RawTable(frame=named, headers=headers, notes=(*notes, *note_headers(headers)), sheet=layer)


def source_name(spec: str | Path) -> str:
    """Return the name of a file without its folder, or of a table without its database."""
    return table_name(str(spec)) if is_database(spec) else split_spec(spec)[0].name


def checksum(spec: str | Path) -> str:
    """Return the SHA-256 of what was read.

    Parameters
    ----------
    spec : path or str
        File, ``FILE:layer``, folder of a File Geodatabase, or URL of a table.

    Returns
    -------
    str
        64 hexadecimal digits: of the file, of a shapefile's main file, of all files of a folder by name, of the
        rows of a table.

    Raises
    ------
    SourceError
        If there is no such file.
    """
    if is_database(spec):
        return hashlib.sha256(read_database(str(spec)).to_csv().encode()).hexdigest()
    path, _ = split_spec(spec)
    if path.is_dir():
        parts = "".join(f"{file.name} {checksum(file)}\n" for file in sorted(path.iterdir()) if file.is_file())
        return hashlib.sha256(parts.encode()).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
