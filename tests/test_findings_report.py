"""Findings handed back in the user's own sheet, and the ledger with its repairs; from files as they come."""

import hashlib
import zipfile

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest
from command_line import names_in, run
from shapely import box

from cluster_planner.books import write_report
from cluster_planner.columns import COLUMNS
from cluster_planner.errors import DataError, SourceError
from cluster_planner.model import Findings
from cluster_planner.pipeline import Inputs, check_tables, read_tables, refuse_doubts, report_findings
from cluster_planner.settings import Settings
from cluster_planner.sources import Ledger, LedgerTable
from cluster_planner.sources._grid import Grid

PHONE, OTHER_PHONE, ID_CARD, OWNER = "13812345678", "139 8765 4321", "430903198001011234", "欧阳某某"
HEADER = "项目编号,小区名称,县市区,街道,建成年代,总户数,建筑面积(万㎡),经度,纬度,联系电话,备注,户主姓名"
ROWS = (
    f"001,=1+1,赫山区,桃花仑街道,1998年,约120户,1.13,112.35,28.57,{PHONE},,{OWNER}",
    f"002,@乙,赫山区,桃花仑街道,暂无数据,一百,0.9,28.58,112.36,{PHONE},联系{OTHER_PHONE},{OWNER}",
    f'003,丙𠮷,赫山区,桃花仑街道,90年代,110,0.8,112.37,"28.57,17",,{ID_CARD},',
    "004,丁,赫山区,桃花仑街道,1988,-5,abc,112.371,28.571,,,",
    "004,丁二,赫山区,桃花仑街道,1988,50,0.7,112.371,28.571,,,",
    ",,,,,,,,,,,",
    "005,戊,赫山区,桃花仑街道,,60,0.6,112.372,28.572,,,",
    "合计,,,,,280,,,,,,",
)
FILLS = {"error": "F4B6A6", "warning": "FFE699", "repair": "CFE2F3"}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    file = tmp_path_factory.mktemp("input") / "台账.csv"
    file.write_bytes("\r\n".join((HEADER, *ROWS)).encode("gb18030"))
    return file


def check(table, **more):
    inputs = Inputs(table=table, **more)
    return inputs, check_tables(read_tables(inputs), Settings())


@pytest.fixture(scope="module")
def reported(ledger, tmp_path_factory):
    inputs, checked = check(ledger)
    return report_findings(inputs, checked, tmp_path_factory.mktemp("report"), "zh", fix=True), checked.findings


def read_excel(file, **more):
    return pd.read_excel(file, dtype="str", engine="openpyxl", **more)


def sheet_of(book, place):
    return openpyxl.load_workbook(book).worksheets[place]


def colour(cell):
    return cell.fill.fgColor.rgb[2:] if cell.fill.fill_type else ""


def test_cells_at_fault_are_marked_where_the_user_finds_them(reported):
    sheet = sheet_of(reported[0]["findings"], 1)
    for place, severity, shown in (
        ("E2", "repair", "1998"),
        ("F2", "repair", "约数"),
        ("E3", "repair", "占位符"),
        ("E4", "warning", "1990-1999"),
        ("I4", "error", "28.5717"),
        ("F5", "warning", "-5"),
        ("G5", "warning", "不是数值"),
        ("A5", "error", "编号重复"),
        ("A9", "repair", "合计行"),
        ("E1", "warning", "必填项有缺"),
        ("J1", "warning", "个人信息"),
        ("K1", "warning", ""),
    ):
        cell = sheet[place]
        assert colour(cell) == FILLS[severity], place
        assert shown in cell.comment.text, place
        assert "办法" in cell.comment.text, place
    assert colour(sheet["E8"]) == FILLS["warning"], "a gap in a mandatory column is marked"
    assert sheet["E8"].comment is None
    assert not colour(sheet["E7"]), "a blank row has no gaps"
    assert not colour(sheet["D2"])


def test_the_copy_has_the_users_rows_columns_and_values(reported, ledger):
    sheet = sheet_of(reported[0]["findings"], 1)
    lines = [line.split(",") for line in ledger.read_text(encoding="gb18030").splitlines()]
    assert [cell.value for cell in sheet[1]] == lines[0]
    assert sheet["A2"].value == "001", "a number written otherwise stays a text"
    assert sheet["F5"].value == -5
    assert sheet["G2"].value == 1.13
    assert (sheet.freeze_panes, sheet.max_row) == ("A2", 9)
    assert [sheet[f"{letter}2"].value for letter in "BE"] == ["'=1+1", "1998年"]


