"""The best choice of disjoint areas in a large component, window by window."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from cluster_planner.areas._bound import shares_in
from cluster_planner.areas._component import ALONE, Component
from cluster_planner.areas._master import SAME, Columns, choose


def choose_in_windows(
    part: Component, columns: Columns, windows: list[np.ndarray], plan: np.ndarray | None
) -> np.ndarray | None:
    """Choose anew in every window; an area across the border of two windows stays.

    Parameters
    ----------
    part : Component
        What is planned.
    columns : Columns
        What is chosen from.
    windows : list of ndarray
        Positions of each window.
    plan : ndarray of shape (k,), optional
        Smallest member of the area of each community in the plan so far, -1 for none.

    Returns
    -------
    ndarray of shape (k,) or None
        The plan, nowhere worse; ``None`` where there was none and some window has no choice that meets the demands.
    """
    size = len(part.nodes)
    window, place = np.empty(size, dtype=np.int64), np.empty(size, dtype=np.int64)
    for number, nodes in enumerate(windows):
        window[nodes], place[nodes] = number, np.arange(len(nodes))
    area = np.full(size, ALONE, dtype=np.int64) if plan is None else plan.copy()
    share, free = shares_in(part, area), ~_across(area, window)
    rows = _rows_of_windows(columns, window, free, len(windows))

    def choose_one(number: int) -> np.ndarray | None:
        nodes, some = windows[number], columns.pick(rows[number])
        usable = nodes[free[nodes]]
        demanded = (part.group[nodes] >= 0) & free[nodes]
        choice = choose(some._replace(members=place[some.members]), demanded)
        if choice is None:
            return None
        better = plan is None or choice.value > share[usable].sum() + SAME
        return rows[number][choice.rows] if better else None

    with ThreadPoolExecutor() as pool:
        chosen = list(pool.map(choose_one, range(len(windows))))
    if plan is None and any(choice is None for choice in chosen):
        return None
    for nodes, choice in zip(windows, chosen, strict=True):
        if choice is not None:
            area[nodes[free[nodes]]] = ALONE
            for row in choice:
                members = columns.members[row, : columns.sizes[row]]
                area[members] = members.min()
    return area


def _across(area: np.ndarray, window: np.ndarray) -> np.ndarray:
    """Return who is in an area that lies in more than one window."""
    placed = np.flatnonzero(area != ALONE)
    first = np.full(area.max(initial=ALONE) + 1, len(window))
    last = np.full(len(first), -1)
    np.minimum.at(first, area[placed], window[placed])
    np.maximum.at(last, area[placed], window[placed])
    across = np.zeros(len(area), dtype=bool)
    across[placed] = (first != last)[area[placed]]
    return across


def _rows_of_windows(columns: Columns, window: np.ndarray, free: np.ndarray, count: int) -> list[np.ndarray]:
    """Return, for each window, the columns of which every member lies in it and is free."""
    beyond = np.arange(columns.members.shape[1]) >= columns.sizes[:, None]
    of_member, own = window[columns.members], window[columns.members[:, 0]]
    inside = (((of_member == own[:, None]) & free[columns.members]) | beyond).all(axis=1)
    rows = np.flatnonzero(inside)
    rows = rows[np.argsort(own[rows], kind="stable")]
    return np.split(rows, np.searchsorted(own[rows], np.arange(1, count)))
