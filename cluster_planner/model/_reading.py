"""A table as it was read: its rows, what its headers were taken for, and what was done on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import geopandas as gpd
import pandas as pd

from cluster_planner.said import Fact

Matched = Literal["mapping", "catalogue", "truncated", "unit_cut", "alike", "settled", "unclear", "taken", "unknown"]
SetAside = Literal["known", "all"]  # columns of rows that cannot be used
Outcome = Literal["read", "merged", "not_a_list", "overlooked", "concealed"]


@dataclass(frozen=True, kw_only=True)
class Note:
    """A change made to a table while it was read; validation reports it under the rule of that id.

    Attributes
    ----------
    rule : str
        Id of a rule of validation.
    row : str
        Row as the user sees it, empty for the whole table.
    field : str
        Canonical name, or the header where the catalogue does not know it.
    found : str
        What was there.
    becomes : str or fact
        What it was read as, or may mean; a fact where that takes words.
    count : int, optional
        How many cells it was done to, where it is reported once for all.
    """

    rule: str
    row: str = ""
    field: str = ""
    found: str = ""
    becomes: str | Fact = ""
    count: int | None = None


@dataclass(frozen=True, kw_only=True)
class Header:
    """A header of the file and what it was taken for.

    Attributes
    ----------
    text : str
        As it stands in the file; those of several rows are joined as ``parent_child``.
    column : int
        Place in the file, from 1.
    name : str
        A canonical name, or the header itself. The column of the table as read is called so too, but for amounts in
        万元, as ledgers have them: ``invest_wan`` for ``invest_money``.
    matched : str
        By the user's ``mapping``; exactly by the ``catalogue``; as the beginning of a known header (``truncated``), or
        of one in whose unit it ends (``unit_cut``); as
        ``alike``; ``settled`` as the only one of its candidates that no other header claims; ``unclear`` between
        candidates, ``taken`` where another column holds its field, and ``unknown``: these three are not used.
    candidates : tuple of str
        Canonical names that it may mean.
    unit : str
        The unit that the header names, where it names one.
    """

    text: str
    column: int
    name: str
    matched: Matched
    candidates: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one table of a file gave.

    Attributes
    ----------
    file, sheet : str
        Where it is; the sheet is empty where the file has none.
    place : str
        Cell in which its header begins, such as ``A9``; empty for layers.
    rows : int
        Rows under its header that are not blank.
    used : int
        How many of them were handed on.
    before : str
        What findings write before the numbers of its rows, empty where it is the only table.
    outcome : str
        ``read``; ``merged`` into rows of another table that are the same communities; left out as ``not_a_list`` of
        communities, as ``overlooked`` (it looks like a list, but its headers are not known), or as ``concealed``.
    letters : mapping of str to str
        Name of each header to the letter of its column, where the table has cells and does not lie on its side.
    """

    file: str
    sheet: str = ""
    place: str = ""
    rows: int
    used: int
    before: str = ""
    outcome: Outcome = "read"
    letters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False, kw_only=True)
class RawTable:
    """A table of communities as it was read, before anything is judged.

    Attributes
    ----------
    frame : GeoDataFrame or DataFrame
        Rows under canonical names, with ``source_row``.
    headers : tuple of Header
        One for each column of the file.
    notes : tuple of Note
        What was done while it was read.
    sheet : str
        Sheet or layer that was read, empty where the file has none or several were.
    parts : tuple of Part
        What each table of each file gave.
    """

    frame: gpd.GeoDataFrame | pd.DataFrame
    headers: tuple[Header, ...] = ()
    notes: tuple[Note, ...] = ()
    sheet: str = ""
    parts: tuple[Part, ...] = ()
