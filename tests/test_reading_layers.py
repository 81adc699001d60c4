"""Vector files as bureaus have them: parts missing, encodings not given, drawings and databases."""

from __future__ import annotations

import shutil
import warnings
import zipfile

import geopandas as gpd
import pytest
import sqlalchemy as sql
from shapely import LineString, Point, box

from cluster_planner.errors import DataError, SourceError
from cluster_planner.pipeline import Inputs, check_tables, read_tables
from cluster_planner.said import Label, walk
from cluster_planner.settings import Settings
from cluster_planner.sources import checksum, list_layers, read_layer, read_raw, read_table

NAMES = ["梅苑小区", "兰苑小区", "竹苑小区"]


def parcels(crs="EPSG:4547", **columns):
    shapes = [box(432_000 + 60 * place, 3_160_000, 432_050 + 60 * place, 3_160_080) for place in range(3)]
    frame = gpd.GeoDataFrame({"小区名称": NAMES, **columns}, geometry=shapes, crs="EPSG:4547")
    return frame.to_crs(crs)


def write(frame, path, **more):
    with warnings.catch_warnings(action="ignore"):  # GDAL warns that it cuts headers after ten bytes
        frame.to_file(path, **more)
    return path


def rules(raw):
    return {note.rule for note in raw.notes}


@pytest.mark.parametrize(("encoding", "reported"), [("utf-8", False), ("gb18030", True)])
def test_a_shapefile_without_cpg_and_shx(tmp_path, encoding, reported):
    file = write(parcels(), tmp_path / "小区.shp", encoding=encoding)
    for ending in (".cpg", ".shx"):
        file.with_suffix(ending).unlink()
    raw = read_raw(file)
    assert raw.frame["name"].tolist() == NAMES
    assert "index_rebuilt" in rules(raw)
    assert ("encoding_found" in rules(raw)) == reported
    assert not file.with_suffix(".shx").exists(), "the user's folder stays as it is"
    assert len(read_layer(file)) == len(NAMES)


def test_a_cpg_that_lies_is_found_out(tmp_path):
    file = write(parcels(), tmp_path / "小区.shp", encoding="gb18030")
    file.with_suffix(".cpg").write_text("ISO-8859-1")
    raw = read_raw(file)
    assert raw.frame["name"].tolist() == NAMES
    assert "mojibake" in rules(raw)


def test_a_shapefile_without_prj_or_dbf(tmp_path):
    file = write(parcels("EPSG:4326"), tmp_path / "小区.shp", encoding="utf-8")
    file.with_suffix(".prj").unlink()
    raw = read_raw(file)
    assert "crs_missing" in rules(raw)
    checked = check_tables(read_tables(Inputs(table=file)), Settings())
    assert len(checked.communities) == len(NAMES)
    file.with_suffix(".dbf").unlink()
    bare = read_raw(file)
    assert {"crs_missing", "attributes_missing"} <= rules(bare)
    assert len(bare.frame) == len(NAMES)
    metres = write(parcels(), tmp_path / "metres.shp", encoding="utf-8")
    metres.with_suffix(".prj").unlink()
    with pytest.raises(DataError, match="coordinate system"):
        check_tables(read_tables(Inputs(table=metres)), Settings())


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_headers_cut_after_ten_bytes_are_completed(tmp_path, encoding):
    reported = {"总建筑面积(平方米)": [1.0, 2.0, 3.0], "建成年代": [1990, 1991, 1992], "原产权单位": ["甲", "乙", "丙"]}
    file = write(parcels(**reported), tmp_path / "小区.shp", encoding=encoding)
    raw = read_raw(file)
    assert raw.frame["name"].tolist() == NAMES
    assert raw.frame["floor_area_m2"].tolist() == [1.0, 2.0, 3.0]
    assert raw.frame["build_year"].tolist() == [1990, 1991, 1992]
    assert raw.frame["former_unit"].tolist() == ["甲", "乙", "丙"]
    completed = {note.field: note.found for note in raw.notes if note.rule == "header_truncated"}
    assert "floor_area_m2" in completed or encoding == "gb18030"


