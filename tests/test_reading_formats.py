"""Values as the formats hold them: every digit of an id, lists, binary content, shapes that nothing announces."""

from __future__ import annotations

import json
import sqlite3

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from layer_files import ENDINGS, write_layer
from shapely import box

from cluster_planner.pipeline import Inputs, check_tables, read_tables
from cluster_planner.settings import Settings
from cluster_planner.sources import read_layer, read_raw
from cluster_planner.sources._plain_columns import plain_columns, whole_numbers

NAMES = ["梅苑小区", "兰苑小区", "竹苑小区"]
IDS = [430902202400170001, 430902202400170002, 430902202400170003]


def parcels(**columns):
    shapes = [box(112.33 + 0.001 * place, 28.59, 112.3305 + 0.001 * place, 28.5905) for place in range(3)]
    return gpd.GeoDataFrame({"小区名称": NAMES, **columns}, geometry=shapes, crs="EPSG:4326")


def checked(path, **options):
    return check_tables(read_tables(Inputs(table=path, **options)), Settings())


def rules(raw):
    return {note.rule for note in raw.notes}


@pytest.mark.parametrize("ending", [ending for ending in ENDINGS if ending not in (".kml", ".kmz")])
def test_long_ids_keep_every_digit_though_one_is_missing(tmp_path, ending):
    ids = pd.array([*IDS[:2], None], dtype="Int64")
    raw = read_raw(write_layer(parcels(项目编号=ids, 户数=[100, 110, 120]), tmp_path / f"a{ending}"))
    read = raw.frame.set_index("name")["community_id"]
    assert read.loc[NAMES[:2]].astype("str").tolist() == [str(number) for number in IDS[:2]]
    assert ending in (".tab", ".mif") or pd.isna(read.loc[NAMES[2]])  # MapInfo writes 0 for what is missing
    assert raw.frame["households"].sum() == 330


def test_communities_keep_their_long_ids(tmp_path):
    ids = pd.array([*IDS[:2], None], dtype="Int64")
    found = checked(write_layer(parcels(项目编号=ids), tmp_path / "a.gpkg")).communities
    assert len(found) == 3
    assert {"430902202400170001", "430902202400170002"} <= set(found.index)


@given(st.lists(st.none() | st.integers(-(2**63), 2**63 - 1), min_size=1))
def test_no_whole_number_loses_a_digit(numbers):
    read = whole_numbers(pd.Series(numbers, dtype="Int64"))
    assert [None if pd.isna(value) else int(value) for value in read] == numbers


@pytest.mark.parametrize("ending", [".geojson", ".geojsonl", ".gml", ".gpkg", ".parquet", ".fgb", ".shp"])
def test_a_list_is_what_it_lists(tmp_path, ending):
    tags = [["市场", "学校"], ["医院"], None]
    file = tmp_path / f"a{ending}"
    if ending == ".shp":
        write_layer(parcels(产业标签=["(2:市场,学校)", "(1:医院)", None]), file)
    elif ending in (".parquet", ".geojson"):
        write_layer(parcels(产业标签=tags), file)
    else:
        write_layer(parcels(产业标签=[tag and json.dumps(tag, ensure_ascii=False) for tag in tags]), file)
    read = read_raw(file).frame.set_index("name")["trade_tags"]
    assert read.loc[NAMES[0]] == "市场;学校"
    assert read.loc[NAMES[1]] == "医院"
    assert pd.isna(read.loc[NAMES[2]])


def test_lists_as_every_library_holds_them():
    frame = pd.DataFrame({"a": [np.array(["x", "y"], dtype=object), ["z", None], ("u", 1), {"k": "v"}, None]})
    read, _ = plain_columns(frame)
    assert read["a"].tolist()[:4] == ["x;y", "z", "u;1", '{"k": "v"}']
    assert pd.isna(read["a"].iloc[4])
    typed, _ = plain_columns(pd.DataFrame({"a": ['{市场,"学校"}', '["甲","乙"]', "[not a list", '{"k": 1}', None]}))
    assert typed["a"].tolist()[:4] == ["市场;学校", "甲;乙", "[not a list", '{"k": 1}']


PHOTOGRAPHS = [b"\x89PNG\xff\x00", None, b"\xff\xd8"]


