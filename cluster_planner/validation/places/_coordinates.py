"""Cells to coordinates: decimal, degrees and minutes, both in one cell; a suggestion for what is mistyped."""

from __future__ import annotations

import re
import unicodedata

import numpy as np
import pandas as pd

from cluster_planner._cells import as_text
from cluster_planner.fields import Field, plain
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.places._degree_marks import (
    AROUND_TWO,
    DECIMAL,
    IN_DEGREES,
    NEGATIVE,
    NO_SLIP,
    ONE_OF_TWO,
)
from cluster_planner.validation.places._place_rules import COORDINATE_TYPO, DEGREES_MINUTES
from cluster_planner.validation.values import _value_rules as rules
from cluster_planner.validation.values._numbers import read_number
from cluster_planner.validation.values._texts import Reading, drop_nothing, read_each

_LIKELY_TWO = r"\d\D+[\d.]*\d"
_BOUNDS = {"lon": (-180.0, 180.0), "lat": (-90.0, 90.0)}  # of the earth, in any country


def read_pair(table: pd.DataFrame, names: tuple[str, str], wanted: pd.Series, remarks: Remarks) -> np.ndarray:
    """Return two columns of coordinates as they were meant, in degrees or metres.

    Parameters
    ----------
    table : DataFrame
        Has both columns, as numbers or text.
    names : tuple of str
        The columns.
    wanted : Series of bool
        Rows to read.
    remarks : Remarks
        Collects repairs and what cannot be read.

    Returns
    -------
    ndarray of shape (n, 2)
        NaN where either is missing.
    """
    columns = [_read_column(table[name].where(wanted), name, remarks) for name in names]
    pair = np.column_stack(columns)
    nowhere = (pair == 0).all(axis=1)
    remarks.add(rules.ZERO_IS_MISSING, nowhere, field=names[0], found="0, 0")
    pair[nowhere | np.isnan(pair).any(axis=1)] = np.nan
    return pair


def split_cells(column: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the two coordinates of cells that hold both, as text; missing where a cell does not."""
    text = as_text(column)
    likely = text[text.str.contains(_LIKELY_TWO)]
    halves = {cell: two for cell in likely.unique() if (two := _split(cell))}
    both = likely[likely.isin(list(halves))].map(halves).astype(object)
    return tuple(both.str[place].reindex(column.index) for place in (0, 1))  # type: ignore[return-value]


def _split(cell: str) -> list[str]:
    """Return two coordinates; none where it may be one with a slip of the comma: 126.92751,17."""
    folded = unicodedata.normalize("NFKC", cell)
    parts = ONE_OF_TWO.findall(folded)
    alone = AROUND_TWO.fullmatch(ONE_OF_TWO.sub("", folded))
    return parts if len(parts) == 2 and alone and all(map(NO_SLIP.search, parts)) else []  # noqa: PLR2004 - a pair


def _read_column(column: pd.Series, name: str, remarks: Remarks) -> pd.Series:
    if pd.api.types.is_numeric_dtype(column):
        return column.astype("float64").replace([np.inf, -np.inf], np.nan)
    column = as_text(column)
    numbers = pd.to_numeric(column, errors="coerce").astype("float64").replace([np.inf, -np.inf], np.nan)
    text = drop_nothing(column.where(numbers.isna(), ""), name, remarks)
    values, used = read_each(text[text != ""], lambda value: _read_coordinate(value, name))
    becomes = values.astype("float64").reindex(text.index)
    used = used.reindex(text.index)
    remarks.add_each(used, field=name, found=text, becomes=becomes)
    return numbers.fillna(becomes.where(used != COORDINATE_TYPO))


def _read_coordinate(text: str, name: str) -> Reading:
    """Read a coordinate; for one that is mistyped (``126.92751,17``) only suggest what may be meant."""
    typed = plain(text)
    if match := IN_DEGREES.fullmatch(typed):
        return Reading(_from_degrees(match), DEGREES_MINUTES)
    if (match := DECIMAL.fullmatch(typed)) and (match["before"] or match["after"]):
        return Reading(_on_side(float(match["degrees"]), match), rules.NUMBER_TEXT)
    low, high = _BOUNDS[name[:3]]
    reading = read_number(text, Field(name=name, kind="number", unit="degrees", low=low, high=high))
    if reading.rule in (rules.NUMBER_TEXT, rules.NUMBER_ABOUT):
        return reading
    whole, _, decimals = typed.partition(".")
    digits = "".join(filter(str.isdigit, decimals))
    try:
        meant = float(f"{whole}.{digits}")
    except ValueError:
        return Reading(None, COORDINATE_TYPO)
    return Reading(meant if low <= meant <= high else None, COORDINATE_TYPO)


def _from_degrees(match: re.Match[str]) -> float:
    size = float(match["degrees"]) + float(match["minutes"]) / 60 + float(match["seconds"] or 0) / 3600
    return _on_side(size, match)


def _on_side(size: float, match: re.Match[str]) -> float:
    side = match["before"] or match["after"] or ""
    return -size if side.startswith(NEGATIVE) else size
