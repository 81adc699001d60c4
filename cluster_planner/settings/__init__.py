"""Every knob with unit, default and range, as frozen values; read from TOML.

To change a default, a range or the meaning of a knob, change ``_knobs.py``.
"""

from __future__ import annotations

from cluster_planner.settings._amounts import renew_name, renew_settings
from cluster_planner.settings._clock import today
from cluster_planner.settings._dotted import change_settings, dotted_values, refuse_unknown
from cluster_planner.settings._knobs import (
    FUNDS,
    AreaSettings,
    BudgetSettings,
    CheckupSettings,
    CostSettings,
    EligibilitySettings,
    LikenessSettings,
    LinkSettings,
    ServiceSettings,
    Settings,
    StabilitySettings,
    Yearly,
)
from cluster_planner.settings._limit import How, Limit
from cluster_planner.settings._record import record_settings, recorded_settings
from cluster_planner.settings._section import Knob
from cluster_planner.settings._toml import (
    format_value,
    is_amount,
    list_knobs,
    parse_settings,
    read_settings,
)

__all__ = [
    "FUNDS",
    "AreaSettings",
    "BudgetSettings",
    "CheckupSettings",
    "CostSettings",
    "EligibilitySettings",
    "How",
    "Knob",
    "LikenessSettings",
    "Limit",
    "LinkSettings",
    "ServiceSettings",
    "Settings",
    "StabilitySettings",
    "Yearly",
    "change_settings",
    "dotted_values",
    "format_value",
    "is_amount",
    "list_knobs",
    "parse_settings",
    "read_settings",
    "record_settings",
    "recorded_settings",
    "refuse_unknown",
    "renew_name",
    "renew_settings",
    "today",
]
