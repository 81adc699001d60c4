"""Small files that unfold into large tables are refused at once, and one bad shape costs one row."""

from __future__ import annotations

import json
import sqlite3
import time
import zipfile
from contextlib import closing
from io import BytesIO

import geopandas as gpd
import numpy as np
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from command_line import names_in, run

from cluster_planner.errors import SourceError
from cluster_planner.settings import Settings
from cluster_planner.sources import read_layer, read_raw
from cluster_planner.sources._bounds import MOST_COLUMNS, MOST_TABLES
from cluster_planner.sources._watched import being_read
from cluster_planner.validation import validate_communities
from cluster_planner.validation.places._shapes import made_valid, polygon_parts, single_parts
from cluster_planner.validation.surroundings._features import tidy_features

HEADER, ROW = "小区名称,县市区,经度,纬度,户数", "甲小区,南县,112.4,29.36,60"
SECONDS = 5  # of processor time
SQUARE = shapely.box(112.40, 29.30, 112.41, 29.31)
OTHER = shapely.box(112.42, 29.30, 112.43, 29.31)
HOLE = [(112.402, 29.3), (112.404, 29.3), (112.404, 29.302), (112.402, 29.3)]
SHELL_IS_A_POINT = shapely.Polygon([(112.4, 29.3)] * 5, [HOLE])


def packed(path, name, text):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return path


def geojson(properties):
    point = {"type": "Point", "coordinates": [112.4, 29.3]}
    feature = {"type": "Feature", "properties": properties, "geometry": point}
    return json.dumps({"type": "FeatureCollection", "features": [feature]})


def write(path, content):
    path.write_text(content, encoding="utf-8")
    return path


def kml(placemarks):
    return f"<kml xmlns='http://www.opengis.net/kml/2.2'><Document>{placemarks}</Document></kml>"


PLACEMARK = "<Placemark><name>a</name><Point><coordinates>112,29</coordinates></Point></Placemark>"
TOO_LARGE = {
    "csv": (lambda p: write(p / "a.csv", HEADER + "".join(f",列{n}" for n in range(5000)) + "\n" + ROW), "GJM2"),
    "csv of one header": (lambda p: write(p / "a.csv", ",".join(["户数"] * 1400) + "\n1"), "1,400 columns"),
    "semicolons": (lambda p: write(p / "a.txt", ";".join("abcde"[n % 5] for n in range(4900))), "4,900 columns"),
    "geojson": (lambda p: write(p / "a.geojson", geojson({f"f{n}": 1 for n in range(20000)})), "20,0.. fields"),
    "kml": (lambda p: write(p / "a.kml", kml("<Placemark><ExtendedData>"
        + "".join(f"<Data name='{n}'><value>1</value></Data>" for n in range(600)) + "</ExtendedData></Placemark>")),
        "600 fields"),
    "gpkg": (lambda p: wide_layer(p / "a.gpkg"), "501 fields|502 fields|503 fields"),
    "parquet": (lambda p: wide_layer(p / "a.parquet"), "50. fields"),
    "html": (lambda p: write(p / "a.xls", "<html>" + "<table><tr><td>x" * 600 + "</html>"), "600 tables"),
    "zip of a table": (lambda p: packed(p / "a.zip", "a.csv", HEADER + "\n" + (ROW + "\n") * 300_000), "too large"),
    "zip of blanks": (lambda p: packed(p / "a.zip", "a.csv", b"\n" * 9_000_000), "too large when unpacked"),
    "zip of zeros": (lambda p: packed(p / "a.zip", "a.txt", b"\0" * 9_000_000), "too large when unpacked"),
    "kmz": (lambda p: packed(p / "a.kmz", "doc.kml", kml(PLACEMARK * 30_000)), "too large when unpacked"),
    "zeros": (lambda p: write(p / "a.csv", "\0" * 200_000), "a.csv"),
}  # fmt: skip


