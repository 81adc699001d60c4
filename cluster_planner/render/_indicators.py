"""The figures that can colour the map, and the bounds of their classes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from cluster_planner.render._columns import look_of
from cluster_planner.render._words import STAGES, in_all
from cluster_planner.words import speaker

CLASSES = 5

Owner = Literal["areas", "communities"]


@dataclass(frozen=True)
class Indicator:
    """A figure that colours the map, and what it is a figure of.

    Sizes (households, money) colour only areas, since members would need classes of their own.
    """

    name: str
    owners: tuple[Owner, ...]


INDICATORS = (
    Indicator("need", ("areas", "communities")),
    Indicator("need_after", ("areas", "communities")),
    Indicator("likeness_mean", ("areas",)),
    Indicator("households", ("areas",)),
    Indicator("cost_together_money", ("areas",)),
    Indicator("saving_money", ("areas",)),
    Indicator("year", ("areas",)),
    Indicator("stability", ("areas", "communities")),
    Indicator("status", ("communities",)),
)


def pack_indicators(frames: Mapping[Owner, pd.DataFrame]) -> list[dict[str, Any]]:
    """Return the indicators with any known figures, each with its classes.

    Parameters
    ----------
    frames : mapping
        Areas and communities with canonical column names.

    Returns
    -------
    list of dict
        ``name`` and ``owners``; and either ``breaks`` (the upper bounds of all classes but the last, included),
        ``values`` (one class each) or ``stages`` (the class of each code, and their names in both languages).
    """
    packed = []
    for indicator in INDICATORS:
        owners = [owner for owner in indicator.owners if indicator.name in frames[owner]]
        known = [frames[owner][indicator.name].dropna() for owner in owners]
        if any(map(len, known)):
            classes = _classes(indicator, pd.concat(known))
            packed.append({"name": indicator.name, "owners": owners} | classes)
    return packed


def quantile_breaks(values: np.ndarray, digits: int) -> list[float]:
    """Return the bounds between classes of about equal counts, rounded as shown.

    They equal those of ``mapclassify.Quantiles``, which takes seconds to import.
    """
    shares = np.linspace(0, 1, CLASSES + 1)[1:-1]
    breaks = np.unique(np.quantile(values, shares).round(digits))
    return [float(bound) for bound in breaks if bound < values.max()]


def _classes(indicator: Indicator, known: pd.Series) -> dict[str, Any]:
    if indicator.name == "status":
        return {"stages": _stages()}
    if indicator.name == "year":
        return {"values": sorted({int(year) for year in known})}
    return {"breaks": quantile_breaks(known.to_numpy(dtype=float), look_of(indicator.name).decimals)}


def _stages() -> dict[str, Any]:
    """Return the stage of each state by its Chinese name, as in the page's table, and the names of the stages."""
    named = speaker("zh").label
    return {
        "of": {named("choice.status", code): place for place, codes in enumerate(STAGES.values()) for code in codes},
        "labels": [in_all("page.stage")[name] for name in STAGES],
    }
