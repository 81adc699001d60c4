"""How far two plans divide the same communities alike, as one number."""

from __future__ import annotations

import numpy as np
import pandas as pd


def adjusted_rand(labels: pd.Series, other: pd.Series) -> float:
    """Return the adjusted Rand index of two plans over the communities that both have.

    Each community that is in no area counts as a group of its own, so that leaving one alone in both plans is
    agreement and forming an area of it in one plan is not.

    Parameters
    ----------
    labels, other : Series
        ``area_id`` of each community, missing if it is in none, indexed by ``community_id`` in any order.

    Returns
    -------
    float
        1 where both divide them alike, about 0 if no better than chance; missing if they share no community.

    References
    ----------
    Hubert, L., Arabie, P. (1985). Comparing partitions. Journal of Classification 2, 193-218.

    Examples
    --------
    >>> a = pd.Series(["A1", "A1", None, None], index=list("abcd"))
    >>> adjusted_rand(a, pd.Series(["X", "X", None, None], index=list("abcd")))
    1.0
    >>> adjusted_rand(a, pd.Series([None, None, "X", "X"], index=list("abcd")))
    -0.2
    """
    from sklearn.metrics import adjusted_rand_score

    shared = labels.index.intersection(other.index)
    if shared.empty:
        return float("nan")
    return float(adjusted_rand_score(_groups(labels.reindex(shared)), _groups(other.reindex(shared))))


def _groups(labels: pd.Series) -> np.ndarray:
    """Return a number for each area, and one of its own for each community in none."""
    code = pd.factorize(labels)[0].astype(np.int64)
    return np.where(code < 0, len(code) + np.arange(len(code)), code)
