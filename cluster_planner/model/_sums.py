"""Sums in which an unknown figure never counts as 0."""

from __future__ import annotations

import pandas as pd


def sum_known(figures: pd.Series) -> float:
    """Return the sum of the known figures, missing where there are figures but none is known."""
    return float(figures.sum(min_count=min(1, len(figures))))