@pytest.mark.parametrize(
    ("header", "encoding", "field", "figure", "worth", "rule"),
    [
        ("总投资（元）", "gb18030", "invest_money", 2_350_000, 2_350_000, "header_truncated"),  # 总投资（元
        ("总投资(万元)", "gb18030", "invest_money", 235, 2_350_000, "header_truncated"),  # 总投资(万
        ("总投资(元)", "utf-8", "invest_money", 235, 2_350_000, "header_unit_cut"),  # 总投资(
        ("概算投资(元)", "gb18030", "invest_money", 235, 2_350_000, "header_unit_cut"),  # 概算投资(
        ("建筑面积(平方米)", "gb18030", "floor_area_m2", 9000, 9000, "header_unit_cut"),  # 建筑面积(
        ("用地面积(公顷)", "gb18030", "site_m2", 9000, 9000, "header_unit_cut"),
        ("户数(户)", "utf-8", "households", 90, 90, "header_truncated"),  # 户数(户
        ("建成年份(年)", "gb18030", "build_year", 1990, 1990, "header_truncated"),  # 建成年份(
    ],
)
def test_a_header_cut_in_its_unit_keeps_what_is_left_of_it(tmp_path, header, encoding, field, figure, worth, rule):
    file = write(parcels(**{header: [figure] * 3}), tmp_path / "a.shp", encoding=encoding)
    checked = check_tables(read_tables(Inputs(table=file)), Settings())
    assert checked.communities.frame[field].tolist() == [worth] * 3
    of_header = checked.findings.frame.loc[checked.findings.frame["field"] == field, "rule"]
    assert {rule} == set(of_header) & {"header_truncated", "header_unit_cut", "header_alike", "unknown_header"}


def test_a_column_called_investment_is_the_investment(tmp_path):
    file = write(parcels(投资=[100, 200, 300], 完成投资=[10, 20, 30]), tmp_path / "a.gpkg")
    communities = check_tables(read_tables(Inputs(table=file)), Settings()).communities.frame
    assert communities["invest_money"].sum() == 6_000_000
    assert communities["paid_money"].sum() == 600_000


def test_our_own_names_cut_after_ten_bytes(tmp_path):
    frame = parcels().rename(columns={"小区名称": "neighbourhood"}).assign(consent_households=[1, 2, 3])
    raw = read_raw(write(frame, tmp_path / "a.shp", encoding="utf-8"))
    assert {"neighbourhood", "consent_households"} <= set(raw.frame)


def test_a_cut_header_that_may_mean_two_things_is_asked_about(tmp_path):
    raw = read_raw(write(parcels(物业管=["无", "有", "无"]), tmp_path / "a.shp", encoding="utf-8"))
    unclear = [note for note in raw.notes if note.rule == "header_unclear"]
    assert [note.field for note in unclear] == ["物业管"]
    named = {fact.value for fact in walk(unclear[0].becomes) if isinstance(fact, Label)}
    assert {"management", "management_fee"} <= named


@pytest.mark.parametrize(("driver", "ending"), [("OpenFileGDB", ".gdb"), ("LIBKML", ".kml"), ("LIBKML", ".kmz")])
def test_geodatabases_and_what_google_earth_writes(tmp_path, driver, ending):
    file = write(parcels("EPSG:4326"), tmp_path / f"a{ending}", driver=driver, layer="blocks")
    raw = read_raw(file)
    assert raw.frame["name"].tolist() == NAMES
    assert raw.frame["source_row"].tolist() == [1, 2, 3]
    assert raw.frame.crs.to_epsg() == 4326
    assert "visibility" not in raw.frame
    assert list_layers(file) == ["blocks"]
    assert len(checksum(file)) == 64


def test_a_cad_drawing_has_closed_lines_and_local_coordinates(tmp_path):
    outline = LineString([(0, 0), (50, 0), (50, 50), (0, 0)])
    shapes = [outline, LineString([(0, 0), (9, 9)]), Point(1, 1)]
    file = write(gpd.GeoDataFrame({"Layer": ["小区", "道路", "注记"]}, geometry=shapes), tmp_path / "a.dxf")
    raw = read_raw(file)
    assert rules(raw) >= {"local_coordinates", "lines_closed"}
    assert raw.frame.geom_type.tolist() == ["Polygon", "LineString", "Point"]
    assert raw.frame.geometry[0].area == 1250


def test_geoparquet_and_geojson(tmp_path):
    parcels().to_parquet(tmp_path / "a.parquet")
    write(parcels("EPSG:4326"), tmp_path / "a.geojson", driver="GeoJSON")
    for name in ("a.parquet", "a.geojson"):
        assert read_table(tmp_path / name)["name"].tolist() == NAMES


