"""Files of the kinds that clerks have: what each is read as, and what is named where it cannot be."""

import re
import zipfile

import openpyxl
import pytest
from clerk_files import HEADER, rows, text_table, write_book
from command_line import run

from cluster_planner import sources
from cluster_planner.errors import SourceError
from cluster_planner.pipeline import Inputs, check_tables, read_tables
from cluster_planner.settings import Settings


def checked(path, **given):
    return check_tables(read_tables(Inputs(table=path, **given)), Settings())


def rules(found):
    return set(found.findings.frame["rule"])


def exact_ids(path, ids):
    """Write a workbook of which the ids are numbers with all their digits in the XML, as some programs do."""
    write_book(path, [[f"ID{place}", *row[1:]] for place, row in enumerate(rows())])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = next(name for name in parts if name.startswith("xl/worksheets/sheet"))
    for place, number in enumerate(ids):
        cell = f'<c r="A{place + 2}"><v>{number}</v></c>'.encode()
        parts[sheet] = re.sub(rb'<c r="A%d"[^>]*>.*?</c>' % (place + 2), cell, parts[sheet], count=1)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_a_long_number_is_read_with_the_digits_of_the_file(tmp_path):
    ids = [430902202400170003 + place for place in range(len(rows()))]
    found = checked(exact_ids(tmp_path / "a.xlsx", ids))
    assert set(found.communities.frame.index) == {str(number) for number in ids}
    assert "id_rounded" not in rules(found)


def test_rounded_ids_beside_whole_ones_part_no_rows_from_the_rest(tmp_path):
    ids = [430902202400170003, 430902202400170000, 430902202400170000]
    found = checked(exact_ids(tmp_path / "a.xlsx", ids))
    assert len(found.communities.frame) == len(rows())
    assert {"id_rounded"} == rules(found) & {"id_rounded", "duplicate_id", "duplicate_row"}


def test_numbers_that_excel_rounded_are_shown_as_it_shows_them(tmp_path):
    book = openpyxl.Workbook()
    for row in (["项目编号", "小区名称", "户数"], [430902202400170003, "甲", 3]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    assert list(sources.read_table(tmp_path / "a.xlsx")["community_id"]) == ["430902202400170000"]


@pytest.mark.parametrize("sign", ["，", "；", "、"])
def test_chinese_punctuation_separates_cells(tmp_path, sign):
    path = tmp_path / "a.csv"
    path.write_text(f"小区名称{sign}街道{sign}户数\n甲{sign}桃花仑街道{sign}120\n乙{sign}金山街道{sign}80\n", "utf-8")
    assert list(sources.read_table(path)["households"]) == ["120", "80"]


def test_chinese_punctuation_within_cells_separates_nothing(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("小区名称,改造内容\n甲,屋面，外墙，管网\n乙,电，气，路\n", "utf-8")
    assert list(sources.read_table(path)["name"]) == ["甲", "乙"]


@pytest.mark.parametrize("quoted", [False, True])
def test_decimal_commas_and_points_between_thousands_are_understood(tmp_path, quoted):
    cells = [
        ["小区名称", "户数", "建筑面积", "经度"],
        ["甲", "1.200", "12.345,5", "112,33"],
        ["乙", "800", "9.000,0", "112,331"],
    ]
    mark, sign = ('"', ",") if quoted else ("", ";")
    path = tmp_path / "a.csv"
    path.write_text("\n".join(sign.join(f"{mark}{cell}{mark}" for cell in row) for row in cells), "utf-8")
    read = sources.read_table(path)
    assert read[["households", "floor_area_m2", "lon"]].to_numpy().tolist() == [
        ["1200", "12345.5", "112.33"],
        ["800", "9000.0", "112.331"],
    ]


def test_a_list_of_numbers_between_quotes_is_no_fraction(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('小区名称,楼栋数\n甲,"1,2"\n乙,"3,4"\n', "utf-8")
    assert list(sources.read_table(path)["buildings"]) == ["1,2", "3,4"]


@pytest.mark.parametrize("given", [lambda file: [file, file], lambda file: [file.parent, str(file)]])
def test_a_file_given_twice_is_named(tmp_path, given):
    file = write_book(tmp_path / "a.xlsx", rows())
    with pytest.raises(SourceError, match=r"a\.xlsx is given twice"):
        sources.read_raw(given(file))


@pytest.mark.parametrize("numbers", [[1, 2, 3], [1, 2, 1], ["1", "2", "3"]])
def test_a_column_that_counts_the_rows_is_not_asked_about(tmp_path, numbers):
    book = openpyxl.Workbook()
    for row in (["序号", "小区名称", "户数"], *zip(numbers, "甲乙丙", [30, 40, 50], strict=False), ["合计", None, 120]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    found = checked(tmp_path / "a.xlsx")
    assert len(found.communities.frame) == len(numbers)
    assert not rules(found) & {"header_unclear", "unknown_header"}


def test_a_number_that_counts_nothing_is_asked_about(tmp_path):
    book = openpyxl.Workbook()
    for row in (["序号", "小区名称", "户数"], *zip([7, 3, 12], "甲乙丙", [30, 40, 50], strict=False)):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    assert "header_unclear" in rules(checked(tmp_path / "a.xlsx"))


def test_without_a_header_the_sentences_are_whole_and_name_what_there_is(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("小區名稱,地址\n梅苑,中正路\n".encode("big5"))
    for lang, asks in (("zh", "经度、纬度。请用 Excel"), ("en", "Latitude. Insert a row")):
        said = " ".join(run("check", path, "--lang", lang, expect=3).split())
        assert asks.replace(" ", "") in said.replace(" ", "")
        assert "--encoding" in said
        assert "fields --template" in said


def test_a_headerless_text_is_read_once_a_header_stands_over_it(tmp_path):
    path, lines = tmp_path / "a.csv", text_table(rows()).splitlines(keepends=True)
    path.write_text("".join(lines[1:]), "utf-8")
    assert "没有识别出表头" in run("check", path, expect=3)
    path.write_text("".join(lines), "utf-8")
    assert len(checked(path).communities.frame) == len(rows())


def test_a_wrong_encoding_is_put_right_by_the_option_named(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("小區名稱,戶數\n梅苑,9\n".encode("big5"))
    assert "--encoding" in run("check", path, expect=3)
    assert list(sources.read_table(path, encoding="big5").iloc[0][:2]) == ["梅苑", "9"]


def test_a_hidden_sheet_is_named_and_read_where_it_is_asked_for(tmp_path):
    file = write_book(tmp_path / "a.xlsx", rows())
    book = openpyxl.load_workbook(file)
    sheet = book.create_sheet("旧表")
    for row in (HEADER, ["YY-99", "新村", "赫山区", "赫山街道", "112.361", "28.571", 1988, 77, "砖混"]):
        sheet.append(row)
    sheet.sheet_state = "hidden"
    book.save(file)
    assert "旧表" in run("check", file)
    assert len(checked(file).communities.frame) == len(rows())
    assert list(checked(file, layer="旧表").communities.frame["name"]) == ["新村"]
