"""Tables with a row for each building: communities are made of them, with sums that hold and nothing invented."""

from __future__ import annotations

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point, box

from cluster_planner.pipeline import Inputs, check_tables, read_tables
from cluster_planner.settings import Settings
from cluster_planner.sources import read_raw

BUILDINGS = pd.DataFrame(
    {
        "小区名称": ["梅苑", "梅苑", "梅苑", "兰苑", "兰苑"],
        "县市区": "资阳区",
        "街道": "汽车路街道",
        "楼栋号": ["1栋", "2栋", "3栋", "1栋", "2栋"],
        "户数": [20, 30, 40, 50, 60],
        "建筑面积(万㎡)": [0.1, 0.2, 0.3, 0.4, 0.5],
        "占地面积": [9000, 9000, 9000, 2000, 3000],
        "建成年份": [1990, 1992, 1991, 1995, 1995],
        "层数": [6, 5, 7, 6, 6],
        "房屋结构": ["砖混", "砖混", "框架", "框架", "框架"],
        "经度": [112.33, 112.3301, 112.3302, 112.335, 112.3352],
        "纬度": 28.59,
    }
)


def write(path, table):
    if path.suffix == ".csv":
        table.to_csv(path, index=False)
    else:
        table.to_excel(path, index=False)
    return path


def check(path):
    return check_tables(read_tables(Inputs(table=path)), Settings())


def rules(checked):
    return set(checked.findings.frame["rule"])


@pytest.mark.parametrize(
    ("name", "header", "by_id"),
    [
        ("a.xlsx", "楼栋号", False),
        ("a.csv", "楼栋", True),
        ("a.csv", "幢号", False),
        ("a.csv", "栋号", False),
        ("a.csv", "楼号", False),
        ("a.csv", "楼栋名称", False),
    ],
)
def test_buildings_become_communities(tmp_path, name, header, by_id):
    table = BUILDINGS.rename(columns={"楼栋号": header})
    if by_id:
        table.insert(0, "项目编号", ["P1", "P1", "P1", "P2", "P2"])
    checked = check(write(tmp_path / name, table))
    made = checked.communities.frame.set_index("name").loc[["梅苑", "兰苑"]]
    assert made["households"].tolist() == [90, 110]
    assert made["floor_area_m2"].tolist() == [6000, 9000]
    assert made["site_m2"].tolist() == [9000, 5000]  # said of the community in each row; of each building
    assert made["buildings"].tolist() == [3, 2]
    assert made["build_year"].tolist() == [1990, 1995]
    assert made["build_year_to"].iloc[0] == 1992
    assert made["storeys"].tolist() == [7, 6]
    assert made["structure"].tolist() == ["brick_concrete", "frame"]
    assert made["lon"].tolist() == pytest.approx([112.3301, 112.3351], abs=1e-6)
    assert "buildings_summed" in rules(checked)
    assert not rules(checked) & {"unknown_header", "same_name", "same_community", "id_repeated", "id_conflict"}
    assert checked.communities.quarantine.empty


def test_a_sum_is_unknown_where_a_building_lacks_its_figure(tmp_path):
    table = BUILDINGS.astype({"户数": object})
    table.loc[1, "户数"] = None
    table.loc[4, "户数"] = "约60"
    checked = check(write(tmp_path / "a.csv", table))
    assert checked.communities.frame["households"].isna().all()
    said = checked.findings.frame.query("rule == 'buildings_unknown'")
    assert said["field"].tolist() == ["households"]
    assert said["count"].tolist() == [2]


def test_a_number_of_buildings_that_is_stated_stays(tmp_path):
    frame = check(write(tmp_path / "a.csv", BUILDINGS.assign(楼栋数=[8, 8, 8, 1, 1]))).communities.frame
    assert frame.set_index("name")["buildings"].to_dict() == {"梅苑": 8, "兰苑": 2}


@pytest.mark.parametrize(
    "table",
    [
        BUILDINGS.drop(columns="楼栋号"),  # nothing says that they are buildings
        BUILDINGS.assign(楼栋号="1栋"),  # the same one each time
        BUILDINGS.assign(小区名称=list("甲乙丙丁戊")),  # no community repeats
        BUILDINGS.assign(小区名称=["甲", "甲", "丙", "丁", "戊"]),  # few do, as namesakes
        BUILDINGS.assign(楼栋号=["1栋", None, "3栋", "1栋", "2栋"]),
        BUILDINGS.assign(经度=[112.33, 112.43, 112.53, 112.335, 112.3352]),  # far apart
        BUILDINGS.assign(街道=list("一二三四五")),  # in other subdistricts
    ],
)
def test_other_rows_stay_as_they_are(tmp_path, table):
    assert len(read_raw(write(tmp_path / "a.csv", table)).frame) == len(table)


def test_outlines_of_buildings_are_those_of_the_community(tmp_path):
    shapes = [box(112.33 + 0.001 * place, 28.59, 112.3305 + 0.001 * place, 28.5905) for place in range(5)]
    table = BUILDINGS.drop(columns=["经度", "纬度"])
    gpd.GeoDataFrame(table, geometry=shapes, crs=4326).to_file(tmp_path / "a.gpkg")
    made = read_raw(tmp_path / "a.gpkg").frame
    assert made.geom_type.tolist() == ["MultiPolygon"] * 2
    assert shapely.area(made.geometry.to_numpy()).sum() == pytest.approx(sum(shape.area for shape in shapes))
    assert made.crs == 4326
    points = gpd.GeoSeries([Point(shape.centroid) for shape in shapes], crs=4326)
    gpd.GeoDataFrame(table, geometry=points).to_file(tmp_path / "b.gpkg")
    assert read_raw(tmp_path / "b.gpkg").frame.geom_type.tolist() == ["Point"] * 2


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("甲乙丙"), st.integers(0, 999)), min_size=1, max_size=12))
def test_no_household_is_lost_or_added(tmp_path_factory, rows):
    table = pd.DataFrame(
        {"小区名称": [name for name, _ in rows], "楼栋": range(1, len(rows) + 1), "户数": [n for _, n in rows]}
    )
    raw = read_raw(write(tmp_path_factory.mktemp("buildings") / "a.csv", table.assign(县市区="甲区", 街道="乙街道")))
    assert pd.to_numeric(raw.frame["households"]).sum() == table["户数"].sum()


def test_cells_merged_over_the_buildings_of_a_community(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    head = ["小区名称", "县市区", "街道", "楼栋号", "户数", "占地面积(㎡)", "建成年份"]
    for row in (
        ["某区老旧小区楼栋明细表"],
        head,
        ["梅苑", "甲区", "一街", "1栋", 20, 9000, 1990],
        [None, None, None, "2栋", 30, None, 1992],
        ["兰苑", "甲区", "一街", "1栋", 50, 5000, 1995],
        [None, None, None, "2栋", 60, None, 1995],
        ["合计", None, None, None, 160, 14000, None],
    ):
        sheet.append(row)
    for column in "ABCF":
        sheet.merge_cells(f"{column}3:{column}4")
        sheet.merge_cells(f"{column}5:{column}6")
    book.save(tmp_path / "a.xlsx")
    checked = check(tmp_path / "a.xlsx")
    made = checked.communities.frame.set_index("name")
    assert made["households"].to_dict() == {"梅苑": 50, "兰苑": 110}
    assert made["site_m2"].to_dict() == {"梅苑": 9000, "兰苑": 5000}  # a figure that cells share is no gap
    assert "totals_mismatch" not in rules(checked)
