"""Sheets with a cell far away, and sheets that are too large: small files are read or refused at once."""

import time
import zipfile
from io import BytesIO

import openpyxl
import pytest
from command_line import run

from cluster_planner.errors import SourceError
from cluster_planner.sources import read_raw

ROWS = [("小区名称", "街道", "户数"), ("甲小区", "东街", 1), ("乙小区", "东街", 2), ("丙小区", "东街", 3)]
SECONDS = 5


def book(path, cells, rows=ROWS):
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    for place, value in cells.items():
        workbook.active[place] = value
    workbook.save(path)
    return path


def changed(path, old, new):
    """Change the text of the sheet of a workbook, as a damaged file has it."""
    with zipfile.ZipFile(BytesIO(path.read_bytes())) as before, zipfile.ZipFile(path, "w", 8) as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(old, new))
    return path


def strays(raw):
    return [note.found for note in raw.notes if note.rule == "stray_cells"]


@pytest.mark.parametrize(
    "places",
    [["XFD1048576"], ["XFD1"], ["A1048576"], ["A60000"], ["XFD20000"], ["A5000"], ["XFD1", "A1048576"]],
)
def test_cells_far_from_the_table_are_left_out_and_named(tmp_path, places):
    started = time.perf_counter()
    raw = read_raw(book(tmp_path / "a.xlsx", dict.fromkeys(places, "x")))
    assert time.perf_counter() - started < SECONDS
    assert raw.frame["name"].tolist() == ["甲小区", "乙小区", "丙小区"]
    assert raw.frame["source_row"].tolist() == [2, 3, 4]
    [listed] = strays(raw)
    assert sorted(listed.split(", ")) == sorted(f"Sheet!{place}" for place in places)


def test_a_place_that_no_sheet_has_is_a_stray_cell_too(tmp_path):
    file = changed(book(tmp_path / "a.xlsx", {"A60000": "x"}), b"60000", b"99999999999")
    raw = read_raw(changed(file, b'r="A999', b'r="ZZZZZZ999'))
    assert (len(raw.frame), strays(raw)) == (3, ["Sheet!ZZZZZZ99999999999"])


def test_cells_near_the_table_and_a_table_far_down_are_read(tmp_path):
    assert strays(read_raw(book(tmp_path / "a.xlsx", {"AZ2": "x", "A900": "丁小区"}))) == []
    raw = read_raw(book(tmp_path / "b.xlsx", {"A5001": "丁小区", "B5001": "西街", "A5002": "戊小区", "B5002": "西街"}))
    named = raw.frame["name"].dropna().tolist()
    assert (named[-1], raw.frame["source_row"].tolist()[-1], strays(raw)) == ("戊小区", 5002, [])
    assert raw.frame["name"].isna().sum() == 1


def test_a_sheet_that_is_too_large_is_refused_with_its_last_cell(tmp_path):
    far = {f"{column}{row}": "x" for column in ("A", "B") for row in (1048575, 1048576)}
    wide = {f"{column}{row}": "x" for column in ("XFC", "XFD") for row in (1, 2)}
    for cells, last in ((far, "C1048576"), (wide, "XFD4")):
        said = " ".join(run("check", book(tmp_path / "a.xlsx", cells), expect=3).split())
        assert last in said.replace(" ", "")
        assert "Ctrl+End" in said


def test_an_ods_that_repeats_a_row_without_end_is_refused(tmp_path):
    prefixes = ("office", "table", "text")
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in prefixes)
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in ROWS[0]
    )
    content = (
        f"<office:document-content {names}><office:body>"
        f'<office:spreadsheet><table:table table:name="S"><table:table-row>{cells}</table:table-row>'
        f'<table:table-row table:number-rows-repeated="1000000000">{cells}</table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("META-INF/manifest.xml", "<manifest/>")
        file.writestr("content.xml", content)
    with pytest.raises(SourceError) as error:
        read_raw(tmp_path / "a.ods")
    assert "C1048576" in error.value.in_words("zh")


def test_cells_that_never_end_take_no_time(tmp_path):
    file = changed(
        book(tmp_path / "a.xlsx", {"D2": "=1+1"}), b"<pageMargins", b"<!--" + b"<c>" * 300_000 + b"--><pageMargins"
    )
    started = time.perf_counter()
    assert len(read_raw(file).frame) == 3
    assert time.perf_counter() - started < SECONDS
