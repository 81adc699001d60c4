"""Workbooks and text tables as bureaus have them: from bytes on disk to rows and findings."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from cluster_planner.errors import SourceError
from cluster_planner.fields import NOT_CALCULATED
from cluster_planner.pipeline import Inputs, check_tables, read_tables
from cluster_planner.settings import Settings
from cluster_planner.sources import list_layers, read_raw, read_table

FILES = Path(__file__).parent / "files"


def write_book(path, rows, merged=(), title="台账"):
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    book.save(path)
    return path


def reported(raw, rule):
    return [note for note in raw.notes if note.rule == rule]


def check(path, **more):
    return check_tables(read_tables(Inputs(table=path, **more)), Settings())


def ledger(path):
    """Write a ledger as offices do: title, unit of money, two rows of merged headers, column numbers, notes."""
    rows = [
        ["益阳市城镇老旧小区改造项目台账"],
        ["填报单位: 赫山区住建局", None, None, None, None, "单位: 万元、户"],
        ["序号", "小区名称", "街道", "总户数", "资金来源", None, None, "基础设施现状", None, "备注"],
        [None, None, None, None, "中央", "省级", "居民", "供水", "燃气", None],
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        [1, "梅苑", "桃花仑街道", 120, 10, 5, 1, "老化", "完好", None],
        [2, "兰苑", None, 80, 8, 4, 1, "破损", "无", None],
        ["序号", "小区名称", "街道", "总户数", "中央", "省级", "居民", "供水", "燃气", "备注"],
        [3, "竹苑", "会龙山街道", 100, 9, 3, 1, "老化", "完好", None],
        ["合计", None, None, 310, 27, 12, 3, None, None, None],
        ["注: 户数以房产登记为准"],
        ["填表人: 某某", None, None, "审核人: 某某"],
    ]
    merged = ("A1:J1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:G3", "H3:I3", "J3:J4", "C6:C7", "A11:J11")
    return write_book(path, rows, merged)


def test_header_of_several_rows_notes_and_totals(tmp_path):
    raw = read_raw(ledger(tmp_path / "a.xlsx"))
    assert [header.text for header in raw.headers][3:9] == [
        "总户数", "资金来源_中央", "资金来源_省级", "资金来源_居民", "基础设施现状_供水", "基础设施现状_燃气",
    ]  # fmt: skip
    names = ["name", "subdistrict", "households", "fund_central_money", "fund_province_money", "fund_residents_money"]
    assert [header.name for header in raw.headers][1:9] == [*names, "util_water", "util_gas"]
    assert [note.found for note in reported(raw, "header_rows")] == ["3-4"]
    assert {note.row: note.found for note in reported(raw, "note_row")} == {"5": "1", "11": "注: 户数以房产登记为准"}
    assert {note.row: note.found for note in reported(raw, "signature_row")} == {"12": ""}
    assert [note.row for note in reported(raw, "header_repeated")] == ["8"]
    assert raw.frame["source_row"].tolist() == [6, 7, 9, 10]
    assert raw.frame["subdistrict"].tolist()[:3] == ["桃花仑街道", "桃花仑街道", "会龙山街道"]
    assert [(note.field, note.count) for note in reported(raw, "merged_filled")] == [("subdistrict", 1)]


def test_every_row_is_accounted_for_and_totals_are_compared_with_the_sum(tmp_path):
    checked = check(ledger(tmp_path / "a.xlsx"))
    findings = checked.findings.frame
    assert sorted(checked.communities.frame["name"]) == ["兰苑", "梅苑", "竹苑"]
    gone = findings[findings["rule"].isin(["note_row", "signature_row", "header_repeated", "totals_row", "blank_row"])]
    assert sorted(map(int, gone["row"])) == [5, 8, 10, 11, 12]
    wrong = findings[findings["rule"] == "totals_mismatch"]
    assert wrong[["row", "field", "found", "becomes"]].to_numpy().tolist() == [["10", "households", "310", "300"]]


@pytest.mark.parametrize("bottom", [[], ["小计", None, 200], ["合计：", None, 300]])
def test_right_totals_are_not_doubted(tmp_path, bottom):
    rows = [["小区名称", "街道", "户数"], ["甲", "一", 120], ["乙", "一", 80], ["小计", None, 200], ["丙", "二", 100]]
    more = [["小计", None, 100], ["合计", None, "300户"]] if not bottom else [bottom]
    findings = check(write_book(tmp_path / "a.xlsx", rows + more)).findings.frame
    mismatches = findings[findings["rule"] == "totals_mismatch"]
    assert mismatches["row"].tolist() == (["6"] if bottom[:1] == ["小计"] else [])


def test_headers_of_two_rows_in_a_csv_have_no_merged_cells(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("台账,,,,\n小区名称,户数,资金来源,,备注\n,,中央,居民,\n甲,120,10,2,x\n", encoding="gb18030")
    raw = read_raw(file)
    assert raw.frame.columns.tolist() == [
        "name", "households", "fund_central_wan", "fund_residents_wan", "备注", "source_row",
    ]  # fmt: skip
    assert [note.found for note in reported(raw, "encoding_found")] == ["gb18030"]


def test_a_cell_merged_down_the_whole_sheet_does_not_swallow_its_rows(tmp_path):
    rows = [["老旧小区", "小区名称", "户数"], *([None, f"甲{place}", place] for place in range(1, 20))]
    assert len(read_table(write_book(tmp_path / "a.xlsx", rows, ("A1:A20",)))) == 19


def test_plain_blanks_are_not_filled_and_shared_figures_are_counted_once(tmp_path):
    rows = [["小区名称", "街道", "总投资", "建成年份"], ["甲", "一", 500, 1990], ["乙"], ["丙"], [], ["丁", None, 7]]
    raw = read_raw(write_book(tmp_path / "a.xlsx", rows, ("C2:C4", "D2:D4", "B2:B3")))
    assert raw.frame["subdistrict"].fillna("").tolist() == ["一", "一", "", "", ""]
    assert raw.frame["build_year"].fillna("").tolist() == ["1990", "1990", "1990", "", ""]
    assert raw.frame["invest_wan"].fillna("").tolist() == ["500", "", "", "", "7"]
    assert [(note.row, note.field, note.found) for note in reported(raw, "merged_figure")] == [
        ("2", "invest_money", "500")
    ]


def test_cells_in_error_and_formulas_never_calculated_are_marked(tmp_path):
    file = write_book(tmp_path / "a.xlsx", [["小区名称", "户数", "栋数"], ["甲", "=SUM(C2:C3)", "#REF!"]])
    table = read_table(file)
    assert table.loc[0, ["households", "buildings"]].tolist() == [NOT_CALCULATED, "#REF!"]
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for column, text in enumerate(("小区名称", "户数")):
        sheet.write(0, column, text)
    sheet.write(1, 0, "甲")
    sheet.row(1).set_cell_error(1, "#DIV/0!")
    book.save(str(tmp_path / "a.xls"))
    assert read_table(tmp_path / "a.xls")["households"].tolist() == ["#DIV/0!"]


def test_workbooks_of_1997_with_merged_cells_and_dates(tmp_path):
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("台账")
    sheet.write_merge(0, 0, 0, 3, "老旧小区台账")
    for column, text in enumerate(("小区名称", "街道", "户数", "开工日期")):
        sheet.write(1, column, text)
    sheet.write_merge(2, 3, 1, 1, "桃花仑街道")
    for row, name in ((2, "甲"), (3, "乙")):
        sheet.write(row, 0, name)
        sheet.write(row, 2, 120.0)
        sheet.write(row, 3, 45078, xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    file = tmp_path / "旧.xls"
    book.save(str(file))
    raw = read_raw(file)
    assert raw.sheet == "台账"
    assert list_layers(file) == ["台账"]
    assert raw.frame.drop(columns="source_row").to_numpy().tolist() == [
        ["甲", "桃花仑街道", "120", "2023-06-01"],
        ["乙", "桃花仑街道", "120", "2023-06-01"],
    ]


ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
<office:body><office:spreadsheet><table:table table:name="台账">
<table:table-row><c>小区名称</c><c>街道</c><c>户数</c></table:table-row>
<table:table-row><c>甲</c><c rows="2">桃花仑街道</c><n>120</n></table:table-row>
<table:table-row><c>乙</c><table:covered-table-cell/><e>#DIV/0!</e></table:table-row>
<table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="1024"/>
</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""


def write_ods(path):
    content = ODS.replace("\n", "")
    for short, attributes in (
        ("<c>", 'office:value-type="string"'),
        ('<c rows="2">', 'office:value-type="string" table:number-rows-spanned="2" table:number-columns-spanned="1"'),
        ("<n>", 'office:value-type="float" office:value="120"'),
        ("<e>", 'office:value-type="string" office:string-value="" calcext:value-type="error"'),
    ):
        content = content.replace(short, f"<table:table-cell {attributes}><text:p>")
    for closing in ("</c>", "</n>", "</e>"):
        content = content.replace(closing, "</text:p></table:table-cell>")
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", content)):
            archive.writestr(name, text)
    return path


def test_open_document_with_merged_cells_and_errors(tmp_path):
    raw = read_raw(write_ods(tmp_path / "a.ods"))
    assert raw.frame.drop(columns="source_row").to_numpy().tolist() == [
        ["甲", "桃花仑街道", "120"],
        ["乙", "桃花仑街道", "#DIV/0!"],
    ]


def test_a_web_page_named_xls(tmp_path):
    page = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><meta charset=gbk><table>
    <tr><td colspan=4>台账</td></tr><tr><td rowspan=2>小区名称</td><td rowspan=2>街道</td>
    <td colspan=2>资金来源</td></tr>
    <tr><td>中央</td><td>省级</td></tr>
    <tr><td>甲&nbsp;苑</td><td rowspan=2>桃花仑</td><td>1</td><td>2</td></tr><tr><td>乙</td><td>3</td><td>4</td></tr>
    </table></html>"""
    file = tmp_path / "导出.xls"
    file.write_bytes(page.encode("gbk"))
    raw = read_raw(file)
    assert raw.frame.drop(columns="source_row").to_numpy().tolist() == [
        ["甲 苑", "桃花仑", "1", "2"],
        ["乙", "桃花仑", "3", "4"],
    ]
    assert {note.rule for note in raw.notes} >= {"not_a_workbook", "encoding_found", "header_rows"}


