"""Costs of communities without a known cost, from those of similar communities: medians by household or m2."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from cluster_planner.model import Communities

# The most similar first: a rate counts from this many communities of one kind on (an expert value).
KINDS = (("county", "subdistrict", "tenure"), ("county", "tenure"), ("tenure",), ())
LEAST_ALIKE = 5
SIZES = ("floor_area_m2", "households", "site_m2")


def cost_of_like(communities: Communities, known: pd.Series) -> pd.Series:
    """Return what each community would cost at the median rate of similar ones.

    Parameters
    ----------
    communities : Communities
        The communities, n of them. Similar are those of one tenure in one subdistrict; where fewer than `LEAST_ALIKE`
        of them have a rate, those in the county, then those of the tenure anywhere, then all.
    known : Series of shape (n,)
        Costs that are known, missing elsewhere.

    Returns
    -------
    Series of shape (n,)
        By floor area, else by households, else by the site or its outline; missing where a community has no size, or
        too few similar ones have a cost.
    """
    frame = communities.frame
    outline = pd.Series(np.where(communities.is_point, np.nan, frame.area), frame.index)
    sizes = frame[list(SIZES)].assign(site_m2=frame["site_m2"].fillna(outline))
    estimates = pd.Series(np.nan, frame.index)
    for size in SIZES:
        amount = sizes[size].where(sizes[size] > 0)
        for rate in _rates(frame, known / amount):
            estimates = estimates.fillna(amount * rate)
    return estimates


def _rates(frame: pd.DataFrame, rate: pd.Series) -> Iterator[pd.Series]:
    """Yield the median rate of communities similar to each, the most similar first, where enough have one."""
    for kind in KINDS:
        groups = rate.groupby([frame[name] for name in kind] if kind else np.zeros(len(rate)))
        yield groups.transform("median").where(groups.transform("count") >= LEAST_ALIKE)
