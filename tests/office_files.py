"""Small files as offices hand them in: binary workbooks, archives, tables of communities in any order of columns."""

from __future__ import annotations

import struct
import zipfile

from openpyxl import Workbook

HEADERS = ["项目编号", "小区名称", "县市区", "街道", "建成年份", "户数", "建筑面积(㎡)", "占地面积(㎡)", "经度", "纬度"]
NAMES = ["梅苑", "兰苑", "竹苑", "菊苑", "松苑", "柏苑", "桂苑", "枫苑", "榆苑", "柳苑", "桐苑", "杏苑"]


def community(number):
    """Return a row of the table: communities of two counties, 1 to 6 and 7 to 12, each with figures of its own."""
    here = number <= 6
    lon, lat = (112.33, 28.59) if here else (112.355, 28.56)
    return [
        f"{430902 if here else 430903}-2024-{number:04d}", NAMES[number - 1], "资阳区" if here else "赫山区",
        "汽车路街道" if here else "桃花仑街道",
        1984 + number, 90 + 10 * number, 7200 + 800 * number, 5400 + 600 * number,
        round(lon + 0.0012 * (number % 3), 4), round(lat + 0.0011 * (number % 2), 4),
    ]  # fmt: skip


def table(numbers=range(1, 13), headers=HEADERS):
    """Return header and rows, with the columns asked for."""
    places = [HEADERS.index(header) for header in headers]
    return [list(headers), *([community(number)[place] for place in places] for number in numbers)]


def write_sheets(path, sheets, hidden=()):
    """Write a workbook with these rows on each sheet."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if title in hidden else "visible"
    book.save(path)
    return path


def write_xlsb(path, rows, *, sheet="台账", merged=(), hidden=()):
    """Write a binary workbook: texts, numbers, and errors such as ``#REF!``; merges as (top, bottom, left, right)."""
    errors = {"#REF!": 0x17, "#N/A": 0x2A, "#DIV/0!": 0x07}
    body = _record(129) + _record(148, bytes(16)) + _record(145)
    for place, row in enumerate(rows):
        flags = bytes([0, 0x10 if place in hidden else 0, 0, 0, 0, 0, 0])
        body += _record(0, struct.pack("<IIH", place, 0, 300) + flags)
        for column, value in enumerate(row):
            start = struct.pack("<II", column, 0)
            if value in errors:
                body += _record(3, start + bytes([errors[value]]))
            elif isinstance(value, str):
                body += _record(6, start + _wide(value))
            elif value is not None:
                body += _record(5, start + struct.pack("<d", value))
    body += _record(146) + b"".join(_record(176, struct.pack("<4I", *cells)) for cells in merged) + _record(130)
    book = (
        _record(131)
        + _record(143)
        + _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide(sheet))
        + _record(144)
        + _record(132)
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{office}" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    parts = {"xl/workbook.bin": book, "xl/_rels/workbook.bin.rels": relations, "xl/worksheets/sheet1.bin": body}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def _record(kind, body=b""):
    head = bytes([kind]) if kind < 128 else bytes([(kind & 0x7F) | 0x80, kind >> 7])
    size, left = b"", len(body)
    while True:
        left, low = left >> 7, left & 0x7F
        size += bytes([low | (0x80 if left else 0)])
        if not left:
            return head + size + body


def _wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


class _Unflagged(zipfile.ZipInfo):
    """A file in an archive with its name in GBK, which nothing says."""

    def _encodeFilenameFlags(self):  # noqa: N802 - the method of zipfile that decides it
        return self.filename.encode("gb18030"), 0


def zipped(path, files, *, in_gbk=False):
    """Write an archive of files under the names given; Windows writes names in GBK without saying so."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(_Unflagged(name) if in_gbk else name, content)
    return path
