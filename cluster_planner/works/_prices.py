"""Prices at three levels, and what is paid on top of works: one mobilisation, and fees that slide with the amount."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_planner._amount_spellings import WAN
from cluster_planner.settings import CostSettings

LEVELS = ("low", "mid", "high")


def rates_of(catalogue: pd.DataFrame) -> pd.DataFrame:
    """Return the rates of all direct works, a column a level, indexed by ``code``."""
    rates = direct_works(catalogue)[[f"{level}_money" for level in LEVELS]]
    return rates.set_axis(list(LEVELS), axis="columns")


def direct_works(catalogue: pd.DataFrame) -> pd.DataFrame:
    """Return the works that have a quantity: all but fees."""
    return catalogue[catalogue["class"] != "indirect"]


def mobilisations(settings: CostSettings) -> dict[str, float]:
    """Return what one mobilisation costs at each level."""
    costs = (settings.mobilisation_low_money, settings.mobilisation_money, settings.mobilisation_high_money)
    return dict(zip(LEVELS, costs, strict=True))


def fees_on(amount: np.ndarray, catalogue: pd.DataFrame, level: str, settings: CostSettings) -> np.ndarray:
    """Return the fees on an amount: percentages; the sliding ones fall for what lies above each step.

    Parameters
    ----------
    amount : ndarray
        Works and mobilisation, at the prices of the level.
    catalogue : DataFrame
        Its ``indirect`` rows hold the percentages.
    level : {"low", "mid", "high"}
        Of the percentages.
    settings : CostSettings
        The steps.
    """
    indirect = catalogue[catalogue["class"] == "indirect"]
    sliding = indirect["share"] == "sliding"
    percent = indirect[f"{level}_money"] / 100
    fees: np.ndarray = amount * percent[~sliding].sum() + _slide(amount, settings) * percent[sliding].sum()
    return fees


def _slide(amount: np.ndarray, settings: CostSettings) -> np.ndarray:
    """Return what an amount counts for: each part of it times the factor of its step."""
    steps = sorted((float(start) * WAN, factor) for start, factor in settings.fee_steps.items())
    counted, before = np.zeros_like(amount), 0.0
    for start, factor in steps:
        counted = counted + np.maximum(amount - start, 0.0) * (factor - before)
        before = factor
    return counted
