"""Cells as text: what is blank, what only stands for nothing, what is one of the allowed values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from cluster_planner.fields import Field, choice_codes, plain
from cluster_planner.model import Rule
from cluster_planner.validation._value_rules import SENTINEL, UNKNOWN_CHOICE

if TYPE_CHECKING:
    from cluster_planner.validation._remarks import Remarks

_PLACEHOLDERS = (
    "- -- --- － — —— – _ / // ／ \\ . 。 * ? ？ 无 暂无 暂无数据 无数据 不详 不明 未知 未填 待定 待核 待核实 待补充 "
    "空 缺 n/a na nan null none nil #n/a unknown"
)
_NOTHING = _PLACEHOLDERS.split()
_BETWEEN = re.compile(r"[;；、,，|\n]+")


class Reading(NamedTuple):
    """What one text means, and the rule that it took to read it; ``value`` is None where it could not be read."""

    value: object
    rule: Rule | None = None


def as_text(column: pd.Series) -> pd.Series:
    """Return the cells as the text that the user sees, without outer blanks; what is missing is empty."""
    if pd.api.types.is_float_dtype(column):
        return column.map("{:.15g}".format).where(column.notna(), "").astype("str")
    if pd.api.types.is_datetime64_any_dtype(column):
        column = column.dt.strftime("%Y-%m-%d")
    return column.astype("string").str.strip().fillna("").astype("str")


def is_nothing(text: pd.Series) -> pd.Series:
    """Tell which texts only stand for nothing: dashes, ``暂无数据`` and the like."""
    return text.str.lower().isin(_NOTHING)


def read_each(text: pd.Series, read: Callable[[str], Reading]) -> tuple[pd.Series, pd.Series]:
    """Read every different text once; return the values and the ids of the rules on the index of the texts."""
    readings = {value: read(value) for value in text.unique()}
    values = text.map({value: reading.value for value, reading in readings.items()})
    rules = text.map({value: reading.rule.id if reading.rule else "" for value, reading in readings.items()})
    return values.astype(object), rules.astype("str")


def drop_nothing(text: pd.Series, name: str, remarks: Remarks) -> pd.Series:
    """Empty the cells that only stand for nothing, and tell."""
    nothing = is_nothing(text)
    remarks.tell(SENTINEL, nothing, field=name, found=text)
    return text.mask(nothing, "")


def parse_text(column: pd.Series, field: Field, remarks: Remarks) -> pd.Series:
    """Return a text column, missing where it says nothing."""
    text = drop_nothing(as_text(column), field.name, remarks)
    return text.where(text != "")


def parse_choice(column: pd.Series, field: Field, values: Mapping[str, str], remarks: Remarks) -> pd.Series:
    """Return the codes of a choice field; the user's own values come first, then code, labels and variants."""
    text = as_text(column)
    codes = choice_codes(field, values)
    found = {value: codes.get(plain(value), "") for value in text.unique()}
    code = text.map(found).astype("str")
    rest = drop_nothing(text.mask(code != "", ""), field.name, remarks)
    remarks.tell(UNKNOWN_CHOICE, rest != "", field=field.name, found=text)
    return code.where(code != "")


def parse_choices(column: pd.Series, field: Field, values: Mapping[str, str], remarks: Remarks) -> pd.Series:
    """Return several codes or tags as one text separated by ``;``."""
    text = drop_nothing(as_text(column), field.name, remarks)
    codes = choice_codes(field, values)
    parts = {value: [part.strip() for part in _BETWEEN.split(value) if part.strip()] for value in text.unique()}
    if not field.choices:
        joined = text.map({value: ";".join(dict.fromkeys(tags)) for value, tags in parts.items()}).astype("str")
        return joined.where(joined != "")
    known = {
        value: ";".join(dict.fromkeys(codes[plain(tag)] for tag in tags if plain(tag) in codes))
        for value, tags in parts.items()
    }
    unknown = [value for value, tags in parts.items() if any(plain(tag) not in codes for tag in tags)]
    joined = text.map(known).astype("str")
    remarks.tell(UNKNOWN_CHOICE, text.isin(unknown), field=field.name, found=text, becomes=joined)
    return joined.where(joined != "")
