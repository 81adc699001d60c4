"""Workbooks of several sheets and tables, several files, hidden rows: all that lists communities is read, once."""

from __future__ import annotations

import openpyxl
import pytest
import xlwt
from office_files import HEADERS, NAMES, community, table, write_sheets, write_xlsb
from openpyxl.styles import Font

from cluster_planner.errors import SourceError
from cluster_planner.pipeline import Inputs, check_tables, read_tables, report_findings
from cluster_planner.settings import Settings
from cluster_planner.sources import read_raw

FIRST, REST = range(1, 7), range(7, 13)


def names_in(raw):
    return raw.frame["name"].tolist()


def rows_of(raw):
    return raw.frame["source_row"].astype("str").tolist()


def found(raw, rule):
    return [note.found for note in raw.notes if note.rule == rule]


def gave(raw):
    return [(part.sheet, part.rows, part.used, part.outcome) for part in raw.parts]


def check(path, **more):
    return check_tables(read_tables(Inputs(table=path, **more)), Settings())


def two_counties(tmp_path, **more):
    return write_sheets(tmp_path / "a.xlsx", {"资阳区": table(FIRST), "赫山区": table(REST), **more})


def side_by_side(*tables, gap=1):
    height = max(map(len, tables))
    padded = [[*rows, *[[None] * len(rows[0])] * (height - len(rows))] for rows in tables]
    return [
        [cell for place, row in enumerate(rows) for cell in [*[None] * (gap * (place > 0)), *row]]
        for rows in zip(*padded, strict=True)
    ]


def test_every_sheet_with_the_same_kind_of_headers_is_read_under_its_name(tmp_path):
    raw = read_raw(two_counties(tmp_path, 汇总=[["县市区", "小区数"], ["资阳区", 6]]))
    assert names_in(raw) == NAMES
    assert rows_of(raw)[5:8] == ["资阳区!7", "赫山区!2", "赫山区!3"]
    assert gave(raw) == [("资阳区", 6, 6, "read"), ("赫山区", 6, 6, "read"), ("汇总", 1, 0, "not_a_list")]


@pytest.mark.parametrize("layer", ["南县,安化县", "南县，安化县", ["南县", "安化县"], ["南县, 安化县"]])
def test_sheets_are_chosen_by_name(tmp_path, layer):
    sheets = {"南县": table(range(1, 4)), "桃江县": table(range(4, 7)), "安化县": table(range(7, 10))}
    assert names_in(read_raw(write_sheets(tmp_path / "a.xlsx", sheets), layer=layer)) == [*NAMES[:3], *NAMES[6:9]]


def test_a_comma_in_the_name_of_a_sheet_and_a_sheet_that_is_not_there(tmp_path):
    file = write_sheets(tmp_path / "a.xlsx", {"南县,一": table(FIRST), "其他": table(REST)})
    raw = read_raw(file, layer="南县,一")
    assert (names_in(raw), rows_of(raw)[0]) == (NAMES[:6], "2")
    with pytest.raises(SourceError) as error:
        read_raw(file, layer="南县")
    assert "南县,一" in error.value.in_words("zh")


def exchanged():
    """Return headers with floor and site area in the other order."""
    return [*HEADERS[:6], "占地面积(㎡)", "建筑面积(㎡)", *HEADERS[8:]]


@pytest.mark.parametrize(
    "between", [[], [[None]], [[None], ["赫山区"]], [[None], [None], ["二、赫山区"], ["单位：户"]]]
)
def test_a_table_below_another_is_read_by_its_own_header(tmp_path, between):
    rows = [*table(FIRST), *between, *table(REST, exchanged())]
    raw = read_raw(write_sheets(tmp_path / "a.xlsx", {"台账": rows}))
    frame = raw.frame.dropna(subset="community_id")
    assert frame["name"].tolist() == NAMES
    assert frame["floor_area_m2"].tolist() == [str(community(number)[6]) for number in range(1, 13)]
    assert frame["site_m2"].tolist() == [str(community(number)[7]) for number in range(1, 13)]
    assert frame["source_row"].tolist() == [*range(2, 8), *range(9 + len(between), 15 + len(between))]


def test_a_table_below_with_other_columns_and_the_same_header_again(tmp_path):
    short = ["小区名称", "户数", "备注"]
    rows = [*table(FIRST), [], short, *([NAMES[number - 1], 5 * number, "x"] for number in REST)]
    frame = read_raw(write_sheets(tmp_path / "a.xlsx", {"台账": rows})).frame.dropna(subset="name")
    assert frame["households"].tolist()[6:] == [str(5 * number) for number in REST]
    raw = read_raw(write_sheets(tmp_path / "b.xlsx", {"台账": [*table(FIRST), *table(REST)]}))
    assert [note.row for note in raw.notes if note.rule == "header_repeated"] == ["8"]
    assert len(raw.parts) == 1


