"""Amounts of a raw table: plain units of the currency under the name of the field, or 万元 under its older name."""

from __future__ import annotations

import pandas as pd

from cluster_planner._amount_spellings import WAN
from cluster_planner._money import newer, older
from cluster_planner.fields import Catalogue, Field


def column_in(table: pd.DataFrame, field: Field) -> str:
    """Return the column of a raw table that holds a field, where any does."""
    return field.name if field.name in table else older(field.name)


def bare_worth(table: pd.DataFrame, field: Field) -> float:
    """Return what a figure without a unit is worth in the unit of the field."""
    return 1.0 if column_in(table, field) == field.name else WAN


def field_of(column: str, catalogue: Catalogue) -> str:
    """Return the field that a column of a raw table holds, or the name of the column where it holds none."""
    return newer(column) if newer(column) in catalogue else column