def test_every_finding_is_listed_with_row_name_field_value_and_remedy(reported):
    files, findings = reported
    listed = read_excel(files["findings"], sheet_name="问题清单")
    assert len(listed) == len(findings)
    assert set(listed["级别"]) == {"错误", "提醒", "已修复"}
    errors = int((listed["级别"] == "错误").sum())
    assert set(listed["级别"].head(errors)) == {"错误"}
    assert listed["规则"].iloc[-1] in {"mandatory_missing", "unknown_header"}  # hints are read last
    typo = listed[listed["规则"] == "coordinate_typo"].iloc[0]
    shown = {"行号": "4", "小区名称": "丙𠮷", "字段": "纬度（度）", "原值": "28.57,17", "处理": "28.5717"}
    assert typo[list(shown)].to_dict() == shown
    assert typo[["问题", "办法"]].notna().all()
    summary = read_excel(files["findings"], sheet_name="汇总").set_index(["规则", "字段"])
    assert summary.loc[("duplicate_id", "项目编号"), "次数"] == "2"
    assert summary.loc[("mandatory_missing", "建成年份（年）"), "次数"] == "2"


def test_a_reader_of_english_reads_english(ledger, tmp_path):
    inputs, checked = check(ledger)
    book = openpyxl.load_workbook(report_findings(inputs, checked, tmp_path, "en")["findings"])
    assert book.sheetnames == ["Summary", "台账", "All findings", "What was read"]
    for title in ("Summary", "All findings"):
        headers = [cell.value for cell in book[title][1]]
        assert {"Severity", "Problem", "Remedy"} <= set(headers)
        assert not set(headers) & set(COLUMNS)
    assert "Remedy: " in book["台账"]["F2"].comment.text


