"""Rows that people sign: who filled in and checked a table, stamps, dates, phone numbers. They are no communities."""

from __future__ import annotations

import pandas as pd

from cluster_planner.fields import LIKELY_SECRET
from cluster_planner.sources._row_marks import DATED, NUMBERED, SENTENCE, SIGNED, SUM

_THIN = 0.6  # of the cells of the fullest row
_FIRST_COLUMNS = 3  # where sentences below a table stand
_MOST_CELLS = 4  # of a row that begins with something else


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
    thin = (filled > 0) & (filled < _THIN * filled.max())
    found = pd.Series(data=False, index=body.index)
    if not thin.any():
        return found
    rows = body[thin]
    first = rows.bfill(axis=1).iloc[:, 0].astype("str")
    signed = first.str.contains(rf"^\s*{SIGNED}")
    numbered = first.str.fullmatch(NUMBERED) & ~first.str.contains(LIKELY_SECRET) & ~first.str.fullmatch(DATED)
    below = is_below(body)[thin] & (filled[thin] <= _MOST_CELLS) & ~first.str.contains(SUM) & ~numbered
    for name in rows:
        cells = rows[name].astype("str").fillna("")
        signed |= below & (cells.str.contains(SIGNED) | cells.str.contains(LIKELY_SECRET) | cells.str.fullmatch(DATED))
    found[rows.index] = signed
    return found


def sentence_rows(body: pd.DataFrame) -> pd.Series:
    """Return which rows below the table hold nothing but a sentence."""
    filled = body.notna().sum(axis=1)
    alone = is_below(body) & (filled == 1) & (filled.max() >= _MOST_CELLS)
    found = pd.Series(data=False, index=body.index)
    first = body[alone].iloc[:, :_FIRST_COLUMNS].bfill(axis=1).iloc[:, 0].astype("str").fillna("")
    found[alone] = first.str.contains(SENTENCE).to_numpy(dtype=bool)
    return found


def is_below(body: pd.DataFrame) -> pd.Series:
    """Return which rows lie under the last that is filled at least half as far as the fullest."""
    filled = body.notna().sum(axis=1)
    full = filled * 2 >= max(filled.max(), 2) if len(body) else filled > 0
    return ~full[::-1].cummax()[::-1]
