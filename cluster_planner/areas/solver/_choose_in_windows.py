"""The best choice of disjoint areas in a large component, window by window."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeAlias

import numpy as np

from cluster_planner.areas._codes import ALONE
from cluster_planner.areas.solver._bound import shares_in
from cluster_planner.areas.solver._component import Component
from cluster_planner.areas.solver._set_packing import SAME, Columns, choose

# From rising positions and the value of the plan among them to the columns that lie within them.
Offer: TypeAlias = Callable[[np.ndarray, float], Columns]


def choose_in_windows(part: Component, windows: list[np.ndarray], plan: np.ndarray, offer: Offer) -> np.ndarray:
    """Choose anew in every window; an area across the border of two windows stays.

    Parameters
    ----------
    part : Component
        What is planned.
    windows : list of ndarray
        Rising positions of each window.
    plan : ndarray of shape (k,)
        Smallest member of the area of each community in the plan so far, -1 for none.
    offer : Offer
        What is chosen from.

    Returns
    -------
    ndarray of shape (k,)
        The plan, nowhere worse.
    """
    area, share, free = plan.copy(), shares_in(part, plan), _within(plan, windows)

    def choose_one(nodes: np.ndarray) -> list[np.ndarray] | None:
        nodes = nodes[free[nodes]]
        if not len(nodes):
            return None
        value = float(share[nodes].sum())
        columns = offer(nodes, value)
        choice = choose(_among(columns, nodes), part.group[nodes] >= 0)
        if choice is None or choice.value <= value + SAME:
            return None
        return columns.sets(choice.rows)

    with ThreadPoolExecutor() as pool:
        chosen = list(pool.map(choose_one, windows))
    for nodes, choice in zip(windows, chosen, strict=True):
        if choice is not None:
            area[nodes[free[nodes]]] = ALONE
            for members in choice:
                area[members] = members.min()
    return area


def offer_from(columns: Columns) -> Offer:
    """Return an offer of given columns."""
    by_first = np.argsort(columns.members[:, 0], kind="stable")
    first = columns.members[by_first, 0]
    beyond = ~columns.inside

    def offer(nodes: np.ndarray, value: float) -> Columns:  # noqa: ARG001
        start, end = np.searchsorted(first, nodes), np.searchsorted(first, nodes, side="right")
        rows = np.concatenate([by_first[a:b] for a, b in zip(start, end, strict=True)])
        inside = (np.isin(columns.members[rows], nodes) | beyond[rows]).all(axis=1)
        return columns.pick(np.sort(rows[inside]))

    return offer


def _within(area: np.ndarray, windows: list[np.ndarray]) -> np.ndarray:
    """Return which communities are alone or in an area within one window."""
    window = np.empty(len(area), dtype=np.int64)
    for number, nodes in enumerate(windows):
        window[nodes] = number
    placed = np.flatnonzero(area != ALONE)
    first, last = np.full(len(area), len(windows)), np.full(len(area), -1)
    np.minimum.at(first, area[placed], window[placed])
    np.maximum.at(last, area[placed], window[placed])
    within = np.ones(len(area), dtype=bool)
    within[placed] = (first == last)[area[placed]]
    return within


def _among(columns: Columns, nodes: np.ndarray) -> Columns:
    """Return columns by the places of their members among some nodes."""
    place: np.ndarray = np.searchsorted(nodes, columns.members)
    return columns._replace(members=np.minimum(place, len(nodes) - 1))
