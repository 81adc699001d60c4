"""Draw a plan for design institutes: a DXF drawing with outlines and labels, each kind on a layer of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import shapely

from cluster_planner._cells import as_text
from cluster_planner._signs import showable
from cluster_planner.fields import Lang
from cluster_planner.said import Code
from cluster_planner.words import speaker

if TYPE_CHECKING:
    from ezdxf.document import Drawing
    from ezdxf.layouts.layout import Modelspace

_VERSION = "R2010"  # texts are UTF-8, and every program in use opens it
_METRES = 6  # $INSUNITS
_FONT = "simhei.ttf"
_STYLE = "CHINESE"
# Layers from the bottom up: colour of the index of AutoCAD, and the height of labels in metres.
_COLOURS = {"barriers": 5, "communities": 8, "areas": 1, "community_labels": 7, "area_labels": 1, "about": 7}
_HEIGHT_M = {"community_labels": 4.0, "area_labels": 10.0, "about": 6.0}


def write_drawing(layers: Mapping[str, pd.DataFrame], folder: Path, lang: Lang) -> None:
    """Write ``areas.dxf``: outlines of areas and communities, barriers and labels, in metres.

    Parameters
    ----------
    layers : mapping of str to DataFrame or GeoDataFrame
        Tables of a plan by layer name, each of one kind of shape, in a metric coordinate system.
    folder : Path
        Where the file goes.
    lang : {"zh", "en"}
        Language of the names of layers.
    """
    from ezdxf.filemanagement import new

    with _same_each_time():
        drawing = new(_VERSION, units=_METRES)
        drawing.styles.add(_STYLE, font=_FONT)
        _fill(drawing, layers, lang)
        drawing.saveas(folder / "areas.dxf")


def _fill(drawing: Drawing, layers: Mapping[str, pd.DataFrame], lang: Lang) -> None:
    names, space = speaker(lang).catalogue.section("drawing"), drawing.modelspace()
    for layer, colour in _COLOURS.items():
        drawing.layers.add(names[layer], color=colour)
    drawn = {name: layer for name, layer in layers.items() if isinstance(layer, gpd.GeoDataFrame)}
    for name, layer in drawn.items():
        kind = name.partition("_")[0]
        if kind in _COLOURS:
            _draw(space, layer.geometry, names[kind])
    areas, communities = drawn["areas"], drawn["communities"]
    _label(space, areas.geometry, _texts(areas.index) + " " + _texts(areas["area_name"]), "area_labels", names)
    _label(space, communities.geometry, _texts(communities["name"]), "community_labels", names)
    _name_system(space, communities, names, lang)


def _draw(space: Modelspace, shapes: gpd.GeoSeries, layer: str) -> None:
    """Draw rings as closed lines, lines as open ones, and points."""
    style = {"layer": layer}
    for part in _parts(shapes):
        if isinstance(part, shapely.Point):
            space.add_point((part.x, part.y), dxfattribs=style)
        elif isinstance(part, shapely.Polygon):
            for ring in (part.exterior, *part.interiors):
                space.add_lwpolyline(list(ring.coords)[:-1], format="xy", close=True, dxfattribs=style)
        elif isinstance(part, shapely.LineString):
            space.add_lwpolyline(list(part.coords), format="xy", dxfattribs=style)


def _parts(shapes: gpd.GeoSeries) -> Iterator[shapely.Geometry]:
    flat = shapely.force_2d(shapes[shapes.notna() & ~shapes.is_empty].to_numpy())
    yield from shapely.get_parts(shapely.get_parts(flat))


def _label(space: Modelspace, shapes: gpd.GeoSeries, texts: pd.Series, kind: str, names: Mapping[str, str]) -> None:
    """Write texts inside their shapes."""
    known = (shapes.notna() & ~shapes.is_empty).to_numpy()
    places = shapes[known].representative_point()
    for place, text in zip(places, texts[known], strict=True):
        _write(space, text, (place.x, place.y), kind, names)


def _texts(cells: pd.Series | pd.Index) -> pd.Series:
    return as_text(pd.Series(cells)).reset_index(drop=True)


def _name_system(space: Modelspace, layer: gpd.GeoDataFrame, names: Mapping[str, str], lang: Lang) -> None:
    """Write below the drawing which coordinate system it is in, since the format holds none."""
    west, south, east, _ = layer.total_bounds
    if pd.isna(west):
        return
    text = speaker(lang).say("drawing.system", crs=Code(_name_of(layer)))
    _write(space, text, ((west + east) / 2, south - 4 * _HEIGHT_M["about"]), "about", names)


def _name_of(layer: gpd.GeoDataFrame) -> str:
    code = layer.crs.to_epsg()
    return str(layer.crs.name) if code is None else f"{layer.crs.name} (EPSG:{code})"


def _write(space: Modelspace, text: str, place: tuple[float, float], kind: str, names: Mapping[str, str]) -> None:
    from ezdxf.enums import TextEntityAlignment

    plain = " ".join(showable(text).replace("%%", "% %").split())  # two of them begin a code
    if plain:
        style = {"layer": names[kind], "style": _STYLE}
        label = space.add_text(plain, height=_HEIGHT_M[kind], dxfattribs=style)
        label.set_placement(place, align=TextEntityAlignment.MIDDLE_CENTER)


@contextmanager
def _same_each_time() -> Iterator[None]:
    """Leave out the times and chance numbers that make each file of the same plan another one."""
    from ezdxf import options  # type: ignore[attr-defined]

    kept = options.write_fixed_meta_data_for_testing
    options.write_fixed_meta_data_for_testing = True
    try:
        yield
    finally:
        options.write_fixed_meta_data_for_testing = kept
