"""Which rows of two tables are the same communities: by id, else by name and place."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_planner._cells import as_text
from cluster_planner.fields import plain

_PLACES = ("county", "subdistrict", "neighbourhood")


def find_partners(one: pd.DataFrame, other: pd.DataFrame) -> np.ndarray:
    """Find for each row of a table the row of another that is the same community.

    Parameters
    ----------
    one, other : DataFrame
        Raw tables under canonical names.

    Returns
    -------
    ndarray of int, shape (len(other),)
        Position in the first table, -1 where there is none, or several. Ids decide where both rows have one; else the
        name does, together with the county, subdistrict and neighbourhood that both tables know.
    """
    ids, their_ids = _texts(one, "community_id"), _texts(other, "community_id")
    partners = _unique_pairs(ids, their_ids)
    names, their_names = _texts(one, "name"), _texts(other, "name")
    places = [name for name in _PLACES if name in one and name in other]
    for keys in (places, []):
        free = partners < 0
        here = _joined(one, names, keys).mask(np.isin(np.arange(len(one)), partners), "")
        pairs = _unique_pairs(here, _joined(other, their_names, keys).where(free, ""))
        at = np.flatnonzero(pairs >= 0)
        ours = pairs[at]
        fits = (ids.to_numpy()[ours] == "") | (their_ids.to_numpy()[at] == "")
        for name in places:
            here_place, there_place = _texts(one, name).to_numpy()[ours], _texts(other, name).to_numpy()[at]
            fits &= (here_place == there_place) | (here_place == "") | (there_place == "")
        partners[at[fits]] = ours[fits]
    return partners


def _unique_pairs(one: pd.Series, other: pd.Series) -> np.ndarray:
    """Return the position of each key in the first table, where both tables have it once."""
    known = pd.Series(np.arange(len(one)), one.to_numpy())
    known = known[(known.index != "") & ~known.index.duplicated(keep=False)]
    once = (other != "") & ~other.duplicated(keep=False)
    partners: np.ndarray = other.where(once, "").map(known).fillna(-1).to_numpy(dtype="int64", copy=True)
    return partners


def _joined(table: pd.DataFrame, names: pd.Series, places: list[str]) -> pd.Series:
    key = names
    for place in places:
        key = key + "\n" + _texts(table, place)
    return key.mask(names == "", "")


def _texts(table: pd.DataFrame, name: str) -> pd.Series:
    """Return a column as keys that are the same however they were typed; empty where there is nothing."""
    if name not in table:
        return pd.Series("", range(len(table)), dtype="str")
    texts = as_text(table[name]).reset_index(drop=True).str.replace(r"^(\d+)\.0+$", r"\1", regex=True)
    return texts.map({text: plain(text) for text in texts.unique()}).astype("str")
