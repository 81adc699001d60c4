"""Findings on pairs of rows, attached to the later row of each."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_planner.model import Rule
from cluster_planner.validation._remarks import Remarks

_MOST_SHOWN = 5


def label_rows(table: pd.DataFrame) -> pd.Series:
    """Return how each row is named to the user: its number and name."""
    labels: pd.Series = "#" + table["source_row"].astype("str") + " " + table["name"].fillna("")
    return labels.str.strip()


def remark_on_pairs(
    rule: Rule, pairs: np.ndarray, labels: pd.Series, remarks: Remarks, *, field: str, shown: np.ndarray | None = None
) -> None:
    """Add a remark on each later row: the earlier rows that it is paired with.

    Parameters
    ----------
    rule : Rule
        What is wrong with the pairs.
    pairs : ndarray of int, shape (k, 2)
        Positions of the earlier and the later row.
    labels : Series
        How each row of the table is named.
    remarks : Remarks
        Takes the remarks.
    field : str
        What it is about.
    shown : ndarray of str, shape (k,), optional
        A figure for each pair.
    """
    if not len(pairs):
        return
    partners = pd.DataFrame({"later": pairs[:, 1], "found": labels.to_numpy()[pairs[:, 0]]})
    partners["becomes"] = "" if shown is None else shown
    partners = partners.groupby("later", sort=False).head(_MOST_SHOWN).groupby("later").agg("; ".join)
    partners = partners.reindex(range(len(labels)), fill_value="")
    remarks.add(rule, partners["found"] != "", field=field, found=partners["found"], becomes=partners["becomes"])


def without_earlier(pairs: np.ndarray, refused: np.ndarray) -> np.ndarray:
    """Return which pairs lose their later row, given that the first of each group stays: mask of shape (k,)."""
    gone = refused.copy()
    chosen = np.zeros(len(pairs), dtype=bool)
    for place, (earlier, later) in enumerate(pairs):
        chosen[place] = not gone[earlier] and not gone[later]
        gone[later] |= chosen[place]
    return chosen
