"""Signs that no workbook, layer, page or terminal can hold: left out where a table is read, and told."""

import json
import re
import tomllib

import geopandas as gpd
import pandas as pd
import pytest
from command_line import run
from shapely import box

import cluster_planner
from cluster_planner.books import write_table
from cluster_planner.books._geopackage import write_geopackage
from cluster_planner.books._shapefiles_out import write_shapefiles
from cluster_planner.books._sheet_out import add_sheet
from cluster_planner.books._workbook import new_book
from cluster_planner.errors import SourceError
from cluster_planner.pipeline import Inputs, check_tables, read_tables
from cluster_planner.settings import Settings, format_value

HERE = "名称,项目编号,县市区,经度,纬度\n"
# What stands in a cell, and what is left of it.
ODD = {
    "no sign": ("甲\uffff小区", "甲小区"),
    "nor this": ("\ufffe甲小区", "甲小区"),
    "the lowest": ("甲\x01小\x02区", "甲小区"),
    "an order to the terminal": ("甲\x1b[31m小区", "甲[31m小区"),
    "an order in one sign": ("甲\x9b2J小区", "甲2J小区"),
    "deleted": ("甲\x7f小区", "甲小区"),
    "a bell": ("甲小区\x07", "甲小区"),
}


def checked(path, **given):
    return check_tables(read_tables(Inputs(table=path, **given)), Settings())


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("field", ["name", "community_id", "address"])
def test_they_are_left_out_of_a_cell_and_told(tmp_path, name, field):
    odd, plain = ODD[name]
    cells = {"name": "乙", "community_id": "7", "address": "路1号"} | {field: odd}
    row = f"{cells['name']},{cells['community_id']},赫山区,112.35,28.57,{cells['address']}\n"
    (tmp_path / "l.csv").write_text(HERE.replace("\n", ",地址\n") + row, encoding="utf-8")
    found = checked(tmp_path / "l.csv")
    frame = found.communities.frame.reset_index()
    assert frame[field].tolist() == [plain]
    told = found.findings.frame.query("rule == 'odd_signs'")
    assert told[["field", "becomes"]].to_numpy().tolist() == [[field, plain]]
    assert "\\u" in told["found"].iloc[0]
    assert told["found"].iloc[0].isprintable()


def test_lines_and_tabs_in_an_id_become_blanks(tmp_path):
    (tmp_path / "l.csv").write_text(f'{HERE}甲,"a\n b",赫山区,112.35,28.57\n', encoding="utf-8")
    assert checked(tmp_path / "l.csv").communities.index.tolist() == ["a b"]


