"""Which area of one plan is which of another: by the communities that they share, not by their ids or names."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.sparse import csr_array, eye_array, hstack
from scipy.sparse.csgraph import min_weight_full_bipartite_matching


def match_areas(labels: pd.Series, other: pd.Series, households: pd.Series) -> pd.DataFrame:
    """Pair the areas of two plans one to one, so that as few communities as possible change their area.

    Of equally good ways the one with the larger overlaps (Jaccard) is taken. Only overlaps that occur are weighed, by
    the shortest augmenting paths of a sparse assignment; never every area with every other.

    Parameters
    ----------
    labels, other : Series
        ``area_id`` of each community in the two plans, missing if it is in none, on the same index.
    households : Series
        Of each community, on the same index; an unknown count weighs as the mean.

    Returns
    -------
    DataFrame
        A row for each pair, then for each area without counterpart: ``was_area_id`` and ``area_id`` (missing where
        there is no counterpart), ``was_communities``, ``communities`` and ``shared`` (counts), ``overlap`` (Jaccard:
        the shared among all members of both) and ``kept_share`` (of the households of the first area, those in both).
    """
    sizes = [column.value_counts() for column in (labels, other)]
    overlaps = _overlaps(labels, other, sizes)
    pairs = overlaps[_best(overlaps)].drop(columns=["row", "column"])
    only_was, only_now = (
        size.index.difference(pd.Index(pairs[name]))
        for size, name in zip(sizes, ("was_area_id", "area_id"), strict=True)
    )
    table = pd.concat(
        [pairs, pd.DataFrame({"was_area_id": only_was}), pd.DataFrame({"area_id": only_now})], ignore_index=True
    )
    table["was_communities"], table["communities"] = _counted(table, sizes)
    table["shared"] = table["shared"].fillna(0).astype(int)
    table["overlap"] = table["overlap"].fillna(0.0)
    return table.assign(kept_share=_kept_share(table, labels, other, households))


def _overlaps(labels: pd.Series, other: pd.Series, sizes: list[pd.Series]) -> pd.DataFrame:
    """Return a row for each two areas that share a community, in the order of the smallest id that they share."""
    both = pd.DataFrame({"was_area_id": labels, "area_id": other}).sort_index().dropna()
    table = both.groupby(["was_area_id", "area_id"], sort=False).size().rename("shared").reset_index()
    union = sum(_counted(table, sizes)) - table["shared"]
    numbers = {name: pd.factorize(table[of])[0] for name, of in (("row", "was_area_id"), ("column", "area_id"))}
    return table.assign(overlap=table["shared"] / union, **numbers)


def _counted(table: pd.DataFrame, sizes: list[pd.Series]) -> list[pd.Series]:
    """Return how many communities the area of each row has in either plan."""
    named = zip(("was_area_id", "area_id"), sizes, strict=True)
    return [table[name].map(size).astype(float).fillna(0.0).astype(int) for name, size in named]


def _best(overlaps: pd.DataFrame) -> np.ndarray:
    """Return which overlaps make the best pairs of areas: bool array, one for each."""
    if overlaps.empty:
        return np.zeros(0, dtype=bool)
    rows, columns = overlaps["row"].to_numpy(), overlaps["column"].to_numpy()
    # The second and third term of all pairs add up to less than one shared community: they decide ties alone, by the
    # larger overlap and then by the smaller id, whichever of the two plans comes first.
    count = len(overlaps)
    smaller_id = 1.0 - np.arange(count) / count
    gain = overlaps["shared"].to_numpy() + (overlaps["overlap"].to_numpy() + smaller_id / 1000) / (2 * count)
    matrix = csr_array((1.0 + gain, (rows, columns)))
    # A column of its own for each row lets it go without a counterpart.
    _, chosen = min_weight_full_bipartite_matching(
        hstack([matrix, eye_array(matrix.shape[0])], format="csr"), maximize=True
    )
    best: np.ndarray = chosen[rows] == columns
    return best


def _kept_share(table: pd.DataFrame, labels: pd.Series, other: pd.Series, households: pd.Series) -> pd.Series:
    """Return the share of households of each area that are in its counterpart too."""
    known = households.fillna(households.mean()).fillna(1.0)
    counterpart = table.dropna(subset=["was_area_id"]).set_index("was_area_id")["area_id"]
    stays = labels.map(counterpart) == other
    whole, kept = (weight.groupby(labels).sum() for weight in (known, known.where(stays, 0.0)))
    share: pd.Series = table["was_area_id"].map(kept / whole.where(whole > 0)).astype(float)
    return share
