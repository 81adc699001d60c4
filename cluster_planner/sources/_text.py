"""Read text tables: CSV and its kin, in any encoding and with any separator."""

from __future__ import annotations

import csv
import re
from collections import Counter
from io import StringIO
from itertools import islice
from pathlib import Path

import pandas as pd

from cluster_planner.errors import SourceError
from cluster_planner.model import Note
from cluster_planner.said import Code, say
from cluster_planner.sources._bounds import require_size
from cluster_planner.sources._encoding import NAME_ENCODING, find_encoding
from cluster_planner.sources._grid import Grid, without_blank_end
from cluster_planner.sources._header_marks import WIDE_SEPARATORS

_SEPARATORS = ",\t;|"
_LEAST_PROOFS = 2
_SAMPLED_LINES = 30
_MOST_COLUMNS = 16_384  # as many as a spreadsheet has, blank ones at the end among them
# 112,3301 and 220,0 are no thousands; 28,590 may be.
_DECIMAL_COMMA = r"\s*[-+]?(?:\d+|\d{1,3}(?:\.\d{3})+),(?:\d{1,2}|\d{4,})\s*"
_WITH_COMMA = r"\s*[-+]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+\s*"
_DECIMAL_POINT = r"\s*[-+]?\d+\.\d+\s*"
_POINTS_GROUP = r"\s*[-+]?\d{1,3}(?:\.\d{3})+\s*"
_GROUPS_AND_COMMA = r"\s*[-+]?\d{1,3}(?:\.\d{3})+,\d+\s*"
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
        cells = without_blank_end(cells)
        overfull = _overfull(text, separator, len(cells))
    except (ValueError, csv.Error) as error:
        raise _no_table(path, error) from error
    require_size(path, path.stem, len(cells), max(cells.shape[1], 1))
    cells, points = _with_points(cells, separator)
    return Grid(cells=cells, notes=(*notes, *points), overfull=overfull)


def _cells(text: str, separator: str, width: int) -> pd.DataFrame:
    if width > _MOST_COLUMNS:
        raise ValueError(f"{width} > {_MOST_COLUMNS}")
    return pd.read_csv(
        StringIO(text), header=None, names=list(range(width)), dtype="str", sep=separator, keep_default_na=False,
        na_values=[""], skip_blank_lines=False, engine="c" if separator.isascii() else "python",
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
    """Return the separator that makes equal columns, first of all in the header: tags in cells have signs of their own.

    Where none does in half of the lines, the one that yields most columns. Chinese punctuation separates only where it
    does so from the header on, and no other sign stands there.
    """
    first = list(islice((line for line in lines if line.strip()), _SAMPLED_LINES))
    for sign in WIDE_SEPARATORS if first and not any(sign in first[0] for sign in _SEPARATORS) else "":
        even, place, usual = _evenness([line.count(sign) for line in first])
        if even and not place and usual > 1:
            return sign
    return max(_SEPARATORS, key=lambda sign: _evenness([line.count(sign) for line in first]))


def _evenness(counts: list[int]) -> tuple[bool, int, int]:
    """Rank a separator by how often it stands in each line: whether evenly, how early first so, how often in all."""
    usual, lines = Counter(counts).most_common(1)[0] if any(counts) else (0, 0)
    if not usual and any(counts):
        usual, lines = Counter(count for count in counts if count).most_common(1)[0]
    even = usual > 0 and lines * 2 >= len(counts)
    return even, -counts.index(usual) if even else 0, usual if even else sum(counts)


def _overfull(text: str, separator: str, rows: int) -> tuple[int, ...]:
    """Return the rows with more cells than rows have: a separator that is not quoted has shifted them."""
    lengths = [len(record) for record in csv.reader(StringIO(text, newline=None), delimiter=separator)][:rows]
    filled = [length for length in lengths if length > 1]
    usual = Counter(filled).most_common(1)[0][0] if filled else 0
    return tuple(row for row, length in enumerate(lengths) if length > usual)


def _with_points(cells: pd.DataFrame, separator: str) -> tuple[pd.DataFrame, tuple[Note, ...]]:
    """Write decimal commas as points where no figure has a point.

    Where commas separate the cells too, one column of such figures proves little: it may list several numbers.
    """
    proven = sum(bool(cells[name].str.fullmatch(_DECIMAL_COMMA).any()) for name in cells)
    # 12.345,5 proves that a point groups digits, so 1.200 beside it is no fraction.
    groups = _POINTS_GROUP if _any_cell(cells, _GROUPS_AND_COMMA) else "(?!)"
    fraction = f"(?!{groups}$){_DECIMAL_POINT}"
    if proven < (_LEAST_PROOFS if separator == "," else 1) or _any_cell(cells, fraction):
        return cells, ()
    figures = cells.apply(lambda column: column.str.fullmatch(f"{_WITH_COMMA}|{groups}", na=False))
    written = cells.apply(lambda column: column.str.replace(".", "", regex=False).str.replace(",", ".", regex=False))
    example = str(cells.to_numpy(dtype=object)[figures.to_numpy(dtype=bool)][0])
    note = Note(
        rule="decimal_comma",
        found=example,
        becomes=example.replace(".", "").replace(",", "."),
        count=int(figures.to_numpy(dtype=bool).sum()),
    )
    return cells.mask(figures, written), (note,)


def _any_cell(cells: pd.DataFrame, pattern: str) -> bool:
    return any(cells[name].str.fullmatch(pattern, na=False).any() for name in cells)


def _no_table(path: Path, reason: object) -> SourceError:
    return SourceError(
        say("error.sources.text_unreadable", path=Code(str(path)), reason=Code(str(reason))),
        say("error.sources.save_as_csv"),
    )
