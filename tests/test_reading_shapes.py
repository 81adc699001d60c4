"""Shapes as texts, in a column of any table; and headers as databases launder them."""

from __future__ import annotations

import json

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point, box

from cluster_planner.pipeline import Inputs, check_tables, read_tables
from cluster_planner.settings import Settings
from cluster_planner.sources import FieldMapping, read_raw
from cluster_planner.sources._headers import claim_of
from cluster_planner.validation.places._shape_texts import in_stated_system, read_shapes

SQUARE = box(112.33, 28.59, 112.331, 28.591)
TWO = shapely.MultiPolygon([SQUARE, box(112.332, 28.59, 112.333, 28.591)])
CORNERS = list(SQUARE.exterior.coords)


def listed(shape):
    return ";".join(f"{lon},{lat}" for lon, lat in shape.exterior.coords)


def read(text):
    return read_shapes(pd.Series([text]), "ignore")[0]


SAME = {
    "wkt": SQUARE.wkt,
    "ewkt": f"SRID=4326;{SQUARE.wkt}",
    "ewkt with blanks": f"srid = 4326; {SQUARE.wkt}",
    "wkb": shapely.to_wkb(SQUARE, hex=True),
    "ewkb": shapely.to_wkb(shapely.set_srid(SQUARE, 4326), hex=True, include_srid=True),
    "ewkb in small letters": shapely.to_wkb(shapely.set_srid(SQUARE, 4326), hex=True, include_srid=True).lower(),
    "bytea": "\\x" + shapely.to_wkb(SQUARE, hex=True),
    "sql server": "0x" + shapely.to_wkb(SQUARE, hex=True),
    "geojson": shapely.to_geojson(SQUARE),
    "geojson feature": json.dumps({"type": "Feature", "properties": {}, "geometry": shapely.geometry.mapping(SQUARE)}),
    "arcgis": json.dumps({"rings": [CORNERS], "spatialReference": {"wkid": 4326}}),
    "gaode": listed(SQUARE),
    "gaode with a last sign": listed(SQUARE) + ";",
    "gaode without the closing point": ";".join(f"{lon}, {lat}" for lon, lat in CORNERS[:-1]),
    "corners as json": json.dumps(CORNERS),
    "parts as json": json.dumps([CORNERS]),
}


@pytest.mark.parametrize("form", SAME)
def test_every_form_is_the_same_square(form):
    shape = read(SAME[form])
    found = shapely.get_geometry(shape, 0) if shape.geom_type == "GeometryCollection" else shape
    assert found.equals(SQUARE)


def test_parts_of_gaode_are_separated_by_a_bar():
    assert read("|".join(listed(part) for part in TWO.geoms)).equals(TWO)


def test_rings_of_arcgis_may_be_holes():
    hole = box(112.3302, 28.5902, 112.3304, 28.5904)
    text = json.dumps({"rings": [CORNERS, list(hole.exterior.coords)]})
    assert read(text).equals(SQUARE.difference(hole))


@pytest.mark.parametrize(
    "text",
    ["", "东至汽车路，西至资江", "112.33,28.59", "112.33,28.59;112.34,28.59", "[", "{}", "[[1]]", "[1, 2]", "ABCDEF",
     '{"a": 1}', "13800000000", "430902202400170001", "POLYGON", "a,b;c,d;e,f", "null", "12,"],
)  # fmt: skip
def test_what_is_no_shape_is_none(text):
    assert read(text) is None


@given(st.text(max_size=60))
def test_no_text_is_too_odd(text):
    shape = read(text)
    assert shape is None or isinstance(shape, shapely.Geometry)


def test_shapes_of_several_systems_are_brought_to_one():
    metric = gpd.GeoSeries([Point(112.33, 28.59)], crs=4326).to_crs(4546)
    texts = pd.Series(["SRID=4326;POINT (112.33 28.59)", f"SRID=4546;{metric[0].wkt}", "", "POINT (112.4 28.6)"])
    shapes = in_stated_system(gpd.GeoSeries(read_shapes(texts, "ignore"), index=[5, 6, 7, 8]))
    assert shapes.crs.to_epsg() == 4326
    assert shapes[6].distance(Point(112.33, 28.59)) < 1e-7
    assert shapes[8].equals(Point(112.4, 28.6))
    assert in_stated_system(gpd.GeoSeries([Point(1, 2)])).crs is None


@pytest.mark.parametrize("header", ["geom", "wkt_geom", "wkb_geometry", "边界坐标", "polyline", "geojson", "the_geom"])
@pytest.mark.parametrize("form", ["ewkb", "ewkt", "geojson", "gaode"])
def test_a_column_of_shapes_in_a_text_table(tmp_path, header, form):
    table = pd.DataFrame({"小区名称": ["梅苑", "兰苑"], "户数": [100, 110], header: [SAME[form], None]})
    table.to_csv(tmp_path / "a.csv", index=False)
    raw = read_raw(tmp_path / "a.csv")
    assert read(raw.frame["geometry"].iloc[0]).equals(SQUARE)
    assert raw.frame["households"].tolist() == ["100", "110"]


@pytest.mark.parametrize("form", ["hex", "ewkt"])
def test_metres_that_name_their_system_need_no_other_word(tmp_path, form):
    metric = shapely.set_srid(gpd.GeoSeries([SQUARE], crs=4326).to_crs(4546)[0], 4546)
    text = shapely.to_wkb(metric, hex=True, include_srid=True) if form == "hex" else f"SRID=4546;{metric.wkt}"
    pd.DataFrame({"小区名称": ["梅苑"], "geom": [text]}).to_csv(tmp_path / "a.csv", index=False)
    found = check_tables(read_tables(Inputs(table=tmp_path / "a.csv")), Settings()).communities
    assert found.frame["lon"].iloc[0] == pytest.approx(112.3305, abs=1e-5)
    assert found.frame["footprint"].iloc[0] == "surveyed"


LAUNDERED = {
    "建筑面积_㎡_": ("floor_area_m2", ""),
    "建筑面积_m2_": ("floor_area_m2", ""),
    "建筑面积_万㎡_": ("floor_area_m2", "万m2"),
    "建筑面积___": ("floor_area_m2", ""),
    "占地面积_公顷_": ("site_m2", "公顷"),
    "估算总投资_万元_": ("invest_money", ""),
    "估算总投资_亿元": ("invest_money", "亿元"),
    "户数_户_": ("households", ""),
    "_户数": ("households", ""),
    "建成年份_年_": ("build_year", ""),
    "物业费_元_㎡_月_": ("management_fee", ""),
}


@pytest.mark.parametrize("header", LAUNDERED)
def test_a_laundered_header_is_read_with_its_unit(header):
    claim = claim_of((header,), FieldMapping())
    assert (claim.field, claim.unit) == LAUNDERED[header]


@pytest.mark.parametrize("header", ["建筑面积_幢_", "人均面积_㎡_", "_", "__", "A_B", "name_2"])
def test_a_laundered_header_of_another_meaning_is_not(header):
    assert claim_of((header,), FieldMapping()) is None
