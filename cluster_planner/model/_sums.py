"""Sums in which an unknown figure never counts as 0."""

from __future__ import annotations

import pandas as pd


def sum_known(figures: pd.Series) -> float:
    """Return the sum of the known figures, missing where there are figures but none is known."""
    return float(figures.sum(min_count=min(1, len(figures))))


def with_saving(areas: pd.DataFrame) -> pd.DataFrame:
    """Return the areas that have a known saving, or all if none has: the one base of costs, so that they add up."""
    known = areas["saving_money"].notna()
    return areas[known] if known.any() else areas
