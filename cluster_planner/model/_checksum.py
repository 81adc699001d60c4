"""What identifies a plan, as one checksum: reviews are bound to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import pandas as pd

from cluster_planner.settings import Settings, record_settings

# The rules that judge areas and estimate figures; not the budget, nor how long the search was.
_JUDGING = ("links", "eligibility", "likeness", "areas", "costs")


def plan_checksum(labels: pd.Series, settings: Settings | Mapping[str, Any]) -> str:
    """Return the checksum of a plan: of its communities, their areas, and the settings that judge it.

    Parameters
    ----------
    labels : Series
        ``area_id`` of each community, missing where it is in none, indexed by ``community_id`` in any order.
    settings : Settings or mapping
        The knobs, or what a record holds of them.

    Returns
    -------
    str
        SHA-256 in 64 hexadecimal digits.
    """
    given = settings if isinstance(settings, Mapping) else record_settings(settings)
    knobs = {name: dict(given[name]) for name in _JUDGING}
    del knobs["areas"]["effort"]
    areas = {str(community): None if pd.isna(area) else str(area) for community, area in labels.items()}
    text = json.dumps({"areas": areas, "settings": knobs}, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("ascii")).hexdigest()
