"""The inputs of the jobs: made of the sample or by hand, the same for every checkout."""

import functools
import shutil
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
from shapely import box

DATA = Path(__file__).parents[2] / "data"
SAMPLE = DATA / "yiyang.gpkg"
TOWN = ("桃江县", 2)  # a county, and how many of its subdistricts, those with the most communities first
MARGIN = 0.01


def sample(desk):
    shutil.copyfile(SAMPLE, desk.path("in/yiyang.gpkg"))
    return "in/yiyang.gpkg"


@functools.cache
def _town():
    """Return the layers of a few subdistricts of the sample."""
    layers = {name: gpd.read_file(SAMPLE, layer=name) for name in pyogrio.list_layers(SAMPLE)[:, 0]}
    communities = layers["communities"]
    county, count = TOWN
    inside = communities[communities["county"] == county]
    inside = inside[inside["subdistrict"].isin(inside["subdistrict"].value_counts().index[:count])]
    west, south, east, north = inside.total_bounds
    around = box(west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN)
    return {
        name: inside if name == "communities" else layer[layer.intersects(around)] for name, layer in layers.items()
    }


def town(desk, file="town.gpkg", /, **changes):
    """Write the town, its communities with these columns replaced (none: dropped); return the input."""
    path = desk.path(f"in/{file}")
    for layer, frame in _town().items():
        written = frame
        if layer == "communities":
            dropped = [column for column, value in changes.items() if value is None]
            kept = {column: value for column, value in changes.items() if value is not None}
            written = frame.drop(columns=dropped).assign(**kept)
        written.to_file(path, layer=layer, driver="GPKG")
    return f"in/{file}"


def communities_of_town():
    return _town()["communities"]


def blocks(desk, count=5, name="blocks.gpkg", **columns):
    """Write blocks in a row, a river beyond the last and one more beyond the river; return the input."""
    shapes = [box(110 * place, 0, 110 * place + 100, 100) for place in range(count)]
    end = 110 * count
    shapes.append(box(end + 20, 0, end + 120, 100))
    ids = list("abcdefghijklmnop"[: count + 1])
    names = [*"甲乙丙丁戊己庚辛壬癸"[:count], None]
    table = {"community_id": ids, "name": names, "households": 200, "county": "甲县", "subdistrict": "乙街道"} | columns
    river = {"kind": ["water"], "name": ["资江"]}
    for layer, frame in (
        ("communities", gpd.GeoDataFrame(table, geometry=shapes, crs=4546)),
        ("barriers", gpd.GeoDataFrame(river, geometry=[box(end - 5, -999, end + 15, 999)], crs=4546)),
    ):
        moved = frame.set_geometry(frame.translate(500_000, 3_160_000))
        moved.to_file(desk.path(f"in/{name}"), layer=layer, driver="GPKG")
    return f"in/{name}"


def workbook(desk, name, *sheets):
    """Write a workbook of sheets, each a title and rows; return the input."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book.save(desk.path(f"in/{name}"))
    return f"in/{name}"


def parcels(desk, columns, name="parcels.gpkg"):
    """Write parcels of 70 m, 100 m from one to the next, with these columns; return the input."""
    frame = pd.DataFrame(columns)
    shapes = [box(112.355 + at / 1000, 28.59, 112.3557 + at / 1000, 28.5906) for at in range(len(frame))]
    gpd.GeoDataFrame(frame, geometry=shapes, crs="EPSG:4490").to_file(desk.path(f"in/{name}"), layer="parcels")
    return f"in/{name}"
