"""The problem is stated: communities, links, likeness and settings become one value that all else asks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cluster_planner._align import require_known, require_same_index
from cluster_planner.areas._keep import stay_gains
from cluster_planner.areas._quantities import read_quantities, read_whole
from cluster_planner.areas.demands import read_demands
from cluster_planner.model import PAIR, Communities, Likeness, Links, Problem
from cluster_planner.settings import AreaSettings


def state_problem(
    communities: Communities,
    links: Links,
    likeness: Likeness,
    settings: AreaSettings,
    quantities: pd.DataFrame | None = None,
    excluded: Sequence[str] | pd.Index = (),
    earlier: pd.Series | None = None,
) -> Problem:
    """State what areas are chosen from, and by which rules, as arrays.

    Parameters
    ----------
    communities : Communities
        The units that are grouped.
    links : Links
        Open links carry connection and shared trench; blocked ones play no part here.
    likeness : Likeness
        Pairs that could share an area.
    settings : AreaSettings
        Limits, demands and weights.
    quantities : DataFrame, optional
        Indexed like the communities: numeric columns for limits, which come before those of the communities.
    excluded : sequence of str
        Communities that join no area, in addition to those excluded in the settings.
    earlier : Series, optional
        ``area_id`` of each community in an earlier plan, indexed by community id, missing if it was in none. Each
        pair that shared an area there gains ``stay_weight``; communities that are in one plan only play no part.

    Returns
    -------
    Problem
        The same whatever the order of the rows given.

    Raises
    ------
    AlignmentError
        If a table speaks of other communities, or the earlier plan names one twice.
    SettingsError
        If a limit names no numeric column, or a demand names an unknown community.
    InfeasibleError
        If two demands contradict each other.
    """
    ids = communities.index.sort_values()
    require_same_index(ids, links.communities.sort_values(), "links.communities")
    linked = _positions(ids, links.open.index, "links")
    paired = _positions(ids, likeness.frame.index, "likeness")
    facing_m = links.open["facing_m"].fillna(0.0).to_numpy(dtype=float)
    gains = likeness.frame["likeness"].sub(settings.min_likeness).fillna(0.0).to_numpy(dtype=float)
    near = ~(likeness.frame["span_m"].to_numpy(dtype=float) > settings.max_span_m)
    link_order, pair_order = _order(linked), _order(paired[near])
    pairs = paired[near][pair_order]
    stay = stay_gains(ids, pairs, earlier, settings.stay_weight)
    return Problem(
        ids=ids,
        links=linked[link_order],
        link_gains=gains_of_facing(facing_m[link_order], settings),
        pairs=pairs,
        pair_gains=gains[near][pair_order] + stay,
        stay_gains=stay,
        saving_weight=settings.saving_weight,
        quantities=read_quantities(communities, settings, quantities),
        demands=read_demands(ids, settings, excluded),
        whole=read_whole(communities, settings, quantities),
    )


def gains_of_facing(facing_m: np.ndarray, settings: AreaSettings) -> np.ndarray:
    """Return what links add to the value of an area by the metres along which the two face each other."""
    gains: np.ndarray = settings.saving_weight * facing_m / settings.trench_m_per_mobilisation
    return gains


def _positions(ids: pd.Index, index: pd.Index, name: str) -> np.ndarray:
    """Return the pairs of a table as positions, smaller first: array of shape (rows, 2)."""
    ends = [index.get_level_values(level) for level in PAIR]
    for end in ends:
        require_known(ids, end, name)
    return np.sort(np.column_stack([ids.get_indexer(end) for end in ends]).astype(np.int64), axis=1)


def _order(pairs: np.ndarray) -> np.ndarray:
    order: np.ndarray = np.lexsort((pairs[:, 1], pairs[:, 0]))
    return order
