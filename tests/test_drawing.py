"""Layers in the coordinate system that is asked for, and the drawing that design institutes take."""

import json

import ezdxf
import geopandas as gpd
import pandas as pd
import pytest
from ezdxf.audit import Auditor
from shapely import Point, Polygon
from test_in_python import RIVER, plan, town

from cluster_planner.books import write_plan
from cluster_planner.errors import SettingsError
from cluster_planner.sources import read_layer

WISHED = "EPSG:4547"  # the plan is in EPSG:4546
FORMATS = ("gpkg", "parquet", "geojson", "shp", "dxf")
HOLED = Polygon([(0, 0), (100, 0), (100, 100), (0, 100)], [[(40, 40), (60, 40), (60, 60), (40, 60)]])


@pytest.fixture(scope="module")
def made():
    return plan(town(name=["甲", "乙%%d\n路", "=丙", None]), barriers=RIVER)


@pytest.fixture(scope="module")
def folder(made, tmp_path_factory):
    folder = tmp_path_factory.mktemp("plan")
    write_plan(made, folder, formats=FORMATS, crs=WISHED)
    return folder


FILES = {
    "gpkg": "areas.gpkg",
    "parquet": "parquet/areas.parquet",
    "geojson": "geojson/areas.geojson",
    "shp": "shp/areas.shp",
}


@pytest.mark.parametrize("name", FILES)
def test_every_layer_is_in_the_system_asked_for(made, folder, name):
    file = folder / FILES[name]
    layer = gpd.read_parquet(file) if name == "parquet" else read_layer(f"{file}:areas")
    assert layer.crs.to_epsg() == 4547
    wished = made.evaluation.areas.to_crs(WISHED)
    assert layer.geometry.reset_index(drop=True).hausdorff_distance(wished.geometry.reset_index(drop=True)).max() < 0.01


def test_without_a_wish_layers_are_in_that_of_the_plan_and_geojson_in_degrees(made, tmp_path):
    write_plan(made, tmp_path, formats=["gpkg", "geojson"])
    assert gpd.read_file(tmp_path / "areas.gpkg", layer="communities").crs.to_epsg() == 4546
    text = json.loads((tmp_path / "geojson" / "areas.geojson").read_text(encoding="utf-8"))
    lon, lat = text["features"][0]["geometry"]["coordinates"][0][0][:2]
    assert (round(lon), round(lat)) == (110, 29)


def test_the_drawing_has_no_fault_and_names_its_layers_in_chinese(folder):
    drawing = ezdxf.readfile(folder / "dxf" / "areas.dxf")
    auditor = Auditor(drawing)
    auditor.run()
    assert not auditor.has_errors
    assert not auditor.has_fixes
    space = drawing.modelspace()
    counted = pd.Series([one.dxf.layer for one in space]).value_counts().to_dict()
    assert counted == {"片区": 2, "小区": 4, "阻隔": 1, "片区标注": 2, "小区标注": 4, "说明": 1}
    assert drawing.header["$INSUNITS"] == 6
    texts = {one.dxf.text for one in space.query('TEXT[layer=="小区标注"]')}
    assert texts == {"甲", "乙% %d 路", "=丙", "d"}
    [about] = space.query('TEXT[layer=="说明"]')
    assert "EPSG:4547" in about.dxf.text


def test_our_own_reader_finds_the_outlines_where_the_plan_has_them(made, folder):
    read = read_layer(folder / "dxf" / "areas.dxf")
    outlines = read[read["Layer"] == "小区"].geometry.reset_index(drop=True)
    assert set(outlines.geom_type) == {"Polygon"}
    wished = made.communities.frame.geometry.to_crs(WISHED).reset_index(drop=True)
    assert outlines.hausdorff_distance(gpd.GeoSeries(wished.to_numpy())).max() < 0.001
    assert "甲" in set(read.loc[read["Layer"] == "小区", "name"])


def test_the_same_plan_makes_the_same_drawing(made, folder, tmp_path):
    write_plan(made, tmp_path, formats=["dxf"], crs=WISHED)
    assert (tmp_path / "dxf" / "areas.dxf").read_bytes() == (folder / "dxf" / "areas.dxf").read_bytes()


def test_holes_points_and_nothing_are_drawn(tmp_path):
    from cluster_planner.books._drawing import write_drawing

    crs = "EPSG:4546"
    areas = gpd.GeoDataFrame({"area_name": []}, geometry=[], crs=crs, index=pd.Index([], dtype="str", name="area_id"))
    communities = gpd.GeoDataFrame({"name": ["洞", "点", "无"]}, geometry=[HOLED, Point(200, 0), None], crs=crs)
    write_drawing({"areas": areas, "communities": communities, "quarantine": pd.DataFrame()}, tmp_path, "en")
    space = ezdxf.readfile(tmp_path / "areas.dxf").modelspace()
    assert len(space.query("LWPOLYLINE")) == 2
    assert all(one.closed for one in space.query("LWPOLYLINE"))
    assert len(space.query('POINT[layer=="Communities"]')) == 1
    assert [one.dxf.text for one in space.query('TEXT[layer=="Community labels"]')] == ["洞", "点"]


@pytest.mark.parametrize(
    ("crs", "formats", "named"),
    [
        ("EPSG:99999", ["gpkg"], "no coordinate system EPSG:99999. Give an EPSG code"),
        ("beijing", ["gpkg"], "no coordinate system beijing"),
        ("EPSG:5773", ["gpkg"], "neither a projected nor a geographic"),
        ("EPSG:4490", ["dxf"], "drawing is in metres"),
    ],
)
def test_a_system_that_cannot_be_is_refused_before_anything_is_written(made, tmp_path, crs, formats, named):
    with pytest.raises(SettingsError, match=named):
        write_plan(made, tmp_path / "out", formats=formats, crs=crs)
    assert not (tmp_path / "out").exists()
