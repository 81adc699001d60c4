"""Read text tables: CSV and its kin, in any encoding and with any separator."""

from __future__ import annotations

import csv
import re
from io import StringIO
from itertools import islice
from pathlib import Path

import pandas as pd

from cluster_planner.errors import SourceError
from cluster_planner.model import Note
from cluster_planner.said import Code, say
from cluster_planner.sources._encoding import NAME_ENCODING, find_encoding
from cluster_planner.sources._grid import Grid, without_blank_end

_SEPARATORS = ",\t;|"
_SAMPLED_LINES = 30
_MOST_COLUMNS = 16_384  # as many as a spreadsheet has
_QUOTED = re.compile(r'"[^"]*"')


def read_text(path: Path, encoding: str | None) -> Grid:
    """Read a text table, one row for each record of the file.

    Raises
    ------
    SourceError
        If it cannot be decoded, or is no table.
    """
    text, notes = decode(path.read_bytes(), path, encoding)
    # Lines end where pandas ends them; commas within quotes, as in WKT, separate nothing.
    lines = list(StringIO(_QUOTED.sub("", text), newline=None))
    separator = _separator(lines)
    # The first line may be a title, so it does not settle the number of columns.
    width = max((line.count(separator) for line in lines), default=0) + 1
    try:
        cells = _cells(text, separator, width)
        if not isinstance(cells.index, pd.RangeIndex):  # stray quotes hid separators, and pandas made an index of them
            cells = _cells(text, separator, width + cells.index.nlevels)
    except (ValueError, csv.Error) as error:
        raise _no_table(path, error) from error
    return Grid(cells=without_blank_end(cells), notes=notes)


def _cells(text: str, separator: str, width: int) -> pd.DataFrame:
    if width > _MOST_COLUMNS:
        raise ValueError(f"{width} > {_MOST_COLUMNS}")
    return pd.read_csv(
        StringIO(text), header=None, names=list(range(width)), dtype="str", sep=separator, keep_default_na=False,
        na_values=[""], skip_blank_lines=False,
    )  # fmt: skip


def decode(content: bytes, path: Path, encoding: str | None) -> tuple[str, tuple[Note, ...]]:
    """Return the text of a file, by the encoding given, else by the one detected."""
    found, notes = (encoding, ()) if encoding else find_encoding(content, path)
    try:
        return content.decode(found, "replace" if notes else "strict").removeprefix("\ufeff"), notes
    except (UnicodeDecodeError, LookupError) as error:
        raise SourceError(
            say("error.sources.other_encoding", path=Code(str(path)), found=Code(found)), NAME_ENCODING
        ) from error


def _separator(lines: list[str]) -> str:
    """Return the separator that yields most columns in the first lines."""
    first = "\n".join(islice((line for line in lines if line), _SAMPLED_LINES))
    return max(_SEPARATORS, key=first.count)


def _no_table(path: Path, reason: object) -> SourceError:
    return SourceError(
        say("error.sources.text_unreadable", path=Code(str(path)), reason=Code(str(reason))),
        say("error.sources.save_as_csv"),
    )
