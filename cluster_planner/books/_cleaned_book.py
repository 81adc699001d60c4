"""A cleaned copy of the ledger: the user's own columns with the repaired values, and a log of every change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from cluster_planner.books._sheet_copy import Mark, copy_sheet
from cluster_planner.books._sheet_out import add_sheet
from cluster_planner.books._workbook import new_book
from cluster_planner.fields import Lang
from cluster_planner.model import Findings
from cluster_planner.sources import Ledger
from cluster_planner.words import speaker
from cluster_planner.words.tables import finding_table

_LOGGED = ["row", "community_id", "name", "field", "found", "done", "problem", "rule"]


def write_cleaned(findings: Findings, path: Path, lang: Lang, ledgers: Sequence[Ledger]) -> None:
    """Write the ledger with every repair that one of its own cells can take.

    Parameters
    ----------
    findings : Findings
        What was found; only repairs are made, doubtful and wrong values stay as they are.
    path : Path
        The ``.xlsx`` file.
    lang : {"zh", "en"}
        Language of the log.
    ledgers : sequence of Ledger
        The user's own sheets.
    """
    title = speaker(lang).label("sheet.findings", "changes")
    logs = []
    with new_book(path) as book:
        for ledger in ledgers:
            changes = find_changes(findings, ledger)
            cells = ledger.public_cells()
            for row, column, becomes in changes[["row_number", "column_number", "becomes"]].itertuples(index=False):
                cells.iat[row, column] = becomes or None  # noqa: PD009 - by place, the quickest
            places = zip(changes["row_number"], changes["column_number"], strict=True)
            copy_sheet(book, ledger, cells, {place: Mark("repair") for place in places}, apart_from=(title,))
            logs.append(_log(changes, findings, lang))
        add_sheet(book, title, pd.concat(logs), lang)


def find_changes(findings: Findings, ledger: Ledger) -> pd.DataFrame:
    """Return which cells change: ``row_number``, ``column_number``, ``field``, ``found``, ``becomes``.

    A repair is made only where the cell still says what was found, so that a figure under a header with a unit of its
    own, or one that was put together from several cells, is never overwritten with another meaning.
    """
    frame = findings.frame[findings.frame["severity"] == "repair"]
    frame = _each_coordinate(frame[(frame["row"] != "") & (frame["field"] != "")])
    changes = frame.join(ledger.places(findings)[["row_number", "table_number"]], how="inner")
    tables = [ledger.tables[number].columns for number in changes["table_number"]]
    columns_of = [columns.get(field) for columns, field in zip(tables, changes["field"].astype("str"), strict=True)]
    changes = changes.assign(column_number=pd.Series(columns_of, changes.index, dtype="float64"))
    changes = changes.dropna(subset="column_number").astype({"column_number": "int64"})
    columns = ["row_number", "column_number", "field", "found", "becomes"]
    cells = [ledger.grid.cells.iat[place] for place in changes[columns[:2]].itertuples(index=False, name=None)]  # noqa: PD009
    same = [_same(cell, found) for cell, found in zip(cells, changes["found"], strict=True)]
    kept = changes.loc[same, columns]
    return kept[~kept.duplicated(columns[:2], keep="last")]


def _each_coordinate(frame: pd.DataFrame) -> pd.DataFrame:
    """Split a finding on a pair of coordinates, ``lon, lat``, into one for each cell."""
    pairs = frame["found"].str.contains(", ") & frame["becomes"].str.contains(", ") & (frame["field"] == "lon")
    parts = []
    for place, field in enumerate(("lon", "lat")):
        halves = {name: frame.loc[pairs, name].str.split(", ").str[place] for name in ("found", "becomes")}
        parts.append(frame[pairs].assign(field=field, **halves))
    return pd.concat([frame, *parts])


def _same(cell: object, found: str) -> bool:
    if pd.isna(cell):  # type: ignore[call-overload]
        return found == ""
    text = str(cell)
    if text.strip() == found.strip():
        return True
    numbers = pd.to_numeric(pd.Series([text, found]), errors="coerce")
    return bool(numbers[0] == numbers[1])


def _log(changes: pd.DataFrame, findings: Findings, lang: Lang) -> pd.DataFrame:
    """Return every change with what was there before, in the order of the rows."""
    table = finding_table(findings, lang).loc[changes.index]
    field = [speaker(lang).header(str(name)) for name in changes["field"]]
    log = table.assign(field=field, found=changes["found"].to_numpy(), done=changes["becomes"].to_numpy())
    return log.iloc[np.lexsort((changes["column_number"], changes["row_number"]))][_LOGGED]
