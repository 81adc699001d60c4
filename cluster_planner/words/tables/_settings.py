"""Settings as a table that people read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cluster_planner._amount_spellings import WAN
from cluster_planner.settings import Knob, Limit, Settings, format_value, is_amount, list_knobs
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._settings import shown
from cluster_planner.words._speaker import speaker


def setting_table(settings: Settings, lang: Lang) -> pd.DataFrame:
    """Return every setting, one a row: ``setting``, ``setting_value``, ``unit`` and ``meaning``."""
    label, written = speaker(lang).label, speaker(lang).say("common.amount_unit")
    rows = [
        (
            key := f"{section}.{name}",
            _value_text(name, value, about, written),
            label("unit.knob", about.unit),
            label("knob", key),
        )
        for section, name, value, about in list_knobs(settings)
    ]
    return pd.DataFrame(rows, columns=["setting", "setting_value", "unit", "meaning"])


def _value_text(name: str, value: Any, about: Knob, written: str) -> str:
    """Return a value as short as it can be read, amounts in 万元; of limits on amounts with their unit as written."""
    if isinstance(value, Mapping):
        return "; ".join(f"{key} = {_value_text(key, item, about, written)}" for key, item in value.items())
    if isinstance(value, Limit):
        return format_value(value, written if is_amount(name, value, about) else "")
    return shown(value, WAN if is_amount(name, value, about) else 1.0)
