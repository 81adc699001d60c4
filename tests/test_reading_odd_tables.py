"""Folders in folders, blank columns, hundreds of unknown headers, and tables that lie on their side."""

import openpyxl
import pytest
from command_line import run

from cluster_planner.sources import read_raw

HEADERS = ["小区名称", "街道", "户数"]


def book(path, *rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)
    return path


@pytest.mark.parametrize("below", ["资阳区/资阳.xlsx", "资阳区/台账.xlsx", "市区/资阳区/台账.xlsx"])
def test_tables_in_folders_of_a_folder_are_read(tmp_path, below):
    book(tmp_path / "甲" / "台账.xlsx", HEADERS, ["甲小区", "东街", 1])
    book(tmp_path / "甲" / below, HEADERS, ["乙小区", "西街", 2])
    raw = read_raw(tmp_path / "甲")
    assert sorted(raw.frame["name"]) == ["乙小区", "甲小区"]
    assert raw.frame["source_row"].nunique() == len({part.file for part in raw.parts}) == 2


def test_what_systems_put_into_folders_is_no_table(tmp_path):
    book(tmp_path / "台账.xlsx", HEADERS, ["甲小区", "东街", 1])
    for aside in (".cache/b.xlsx", "__MACOSX/c.xlsx", "乙/~$d.xlsx"):
        book(tmp_path / aside, HEADERS, ["乙小区", "西街", 2])
    assert read_raw(tmp_path).frame["name"].tolist() == ["甲小区"]


def test_a_blank_column_is_no_unknown_header(tmp_path):
    side = book(tmp_path / "a.xlsx", [*HEADERS, None, "备用"], ["甲小区", "东街", 1, None, "x"])
    said = run("check", side)
    assert "column 4" not in said
    assert "备用" in said


def test_words_without_a_header_are_named(tmp_path):
    assert "column 4" in run("check", book(tmp_path / "a.xlsx", HEADERS, ["甲小区", "东街", 1, "x"]))


def test_hundreds_of_unknown_headers_are_one_line(tmp_path):
    many = [f"特殊指标{number}号" for number in range(200)]
    said = run("check", book(tmp_path / "a.xlsx", HEADERS + many, ["甲小区", "东街", 1, *["x"] * 200]))
    assert ("(200)" in said, "特殊指标0号" in said, "特殊指标9号" in said) == (True, True, False)


def turned(path):
    names = [f"{name}小区" for name in "甲乙丙丁"]
    rows = [["小区名称", *names], ["街道", *["东街"] * 4], ["户数", 1, 2, 3, 4], ["楼栋数", 1, 1, 1, 1]]
    return book(path, *rows, ["建成年份", 1990, 1991, 1992, 2990])


def test_a_table_on_its_side_names_columns_and_says_why_there_is_no_copy(tmp_path):
    file = turned(tmp_path / "a.xlsx")
    said = run("check", file)
    assert "第 E 行" not in said
    assert "横放" in run("check", file, "--fix", "--out", tmp_path / "out", expect=3)
