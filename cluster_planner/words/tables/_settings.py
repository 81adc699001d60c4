"""Settings as a table that people read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cluster_planner.settings import Settings, format_value, list_knobs
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._speaker import speaker


def setting_table(settings: Settings, lang: Lang) -> pd.DataFrame:
    """Return every setting, one a row: ``setting``, ``setting_value``, ``unit`` and ``meaning``."""
    label = speaker(lang).label
    rows = [
        (key := f"{section}.{name}", _value_text(value), label("unit.knob", about.unit), label("knob", key))
        for section, name, value, about in list_knobs(settings)
    ]
    return pd.DataFrame(rows, columns=["setting", "setting_value", "unit", "meaning"])


def _value_text(value: Any) -> str:
    """Return a value as short as it can be read."""
    if isinstance(value, Mapping):
        return "; ".join(f"{name} = {_value_text(item)}" for name, item in value.items())
    if isinstance(value, float):
        return f"{value:.10g}"
    return value if isinstance(value, str) else format_value(value)
