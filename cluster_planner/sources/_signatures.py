"""Rows that people sign: who filled in and checked a table, stamps, dates, phone numbers. They are no communities."""

from __future__ import annotations

import re

import pandas as pd

from cluster_planner.fields.people import names_somebody
from cluster_planner.sources._row_marks import (
    COMPOUND,
    DATED,
    NO_NAME,
    NUMBER,
    NUMBERED,
    SENTENCE,
    SIGNED,
    SUM,
    TOTAL_WORDS,
)

_THIN = 0.6  # of the cells of the fullest row
_MOST_CELLS = 4  # of a row that begins with something else
_LONGEST_FOOT = 60  # rows
_LONGEST = 100  # characters of what people sign; shapes as text are longer, and hold figures like phone numbers


def signature_rows(body: pd.DataFrame) -> pd.Series:
    """Return which rows begin with a label for a signature, or hold one, a phone number or a date below the table.

    Parameters
    ----------
    body : DataFrame
        Rows under the header.

    Returns
    -------
    Series of bool
        On the index of the rows.
    """
    filled = body.notna().sum(axis=1)
    lower = is_below(body)
    thin = (filled > 0) & ((filled < _THIN * filled.max()) | lower)
    found = pd.Series(data=False, index=body.index)
    if not thin.any():
        return found
    rows = body[thin]
    first = rows.bfill(axis=1).iloc[:, 0].astype("str")
    signed = first.str.contains(rf"^\s*{SIGNED}")
    numbered = first.str.fullmatch(NUMBERED) & ~first.map(names_somebody) & ~first.str.fullmatch(DATED)
    below = lower[thin] & (filled[thin] <= _MOST_CELLS) & ~first.str.contains(SUM) & ~numbered
    for name in rows:
        cells = rows[name].astype("str").fillna("")
        cells = cells.mask(cells.str.len() > _LONGEST, "")
        signed |= below & (cells.str.contains(SIGNED) | cells.map(names_somebody) | cells.str.fullmatch(DATED))
    found[rows.index] = signed
    return found


def notes_below(body: pd.DataFrame, name_at: int | None) -> pd.Series:
    """Return which rows below the table are a lone text, or have neither a name nor a figure.

    Parameters
    ----------
    body : DataFrame
        Rows under the header.
    name_at : int or None
        Place of the column of names, where there is one.

    Returns
    -------
    Series of bool
        On the index of the rows. What is called like a compound, and what may be a total, is no note.
    """
    filled = body.notna().sum(axis=1)
    found = pd.Series(data=False, index=body.index)
    below = is_below(body, name_at) & (filled > 0) & (filled <= _MOST_CELLS) & (filled.max() > 1)
    for row in body.index[below]:
        found[row] = _is_note(body.loc[row], name_at)
    return found


def _is_note(cells: pd.Series, name_at: int | None) -> bool:
    texts = [str(text) for text in cells.dropna()]
    name = None if name_at is None or pd.isna(cells.iloc[name_at]) else str(cells.iloc[name_at])
    if name is not None and not re.search(f"{SENTENCE}|{NO_NAME}", name):
        return False  # the last rows of a ledger are often those of which only the name is known yet
    nameless = name_at is not None and name is None
    return (len(texts) == 1 or nameless) and not any(map(_is_fact, texts))


def _is_fact(text: str) -> bool:
    """Whether a text below a table may be the name of a compound, a total or a figure."""
    if re.search(SENTENCE, text):
        return False
    return re.search(f"{COMPOUND}|{TOTAL_WORDS}", text) is not None or _is_figure(text)


def is_below(body: pd.DataFrame, name_at: int | None = None) -> pd.Series:
    """Return which rows lie under the last that is filled at least half as far as the fullest, or under all facts."""
    filled = body.notna().sum(axis=1)
    full = filled * 2 >= max(filled.max(), 2) if len(body) else filled > 0
    below: pd.Series = ~full[::-1].cummax()[::-1]
    foot = list[int]()
    for row in body.index[filled > 0][: -_LONGEST_FOOT - 1 : -1]:
        if not (_is_signed(body.loc[row]) or _is_note(body.loc[row], name_at)):
            break
        foot.append(row)
    return below | body.index.isin(foot)


def _is_signed(cells: pd.Series) -> bool:
    """Whether a row holds what people sign, and no figure."""
    texts = [str(text) for text in cells.dropna()]
    if any(len(text) > _LONGEST for text in texts):
        return False
    signed = re.match(rf"\s*{SIGNED}", texts[0]) is not None
    signed |= any(names_somebody(text) or re.fullmatch(DATED, text) for text in texts)
    return signed and len(texts) <= _MOST_CELLS and not any(map(_is_figure, texts))


def _is_figure(text: str) -> bool:
    """Whether a text is a number, and no date and no telephone."""
    secret = names_somebody(text) or re.fullmatch(DATED, text)
    return re.fullmatch(NUMBER, text) is not None and not secret
