"""`cluster-planner lifts` as a user meets it: real sheets, good and broken."""

from fractions import Fraction

import command_line
import openpyxl
import pandas as pd
import pytest

from cluster_planner.errors import DataError, SourceError
from cluster_planner.lifts import LiftTerms, type_flats
from cluster_planner.pipeline import share_lifts, write_lifts

HEADERS = ["单元", "楼层", "房号", "专有面积（㎡）", "业主", "意见", "参与分摊"]


def run(*arguments, expect=0):
    return command_line.run("lifts", *arguments, expect=expect)


def sheet(path, rows, headers=HEADERS):
    book = openpyxl.Workbook()
    for row in [headers, *rows]:
        book.active.append(row)
    book.save(path)
    return path


def good_rows():
    return [
        [unit, f"{floor}层", f"{floor}0{k}", 80 + k, f"{unit}{floor}{k}", "同意" if floor < 6 else "反对", None]
        for unit in ("1单元", "2单元")
        for floor in range(1, 7)
        for k in (1, 2)
    ]


def cells(path):
    return {tab.title: list(tab.iter_rows(values_only=True)) for tab in openpyxl.load_workbook(path)}


def test_the_command_shares_to_the_cent_and_judges_each_stairwell(tmp_path):
    rows = good_rows()
    rows[-3][5] = rows[-4][5] = "不同意"
    rows.append(["合计", None, None, 1932, None, None, None])
    out = tmp_path / "out.xlsx"
    said = run(sheet(tmp_path / "分户表.xlsx", rows), "--out", out, "--cost", "60.000001", "--subsidy", "10")
    assert "1单元：通过" in said
    assert "2单元：未通过：同意不足" in said
    assert "至少还需 1 名业主" in said
    book = cells(out)
    assert list(book) == ["单元汇总", "分户分摊", "分层比例", "表决结果", "说明"]
    header, *shares = book["分户分摊"]
    amount = header.index("分摊金额（元）")
    for unit in ("1单元", "2单元"):
        assert sum(Fraction(str(row[amount])) for row in shares if row[0] == unit) == Fraction("500000.01")
    assert "第二百七十八条" in str(book["说明"])
    assert "业主" not in header
    assert "1单元11" not in str(book)