def test_a_text_table_named_xls(tmp_path):
    file = tmp_path / "导出.xls"
    file.write_bytes("小区名称\t户数\n甲\t120\n".encode("utf-16"))
    raw = read_raw(file)
    assert raw.frame["households"].tolist() == ["120"]
    assert [note.found for note in reported(raw, "not_a_workbook")] == ["CSV"]


def test_a_password_is_named_as_the_reason(tmp_path):
    renamed = tmp_path / "a.xls"
    renamed.write_bytes((FILES / "password.xlsx").read_bytes())
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    for file in (FILES / "password.xlsx", renamed, tmp_path / "a.ods"):
        with pytest.raises(SourceError, match="password") as raised:
            read_table(file)
        assert "密码" in raised.value.in_words("zh")


def test_the_sheet_with_most_known_headers_is_read_and_hidden_ones_are_not(tmp_path):
    book = Workbook()
    book.active.title = "封面"
    book.active.append(["老旧小区台账"])
    data, hidden = book.create_sheet("数据"), book.create_sheet("选项")
    data.append(["小区名称", "户数"])
    data.append(["甲", 120])
    for sheet in (hidden,):
        sheet.append(["小区名称", "户数", "街道"])
        sheet.append(["x", 1, "y"])
        sheet.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    raw = read_raw(tmp_path / "a.xlsx")
    assert raw.frame["name"].tolist() == ["甲"]
    assert raw.sheet == "数据"
    assert [note.found for note in reported(raw, "sheets_hidden_left")] == ["选项!A1 (1)"]
    assert [(part.sheet, part.rows, part.used, part.outcome) for part in raw.parts] == [
        ("数据", 1, 1, "read"), ("封面", 0, 0, "not_a_list"), ("选项", 1, 0, "concealed"),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_text_tables_in_any_encoding_and_with_any_separator(tmp_path, encoding, separator):
    file = tmp_path / "a.csv"
    rows = [["小区名称", "街道", "边界"], ["甲苑", "桃花仑", '"POLYGON ((0 0, 1 0, 1 1, 0 0))"'], ["㙍䶮苑", "b", ""]]
    file.write_bytes("\r\n".join(separator.join(row) for row in rows).encode(encoding))
    table = read_table(file)
    assert table["name"].tolist() == ["甲苑", "㙍䶮苑"]
    assert table["geometry"].tolist()[0].startswith("POLYGON")


def test_mojibake_is_restored_and_reported(tmp_path):
    text = "小区名称,街道,户数\n上海新村,徐汇街道,120\nPlaza,徐汇街道,80\n"
    for wrong, right in (("latin-1", "gb18030"), ("latin-1", "utf-8"), ("gb18030", "utf-8")):
        garbled = text.encode(right).decode(wrong, "replace")
        file = tmp_path / "a.csv"
        file.write_text(garbled, encoding="utf-8")
        raw = read_raw(file)
        assert raw.frame["households"].tolist() == ["120", "80"]
        assert raw.frame["name"].tolist() == ["上海新村", "Plaza"]
        assert len(reported(raw, "mojibake")) == 1


def test_text_in_no_known_encoding_asks_for_it(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes("小区名稱,戶數\n".encode() + b"\xff\x80\xfe\x81\xff" * 30)
    with pytest.raises(SourceError, match="--encoding") as raised:
        read_table(file)
    assert "--encoding" in raised.value.in_words("zh")
    file.write_bytes("小區名稱,戶數\n梅苑,120\n".encode("big5"))
    assert read_table(file, encoding="big5").columns.tolist()[:2] == ["小區名稱", "戶數"]
    with pytest.raises(SourceError, match="--encoding"):
        read_table(file, encoding="no-such-encoding")


def test_a_title_before_a_csv_header_does_not_set_its_width(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("老旧小区台账\n小区名称,户数,街道\n甲,1,一\n乙,2,二,多出\n", encoding="utf-8")
    table = read_table(file)
    assert table["subdistrict"].tolist() == ["一", "二"]
    assert table["column 4"].fillna("").tolist() == ["", "多出"]


CELLS = st.one_of(
    st.none(),
    st.sampled_from(["小区名称", "户数", "街道", "合计", "注: 某", "一、赫山区", "甲苑", "120", "1", "2", "3"]),
    st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=5),
)


@settings(deadline=None)  # files on a shared disk
@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=12))
def test_no_row_under_the_header_is_lost(tmp_path_factory, rows):
    file = tmp_path_factory.mktemp("rows") / "a.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["小区名称", "户数", "街道"], *rows, ["末", "1", "x"]])
    raw = read_raw(file)
    spans = [[int(row) for row in note.found.split("-")] for note in reported(raw, "header_rows")]
    top = int(raw.parts[0].place.strip("ABCDE"))
    first = next((span[-1] for span in spans if span[0] <= top <= span[-1]), 1)
    below = [row for span in spans for row in range(span[0], span[-1] + 1) if row > first]
    aside = [int(note.row) for rule in ("note_row", "signature_row", "header_repeated") for note in reported(raw, rule)]
    assert sorted([*aside, *below, *raw.frame["source_row"]]) == list(range(first + 1, len(rows) + 3))
