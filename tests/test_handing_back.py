"""A plan handed back: in every format it reads back equal, hostile texts and gaps included."""

import hashlib
import sqlite3
import tempfile
import xml.etree.ElementTree as ET
from contextlib import closing

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pyogrio
import pytest
from openpyxl.utils import get_column_letter, range_boundaries
from shapely import LineString, Point, box, hausdorff_distance

from cluster_planner._cells import index_as_columns
from cluster_planner.books import check_formats, write_plan, write_table
from cluster_planner.books._formats import WRITERS
from cluster_planner.books._plan_layers import plan_layers
from cluster_planner.books._shapefiles_out import _cut
from cluster_planner.errors import SettingsError, SourceError
from cluster_planner.pipeline import plan
from cluster_planner.sources import read_table
from cluster_planner.words import read_catalogue, speaker

HOSTILE = ["=1+1", "@x", "+\"引号\" '单'", "𠮷祥里𪚥", "两行\n文字", "-cmd|' /C calc'!A0", "<b>&amp;", "%s {0} \\"]
PHONE, ID_CARD = "13812345678", "430903198001011234"


def ledger():
    """Parcels, one known as a point, one without a place, two that cannot be used; hostile texts; personal data."""
    shapes = [box(432_000 + 60 * place, 3_160_000, 432_050 + 60 * place, 3_160_080) for place in range(10)]
    shapes[8:] = [Point(432_500, 3_160_040), None]
    frame = gpd.GeoDataFrame(
        {
            "community_id": [f"A{place}" for place in range(10)],
            "name": [*HOSTILE, "点", None],
            "address": ["长" * 200 + " 街 " * 30, *[None] * 9],
            "county": "赫山区",
            "subdistrict": "桃花仑街道",
            "build_year": [1985, *[1988] * 8, np.nan],
            "households": [200.5, *[150] * 9],
            "floor_area_m2": 12_000 / 7,
            "structure": "砖混",
            "phone": PHONE,
            "id_card": ID_CARD,
            "contact_name": "张三丰",
        },
        geometry=shapes,
        crs="EPSG:4547",
    )
    return pd.concat([frame, frame.iloc[[1]].assign(name="另一个")], ignore_index=True)


@pytest.fixture(scope="module")
def made():
    water = gpd.GeoDataFrame({"kind": ["water", "primary"]}, geometry=[box(431_900, 3_159_900, 433_000, 3_159_950),
                             LineString([(432_179, 3_159_000), (432_180, 3_161_000)])], crs="EPSG:4547")  # fmt: skip
    return plan(ledger(), barriers=water)


@pytest.fixture(scope="module")
def written(made, tmp_path_factory):
    folder = tmp_path_factory.mktemp("formats")
    return write_plan(made, folder, "zh", formats=tuple(WRITERS))


def assert_same(before, after, tolerance_m=1e-6):
    """Compare attributes and shapes; numbers as numbers, texts as texts, gaps as gaps."""
    before = index_as_columns(before)
    assert len(before) == len(after)
    for name in pd.DataFrame(before).columns.drop("geometry" if isinstance(before, gpd.GeoDataFrame) else []):
        if pd.api.types.is_numeric_dtype(before[name]):
            np.testing.assert_allclose(
                pd.to_numeric(after[name]), before[name].astype("float64"), rtol=1e-12, err_msg=str(name)
            )
        else:
            assert reported(after[name]) == reported(before[name]), name
    if isinstance(before, gpd.GeoDataFrame):
        here, there = before.geometry.to_numpy(), after.to_crs(before.crs).geometry.to_numpy()
        assert pd.isna(here).tolist() == pd.isna(there).tolist()
        assert np.nan_to_num(hausdorff_distance(here, there)).max(initial=0) <= tolerance_m


def reported(column):
    return ["" if pd.isna(value) else value for value in column]


def long_names(folder, layer, table):
    """Undo the legend: full names, parts of a long text joined."""
    legend = pd.read_csv(folder / "legend.csv", encoding="utf-8-sig")
    columns = {}
    for name, parts in legend[legend["layer"] == layer].groupby("name", sort=False):
        texts = [table[short] for short in parts["short"]]
        columns[name] = texts[0] if len(texts) == 1 else sum((text.fillna("") for text in texts[1:]), texts[0])
    frame = pd.DataFrame(columns)
    return gpd.GeoDataFrame(frame, geometry=table.geometry) if isinstance(table, gpd.GeoDataFrame) else frame


def test_layers_hold_one_kind_of_shape_each(made):
    layers = plan_layers(made, "zh")
    assert list(layers) == [
        "areas", "communities", "communities_points", "links", "services", "barriers", "barriers_lines", "quarantine",
    ]  # fmt: skip
    assert layers["communities_points"].index.tolist() == ["A8"]
    assert len(layers["communities"]) + 1 == len(made.communities)


def test_geopackage_reads_back_equal(made, written):
    for name, layer in plan_layers(made, "zh").items():
        assert_same(layer, pyogrio.read_dataframe(written["gpkg"], layer=name))


