"""Settings as records hold them: plain tables, from which the same plan has the same checksum in every version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from cluster_planner.settings._knobs import Settings
from cluster_planner.settings._toml import update_settings


def record_settings(settings: Settings) -> dict[str, Any]:
    """Return the settings as nested dictionaries, section by section.

    Examples
    --------
    >>> record_settings(Settings())["areas"]["limits"]["households"]
    {'min': 200.0, 'max': 3000.0}
    """
    record = asdict(settings)
    record["areas"]["limits"] = {name: limit.record() for name, limit in settings.areas.limits.items()}
    return record


def recorded_settings(record: Mapping[str, Any]) -> Settings:
    """Return the settings of a record; see `record_settings`.

    Raises
    ------
    SettingsError
        If this version does not know them.
    """
    limits = {
        name: {part: "none" if value is None else value for part, value in limit.items()}
        for name, limit in record["areas"]["limits"].items()
    }
    known = {**record, "areas": {**record["areas"], "limits": limits}}
    return update_settings(Settings(), known, "plan.json")
