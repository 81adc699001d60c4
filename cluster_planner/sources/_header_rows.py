"""Which rows of a sheet are its header, and which say something about the table instead of a community."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cluster_planner.fields import plain
from cluster_planner.model import Note
from cluster_planner.sources._grid import Grid, Merged
from cluster_planner.sources._header_candidates import Words, claim_of
from cluster_planner.sources._headers import recognised
from cluster_planner.sources._headings import Heading
from cluster_planner.sources._mapping import FieldMapping
from cluster_planner.sources._row_marks import BRACKETS, HEADING, NOT_COUNTED, NOTE, NUMBER, SUM
from cluster_planner.sources._signatures import notes_below, signature_rows

_SEARCHED_ROWS = 15
_MOST_ROWS = 4
_NUMBERED_WITHIN = 3
_LEAST_NUMBERED = 3
_LEAST_REPEATED = 2
KEYS = frozenset({"community_id", "name"})
LEAST_FIELDS = 2  # of a list of communities: what they are called, and something about them
_LABELLED = 3  # a note is in one of the first columns


@dataclass(frozen=True)
class HeaderRows:
    """The rows of a header, first and last from 0, the words over each column, and how many are known."""

    first: int
    last: int
    columns: tuple[Words, ...]
    known: int


def find_header(grid: Grid, mapping: FieldMapping) -> HeaderRows:
    """Find the header among the first rows: the fewest that together hold most known headers.

    Parameters
    ----------
    grid : Grid
        Cells with at least one that is filled.
    mapping : FieldMapping
        The user's own headers, and the catalogue.

    Returns
    -------
    HeaderRows
        Without any known header, the first row that is filled at least half as far as the fullest.
    """
    top = _spread(grid)
    filled = top.notna().sum(axis=1)
    texts = ~top.apply(lambda column: column.str.fullmatch(NUMBER, na=False)).any(axis=1)
    rows = [int(row) for row in np.flatnonzero((filled > 0) & texts)]
    blocks = [
        _block(top, first, last, mapping)
        for first in rows
        for last in range(first, min(first + _MOST_ROWS, len(top)))
        if all(texts[first : last + 1])
    ]
    best = max(blocks, key=_worth, default=None)
    while best and (above := [block for block in blocks if _heads_rows_above(block, best, top, mapping)]):
        best = max(above, key=_worth)
    if best is None or not best.known:
        row = int(np.flatnonzero(filled * 2 >= filled.max())[0])
        return _block(top, row, row, mapping)
    return _whole(top, best, grid, mapping)


def _worth(block: HeaderRows) -> tuple[int, int, int]:
    return block.known, block.first - block.last, -block.first


def _heads_rows_above(block: HeaderRows, other: HeaderRows, top: pd.DataFrame, mapping: FieldMapping) -> bool:
    """Return whether a header is that of a table above another header: rows of its own stand between the two."""
    between = range(block.last + 1, other.first)
    if block.known < LEAST_FIELDS or not between:
        return False
    claims = (claim_of(words, mapping) for words in block.columns)
    return bool({claim.field for claim in claims if claim} & KEYS) and any(
        _is_row_of_table(top.iloc[row], mapping) for row in between
    )


def _is_row_of_table(cells: pd.Series, mapping: FieldMapping) -> bool:
    """Return whether a row holds several cells and none of them is a header."""
    texts = cells.dropna().unique()
    return len(texts) >= LEAST_FIELDS and not any(claim_of((text,), mapping) for text in texts)


def _block(top: pd.DataFrame, first: int, last: int, mapping: FieldMapping) -> HeaderRows:
    rows = top.iloc[first : last + 1].to_numpy(dtype=object).tolist()
    named = [_under_parents(row, rows[place + 1 :]) for place, row in enumerate(rows)]
    columns = tuple(_words(cells) for cells in zip(*named, strict=True))
    return HeaderRows(first, last, columns, recognised(columns, mapping))


def _under_parents(row: Sequence[object], below: Sequence[Sequence[object]]) -> list[object]:
    """Write a parent over all of its children where its cells are not merged: over the blank cells right of it."""
    named = list[object]()
    parent: object = None  # left of the first word there is none, nor over a word without children
    for cell, *children in zip(row, *below, strict=True):
        has_child = any(isinstance(child, str) and child != cell for child in children)
        if isinstance(cell, str):
            parent = cell if has_child else None
            named.append(cell)
        else:
            named.append(parent if has_child else None)
    return named


def _words(cells: Iterable[object]) -> Words:
    """Return the words over a column from top to bottom; a cell merged downwards counts once."""
    words = [" ".join(text.split()) for text in cells if isinstance(text, str)]
    return tuple(word for place, word in enumerate(words) if place == 0 or word != words[place - 1])


def _whole(top: pd.DataFrame, block: HeaderRows, grid: Grid, mapping: FieldMapping) -> HeaderRows:
    """Add the rows that merged header cells reach into, and a row of children that stand under merged parents only."""
    low = [cell for cell in grid.merged if cell.bottom - cell.top < _MOST_ROWS]
    across = [cell for cell in low if cell.top <= block.last and cell.bottom >= block.first]
    first = min([block.first, *(cell.top for cell in across)])
    last = max([block.last, *(cell.bottom for cell in across)])
    parents = {
        column
        for cell in grid.merged
        if cell.bottom == last and first <= cell.top and 1 < cell.right - cell.left + 1 < top.shape[1]
        for column in range(cell.left, cell.right + 1)
    }
    children = top.iloc[last + 1 : last + 2].dropna(axis="columns")
    named = not children.empty and not children.iloc[0].str.fullmatch(NUMBER).any()
    if named and (set(children) <= parents or _are_units(top.iloc[last + 1], block, mapping)):
        last += 1
    return _block(top, first, min(last, len(top) - 1), mapping)


def _are_units(cells: pd.Series, block: HeaderRows, mapping: FieldMapping) -> bool:
    """Return whether all cells of a row are units of the headers above them."""
    under = [(words, cell) for words, cell in zip(block.columns, cells, strict=True) if not pd.isna(cell)]
    claims = [(claim_of((*words, cell), mapping), plain(cell).strip("()")) for words, cell in under]
    return all(claim is not None and claim.unit == unit for claim, unit in claims)


def _spread(grid: Grid) -> pd.DataFrame:
    """Return the first rows with the text of merged cells in each of them."""
    cells = grid.cells.head(_SEARCHED_ROWS).to_numpy(dtype=object, copy=True)
    for cell in grid.merged:
        if cell.top < cells.shape[0] and cell.left < cells.shape[1]:
            cells[cell.top : cell.bottom + 1, cell.left : cell.right + 1] = cells[cell.top, cell.left]
    return pd.DataFrame(cells, dtype="str")


def note_header_rows(header: HeaderRows, top: int = 0) -> tuple[Note, ...]:
    """Return a note on which rows were taken for the header, unless it is the first row alone.

    The header of a table that begins further down, in row ``top`` from 0, has its titles with it.
    """
    first, last = (top or header.first), top + header.last
    if first == last == 0:
        return ()
    rows = "-".join(dict.fromkeys((str(first + 1), str(last + 1))))
    return (Note(rule="header_rows", found=rows),)


def rows_aside(
    body: pd.DataFrame,
    columns: Sequence[Words],
    merged: Sequence[Merged],
    headings: Sequence[Heading] = (),
    name_at: int | None = None,
) -> pd.Series:
    """Return which rows under the header say nothing of a community, and the rule that says so.

    Parameters
    ----------
    body : DataFrame
        Rows under the header, indexed by their row in the sheet, from 0.
    columns : sequence of tuple of str
        The words over each column.
    merged : sequence of Merged
        Merged cells of the sheet.
    headings : sequence of Heading
        Rows that head a group.
    name_at : int or None
        Place of the column of names, where there is one.

    Returns
    -------
    Series
        Id of a rule, for these rows only, on their part of the index.
    """
    filled = body.notna().sum(axis=1)
    first = pd.Series("", index=body.index, dtype="str")
    for place in range(min(_LABELLED, body.shape[1])):
        first = first.mask(first == "", body.iloc[:, place].fillna(""))
    same = pd.Series(0, index=body.index)
    for column, words in zip(body, columns, strict=True):
        same += body[column].isin(words)
    repeated = (same >= _LEAST_REPEATED) & (same * 5 >= filled * 3)
    wide = {cell.top for cell in merged if (cell.right - cell.left + 1) * 2 > body.shape[1] > 1}
    alone = filled == 1
    heading = alone & (first.str.match(HEADING) | body.index.isin(wide)) & ~first.str.contains(SUM)
    bare = body.index.isin([heading.row for heading in headings if heading.bare])
    note = first.str.match(NOTE) | heading | bare | notes_below(body, name_at) | _column_numbers(body)
    rules = pd.Series("", index=body.index, dtype="str").mask(note, "note_row").mask(repeated, "header_repeated")
    rules = rules.mask(signature_rows(body), "signature_row")
    return rules[rules != ""]


def _column_numbers(body: pd.DataFrame) -> pd.Series:
    """Return which of the first rows only number the columns: 1, 2, 3 or 甲, 乙, 1, 2."""
    numbering = [_counts_up(cells.dropna()) for _, cells in body.head(_NUMBERED_WITHIN).iterrows()]
    return pd.Series([*numbering, *[False] * (len(body) - len(numbering))], index=body.index, dtype="bool")


def _counts_up(cells: pd.Series) -> bool:
    numbers = [text.strip(BRACKETS) for text in cells if text not in NOT_COUNTED]
    return len(numbers) >= _LEAST_NUMBERED and numbers == [str(place + 1) for place in range(len(numbers))]
