"""Prices at three levels, and what is paid beside the works: one mobilisation, and fees that slide with the amount."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_planner.settings import CostSettings

CNY_PER_WAN = 10_000.0
LEVELS = ("low", "mid", "high")


def rates_wan(catalogue: pd.DataFrame) -> pd.DataFrame:
    """Return the rates of all direct works in 10,000 CNY, a column a level, indexed by ``code``."""
    rates = direct_works(catalogue)[[f"{level}_cny" for level in LEVELS]] / CNY_PER_WAN
    return rates.set_axis(list(LEVELS), axis="columns")


def direct_works(catalogue: pd.DataFrame) -> pd.DataFrame:
    """Return the works that have a quantity: all but fees."""
    return catalogue[catalogue["class"] != "indirect"]


def mobilisations_wan(settings: CostSettings) -> dict[str, float]:
    """Return what one mobilisation costs at each level."""
    wan = (settings.mobilisation_low_wan, settings.mobilisation_wan, settings.mobilisation_high_wan)
    return dict(zip(LEVELS, wan, strict=True))


def fees_wan(amount_wan: np.ndarray, catalogue: pd.DataFrame, level: str, settings: CostSettings) -> np.ndarray:
    """Return the fees on an amount: percentages, of which the sliding ones fall with what lies above each step.

    Parameters
    ----------
    amount_wan : ndarray
        Works and mobilisation in 10,000 CNY, at the prices of the level.
    catalogue : DataFrame
        Its ``indirect`` rows hold the percentages.
    level : {"low", "mid", "high"}
        Of the percentages.
    settings : CostSettings
        The steps.
    """
    indirect = catalogue[catalogue["class"] == "indirect"]
    sliding = indirect["share"] == "sliding"
    percent = indirect[f"{level}_cny"] / 100
    fees: np.ndarray = amount_wan * percent[~sliding].sum() + _slide(amount_wan, settings) * percent[sliding].sum()
    return fees


def _slide(amount_wan: np.ndarray, settings: CostSettings) -> np.ndarray:
    """Return what an amount counts for: each part of it times the factor of its step."""
    steps = sorted((float(start), factor) for start, factor in settings.fee_steps.items())
    counted, before = np.zeros_like(amount_wan), 0.0
    for start, factor in steps:
        counted = counted + np.maximum(amount_wan - start, 0.0) * (factor - before)
        before = factor
    return counted
