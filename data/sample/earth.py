"""From metres around a town to longitude and latitude, and the outlines of the counties."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from shapely import LineString, MultiPoint, Point, Polygon

from sample.places import TOWNS, Town
from sample.shapes import bend, blob

CRS = "EPSG:4490"
GRID_DEG = 1e-7
MIDDLE = (111.9, 28.75)
PREFECTURE_M = (112_000.0, 104_000.0)
RIVER_COUNTIES = ("资阳区", "赫山区")
COUNTY_OF_TOWN = (None, "南县", "桃江县", "安化县", "沅江市")


def place(layer: gpd.GeoDataFrame, town: Town) -> gpd.GeoDataFrame:
    """Turn a layer of a town as drawn, put it on the earth and round it to 1e-7 degrees."""
    turned = layer.set_geometry(layer.rotate(town.turn_deg, origin=(0, 0)))
    return _rounded(turned.set_crs(_plane(town.lon, town.lat)).to_crs(CRS))


def draw_counties(rng: np.random.Generator) -> gpd.GeoDataFrame:
    """Draw invented county outlines: the ground nearest to each town, bent; a river parts the two districts."""
    plane = _plane(*MIDDLE)
    seats = gpd.GeoSeries([Point(town.lon, town.lat) for town in TOWNS], crs=CRS).to_crs(plane)
    cells = shapely.get_parts(shapely.voronoi_polygons(MultiPoint(list(seats)), extend_to=Point(0, 0).buffer(200_000)))
    prefecture = blob(PREFECTURE_M, rng)
    rows = []
    for county, seat in zip(COUNTY_OF_TOWN, seats, strict=True):
        cell = next(cell for cell in cells if cell.contains(seat))
        outline = shapely.transform(shapely.segmentize(cell.intersection(prefecture), 2500), _bent)
        named = zip(RIVER_COUNTIES, _banks(outline), strict=True) if county is None else [(county, outline)]
        rows += [{"county": name, "geometry": part} for name, part in named]
    return _rounded(gpd.GeoDataFrame(rows, crs=plane).to_crs(CRS))


def _banks(outline: Polygon) -> list[Polygon]:
    """Part the ground around the first town along its river, north bank first."""
    river = gpd.GeoDataFrame(geometry=[bend(TOWNS[0].lines[0].points)])
    near = shapely.get_coordinates(place(river, TOWNS[0]).to_crs(_plane(*MIDDLE)).geometry)
    line = LineString([(-150_000, near[0, 1] - 9000), *near, (150_000, near[-1, 1] + 6000)])
    north = Polygon([*line.coords, (150_000, 150_000), (-150_000, 150_000)])
    return [outline.intersection(north), outline.difference(north)]


def _bent(xy: np.ndarray) -> np.ndarray:
    x, y = xy.T / 9000
    return xy + 1400 * np.column_stack(
        [np.sin(y) + 0.5 * np.sin(2.3 * y + x), np.sin(x + 1) + 0.5 * np.sin(2.1 * x - y)]
    )


def _plane(lon: float, lat: float) -> str:
    return f"+proj=tmerc +lat_0={lat} +lon_0={lon} +k=1 +x_0=0 +y_0=0 +ellps=GRS80 +units=m +no_defs"


def _rounded(layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return layer.set_geometry(layer.geometry.set_precision(GRID_DEG))
