"""The tables on works that a planner edits: as Excel saves them, and broken in every way."""

import pandas as pd
import pytest
from command_line import run
from real_input import SAMPLE
from small_works import BIN, GAS, HEADER, PARKING, SEWER, WATER, catalogue

from cluster_planner.books import write_works
from cluster_planner.errors import DataError, SourceError
from cluster_planner.words import languages, name_units, name_works
from cluster_planner.works import read_overrides, read_works


def test_the_catalogue_comes_back_as_it_was_written_as_csv_and_as_a_workbook(tmp_path):
    table = read_works()  # of the package: its rules are tried where it is read as a file of a planner
    mine = read_works(write_works(tmp_path / "mine.csv"))
    pd.testing.assert_frame_equal(mine[table.columns.drop("unit")], table.drop(columns="unit"))
    for lang in languages():
        pd.testing.assert_series_equal(name_works(mine, lang), name_works(table, lang), check_names=False)
        pd.testing.assert_series_equal(name_units(mine, lang), name_units(table, lang), check_names=False)
    pd.read_csv(tmp_path / "mine.csv", dtype="str", encoding="utf-8-sig").to_excel(tmp_path / "mine.xlsx", index=False)
    pd.testing.assert_frame_equal(read_works(tmp_path / "mine.xlsx"), mine)
    assert (tmp_path / "mine.csv").read_bytes().startswith(b"\xef\xbb\xbf")  # so that Excel takes it for UTF-8


def test_a_table_saved_in_gbk_with_blank_lines_and_chinese_choices_is_read(tmp_path):
    table = catalogue(tmp_path, WATER, "," * HEADER.count(","), GAS, encoding="gb18030")
    assert table.loc["B11", ["name_zh", "class", "sync", "share"]].tolist() == ["燃气", "basic", "networks", "trench"]


def test_names_are_the_planners_own_then_those_of_another_language_then_of_the_package(tmp_path):
    mine = catalogue(tmp_path, WATER.replace("water,", ","), GAS, SEWER.replace("排水,sewers", ","))
    assert name_works(mine, "en").tolist() == ["供水", "gas", "foul sewers DN300-400"]
    assert name_works(mine, "zh")["B11"] == "燃气"
    assert name_units(mine.drop(columns=["unit_zh", "unit_en"]).assign(unit="household"), "en").unique() == [
        "household"
    ]


@pytest.mark.parametrize(
    ("row", "reported"),
    [
        (WATER.replace("B01", ""), ("第 2 行", "code", "编号不得为空")),
        (WATER.replace(",basic,", ",大类,"), ("B01", "class", "大类", "basic")),
        (WATER.replace(",trench,", ",沟,"), ("share", "沟", "trench")),
        (WATER.replace(",500,1000", ",五百,1000"), ("low_money", "五百", "不小于 0")),
        (WATER.replace(",500,1000", ",-5,1000"), ("low_money", "-5")),
        (WATER.replace(",500,1000", ",1500,1000"), ("mid_money", "低价 ≤ 中价 ≤ 高价")),
        (BIN.replace(",300,,", ",,,"), ("B23", "serves", "每处服务户数")),
        (WATER.replace("util_water in", "util_wasser in"), ("B01", "when", "util_wasser")),
        (WATER.replace("('broken')", "('worn')"), ("B01", "when", "worn", "broken")),
        (WATER.replace("util_water in ('broken')", "util_water ("), ("B01", "when")),
        (WATER.replace("util_water in ('broken')", "households"), ("B01", "when", "条件")),
        (WATER.replace("util_water in ('broken')", "open('x')"), ("B01", "when", "open")),
        (BIN.replace("ceil(households / 300)", "ceil(hauseholds)"), ("B23", "quantity", "hauseholds")),
        (BIN.replace("ceil(households / 300)", ""), ("B23", "quantity")),
        (WATER.replace("util_water=good", "util_water=new"), ("B01", "becomes", "util_water=new")),
        (WATER.replace("util_water=good", "util_water+quantity"), ("B01", "becomes")),
        (PARKING.replace("parking+quantity", "parking=many"), ("W02", "becomes", "parking=many")),
    ],
)
def test_a_broken_row_is_reported_with_row_column_value_and_remedy(tmp_path, row, reported):
    with pytest.raises(DataError) as caught:
        catalogue(tmp_path, row)
    assert all(part in caught.value.in_words("zh") + caught.value.in_words("en") for part in reported)
    assert caught.value.in_words("zh") != caught.value.in_words("en")


def test_a_code_that_stands_twice_and_a_column_that_is_missing_are_reported(tmp_path):
    with pytest.raises(DataError, match="Row 3"):
        catalogue(tmp_path, WATER, WATER)
    (tmp_path / "short.csv").write_text("code,zh\nB01,供水\n", encoding="utf-8")
    with pytest.raises(DataError, match="mid_money"):
        read_works(tmp_path / "short.csv")
    with pytest.raises(SourceError):
        read_works(tmp_path / "none.csv")
    (tmp_path / "odd.xlsx").write_bytes(b"no workbook")
    with pytest.raises(SourceError):
        read_works(tmp_path / "odd.xlsx")


@pytest.mark.parametrize(
    ("rows", "reported"),
    [
        ("c0,B01,-3", "0 or more"),
        ("c0,B01,many", "0 or more"),
        ("c0,B01,3\nc0,B01,4", "twice"),
    ],
)
def test_own_quantities_that_cannot_be_are_reported_by_row(tmp_path, rows, reported):
    file = tmp_path / "own.csv"
    file.write_text(f"community_id,code,quantity\n{rows}\n", encoding="utf-8")
    with pytest.raises(DataError, match=reported) as caught:
        read_overrides(file)
    assert caught.value.rows
    file.write_text("community_id,quantity\nc0,3\n", encoding="utf-8")
    with pytest.raises(DataError, match="code"):
        read_overrides(file)


def test_the_command_shows_writes_and_uses_the_catalogue(tmp_path):
    assert "water mains" in run("works", "--lang", "en")
    mine = tmp_path / "mine.csv"
    run("works", "--write", mine)
    mine.write_text(mine.read_text(encoding="utf-8-sig").replace("350,550,800", "350,650,800"), encoding="utf-8-sig")
    own = tmp_path / "own.csv"
    own.write_text("community_id,code,quantity\n430902-2024-0001,B01,77\n", encoding="utf-8-sig")
    options = ["--where", "county = '资阳区'", "--works", mine, "--work-list", own]
    run("plan", SAMPLE, *options, "--out", tmp_path)
    book = pd.read_excel(tmp_path / "plan.xlsx", sheet_name=["工程量", "小区工程量", "概览"], engine="calamine")
    assert (book["工程量"].set_index("编号").loc["B01", "中价（元）"] == 650).all()
    quantities = book["小区工程量"].set_index("项目编号")
    assert quantities.loc["430902-2024-0001", "B01 室外供水管网 DN100-200（m）"] == 77
    areas = pd.read_excel(tmp_path / "plan.xlsx", sheet_name="片区", engine="calamine").set_index("片区编号")
    amounts = book["工程量"].groupby("片区编号")["金额（万元）"].sum()
    assert amounts.to_numpy() == pytest.approx(areas["单独改造费用（万元）"].reindex(amounts.index).to_numpy())
    assert "价格依据" in book["概览"]["项目"].tolist()
