"""The same layer in every format that bureaus hand on, as bytes on disk."""

from __future__ import annotations

import warnings
import zipfile
from pathlib import Path

import geopandas as gpd

_OPTIONS = {
    ".gpkg": {"driver": "GPKG"},
    ".sqlite": {"driver": "SQLite"},
    ".shp": {"driver": "ESRI Shapefile", "encoding": "gb18030"},
    ".gdb": {"driver": "OpenFileGDB", "TARGET_ARCGIS_VERSION": "ARCGIS_PRO_3_2_OR_LATER"},
    ".geojson": {"driver": "GeoJSON"},
    ".geojsonl": {"driver": "GeoJSONSeq"},
    ".fgb": {"driver": "FlatGeobuf"},
    ".gml": {"driver": "GML"},
    ".tab": {"driver": "MapInfo File", "ENCODING": "CP936"},
    ".mif": {"driver": "MapInfo File", "ENCODING": "CP936"},
    ".kml": {"driver": "LIBKML"},
    ".kmz": {"driver": "LIBKML"},
}
ENDINGS = (*_OPTIONS, ".parquet", ".zip")


def write_layer(frame: gpd.GeoDataFrame, path: Path) -> Path:
    """Write a layer by the ending of its file; ``.zip`` holds a shapefile."""
    if path.suffix == ".parquet":
        frame.to_parquet(path)
    elif path.suffix == ".zip":
        write_layer(frame, path.with_suffix(".shp"))
        with zipfile.ZipFile(path, "w") as archive:
            for part in sorted(path.parent.glob(f"{path.stem}.*")):
                if part != path:
                    archive.write(part, part.name)
    else:
        with warnings.catch_warnings(action="ignore"):  # GDAL warns of headers that it cuts or launders
            frame.to_file(path, **_OPTIONS[path.suffix])
    return path
