"""Drawings of communities: of every version, with Chinese layers and texts."""

from __future__ import annotations

import ezdxf
import geopandas as gpd
import pytest

from cluster_planner.pipeline import Inputs, check_tables, read_tables
from cluster_planner.settings import Settings
from cluster_planner.sources import read_layer
from cluster_planner.words.tables import finding_table, first_findings

NAMES = ["梅苑小区", "兰苑小区", "竹苑小区"]
SYSTEM = "EPSG:4546"


def draw(path, version):
    """Write closed lines with their names, as AutoCAD on a Chinese machine heads its files."""
    document = ezdxf.new(version)
    document.encoding = "gbk"
    document.layers.add("小区红线")
    space = document.modelspace()
    line = space.add_polyline2d if version == "R12" else space.add_lwpolyline
    for place, name in enumerate(NAMES):
        x, y = 631_000 + 120 * place, 3_163_000
        line([(x, y), (x + 100, y), (x + 100, y + 100), (x, y + 100)], close=True, dxfattribs={"layer": "小区红线"})
        space.add_text(name, dxfattribs={"insert": (x + 50, y + 50), "layer": "注记"})
    document.saveas(path)
    return path


@pytest.mark.parametrize("version", ["R12", "R2000", "R2004", "R2007", "R2010", "R2018"])
def test_names_are_read_in_the_encoding_of_the_version(tmp_path, version):
    checked = check_tables(read_tables(Inputs(table=draw(tmp_path / "a.dxf", version), crs=SYSTEM)), Settings())
    assert sorted(checked.communities.frame["name"]) == sorted(NAMES)
    assert set(checked.communities.frame["site_m2"]) == {10_000.0}
    rules = set(checked.findings.frame["rule"])
    # What a drawing says of its entities is no column of a table; a system that was named is not asked for.
    assert not rules & {"mojibake", "reader_remark", "unknown_header", "local_coordinates", "crs_missing"}
    assert {"labels_read", "lines_closed"} <= rules


def test_a_layer_of_a_drawing_keeps_what_it_says_of_its_entities(tmp_path):
    assert set(read_layer(draw(tmp_path / "a.dxf", "R2010"))["Layer"]) == {"小区红线"}


def test_an_empty_layer_is_an_error_that_sets_no_row_aside(tmp_path):
    outlines = gpd.read_file(draw(tmp_path / "a.dxf", "R2000")).dissolve("EntityHandle").set_crs(SYSTEM)
    bank = gpd.GeoDataFrame(
        {"小区名称": NAMES}, geometry=outlines.geometry[outlines.geom_type != "Point"].convex_hull.to_list(), crs=SYSTEM
    )
    bank.to_file(tmp_path / "a.gpkg", layer="communities")
    bank.iloc[:0].to_file(tmp_path / "a.gpkg", layer="barriers")
    findings = check_tables(read_tables(Inputs(table=tmp_path / "a.gpkg")), Settings()).findings
    table = finding_table(findings, "zh")
    empty = table[table["rule"] == "layer_empty"]
    assert empty["severity"].tolist() == ["error"]
    assert empty["done"].isna().all()
    assert "没有可用的要素" in first_findings(findings, "zh")[0]
