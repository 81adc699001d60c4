"""What became of the areas and communities of an earlier plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from cluster_planner.columns import CHANGES, Table


@dataclass(frozen=True, eq=False)
class Changes:
    """What changed since an earlier plan.

    Attributes
    ----------
    areas : DataFrame
        Indexed by ``area_id``, the areas of both plans: ``change`` (``kept``: the same members; ``changed``; ``new``;
        ``dissolved``; ``closed``: none of its members can be in an area now), ``was_communities`` and
        ``communities`` (counts before and now), ``joined``, ``left`` and ``under_way`` (members now in the area under
        way that it is).
    was_value, was_saving_money : float
        What the earlier areas would be worth and save by the present data and settings, without the gain for staying
        together, and without members that can be in no area now.
    communities : DataFrame
        Indexed by ``community_id``, those that changed: ``was`` (``area``, ``no_area``, ``absent``), ``was_area_id``,
        ``now`` (``area``, ``alone``, ``not_eligible``, ``absent``), ``area_id`` and the ``name`` they had.
    """

    COLUMNS: ClassVar[Mapping[str, Table]] = CHANGES

    areas: pd.DataFrame
    communities: pd.DataFrame
    was_value: float
    was_saving_money: float

    def counts(self) -> dict[str, int]:
        """Return how many areas were kept, changed and so on, how many communities moved, came and went."""
        came, went = (self.communities[side] == "absent" for side in ("was", "now"))
        kinds = ("kept", "changed", "new", "dissolved", "closed")
        areas = {name: int((self.areas["change"] == name).sum()) for name in kinds}
        return areas | {"moved": int((~came & ~went).sum()), "came": int(came.sum()), "went": int(went.sum())}

    @property
    def under_way(self) -> list[str]:
        """Areas that are under way, so that neither plan is valued by them."""
        return [str(area) for area in self.areas.index[self.areas["under_way"] > 0]]

    @property
    def dropped(self) -> int:
        """Count the communities of earlier areas that can be in no area now, though under way in none."""
        moved = self.communities
        return int(((moved["was"] == "area") & (moved["now"] == "not_eligible") & moved["area_id"].isna()).sum())

    def __repr__(self) -> str:
        """Say how much is unchanged."""
        return "<Changes: " + ", ".join(f"{count} {name}" for name, count in self.counts().items()) + ">"
