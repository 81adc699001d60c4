"""The problem as plain arrays on the sorted ids: what both the solver and the referee read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cluster_planner._align import require_known, require_same_index
from cluster_planner.areas._keep import stay_gains
from cluster_planner.areas._quantities import Quantities, read_quantities
from cluster_planner.areas.demands import Demands, read_demands
from cluster_planner.model import PAIR, Communities, Likeness, Links
from cluster_planner.settings import AreaSettings


@dataclass(frozen=True, eq=False)
class Problem:
    """What areas are chosen from and judged by; communities are positions in ``ids``.

    Attributes
    ----------
    ids : Index
        Community ids, sorted: a position is a place in it, and every tie goes to the smaller position.
    links : ndarray of shape (e, 2)
        Open links, smaller position first, sorted.
    link_gains : ndarray of shape (e,)
        What the shared trench of each link adds to the value of an area that holds both ends.
    pairs : ndarray of shape (p, 2)
        Pairs within the span: any other pair never shares an area.
    pair_gains : ndarray of shape (p,)
        Likeness above the threshold, negative below it, 0 where it is unknown; then the gain for staying.
    stay_gains : ndarray of shape (p,)
        The part of ``pair_gains`` that is for staying together since an earlier plan.
    saving_weight : float
        What every member after the first adds to the value of its area.
    quantities : Quantities
        What the limits speak of, with the bounds.
    demands : Demands
        Who must be together, apart, kept as an area, or left out.
    """

    ids: pd.Index
    links: np.ndarray
    link_gains: np.ndarray
    pairs: np.ndarray
    pair_gains: np.ndarray
    stay_gains: np.ndarray
    saving_weight: float
    quantities: Quantities
    demands: Demands

    def __len__(self) -> int:
        """Return the number of communities."""
        return len(self.ids)


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
        Indexed like the communities: numeric columns that limits speak of, before those of the communities.
    excluded : sequence of str
        Communities that join no area, beside those excluded in the settings.
    earlier : Series, optional
        ``area_id`` of each community in an earlier plan, indexed by community id, missing where it was in none. Each
        pair that shared an area there gains ``stay_weight``; communities of one plan alone play no part.

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
    trench = links.open["trench_m"].fillna(0.0).to_numpy(dtype=float)
    gains = likeness.frame["likeness"].sub(settings.min_likeness).fillna(0.0).to_numpy(dtype=float)
    near = ~(likeness.frame["span_m"].to_numpy(dtype=float) > settings.max_span_m)
    link_order, pair_order = _order(linked), _order(paired[near])
    pairs = paired[near][pair_order]
    stay = stay_gains(ids, pairs, earlier, settings.stay_weight)
    return Problem(
        ids=ids,
        links=linked[link_order],
        link_gains=settings.saving_weight * trench[link_order] / settings.trench_m_per_mobilisation,
        pairs=pairs,
        pair_gains=gains[near][pair_order] + stay,
        stay_gains=stay,
        saving_weight=settings.saving_weight,
        quantities=read_quantities(communities, settings, quantities),
        demands=read_demands(ids, settings, excluded),
    )


def _positions(ids: pd.Index, index: pd.Index, name: str) -> np.ndarray:
    """Return the pairs of a table as positions, smaller first: array of shape (rows, 2)."""
    ends = [index.get_level_values(level) for level in PAIR]
    for end in ends:
        require_known(ids, end, name)
    return np.sort(np.column_stack([ids.get_indexer(end) for end in ends]).astype(np.int64), axis=1)


def _order(pairs: np.ndarray) -> np.ndarray:
    order: np.ndarray = np.lexsort((pairs[:, 1], pairs[:, 0]))
    return order
