"""One row for one place: pairs that are clearly the best for both sides are matched, the others are doubtful."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cluster_planner.validation.join._alike import pairs_alike
from cluster_planner.validation.join._pairs import Side, pairs_by_id, pairs_by_name

MARGIN = 5.0  # a pair must lead all its rivals by so much
SHOWN_CANDIDATES = 3
_COLUMNS = ["place", "ledger", "basis", "score", "doubt"]


@dataclass(frozen=True, eq=False)
class Matching:
    """Pairs of rows by their places in both tables.

    Attributes
    ----------
    pairs : DataFrame
        ``place``, ``ledger``, ``basis`` (``confirmed``, ``id``, ``name``, ``name_alone``, ``alike``) and ``score``
        (0 to 100); each row at most once.
    doubtful : DataFrame
        The same columns and ``doubt``: ``rivals``, ``alike``, ``far``, ``two_ids`` or ``elsewhere``.
    """

    pairs: pd.DataFrame
    doubtful: pd.DataFrame


def match_rows(places: Side, ledger: Side, decided: pd.DataFrame) -> Matching:
    """Match the rows of a ledger with places: by decision of the user, by id, by name, by similar names.

    Parameters
    ----------
    places, ledger : Side
        The two tables.
    decided : DataFrame
        ``place``, ``ledger`` and ``same``: what the user has settled; each row at most once where it is the same.

    Returns
    -------
    Matching
        A row that has a doubtful pair is not tried on weaker grounds.
    """
    confirmed = decided[decided["same"]].assign(basis="confirmed", score=100.0, doubt="")
    matched, doubtful = [confirmed[_COLUMNS]], []
    free = np.ones(len(places.frame), dtype=bool), np.ones(len(ledger.frame), dtype=bool)
    _close(free, confirmed)
    for find_pairs in (pairs_by_id, pairs_by_name, pairs_alike):
        pairs = _without(find_pairs(places, ledger, free), decided[~decided["same"]])
        clear, rest = _settle(pairs)
        matched.append(clear[_COLUMNS])
        doubtful.append(_best(rest)[_COLUMNS])
        _close(free, clear)
        _close(free, rest)
    return Matching(pd.concat(matched, ignore_index=True), pd.concat(doubtful, ignore_index=True))


def _close(free: tuple[np.ndarray, np.ndarray], pairs: pd.DataFrame) -> None:
    for rows, side in zip(free, ("place", "ledger"), strict=True):
        rows[pairs[side]] = False


def _without(pairs: pd.DataFrame, refused: pd.DataFrame) -> pd.DataFrame:
    keys = [pd.MultiIndex.from_frame(table[["place", "ledger"]]) for table in (pairs, refused)]
    return pairs[~keys[0].isin(keys[1])]


def _settle(pairs: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Take the pairs that lead all their rivals, as long as there are any: what they leave behind may become clear."""
    taken = []
    while True:
        rival = np.maximum(_best_rival(pairs, "place"), _best_rival(pairs, "ledger"))
        clear = (pairs["doubt"] == "") & (pairs["rank"] - rival >= MARGIN)
        taken.append(pairs[clear])
        if not clear.any():
            break
        used = pairs["place"].isin(taken[-1]["place"]) | pairs["ledger"].isin(taken[-1]["ledger"])
        pairs = pairs[~used]
    return pd.concat(taken), pairs.assign(doubt=pairs["doubt"].mask(pairs["doubt"] == "", "rivals"))


def _best_rival(pairs: pd.DataFrame, side: str) -> pd.Series:
    """Return for each pair the highest rank among the other pairs of the same row."""
    ordered = pairs.sort_values("rank", ascending=False, kind="stable")
    nth = ordered.groupby(side).cumcount()
    ranks = ordered["rank"]
    first, second = (ordered[side].map(ranks[nth == n].set_axis(ordered.loc[nth == n, side])) for n in (0, 1))
    return second.fillna(-np.inf).where(nth == 0, first).reindex(pairs.index)


def _best(pairs: pd.DataFrame) -> pd.DataFrame:
    """Keep the best candidates of each row of the ledger."""
    ordered = pairs.sort_values(["ledger", "rank", "place"], ascending=[True, False, True], kind="stable")
    return ordered.groupby("ledger").head(SHOWN_CANDIDATES)
