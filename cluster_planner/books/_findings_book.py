"""The findings as a workbook: a summary, all of them, and the user's own sheet with the cells at fault marked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from cluster_planner._signs import showable
from cluster_planner.books._sheet_copy import Mark, Place, copy_sheet, fits_a_sheet
from cluster_planner.books._sheet_out import MOST_ROWS, add_sheet
from cluster_planner.books._workbook import new_book
from cluster_planner.fields import Lang
from cluster_planner.model import Findings, Part
from cluster_planner.sources import Ledger
from cluster_planner.words import label_column, speaker
from cluster_planner.words.tables import finding_table, part_table, summarise

_GAPS = "mandatory_missing"
_LONGEST_COMMENT = 1_500
_MOST_COMMENTS = 20_000  # more slow a spreadsheet down: further cells are coloured and listed, without a comment


def write_findings(
    findings: Findings, path: Path, lang: Lang, ledgers: Sequence[Ledger] = (), parts: Sequence[Part] = ()
) -> None:
    """Write the findings of one input.

    Parameters
    ----------
    findings : Findings
        What was found.
    path : Path
        The ``.xlsx`` file.
    lang : {"zh", "en"}
        Language of everything but the user's own cells.
    ledgers : sequence of Ledger
        The user's own sheets, copied with marks; a layer of shapes has none, and one of more rows than a sheet can
        hold is left out. The summary counts all findings, however many the list can hold.
    parts : sequence of Part
        What each table of the input gave.
    """
    summary, read, listed = (speaker(lang).label("sheet.findings", name) for name in ("summary", "read", "listed"))
    table = finding_table(findings, lang)
    with new_book(path) as book:
        add_sheet(book, summary, summarise(table, findings), lang)
        for ledger in filter(fits_a_sheet, ledgers):
            marks = _gaps(findings, ledger) | _marks(table, findings, ledger, lang)
            copy_sheet(book, ledger, ledger.public_cells(), marks, apart_from=(summary, read, listed))
        add_sheet(book, listed, table.head(MOST_ROWS), lang)
        if parts:
            add_sheet(book, read, part_table(parts, lang).dropna(axis="columns", how="all"), lang)


def _marks(table: pd.DataFrame, findings: Findings, ledger: Ledger, lang: Lang) -> dict[Place, Mark]:
    """Return the worst severity and all findings of each cell at fault."""
    placed = table.assign(comment=_comments(table, lang)).join(ledger.places(findings), how="inner")
    by_cell = placed.groupby(["row_number", "column_number"], sort=False)
    comments = by_cell["comment"].agg(lambda texts: showable("\n\n".join(texts))[:_LONGEST_COMMENT])
    worst = by_cell["severity"].first()
    shown = comments.where(pd.RangeIndex(len(comments)) < _MOST_COMMENTS, "")
    return {place: Mark(severity, text) for place, severity, text in zip(comments.index, worst, shown, strict=True)}


def _gaps(findings: Findings, ledger: Ledger) -> dict[Place, Mark]:
    """Return a mark without words for every blank cell of a mandatory field in the rows of communities."""
    marks: dict[Place, Mark] = {}
    frame = findings.frame[findings.frame["source"] == "communities"]
    placed = ledger.places(findings)
    about_rows = frame.index[(frame["row"] != "") & (frame["field"] == "")]
    left_out = placed.loc[placed.index.isin(about_rows), "row_number"]
    for table in ledger.tables:
        asked = frame.loc[frame["rule"] == _GAPS, "field"].astype("str").map(table.columns).dropna().astype("int64")
        cells = ledger.grid.cells.iloc[table.header_row + 1 : table.last_row + 1, asked.tolist()].isna()
        blank = cells[~cells.index.isin(left_out)]
        rows, columns = blank.to_numpy().nonzero()
        places = zip(blank.index[rows].tolist(), asked.iloc[columns].tolist(), strict=True)
        marks |= dict.fromkeys(places, Mark("warning"))
    return marks


def _comments(table: pd.DataFrame, lang: Lang) -> pd.Series:
    """Return severity, problem, value, what was done and remedy as the text of a comment."""
    colon = speaker(lang).catalogue.style["colon"]
    comments = "[" + label_column(table["severity"], lang) + "] " + table["problem"]
    for name in ("found", "done", "remedy"):
        line = "\n" + speaker(lang).header(name) + colon + table[name].astype("str")
        comments = comments + line.where(table[name].notna(), "")
    return comments
