"""Names as they are spoken: as short as possible while it stays clear which one is meant."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import pandas as pd

from cluster_planner.evaluation._name_marks import BLOCK, WITH_ID
from cluster_planner.model import Communities
from cluster_planner.said import Said

LONGEST = 16  # characters of a name that is spoken whole
HEAD, TAIL = 9, 6  # of a longer one; the end often distinguishes phases and blocks


@dataclass(frozen=True)
class Names:
    """Names of communities, and names of areas that are yet to be worded, by their ids; some ids may be the same."""

    communities: Mapping[Hashable, str]
    areas: Mapping[Hashable, Said]


def shown_names(communities: Communities) -> pd.Series:
    """Return the name of each community, its id where it has none."""
    ids = communities.index.to_series()
    names: pd.Series = communities.frame["name"].fillna(ids)
    return names


def spoken_names(communities: Communities) -> pd.Series:
    """Return the name of each community for a sentence.

    A very long name loses its middle if that leaves it unique; communities of one name in one subdistrict have their
    ids after it.
    """
    names = shown_names(communities)
    clipped = names.str[:HEAD] + "…" + names.str[-TAIL:]
    spoken = names.mask((names.str.len() > LONGEST) & ~clipped.duplicated(keep=False), clipped)
    place = communities.frame[["county", "subdistrict"]].fillna("").assign(name=names)
    return spoken.mask(place.duplicated(keep=False), spoken + WITH_ID[0] + names.index.to_series() + WITH_ID[1])


def speak_of_two(first: str, second: str) -> tuple[str, str]:
    """Return two names for one breath: of two blocks of one name, the second is called by its number alone.

    Examples
    --------
    >>> speak_of_two("纺织厂家属院四区", "纺织厂家属院五区")
    ('纺织厂家属院四区', '五区')
    """
    one, other = BLOCK.fullmatch(first), BLOCK.fullmatch(second)
    return (first, other[2]) if other and other[1] == (one[1] if one else first) else (first, second)
