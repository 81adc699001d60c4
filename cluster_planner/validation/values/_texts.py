"""Cells as text: what is blank and what only stands for nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from cluster_planner._cells import as_text
from cluster_planner.fields import Field
from cluster_planner.model import Rule
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.values._cell_marks import PLACEHOLDERS
from cluster_planner.validation.values._value_rules import SENTINEL

_NOTHING = frozenset(PLACEHOLDERS.split())


class Reading(NamedTuple):
    """The meaning of one text, and the rule needed to read it; ``value`` is None where it could not be read."""

    value: object
    rule: Rule | None = None


def is_nothing(text: pd.Series) -> pd.Series:
    """Return which texts only stand for nothing: dashes, ``暂无数据`` and the like."""
    return pd.Series([value.lower() in _NOTHING for value in text], index=text.index, dtype="bool")


def read_each(text: pd.Series, read: Callable[[str], Reading]) -> tuple[pd.Series, pd.Series]:
    """Read every distinct text once; return the values and the rules, missing where none was needed."""
    if text.empty:
        return text.astype(object), text.astype(object)
    readings = {value: read(value) for value in text.unique()}
    values = text.map({value: reading.value for value, reading in readings.items()})
    rules = text.map({value: reading.rule for value, reading in readings.items()})
    return values.astype(object), rules.astype(object)


def drop_nothing(text: pd.Series, name: str, remarks: Remarks) -> pd.Series:
    """Empty the cells that only stand for nothing, with a remark."""
    nothing = is_nothing(text)
    if not nothing.any():
        return text
    remarks.add(SENTINEL, nothing, field=name, found=text)
    return text.mask(nothing, "")


def parse_text(column: pd.Series, field: Field, remarks: Remarks) -> pd.Series:
    """Return a text column, missing where it says nothing."""
    text = drop_nothing(as_text(column), field.name, remarks)
    return text.where(text != "")
