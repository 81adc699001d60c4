"""Files are put right by somebody who reads only what the tool says: which file, sheet and cell, and what to do."""

import json
import re

import openpyxl
import pandas as pd
import pytest
from clerk_files import HEADER, rows, text_table, with_cell, write_book, write_text
from command_line import run
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_planner.model import Findings, Rule
from cluster_planner.words.tables import finding_table, first_findings

METRES = [[*row[:4], f"{437_000 + 90 * place}", "3161000", *row[6:]] for place, row in enumerate(rows())]


def first_of(said):
    """Return the first numbered sentence, and how many communities can be used."""
    return re.search(r"^1\. .*$", said, re.MULTILINE)[0], int(re.search(r"可用小区 (\d+) 个", said)[1])


@pytest.mark.parametrize(
    ("column", "wrong", "right", "cell", "asks"),
    [
        ("户数", "#REF!", 320, "H4", ("公式错误", "#REF!", "整数，例如 320", "在 Excel 中改正公式")),
        ("户数", "三十来户吧", 30, "H4", ("不是数值", "三十来户吧", "整数，例如 320", "改正")),
        ("经度", "112.35.20", "112.352", "E4", ("坐标无法识别", "处理：112.352", "例如 112.355012")),
        ("经度", "12.352", "112.352", "E4", ("远离其他各行", "例如 112.355012", "核对地址与坐标")),
        ("房屋结构", "太空舱", "砖混", "I4", ("不在可选值之内", "太空舱", "砖混、框架")),
        ("建成年份", "说不准", 1992, "G4", ("不是年份", "说不准", "四位数年份，例如 1998")),
        ("户数", -3, 300, "H4", ("超出合理范围", "-3", "例如 320")),
    ],
)
def test_a_cell_is_found_by_its_sentence_and_the_right_value_ends_it(tmp_path, column, wrong, right, cell, asks):
    said = run("check", write_book(tmp_path / "ledger.xlsx", with_cell(column, 2, wrong)))
    sentence, _ = first_of(said)
    assert sentence.startswith(f"1. ledger.xlsx，工作表“2024”，{cell}：“{column}")
    assert all(text in sentence for text in asks), sentence
    assert openpyxl.load_workbook(tmp_path / "ledger.xlsx")["2024"][cell].value == wrong
    right_book = write_book(tmp_path / "ledger.xlsx", with_cell(column, 2, right))
    sentence, usable = first_of(run("plan", right_book, "--dry-run"))
    assert usable == len(rows())
    assert cell not in sentence


def test_ids_that_repeat_are_named_together_and_one_of_them_is_changed(tmp_path):
    book = write_book(tmp_path / "ledger.xlsx", with_cell("项目编号", 2, "YY-1"))
    sentence, usable = first_of(run("check", book))
    assert sentence.startswith("1. ledger.xlsx，工作表“2024”，A2、A4：“项目编号”编号重复")
    assert "请改正编号或只保留一行" in sentence
    assert usable == len(rows()) - 2
    assert first_of(run("plan", write_book(book, rows()), "--dry-run"))[1] == len(rows())


def test_metres_without_a_system_name_the_option_and_an_example_that_works(tmp_path):
    table = write_text(tmp_path / "ledger.csv", text_table(METRES))
    said = run("check", table, expect=3)
    option = re.search(r"--crs", said)[0]
    code = re.findall(r"EPSG:\d+", said)[-1]
    assert first_of(run("plan", table, option, code, "--dry-run"))[1] == len(rows())


def test_a_header_that_may_mean_several_fields_says_which_and_is_renamed(tmp_path):
    unclear = (*HEADER[:7], "编号", HEADER[8])
    book = write_book(tmp_path / "ledger.xlsx", rows(), header=unclear)
    sentence, _ = first_of(run("check", book))
    assert sentence.startswith("1. ledger.xlsx，工作表“2024”，H 列：表头含义不明")
    assert "请把表头改为“处理”一栏中的一个名称" in sentence
    assert "--fields" in sentence
    renamed = write_book(book, rows(), header=HEADER)
    assert "表头含义不明" not in run("plan", renamed, "--dry-run")