@pytest.mark.parametrize(
    ("tables", "gap", "rows"),
    [
        ((table(FIRST), table(REST)), 1, ["A2", "A7", "L2", "L7"]),
        ((table(FIRST), table(REST)), 3, ["A2", "A7", "N2", "N7"]),
        ((table(FIRST), table(REST)), 0, ["A2", "A7", "K2", "K7"]),
        ((table(range(1, 3)), table(range(3, 13))), 1, ["A2", "A3", "L2", "L11"]),
        ((table(FIRST), table(REST, exchanged())), 1, ["A2", "A7", "L2", "L7"]),
    ],
)
def test_tables_side_by_side(tmp_path, tables, gap, rows):
    raw = read_raw(write_sheets(tmp_path / "a.xlsx", {"台账": side_by_side(*tables, gap=gap)}))
    frame = raw.frame.dropna(subset="name")
    assert frame["name"].tolist() == NAMES
    assert frame["site_m2"].tolist() == [str(community(number)[7]) for number in range(1, 13)]
    assert {*rows} <= {*frame["source_row"]}


def test_three_tables_side_by_side_under_a_title(tmp_path):
    parts = [table(range(first, first + 4)) for first in (1, 5, 9)]
    raw = read_raw(write_sheets(tmp_path / "a.xlsx", {"台账": [["某市老旧小区台账"], *side_by_side(*parts)]}))
    assert names_in(raw) == NAMES
    assert [part.place for part in raw.parts] == ["A2", "L2", "W2"]


def test_a_blank_column_within_a_table_splits_nothing(tmp_path):
    rows = [[*row[:4], None, *row[4:]] for row in table()]
    raw = read_raw(write_sheets(tmp_path / "a.xlsx", {"台账": rows}))
    assert (names_in(raw), len(raw.parts), rows_of(raw)[0]) == (NAMES, 1, "2")


@pytest.mark.parametrize("title", [[], [["某市老旧小区台账"]]])
def test_a_table_on_its_side_is_turned_with_a_note(tmp_path, title):
    rows = [*title, *map(list, zip(*table(), strict=True))]
    raw = read_raw(write_sheets(tmp_path / "a.xlsx", {"台账": rows}))
    assert names_in(raw) == NAMES
    assert raw.frame["households"].tolist() == [str(90 + 10 * number) for number in range(1, 13)]
    assert rows_of(raw)[:2] == ["B", "C"]
    assert found(raw, "table_turned") == ["A1"]


def test_a_form_with_labels_in_two_columns_is_said_to_lie_on_its_side(tmp_path):
    rows = [["小区名称", "梅苑", "户数", 120], ["街道", "一", "建成年份", 1990], ["县市区", "甲", "楼栋数", 3]]
    with pytest.raises(SourceError) as error:
        read_raw(write_sheets(tmp_path / "a.xlsx", {"表": rows}))
    assert "横放" in error.value.in_words("zh")


@pytest.mark.parametrize("cover", [[["老旧小区台账"]], []])
def test_a_list_on_a_hidden_sheet_is_read_and_named(tmp_path, cover):
    file = write_sheets(tmp_path / "a.xlsx", {"封面": cover, "数据": table()}, hidden=("数据",))
    raw = read_raw(file)
    assert (names_in(raw), found(raw, "sheet_hidden")) == (NAMES, ["数据"])
    with pytest.raises(SourceError) as error:
        read_raw(file, hidden="skip")
    assert "数据" in error.value.in_words("zh")
    assert names_in(read_raw(file, layer="数据", hidden="skip")) == NAMES


def test_a_hidden_sheet_next_to_a_list_is_left_out_and_named(tmp_path):
    file = write_sheets(tmp_path / "a.xlsx", {"今年": table(FIRST), "去年": table(REST)}, hidden=("去年",))
    raw = read_raw(file)
    assert (names_in(raw), found(raw, "sheets_hidden_left")) == (NAMES[:6], ["去年!A1 (6)"])
    raw = read_raw(file, layer=["今年", "去年"])
    assert names_in(raw) == NAMES


def test_more_rows_left_than_read_is_an_error(tmp_path):
    file = write_sheets(tmp_path / "a.xlsx", {"今年": table(range(1, 4)), "全部": table()}, hidden=("全部",))
    findings = check(file).findings.frame
    [left] = findings[findings["rule"] == "more_left_than_read"].to_dict("records")
    assert (left["severity"], left["found"]) == ("error", "全部!A1 (12)")


