"""Values as the formats hold them: every digit of an id, lists, binary content, shapes that nothing announces."""

from __future__ import annotations

import json
import sqlite3
import warnings
import zipfile

import ezdxf
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


KML = (
    '<?xml version="1.0" encoding="{encoding}"?>'
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{placemarks}</Document></kml>'
)
POINT = "<Point><coordinates>112.33{place},28.59,0</coordinates></Point>"


def kml_file(path, *contents, encoding="UTF-8"):
    """Write placemarks that hold these contents, each at its own place."""
    placemarks = (
        f"<Placemark>{content}{POINT.format(place=place)}</Placemark>" for place, content in enumerate(contents)
    )
    text = KML.format(encoding=encoding, placemarks="".join(placemarks))
    if path.suffix == ".kmz":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("doc.kml", text.encode(encoding))
            archive.writestr("images/a.png", b"\x89PNG")
    else:
        path.write_bytes(text.encode(encoding))
    return path


def data(**fields):
    return "".join(f'<Data name="{name}"><value>{value}</value></Data>' for name, value in fields.items())


def simple_data(**fields):
    lines = "".join(f'<SimpleData name="{name}">{value}</SimpleData>' for name, value in fields.items())
    return f'<SchemaData schemaUrl="#S">{lines}</SchemaData>'


def own_vocabulary(**fields):
    lines = "".join(f"<b:{name}>{value}</b:{name}>" for name, value in fields.items())
    return f'<b:record xmlns:b="http://bureau.example">{lines}</b:record>'


@pytest.mark.parametrize("ending", [".kml", ".kmz"])
@pytest.mark.parametrize("encoding", ["UTF-8", "GBK"])
@pytest.mark.parametrize("form", [data, simple_data, own_vocabulary])
def test_fields_of_kml_have_names_of_any_script(tmp_path, ending, encoding, form):
    contents = (
        f"<name>{name}</name><ExtendedData>{form(区县='资阳区', 户数=100 + place)}</ExtendedData>"
        for place, name in enumerate(NAMES)
    )
    frame = read_raw(kml_file(tmp_path / f"a{ending}", *contents, encoding=encoding)).frame
    assert frame["name"].tolist() == NAMES
    assert frame["county"].tolist() == ["资阳区"] * 3
    assert frame["households"].astype("str").tolist() == ["100", "101", "102"]


def test_a_field_of_kml_called_geometry_or_name_takes_nothing_from_the_shape(tmp_path):
    contents = (f"<ExtendedData>{data(geometry='x', Name=name, index='1')}</ExtendedData>" for name in NAMES)
    frame = read_raw(kml_file(tmp_path / "a.kml", *contents)).frame
    assert frame.geom_type.tolist() == ["Point"] * 3
    assert frame["name"].tolist() == NAMES


ARCGIS = (
    "<html><body><table><tr><td>梅苑小区</td></tr><tr><td><table>"
    '<tr bgcolor="#D4E4F3"><td>县市区</td><td>资阳区</td></tr><tr><td>户数</td><td>100</td></tr>'
    "<tr><td>街道</td><td>&lt;Null&gt;</td></tr></table></td></tr></table></body></html>"
)


@pytest.mark.parametrize(
    "description",
    [
        ARCGIS,
        "<table><tr><th>县市区</th><td>资阳区</td></tr><tr><th>户数</th><td>100</td></tr></table>",
        "<table><tr><th>县市区</th><th>户数</th><th>街道</th></tr><tr><td>资阳区</td><td>100</td><td></td></tr></table>",
        "县市区：资阳区<br/>户数：100",
        "<b>县市区</b>: 资阳区<br><b>户数</b>: 100<br>",
        "县市区:资阳区\n户数:100\n",
    ],
)
def test_a_table_in_the_description_of_kml_is_read(tmp_path, description):
    contents = [f"<name>{name}</name><description><![CDATA[{description}]]></description>" for name in NAMES]
    raw = read_raw(kml_file(tmp_path / "a.kml", *contents))
    assert raw.frame["name"].tolist() == NAMES
    assert raw.frame["county"].tolist() == ["资阳区"] * 3
    assert raw.frame["households"].tolist() == ["100"] * 3
    assert "description" not in raw.frame
    assert [note.count for note in raw.notes if note.rule == "description_read"] == [3]


@pytest.mark.parametrize(
    "description",
    ["危房，见 http://bureau.example/a", "10:30 现场踏勘", "<table><tr><td>照片</td></tr></table>", "居民诉求较多"],
)
def test_a_description_that_is_no_table_stays_as_it_is(tmp_path, description):
    contents = [f"<name>{name}</name><description><![CDATA[{description}]]></description>" for name in NAMES]
    raw = read_raw(kml_file(tmp_path / "a.kml", *contents))
    assert raw.frame["description"].tolist() == [description] * 3
    assert "description_read" not in rules(raw)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ending", [".geojson", ".json", ".geojsonl", ".gml"])
