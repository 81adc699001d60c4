"""Vector layers in: GeoPackage, Shapefile, GeoJSON, GeoParquet and what else GDAL opens."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from cluster_planner.errors import SourceError
from cluster_planner.sources._headers import index_as_columns, unique_headers

_DRAWN = ("Polygon", "Point")
_PARQUET = (".parquet", ".geoparquet")


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
    if path.suffix.lower() == ".xlsx":
        from cluster_planner.sources._sheets import list_sheets

        return list_sheets(path)
    if path.suffix.lower() in (*_PARQUET, ".csv", ".tsv", ".txt"):
        return [path.stem]
    return [str(name) for name, _ in _layers(path)]


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
        All features and columns, with ``source_row`` (feature number).

    Raises
    ------
    SourceError
        If the file or layer cannot be opened or has no geometry.
    """
    path, layer = split_spec(spec)
    frame = read_vector(path, layer=layer, where=where, encoding=encoding)
    if not isinstance(frame, gpd.GeoDataFrame):
        raise SourceError(f"{path} has no geometry.", "Give a layer of lines, polygons or points.")
    return frame


def split_spec(spec: str | Path) -> tuple[Path, str | None]:
    """Split ``FILE:layer``; what stands before a drive's colon is no file, so Windows paths stay whole."""
    file, _, layer = str(spec).rpartition(":")
    if file and not Path(spec).exists() and Path(file).exists():
        return Path(file), layer
    return existing(spec), None


def existing(path: str | Path) -> Path:
    """Return the path of a file that is there."""
    if not Path(path).exists():
        raise SourceError(f"There is no file {path}.", "Check the spelling and the folder.")
    return Path(path)


def read_vector(
    path: Path, *, layer: str | None = None, where: str | None = None, encoding: str | None = None
) -> gpd.GeoDataFrame | pd.DataFrame:
    """Read one layer with its feature numbers; a layer without geometry comes as a plain table."""
    try:
        if path.suffix.lower() in _PARQUET:
            return _read_parquet(path, where)
        layer = layer or _only_layer(path)
        told = encoding or _shapefile_encoding(path)
        frame = _read_features(path, layer, where, told)
    except (DataSourceError, DataLayerError, ValueError, OSError, LookupError) as error:
        raise SourceError(f"{path} cannot be read: {error}.", "Check the file, the layer and the condition.") from error
    counted_from = 0 if path.suffix.lower() == ".gpkg" else 1
    numbers = frame.index.to_numpy() + counted_from
    return frame.reset_index(drop=True).assign(source_row=numbers)


def _read_features(path: Path, layer: str, where: str | None, encoding: str | None) -> gpd.GeoDataFrame | pd.DataFrame:
    """Read features under their numbers: open rings are closed, headers that end in half a character lose that half."""
    read = partial(pyogrio.read_dataframe, path, layer=layer, where=where, fid_as_index=True, on_invalid="fix")
    try:
        return read(encoding=encoding)
    except UnicodeDecodeError as error:
        frame, right = read(encoding="ISO-8859-1"), error.encoding
    frame.columns = unique_headers(str(name).encode("latin-1").decode(right, "ignore") for name in frame)
    texts = [name for name in frame if pd.api.types.is_string_dtype(frame[name])]
    decoded = {name: frame[name].str.encode("latin-1").str.decode(right, "ignore") for name in texts}
    return frame.assign(**decoded)


def _read_parquet(path: Path, where: str | None) -> gpd.GeoDataFrame | pd.DataFrame:
    import pyarrow.parquet as pq

    spatial = b"geo" in (pq.read_schema(path).metadata or {})
    frame = gpd.read_parquet(path) if spatial else pd.read_parquet(path)
    frame = index_as_columns(frame)
    return keep_where(frame.assign(source_row=range(1, len(frame) + 1)), where)


def keep_where(frame: pd.DataFrame, where: str | None) -> pd.DataFrame:
    """Keep the rows of a table in which one column has one value: ``column = value``."""
    if where is None:
        return frame
    column, _, value = (part.strip().strip("\"'") for part in where.partition("="))
    if column not in frame:
        raise SourceError(f"The condition {where!r} names no column of the table.", "Write it as: column = value.")
    return frame[frame[column].astype("str").str.strip() == value].reset_index(drop=True)


def _layers(path: Path) -> list[tuple[str, str | None]]:
    try:
        layers: list[tuple[str, str | None]] = [tuple(row) for row in pyogrio.list_layers(path)]
    except DataSourceError as error:
        raise SourceError(f"{path} cannot be opened: {error}.", "Give a file that QGIS or ArcGIS opens.") from error
    return layers


def _only_layer(path: Path) -> str:
    layers = _layers(path)
    names = [name for name, _ in layers]
    if "communities" in names:
        return "communities"
    if len(layers) == 1:
        return names[0]
    drawn = [name for name, kind in layers if kind and kind.endswith(_DRAWN)]
    if len(drawn) != 1:
        raise SourceError(
            f"{path} has {len(layers)} layers: {', '.join(names)}.", "Say which one holds the communities."
        )
    return drawn[0]


def _shapefile_encoding(path: Path) -> str | None:
    """Find the encoding of a shapefile that does not tell it: UTF-8 if all records are, else GB18030."""
    table = path.with_suffix(".dbf")
    if path.suffix.lower() != ".shp" or path.with_suffix(".cpg").exists() or not table.exists():
        return None
    content = table.read_bytes()
    records = content[int.from_bytes(content[8:10], "little") :]
    return decodes(records, path)


def decodes(content: bytes, path: Path) -> str:
    """Return the first of UTF-8 and GB18030 in which the bytes can be read."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise SourceError(f"{path} is neither UTF-8 nor GB18030.", "Name its encoding, such as big5 or euc-kr.")
