"""Settings as a table that people read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cluster_planner.settings import Knob, Limit, Settings, format_value, is_amount, list_knobs
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._settings import shown, unit_of_value
from cluster_planner.words._speaker import speaker


def setting_table(settings: Settings, lang: Lang) -> pd.DataFrame:
    """Return every setting, one a row: ``setting``, ``setting_value``, ``unit``, ``meaning`` and ``setting_source``.

    Values are what settings files read: an amount includes its unit, and its ``unit`` is empty.
    """
    label, written = speaker(lang).label, speaker(lang).say("common.amount_unit")
    rows = [
        (
            key := f"{section}.{name}",
            _value_text(name, value, about, written),
            unit_of_value(key, lang),
            label("knob", key),
            label("knob_source", about.source),
        )
        for section, name, value, about in list_knobs(settings)
    ]
    return pd.DataFrame(rows, columns=["setting", "setting_value", "unit", "meaning", "setting_source"])


def meaning_and_unit(table: pd.DataFrame, lang: Lang) -> pd.Series:
    """Return what the settings of a `setting_table` mean, each with the unit of its value, if any."""
    units = [speaker(lang).fill("common.aside", what=unit) if unit else "" for unit in table["unit"]]
    return table["meaning"] + units


def _value_text(name: str, value: Any, about: Knob, unit: str) -> str:
    """Return a value in its shortest readable form, amounts in a unit of `write_amount`."""
    if isinstance(value, Mapping):
        return "; ".join(f"{key} = {_entry_text(key, item, about, unit)}" for key, item in value.items())
    return shown(value, unit if is_amount(name, value, about) else "")


def _entry_text(name: str, value: Any, about: Knob, unit: str) -> str:
    """Return an entry of a table; amounts and limits in quotes, as settings files have them after a name."""
    if is_amount(name, value, about):
        return format_value(value, unit)
    return format_value(value) if isinstance(value, Limit) else shown(value)