def wide_layer(path):
    columns = {f"f{place}": [1] for place in range(MOST_COLUMNS)}
    frame = gpd.GeoDataFrame({"name": ["a"], **columns}, geometry=[SQUARE], crs=4326)
    frame.to_parquet(path) if path.suffix == ".parquet" else frame.to_file(path)
    return path


@pytest.mark.parametrize("kind", TOO_LARGE)
def test_a_file_that_is_too_large_is_refused_at_once(tmp_path, kind):
    make, said = TOO_LARGE[kind]
    file = make(tmp_path)
    started = time.process_time()
    with pytest.raises(SourceError, match=said):
        read_raw(file)
    assert time.process_time() - started < SECONDS


def sheet_part(path, old, new):
    book = openpyxl.Workbook()
    for row in [("小区名称", "县市区", "户数"), ("甲小区", "南县", 1), ("乙小区", "南县", 2)]:
        book.active.append(row)
    book.save(path)
    with zipfile.ZipFile(BytesIO(path.read_bytes())) as before, zipfile.ZipFile(path, "w", 8) as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, part.replace(old, new) if name == "xl/worksheets/sheet1.xml" else part)
    return path


END = b"</sheetData>"
UNFOLDING = {
    "cells without a place": b"<row><c><v>1</v></c><c><v>1</v></c><c><v>1</v></c></row>" * 30_000 + END,
    "rows never closed": b"<row " * 300_000 + END,
    "cells never closed": b'<row r="9">' + b'<c r="A9">' * 100_000 + b"</row>" + END,
    "one row of many": b"<row>" + b"<c><v>1</v></c>" * 16_000 + b"</row>" + END,
}
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "manifest")
)
REPEATED = """<table:table-row table:number-rows-repeated="{rows}"><table:table-cell office:value-type="string"
table:number-columns-repeated="{columns}"><text:p>甲</text:p></table:table-cell></table:table-row>"""


def ods(path, rows, columns):
    within = "office:document-content {}><office:body><office:spreadsheet><table:table table:name='S'>{}</table:table>"
    content = within.format(SPACES, REPEATED.format(rows=rows, columns=columns))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f"<manifest:manifest {SPACES}/>")
        archive.writestr("content.xml", f"<{content}</office:spreadsheet></office:body></office:document-content>")
    return path


@pytest.mark.parametrize("kind", UNFOLDING)
def test_a_workbook_that_unfolds_or_never_ends_is_refused_at_once(tmp_path, kind):
    file = sheet_part(tmp_path / "a.xlsx", END, UNFOLDING[kind])
    started = time.process_time()
    with pytest.raises(SourceError, match=r"unfolds into|may be damaged|too large"):
        read_raw(file)
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize(("rows", "columns"), [(100_000, 50), (150_000, 1), (1_000, 400)])
def test_repeated_rows_of_an_ods_are_refused_at_once(tmp_path, rows, columns):
    started = time.process_time()
    with pytest.raises(SourceError, match="unfolds into"):
        read_raw(ods(tmp_path / "a.ods", rows, columns))
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize("view", [
    "with recursive n(i) as (select 1 union all select i + 1 from n) select i as name from n",
    "select a.name from big a, big b, big c",
])  # fmt: skip
def test_a_view_without_end_is_refused_at_once(tmp_path, view):
    file = tmp_path / "a.gpkg"
    gpd.GeoDataFrame({"name": ["a"] * 300}, geometry=[shapely.Point(112, 29)] * 300, crs=4326).to_file(
        file, layer="big"
    )
    with closing(sqlite3.connect(file)) as database:
        database.execute(f"CREATE VIEW endless AS {view}")
        database.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('endless', 'attributes', 'e')"
        )
        database.commit()
    started = time.process_time()
    with pytest.raises(SourceError, match="without end"):
        read_raw(file, layer="endless")
    assert time.process_time() - started < SECONDS


def test_blank_columns_at_the_end_and_as_many_as_are_allowed_are_read(tmp_path):
    blank = write(tmp_path / "a.csv", f"{HEADER}{',' * 9000}\n{ROW}{',' * 9000}\n")
    assert read_raw(blank).frame["name"].tolist() == ["甲小区"]
    full = HEADER + "".join(f",列{place}" for place in range(MOST_COLUMNS - 5))
    assert read_raw(write(tmp_path / "b.csv", f"{full}\n{ROW}\n")).frame["name"].tolist() == ["甲小区"]
    assert MOST_TABLES >= 100