def test_a_petition_as_people_sign_it_is_read_and_nobody_is_named(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page.append(["幸福小区加装电梯住户意见汇总表"])
    page.append(["序号", "单元号", "所在层", "房间号", "产权面积（平方米）", "户主姓名", "联系电话", "加装意见"])
    for floor in range(1, 7):
        for k in (1, 2):
            page.append([None, "1单元", floor, f"{floor}0{k}", 88.5, f"李{floor}{k}", 13812345678, "同意"])
    for column in "B", "C":
        for top in [3] if column == "B" else range(3, 15, 2):
            page.merge_cells(f"{column}{top}:{column}{14 if column == 'B' else top + 1}")
    page.append(["合计", None, None, None, "=SUM(E3:E14)"])
    page.append(["填表人：王主任 13912345678"])
    book.save(tmp_path / "签字表.xlsx")
    out = tmp_path / "out.xlsx"
    said = run(tmp_path / "签字表.xlsx", "--out", out)
    assert "1单元：通过。共 12 名业主、1,062.00 ㎡" in said
    everything = str(cells(out))
    assert "李" not in everything
    assert "138" not in everything


def test_the_template_filled_in_is_read_in_both_languages(tmp_path):
    for lang, agree, place in (("zh", "同意", "分户表"), ("en", "in favour", "Flats")):
        path, out = tmp_path / f"{lang}.xlsx", tmp_path / f"{lang}-out.xlsx"
        run(path, "--template", "--lang", lang)
        book = openpyxl.load_workbook(path)
        assert len(book[place].data_validations.dataValidation) == 2
        for k, floor in enumerate((3, 4, 5, 6), start=3):
            for column, value in enumerate(["3栋", 1, floor, f"{floor}01", 90.5, f"Y{k}", agree, None], start=1):
                book[place].cell(k, column, value)
        book.save(path)
        said = run(path, "--out", out, "--lang", lang, "--scheme", "P3")
        assert ("3栋-1：通过" if lang == "zh" else "3栋-1: Passed") in said
        run(path, "--template", "--lang", lang, expect=3)  # what is there is never overwritten


def refusal(path, **terms):
    """Why the sheet is refused, in both languages."""
    with pytest.raises(DataError) as refused:
        share_lifts(path, LiftTerms(**terms))
    return refused.value.in_words("zh"), refused.value.in_words("en")


def test_every_fault_of_a_sheet_is_named_with_row_value_rule_and_remedy(tmp_path):
    rows = good_rows()
    rows[0][1], rows[1][3], rows[2][5], rows[3][6], rows[4][4] = "顶楼", "八十", "再议", "也许", None
    rows[6][2] = rows[5][2]
    rows[7][4] = "李四 13812345678"
    zh, en = refusal(sheet(tmp_path / "bad.xlsx", rows))
    for fault in (
        "第 2 行 楼层 “顶楼”：不是 1 至 60 的楼层；请填整数",
        "第 3 行 专有面积（㎡） “八十”：不是 0.01 至 10,000 ㎡ 的面积",
        "第 4 行 意见 “再议”：不是可选的内容",
        "第 5 行 参与分摊 “也许”：不是可选的内容",
        "第 6 行 业主 “-”：未填；请补填",
        "第 8 行 房号 “302”：同一单元内房号重复",
    ):
        assert fault in zh
    assert "row 2, Floor '顶楼': is not a floor from 1 to 60" in en
    assert "李四" not in zh + en


def test_an_owner_of_two_opinions_is_reported_by_row_and_nothing_is_written(tmp_path):
    rows = good_rows()
    rows[7][4] = rows[8][4] = "李四"
    rows[7][5] = "反对"
    reported = run(sheet(tmp_path / "torn.xlsx", rows), "--out", tmp_path / "out.xlsx", expect=3)
    assert "第 9 行" in reported
    assert "第 10 行" in reported
    assert "李四" not in reported
    assert not (tmp_path / "out.xlsx").exists()


def test_sheets_that_cannot_be_used_as_a_whole_are_refused_in_a_sentence(tmp_path):
    zh, en = refusal(sheet(tmp_path / "a.xlsx", [[1, 2, "201"]], HEADERS[:3]))
    assert "缺少列：专有面积" in zh
    assert "lacks: Exclusive area" in en
    assert "没有任何住户" in refusal(sheet(tmp_path / "b.xlsx", []))[0]
    (tmp_path / "c.xlsx").write_bytes(b"PK no workbook")
    assert "可能已损坏" in refusal(tmp_path / "c.xlsx")[0]
    refusal(tmp_path / "none.xlsx")
    good = share_lifts(sheet(tmp_path / "good.xlsx", good_rows()), LiftTerms())
    with pytest.raises(SourceError, match=r"must be an \.xlsx"):
        write_lifts(good, tmp_path / "x.csv")
    assert "100%" in run(tmp_path / "good.xlsx", "--scheme", "P4", "--floor-shares", "3=50", expect=4)


def test_cells_are_read_as_people_write_them():
    table = pd.DataFrame(
        {
            "floor": ["三楼", "第12层", "4F"],
            "flat": ["301", "1201", "13812345678"],
            "exclusive_m2": ["85.32㎡", "1,085.325平方米", "90"],
            "owner": ["y01", "Ｙ01", "Y02"],
            "opinion": ["赞成", "同意", ""],
            "opts_in": ["", "否", "参与"],
            "source_row": [2, 3, 4],
        }
    )
    flats = type_flats(table).reset_index().sort_values("source_row")
    assert flats["floor"].tolist() == [3, 12, 4]
    assert flats["exclusive_m2"].tolist() == [85.32, 1085.32, 90.0]
    assert flats["owner"].nunique() == 2
    assert flats["opinion"].tolist() == ["agree", "agree", "absent"]
    assert flats["opts_in"].tolist() == [True, False, True]
    assert flats["flat"].tolist()[2] == "***"
