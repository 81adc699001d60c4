"""Layers from drawing programs: closed lines are outlines, texts are labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from cluster_planner.model import Note

DRAWING = ".dxf"
_LEAST_CORNERS = 4
_ENCODING = "DXF_ENCODING"
_HEAD = 4_000  # bytes, in which the version stands
_UTF8_SINCE = 1021  # the version of 2007
_OF_ENTITIES = (
    "Layer", "PaperSpace", "SubClasses", "Linetype", "EntityHandle", "ExtendedEntity", "RawCodeValues", "BlockName",
    "BlockScale", "BlockAngle", "BlockAttributes", "BlockOCSNormal", "BlockOCSCoords", "Block", "AttributeTag",
)  # fmt: skip


@contextmanager
def in_its_encoding(path: Path, encoding: str | None) -> Iterator[None]:
    """Let GDAL read the texts of a drawing in the encoding given; since 2007 they are UTF-8, whatever its head says."""
    version = re.search(rb"\$ACADVER\s+1\s+AC(\d+)", path.read_bytes()[:_HEAD]) if encoding is None else None
    before = pyogrio.get_gdal_config_option(_ENCODING)
    if encoding or (version and int(version[1]) >= _UTF8_SINCE):
        pyogrio.set_gdal_config_options({_ENCODING: encoding or "UTF-8"})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({_ENCODING: before})


def as_drawn(frame: gpd.GeoDataFrame, path: Path) -> tuple[gpd.GeoDataFrame, tuple[Note, ...]]:
    """Return a layer fit for communities, whatever program drew it.

    Parameters
    ----------
    frame : GeoDataFrame
        A layer as it was read.
    path : Path
        Its file; the ending says which program drew it.

    Returns
    -------
    tuple of GeoDataFrame and tuple of Note
        Closed lines of a CAD drawing are polygons; a note on a layer without a coordinate system.
    """
    ending = path.suffix.lower()
    if frame.crs is not None:
        return frame, ()
    if ending != DRAWING:
        return frame, (Note(rule="crs_missing"),)
    frame, closed = _closed_as_outlines(frame)
    notes = (Note(rule="lines_closed", count=closed),) if closed else ()
    frame, labels = _named_by_labels(frame)
    return frame, (Note(rule="local_coordinates"), *notes, *labels)


def without_entities(frame: gpd.GeoDataFrame | pd.DataFrame) -> gpd.GeoDataFrame | pd.DataFrame:
    """Return a drawing without what it says of its entities, which is nothing about communities."""
    of_entities = [name for name in (*_OF_ENTITIES, "Text") if name in frame]
    return frame.drop(columns=[name for name in of_entities if name != "Text" or frame[name].isna().all()])


def _named_by_labels(frame: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, tuple[Note, ...]]:
    """Take the texts of a drawing for labels: each outline is named by the first one inside it."""
    outline = frame.geom_type.isin(("Polygon", "MultiPolygon"))
    label = frame["Text"].notna() & (frame.geom_type == "Point") if "Text" in frame else ~outline & outline
    if not label.any() or not outline.any():
        return frame, ()
    labels, outlines = frame[label], frame[~label]
    within, holder = outlines.sindex.query(labels.geometry, predicate="within")
    names = labels["Text"].iloc[within].set_axis(outlines.index[holder])
    outside = labels["Text"].drop(labels.index[within])
    named = outlines.assign(name=names[~names.index.duplicated()]).drop(columns="Text")
    left = (Note(rule="labels_outside", count=len(outside), found=str(outside.iloc[0])),) if len(outside) else ()
    return named.reset_index(drop=True), (Note(rule="labels_read", count=int(named["name"].notna().sum())), *left)


def _closed_as_outlines(frame: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, int]:
    shapes = frame.geometry.to_numpy().copy()
    closed = shapely.is_closed(shapes) & (shapely.get_num_coordinates(shapes) >= _LEAST_CORNERS)
    corners, lines = shapely.get_coordinates(shapes[closed], return_index=True)
    shapes[closed] = shapely.polygons(shapely.linearrings(corners, indices=lines))
    return frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=frame.crs)), int(closed.sum())
