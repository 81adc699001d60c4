"""Where in the file the rows of a table stand, and which of them are hidden or struck through."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from cluster_planner.model import Note, Outcome, Part, RawTable
from cluster_planner.sources._blocks import Block

Hidden = Literal["read", "skip"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Found:
    """A table as it was read, what it gave, and whether its sheet is hidden."""

    raw: RawTable
    part: Part
    is_concealed: bool = False


def place_rows(raw: RawTable, block: Block, file: str, outcome: Outcome, hidden: Hidden) -> Found:
    """Give the rows of a table their numbers in the sheet, and note or leave out those that are hidden.

    Parameters
    ----------
    raw : RawTable
        Rows numbered from the first row of the table.
    block : Block
        Where the table stands.
    file : str
        Name of the file.
    outcome : str
        Whether it is read, or why not.
    hidden : {"read", "skip"}
        What is done with rows that are hidden or struck through.
    """
    grid, frame = block.grid, raw.frame
    at = frame["source_row"].to_numpy(dtype="int64") - 1
    looks = {"rows_hidden": np.isin(at, list(grid.hidden)), "rows_struck": np.isin(at, _struck_rows(raw, block))}
    filled = frame.drop(columns="source_row").notna().any(axis=1).to_numpy()
    rule = {"read": "{}", "skip": "{}_left"}[hidden]
    notes = [
        Note(rule=rule.format(name), found=_listed(block, at[which & filled]))
        for name, which in looks.items()
        if (which & filled).any()
    ]
    kept = ~np.logical_or.reduce(list(looks.values())) if hidden == "skip" else np.full(len(frame), fill_value=True)
    numbers = [_number(block, row) for row in at] if grid.is_turned else at + grid.top + 1
    numbered = frame.assign(source_row=numbers)[kept].reset_index(drop=True)
    turned = (Note(rule="table_turned", found=place_of(block)),) if grid.is_turned else ()
    moved = (replace(note, row=_number(block, int(note.row) - 1)) if note.row else note for note in raw.notes)
    headers = tuple(replace(header, column=header.column + grid.left) for header in raw.headers)
    part = Part(
        file=file,
        sheet=grid.sheet,
        place=place_of(block),
        rows=block.rows,
        used=int((filled & kept).sum()),
        outcome=outcome,
        letters={} if grid.is_turned else {header.name: xl_col_to_name(header.column - 1) for header in headers},
    )
    placed = replace(raw, frame=numbered, headers=headers, notes=(*turned, *moved, *notes), parts=(part,))
    return Found(raw=placed, part=part, is_concealed=grid.is_concealed)


def part_left_out(block: Block, file: str, outcome: Outcome) -> Part:
    """Return what there is to say of a table that is not read."""
    return Part(file=file, sheet=block.grid.sheet, place=place_of(block), rows=block.rows, used=0, outcome=outcome)


def _struck_rows(raw: RawTable, block: Block) -> list[int]:
    """Return the rows of which the name, or half of what is filled, is struck through."""
    struck = pd.Series([row for row, _ in block.grid.struck], dtype="int64").value_counts()
    filled = block.grid.cells.notna().sum(axis=1)
    names = [header.column - 1 for header in raw.headers if header.name == "name"]
    return [
        row
        for row, count in zip(struck.index.tolist(), struck.tolist(), strict=True)
        if count * 2 >= filled.get(row, 0) or any((row, column) in block.grid.struck for column in names)
    ]


def _number(block: Block, row: int) -> str:
    """Return the number of a row of the sheet, or the letter of a column where the table lay on its side."""
    place = row + block.grid.top
    return xl_col_to_name(place) if block.grid.is_turned else str(place + 1)


def _listed(block: Block, rows: np.ndarray) -> str:
    return ", ".join(_number(block, int(row)) for row in rows)


def place_of(block: Block) -> str:
    """Return the cell of the sheet in which the header of a table begins."""
    row, column = block.grid.top + block.header.first, block.grid.left
    return str(xl_rowcol_to_cell(column, row) if block.grid.is_turned else xl_rowcol_to_cell(row, column))
