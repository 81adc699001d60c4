"""Settings as records hold them: plain tables, from which the same plan has the same checksum in every version."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from cluster_planner.settings._knobs import Settings


def record_settings(settings: Settings) -> dict[str, Any]:
    """Return the settings as nested dictionaries, section by section.

    Examples
    --------
    >>> record_settings(Settings())["areas"]["limits"]["households"]
    {'min': 300.0, 'max': 3000.0}
    """
    record = asdict(settings)
    record["areas"]["limits"] = {name: limit.record() for name, limit in settings.areas.limits.items()}
    return record
