"""All that divides two communities: every barrier on the way from the one to the other, then the hard line between."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely

from cluster_planner._cuts import Cuts
from cluster_planner.said import Fact, Label, several


def find_dividers(
    ways: np.ndarray, pairs: np.ndarray, divided: np.ndarray, places: np.ndarray, sides: np.ndarray, cuts: Cuts
) -> list[np.ndarray]:
    """Find the barriers between the two of each pair.

    Parameters
    ----------
    ways : ndarray of LineString, shape (p,)
        The way between their larger sides.
    pairs : ndarray of int, shape (p, 2)
        Their positions.
    divided : ndarray of bool, shape (p,)
        Whether a barrier cuts the way.
    places, sides : ndarray of Geometry, shape (n,)
        The communities as they are given, and the larger side of each.
    cuts : Cuts
        The barriers.

    Returns
    -------
    list of ndarray, p of them
        Positions among the cuts, rising: what cuts the way; and, where two face each other with a smaller side, what
        lies between the outlines and what cuts that side off from the larger one.
    """
    rows = np.flatnonzero(divided)
    straight = shapely.shortest_line(*places[pairs[rows].T])
    ends = (shapely.get_point(straight, place) for place in (0, -1))
    cut_off = (shapely.shortest_line(end, sides[own]) for end, own in zip(ends, pairs[rows].T, strict=True))
    found = [cuts.tree.query(lines, predicate="intersects") for lines in (ways[rows], straight, *cut_off)]
    way, barrier = np.unique(np.hstack(found), axis=1)
    starts = np.searchsorted(rows[way], np.arange(1, len(ways)))
    return np.split(barrier, starts) if len(ways) else []


def name_dividers(crossed: list[np.ndarray], hard_line: np.ndarray, cuts: Cuts) -> pd.DataFrame:
    """Return ``barrier_kind`` and ``barrier`` of the first divider of each pair, and all in ``dividers_said``.

    Missing if nothing divides; an administrative line is named last.
    """
    first = [int(found[0]) if len(found) else None for found in crossed]
    kinds = [line if at is None else cuts.kinds[at] for at, line in zip(first, hard_line, strict=True)]
    names = [None if at is None else cuts.names[at] for at in first]
    dividers = [_say_dividers(found, line, cuts) for found, line in zip(crossed, hard_line, strict=True)]
    return pd.DataFrame(
        {
            "barrier_kind": pd.Series(kinds, dtype="str"),
            "barrier": pd.Series(names, dtype="str"),
            "dividers_said": pd.Series(dividers, dtype=object),
        }
    )


def _say_dividers(found: np.ndarray, line: str | None, cuts: Cuts) -> Fact | None:
    called = [*map(cuts.called, found.tolist()), *([Label("choice.barrier_kind", line)] if line else [])]
    return several(dict.fromkeys(called)) if called else None
