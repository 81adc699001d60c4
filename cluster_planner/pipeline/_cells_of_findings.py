"""Where in the input each finding is: file, sheet and cell, as a spreadsheet names them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from cluster_planner._money import newer
from cluster_planner.model import Findings, Part
from cluster_planner.pipeline._tables import Tables

# A number after what stands before the rows of its table; of merged rows, the first.
_ROW = r"^(?P<before>.*?)(?P<number>\d+)(?: \+ .*)?$"


def place_findings(findings: Findings, tables: Tables) -> Findings:
    """Return findings with the file, sheet and cell of each, where the input has them.

    Parameters
    ----------
    findings : Findings
        Findings of any tables.
    tables : Tables
        The input as it was read: its files, the tables in them, and the column of each header.

    Returns
    -------
    Findings
        With ``file``, ``sheet`` and ``cell``, empty where there is none: layers have no cells.
    """
    frame = findings.frame
    if frame.empty or not tables.files:
        return findings
    parts = {part.before: part for part in tables.parts if part.outcome in ("read", "merged")}
    only = next(iter(parts.values())) if len(parts) == 1 else Part(file="", rows=0, used=0)
    of_table = frame["source"] == "communities"
    row = frame["row"].str.extract(_ROW).fillna("")
    known = {before: part for before, part in parts.items() if part.place}
    numbered = of_table & (row["number"] != "") & row["before"].isin(list(known))
    whole = of_table & (frame["row"] == "")
    sheets = {before.strip().removesuffix("!"): part for before, part in known.items() if before}
    of_sheet = of_table & frame["row"].isin(list(sheets))
    letters = {before: _letters(part) for before, part in parts.items()}
    before = row["before"].where(row["number"] != "", only.before)
    return Findings(
        frame.assign(
            file=_as_read(
                row["before"],
                numbered,
                known,
                "file",
                _as_read(frame["row"], of_sheet, sheets, "file", frame["source"].astype("str").map(tables.files)),
            ),
            sheet=_as_read(
                row["before"],
                numbered,
                known,
                "sheet",
                _as_read(frame["row"], of_sheet, sheets, "sheet", whole.map({True: only.sheet, False: ""})),
            ),
            cell=_cells(row["number"], frame["field"].astype("str"), before, letters).where(numbered | whole, ""),
        )
    )


def _as_read(
    before: pd.Series, numbered: pd.Series, parts: Mapping[str, Part], what: str, other: pd.Series
) -> pd.Series:
    """Return what the table of a row says, and something else for the other findings."""
    said = before.map({name: getattr(part, what) for name, part in parts.items()})
    return said.where(numbered, other).fillna("").astype("str")


def _letters(part: Part) -> Mapping[str, str]:
    """Return the letter of the column of each field of a table, and of each header that is none."""
    return {newer(name): letter for name, letter in part.letters.items()} | dict(part.letters)


def _cells(
    numbers: Iterable[str], fields: Iterable[str], tables: Iterable[str], letters: Mapping[str, Mapping[str, str]]
) -> pd.Series:
    """Return ``F12``; ``F:F`` where there is no row, ``12:12`` where there is no column."""
    places = (
        (letters.get(table, {}).get(field, ""), number)
        for number, field, table in zip(numbers, fields, tables, strict=True)
    )
    cells = [
        letter + number if letter and number else ":".join([letter + number] * 2) if letter + number else ""
        for letter, number in places
    ]
    return pd.Series(cells, dtype="str")
