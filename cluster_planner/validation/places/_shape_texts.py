"""Texts that are shapes: WKT, hexadecimal WKB, GeoJSON, the JSON of ArcGIS, and corner points as web maps list them."""

from __future__ import annotations

import json
import re
from typing import Any, Literal

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

Invalid = Literal["ignore", "fix"]

_WITH_CODE = re.compile(r"\s*SRID\s*=\s*(?P<code>\d+)\s*;\s*(?P<wkt>.+)", re.IGNORECASE | re.DOTALL)
_HEXADECIMAL = re.compile(r"(?:\\x|0x)?(?P<digits>(?:[0-9A-F]{2}){9,})", re.IGNORECASE)
_NUMBER = r"-?\d+(?:\.\d+)?"
_PAIR = rf"{_NUMBER}\s*,\s*{_NUMBER}"
_CORNERS = re.compile(rf"{_PAIR}(?:\s*[;|]\s*{_PAIR}){{2,}}\s*[;|]?")
_CODE = re.compile(r"\d{4,6}")
_LEAST_CORNERS = 3


def read_shapes(texts: pd.Series, on_invalid: Invalid) -> np.ndarray:
    """Return the shapes that texts describe.

    Parameters
    ----------
    texts : Series of str
        WKT, also with ``SRID=4546;`` before it; WKB in hexadecimal digits, as PostGIS exports it; GeoJSON; rings of
        ArcGIS; or ``lon,lat;lon,lat;...`` with ``|`` between parts, as Gaode and Baidu hand out outlines.
    on_invalid : str
        ``fix`` closes open rings of WKT and WKB.

    Returns
    -------
    ndarray of Geometry
        None for a text that is no shape; with the code of its coordinate system where the text names it.
    """
    wkt = np.array([_as_wkt(text) for text in texts], dtype=object)
    with np.errstate(over="ignore"):  # figures beyond all bounds are found endless later
        shapes: np.ndarray = shapely.from_wkt(wkt, on_invalid=on_invalid)
    for place in np.flatnonzero(shapely.is_missing(shapes)).tolist():
        shapes[place] = _read_other(str(texts.iloc[place]).strip(), on_invalid)
    coded = {place: found["code"] for place, text in enumerate(texts) if (found := _WITH_CODE.fullmatch(text))}
    for place, code in coded.items():
        shapes[place] = shapes[place] and shapely.set_srid(shapes[place], int(code))
    return shapes


def _as_wkt(text: str) -> str:
    found = _WITH_CODE.fullmatch(text)
    return found["wkt"] if found else text


def _read_other(text: str, on_invalid: Invalid) -> shapely.Geometry | None:
    if text.startswith(("{", "[")):
        return _read_json(text)
    if digits := _HEXADECIMAL.fullmatch(text):
        return shapely.from_wkb(digits["digits"], on_invalid=on_invalid)
    return _outline(_CORNERS.fullmatch(text) and [_pairs(part) for part in text.split("|")])


def _pairs(part: str) -> list[list[float]]:
    return [[float(number) for number in pair.split(",")] for pair in part.split(";") if pair.strip()]


def _read_json(text: str) -> shapely.Geometry | None:
    try:
        given = json.loads(text)
    except ValueError:
        return None
    if isinstance(given, list):
        return _outline(given if _depth(given) == 3 else [given])  # noqa: PLR2004 - parts, corners, coordinates
    code = _CODE.search(json.dumps([given.get("crs"), given.get("spatialReference")]))
    shape = _of_arcgis(given) or shapely.from_geojson(text, on_invalid="ignore")
    return shape and shapely.set_srid(shape, int(code[0]) if code else 0)


def _of_arcgis(given: dict[str, Any]) -> shapely.Geometry | None:
    if "x" in given and "y" in given:
        return shapely.Point(given["x"], given["y"])
    rings = [shapely.LinearRing(ring) for ring in given.get("rings", ()) if len(ring) >= _LEAST_CORNERS]
    return shapely.build_area(shapely.GeometryCollection(rings)) if rings else None


def _depth(told: Any) -> int:
    return 1 + _depth(told[0]) if isinstance(told, list) and told else 0


def _outline(parts: Any) -> shapely.Geometry | None:
    """Return the polygon, or polygons, of parts given by their corners."""
    try:
        closed = [shapely.Polygon(part) for part in parts or () if len(part) >= _LEAST_CORNERS]
    except (ValueError, TypeError, shapely.errors.ShapelyError):
        return None
    return (closed[0] if len(closed) == 1 else shapely.MultiPolygon(closed)) if closed else None


def in_stated_system(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return shapes in the coordinate system whose code they carry, as they are where they carry none.

    Shapes of several systems are brought to the one of the first.
    """
    codes = shapely.get_srid(shapes.to_numpy())
    known = [int(code) for code in dict.fromkeys(codes.tolist()) if code > 0]
    if not known:
        return shapes
    crs = pyproj.CRS.from_epsg(known[0])
    for code in known[1:]:
        moved = gpd.GeoSeries(shapes[codes == code].to_numpy(), crs=code).to_crs(crs)
        shapes = shapes.where(codes != code, gpd.GeoSeries(moved.to_numpy(), index=shapes.index[codes == code]))
    return shapes.set_crs(crs)