def test_an_error_in_an_archive_names_the_archive(tmp_path):
    file = packed(tmp_path / "a.zip", "表/a.csv", ",".join(f"列{place}" for place in range(1000)))
    with pytest.raises(SourceError) as refused:
        read_raw(file)
    assert f"{file}/表/a.csv" in str(refused.value)


@pytest.mark.parametrize(
    "sign", [" ", "\u3000", "（", "1", "甲", "、", "1号楼、", "1990年", "一、", "共1户", "1栋2层", "-", "a."]
)
@pytest.mark.parametrize("header", ["小区名称", "建成年份"])
def test_a_long_cell_costs_no_time(tmp_path, sign, header):
    other = "户数" if header == "小区名称" else "小区名称"
    cell = f'"甲{sign * (9000 // len(sign))}乙"'
    raw = read_raw(write(tmp_path / "a.csv", f"{header},县市区,{other}\n{cell},南县,60\n"))
    started = time.process_time()
    validate_communities(raw.frame, Settings())
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize(
    "metadata",
    [
        {"geo": b'{"version": "1.0.0", "primary_column": 5, "columns": 5}'},
        {"geo": b'{"version": "1.0.0", "primary_column": "g", "columns": {"g": 5}}'},
        {"geo": b"[]"},
        {"geo": b"\xff\xfe"},
        {"pandas": b"[]"},
        {"pandas": b'{"columns": 5}'},
        {"pandas": b'{"index_columns": [], "columns": [{"name": "name", "field_name": "name", "pandas_type": "otr",'
                   b'"numpy_type": "otr", "metadata": null}], "column_indexes": []}'},
    ],
)  # fmt: skip
def test_odd_metadata_of_parquet_is_refused_or_left_aside(tmp_path, metadata):
    table = pa.table({"name": ["甲小区"], "g": [shapely.to_wkb(SQUARE)]}).replace_schema_metadata(metadata)
    pq.write_table(table, tmp_path / "a.parquet")
    said = run("check", tmp_path / "a.parquet", "--lang", "en", expect=3)
    assert "a.parquet cannot be read" in said or "0 communities" in said or "cannot be placed" in said


@pytest.mark.parametrize("bad", [b"\xff\xfe\xfa", b"\xb0\xa1\x80"])
def test_text_of_parquet_that_is_no_utf_8_is_refused(tmp_path, bad):
    values = pa.Array.from_buffers(
        pa.string(), 1, [None, pa.py_buffer(np.array([0, len(bad)], "int32")), pa.py_buffer(bad)]
    )
    pq.write_table(pa.table({"name": values}), tmp_path / "a.parquet")
    with pytest.raises(SourceError, match="cannot be read"):
        read_raw(tmp_path / "a.parquet")


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "latin-1"])
def test_a_prj_in_another_encoding_is_read(tmp_path, encoding):
    gpd.GeoDataFrame({"name": ["a"]}, geometry=[SQUARE], crs=4490).to_file(tmp_path / "q.shp")
    prj = tmp_path / "q.prj"
    name = "Système" if encoding == "latin-1" else "國家大地坐標系"
    prj.write_bytes(prj.read_text().replace('GEOGCS["', f'GEOGCS["{name}', 1).encode(encoding))
    before = names_in(tmp_path)
    frame = read_layer(tmp_path / "q.shp")
    assert (len(frame), frame.crs.is_geographic, names_in(tmp_path)) == (1, True, before)


NESTED = {
    "collection in collections": shapely.GeometryCollection(
        [shapely.GeometryCollection([shapely.MultiPolygon([SQUARE])])]
    ),
    "collection of several": shapely.GeometryCollection([shapely.MultiPolygon([SQUARE]), shapely.Point(112.4, 29.3)]),
    "deep": SQUARE,
}
for _ in range(20):
    NESTED["deep"] = shapely.GeometryCollection([NESTED["deep"]])


