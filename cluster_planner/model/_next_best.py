"""How firm each area is: the best plan without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import pandas as pd

from cluster_planner.columns import NEXT_BEST, Table


class Move(NamedTuple):
    """A community that would be elsewhere: in an area of the plan, ``""`` alone, or in new area ``"+1"``, ``"+2"``."""

    community_id: str
    to: str


@dataclass(frozen=True, eq=False)
class NextBest:
    """The next best plan of each area: the best one without this exact area.

    Attributes
    ----------
    frame : DataFrame
        Indexed by ``area_id``: ``value_lost`` (missing where no other plan was found), ``extent`` (``exact``,
        ``at_most`` or ``no_other``), ``moves`` (who would be elsewhere: ``community_id`` and ``to``) and
        ``saving_lost_money`` (negative where the next best plan saves more). Empty where it was not weighed.
    """

    COLUMNS: ClassVar[Mapping[str, Table]] = NEXT_BEST

    frame: pd.DataFrame

    @classmethod
    def none(cls) -> NextBest:
        """Return a result with no areas weighed."""
        columns = ["value_lost", "extent", "moves", "saving_lost_money"]
        return cls(pd.DataFrame(columns=columns, index=pd.Index([], name="area_id")))

    def __repr__(self) -> str:
        """Say how many areas have another plan that is as good."""
        ties = int((self.frame["value_lost"] <= 0).sum())
        return f"<NextBest: {len(self.frame)} areas weighed, {ties} with another plan as good>"
