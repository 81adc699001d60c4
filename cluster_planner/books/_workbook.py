"""What all workbooks share: their styles, texts that stay texts, codes in words, and the same bytes each time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from cluster_planner._signs import showable

HEADER = {"bold": True, "bg_color": "#E8EEF4", "text_wrap": True, "valign": "top"}
SEVERITY_COLOURS = {"error": "#F4B6A6", "warning": "#FFE699", "repair": "#CFE2F3"}
_FIXED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - workbooks hold local time
_AS_THEY_ARE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\\r\n\t]|^'|'$")
_LONGEST_TITLE = 31  # units of UTF-16, as Excel counts
_ROOM = 6  # for the number of a title that is taken
_UNIT = 7  # pixels of a digit, the unit of widths


class Book:
    """A workbook being written: rows go from top to bottom and are not kept; each format is made once.

    Parameters
    ----------
    path : Path
        The ``.xlsx`` file.
    keyword : str
        Among its properties.
    """

    def __init__(self, path: Path, keyword: str = "") -> None:
        # Temporary files lie next to the workbook, where a run that is killed leaves everything else.
        self._book = Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent), **_AS_THEY_ARE})
        self._book.use_zip64()
        self._book.set_properties({"created": _FIXED, "keywords": keyword})
        self._looks: dict[tuple[tuple[str, Any], ...], Any] = {}

    def add_sheet(self, title: str, *, apart_from: Iterable[str] = ()) -> Any:
        """Add a sheet under a title that Excel allows: no odd characters, not too long, and no other sheet's.

        ``apart_from`` are titles of sheets that are still to come.
        """
        plain = _NOT_IN_A_TITLE.sub("_", showable(title))
        taken = {name.casefold() for name in (*self.titles(), *apart_from)}
        own, number = _cut(plain, _LONGEST_TITLE), 2
        while own.casefold() in taken:
            own, number = f"{_cut(plain, _LONGEST_TITLE - _ROOM)} ({number})", number + 1
        return self._book.add_worksheet(own)

    def titles(self) -> list[str]:
        """Return the titles of the sheets there are."""
        return [str(sheet.get_name()) for sheet in self._book.worksheets()]

    def look(self, **properties: Any) -> Any:
        """Return the format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._looks:
            self._looks[key] = self._book.add_format(properties)
        return self._looks[key]

    def close(self) -> None:
        """Write the file.

        Raises
        ------
        OSError
            If it cannot be written.
        """
        try:
            self._book.close()
        except FileCreateError as error:
            raise OSError(str(error)) from error


def _cut(title: str, units: int) -> str:
    """Return as much of a title as so many units of UTF-16 hold."""
    return title.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")


@contextmanager
def new_book(path: Path, keyword: str = "") -> Iterator[Book]:
    """Yield a workbook to fill; it is written once it is complete."""
    book = Book(path, keyword)
    yield book
    book.close()


def set_width(sheet: Any, column: int, width: int) -> None:
    """Make a column as wide as a number of digits, margins included."""
    sheet.set_column_pixels(column, column, _UNIT * width)
