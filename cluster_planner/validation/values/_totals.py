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
    """Doubt each total that is neither the sum of all rows nor of those up to it, or under it, between two totals.

    Totals may sum other totals: 资阳区 300, 汽车路街道 300, then its communities. Each sheet is summed by itself.

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
    sheets = pd.factorize(table["source_row"].astype("str").str.rpartition("!")[0])[0]
    given = numbers[at]
    nearest = np.array([_nearest(value, row, figures, at, sheets) for value, row in zip(given, at, strict=True)])
    slack = _HALF if field.kind == "integer" else _ROUNDING * len(figures) + _SHARE * np.abs(given)
    wrong = np.isfinite(given) & (np.abs(given - nearest) > slack) & (np.abs(given - figures.sum()) > slack)
    return Findings.of(
        rules.TOTALS_MISMATCH,
        row=table["source_row"].to_numpy()[at[wrong]],
        field=field.name,
        found=[f"{value:.12g}" for value in given[wrong]],
        becomes=[f"{value:.12g}" for value in nearest[wrong]],
    )


def _nearest(given: float, row: int, figures: np.ndarray, at: np.ndarray, sheets: np.ndarray) -> float:
    """Return the sum next to a figure among those of the rows from any total of its sheet to this, and from this on."""
    first, last = np.searchsorted(sheets, (sheets[row], sheets[row] + 1))
    running = np.concatenate([[0.0], figures[first:last].cumsum()])
    here = row - first
    bounds = np.concatenate([[0], at[(at >= first) & (at < last)] - first, [last - first]])
    spans = np.abs(running[bounds] - running[here])
    sums = np.append(spans[spans > 0], running[-1])
    return float(sums[np.abs(sums - np.nan_to_num(given)).argmin()])
