"""Conditions on rows: the same operators for a table of text as for a layer."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
from shapely import Point

from cluster_planner.errors import SourceError
from cluster_planner.sources import read_raw

TABLE = pd.DataFrame(
    {
        "小区名称": ["梅苑", "兰苑", "竹苑", "菊苑"],
        "区": ["甲区", "甲区", "乙区", "丙区"],
        "户数（户）": ["90", "1,200", "约300", "300"],
        "建筑面积(万㎡)": ["0.9", "12", "3", "3"],
        "Class": ["0", "1", "0", None],
    }
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    TABLE.to_csv(folder / "a.csv", index=False)
    TABLE.to_excel(folder / "a.xlsx", index=False)
    TABLE.to_parquet(folder / "a.parquet")
    places = [Point(112.3, 28.5 + 0.01 * place) for place in range(4)]
    numbers = TABLE.assign(**{"户数（户）": [90, 1200, None, 300], "建筑面积(万㎡)": [0.9, 12, 3, 3]})
    gpd.GeoDataFrame(numbers, geometry=places, crs=4326).to_file(folder / "a.gpkg")
    return folder


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet", ".gpkg"])
@pytest.mark.parametrize(
    ("where", "names"),
    [
        ("区 = '甲区'", ["梅苑", "兰苑"]),
        ("区 IN ('乙区', '丙区')", ["竹苑", "菊苑"]),
        ("区 <> '甲区' AND Class = '0'", ["竹苑"]),
        ("户数（户） > 100", ["兰苑", "菊苑"]),
        ("户数（户） >= 90 and 户数（户） < 1000", ["梅苑", "菊苑"]),
        ("户数（户） BETWEEN 100 AND 2000 OR 小区名称 LIKE '竹%'", ["兰苑", "竹苑", "菊苑"]),
        ("Class IS NULL", ["菊苑"]),
        ("\"区\" = '甲区' AND NOT Class = '1'", ["梅苑"]),
        ("(区 = '甲区' OR 区 = '乙区') AND 建筑面积(万㎡) > 2", ["兰苑", "竹苑"]),
    ],
)
def test_tables_take_the_operators_of_layers(folder, ending, where, names):
    assert list(read_raw(folder / f"a{ending}", where=where).frame["name"]) == names


@pytest.mark.parametrize("where", ["区 = 甲区", "区=甲区", ' "区" = "甲区" ', "county = 甲区"])
def test_one_value_needs_no_quotes_in_a_table(folder, where):
    file = folder / "a.csv"
    if "county" in where:
        TABLE.rename(columns={"区": "县市区"}).to_csv(file := folder / "b.csv", index=False)
    assert list(read_raw(file, where=where).frame["name"]) == ["梅苑", "兰苑"]


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("区县 = '甲区'", "小区名称"),
        ("户数 > 100 AND 街道 = '甲'", "街道"),
        ("区 =", "LIKE"),
        ("区 = 甲区 AND Class = 0", "LIKE"),
        ("区 = '甲区'; DROP TABLE rows_of_file", "LIKE"),
        ("区 = '甲区') UNION SELECT 1 --", "LIKE"),
        ("区 = (SELECT load_extension('a'))", "LIKE"),
        ("区 = '甲区' AND 1 = (PRAGMA user_version)", "LIKE"),
    ],
)
def test_what_is_no_condition_is_refused_with_an_example(folder, where, said):
    with pytest.raises(SourceError) as error:
        read_raw(folder / "a.csv", where=where)
    assert said in error.value.in_words("zh")
