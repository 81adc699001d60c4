"""Conditions on the rows of a file: their columns must be there, their headers stand as SQL wants them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing

import pandas as pd
from pandas.api.types import is_numeric_dtype

from cluster_planner._cells import as_text
from cluster_planner.errors import SourceError
from cluster_planner.said import Code, say, several
from cluster_planner.sources._header_marks import NOT_BEFORE_A_COLUMN
from cluster_planner.sources._row_marks import COMMAS

# A column that a condition compares; a header that is no plain word stands in quotes, or is not judged.
_COMPARED = re.compile(
    rf"""(?:"([^"]+)"|(?<!{NOT_BEFORE_A_COLUMN})(\w+))\s*(?:[=<>]|!=|(?:not\s+)?(?:like|ilike|in|between)\b|is\b)""",
    re.IGNORECASE,
)
_ORDERED = re.compile(r"""(?:"([^"]+)"|(\w+))\s*(?:<(?!>)|>|(?:not\s+)?between\b)""", re.IGNORECASE)
# One column and one value, which may go without quotes.
_SINGLE = re.compile(r"""\s*["']?(?P<header>[^"'=<>!]+?)["']?\s*=\s*(?P<value>'[^']*'|"[^"]*"|[^"'=<>\s]+)\s*""")
_THOUSANDS = rf"[{COMMAS}](?=\d{{3}}(?:\D|$))"
_TABLE, _ROW = "rows_of_file", "row_of_file"
_ALLOWED = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION)


def quoted(where: str, fields: Mapping[str, str], shown: Iterable[str] | None = None) -> str:
    """Return a condition with its headers in the quotes that SQL wants around any that are not plain Latin words.

    A message shows all columns, or only those named as ``shown``.
    """
    _require_columns(where, fields, shown)
    longest_first = sorted((re.escape(header) for header in fields if not header.isascii()), key=len, reverse=True)
    if not longest_first:
        return where
    header = re.compile("|".join(longest_first))
    parts = re.split(r"""('[^']*'|"[^"]*")""", where)
    return "".join(
        header.sub(lambda found: f'"{fields[found[0]]}"', part) if place % 2 == 0 else _stored(part, fields)
        for place, part in enumerate(parts)
    )


def _stored(text: str, fields: Mapping[str, str]) -> str:
    """Return a header in double quotes as the field that holds it, any other quoted text as it is."""
    return f'"{fields[text[1:-1]]}"' if text.startswith('"') and text[1:-1] in fields else text


def keep_where(frame: pd.DataFrame, where: str | None, columns: Mapping[str, pd.Series] | None = None) -> pd.DataFrame:
    """Keep the rows of a table that meet a condition, in the SQL that layers take.

    Parameters
    ----------
    frame : DataFrame
        The table.
    where : str or None
        The condition, under the headers of the file: ``户数 > 100 AND 区 IN ('甲区', '乙区')``; a single ``column =
        value`` needs no quotes.
    columns : mapping of str to Series, optional
        Header of the file to its cells, where those of the table differ.

    Returns
    -------
    DataFrame
        The rows that meet the condition; all of them without one. A cell that is no figure is neither more nor less
        than one.

    Raises
    ------
    SourceError
        If there is no such column, or it is no condition.
    """
    if where is None:
        return frame
    cells = {str(name): frame[name] for name in frame} | dict(columns or {})
    shown = list(columns or cells)
    if (single := _SINGLE.fullmatch(where)) and single["header"] in cells:
        met = as_text(cells[single["header"]]) == single["value"].strip("\"'")
    else:
        met = _met(where, cells, shown)
    return frame[met.to_numpy()].reset_index(drop=True)


def _met(where: str, cells: Mapping[str, pd.Series], shown: Sequence[str]) -> pd.Series:
    """Return which rows meet a condition; a database in memory that may only compare decides."""
    condition = quoted(where, {name: name for name in cells}, shown)
    ordered = {(within or bare).casefold() for within, bare in _ORDERED.findall(condition)}
    used = {name: column for name, column in cells.items() if name.casefold() in condition.casefold()}
    table = {
        name: _as_numbers(column)
        if name.casefold() in ordered
        else column
        if is_numeric_dtype(column)
        else _texts(column)
        for name, column in used.items()
    }
    rows = pd.DataFrame({**table, _ROW: range(len(next(iter(cells.values()))))})
    with closing(sqlite3.connect(":memory:")) as database:
        rows.to_sql(_TABLE, database, index=False)
        database.set_authorizer(lambda action, *_: sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY)
        try:
            found = database.execute(f"SELECT {_ROW} FROM {_TABLE} WHERE ({condition}\n)").fetchall()  # noqa: S608 - may only compare
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise SourceError(
                say("error.sources.no_condition", where=Code(where), reason=Code(str(error))),
                say("error.sources.write_condition"),
            ) from error
    return pd.Series(range(len(rows))).isin([row for (row,) in found])


def _texts(column: pd.Series) -> pd.Series:
    texts = as_text(column)
    return texts.where(texts != "", None)


def _as_numbers(column: pd.Series) -> pd.Series:
    """Return figures as numbers, without the commas of thousands; what is none is missing."""
    return pd.to_numeric(as_text(column).str.replace(_THOUSANDS, "", regex=True), errors="coerce")


def _require_columns(where: str, fields: Mapping[str, str], shown: Iterable[str] | None) -> None:
    """Refuse a condition that compares a column that is missing; some formats would take its name for a text."""
    known = {*(name.casefold() for pair in fields.items() for name in pair), "fid", "not", "and", "or"}
    for within, bare in _COMPARED.findall(where):
        name = (within or bare).casefold()
        if name not in known and not name.startswith("ogr_") and not name.isdecimal():
            raise _no_column(where, within or bare, shown or fields)


def _no_column(where: str, missing: str, columns: Iterable[str]) -> SourceError:
    """Return the error of a condition on a column that is missing, with the columns that there are."""
    return SourceError(
        say(
            "error.sources.no_column_in_condition",
            where=Code(where),
            missing=Code(missing),
            columns=several(map(Code, columns), "codes"),
        ),
        say("error.sources.write_condition"),
    )
