"""A table of communities in, whatever its format, under canonical names."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import pandas as pd

from cluster_planner.sources._headers import name_columns
from cluster_planner.sources._layers import existing, read_vector, split_spec
from cluster_planner.sources._mapping import FieldMapping
from cluster_planner.sources._sheets import read_csv, read_sheet, with_header


def read_table(
    path: str | Path,
    *,
    layer: str | None = None,
    mapping: FieldMapping | None = None,
    where: str | None = None,
    encoding: str | None = None,
) -> gpd.GeoDataFrame | pd.DataFrame:
    """Read a table of communities and give its columns their canonical names; judge nothing.

    Parameters
    ----------
    path : path or str
        GeoPackage, Shapefile, GeoJSON, GeoParquet, CSV or XLSX, or what else GDAL opens; ``FILE:layer`` too.
    layer : str, optional
        Layer or sheet. By default ``communities``, else the only one that holds polygons or points; the first sheet.
    mapping : FieldMapping, optional
        What the user's own headers mean.
    where : str, optional
        Only these rows: SQL of OGR for layers (``"Class = 0"``), ``column = value`` for other tables.
    encoding : str, optional
        Encoding of text; found out where it is not given (declared, else UTF-8, else GB18030).

    Returns
    -------
    GeoDataFrame or DataFrame
        All rows as they came, with ``source_row``: row of the file or sheet, number of the feature. Cells of CSV
        and XLSX are text, WKT too. Unknown headers stay as they are.

    Raises
    ------
    SourceError
        If the file, layer or sheet cannot be read, or it is not clear which one is meant.
    """
    headers = (mapping or FieldMapping()).headers
    path, named = split_spec(path)
    layer = layer or named
    suffix = path.suffix.lower()
    if suffix in (".csv", ".tsv", ".txt"):
        return with_header(read_csv(path, encoding), headers, where, path)
    if suffix == ".xlsx":
        return with_header(read_sheet(path, layer), headers, where, path)
    return _name_layer(read_vector(path, layer=layer, where=where, encoding=encoding), headers)


def _name_layer(frame: gpd.GeoDataFrame | pd.DataFrame, headers: Mapping[str, str]) -> gpd.GeoDataFrame | pd.DataFrame:
    """Name the columns of a layer; its geometry is the geometry, whatever another column claims."""
    if not isinstance(frame, gpd.GeoDataFrame):
        return name_columns(frame, headers)
    geometry = frame.geometry
    table = name_columns(pd.DataFrame(frame.drop(columns=geometry.name)), headers)
    if "geometry" in table:
        table = table.rename(columns={"geometry": "geometry (2)"})
    return gpd.GeoDataFrame(table, geometry=geometry.to_numpy(), crs=geometry.crs)


def checksum(path: str | Path) -> str:
    """Return the SHA-256 of a file; of a shapefile, that of its main file.

    Parameters
    ----------
    path : path
        File that was read.

    Returns
    -------
    str
        64 hexadecimal digits.

    Raises
    ------
    SourceError
        If there is no such file.
    """
    with existing(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
