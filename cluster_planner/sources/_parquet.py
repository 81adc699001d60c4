"""Read GeoParquet, and Parquet with shapes that no metadata announces."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from cluster_planner._cells import index_as_columns

_SHAPE_KINDS = ("Geometry", "Geography")
_DEFAULT_CRS = "OGC:CRS84"  # of the native types, where they name none
_LIKELY = ("geometry", "geom", "wkb_geometry", "the_geom", "shape", "wkb")


def read_parquet(path: Path) -> gpd.GeoDataFrame | pd.DataFrame:
    """Read a table of Parquet.

    Parameters
    ----------
    path : Path
        GeoParquet; Parquet with a native column of shapes; or with shapes as WKB that nothing announces, as DuckDB
        and PostGIS export them.

    Returns
    -------
    GeoDataFrame or DataFrame
        All rows, the named index as columns; a table without shapes as a plain table.
    """
    import pyarrow.parquet as pq

    file = pq.ParquetFile(path)
    exactly = {"types_mapper": _nullable_integers().get}
    if b"geo" in (file.schema_arrow.metadata or {}):
        return index_as_columns(gpd.read_parquet(path, to_pandas_kwargs=exactly))
    frame = index_as_columns(file.read().to_pandas(**exactly))
    shapes = {name: wkb for name in frame if (wkb := _from_wkb(frame[name])) is not None}
    if not shapes:
        return frame
    drawn = next((name for name in shapes if str(name).lower() in _LIKELY), next(iter(shapes)))
    crs = _native_crs(file).get(str(drawn)) or _crs_of_wkb(shapes[drawn])
    return gpd.GeoDataFrame(frame.drop(columns=drawn), geometry=shapes[drawn], crs=crs)


def _nullable_integers() -> dict[Any, Any]:
    import pyarrow as pa

    return {pa.int64(): pd.Int64Dtype(), pa.uint64(): pd.UInt64Dtype(), pa.int32(): pd.Int32Dtype()}


def _from_wkb(column: pd.Series) -> np.ndarray | None:
    """Return the shapes of a column of WKB; None where it holds anything else."""
    filled = column.dropna()
    if (
        not pd.api.types.is_object_dtype(column.dtype)
        or filled.empty
        or not filled.map(lambda cell: isinstance(cell, bytes)).all()
    ):
        return None
    shapes = shapely.from_wkb(column.where(column.notna(), None).to_numpy(), on_invalid="ignore")
    return shapes if not shapely.is_missing(shapes)[column.notna().to_numpy()].any() else None


def _crs_of_wkb(shapes: np.ndarray) -> pyproj.CRS | None:
    """Return the coordinate system that shapes as PostGIS writes them carry."""
    codes = {int(code) for code in np.unique(shapely.get_srid(shapes[~shapely.is_missing(shapes)])) if code > 0}
    return pyproj.CRS.from_epsg(codes.pop()) if len(codes) == 1 else None


def _native_crs(file: Any) -> dict[str, pyproj.CRS]:
    """Return the coordinate system of each column of a native type."""
    columns = [file.schema.column(place) for place in range(len(file.schema.names))]
    kinds = {column.name: json.loads(column.logical_type.to_json()) for column in columns}
    return {
        name: _crs_of_kind(kind.get("crs") or _DEFAULT_CRS, file.schema_arrow.metadata or {})
        for name, kind in kinds.items()
        if kind.get("Type") in _SHAPE_KINDS
    }


def _crs_of_kind(named: str, metadata: dict[bytes, bytes]) -> pyproj.CRS:
    """Return the coordinate system that a native type names: a code, a definition, or where that stands."""
    kind, _, rest = str(named).partition(":")
    if kind == "srid":
        return pyproj.CRS.from_epsg(int(rest))
    return pyproj.CRS.from_user_input(metadata[rest.encode()].decode() if kind == "projjson" else named)
