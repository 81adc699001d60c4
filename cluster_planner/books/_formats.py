"""The formats that a plan is written in, and the one name for each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path

import geopandas as gpd
import pandas as pd

from cluster_planner._cells import index_as_columns
from cluster_planner.books._drawing import write_drawing
from cluster_planner.books._geopackage import write_geopackage
from cluster_planner.books._geopackage_style import dress_layers
from cluster_planner.books._shapefiles_out import write_shapefiles
from cluster_planner.errors import SettingsError
from cluster_planner.fields import Lang
from cluster_planner.said import Code, say
from cluster_planner.sources import is_database

Layers = Mapping[str, pd.DataFrame]


def check_formats(formats: Iterable[str]) -> None:
    """Refuse a format that is not known, before anything is computed.

    Raises
    ------
    SettingsError
        If a name is neither a format nor the address of a database.
    """
    for name in formats:
        if name in WRITERS or is_database(name):
            continue
        known, near = ", ".join(WRITERS), get_close_matches(name, WRITERS, n=1)
        end = say("error.books.near_format", near=Code(near[0])) if near else say("error.books.no_near_format")
        raise SettingsError(
            say("error.books.unknown_format", name=Code(repr(name))),
            say("error.books.known_formats", known=Code(known), near=end),
        )


def _write_geopackage(layers: Layers, folder: Path, lang: Lang) -> None:
    file = folder / "areas.gpkg"
    write_geopackage(layers, file)
    dress_layers(file, layers, lang)


def _write_parquets(layers: Layers, folder: Path, _: Lang) -> None:
    for name, layer in layers.items():
        write_parquet(layer, folder / f"{name}.parquet")


def _write_geojsons(layers: Layers, folder: Path, _: Lang) -> None:
    for name, layer in layers.items():
        write_geojson(layer, folder / f"{name}.geojson")


def write_geojsons_as_they_are(layers: Layers, folder: Path) -> None:
    """Write layers as GeoJSON in their own coordinate system, which each file names."""
    for name, layer in layers.items():
        write_geojson(layer, folder / f"{name}.geojson", in_degrees=False)


def write_parquet(layer: pd.DataFrame, file: Path) -> None:
    """Write a table as GeoParquet, or as Parquet where it has no shapes."""
    index_as_columns(layer).to_parquet(file, index=False)


def write_geojson(layer: pd.DataFrame, file: Path, *, in_degrees: bool = True) -> None:
    """Write a table as GeoJSON, as RFC 7946 has it in degrees (WGS84), unless its own system is asked for.

    Rows without a shape have a null geometry.
    """
    table = index_as_columns(layer)
    if not isinstance(table, gpd.GeoDataFrame):
        table = gpd.GeoDataFrame(table, geometry=gpd.GeoSeries([None] * len(table), index=table.index, crs=4326))
    elif in_degrees:
        table = gpd.GeoDataFrame(table).to_crs(4326)
    # Members that RFC 7946 does not know are allowed, and geopandas writes none.
    about = "".join(f"{json.dumps(name)}: {json.dumps(value)}, " for name, value in layer.attrs.items())
    text = table.to_json(drop_id=True, ensure_ascii=False).removeprefix("{")
    file.write_text(f"{{{about}{text}\n", encoding="utf-8")


WRITERS: dict[str, Callable[[Layers, Path, Lang], None]] = {
    "gpkg": _write_geopackage,
    "parquet": _write_parquets,
    "geojson": _write_geojsons,
    "shp": lambda layers, folder, _: write_shapefiles(layers, folder, "utf-8"),
    "shp-gbk": lambda layers, folder, _: write_shapefiles(layers, folder, "gbk"),
    "dxf": write_drawing,
}