def styled(path, *, struck=(), hidden=(), columns=range(1, 11)):
    book = openpyxl.load_workbook(write_sheets(path, {"台账": table()}))
    for row in struck:
        for column in columns:
            book.active.cell(row, column).font = Font(strike=True)
    for row in hidden:
        book.active.row_dimensions[row].hidden = True
    book.save(path)
    return path


def test_hidden_and_struck_rows_are_read_and_named_or_left_out(tmp_path):
    file = styled(tmp_path / "a.xlsx", struck=[4], hidden=[3, 5])
    raw = read_raw(file)
    assert (names_in(raw), found(raw, "rows_hidden"), found(raw, "rows_struck")) == (NAMES, ["3, 5"], ["4"])
    raw = read_raw(file, hidden="skip")
    assert names_in(raw) == ["梅苑", *NAMES[4:]]
    assert (found(raw, "rows_hidden_left"), found(raw, "rows_struck_left")) == (["3, 5"], ["4"])
    assert gave(raw) == [("台账", 12, 9, "read")]


@pytest.mark.parametrize(("columns", "is_said"), [([2], True), (range(1, 8), True), ([6], False), ([9, 10], False)])
def test_a_row_is_struck_through_by_its_name_or_most_of_its_cells(tmp_path, columns, is_said):
    raw = read_raw(styled(tmp_path / "a.xlsx", struck=[4], columns=columns))
    assert found(raw, "rows_struck") == (["4"] if is_said else [])


def test_hidden_and_struck_rows_of_other_workbooks(tmp_path):
    assert found(read_raw(write_xlsb(tmp_path / "a.xlsb", table(), hidden=[2, 4])), "rows_hidden") == ["3, 5"]
    book = xlwt.Workbook(encoding="utf-8")
    sheet, struck = book.add_sheet("台账"), xlwt.easyxf("font: struck_out on")
    for row, cells in enumerate(table()):
        for column, value in enumerate(cells):
            sheet.write(row, column, value, *([struck] if row == 3 else []))
    sheet.row(2).hidden = True
    book.save(str(tmp_path / "a.xls"))
    raw = read_raw(tmp_path / "a.xls")
    assert (found(raw, "rows_hidden"), found(raw, "rows_struck")) == (["3"], ["4"])


def test_hidden_rows_of_several_sheets_are_named_with_their_sheet(tmp_path):
    file = two_counties(tmp_path)
    book = openpyxl.load_workbook(file)
    book["赫山区"].row_dimensions[3].hidden = True
    book.save(file)
    [note] = [note for note in read_raw(file).notes if note.rule == "rows_hidden"]
    assert (note.row, note.found) == ("赫山区", "3")


BASIC, COSTS = HEADERS, ["项目编号", "小区名称", "估算总投资(万元)"]


def costs(numbers, key="项目编号"):
    header = [key, "估算总投资(万元)"]
    place = HEADERS.index(key)
    return [header, *([community(number)[place], 100 + number] for number in numbers)]


@pytest.mark.parametrize("key", ["项目编号", "小区名称"])
def test_sheets_on_the_same_communities_become_one(tmp_path, key):
    raw = read_raw(write_sheets(tmp_path / "a.xlsx", {"基本情况": table(), "投资": costs(range(12, 0, -1), key)}))
    assert names_in(raw) == NAMES
    assert raw.frame["invest_wan"].tolist() == [str(100 + number) for number in range(1, 13)]
    assert rows_of(raw)[0] == "基本情况!2 + 投资!13"
    assert gave(raw) == [("基本情况", 12, 12, "read"), ("投资", 12, 12, "merged")]
    assert found(raw, "tables_merged") == ["投资"]


def test_rows_of_other_communities_follow_and_contradictions_are_noted(tmp_path):
    other = [
        ["项目编号", "户数", "估算总投资(万元)"],
        [community(1)[0], 999, 7],
        [community(12)[0], 210, 8],
        ["X", 50, 9],
    ]
    raw = read_raw(write_sheets(tmp_path / "a.xlsx", {"基本情况": table(FIRST), "投资": other[:2] + other[3:]}))
    assert raw.frame["community_id"].tolist()[-1] == "X"
    assert [
        (note.row, note.field, note.found, note.becomes) for note in raw.notes if note.rule == "tables_disagree"
    ] == [("投资!2", "households", "999", "100")]


def test_the_same_names_in_other_counties_are_other_communities(tmp_path):
    def sheet(county, extra):
        return [["小区名称", "县市区", "户数", extra], *([name, county, 100, 1] for name in ("家属院", "粮食局宿舍"))]

    raw = read_raw(
        write_sheets(tmp_path / "a.xlsx", {"甲": sheet("资阳区", "楼栋数"), "乙": sheet("赫山区", "单元数")})
    )
    assert len(raw.frame) == 4


