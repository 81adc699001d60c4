"""What the sentences of several nouns share: a section of the catalogue, sums and households as facts."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from cluster_planner._amount_spellings import WAN
from cluster_planner.said import Count, Fact, Said, say

Row = Mapping[Hashable, Any]
LEAST_SUM = WAN / 2  # smallest amount that is mentioned


def phrase(key: str, **facts: Fact | None) -> Said:
    """Return a sentence under a key of this room's section of the catalogue."""
    return say(f"evaluation.{key}", **facts)


def households(value: float, known: Said | None = None) -> Said:
    """Return a number of households with the number of communities that it covers, or that it is unknown."""
    return phrase("households_unknown") if pd.isna(value) else phrase("households", count=Count(value), known=known)


def known_of(known: int, communities: int) -> Said | None:
    """Return how many communities a sum covers, if not all."""
    return phrase("known_of", known=Count(known), communities=Count(communities)) if known < communities else None
