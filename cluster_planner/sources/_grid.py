"""The cells of a sheet as the user sees them, before any of them is a header."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np
import pandas as pd

from cluster_planner.model import Note


@dataclass(frozen=True)
class Merged:
    """Cells merged into one: first and last row and column, from 0; the first of them holds the value."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, eq=False, kw_only=True)
class Grid:
    """All cells of a sheet.

    Attributes
    ----------
    cells : DataFrame
        Text in every cell, missing where it is blank; row 0 and column 0 are the first of the sheet.
    merged : tuple of Merged
        Cells that are merged.
    notes : tuple of Note
        What was done while they were read.
    overfull : tuple of int
        Rows of a text table with more cells than its rows have, from 0.
    sheet : str
        Name of the sheet, empty in a text table.
    hidden : frozenset of int
        Rows that are hidden, by hand or by a filter.
    struck : frozenset of (int, int)
        Cells that are struck through, by row and column.
    top, left : int
        Where the first cell stands in the sheet, from 0: a table may begin anywhere in it.
    is_turned : bool
        The table lay on its side, and was turned: its rows are columns of the sheet.
    is_concealed : bool
        The sheet is hidden.
    """

    cells: pd.DataFrame
    merged: tuple[Merged, ...] = ()
    notes: tuple[Note, ...] = ()
    overfull: tuple[int, ...] = ()
    sheet: str = ""
    hidden: frozenset[int] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()
    top: int = 0
    left: int = 0
    is_turned: bool = False
    is_concealed: bool = False

    def part(self, rows: range, columns: range) -> Grid:
        """Return the cells of some rows and columns that follow each other."""
        top, left = rows.start, columns.start
        cells = self.cells.iloc[top : rows.stop, left : columns.stop]
        merged = (
            Merged(cell.top - top, cell.left - left, cell.bottom - top, min(cell.right, columns.stop - 1) - left)
            for cell in self.merged
            if cell.top in rows and cell.left in columns
        )
        return replace(
            self,
            cells=cells.set_axis(range(len(cells)), axis="index").set_axis(range(cells.shape[1]), axis="columns"),
            merged=tuple(merged),
            hidden=frozenset(row - top for row in self.hidden if row in rows),
            struck=frozenset((row - top, column - left) for row, column in self.struck if row in rows),
            overfull=tuple(row - top for row in self.overfull if row in rows),
            top=self.top + top,
            left=self.left + left,
        )

    def turned(self) -> Grid:
        """Return the table with its rows as columns."""
        cells = self.cells.T
        return replace(
            self,
            cells=cells.set_axis(range(len(cells)), axis="index").set_axis(range(cells.shape[1]), axis="columns"),
            merged=tuple(Merged(cell.left, cell.top, cell.right, cell.bottom) for cell in self.merged),
            hidden=frozenset(),
            overfull=(),
            struck=frozenset((column, row) for row, column in self.struck),
            top=self.left,
            left=self.top,
            is_turned=not self.is_turned,
        )


def table_of(rows: Sequence[Sequence[object]]) -> pd.DataFrame:
    """Return rows of any length as a table of texts without blank rows and columns at its end."""
    width = max(map(len, rows), default=0)
    texts = [[cell_text(cell) for cell in row] + [None] * (width - len(row)) for row in rows]
    return without_blank_end(pd.DataFrame(texts, dtype="str"))


def without_blank_end(cells: pd.DataFrame) -> pd.DataFrame:
    """Leave out the blank rows below and the blank columns right of all that is filled."""
    filled = cells.notna()
    return cells.iloc[: _end(filled.any(axis=1)), : _end(filled.any())]


def _end(filled: Iterable[bool]) -> int:
    places = np.flatnonzero(np.asarray(filled, dtype=bool))
    return int(places[-1]) + 1 if len(places) else 0


def cell_text(value: object) -> str | None:
    """Return what a cell shows; dates are ISO, whole numbers have no point."""
    match value:
        case None | "":
            return None
        case bool():
            return "TRUE" if value else "FALSE"
        case dt.datetime():
            return value.isoformat(" ") if value.time() != dt.time() else value.date().isoformat()
        case float() if value.is_integer():
            # The digits that were stored: a float of seventeen shown in full ends in digits that nobody typed.
            return f"{Decimal(repr(value)):.0f}"
        case _:
            return str(value)