def test_several_files_and_a_folder(tmp_path):
    folder = tmp_path / "台账"
    folder.mkdir()
    one = write_sheets(folder / "1.xlsx", {"台账": table(FIRST)})
    other = folder / "2.csv"
    other.write_text("\n".join(",".join(map(str, row)) for row in table(REST)), encoding="gb18030")
    (folder / "~$1.xlsx").write_bytes(b"\x05admin")
    for raw in (read_raw([one, other]), read_raw(folder), read_raw([str(folder)])):
        assert names_in(raw) == NAMES
        assert rows_of(raw)[5:7] == ["1.xlsx 7", "2.csv 2"]
    assert len(check(folder).communities) == 12
    (tmp_path / "空").mkdir()
    with pytest.raises(SourceError) as error:
        read_raw(tmp_path / "空")
    assert "没有工作簿" in error.value.in_words("zh")


def test_sheets_of_several_files_are_named_with_both(tmp_path):
    two = two_counties(tmp_path)
    more = write_sheets(tmp_path / "b.xlsx", {"南县": [HEADERS, ["Y", "某苑", *community(1)[2:]]]})
    assert rows_of(read_raw([two, more]))[-2:] == ["a.xlsx 赫山区!7", "b.xlsx 南县!2"]


def test_amounts_in_yuan_and_in_10_000_keep_their_worth(tmp_path):
    rows = [["小区名称", "户数", "估算总投资(万元)"], ["甲苑", 100, 50]]
    yuan = [["小区名称", "户数", "invest_money"], ["乙苑", 100, 600000]]
    checked = check(write_sheets(tmp_path / "a.xlsx", {"甲": rows, "乙": yuan}))
    amounts = checked.communities.frame.set_index("name")["invest_money"]
    assert amounts.to_dict() == {"甲苑": 500_000.0, "乙苑": 600_000.0}


def test_findings_are_marked_in_every_sheet(tmp_path):
    there, beyond = table(FIRST), table(REST)
    there[2][5], beyond[3][5] = "一百", "#REF!"
    inputs = Inputs(table=write_sheets(tmp_path / "a.xlsx", {"资阳区": there, "赫山区": beyond}))
    written = report_findings(inputs, check(inputs.table), tmp_path / "out", fix=True)
    book = openpyxl.load_workbook(written["findings"])
    assert {"资阳区", "赫山区"} <= set(book.sheetnames)
    assert book["资阳区"]["F3"].comment is not None
    assert book["赫山区"]["F4"].comment is not None
    assert {"资阳区", "赫山区"} <= set(openpyxl.load_workbook(written["cleaned"]).sheetnames)


def test_what_each_sheet_gave_is_a_sheet_of_the_findings(tmp_path):
    file = two_counties(tmp_path, 说明=[["填表说明"]])
    written = report_findings(Inputs(table=file), check(file), tmp_path / "out")
    sheet = openpyxl.load_workbook(written["findings"])["读取情况"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["a.xlsx", "资阳区", "A1", "6 行，读取 6 行。"],
        ["a.xlsx", "赫山区", "A1", "6 行，读取 6 行。"],
        ["a.xlsx", "说明", "A1", "不是小区清单，未读取（0 行，用 0 行）。"],
    ]


def test_cells_are_named_by_the_columns_of_their_own_table(tmp_path):
    one, other = ["小区名称", "县市区", "户数", "建成年份"], ["建成年份", "户数", "小区名称", "县市区"]
    sheets = {
        "甲": [one, ["梅苑", "甲区", "约120", 1990], ["兰苑", "甲区", 90, 1991]],
        "乙": [["某区台账", None, None, None], other, [1990, "约80", "竹苑", "乙区"], ["约1995", 70, "菊苑", "乙区"]],
        "丙": side_by_side(
            [one, ["松苑", "丙区", 60, 1990], ["柏苑", "丙区", 50, 1990]],
            [one, ["桂苑", "丙区", "约40", 1990], ["枫苑", "丙区", 30, 1990]],
        ),
    }
    findings = check(write_sheets(tmp_path / "a.xlsx", sheets)).findings.frame
    about = findings.query("rule == 'number_about'")
    named = zip(about["sheet"], about["cell"], about["found"], strict=True)
    assert set(named) == {("甲", "C2", "约120"), ("乙", "B3", "约80"), ("丙", "H2", "约40")}
    assert set(findings.loc[findings["found"] == "约1995", "cell"]) == {"A4"}
