"""How firm a plan is when its settings vary a little."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from cluster_planner.columns import STABILITY, Table

FRAGILE = 0.2  # share of the runs that may disagree with the plan


@dataclass(frozen=True, eq=False)
class Stability:
    """How often the communities of a plan are together when it is made again under varied settings.

    Attributes
    ----------
    runs : int
        How many plans were made; shares are of these, and missing where there is none.
    areas : Series
        Indexed by ``area_id``: mean share over the pairs of the area.
    communities : Series
        Indexed by ``community_id``: share in which it is with more than half of its area, itself counted, or alone
        where it is alone.
    pairs : DataFrame
        Indexed by ``(focal, neighbor)``, every pair that is together in the plan or in any run: ``share`` in which it
        is, and whether it is in the plan (``together``).
    """

    COLUMNS: ClassVar[Mapping[str, Table]] = STABILITY

    runs: int
    areas: pd.Series
    communities: pd.Series
    pairs: pd.DataFrame

    @property
    def share(self) -> float:
        """Mean share over all pairs that are together in the plan."""
        return float(self.pairs.loc[self.pairs["together"], "share"].mean())

    def fragile(self) -> pd.DataFrame:
        """Return the pairs on which more than a fifth of the runs disagree with the plan, the most doubtful first."""
        against = self.pairs["share"].where(~self.pairs["together"], 1.0 - self.pairs["share"])
        doubted = self.pairs.assign(against=against)[against > FRAGILE]
        return doubted.sort_values("against", ascending=False, kind="stable").drop(columns="against")

    def __repr__(self) -> str:
        """Say how much of the plan holds."""
        return f"<Stability: over {self.runs} runs, pairs of an area stay together in {self.share:.0%}>"
