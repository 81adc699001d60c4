"""The tables of a sheet: one below another, side by side, or on its side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cluster_planner.errors import SourceError
from cluster_planner.fields import Catalogue
from cluster_planner.said import Code, say
from cluster_planner.sources._grid import Grid
from cluster_planner.sources._header_candidates import Words, claim_of
from cluster_planner.sources._header_rows import KEYS, LEAST_FIELDS, HeaderRows, find_header
from cluster_planner.sources._mapping import FieldMapping
from cluster_planner.sources._row_marks import NUMBER

_LEAST_LABELS = 3  # of a table that lies on its side
_LONGEST_FORM = 200  # rows of a table that lies on its side: it has one for each field
_MOST_TITLES = 3


@dataclass(frozen=True, eq=False)
class Block:
    """A table in a sheet: its cells alone, its header, and the fields that this names beyond doubt."""

    grid: Grid
    header: HeaderRows
    fields: frozenset[str]

    @property
    def is_list(self) -> bool:
        """Whether it lists communities: it names them and says something of them."""
        return bool(self.fields & KEYS) and len(self.fields) >= LEAST_FIELDS and bool(self.fields - KEYS)

    @property
    def rows(self) -> int:
        """How many rows under the header are not blank."""
        return int(self.grid.cells.iloc[self.header.last + 1 :].notna().any(axis=1).sum())


def split_tables(grid: Grid, mapping: FieldMapping) -> list[Block]:
    """Find the tables of a sheet.

    Parameters
    ----------
    grid : Grid
        Cells with at least one that is filled.
    mapping : FieldMapping
        The user's own headers, and the catalogue.

    Returns
    -------
    list of Block
        From left to right, and from top to bottom; a table that lies on its side is turned.

    Raises
    ------
    SourceError
        If a table seems to lie on its side, but not beyond doubt.
    """
    upright = _upright(grid, mapping)
    return _above(upright, mapping) + [
        block
        for across in _below(upright, mapping)
        for beside in _side_by_side(across, mapping)
        for block in ([across] if beside is across else _below(beside, mapping))
    ]


def _block(grid: Grid, mapping: FieldMapping) -> Block:
    header = find_header(grid, mapping)
    claims = (claim_of(words, mapping) for words in header.columns)
    return Block(grid, header, frozenset(claim.field for claim in claims if claim))


def _above(block: Block, mapping: FieldMapping) -> list[Block]:
    """Return what stands above the header of the first table where its rows hold figures: titles have none."""
    rows = block.grid.cells.iloc[: block.header.first]
    figures = rows.apply(lambda column: column.str.fullmatch(NUMBER, na=False)).any(axis=1)
    if block.grid.is_turned or (figures & (rows.notna().sum(axis=1) >= LEAST_FIELDS)).sum() <= 1:
        return []
    return [_block(block.grid.part(range(len(rows)), range(rows.shape[1])), mapping)]


def _upright(grid: Grid, mapping: FieldMapping) -> Block:
    """Return the table as it stands, or turned where its headers stand in a column."""
    block = _block(grid, mapping)
    if block.header.known >= _LEAST_LABELS or len(grid.cells) > _LONGEST_FORM or grid.cells.shape[1] < LEAST_FIELDS:
        return block
    turned = _block(grid.turned(), mapping)
    if turned.header.known < _LEAST_LABELS or not turned.is_list:
        return block
    body = turned.grid.cells.iloc[turned.header.last + 1 :]
    labels = body.apply(lambda row: len(_fields_of(row, mapping)), axis=1)
    if (labels >= LEAST_FIELDS).any():
        raise SourceError(
            say("error.sources.on_its_side", sheet=Code(grid.sheet), labels=Code(", ".join(_labels(turned)))),
            say("error.sources.turn_it"),
        )
    return turned


def _labels(block: Block) -> list[str]:
    return ["_".join(words) for words in block.header.columns if words][:_LEAST_LABELS]


def _fields_of(cells: pd.Series, mapping: FieldMapping) -> dict[int, str]:
    """Return which fields the cells of one row name, by their column."""
    claims = {column: claim_of((text,), mapping) for column, text in enumerate(cells) if isinstance(text, str)}
    return {column: claim.field for column, claim in claims.items() if claim}


def _side_by_side(block: Block, mapping: FieldMapping) -> list[Block]:
    """Split a table where another begins to its right: after a blank column, or where its first header comes again."""
    grid, words = block.grid, block.header.columns
    filled = grid.cells.iloc[block.header.first :].notna().any().to_numpy()
    first = int(np.flatnonzero(filled)[0]) if filled.any() else 0
    starts = [
        column
        for column in range(first + 1, len(words))
        if filled[column] and (not filled[column - 1] or (words[column] and words[column] == words[first]))
    ]
    if not starts:
        return [block]
    ends = [*starts, len(words)]
    parts = [range(start, end) for start, end in zip([0, *starts], ends, strict=True)]
    rows = range(len(grid.cells))
    whole: list[range] = []
    for part in parts:
        if whole and not _block(grid.part(rows, part), mapping).is_list:
            whole[-1] = range(whole[-1].start, part.stop)
        else:
            whole.append(part)
    blocks = [_block(grid.part(rows, part), mapping) for part in whole]
    return blocks if sum(each.is_list for each in blocks) > 1 else [block]


def _below(block: Block, mapping: FieldMapping) -> Iterator[Block]:
    """Split a table where another begins below it, with a header that gives the columns another meaning."""
    grid, header = block.grid, block.header
    body = grid.cells.iloc[header.last + 1 :]
    own = {column: claim.field for column, words in enumerate(header.columns) if (claim := claim_of(words, mapping))}
    # One look into the set for each cell; pandas would build an array of all spellings anew for each column.
    is_spelling = np.frompyfunc(_spellings(header.columns, mapping.catalogue).__contains__, 1, 1)
    likely = pd.Series(is_spelling(body.to_numpy("object")).astype("bool").sum(axis=1), body.index)
    for row in likely.index[likely >= LEAST_FIELDS]:
        cells = grid.cells.iloc[row]
        fields = _fields_of(cells, mapping)
        if not _is_header(cells, fields) or all(own.get(column) == field for column, field in fields.items()):
            continue
        start = _start(grid, int(row))
        columns = range(grid.cells.shape[1])
        yield _block(grid.part(range(start), columns), mapping)
        yield from _below(_block(grid.part(range(start, len(grid.cells)), columns), mapping), mapping)
        return
    yield block


def _spellings(columns: tuple[Words, ...], catalogue: Catalogue) -> set[str]:
    return {word for words in columns for word in words} | {name for each in catalogue.read for name in each.spellings}


def _is_header(cells: pd.Series, fields: dict[int, str]) -> bool:
    """Return whether a row names fields and holds no figure."""
    named = set(fields.values())
    is_whole = bool(named & KEYS) and bool(named - KEYS) and len(fields) * 2 >= int(cells.notna().sum())
    return is_whole and not cells.dropna().str.fullmatch(NUMBER).any()


def _start(grid: Grid, row: int) -> int:
    """Return the first row of a table of which the header is found: titles above it are its own after a blank row."""
    filled = grid.cells.notna().sum(axis=1)
    row = min([row, *(cell.top for cell in grid.merged if cell.top < row <= cell.bottom)])
    top = row
    while row - top < _MOST_TITLES and top > 0 and filled.iloc[top - 1] == 1:
        top -= 1
    return top if top == 0 or not filled.iloc[top - 1] else row
