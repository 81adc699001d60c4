"""What sharing saves on average in the areas of a plan, for areas that a reviewer makes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from cluster_planner.model import Areas, Savings

SPECIFIC = ("mobilisation", "trench", "surface")  # items that follow from members and links; the others from cost


class AverageSavings(NamedTuple):
    """What an area saves by its members, its shared trench and its cost.

    Attributes
    ----------
    mobilisation_money : float
        For each member after the first.
    trench_money : float
        By trenches and the surface above them, for a gain of one by shared trench.
    share : float
        Of the cost, by facilities, fees and bulk prices.
    """

    mobilisation_money: float
    trench_money: float
    share: float


def average_savings(figures: pd.DataFrame, savings: Savings, areas: Areas) -> AverageSavings:
    """Return what the areas of a plan save on average.

    Parameters
    ----------
    figures : DataFrame
        Indexed by ``area_id``: ``communities`` and ``cost_alone_money``.
    savings : Savings
        What they save, item by item.
    areas : Areas
        The areas, with the problem that states what a shared trench gains.
    """
    saved = savings.items["saving_money"].groupby(level="item").sum()
    mobilisation, trench, surface = (float(saved.get(item, 0.0)) for item in SPECIFIC)
    others = float(saved.drop(list(SPECIFIC), errors="ignore").sum())
    return AverageSavings(
        mobilisation_money=_ratio(mobilisation, float((figures["communities"] - 1).sum())),
        trench_money=_ratio(trench + surface, _trench_gain(areas)),
        share=_ratio(others, float(figures["cost_alone_money"].sum())),
    )


def _trench_gain(areas: Areas) -> float:
    """Return what the trenches that members of one area share add to the value."""
    problem = areas.problem
    code, _ = pd.factorize(areas.labels.reindex(problem.ids))
    first, second = code[problem.links.T]
    inside: np.ndarray = (first == second) & (first >= 0)
    return float(problem.link_gains[inside].sum())


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0
