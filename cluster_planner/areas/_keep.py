"""What a new plan keeps of an earlier one: communities that shared an area, and the ids of areas."""

from __future__ import annotations

import re
from itertools import count

import numpy as np
import pandas as pd

from cluster_planner.errors import AlignmentError
from cluster_planner.said import say

_NUMBERED = re.compile(r"A(\d+)")


def earlier_labels(earlier: pd.Series) -> pd.Series:
    """Return the labels of an earlier plan as text, missing if a community was in no area.

    Raises
    ------
    AlignmentError
        If a community is there twice.
    """
    if earlier.index.has_duplicates:
        twice = earlier.index[earlier.index.duplicated()].unique()
        raise AlignmentError(say("error.areas.earlier_twice"), say("error.areas.earlier_once"), list(twice))
    return earlier.convert_dtypes().astype("str")


def stay_gains(ids: pd.Index, pairs: np.ndarray, earlier: pd.Series | None, weight: float) -> np.ndarray:
    """Return what each pair adds to the value, on top of its likeness, if it shared an area before.

    Parameters
    ----------
    ids : Index of shape (n,)
        Community ids.
    pairs : ndarray of shape (p, 2)
        Pairs that could share an area, as positions in the ids.
    earlier : Series, optional
        Earlier ``area_id`` by community id; ids that are not among those at hand play no part.
    weight : float
        Value of each pair that stays together.

    Returns
    -------
    ndarray of shape (p,)
        The weight, or 0 for pairs that did not share an area.
    """
    if earlier is None:
        return np.zeros(len(pairs))
    area, _ = pd.factorize(earlier_labels(earlier).reindex(ids))
    first, second = area[pairs[:, 0]], area[pairs[:, 1]]
    return np.where((first == second) & (first >= 0), weight, 0.0)


def keep_ids(labels: pd.Series, earlier: pd.Series) -> pd.Series:
    """Give areas the id of the earlier area that they continue, and the others ids that the earlier plan does not have.

    An area continues an earlier one where the members of both are more than half of the one or of the other. Of several
    such the pair with most common members goes first, then that with fewest members in all, then the smaller id; each
    area and each earlier one is taken once. The rest is numbered on from the highest earlier number.

    Parameters
    ----------
    labels : Series of shape (n,)
        Area of each community, indexed by sorted community id, missing if it is alone.
    earlier : Series
        Earlier ``area_id`` by community id, of other communities too.

    Returns
    -------
    Series of shape (n,)
        The same areas under their ids.
    """
    earlier = earlier_labels(earlier)
    kept: dict[str, str] = {}
    taken: set[str] = set()
    for area, before in _continued(labels, earlier):
        if area not in kept and before not in taken:
            kept[area] = before
            taken.add(before)
    numbers = (_NUMBERED.fullmatch(name) for name in earlier.dropna().unique())
    highest = max((int(number[1]) for number in numbers if number), default=0)
    fresh = (f"A{number:03d}" for number in count(highest + 1))
    ids = {area: kept.get(area) or next(fresh) for area in labels.dropna().unique()}
    return labels.map(ids).astype("str")


def _continued(labels: pd.Series, earlier: pd.Series) -> list[tuple[str, str]]:
    """Return the areas and the earlier ones that they might continue, best first."""
    shared = pd.DataFrame({"area": labels, "before": earlier.reindex(labels.index)}).dropna()
    sides = (("area", labels), ("before", earlier))
    pairs = shared.value_counts().rename("common").reset_index()
    now, before = (side.value_counts().reindex(pairs[name]).to_numpy() for name, side in sides)
    mostly = pairs.assign(members=now + before)[2 * pairs["common"].to_numpy() > np.minimum(now, before)]
    order = ["common", "members", "before", "area"]
    best = mostly.sort_values(order, ascending=[False, True, True, True])
    return list(zip(best["area"], best["before"], strict=True))
