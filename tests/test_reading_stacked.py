"""Tables that stand one below another, of which the first is the shorter or the plainer."""

import openpyxl
import pytest

from cluster_planner.sources import read_raw

FIRST = [("小区名称", "街道", "户数"), ("甲小区", "东街", 1), ("乙小区", "东街", 2), ("丙小区", "东街", 3)]
SECOND = [
    ("序号", "街道", "小区名称", "楼栋数", "户数", "建成年代"),
    (1, "西街", "丁小区", 3, 70, 1990),
    (2, "西街", "戊小区", 4, 80, 1991),
]
PARENTS = [
    ("街道", "小区名称", "楼栋数", "户数", "建筑面积", None),
    (None, None, None, None, "总建筑面积", "住宅建筑面积"),
    ("西街", "丁小区", 3, 70, 7000, 6000),
    ("西街", "戊小区", 4, 80, 8000, 7000),
]
BLANK = [(None,)]
RIGHT = [("己小区", "北街", 4), ("庚小区", "北街", 5), (None, None, None)]


def book(path, rows):
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)
    return path


def names(raw):
    return [name for name in raw.frame["name"] if isinstance(name, str)]


@pytest.mark.parametrize(
    "rows",
    [
        FIRST + BLANK + SECOND,
        FIRST + SECOND,
        [*FIRST, *BLANK, ("2025年计划",), *SECOND],
        [("一、2023年项目",), *FIRST, *BLANK, ("二、2024年项目",), *SECOND],
        [("小区名称", "街道"), ("甲小区", "东街"), ("乙小区", "东街"), ("丙小区", "东街"), *BLANK, *SECOND],
        FIRST + BLANK + PARENTS,
        [*FIRST, *BLANK, ("小区名称", "户数", "街道"), ("丁小区", 70, "西街"), ("戊小区", 80, "西街")],
    ],
    ids=["blank", "adjacent", "title", "two titles", "no figures", "two header rows", "columns swapped"],
)
def test_a_plain_table_above_another_is_read(tmp_path, rows):
    raw = read_raw(book(tmp_path / "小区.xlsx", rows))
    assert names(raw) == ["甲小区", "乙小区", "丙小区", "丁小区", "戊小区"]
    assert raw.frame.set_index("name").loc["戊小区", "subdistrict"] == "西街"


def test_a_table_of_one_row_above_another_is_read(tmp_path):
    assert names(read_raw(book(tmp_path / "小区.xlsx", FIRST[:2] + SECOND))) == ["甲小区", "丁小区", "戊小区"]


@pytest.mark.parametrize("count", [3, 8, 11, 15, 25])
def test_both_tables_are_read_however_long_the_first_is(tmp_path, count):
    many = [(f"{number}号小区", "东街", 100 + number) for number in range(count)]
    raw = read_raw(book(tmp_path / "小区.xlsx", [FIRST[0], *many, *BLANK, *SECOND]))
    assert len(names(raw)) == count + 2
    assert [part.used for part in raw.parts] == [count, 2]


def test_a_table_below_two_side_by_side_is_not_cut_in_two(tmp_path):
    side = [(*one, None, *other) for one, other in zip(FIRST, [FIRST[0], *RIGHT], strict=True)]
    raw = read_raw(book(tmp_path / "小区.xlsx", [*side, *BLANK, ("2025年计划",), *SECOND]))
    assert names(raw) == ["甲小区", "乙小区", "丙小区", "己小区", "庚小区", "丁小区", "戊小区"]
    assert raw.frame.set_index("name").loc["戊小区", "build_year"] == "1991"


def test_rows_with_figures_above_a_header_are_named_as_not_read(tmp_path):
    above = [("甲小区", "东街", 1), ("乙小区", "东街", 2), ("丙小区", "东街", 3), ("丁小区", "东街", 4)]
    raw = read_raw(book(tmp_path / "小区.xlsx", [*above, *BLANK, *SECOND]))
    assert len(raw.frame) == 2
    [note] = [note for note in raw.notes if note.rule == "more_left_than_read"]
    assert "A1 (3)" in note.found


def test_titles_and_totals_above_a_header_are_no_table(tmp_path):
    titles = [("老旧小区改造台账",), ("单位：万元", 2024), *BLANK]
    raw = read_raw(book(tmp_path / "小区.xlsx", titles + SECOND))
    assert [part.place for part in raw.parts] == ["A4"]
