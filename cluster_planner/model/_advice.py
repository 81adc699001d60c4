"""Empty tables of advice and obstacles."""

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
    """Return an empty table of advice."""
    return pd.DataFrame(columns=list(ADVICE)).astype(ADVICE)


def no_obstacles() -> pd.DataFrame:
    """Return an empty table of obstacles."""
    return pd.DataFrame(columns=list(OBSTACLES)).astype(OBSTACLES)
