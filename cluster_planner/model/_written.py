"""A plan as its files have it, so that plans are compared without being made again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd


@dataclass(frozen=True, eq=False)
class WrittenPlan:
    """A plan as it was written.

    Attributes
    ----------
    name : str
        Its name, as the reader knows it.
    communities : DataFrame
        Indexed by ``community_id``, all of them: ``name``, ``area_id`` (missing where in no area), ``outcome``,
        ``reason`` in the language of the plan, and every figure that was written.
    areas : DataFrame
        Indexed by ``area_id``: ``area_name`` and every figure that was written.
    record : mapping
        What ``plan.json`` holds: settings, versions, checksums of the inputs, counts, value, bound and gap.
    """

    name: str
    communities: pd.DataFrame
    areas: pd.DataFrame
    record: Mapping[str, Any]

    @property
    def labels(self) -> pd.Series:
        """``area_id`` of each community, missing where it is in none."""
        return self.communities["area_id"]

    def __repr__(self) -> str:
        """Say its name and size."""
        return f"<WrittenPlan {self.name!r}: {len(self.areas)} areas, {len(self.communities)} communities>"
