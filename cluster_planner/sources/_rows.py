"""From the cells of a sheet to a table: the header found, rows that are no data left out, merged cells filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from cluster_planner._cells import unguard
from cluster_planner.fields import Catalogue
from cluster_planner.model import Header, Note, RawTable
from cluster_planner.sources._conditions import keep_where
from cluster_planner.sources._encoding import repair_mojibake
from cluster_planner.sources._grid import Grid, Merged
from cluster_planner.sources._header_marks import NUMBERING
from cluster_planner.sources._header_rows import HeaderRows, note_header_rows, rows_aside
from cluster_planner.sources._headers import column_of, match_headers, name_columns, note_headers
from cluster_planner.sources._headings import fill_divisions, fill_from_titles, find_headings
from cluster_planner.sources._mapping import FieldMapping
from cluster_planner.sources._ticks import columns_of_works, read_ticks

_SHOWN_CELLS = 8
_LONGEST_GAP = 100  # blank rows that are named one by one


def readable(grid: Grid) -> Grid:
    """Return the cells without what guards them in a spreadsheet, and texts that a wrong encoding garbled restored."""
    cells, repairs = repair_mojibake(unguard(grid.cells))
    return replace(grid, cells=cells, notes=(*grid.notes, *repairs))


def table_from(grid: Grid, mapping: FieldMapping, where: str | None, header: HeaderRows) -> RawTable:
    """Name the columns of a table and number its rows from its first.

    Parameters
    ----------
    grid : Grid
        Cells of a sheet or text table.
    mapping : FieldMapping
        The user's own headers, and the catalogue.
    where : str or None
        Condition under the headers of the file, to keep these rows only.
    header : HeaderRows
        Its header.

    Returns
    -------
    RawTable
        Rows under the header, blank ones too; notes, headings and repeated headers are left out with a note.
    """
    body = grid.cells.iloc[header.last + 1 :]
    headings = find_headings(body)
    words = header.columns if header.known else tuple(() for _ in header.columns)
    works = columns_of_works(body, header.columns, mapping)
    headers = match_headers(header.columns, mapping, apart=works)
    name_at = next((place for place, each in enumerate(headers) if each.name == "name"), None)
    aside = rows_aside(body, words, grid.merged, headings, name_at)
    counting = body.drop(index=aside.index)
    counted = [each for each in headers if _counts_rows(each, counting)]
    asked = [each for each in headers if each not in counted]
    numbers = [Note(rule="rows_counted", field=each.name) for each in counted]
    frame, merged = _fill_merged(body, headers, grid.merged, mapping.catalogue)
    frame, ticked = read_ticks(frame, headers, header.columns, mapping, works)
    frame, placed = fill_divisions(frame, headings)
    over = [str(text) for row in range(header.first) for text in grid.cells.iloc[row].dropna()]
    frame, titled = fill_from_titles(frame, [*over, grid.sheet])
    frame = frame.assign(source_row=np.arange(header.last + 2, header.last + 2 + len(frame)))
    frame = frame.drop(index=aside.index.union(_blank_again(body))).reset_index(drop=True)
    about_rows = (*note_header_rows(header, grid.top), *_note_aside(grid.cells, aside), *note_headers(asked), *numbers)
    shifted = tuple(Note(rule="row_shifted", row=str(row + 1)) for row in grid.overfull if row > header.last)
    notes = (*_note_no_header(header, headers, grid.cells), *shifted, *about_rows, *merged, *ticked, *placed, *titled)
    kept = keep_where(frame, where, _under_their_headers(frame, headers, mapping.catalogue))
    return RawTable(frame=kept, headers=headers, notes=(*grid.notes, *notes), sheet=grid.sheet)


def _blank_again(body: pd.DataFrame) -> pd.Index:
    """Return the blank rows of a long gap but its first, which stands for all of them."""
    filled = body.notna().any(axis=1)
    gaps = filled.cumsum()[~filled]
    return gaps.index[(gaps.map(gaps.value_counts()) > _LONGEST_GAP) & gaps.duplicated()]


def _counts_rows(header: Header, body: pd.DataFrame) -> bool:
    """Whether a column under an unclear 序号 counts the rows, once or anew in each group: it says nothing of them."""
    if header.matched != "unclear" or NUMBERING not in header.text:
        return False
    numbers = pd.to_numeric(body.iloc[:, header.column - 1], errors="coerce").dropna()
    return len(numbers) > 0 and bool(((numbers == 1) | (numbers.diff() == 1)).all())


def _under_their_headers(frame: pd.DataFrame, headers: Sequence[Header], catalogue: Catalogue) -> dict[str, pd.Series]:
    """Return the cells of a table under the headers of the file, figures without the unit that travels with them."""
    names = {each.text: column_of(each, catalogue) for each in headers}
    units = {each.text: each.unit for each in headers}
    return {
        text: frame[name].astype("str").str.removesuffix(units[text]) if units[text] else frame[name]
        for text, name in names.items()
        if name in frame
    }


def _note_no_header(header: HeaderRows, headers: Sequence[Header], cells: pd.DataFrame) -> tuple[Note, ...]:
    """Return a note on the row that was taken for the header though no header is known; validation refuses that."""
    if any(each.matched not in ("unknown", "unclear") for each in headers):
        return ()
    seen = [str(text) for text in cells.iloc[header.first].dropna()]
    return (Note(rule="no_header", row=str(header.first + 1), found=" | ".join(seen[:_SHOWN_CELLS])),)


def _note_aside(cells: pd.DataFrame, aside: pd.Series) -> list[Note]:
    """Return a note on each row that was left out, with its first text; what people signed is not repeated."""
    return [
        Note(
            rule=rule,
            row=str(row + 1),
            found="" if rule == "signature_row" else str(cells.iloc[row].dropna().iloc[0]),
        )
        for row, rule in zip(aside.index.tolist(), aside.tolist(), strict=True)
    ]


def _fill_merged(
    body: pd.DataFrame, headers: Sequence[Header], merged: Sequence[Merged], catalogue: Catalogue
) -> tuple[pd.DataFrame, list[Note]]:
    """Give the rows that merged cells span their value, unless it is a quantity, which would then be counted twice."""
    frame = name_columns(body, headers, catalogue)
    filled_rows = body.notna().any(axis=1).to_numpy()
    top = int(body.index[0]) if len(body) else 0
    filled, shared = dict.fromkeys((header.name for header in headers), 0), list[Note]()
    columns: dict[str, np.ndarray] = {}
    for cell in merged:
        first, last = cell.top - top, min(cell.bottom - top, len(frame) - 1)
        if first < 0 or first >= last or cell.left >= len(headers):
            continue
        name, column = headers[cell.left].name, str(frame.columns[cell.left])
        values = columns.setdefault(column, frame[column].to_numpy(dtype=object, copy=True))
        if pd.isna(values[first]):
            continue
        if name in catalogue and catalogue[name].adds_up:
            shared.append(Note(rule="merged_figure", row=str(cell.top + 1), field=name, found=str(values[first])))
            continue
        below = np.arange(first + 1, last + 1)[filled_rows[first + 1 : last + 1]]
        values[below] = values[first]
        filled[name] += len(below)
    notes = [Note(rule="merged_filled", field=name, count=count) for name, count in filled.items() if count]
    return frame.assign(**{name: pd.Series(values, frame.index, "str") for name, values in columns.items()}), [
        *notes,
        *shared,
    ]
