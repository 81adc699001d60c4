"""The user's own sheets, cell by cell, and where in them each finding points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from cluster_planner._cells import unguard
from cluster_planner._people_in_tables import blot_out, without_people
from cluster_planner.fields import Catalogue
from cluster_planner.fields.people import BLOT
from cluster_planner.model import Findings, Part
from cluster_planner.profile import CHINA
from cluster_planner.sources._blocks import Block, split_tables
from cluster_planner.sources._database import is_database
from cluster_planner.sources._files import Spec, files_of, label_of
from cluster_planner.sources._grid import Grid
from cluster_planner.sources._headers import match_headers
from cluster_planner.sources._kinds import kind_of
from cluster_planner.sources._layers import split_spec
from cluster_planner.sources._mapping import FieldMapping
from cluster_planner.sources._placed_rows import place_of
from cluster_planner.sources._rows import readable
from cluster_planner.sources._signatures import signature_rows
from cluster_planner.sources._tables import read_grids


@dataclass(frozen=True, eq=False, kw_only=True)
class LedgerTable:
    """A table in a sheet.

    Attributes
    ----------
    header_row : int
        Last row of its header, from 0.
    last_row : int
        Its last row, from 0.
    left : int
        Its first column, from 0.
    columns : dict of str to int
        Column of each field, from 0.
    before : str
        What findings write before the numbers of its rows.
    """

    header_row: int
    last_row: int
    left: int
    columns: dict[str, int]
    before: str = ""


@dataclass(frozen=True, eq=False, kw_only=True)
class Ledger:
    """A sheet as the user sees it.

    Attributes
    ----------
    grid : Grid
        Its cells.
    tables : tuple of LedgerTable
        The tables in it that were read, at least one.
    catalogue : Catalogue
        The fields.
    """

    grid: Grid
    tables: tuple[LedgerTable, ...]
    catalogue: Catalogue = CHINA.catalogue

    @property
    def header_row(self) -> int:
        """The last row of the first header, from 0."""
        return self.tables[0].header_row

    def public_cells(self) -> pd.DataFrame:
        """Return the cells without personal data: neither columns of people nor what they signed."""
        cells: pd.DataFrame = self.grid.cells.apply(blot_out)
        for table in self.tables:
            rows = slice(table.header_row + 1, table.last_row + 1)
            below = self.grid.cells.iloc[rows]
            listed = below.index[below.notna().sum(axis=1) > 1]  # a note stands alone
            for name, column in table.columns.items():
                as_typed = below.loc[listed, column]
                is_personal = self.catalogue.is_personal(name)
                public = as_typed.mask(as_typed.notna()) if is_personal else without_people(as_typed, name).cells
                cells.loc[listed, column] = public.mask(public.isna() & as_typed.notna(), BLOT)
            signed = below.index[signature_rows(below)]
            cells.loc[signed] = cells.loc[signed].mask(cells.loc[signed].notna(), BLOT)
        return cells

    def places(self, findings: Findings) -> pd.DataFrame:
        """Return the cells that each finding points at.

        Parameters
        ----------
        findings : Findings
            Findings of any tables.

        Returns
        -------
        DataFrame
            ``row_number`` and ``column_number`` from 0 and ``table_number``, on the index of the findings. What
            concerns a whole row points at its first cell, what concerns a whole column at its header; findings of
            other tables and of the file as a whole are left out.
        """
        frame = findings.frame[findings.frame["source"] == "communities"]
        return pd.concat([self._places_in(table, number, frame) for number, table in enumerate(self.tables)])

    def _places_in(self, table: LedgerTable, number: int, frame: pd.DataFrame) -> pd.DataFrame:
        numbered = rf"(?:^| \+ ){re.escape(table.before)}(\d+)(?:$| \+ )"
        row = pd.to_numeric(frame["row"].str.extract(numbered, expand=False)) - 1
        field = frame["field"].astype("str")
        column = pd.to_numeric(field.map(table.columns))
        of_a_column = (frame["row"] == "") & column.notna()
        pointed = (row.notna() & (row <= table.last_row) & (row > table.header_row)) | of_a_column
        places = pd.DataFrame(
            {
                "row_number": row.fillna(table.header_row),
                "column_number": column.fillna(table.left),
                "table_number": number,
            }
        )
        return places[pointed].astype("int64")


def open_ledgers(
    spec: Spec | Sequence[Spec],
    parts: Sequence[Part],
    *,
    mapping: FieldMapping | None = None,
    encoding: str | None = None,
) -> list[Ledger]:
    """Read the user's own sheets again, to mark them; a layer of shapes or a database has none.

    Parameters
    ----------
    spec : path or str, or sequence of these
        The input, as it was given.
    parts : sequence of Part
        What each of its tables gave, from `read_raw`.
    mapping : FieldMapping, optional
        What the user's own headers mean.
    encoding : str, optional
        Encoding of text.

    Returns
    -------
    list of Ledger
        The sheets that communities were read from, in the order of the parts.
    """
    mapping = mapping or FieldMapping()
    paths = [split_spec(each)[0] for each in files_of(spec) if not is_database(each)]
    used = [part for part in parts if part.place and part.outcome in ("read", "merged")]
    ledgers = []
    for file, sheet in dict.fromkeys((part.file, part.sheet) for part in used):
        of_sheet = [part for part in used if (part.file, part.sheet) == (file, sheet)]
        for path in (path for path in paths if label_of(path, paths) == file):
            ledgers += _ledgers_of(path, sheet, of_sheet, mapping, encoding)
    return ledgers


def _ledgers_of(
    path: Path, sheet: str, parts: Sequence[Part], mapping: FieldMapping, encoding: str | None
) -> list[Ledger]:
    if kind_of(path).reader == "archive":
        return []
    grids, _ = read_grids(path, [sheet] if sheet else [], encoding)
    found = []
    for grid in grids or ():
        blocks = {place_of(block): block for block in split_tables(readable(grid), mapping)}
        # A table that lies on its side is listed, not marked.
        marked = [part for part in parts if part.place in blocks and not blocks[part.place].grid.is_turned]
        if marked:
            tables = tuple(_table(blocks[part.place], part, mapping) for part in marked)
            whole = replace(grid, cells=unguard(grid.cells))
            found.append(Ledger(grid=whole, tables=tables, catalogue=mapping.catalogue))
    return found


def _table(block: Block, part: Part, mapping: FieldMapping) -> LedgerTable:
    grid = block.grid
    return LedgerTable(
        header_row=grid.top + block.header.last,
        last_row=grid.top + len(grid.cells) - 1,
        left=grid.left,
        columns={item.name: item.column - 1 + grid.left for item in match_headers(block.header.columns, mapping)},
        before=part.before,
    )
