"""The referee of regions: the rules of areas, and those that only regions have."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from cluster_planner.areas._referee import COLUMNS, Breach, Verdict, connected, coverage, read_labels, within_limits
from cluster_planner.areas.regions._problem import RegionProblem


def broken_region_rules(labels: pd.Series, problem: RegionProblem) -> pd.DataFrame:
    """Judge labels by every rule of the problem.

    Parameters
    ----------
    labels : Series
        Region of each unit, indexed by unit, in any order.
    problem : RegionProblem
        What the labels answer.

    Returns
    -------
    DataFrame
        As from `broken_rules`: one row per breach with ``area_id`` (of the region), ``rule`` (``coverage``,
        ``connected``, a limit such as ``households_min``, ``everyone``, ``n_regions``), ``figure``, ``bound`` and
        ``detail``. Empty if the labels are in order.
    """
    breaches = list(coverage(labels, problem.units))
    if not breaches:
        verdict = read_labels(labels, problem.units)
        breaches = [*connected(verdict), *within_limits(verdict), *everyone(verdict), *number(verdict, problem)]
    return pd.DataFrame(breaches, columns=list(COLUMNS))


def everyone(verdict: Verdict) -> Iterator[Breach]:
    """Every unit is in a region."""
    left = np.flatnonzero(verdict.code < 0)
    if len(left):
        yield None, "everyone", float(len(left)), 0.0, verdict.names(left[:5])


def number(verdict: Verdict, problem: RegionProblem) -> Iterator[Breach]:
    """There are as many regions as wanted."""
    if problem.n_regions is not None and len(verdict.areas) != problem.n_regions:
        yield None, "n_regions", float(len(verdict.areas)), float(problem.n_regions), "regions"


def heterogeneity_of(labels: pd.Series, problem: RegionProblem) -> pd.Series:
    """Return the heterogeneity of each region, whether or not it keeps the rules.

    Parameters
    ----------
    labels : Series
        Region of each unit, indexed by unit, in any order.
    problem : RegionProblem
        What the labels answer.

    Returns
    -------
    Series
        Indexed by region, in the order of the first unit: sum of squared deviations of the attributes from their
        means, and sum of the dissimilarity over pairs.
    """
    verdict = read_labels(labels, problem.units)
    spread = _squares(verdict, problem.attributes)
    if problem.dissimilarity is not None:
        pairs = problem.dissimilarity.tocoo()
        code = verdict.within(np.column_stack([pairs.row, pairs.col]))
        spread += np.bincount(code[code >= 0], weights=pairs.data[code >= 0], minlength=len(verdict.areas)) / 2
    return pd.Series(spread, index=verdict.areas, name="heterogeneity")


def _squares(verdict: Verdict, attributes: np.ndarray) -> np.ndarray:
    taken = verdict.code >= 0
    spread, code = np.zeros(len(verdict.areas)), verdict.code[taken]
    for column in attributes[taken].T:
        mean = np.bincount(code, weights=column, minlength=len(spread)) / verdict.sizes
        spread += np.bincount(code, weights=(column - mean[code]) ** 2, minlength=len(spread))
    return spread
