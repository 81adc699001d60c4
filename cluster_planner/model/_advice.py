"""Advice, and what stands in the way, where there is none yet."""

from __future__ import annotations

import pandas as pd

ADVICE = {
    "community_id": "str",
    "change": "str",
    "name": "str",
    "bound": "float",
    "other": "str",
    "mate": "str",
    "members": "int",
}
OBSTACLES = {**ADVICE, "rule": "str", "figure": "float"}


def no_advice() -> pd.DataFrame:
    """Return the table of advice without a row."""
    return pd.DataFrame(columns=list(ADVICE)).astype(ADVICE)


def no_obstacles() -> pd.DataFrame:
    """Return the table of what stands in the way without a row."""
    return pd.DataFrame(columns=list(OBSTACLES)).astype(OBSTACLES)
