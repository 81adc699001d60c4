"""The user's own sheet, cell by cell, and where in it each finding points."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from cluster_planner._cells import blot_out, unguard
from cluster_planner.fields import CODES, Catalogue
from cluster_planner.model import Findings
from cluster_planner.profile import CHINA
from cluster_planner.sources._database import is_database
from cluster_planner.sources._grid import Grid
from cluster_planner.sources._header_rows import find_header
from cluster_planner.sources._headers import match_headers
from cluster_planner.sources._layers import split_spec
from cluster_planner.sources._mapping import FieldMapping
from cluster_planner.sources._signatures import signature_rows
from cluster_planner.sources._tables import read_grid


@dataclass(frozen=True, eq=False, kw_only=True)
class Ledger:
    """A sheet as the user sees it.

    Attributes
    ----------
    grid : Grid
        Its cells.
    header_row : int
        Last row of the header, from 0.
    columns : dict of str to int
        Column of each field, from 0.
    catalogue : Catalogue
        The fields.
    name : str
        Name of the file before its row numbers in findings, where it was joined to outlines; else empty.
    """

    grid: Grid
    header_row: int
    columns: dict[str, int]
    catalogue: Catalogue = CHINA.catalogue
    name: str = ""

    def public_cells(self) -> pd.DataFrame:
        """Return the cells with all personal data blotted out: whole columns, what people signed, numbers elsewhere."""
        codes = [column for name, column in self.columns.items() if name in CODES]
        cells: pd.DataFrame = self.grid.cells.apply(lambda cells: cells if cells.name in codes else blot_out(cells))
        for name, column in self.columns.items():
            if self.catalogue.is_personal(name):
                below = cells.iloc[self.header_row + 1 :, column]
                cells.iloc[self.header_row + 1 :, column] = below.mask(below.notna(), "***")
        signed = cells.index[self.header_row + 1 :][signature_rows(self.grid.cells.iloc[self.header_row + 1 :])]
        cells.loc[signed] = cells.loc[signed].mask(cells.loc[signed].notna(), "***")
        return cells

    def places(self, findings: Findings) -> pd.DataFrame:
        """Return the cell that each finding points at.

        Parameters
        ----------
        findings : Findings
            Findings of any tables.

        Returns
        -------
        DataFrame
            ``row_number`` and ``column_number`` from 0, on the index of the findings. What concerns a whole row points
            at its first cell, what concerns a whole column at its header; findings of other tables and of the file as
            a whole are left out.
        """
        frame = findings.frame[findings.frame["source"] == "communities"]
        numbered = rf"{re.escape(self.name)} (\d+)" if self.name else r"^(\d+)$"
        row = pd.to_numeric(frame["row"].str.extract(numbered, expand=False)) - 1
        column = pd.to_numeric(frame["field"].astype("str").map(self.columns))
        pointed = (row.notna() | column.notna()) & ~(row >= len(self.grid.cells))
        places = {"row_number": row.fillna(self.header_row), "column_number": column.fillna(0)}
        return pd.DataFrame(places)[pointed].astype("int64")


def open_ledger(
    spec: str | Path,
    *,
    layer: str | None = None,
    mapping: FieldMapping | None = None,
    encoding: str | None = None,
    name: str = "",
) -> Ledger | None:
    """Read the user's own sheet again, to mark it; a layer of shapes or a database has none.

    Parameters
    ----------
    spec : path or str
        The input, as it was given.
    layer : str, optional
        Sheet.
    mapping : FieldMapping, optional
        What the user's own headers mean.
    encoding : str, optional
        Encoding of text.
    name : str
        What findings call the file, where it was joined to outlines.

    Returns
    -------
    Ledger or None
        The sheet that the communities were read from.
    """
    if is_database(spec):
        return None
    mapping = mapping or FieldMapping()
    path, named = split_spec(spec)
    grid = read_grid(path, layer or named, mapping, encoding)
    if grid is None:
        return None
    grid = replace(grid, cells=unguard(grid.cells))
    header = find_header(grid, mapping)
    headers = match_headers(header.columns, mapping)
    return Ledger(
        grid=grid,
        header_row=header.last,
        columns={item.name: item.column - 1 for item in headers},
        catalogue=mapping.catalogue,
        name=name,
    )
