"""Files in and out: headers, encodings, layers, workbooks, and files that are whole or not there."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import warnings
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from shapely import Point, box

from cluster_planner._cells import guard, unguard
from cluster_planner._money import older
from cluster_planner._staging import staged
from cluster_planner.books import write_plan, write_table, write_template
from cluster_planner.columns import COLUMNS
from cluster_planner.errors import SettingsError, SourceError
from cluster_planner.fields import CATALOGUE, short_name
from cluster_planner.pipeline import plan
from cluster_planner.profile import CHINA
from cluster_planner.sources import (
    FieldMapping,
    checksum,
    list_layers,
    read_layer,
    read_mapping,
    read_table,
    split_spec,
)
from cluster_planner.sources._headers import claim_of
from cluster_planner.validation import validate_communities
from cluster_planner.words import speaker

BANK = CHINA.catalogue.bank

SHARED = Path(__file__).parents[2] / "shared" / "data"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason=f"the real input is not at {SHARED}")


def write_sheet(path: Path, *rows: list[object], title: str = "台账") -> Path:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def parcels(size: int = 6) -> gpd.GeoDataFrame:
    """Return neighbouring parcels with something to say."""
    shapes = [box(432_000 + 60 * place, 3_160_000, 432_050 + 60 * place, 3_160_080) for place in range(size)]
    columns = {
        "community_id": [f"A{place}" for place in range(size)],
        "name": ["=1+1", "梅苑<b>", "@甲", *[None] * (size - 3)],
        "county": "赫山区",
        "subdistrict": "桃花仑街道",
        "build_year": 1985,
        "households": 200.0,
        "floor_area_m2": 12_000.0,
        "structure": "砖混",
        "phone": "13800000000",
    }
    return gpd.GeoDataFrame(columns, geometry=shapes, crs="EPSG:4547")


@pytest.fixture(scope="module")
def made():
    raw = parcels()
    return plan(pd.concat([raw, raw.iloc[[1]].assign(name="another", phone="13900000000")], ignore_index=True))


@pytest.mark.parametrize("field", BANK, ids=lambda field: field.name)
def test_every_known_header_is_recognised_with_and_without_its_unit(field):
    for header in (field.name, *field.spellings, f" {field.spellings[0]} ", field.name.upper()):
        assert claim_of(header, FieldMapping()).field == field.name
    if field.unit:
        unit = speaker("zh").label("unit", field.unit)
        assert claim_of(f"{field.spellings[0]}（{unit}）", FieldMapping()).field == field.name


def test_every_field_of_ours_is_recognised_by_its_name_in_a_shapefile():
    short = {field.name: short_name(field.name, ()) for field in BANK}
    assert len(set(short.values())) == len(short)
    assert {name: claim_of(header, FieldMapping()).field for name, header in short.items()} == {
        name: name for name in short
    }


def test_no_header_means_two_fields_by_its_name():
    names = [name for field in BANK for name in {field.spellings[0], field.name}]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
def test_csv_in_any_chinese_encoding(tmp_path, encoding):
    file = tmp_path / "台账.csv"
    file.write_text('项目编号,小区名称,总户数（户）,备注\n001,梅苑,120户,x\n\n002,"兰,苑",,y\n\n', encoding=encoding)
    table = read_table(file)
    assert table.columns.tolist() == ["community_id", "name", "households", "备注", "source_row"]
    assert table["source_row"].tolist() == [2, 3, 4]
    assert table["community_id"].fillna("").tolist() == ["001", "", "002"]
    assert table["households"].fillna("").tolist() == ["120户", "", ""]


def test_a_better_header_wins_and_the_other_keeps_its_own(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("小区名,小区名称,name,面积,小区编号\n一,二,三,9,7\n", encoding="utf-8")
    table = read_table(file)
    assert table.loc[0, ["name", "小区名", "name (2)", "community_id"]].tolist() == ["二", "一", "三", "7"]
    mapped = read_table(file, mapping=FieldMapping(headers={"小区名": "name", "面积": "site_m2"}))
    assert mapped.loc[0, ["name", "name (2)", "site_m2"]].tolist() == ["一", "三", "9"]


def test_a_foreign_unit_in_the_header_travels_with_the_values(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("小区名称,建筑面积(万㎡),总投资(元),同意率(%)\n甲,1.13,2350000,85\n乙,,,\n", encoding="utf-8")
    frame = validate_communities(read_table(file)).frame.set_index("name")
    assert frame.loc["甲", ["floor_area_m2", "invest_money", "consent_share"]].tolist() == pytest.approx(
        [11300, 2350000, 0.85]
    )
    assert frame.loc["乙", ["floor_area_m2", "invest_money"]].isna().all()


def test_a_workbook_with_a_title_and_typed_cells(tmp_path):
    rows = (
        ["某市台账"],
        [],
        ["小区名称", "建成年份", "户数", "开工日期"],
        ["甲", 1998, 120.0, pd.Timestamp("2023-06-01")],
        [],
        ["乙"],
    )
    table = read_table(write_sheet(tmp_path / "a.xlsx", *rows))
    assert table["source_row"].tolist() == [4, 5, 6]
    assert table.loc[0, ["name", "build_year", "households", "started_on"]].tolist() == [
        "甲",
        "1998",
        "120",
        "2023-06-01",
    ]
    assert list_layers(tmp_path / "a.xlsx") == ["台账"]
    with pytest.raises(SourceError, match="台账"):
        read_table(tmp_path / "a.xlsx", layer="no such sheet")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("reported", [True, False])
def test_shapefiles_with_and_without_a_cpg(tmp_path, encoding, reported):
    file = tmp_path / "小区.shp"
    raw = parcels()[["geometry"]].assign(小区名称="梅苑小区", 街道="桃花仑")
    with warnings.catch_warnings(action="ignore"):
        raw.to_file(file, encoding=encoding)  # GDAL warns that it cuts headers after ten bytes
    if not reported:
        file.with_suffix(".cpg").unlink()
    table = read_table(file)
    assert set(table["name"]) == {"梅苑小区"}
    assert table["source_row"].tolist() == [1, 2, 3, 4, 5, 6]
    assert table.crs.to_epsg() == 4547


def test_which_layer_is_meant(tmp_path):
    file = tmp_path / "a.gpkg"
    plain = parcels()[["geometry"]].assign(width=3.5)
    plain.to_file(file, layer="roads")
    assert len(read_table(file)) == 6
    plain.to_file(file, layer="blocks")
    with pytest.raises(SourceError, match="roads, blocks"):
        read_table(file)
    parcels(5).to_file(file, layer="parcels")
    assert len(read_table(file)) == 5
    parcels(3).to_file(file, layer="communities")
    assert len(read_table(file)) == 3
    assert len(read_table(f"{file}:roads")) == len(read_table(file, layer="roads")) == 6
    assert list_layers(file) == ["roads", "blocks", "parcels", "communities"]
    with pytest.raises(SourceError):
        read_layer(f"{file}:rivers")


def test_specs_know_drives_from_layers(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("C:roads.gpkg").touch()
    assert split_spec("C:roads.gpkg") == (Path("C:roads.gpkg"), None)
    assert split_spec("C:roads.gpkg:water") == (Path("C:roads.gpkg"), "water")
    with pytest.raises(SourceError, match="no file"):
        split_spec("C:\\nowhere.gpkg")


def test_where_picks_rows_and_keeps_their_numbers(tmp_path):
    raw = parcels().assign(kind=[0, 1, 0, 1, 0, 1])
    raw.to_file(tmp_path / "a.gpkg")
    raw.to_parquet(tmp_path / "a.parquet")
    raw.drop(columns="geometry").to_csv(tmp_path / "a.csv", index=False)
    for file, first in (("a.gpkg", 1), ("a.parquet", 1), ("a.csv", 2)):
        table = read_table(tmp_path / file, where="kind = 1")
        assert table["source_row"].tolist() == [first + 1, first + 3, first + 5]
        assert table["community_id"].tolist() == ["A1", "A3", "A5"]
    with pytest.raises(SourceError):
        read_table(tmp_path / "a.csv", where="no such column = 1")


@pytest.mark.parametrize(
    "content", [b"", b"\n\n\n", b"\x00\xff\xfe" * 50, b"PK\x03\x04junk", b'a,b\n"1,2\n3', b"a,b\n1,2,3\n4,5,6,7\n"]
)
@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".gpkg", ".geojson", ".shp", ".parquet", ".unheard"])
def test_what_cannot_be_read_is_reported_in_words(tmp_path, content, ending):
    file = tmp_path / f"a{ending}"
    file.write_bytes(content)
    with contextlib.suppress(SourceError):
        read_table(file)
    with pytest.raises(SourceError, match="no file"):
        read_table(tmp_path / f"missing{ending}")


def test_mapping_files(tmp_path):
    file = tmp_path / "map.toml"
    file.write_text(
        'crs = "EPSG:4547"\n[fields]\nname = ["단지", "이름"]\n[values.structure]\n"벽돌" = "砖混"\n', encoding="utf-8"
    )
    mapping = read_mapping(file)
    assert mapping == FieldMapping(
        headers={"단지": "name", "이름": "name"}, values={"structure": {"벽돌": "brick_concrete"}}, crs="EPSG:4547"
    )
    for wrong, near in (
        ("[fields]\nhousehold = 'x'", "households"),
        ("[field]", "fields"),
        ("[values.structure]\na='砖浑'", "砖混"),
        ("[fields]\nname = 5", "field ="),
        ("fields = 'name'", "field ="),
        ("[values]\nstructure = 'x'", "field ="),
    ):
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises(SettingsError, match=near):
            read_mapping(file)
    file.write_text("not toml", encoding="utf-8")
    with pytest.raises(SourceError):
        read_mapping(file)


@given(text=st.text(max_size=8))
def test_no_text_is_a_formula_and_none_is_lost(text):
    column = pd.Series([text, "=1+1", "plain"], dtype="str")
    guarded = column.map(guard)
    assert not guarded.str.match(r"[=+\-@\t\r]").any()
    if text.isprintable() and not text.startswith("'"):
        assert unguard(guarded.to_frame("a"))["a"].tolist() == column.tolist()


@pytest.mark.parametrize("ending", [".gpkg", ".geojson", ".parquet", ".csv", ".xlsx"])
def test_what_is_written_reads_back_equal(tmp_path, ending):
    before = validate_communities(parcels()).frame
    file = write_table(before, tmp_path / f"a{ending}")
    raw = read_table(file)
    crs = None if isinstance(raw, gpd.GeoDataFrame) else str(before.crs)
    after = validate_communities(raw, crs=crs).frame
    reported = [field.name for field in BANK if field.name not in ("community_id", "geometry", "lon", "lat")]
    pd.testing.assert_frame_equal(pd.DataFrame(before[reported]), pd.DataFrame(after[reported]))
    assert before.geometry.geom_equals_exact(after.geometry, tolerance=1e-3).all()


def test_unknown_endings_and_folders_that_cannot_be_made(tmp_path):
    with pytest.raises(SourceError, match="ending"):
        write_table(parcels(), tmp_path / "a.doc")
    (tmp_path / "file").touch()
    with pytest.raises(SourceError, match="cannot be written"):
        write_table(parcels(), tmp_path / "file" / "a.csv")


def test_a_failed_run_leaves_the_earlier_files_whole(tmp_path):
    (tmp_path / "a.txt").write_text("earlier")

    def write_half() -> None:
        with staged(tmp_path) as stage:
            (stage.path / "a.txt").write_text("half of")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_half()
    assert (tmp_path / "a.txt").read_text() == "earlier"
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == ["a.txt"]


def test_a_plan_is_written_whole(tmp_path, made):
    written = write_plan(made, tmp_path / "new" / "folder", "zh")
    assert {file.name for file in written.values()} == {"areas.gpkg", "plan.xlsx", "plan.json"}
    assert list_layers(written["gpkg"]) == [
        "areas", "communities", "links", "services", "barriers", "quarantine", "layer_styles",
    ]  # fmt: skip
    layer = read_layer(f"{written['gpkg']}:communities").set_index("community_id")
    assert layer.index.tolist() == made.communities.index.tolist()
    assert layer["area_id"].fillna("").tolist() == made.areas.labels.reindex(layer.index).fillna("").tolist()
    assert {"outcome", "reason"} <= set(layer)
    assert layer["name"]["A5"] == "A5"
    record = json.loads(written["record"].read_text(encoding="utf-8"))
    assert record["counts"]["areas"] == len(made.areas)
    assert record["counts"]["quarantine"] == len(made.communities.quarantine) == 2
    assert record["status"] == made.areas.status


@pytest.mark.parametrize(("lang", "sheets"), [("zh", ["概览", "片区"]), ("en", ["Overview", "Areas"])])
def test_the_workbook_speaks_one_language_and_holds_no_formula(tmp_path, made, lang, sheets):
    book = load_workbook(write_plan(made, tmp_path, lang)["workbook"])
    assert book.sheetnames[:2] == sheets
    for sheet in book:
        headers = [cell.value for cell in sheet[1]]
        assert not set(headers) & set(COLUMNS), "every header is worded"
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        assert all(cell.data_type != "f" for row in sheet for cell in row)
    words = [speaker(lang).label("choice.structure", "brick_concrete")]
    assert any(cell.value in words for sheet in book for row in sheet for cell in row)


def test_personal_data_is_in_no_file(tmp_path, made):
    files = write_plan(made, tmp_path, "zh")
    book = load_workbook(files["workbook"])
    cells = " ".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    layers = " ".join(gpd.read_file(files["gpkg"], layer=name).to_csv() for name in list_layers(files["gpkg"]))
    for text in (cells, layers, files["record"].read_text(encoding="utf-8")):
        assert "13800000000" not in text
        assert "13900000000" not in text


SCRIPT = """
import sys; sys.path.insert(0, sys.argv[1])
from test_sources import parcels, plan, write_plan
made = plan(parcels().sample(frac=1, random_state=int(sys.argv[3])))
write_plan(made, sys.argv[2], "zh")
"""


def test_the_same_plan_is_the_same_bytes_in_any_process(tmp_path):
    for seed in ("1", "2"):
        target = tmp_path / seed
        environment = os.environ | {"PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", SCRIPT, str(Path(__file__).parent), str(target), seed]
        subprocess.run(command, check=True, env=environment)
    for name in ("areas.gpkg", "plan.xlsx"):
        assert checksum(tmp_path / "1" / name) == checksum(tmp_path / "2" / name)
    first, second = (json.loads((tmp_path / seed / "plan.json").read_text(encoding="utf-8")) for seed in ("1", "2"))
    assert first | {"timings_s": 0} == second | {"timings_s": 0}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_template_is_empty_and_knows_every_field(tmp_path, lang):
    file = write_template(tmp_path / "bank.xlsx", lang)
    empty = read_table(file)
    # Amounts of the template are asked in 万元, and the raw table says so.
    asked = {older(field.name) for field in BANK if not field.personal and field.kind != "geometry"}
    assert len(empty) == 0
    assert set(empty.columns) == asked | {"source_row"}
    book = load_workbook(file)
    sheet = book.worksheets[0]
    lists = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert len(lists) == sum(bool(field.choices) for field in BANK)
    place = [cell.value for cell in sheet[1]].index(speaker(lang).header("structure")) + 1
    sheet.cell(3, place, speaker(lang).choices("structure")["brick_concrete"])
    sheet.cell(3, [cell.value for cell in sheet[1]].index(speaker(lang).header("name")) + 1, "梅苑")
    book.save(file)
    filled = read_table(file)
    assert filled["source_row"].tolist() == [3]
    assert validate_communities(filled).frame["structure"].tolist() == [CATALOGUE["structure"].choices[0].code]
    assert checksum(write_template(tmp_path / "a.xlsx", lang)) == checksum(write_template(tmp_path / "b.xlsx", lang))


def test_points_and_gaps_survive_a_geopackage(tmp_path):
    mixed = parcels().assign(geometry=[Point(432_000, 3_160_000), None, *parcels().geometry[2:]]).set_crs(4547)
    file = write_table(mixed.rename(columns={"county": "ID", "subdistrict": "id"}), tmp_path / "a.gpkg")
    back = read_layer(file)
    assert back.geometry.isna().tolist() == [False, True, False, False, False, False]
    assert {"ID", "id_2"} <= set(back)


@needs_shared
def test_a_korean_shapefile_needs_its_encoding_named():
    file = SHARED / "seoul_admin" / "kostat2013_submunicipalities.shp"
    assert "가락1동" in read_layer(file, encoding="euc-kr")["name"].tolist()
    assert np.issubdtype(read_layer(file)["source_row"].dtype, np.integer)