def test_parquet_reads_back_equal(made, written):
    for name, layer in plan_layers(made, "zh").items():
        read = gpd.read_parquet if isinstance(layer, gpd.GeoDataFrame) else pd.read_parquet
        assert_same(layer, read(written["parquet"] / f"{name}.parquet"))


def test_geojson_reads_back_equal_in_degrees(made, written):
    for name, layer in plan_layers(made, "zh").items():
        after = pyogrio.read_dataframe(written["geojson"] / f"{name}.geojson")
        if len(layer):
            assert_same(layer, after, tolerance_m=1e-4)
        assert isinstance(layer, gpd.GeoDataFrame) <= (after.crs == "EPSG:4326")


@pytest.mark.parametrize("name", ["shp", "shp-gbk"])
def test_shapefiles_read_back_equal_by_their_legend(made, written, name):
    for layer, table in plan_layers(made, "zh").items():
        file = written[name] / f"{layer}.{'shp' if isinstance(table, gpd.GeoDataFrame) else 'dbf'}"
        assert_same(table, long_names(written[name], layer, pyogrio.read_dataframe(file)))
    codes = {file.stem: file.read_text() for file in written[name].glob("*.cpg")}
    assert codes["links"] == ("UTF-8" if name == "shp" else "GBK")
    assert codes["communities"] == ("UTF-8" if name == "shp" else "GB18030"), "GBK has no letter for 𠮷"


def test_short_names_are_unique_and_worded(written):
    legend = pd.read_csv(written["shp"] / "legend.csv", encoding="utf-8-sig")
    assert legend["short"].str.len().max() <= 10
    assert not legend.duplicated(["layer", "short"]).any()
    long = legend[(legend["layer"] == "communities") & (legend["name"] == "address")]
    assert long["part"].tolist() == list(range(1, len(long) + 1))
    assert (legend.loc[legend["name"] == "households", "zh"] == speaker("zh").header("households")).all()


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_long_texts_are_cut_between_letters_and_never_next_to_a_blank(encoding):
    text = "一些 文字  很长\n" * 150
    parts = _cut(text.strip(), encoding)
    assert "".join(parts) == text.strip()
    assert all(part == part.strip() and len(part.encode(encoding)) <= 254 for part in parts)


def test_database_reads_back_equal(made, database):
    write_plan_to(database, made)
    for name, layer in plan_layers(made, "zh").items():
        assert_same(layer, read_back(database, name, layer))


def write_plan_to(database, made, **options):
    with tempfile.TemporaryDirectory() as folder:
        return write_plan(made, folder, "zh", formats=(f"{database}?schema=renewal",), **options)


def read_back(url, name, layer):
    import sqlalchemy

    engine = sqlalchemy.create_engine(url.replace("postgresql:", "postgresql+psycopg:"), poolclass=sqlalchemy.NullPool)
    with engine.connect() as connection:
        query = f"SELECT * FROM renewal.{name}"  # noqa: S608 - names of our own
        if isinstance(layer, gpd.GeoDataFrame):
            return gpd.read_postgis(query, connection, geom_col="geometry")
        return pd.read_sql(query, connection)


def test_a_table_is_never_overwritten_unasked_and_a_failure_leaves_all_as_it_was(made, database):
    import psycopg

    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA renewal")
        connection.execute("CREATE TABLE renewal.links (kept text)")
    for lang, reported in (("zh", "未写入"), ("en", "nothing was written")):
        with pytest.raises(SourceError) as caught:
            write_plan_to(database, made)
        assert reported in caught.value.in_words(lang)
        assert "renewal.links" in caught.value.in_words(lang)
    assert tables(database) == {"links": ["kept"]}
    with psycopg.connect(
        database, autocommit=True
    ) as connection:  # a view that hangs on the table makes replacing fail
        connection.execute("CREATE VIEW renewal.hangs_on AS SELECT kept FROM renewal.links")
    with pytest.raises(SourceError):
        write_plan_to(database, made, replace=True)
    assert tables(database) == {"links": ["kept"]}
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("DROP VIEW renewal.hangs_on")
    write_plan_to(database, made, replace=True)
    assert set(tables(database)) == set(plan_layers(made, "zh"))


def tables(url):
    import psycopg

    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns c JOIN information_schema.tables t "
            "USING (table_schema, table_name) WHERE table_schema = 'renewal' AND table_type = 'BASE TABLE'"
        ).fetchall()
    return {name: [column for table, column in rows if table == name] for name, _ in rows}


def test_a_database_that_is_not_there_is_reported_without_its_password(made, tmp_path):
    with pytest.raises(SourceError) as caught:
        write_plan(made, tmp_path, formats=("gpkg", "postgresql://me:secret@127.0.0.1:1/none"))
    assert "secret" not in caught.value.in_words("zh") + caught.value.in_words("en")
    assert not list(tmp_path.iterdir()), "nothing is written where the database refuses"


def test_unknown_formats_are_refused_with_the_nearest_name():
    check_formats(("gpkg", "postgresql://somewhere/base"))
    with pytest.raises(SettingsError) as caught:
        check_formats(("geojsn",))
    assert "geojson？" in caught.value.in_words("zh")
    assert "did you mean geojson?" in caught.value.in_words("en")


