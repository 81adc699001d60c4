"""Totals that a ledger gives, compared with the rows that they sum."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_planner.fields import Catalogue, Field
from cluster_planner.model import Findings
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.values import _value_rules as rules
from cluster_planner.validation.values._amounts import bare_worth, column_in
from cluster_planner.validation.values._numbers import read_numbers

_HALF = 0.5
_ROUNDING = 0.005  # of figures with two decimals, per row
_SHARE = 0.001


def compare_totals(table: pd.DataFrame, totals: pd.Series, catalogue: Catalogue) -> list[Findings]:
    """Doubt each total that is the sum neither of all rows nor of those between it and the total before or after.

    Parameters
    ----------
    table : DataFrame
        Rows in the user's order, totals among them, with ``source_row``.
    totals : Series of bool
        Which rows are totals.
    catalogue : Catalogue
        Knows which fields add up.

    Returns
    -------
    list of Findings
        One for each field in which some total is wrong: the total, and the sum that comes nearest to it.
    """
    at = np.flatnonzero(totals)
    fields = (
        [field for field in catalogue.bank if field.adds_up and column_in(table, field) in table] if len(at) else []
    )
    return [_compare(table, field, at) for field in fields]


def _compare(table: pd.DataFrame, field: Field, at: np.ndarray) -> Findings:
    """Compare the totals of one column, at these places, with the sums that they may stand for, in its own unit."""
    column, bare = table[column_in(table, field)].reset_index(drop=True), bare_worth(table, field)
    numbers = (read_numbers(column, field, Remarks(len(column)), bare) / bare).to_numpy()
    figures = np.nan_to_num(np.where(np.isin(np.arange(len(numbers)), at), 0, numbers))
    running = np.concatenate([[0.0], figures.cumsum()])
    bounds = np.concatenate([[-1], at, [len(figures)]])
    whole = np.full(len(at), running[-1])
    above = np.where(at - bounds[:-2] > 1, running[at] - running[bounds[:-2] + 1], whole)  # where there are rows
    below = np.where(bounds[2:] - at > 1, running[bounds[2:]] - running[at], whole)
    sums = np.column_stack([whole, running[at], above, below])
    given = numbers[at]
    nearest = sums[np.arange(len(at)), np.abs(sums - np.nan_to_num(given)[:, None]).argmin(axis=1)]
    slack = _HALF if field.kind == "integer" else _ROUNDING * len(figures) + _SHARE * np.abs(given)
    wrong = np.isfinite(given) & (np.abs(given - nearest) > slack)
    return Findings.of(
        rules.TOTALS_MISMATCH,
        row=table["source_row"].to_numpy()[at[wrong]],
        field=field.name,
        found=[f"{value:.12g}" for value in given[wrong]],
        becomes=[f"{value:.12g}" for value in nearest[wrong]],
    )