def test_what_is_damaged_is_reported_in_both_languages(tmp_path):
    for name in ("a.shp", "a.gpkg", "a.parquet", "a.kml"):
        (tmp_path / name).write_bytes(b"junk")
        with pytest.raises(SourceError) as raised:
            read_table(tmp_path / name)
        assert any("\u4e00" <= letter <= "\u9fff" for letter in raised.value.in_words("zh"))


def into_database(frame, url, table):
    engine = sql.create_engine(url.replace("postgresql:", "postgresql+psycopg:"), poolclass=sql.NullPool)
    with engine.begin() as connection:
        frame.to_postgis(table, connection)
        connection.execute(sql.text(f'ALTER TABLE "{table}" ADD COLUMN gid serial PRIMARY KEY'))


def test_a_table_of_a_real_postgis(database):
    into_database(parcels(总户数=[120, 80, 100]), database, "老旧小区")
    raw = read_raw(f"{database}?table=public.老旧小区")
    assert raw.frame["name"].tolist() == NAMES
    assert raw.frame["households"].tolist() == [120, 80, 100]
    assert raw.frame.crs.to_epsg() == 4547
    assert raw.sheet == "public.老旧小区"
    chosen = read_raw(f"{database}?table=老旧小区", where="总户数 > 90")
    assert chosen.frame["name"].tolist() == ["梅苑小区", "竹苑小区"]
    checked = check_tables(read_tables(Inputs(table=f"{database}?table=老旧小区")), Settings())
    assert len(checked.communities) == len(NAMES)
    assert len(read_layer(f"{database}?table=老旧小区")) == len(NAMES)


def test_a_database_that_cannot_be_read_is_reported_without_its_password(database):
    into_database(parcels(), database, "blocks")
    with pytest.raises(SourceError, match=r"public\.blocks") as raised:
        read_table(f"{database}?table=nowhere")
    assert "public.blocks" in raised.value.in_words("zh")
    with pytest.raises(SourceError):
        read_table(f"{database}?table=blocks", where="no such column = 1")
    with pytest.raises(SourceError, match="cannot be read") as raised:
        read_table("postgresql://me:secret@127.0.0.1:1/nothing?table=a")
    assert "secret" not in raised.value.in_words("zh") + raised.value.in_words("en")


def test_a_shapefile_in_capitals(tmp_path):
    file = write(parcels(), tmp_path / "a.shp", encoding="gb18030")
    file.with_suffix(".cpg").unlink()
    for part in list(tmp_path.iterdir()):
        shutil.move(part, tmp_path / part.name.upper())
    assert read_table(tmp_path / "A.SHP")["name"].tolist() == NAMES


def test_a_zipped_shapefile_without_cpg(tmp_path):
    file = write(parcels(总建筑面积合计=[1.0, 2.0, 3.0]), tmp_path / "a.shp", encoding="gb18030")
    file.with_suffix(".cpg").unlink()
    with zipfile.ZipFile(tmp_path / "小区.zip", "w") as archive:
        for part in sorted(tmp_path.glob("a.*")):
            archive.write(part, part.name)
    table = read_table(tmp_path / "小区.zip")
    assert table["name"].tolist() == NAMES
    assert table["floor_area_m2"].tolist() == [1.0, 2.0, 3.0]


def test_what_gdal_remarks_on_a_file_is_reported(tmp_path):
    file = write(parcels(街道=["桃花仑街道"] * 3), tmp_path / "a.shp", encoding="gb18030")
    content = file.with_suffix(".dbf").read_bytes()
    damaged = content.replace("兰苑".encode("gb18030"), "兰".encode("gb18030") + b"\xff\xff")
    file.with_suffix(".dbf").write_bytes(damaged)
    file.with_suffix(".cpg").unlink()
    raw = read_raw(file)
    assert len(raw.frame) == len(NAMES)
    assert rules(raw) >= {"encoding_doubtful"}
    assert raw.frame["subdistrict"].tolist() == ["桃花仑街道"] * 3


def test_messages_show_the_file_that_was_named_and_no_copy_of_it(tmp_path):
    broken = tmp_path / "河.shp"
    broken.write_bytes(b"no shapefile")
    with pytest.raises(SourceError) as refused:
        read_layer(broken)
    said = refused.value.in_words("zh")
    assert str(broken) in said
    assert "cluster_planner_" not in said
    assert "driver" not in said