def test_all_files_are_the_same_bytes_each_time(made, written, tmp_path):
    again = write_plan(made, tmp_path, "zh", formats=tuple(WRITERS))
    for name, path in written.items():
        files = [path] if path.is_file() else sorted(path.iterdir())
        for file in files:
            other = again[name] if path.is_file() else again[name] / file.name
            assert hashlib.sha256(file.read_bytes()).digest() == hashlib.sha256(other.read_bytes()).digest(), file


@pytest.mark.parametrize(
    ("lang", "title", "alias"), [("zh", "改造片区", "户数（户）"), ("en", "Renovation areas", "Households")]
)
def test_layers_are_named_and_columns_have_aliases_in_the_language(made, tmp_path, lang, title, alias):
    file = write_plan(made, tmp_path, lang)["gpkg"]
    with closing(sqlite3.connect(file)) as opened:
        names = dict(opened.execute("SELECT table_name, identifier FROM gpkg_contents"))
        words = dict(
            opened.execute("SELECT column_name, title FROM gpkg_data_columns WHERE table_name = 'communities'")
        )
    assert names["areas"] == title
    assert words["households"] == alias
    assert pyogrio.read_info(file, layer="areas")["layer_metadata"]["IDENTIFIER"] == title


# What QGIS asks of the table (its OGR provider, `loadStyle`): these columns, one default style per layer and geometry.
STYLE_COLUMNS = [
    "id", "f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName", "styleQML", "styleSLD",
    "useAsDefault", "description", "owner", "ui", "update_time",
]  # fmt: skip
GEOMETRY_TYPES = {"Point": "0", "LineString": "1", "Polygon": "2", "MultiPolygon": "2", "MultiLineString": "1"}


def test_every_layer_with_shapes_has_a_default_style_that_fits_it(written):
    layers = dict(pyogrio.list_layers(written["gpkg"]))
    with closing(sqlite3.connect(written["gpkg"])) as opened:
        assert [row[1] for row in opened.execute("PRAGMA table_info(layer_styles)")] == STYLE_COLUMNS
        rows = opened.execute("SELECT f_table_name, f_geometry_column, styleQML, useAsDefault FROM layer_styles")
        styles = {name: (column, ET.fromstring(qml), default) for name, column, qml, default in rows}  # noqa: S314
    assert set(styles) == {name for name, kind in layers.items() if kind}
    for name, (column, style, default) in styles.items():
        assert (column, default) == ("geom", 1)
        assert style.find("layerGeometryType").text == GEOMETRY_TYPES[layers[name]]
        symbols = {symbol.get("name") for symbol in style.iter("symbol")}
        assert {rule.get("symbol") for rule in style.iter("rule")} == symbols
        fields = pyogrio.read_info(written["gpkg"], layer=name)["fields"].tolist()
        assert [alias.get("field") for alias in style.iter("alias")] == fields
    words = {option.get("name") for option in styles["communities"][1].iter("Option")}
    assert {"砖混", "outline_style"} <= words
    assert "dash" in {option.get("value") for option in styles["communities"][1].iter("Option")}
    assert styles["areas"][1].find(".//text-style").get("fieldName") == "area_name"


def test_the_workbook_is_worded_sized_and_ready_to_print(written):
    book = openpyxl.load_workbook(written["workbook"])
    assert book.sheetnames == [
        title for title in read_catalogue("zh").section("sheet.plan").values() if title in book.sheetnames
    ]
    assert {"概览", "片区", "成员小区", "单独改造与未纳入", "配套设施", "年度计划", "数据核查", "隔离数据"} <= set(
        book.sheetnames
    )
    for sheet in book:
        assert all(not str(cell.value).isascii() for cell in sheet[1]), "no raw English name above a column"
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        numbers = [cell for row in sheet.iter_rows(min_row=2) for cell in row if isinstance(cell.value, int | float)]
        assert all(cell.number_format != "General" for cell in numbers)
        on_paper = range_boundaries(sheet.print_area.rpartition("!")[2])[2] if sheet.print_area else sheet.max_column
        assert all(sheet.column_dimensions[get_column_letter(place)].width <= 60 for place in range(1, on_paper + 1))
    reason = book["片区"][2][-1]
    assert reason.alignment.wrap_text
    assert book["片区"].row_dimensions[2].height > 15
    overview = {row[0]: row[1] for row in book["概览"].iter_rows(values_only=True)}
    assert overview["隔离的行（无法使用）"] == str(book["隔离数据"].max_row - 1)


def test_headers_in_english_have_their_unit_and_are_known_again(tmp_path):
    table = pd.DataFrame({"name": ["甲"], "floor_area_m2": [9000.0], "invest_money": [1_205_000.0]})
    file = write_table(table, tmp_path / "a.xlsx", "en")
    assert [cell.value for cell in openpyxl.load_workbook(file).active[1]] == [
        "Name", "Floor area (m²)", "Investment (CNY)",
    ]  # fmt: skip
    assert read_table(file)[["name", "floor_area_m2", "invest_money"]].to_numpy().tolist() == [
        ["甲", "9000", "1205000"]
    ]
