"""Administrative lines between two communities: hard ones block, soft ones cost likeness."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_planner.settings import LinkSettings

LEVELS = ("county", "subdistrict", "neighbourhood")


def administrative_lines(
    frame: pd.DataFrame, focal: np.ndarray, neighbor: np.ndarray, settings: LinkSettings
) -> tuple[np.ndarray, np.ndarray]:
    """Return for each pair the hard line between the two (``county_line`` ..., or ``None``), and how many soft ones.

    An unknown unit is no line: what is not known separates nobody.
    """
    hard = np.full(len(focal), None, dtype=object)
    soft = np.zeros(len(focal), dtype=np.int64)
    for level in reversed(LEVELS):  # the highest level that differs is the one named
        rule = getattr(settings, f"{level}_line")
        code, _ = pd.factorize(frame[level])
        differs = (code[focal] != code[neighbor]) & (code[focal] >= 0) & (code[neighbor] >= 0)
        if rule == "hard":
            hard[differs] = f"{level}_line"
        elif rule == "soft":
            soft += differs
    return hard, soft
