"""Write layers to a GeoPackage: the same bytes for the same content."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from cluster_planner._cells import index_as_columns
from cluster_planner._signs import showable
from cluster_planner.books._geometry_kinds import geometry_type
from cluster_planner.books._plain_paths import plain_path

_CLOCK = "OGR_CURRENT_DATE"
_FIXED = "2000-01-01T00:00:00.000Z"
_NOT_IN_A_NAME = re.compile(r"[^\w .()（）-]")
_OF_SQLITE = ("gpkg", "sqlite_", "rtree_")
_RESERVED = ("fid", "ogc_fid", "geom")


def write_geopackage(layers: Mapping[str, pd.DataFrame], path: Path) -> None:
    """Write tables as the layers of a new GeoPackage; a table without geometry becomes a table of attributes."""
    with _fixed_clock(), plain_path(path) as file:
        for place, (name, frame) in enumerate(layers.items()):
            pyogrio.write_dataframe(
                _storable(frame),
                file,
                layer=layer_name(name),
                driver="GPKG",
                append=place > 0,
                geometry_type=geometry_type(frame),
                layer_metadata=frame.attrs or None,
            )


def layer_name(name: str) -> str:
    """Return a name that every program opens a layer by: letters, figures, blanks, dots, hyphens and brackets."""
    plain = _NOT_IN_A_NAME.sub("_", showable(name)).strip(" -") or "layer"
    return f"_{plain}" if plain.casefold().startswith(_OF_SQLITE) else plain


@contextmanager
def _fixed_clock() -> Iterator[None]:
    """Stop the clock that GDAL stamps layers with, and let it run again."""
    before = pyogrio.get_gdal_config_option(_CLOCK)
    pyogrio.set_gdal_config_options({_CLOCK: _FIXED})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({_CLOCK: before})


def _storable(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table that SQLite can hold: names that differ in more than case, numbers or text."""
    frame = index_as_columns(frame)
    geometry = [frame.geometry.name] if isinstance(frame, gpd.GeoDataFrame) else []
    taken, names = set(_RESERVED), {}
    for column in frame.columns.drop(geometry):
        name, copy = str(column), 2
        while name.casefold() in taken:
            name, copy = f"{column}_{copy}", copy + 1
        taken.add(name.casefold())
        names[column] = name
    nullable = {name: "float64" for name, kind in frame.dtypes.items() if isinstance(kind, pd.Int64Dtype)}
    return frame.astype(nullable).rename(columns=names)