def test_they_are_left_out_of_the_names_of_features(tmp_path):
    outline = box(112.0, 28.0, 113.0, 29.0)
    layer = gpd.GeoDataFrame({"name": ["赫\x01山区"], "level": ["county"]}, geometry=[outline], crs=4490)
    (tmp_path / "l.csv").write_text(f"{HERE}甲,1,赫山区,112.35,28.57\n", encoding="utf-8")
    found = checked(tmp_path / "l.csv", boundaries=(layer,))
    assert found.boundaries["county"].tolist() == ["赫山区"]
    told = found.findings.frame.query("rule == 'odd_signs'")
    assert told[["source", "found", "becomes"]].to_numpy().tolist() == [["boundaries", "赫\\u0001山区", "赫山区"]]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Plan two communities with such signs in everything, and write all that there is."""
    folder = tmp_path_factory.mktemp("odd")
    rows = [
        f"甲\uffff;DROP!{sign},{sign}a;{number},赫山{sign}区,112.35{number},28.57"
        for number, sign in enumerate("\x01\x1b")
    ]
    (folder / "l.csv").write_text(HERE + "\n".join(rows), encoding="utf-8")
    said = run(
        "plan", folder / "l.csv", "--title", "题\x1b[31m\uffff;!\n目", "--out", folder / "out",
        *(part for name in ("gpkg", "geojson", "shp") for part in ("--format", name)),
    )  # fmt: skip
    return folder / "out", said


def test_everything_is_written_and_read_again(written):
    folder, _ = written
    plan = cluster_planner.read_plan(folder)
    assert set(plan.communities.frame["county"]) == {"赫山区"}
    for book in ("plan.xlsx",):
        assert pd.read_excel(folder / book, sheet_name=None, engine="calamine")
    assert len(gpd.read_file(folder / "areas.gpkg", layer="communities")) == len(plan.communities)


def test_no_output_and_no_line_has_them(written):
    folder, said = written
    texts = [said, *(path.read_text(encoding="utf-8") for path in folder.glob("*.json"))]
    texts += [path.read_text(encoding="utf-8") for path in (*folder.glob("*.html"), *folder.rglob("*.geojson"))]
    for text in texts:
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", text)
    assert json.loads(texts[1])


@pytest.mark.parametrize("text", ["a\nb", "a\tb", 'a"b\\c', "a\x7fb", "a\x01b", "a\u2028b", "a\r\nb", "甲'😀", ""])
def test_any_text_of_settings_is_read_again(text):
    assert tomllib.loads(f"value = {format_value(text)}") == {"value": text}


def test_what_a_terminal_would_obey_is_not_printed(tmp_path):
    header = "名\x1b]0;own\x07称x"
    (tmp_path / "l\x1b[2J.csv").write_text(
        f"名称,县市区,经度,纬度,{header}\n甲\x1b[31m,赫山区,112,28,\n", encoding="utf-8"
    )
    for arguments in (("check",), ("check", "--lang", "en"), ("plan", "--dry-run")):
        assert "\x1b" not in run(*arguments[:1], tmp_path / "l\x1b[2J.csv", *arguments[1:])
    assert "\x1b" not in run("check", tmp_path / "\x1b[2J.csv", expect=3)


TOWN = gpd.GeoDataFrame({"n": [1]}, geometry=[box(112, 28, 113, 29)], crs=4490)


@pytest.mark.parametrize(
    ("name", "layer"),
    [
        ("a;b", "a_b"),
        ("a!b", "a_b"),
        ("a\nb", "a_b"),
        ("小区 (2).v1-甲", "小区 (2).v1-甲"),
        ("a'b\"c|d", "a_b_c_d"),
        ("a\x01b\uffff", "ab"),
        ("-a", "a"),
        ("gpkg_x", "_gpkg_x"),
        ("sqlite_x", "_sqlite_x"),
        (";", "_"),
    ],
)
def test_a_layer_has_a_name_that_every_program_opens_it_by(tmp_path, name, layer):
    write_geopackage({name: TOWN}, tmp_path / "t.gpkg")
    assert gpd.list_layers(tmp_path / "t.gpkg")["name"].tolist() == [layer]
    assert len(gpd.read_file(tmp_path / "t.gpkg", layer=layer)) == 1


@pytest.mark.parametrize(
    ("titles", "written"),
    [
        (["a/b", "a\\b"], ["a_b", "a_b (2)"]),
        (["A", "a", "a"], ["A", "a (2)", "a (3)"]),
        (["a\x01\uffffb", "a\nb"], ["ab", "a_b"]),
        (["甲" * 40, "甲" * 50], ["甲" * 31, "甲" * 25 + " (2)"]),
        (["[x]:*?'"], ["_x_____"]),
        (["😀" * 20], ["😀" * 15]),
    ],
)
def test_a_sheet_has_a_title_of_its_own_that_excel_allows(tmp_path, titles, written):
    with new_book(tmp_path / "t.xlsx") as book:
        for title in titles:
            add_sheet(book, title, pd.DataFrame({"n": [1]}), "zh")
    assert list(pd.read_excel(tmp_path / "t.xlsx", sheet_name=None, engine="calamine")) == written


@pytest.mark.parametrize("ending", [".gpkg", ".csv", ".xlsx", ".parquet", ".geojson"])
def test_a_table_of_a_name_too_long_is_refused_in_words(tmp_path, ending):
    with pytest.raises(SourceError, match="too long"):
        write_table(TOWN, tmp_path / f"{'字' * 100}{ending}")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["a;b", "a!b", "a\nb", "什么?", "甲!;乙"])
def test_layers_lie_where_they_were_wanted_whatever_the_name_of_the_folder(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).mkdir()
    write_table(TOWN, tmp_path / name / f"{name}.gpkg")
    write_shapefiles({"towns": TOWN}, tmp_path / name, "utf-8")
    assert {path.name for path in tmp_path.iterdir()} == {name}
    written = {path.name for path in (tmp_path / name).iterdir() if not path.name.startswith(".")}
    assert {f"{name}.gpkg", "towns.shp", "towns.dbf", "towns.shx", "towns.prj"} <= written
    (tmp_path / name / f"{name}.gpkg").rename(tmp_path / "plain.gpkg")
    assert len(gpd.read_file(tmp_path / "plain.gpkg")) == 1


@pytest.mark.parametrize("name", ["a;b", "a!b", "什么?"])
def test_a_layer_of_a_name_that_gdal_misreads_is_to_be_renamed(tmp_path, name):
    TOWN.to_file(tmp_path / "t.gpkg")
    (tmp_path / "t.gpkg").rename(tmp_path / f"{name}.gpkg")
    assert "改名" in run("check", tmp_path / f"{name}.gpkg", expect=3)
