"""Barriers that run through one of the two communities that they divide, and not only between them."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pandas as pd
import shapely

from cluster_planner._cuts import HAIR_M, POLYGON, Cuts
from cluster_planner.evaluation._words import phrase
from cluster_planner.model import Communities
from cluster_planner.said import Fact, Several, several

LEAST_SIDE = 0.01  # share of an outline on the smaller side of what runs through it; with less, that is its edge
THROUGH = {(True, False): "own", (False, True): "other", (True, True): "both"}


def say_through(facts: pd.DataFrame, communities: Communities, cuts: Cuts) -> pd.Series:
    """Say whether what divides two communities runs through either.

    Parameters
    ----------
    facts : DataFrame
        Indexed by ``community_id``: ``other`` and ``dividers``, missing if nothing divides the two.
    communities : Communities
        Where they lie.
    cuts : Cuts
        The barriers.

    Returns
    -------
    Series
        The dividers, each with the outline that it runs through, if any.
    """
    place = communities.frame.geometry.where(communities.trusted)
    marked = []
    for own, other, dividers in zip(facts.index, facts["other"], facts["dividers"], strict=True):
        is_divided = isinstance(dividers, Several)
        through = [_running_through(place[one], cuts) for one in (own, other)] if is_divided else []
        marked.append(_marked(dividers, *through) if is_divided else None)
    return pd.Series(marked, facts.index, dtype=object)


def _marked(dividers: Several, own: set[Fact], other: set[Fact]) -> Several:
    """Return dividers, each with the outline that it runs through."""
    through = [THROUGH.get((what in own, what in other)) for what in dividers.items]
    return several(
        what if who is None else phrase(f"divider_through_{who}", barrier=what)
        for what, who in zip(dividers.items, through, strict=True)
    )


def _running_through(outline: shapely.Geometry | None, cuts: Cuts) -> set[Fact]:
    """Return what leaves a good part of an outline on either side."""
    if outline is None or shapely.get_dimensions(outline) != POLYGON:
        return set()
    walls = defaultdict(list)
    for position in cuts.tree.query(outline, predicate="intersects").tolist():
        walls[cuts.called(position)].append(cuts.geometry[position])
    return {what for what, parts in walls.items() if _is_cut(outline, shapely.union_all(parts))}


def _is_cut(outline: shapely.Geometry, wall: shapely.Geometry) -> bool:
    left = shapely.get_parts(shapely.difference(outline, shapely.buffer(wall, HAIR_M)))
    good = np.count_nonzero(shapely.area(left) >= LEAST_SIDE * shapely.area(outline))
    return bool(good > shapely.get_num_geometries(outline))