@pytest.mark.parametrize("kind", NESTED)
def test_a_polygon_in_collections_is_used(kind):
    frame = gpd.GeoDataFrame({"name": ["甲小区", "乙小区"], "county": "南县"}, geometry=[NESTED[kind], OTHER], crs=4490)
    communities = validate_communities(frame, Settings())
    assert set(communities.frame["name"]) == {"甲小区", "乙小区"}
    assert (communities.frame.area > 900_000).all()


@pytest.mark.parametrize(
    "bad",
    [
        SHELL_IS_A_POINT,
        shapely.GeometryCollection([shapely.MultiPolygon([SHELL_IS_A_POINT])]),
        shapely.MultiPolygon([SHELL_IS_A_POINT, SHELL_IS_A_POINT]),
        shapely.GeometryCollection([shapely.GeometryCollection([shapely.LineString([(112, 29), (113, 29)])])]),
        shapely.Polygon([(1e300, 0), (1e300, 1e300), (0, 1e300)]),
        shapely.Polygon([(112, 29), (112.1, 29), (112.1, float("inf"))]),
    ],
    ids=["point", "nested point", "points", "lines", "1e300", "inf"],
)
def test_one_bad_shape_costs_one_row(bad):
    frame = gpd.GeoDataFrame({"name": ["甲小区", "乙小区"], "county": "南县"}, geometry=[bad, OTHER], crs=4490)
    communities = validate_communities(frame, Settings())
    assert communities.frame["name"].tolist()[-1] == "乙小区"
    assert communities.frame.geometry.notna().sum() == 1


def test_bad_shapes_among_barriers_are_left_out_and_collections_taken_apart():
    line, area = shapely.LineString([(112.4, 29.2), (112.4, 29.4)]), shapely.box(112.5, 29.2, 112.6, 29.4)
    shapes = [
        shapely.GeometryCollection([line, shapely.GeometryCollection([area])]), SHELL_IS_A_POINT, line,
        shapely.Polygon([(1e300, 0), (1e300, 1e300), (0, 1e300)]),
    ]  # fmt: skip
    layer = gpd.GeoDataFrame({"name": ["both", "point", "line", "far"]}, geometry=shapes, crs=4490)
    tidy, findings = tidy_features(layer, gpd.GeoSeries([SQUARE], crs=4490).estimate_utm_crs(), "barriers")
    assert tidy["name"].tolist() == ["both", "both", "line"]
    assert tidy.geom_type.tolist() == ["LineString", "Polygon", "LineString"]
    assert {"feature_empty"} <= set(findings.frame["rule"])


class PanicException(BaseException):
    """As a library written in Rust raises it; its own class cannot be imported."""


@pytest.mark.parametrize("fault", [MemoryError, RecursionError, PanicException])
def test_a_library_that_gives_up_on_a_file_is_a_sentence_that_names_it(tmp_path, fault):
    said = f"a.xlsx cannot be read to its end.*{fault.__name__}.*Excel, WPS or QGIS"
    with pytest.raises(SourceError, match=said), being_read(tmp_path / "a.xlsx"):
        raise fault
    for other in (KeyboardInterrupt, ValueError):
        with pytest.raises(other), being_read(tmp_path):
            raise other


def test_parts_and_repairs_of_shapes_by_hand():
    nested = shapely.GeometryCollection([shapely.MultiPoint([(0, 0), (1, 1)]), shapely.GeometryCollection([SQUARE])])
    parts, owner = single_parts(np.array([nested, OTHER, None]))
    assert shapely.get_type_id(parts).tolist()[:4] == [0, 0, 3, 3]
    assert owner.tolist()[:4] == [0, 0, 0, 1]
    mended = made_valid(np.array([SQUARE, SHELL_IS_A_POINT, OTHER]))
    assert [shape.is_empty for shape in mended] == [False, True, False]
    assert polygon_parts(np.array([nested]))[0].equals(SQUARE)
