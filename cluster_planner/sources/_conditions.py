"""Conditions on the rows of a file: their columns must be there, their headers stand as SQL wants them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pandas as pd

from cluster_planner.errors import SourceError
from cluster_planner.said import Code, say, several
from cluster_planner.sources._header_marks import NOT_BEFORE_A_COLUMN

# A column that a condition compares; a header that is no plain word stands in quotes, or is not judged.
_COMPARED = re.compile(
    rf"""(?:"([^"]+)"|(?<!{NOT_BEFORE_A_COLUMN})(\w+))\s*(?:[=<>]|!=|(?:not\s+)?(?:like|ilike|in|between)\b|is\b)""",
    re.IGNORECASE,
)


def quoted(where: str, fields: Mapping[str, str]) -> str:
    """Return a condition with its headers in the quotes that SQL wants around any that are not plain Latin words."""
    _require_columns(where, fields)
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


def keep_where(frame: pd.DataFrame, where: str | None, names: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Keep the rows of a table in which one column has one value: ``column = value``.

    Parameters
    ----------
    frame : DataFrame
        The table.
    where : str or None
        The condition, under the headers of the file.
    names : mapping of str to str, optional
        Headers of the file to columns of the table, where these differ.

    Returns
    -------
    DataFrame
        The rows that meet the condition; all of them without one.

    Raises
    ------
    SourceError
        If there is no such column.
    """
    if where is None:
        return frame
    header, _, value = (part.strip().strip("\"'") for part in where.partition("="))
    column = (names or {}).get(header, header)
    if column not in frame:
        raise _no_column(where, header, names or map(str, frame))
    return frame[frame[column].astype("str").str.strip() == value].reset_index(drop=True)


def _require_columns(where: str, fields: Mapping[str, str]) -> None:
    """Refuse a condition that compares a column that is missing; some formats would take its name for a text."""
    known = {*(name.casefold() for pair in fields.items() for name in pair), "fid", "not", "and", "or"}
    for quoted, bare in _COMPARED.findall(where):
        name = (quoted or bare).casefold()
        if name not in known and not name.startswith("ogr_") and not name.isdecimal():
            raise _no_column(where, quoted or bare, fields)


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
