"""Cells that hold one or several of the allowed values."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from cluster_planner._cells import as_text
from cluster_planner.fields import Field, choice_codes, plain
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.values._cell_marks import BETWEEN_CHOICES
from cluster_planner.validation.values._texts import drop_nothing
from cluster_planner.validation.values._value_rules import UNKNOWN_CHOICE


def parse_choice(column: pd.Series, field: Field, values: Mapping[str, str], remarks: Remarks) -> pd.Series:
    """Return the codes of a choice field; the user's own values come first, then code and spellings."""
    text = as_text(column)
    codes = choice_codes(field.choices, values)
    found = {value: codes.get(plain(value), "") for value in text.unique()}
    code = text.map(found).astype("str")
    rest = drop_nothing(text.mask(code != "", ""), field.name, remarks)
    remarks.add(UNKNOWN_CHOICE, rest != "", field=field.name, found=text)
    return code.where(code != "")


def parse_choices(column: pd.Series, field: Field, values: Mapping[str, str], remarks: Remarks) -> pd.Series:
    """Return several codes or tags as one text separated by ``;``."""
    text = drop_nothing(as_text(column), field.name, remarks)
    codes = choice_codes(field.choices, values)
    parts = {value: [part.strip() for part in BETWEEN_CHOICES.split(value) if part.strip()] for value in text.unique()}
    if not field.choices:
        joined = text.map({value: ";".join(dict.fromkeys(tags)) for value, tags in parts.items()}).astype("str")
        return joined.where(joined != "")
    known = {
        value: ";".join(dict.fromkeys(codes[plain(tag)] for tag in tags if plain(tag) in codes))
        for value, tags in parts.items()
    }
    unknown = [value for value, tags in parts.items() if any(plain(tag) not in codes for tag in tags)]
    joined = text.map(known).astype("str")
    remarks.add(UNKNOWN_CHOICE, text.isin(unknown), field=field.name, found=text, becomes=joined)
    return joined.where(joined != "")