def test_marks_stand_under_a_title_and_a_header_of_two_rows(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "2024 台账"
    for row in (
        ["某区老旧小区台账"],
        ["项目编号", "小区名称", "县市区", "街道", "规模", None, "经度", "纬度"],
        [None, None, None, None, "户数", "楼栋数", None, None],
        ["A1", "甲", "赫山区", "桃花仑街道", "约120户", 3, 112.35, 28.57],
        ["A2", "乙", "赫山区", "桃花仑街道", 90, "很多", 112.36, 28.58],
    ):
        sheet.append(row)
    for area in ("A1:H1", "E2:F2", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "G2:G3", "H2:H3"):
        sheet.merge_cells(area)
    book.save(tmp_path / "a.xlsx")
    inputs, checked = check(tmp_path / "a.xlsx")
    marked = openpyxl.load_workbook(report_findings(inputs, checked, tmp_path / "out", "zh")["findings"])["2024 台账"]
    assert "约数" in marked["E4"].comment.text
    assert colour(marked["F5"]) == FILLS["warning"]
    assert marked.freeze_panes == "A4"
    assert {str(area) for area in marked.merged_cells.ranges} >= {"A1:H1", "E2:F2"}


def test_the_cleaned_copy_reads_back_as_the_same_communities(reported, ledger, tmp_path):
    _, before = check(ledger)
    _, after = check(reported[0]["cleaned"])
    columns = ["name", "county", "build_year", "households", "floor_area_m2", "lon", "lat"]
    pd.testing.assert_frame_equal(
        pd.DataFrame(before.communities.frame[columns]), pd.DataFrame(after.communities.frame[columns])
    )
    repaired = {"number_text", "number_about", "year_text", "sentinel", "coordinates_swapped"}
    assert repaired <= set(before.findings.frame["rule"])
    assert not repaired & set(after.findings.frame["rule"])
    again = report_findings(*check(reported[0]["cleaned"]), tmp_path, "zh", fix=True)
    assert sheet_of(again["cleaned"], 1).max_row == 1, "nothing is left to repair"


def test_every_change_is_marked_and_logged_and_nothing_else_changes(reported, ledger):
    sheet = sheet_of(reported[0]["cleaned"], 0)
    lines = [line.split(",") for line in ledger.read_text(encoding="gb18030").splitlines()]
    assert [cell.value for cell in sheet[1]] == lines[0], "the user's own headers"
    changed = {cell.coordinate: cell.value for row in sheet for cell in row if colour(cell) == FILLS["repair"]}
    assert changed == {
        "E2": 1998, "F2": 120, "E3": None, "F3": 100, "H3": 112.36, "I3": 28.58,
    }  # fmt: skip
    assert sheet["G2"].value == 1.13, "a figure under a header with its own unit keeps its meaning"
    assert [sheet[place].value for place in ("E4", "I4", "F5", "G5")] == ["90年代", "28.57,17", -5, "abc"]
    log = read_excel(reported[0]["cleaned"], sheet_name="修改记录")
    assert log[["行号", "原值"]].fillna("").to_numpy().tolist() == [
        ["2", "1998年"], ["2", "约120户"], ["3", "暂无数据"], ["3", "一百"], ["3", "28.58"], ["3", "112.36"],
    ]  # fmt: skip


def test_a_ledger_joined_to_outlines_is_the_one_that_is_marked(tmp_path):
    shapes = [box(112.35 + at / 1000, 28.57, 112.3507 + at / 1000, 28.5706) for at in range(3)]
    parcels = gpd.GeoDataFrame({"community_id": ["001", "002", "003"]}, geometry=shapes, crs="EPSG:4490")
    parcels.to_file(tmp_path / "parcels.gpkg", layer="parcels")
    table = tmp_path / "户数.csv"
    table.write_text("项目编号,小区名称,总户数\n001,甲,约120户\n002,乙,90\n003,丙,abc\n", encoding="utf-8")
    inputs, checked = check(tmp_path / "parcels.gpkg", join=table)
    files = report_findings(inputs, checked, tmp_path / "out", "zh", fix=True)
    sheet = sheet_of(files["findings"], 1)
    assert [colour(sheet[place]) for place in ("C2", "C3", "C4")] == [FILLS["repair"], "", FILLS["warning"]]
    assert sheet_of(files["cleaned"], 0)["C2"].value == 120


def test_a_layer_of_shapes_has_lists_only_and_cannot_be_fixed(tmp_path):
    parcels = gpd.GeoDataFrame({"community_id": ["1"], "户数": ["约90户"]}, geometry=[box(112, 28, 112.001, 28.001)])
    parcels.set_crs("EPSG:4490").to_file(tmp_path / "a.gpkg", layer="a")
    inputs, checked = check(tmp_path / "a.gpkg")
    book = openpyxl.load_workbook(report_findings(inputs, checked, tmp_path / "out", "zh")["findings"])
    assert book.sheetnames == ["汇总", "问题清单", "读取情况"]
    with pytest.raises(SourceError) as caught:
        report_findings(inputs, checked, tmp_path / "none", "zh", fix=True)
    assert "副本" in caught.value.in_words("zh")
    assert "corrected copy" in caught.value.in_words("en")
    assert not (tmp_path / "none").exists()


def test_no_cell_is_a_formula_and_the_bytes_are_the_same_each_time(reported, ledger, tmp_path):
    inputs, checked = check(ledger)
    again = report_findings(inputs, checked, tmp_path, "zh", fix=True)
    for name, file in reported[0].items():
        assert hashlib.sha256(file.read_bytes()).digest() == hashlib.sha256(again[name].read_bytes()).digest()
        cells = [cell for sheet in openpyxl.load_workbook(file) for row in sheet for cell in row]
        assert all(cell.data_type != "f" for cell in cells)
        assert not any(str(cell.value).startswith(("=", "@", "+")) for cell in cells)


def test_strict_refuses_in_both_languages_and_repairs_are_no_doubts(ledger, tmp_path):
    _, checked = check(ledger)
    with pytest.raises(DataError) as caught:
        refuse_doubts(checked.findings)
    assert "第 4 行 纬度（度）" in caught.value.in_words("zh")
    assert "row 4 Latitude" in caught.value.in_words("en")
    assert caught.value.exit_code == 3
    repairs = checked.findings.frame[checked.findings.frame["severity"] == "repair"]
    refuse_doubts(type(checked.findings)(repairs))
    said = run("check", ledger, "--strict", "--out", tmp_path / "a", "--fix", expect=3)
    assert names_in(tmp_path / "a") == {"findings.xlsx", "cleaned.xlsx"}
    assert "严格模式" in said
    run("plan", ledger, "--strict", "--out", tmp_path / "b", expect=3)
    assert not (tmp_path / "b").exists()


def texts_of(file):
    """Return all that a file holds as text, however it is packed."""
    if file.suffix == ".xlsx":
        with zipfile.ZipFile(file) as archive:
            return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    if file.suffix == ".gpkg":
        return "".join(pyogrio.read_dataframe(file, layer=name).to_csv() for name in pyogrio.list_layers(file)[:, 0])
    if file.suffix == ".parquet":
        return pd.read_parquet(file).to_csv()
    return file.read_bytes().decode("utf-8", "replace")


def test_personal_data_is_in_no_output_of_any_kind(ledger, tmp_path):
    formats = [option for name in ("gpkg", "parquet", "geojson", "shp", "shp-gbk") for option in ("--format", name)]
    said = run("plan", ledger, "--out", tmp_path / "plan", *formats)
    said += run("check", ledger, "--out", tmp_path / "check", "--fix")
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert {"map.html", "plan.json", "plan.xlsx", "findings.xlsx", "cleaned.xlsx", "areas.gpkg"} <= {
        f.name for f in files
    }
    for secret in (PHONE, OTHER_PHONE, ID_CARD, OWNER):
        assert secret not in said
        for file in files:
            assert secret not in texts_of(file), file


def test_a_ledger_too_long_for_a_sheet_has_lists_only(tmp_path):
    table = LedgerTable(header_row=0, last_row=1_000_000, left=0, columns={})
    long = Ledger(grid=Grid(cells=pd.DataFrame({0: ["x"] * 1_000_001}, dtype="str")), tables=(table,))
    book = openpyxl.load_workbook(write_report(Findings.none(), tmp_path, "en", ledgers=[long])["findings"])
    assert book.sheetnames == ["Summary", "All findings"]
    with pytest.raises(SourceError) as caught:
        write_report(Findings.none(), tmp_path, "zh", ledgers=[long], fix=True)
    assert "1,000,000" in caught.value.in_words("zh")
    assert "1,000,000" in caught.value.in_words("en")