def test_layers_of_text_in_any_encoding(tmp_path, ending, encoding):
    file = write_layer(parcels(县市区="资阳区", 户数=[100, 110, 120]), tmp_path / "a.geojson")
    if ending in (".geojsonl", ".gml"):
        file = write_layer(parcels(县市区="资阳区", 户数=[100, 110, 120]), tmp_path / f"b{ending}")
    text = file.read_text(encoding="utf-8").replace('<?xml version="1.0" encoding="utf-8" ?>', "")
    file = tmp_path / f"c{ending}"
    file.write_bytes(text.encode(encoding))
    raw = read_raw(file)
    assert raw.frame["name"].tolist() == NAMES
    assert raw.frame["county"].tolist() == ["资阳区"] * 3
    assert raw.frame["households"].tolist() == [100, 110, 120]
    assert ("encoding_found" in rules(raw)) == (encoding == "gb18030")


def test_the_encoding_of_a_layer_of_text_may_be_named(tmp_path):
    named = parcels()[["geometry"]].assign(name=["梅園", "蘭園", "竹園"])
    file = write_layer(named, tmp_path / "a.geojson")
    file.write_bytes(file.read_text(encoding="utf-8").encode("big5"))
    assert read_raw(file, encoding="big5").frame["name"].tolist() == ["梅園", "蘭園", "竹園"]


@pytest.mark.parametrize(
    ("declared", "encoding", "reported"),
    [("UTF-8", "gb18030", True), ("65001", "gb18030", True), ("GBK", "utf-8", True), ("936", "utf-8", True),
     ("UTF-8", "utf-8", False), ("GBK", "gb18030", False)],
)  # fmt: skip
def test_a_declared_encoding_that_the_records_contradict_is_not_followed(tmp_path, declared, encoding, reported):
    frame = parcels(县市区="资阳区")
    with warnings.catch_warnings(action="ignore"):
        frame.to_file(tmp_path / "a.shp", encoding=encoding)
    (tmp_path / "a.cpg").write_text(declared)
    raw = read_raw(tmp_path / "a.shp")
    assert raw.frame["name"].tolist() == NAMES
    assert raw.frame["county"].tolist() == ["资阳区"] * 3
    assert ("encoding_wrong" in rules(raw)) == reported


ESRI = {
    "geometryType": "esriGeometryPoint",
    "spatialReference": {"wkid": 4326},
    "fields": [{"name": "小区名称", "type": "esriFieldTypeString"}],
}


def esri_page(**more):
    features = [{"attributes": {"小区名称": name}, "geometry": {"x": 112.33, "y": 28.59}} for name in NAMES]
    return {**ESRI, **more, "features": features}


def geojson_page(**more):
    return json.loads(parcels().to_json()) | more


@pytest.mark.parametrize(
    ("page", "missing"),
    [
        (esri_page(exceededTransferLimit=True), [None]),
        (geojson_page(exceededTransferLimit=True), [None]),
        (geojson_page(properties={"exceededTransferLimit": True}), [None]),
        (geojson_page(numberMatched=500, numberReturned=3), [497]),
        (geojson_page(totalFeatures=12), [9]),
        (geojson_page(totalFeatures=3, numberMatched=3), []),
        (esri_page(exceededTransferLimit=False), []),
        (esri_page(), []),
    ],
)
def test_features_that_the_server_left_out_are_reported(tmp_path, page, missing):
    file = tmp_path / "a.json"
    file.write_text(json.dumps(page), encoding="utf-8")
    raw = read_raw(file)
    assert raw.frame["name"].tolist() == NAMES
    assert [note.count for note in raw.notes if note.rule == "features_missing"] == missing


def drawing(path, *labels):
    """Write a drawing with three closed outlines, and texts at places in metres."""
    document = ezdxf.new("R2000")
    document.encoding = "gbk"
    for place in range(3):
        left = 600_000 + 100 * place
        corners = [(left, 0), (left + 80, 0), (left + 80, 80), (left, 80)]
        document.modelspace().add_lwpolyline(corners, close=True, dxfattribs={"layer": "红线"})
    for text, x, y in labels:
        document.modelspace().add_text(text, dxfattribs={"insert": (x, y)})
    document.saveas(path)
    return path


@pytest.mark.parametrize(
    ("labels", "names", "outside"),
    [
        ([(name, 600_040 + 100 * place, 40) for place, name in enumerate(NAMES)], NAMES, 0),
        ([(NAMES[0], 600_040, 40)], [NAMES[0], None, None], 0),
        ([(NAMES[0], 600_040, 40), ("图例", 0, 500)], [NAMES[0], None, None], 1),
        ([(NAMES[0], 600_040, 40), ("6F", 600_060, 60)], [NAMES[0], None, None], 0),
        ([("图例", 0, 500)], [None] * 3, 1),
    ],
)
def test_texts_of_a_drawing_are_labels(tmp_path, labels, names, outside):
    raw = read_raw(drawing(tmp_path / "a.dxf", *labels))
    assert raw.frame.geom_type.tolist() == ["Polygon"] * 3
    assert [None if pd.isna(name) else name for name in raw.frame["name"]] == names
    assert [note.count for note in raw.notes if note.rule == "labels_outside"] == [outside] * bool(outside)


@pytest.mark.parametrize("ending", [*ENDINGS])
@pytest.mark.parametrize("where", ["区 = '虹口'", "\"区\" = '虹口'"])
def test_a_condition_with_a_chinese_header_in_every_format(tmp_path, ending, where):
    file = write_layer(parcels(区=["虹口", "静安", "虹口"]), tmp_path / f"a{ending}")
    assert sorted(read_raw(file, where=where).frame["name"]) == sorted([NAMES[0], NAMES[2]])
