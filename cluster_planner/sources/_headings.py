"""Rows that head a group: ``一、资阳区``, ``（二）汽车路街道``. The rows under them lie in that division."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cluster_planner.fields import division_in, is_ordinal, starts_with_ordinal
from cluster_planner.model import Note
from cluster_planner.sources._row_marks import NUMBER

# From the widest to the narrowest: a new county ends the subdistrict before it.
_LEVELS = ("county", "subdistrict", "neighbourhood")
_MOST_TEXTS = 3
_SPARSE = 2  # the texts of a heading fill at most half as many cells as the fullest row


@dataclass(frozen=True)
class Heading:
    """A division named above its rows: its row in the sheet from 0, its field, its name; bare without figures."""

    row: int
    level: str
    name: str
    bare: bool


def find_headings(body: pd.DataFrame) -> list[Heading]:
    """Return the rows under a header that only name a division, with or without the totals of its rows.

    Parameters
    ----------
    body : DataFrame
        Rows under the header, indexed by their row in the sheet, from 0.

    Returns
    -------
    list of Heading
        In the order of the sheet.
    """
    filled = body.notna().sum(axis=1)
    fullest = max(filled.max(), _SPARSE) if len(body) else _SPARSE
    rows = body[(filled > 0) & (filled < fullest)]
    figures = rows.apply(lambda column: column.str.fullmatch(NUMBER, na=False)).to_numpy(dtype=bool)
    are_texts = rows.notna().to_numpy() & ~figures
    texts = are_texts.sum(axis=1)
    likely = np.flatnonzero((texts > 0) & (texts <= _MOST_TEXTS) & (texts * _SPARSE <= fullest))
    cells, numbers, bare = rows.to_numpy(dtype=object), rows.index.to_numpy(), ~figures.any(axis=1)
    found = (_heading(int(numbers[at]), list(cells[at][are_texts[at]]), bare=bool(bare[at])) for at in likely)
    return [heading for heading in found if heading is not None]


def _heading(row: int, texts: list[str], *, bare: bool) -> Heading | None:
    """Read the texts of a row as a heading: one division and nothing else, and an ordinal where it has figures too."""
    named = [division for text in texts if (division := division_in(text))]
    ordinal = any(is_ordinal(text) or starts_with_ordinal(text) for text in texts)
    only = len(named) == 1 and all(is_ordinal(text) or division_in(text) for text in texts)
    if not only or not (ordinal or (bare and named[0][0] != "neighbourhood")):
        return None
    return Heading(row, *named[0], bare)


def fill_divisions(frame: pd.DataFrame, headings: list[Heading]) -> tuple[pd.DataFrame, list[Note]]:
    """Give rows that name no county or subdistrict of their own those of the heading over them.

    Parameters
    ----------
    frame : DataFrame
        Rows under canonical names, indexed by their row in the sheet.
    headings : list of Heading
        In the order of the sheet.

    Returns
    -------
    tuple of DataFrame and list of Note
        The rows, and for each field how many were given a division.
    """
    if not headings:
        return frame, []
    over = pd.DataFrame(index=pd.Index([heading.row for heading in headings]), columns=list(_LEVELS), dtype="object")
    for heading in headings:
        below = _LEVELS[_LEVELS.index(heading.level) + 1 :]
        over.loc[heading.row, [heading.level, *below]] = [heading.name, *[""] * len(below)]
    own = _are_filled(frame) & ~frame.index.isin(over.index)
    over = over.ffill().reindex(frame.index, method="ffill")
    notes, filled = list[Note](), {}
    for level in dict.fromkeys(heading.level for heading in headings):
        given = frame[level] if level in frame else pd.Series(None, index=frame.index, dtype="str")
        names = over[level].where(over[level] != "")
        blank = given.isna() & names.notna() & own
        filled[level] = given.astype("object").mask(blank, names).astype("str").where(given.notna() | blank)
        named = ", ".join(dict.fromkeys(heading.name for heading in headings if heading.level == level))
        if blank.any():
            notes.append(Note(rule="division_from_heading", field=level, found=named, count=int(blank.sum())))
    return frame.assign(**filled), notes


def fill_from_titles(frame: pd.DataFrame, titles: list[str]) -> tuple[pd.DataFrame, list[Note]]:
    """Give the rows of a table without a column of counties or subdistricts those that its titles or sheet name.

    Parameters
    ----------
    frame : DataFrame
        Rows under canonical names.
    titles : list of str
        The texts over the table, and the name of its sheet, the surest first.

    Returns
    -------
    tuple of DataFrame and list of Note
        The rows, and for each field how many were given a division.
    """
    named = [division for title in titles if (division := division_in(title))]
    notes = list[Note]()
    for level, name in named:
        if level not in frame and level in _LEVELS[:2] and len(frame):
            own = _are_filled(frame)
            frame = frame.assign(**{level: pd.Series(name, frame.index, dtype="str").where(own)})
            notes.append(Note(rule="division_from_heading", field=level, found=name, count=int(own.sum())))
    return frame, notes


def _are_filled(frame: pd.DataFrame) -> pd.Series:
    """Return which rows have a name or, where no column holds names, anything at all."""
    return frame["name"].notna() if "name" in frame else frame.notna().any(axis=1)
