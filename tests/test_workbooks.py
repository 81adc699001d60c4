"""Workbooks hold what any table brings: odd titles, merged cells that overlap, letters and numbers of no sheet."""

import hashlib

import numpy as np
import openpyxl
import pandas as pd
import pytest

from cluster_planner.books import write_report, write_table
from cluster_planner.books._sheet_out import write_sheets
from cluster_planner.model import Findings
from cluster_planner.pipeline import Inputs, check_tables, read_tables, report_findings
from cluster_planner.settings import Settings
from cluster_planner.sources import Ledger, LedgerTable, Merged
from cluster_planner.sources._grid import Grid


def copied(folder, **about):
    """Return the workbook of findings on a small sheet, and the user's sheet in it."""
    cells = pd.DataFrame([["编号", "名称", None], ["1", "甲", "007"], ["2", "=乙", "12.5"]], dtype="str")
    table = LedgerTable(header_row=0, last_row=2, left=0, columns={})
    ledger = Ledger(grid=Grid(cells=cells, **about), tables=(table,))
    book = openpyxl.load_workbook(write_report(Findings.none(), folder, "en", ledgers=[ledger])["findings"])
    return book, book.worksheets[1]


def test_a_copied_sheet_keeps_texts_as_texts_and_numbers_as_numbers(tmp_path):
    _, sheet = copied(tmp_path)
    assert list(sheet.iter_rows(values_only=True)) == [
        ("编号", "名称", None), (1, "甲", "007"), (2, "'=乙", 12.5),
    ]  # fmt: skip
    assert [cell.font.b for cell in sheet[1]] == [True, True, False]
    assert not sheet["B2"].font.b


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("2024[旧]/新?", "2024_旧__新_"),
        ("'甲'", "_甲_"),
        ("乙" * 40, "乙" * 31),
        ("𠮷" * 20, "𠮷" * 15),
        ("summary", "summary (2)"),
    ],
)
def test_a_sheet_of_any_title_is_copied(tmp_path, title, expected):
    book, sheet = copied(tmp_path, sheet=title)
    assert sheet.title == expected
    assert book.sheetnames == ["Summary", expected, "All findings"]


def test_of_merged_cells_that_overlap_the_first_count(tmp_path):
    merged = (Merged(0, 1, 0, 2), Merged(0, 2, 1, 2), Merged(1, 0, 1, 0), Merged(1, 0, 2, 0))
    _, sheet = copied(tmp_path, merged=merged)
    assert {str(area) for area in sheet.merged_cells.ranges} == {"B1:C1", "A2:A3"}


def test_a_letter_that_no_workbook_holds_is_left_out_of_a_comment(tmp_path):
    file = tmp_path / "台账.csv"
    file.write_text("小区名称,户数,经度,纬度\n甲,九\x01十多,112.1,28.1\n", encoding="utf-8")
    inputs = Inputs(table=file)
    checked = check_tables(read_tables(inputs), Settings())
    book = openpyxl.load_workbook(report_findings(inputs, checked, tmp_path, "zh")["findings"])
    assert "九十多" in book.worksheets[1]["B2"].comment.text


def test_a_number_without_end_is_blank(tmp_path):
    file = write_table(pd.DataFrame({"value": [np.inf, 1.5, -np.inf, np.nan]}), tmp_path / "a.xlsx")
    values = [row[0] for row in openpyxl.load_workbook(file).active.iter_rows(min_row=2, values_only=True)]
    assert [value for value in values if value is not None] == [1.5]


def test_a_table_of_no_rows_and_one_of_no_columns_are_sheets(tmp_path):
    write_sheets({"a": pd.DataFrame({"name": pd.Series(dtype="str")}), "b": pd.DataFrame()}, tmp_path / "a.xlsx", "en")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert [(sheet.title, sheet["A1"].value) for sheet in book] == [("a", "Name"), ("b", None)]


def test_the_bytes_report_nothing_of_the_hour(tmp_path):
    table = pd.DataFrame({"name": ["甲"], "households": [90]})
    digests = {hashlib.sha256(write_table(table, tmp_path / f"{n}" / "a.xlsx").read_bytes()).digest() for n in range(2)}
    assert len(digests) == 1
    assert openpyxl.load_workbook(tmp_path / "0" / "a.xlsx").properties.created.year == 2000


def test_a_file_that_cannot_be_written_is_an_error_of_the_disk(tmp_path):
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(OSError, match=r"a\.xlsx"):
        write_sheets({}, tmp_path / "a.xlsx", "zh")