@pytest.mark.parametrize("ending", [".gpkg", ".sqlite", ".parquet"])
def test_photographs_are_left_out_with_a_finding(tmp_path, ending):
    frame = parcels(户数=[100, 110, 120])
    file = write_layer(frame.assign(照片=PHOTOGRAPHS) if ending == ".parquet" else frame, tmp_path / f"a{ending}")
    if ending != ".parquet":
        with sqlite3.connect(file) as database:
            for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                database.execute(f'DROP TRIGGER "{trigger}"')  # they call functions that only GDAL has
            database.execute("ALTER TABLE a ADD COLUMN 照片 BLOB")
            for place, photograph in enumerate(PHOTOGRAPHS, start=1):
                database.execute("UPDATE a SET 照片 = ? WHERE 户数 = ?", (photograph, 90 + 10 * place))
    raw = read_raw(file)
    assert raw.frame["households"].sum() == 330
    assert "照片" not in raw.frame
    assert [(note.field, note.count) for note in raw.notes if note.rule == "binary_left_out"] == [("照片", 2)]


def test_half_floats_categories_and_decimals_of_parquet(tmp_path):
    from decimal import Decimal

    columns = {
        "户数": np.array([100, 110, 120], dtype="float16"),
        "县市区": pd.Categorical(["资阳区"] * 3),
        "建筑面积(㎡)": [Decimal("8000.50"), None, Decimal(9600)],
        "建成年份": pd.array([1985, None, 1987], dtype="Int16"),
    }
    read = checked(write_layer(parcels(**columns), tmp_path / "a.parquet")).communities.frame.set_index("name")
    assert read.loc[NAMES, "households"].tolist() == [100, 110, 120]
    assert read["county"].tolist() == ["资阳区"] * 3
    assert read.loc[NAMES[0], "floor_area_m2"] == 8000.5
    assert read.loc[NAMES[2], "build_year"] == 1987


def bare_parquet(path, frame, column="geometry", **metadata):
    """Write shapes as bytes of WKB, without the metadata of GeoParquet."""
    shapes = shapely.to_wkb(frame.geometry.to_numpy(), include_srid=True)
    table = pa.Table.from_pandas(pd.DataFrame(frame.drop(columns="geometry")), preserve_index=False)
    pq.write_table(table.append_column(column, pa.array(shapes, pa.binary())).replace_schema_metadata(metadata), path)
    return path


@pytest.mark.parametrize("column", ["geometry", "geom", "wkb_geometry", "the_geom", "形状"])
def test_wkb_that_nothing_announces_is_the_outline(tmp_path, column):
    file = bare_parquet(tmp_path / "a.parquet", parcels(户数=[100, 110, 120]), column)
    raw = read_raw(file)
    assert raw.frame.geom_type.tolist() == ["Polygon"] * 3
    assert "crs_missing" in rules(raw)
    assert len(read_layer(file)) == 3


def test_wkb_of_postgis_carries_its_system(tmp_path):
    metric = parcels().to_crs("EPSG:4546")
    metric = metric.set_geometry(gpd.GeoSeries(shapely.set_srid(metric.geometry.to_numpy(), 4546), crs="EPSG:4546"))
    raw = read_raw(bare_parquet(tmp_path / "a.parquet", metric))
    assert raw.frame.crs.to_epsg() == 4546


def test_a_photograph_is_no_shape(tmp_path):
    table = pa.table({"小区名称": NAMES, "照片": pa.array([b"\x01\x02", None, b"\xff"], pa.binary())})
    pq.write_table(table, tmp_path / "a.parquet")
    raw = read_raw(tmp_path / "a.parquet")
    assert not isinstance(raw.frame, gpd.GeoDataFrame)
    assert raw.frame["name"].tolist() == NAMES
    assert "binary_left_out" in rules(raw)


@pytest.mark.parametrize("ending", [".geojson", ".geojsonl"])
def test_rows_are_numbered_by_their_order_whatever_ids_features_have(tmp_path, ending):
    file = write_layer(parcels(id=[430902202400170001, 7, 430902202400170003]), tmp_path / f"a{ending}")
    assert read_raw(file).frame["source_row"].tolist() == [1, 2, 3]
