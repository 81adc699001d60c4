"""How sheets are printed: as wide as one sheet of paper, with title and number on every page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_A3, _A4 = 8, 9
_WIDEST_A4 = 200  # digits across: beyond this the print is too small to read
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.7, "bottom": 0.6}  # inches


def set_up_printing(sheet: Any, widths: Sequence[int], part: int | None = None) -> None:
    """Print a sheet on its broad side, on A3 where A4 is too small.

    Parameters
    ----------
    sheet : Worksheet
        The sheet, of any number of rows.
    widths : sequence of int
        Of the columns to be printed, in digits.
    part : int, optional
        Number of the last row, from 0, where there are further columns, which are left out.
    """
    sheet.set_landscape()
    sheet.set_paper(_A4 if sum(widths) <= _WIDEST_A4 else _A3)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(**_MARGINS)
    sheet.hide_gridlines(0)  # of either kind, on paper too
    sheet.set_header("&L&A")
    sheet.set_footer("&C&P / &N")
    if part is not None and widths:
        sheet.print_area(0, 0, part, len(widths) - 1)
