"""The noun of the check-up: what was found of each community, indicator by indicator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from cluster_planner.columns import CHECKUP, Table


@dataclass(frozen=True, eq=False)
class Checkup:
    """Which indicators each community passes, fails, or was not checked for.

    Attributes
    ----------
    found : DataFrame
        Indexed by ``community_id``, one column an indicator: the figure or code that is judged, missing where unknown.
    status : DataFrame
        Of the same shape: ``pass``, ``fail``, or ``unchecked`` where nothing was found.
    rules : DataFrame
        Indexed by indicator: what passes, as ``rule_said``.
    """

    COLUMNS: ClassVar[Mapping[str, Table]] = CHECKUP

    found: pd.DataFrame
    status: pd.DataFrame
    rules: pd.DataFrame

    @property
    def coverage(self) -> pd.Series:
        """Share of the indicators that were checked, 0 to 1, of each community."""
        share: pd.Series = (self.status != "unchecked").mean(axis=1)
        return share.rename("coverage")

    def __repr__(self) -> str:
        """Say how much was checked, and how much of that fails."""
        checked = (self.status != "unchecked").to_numpy()
        failed = (self.status == "fail").to_numpy()
        return (
            f"<Checkup: {self.status.shape[1]} indicators of {len(self.status)} communities, "
            f"{checked.mean() if checked.size else 0.0:.0%} checked, {failed.sum()} failed>"
        )
