"""Small ledgers as clerks send them: six communities, as text or as a workbook, with a cell or a header changed."""

from __future__ import annotations

from pathlib import Path

import openpyxl

HEADER = ("项目编号", "小区名称", "县市区", "街道", "经度", "纬度", "建成年份", "户数", "房屋结构")
PLACES = [(f"{112.35 + 0.001 * place:.6f}", "28.570034") for place in range(6)]
NAMES = ("甲小区", "乙小区", "丙小区", "丁小区", "戊小区", "己小区")
Row = list[object]


def rows() -> list[Row]:
    """Return six communities without a fault."""
    return [
        [f"YY-{place + 1}", name, "赫山区", "赫山街道", *PLACES[place], 1990 + place, 300 + place, "砖混"]
        for place, name in enumerate(NAMES)
    ]


def text_table(lines: list[Row], header: tuple[str, ...] = HEADER) -> str:
    """Return rows as the text of a CSV."""
    return "".join(",".join(map(str, line)) + "\n" for line in ([list(header)] if header else []) + lines)


def write_text(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def write_book(path: Path, lines: list[Row], sheet: str = "2024", header: tuple[str, ...] = HEADER) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for line in ([list(header)] if header else []) + lines:
        page.append(line)
    book.save(path)
    return path


def with_cell(column: str, place: int, value: object) -> list[Row]:
    """Return the rows with another value in one cell."""
    changed = rows()
    changed[place][HEADER.index(column)] = value
    return changed