def test_dates_of_either_order_are_written_anew(tmp_path):
    def with_dates(*dates):
        return [[*row, date] for row, date in zip(rows(), [*dates, "", "", "", ""], strict=True)]

    book = write_book(tmp_path / "ledger.xlsx", with_dates("03/04/2024", "05/06/2024"), header=(*HEADER, "开工日期"))
    sentence, _ = first_of(run("check", book))
    assert "J2、J3：“开工日期”" in sentence
    assert "例如 2027-03-11" in sentence
    write_book(book, with_dates("2024-04-03", "2024-06-05"), header=(*HEADER, "开工日期"))
    assert "J2" not in run("plan", book, "--dry-run")


def test_a_barrier_without_a_shape_is_the_first_thing_said_and_a_drawn_one_is_used(tmp_path):
    book, river = write_book(tmp_path / "ledger.xlsx", rows()), tmp_path / "river.geojson"
    feature = {"type": "Feature", "properties": {"kind": "river"}, "geometry": None}
    write_text(river, json.dumps({"type": "FeatureCollection", "features": [feature]}))
    sentence, _ = first_of(run("plan", book, "--barriers", river, "--dry-run"))
    assert sentence.startswith("1. river.geojson")
    feature["geometry"] = {"type": "LineString", "coordinates": [[112.3, 28.5], [112.4, 28.5]]}
    write_text(river, json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert "river.geojson" not in run("plan", book, "--barriers", river, "--dry-run")


def test_what_is_put_right_is_planned(tmp_path):
    book = write_book(tmp_path / "ledger.xlsx", with_cell("户数", 2, "三十来户吧"))
    said = run("plan", book, "--out", tmp_path / "plan")
    assert re.search(r"^[1-5]\. ledger.xlsx，工作表“2024”，H4", said, re.MULTILINE)
    said = run("plan", write_book(book, rows()), "--out", tmp_path / "plan")
    assert "H4" not in said
    listed = pd.read_excel(tmp_path / "plan" / "plan.xlsx", sheet_name=None, engine="calamine")
    assert len(listed) > 1


def test_the_sheets_of_findings_have_file_sheet_and_cell(tmp_path):
    run("check", write_book(tmp_path / "ledger.xlsx", with_cell("户数", 2, "#REF!")), "--out", tmp_path)
    listed = pd.read_excel(tmp_path / "findings.xlsx", sheet_name="问题清单", dtype="str", engine="calamine")
    assert listed.loc[0, ["文件", "工作表", "单元格"]].tolist() == ["ledger.xlsx", "2024", "H4"]


WRONG, DEAR, DONE = Rule("not_a_number", "warning"), Rule("error_cell", "error"), Rule("number_about", "repair")


def test_a_hundred_equal_findings_are_one_line_with_the_first_cells_and_their_number():
    found = Findings.of(WRONG, row=range(2, 102), field="households", found=[f"x{place}" for place in range(100)])
    cells = [f"F{row}" for row in range(2, 102)]
    placed = Findings(found.frame.assign(file="a.xlsx", sheet="2024", cell=cells))
    (line,) = first_findings(placed, "zh")
    assert line.startswith("1. a.xlsx，工作表“2024”，F2、F3、F4 等共 100 处：“户数（户）”不是数值")
    assert "原值“x0”、“x1”、“x2” 等" in line
    (line,) = first_findings(placed, "en")
    assert line.startswith('1. a.xlsx, sheet "2024", F2, F3, F4 and others, 100 in all: Households: not a number')


@settings(deadline=None, max_examples=10)
@given(st.permutations([DEAR, WRONG, DONE]), st.lists(st.integers(1, 9), min_size=3, max_size=3))
def test_what_costs_most_comes_first_however_often_the_rest_is_found(rules, sizes):
    parts = [Findings.of(rule, row=range(size), field="households") for rule, size in zip(rules, sizes, strict=True)]
    table = finding_table(Findings.concat(parts), "en")
    assert table["rule"].drop_duplicates().tolist() == ["error_cell", "not_a_number", "number_about"]
    assert len(first_findings(Findings.concat(parts), "en")) == len(parts)


def test_no_more_than_five_are_said_and_of_equal_cost_the_frequent_first():
    fields = ("households", "buildings", "units", "lifts", "storeys", "residents", "parking")
    parts = [Findings.of(WRONG, row=range(2, 4 + size), field=name) for size, name in enumerate(fields)]
    lines = first_findings(Findings.concat(parts), "zh")
    assert [line[:2] for line in lines] == ["1.", "2.", "3.", "4.", "5."]
    assert "停车位" in lines[0]
    assert first_findings(Findings.none(), "zh") == []
