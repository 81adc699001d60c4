"""The number of each area on maps and in tables."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_planner.model import Plan


def rank_areas(plan: Plan) -> np.ndarray:
    """Return the rank of each area, from 1: by year, then by order in the programme, then the most valuable first.

    Parameters
    ----------
    plan : Plan
        Areas that are in no year come last.

    Returns
    -------
    ndarray of int, shape (n,)
        In the order of the areas of the plan.
    """
    areas = plan.evaluation.areas
    placed = plan.programme.frame.reindex(areas.index)
    blank = pd.Series(np.nan, areas.index)
    value = areas.get("value", blank).to_numpy(dtype=float, na_value=0.0)
    year, order = (placed.get(name, blank).to_numpy(dtype=float, na_value=np.inf) for name in ("year", "order"))
    ranks = np.empty(len(areas), dtype=np.int64)
    ranks[np.lexsort((-value, order, year))] = np.arange(1, len(areas) + 1)
    return ranks
