"""Windows of a large component: parts of a handy size, each looked at with what lies around it."""

from __future__ import annotations

import numpy as np

from cluster_planner.areas._compiled import compiled
from cluster_planner.areas.solver._component import Component


def cut(part: Component, size: int, at: float = 0.5) -> list[np.ndarray]:
    """Cut a component into windows by halving it again and again, breadth first from an end.

    Parameters
    ----------
    part : Component
        What is cut.
    size : int
        No window has more communities, save for a group that must be together.
    at : float
        Share of the first cut, so that a second set of windows has its borders elsewhere.

    Returns
    -------
    list of ndarray
        Rising positions of each window; every position is in one.
    """
    whole = np.arange(len(part.nodes))
    if len(whole) <= size:
        return [whole]
    window = _halved(part.link_start, part.link_to, size, at)
    for group in np.unique(part.group[part.group >= 0]):
        members = np.flatnonzero(part.group == group)
        window[members] = window[members[0]]
    order = np.argsort(window, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(window[order])) + 1)


@compiled
def _halved(link_start: np.ndarray, link_to: np.ndarray, size: int, at: float) -> np.ndarray:
    """Return the number of the window of each position."""
    window = np.zeros(len(link_start) - 1, dtype=np.int64)
    seen = np.full(len(window), -1)
    todo, last, looks = [np.arange(len(window))], 0, 0
    while len(todo) > 0:
        nodes = todo.pop()
        if len(nodes) <= size:
            continue
        far = _breadth_first(link_start, link_to, nodes, nodes[0], window, seen, looks)[-1]
        order = _breadth_first(link_start, link_to, nodes, far, window, seen, looks + 1)
        looks += 2
        half = int(len(order) * (at if last == 0 else 0.5))
        last += 1
        window[order[half:]] = last
        todo.append(np.sort(order[:half]))
        todo.append(np.sort(order[half:]))
    return window


@compiled
def _breadth_first(
    link_start: np.ndarray,
    link_to: np.ndarray,
    nodes: np.ndarray,
    first: int,
    window: np.ndarray,
    seen: np.ndarray,
    look: int,
) -> np.ndarray:
    """Return the positions of one window breadth first from one of them; what does not hang together comes after."""
    order, count, place = np.empty(len(nodes), dtype=np.int64), 0, 0
    for start in np.concatenate((np.array([first]), nodes)):
        if seen[start] == look:
            continue
        seen[start] = look
        order[count] = start
        count += 1
        while place < count:
            node = order[place]
            place += 1
            for row in range(link_start[node], link_start[node + 1]):
                mate = link_to[row]
                if window[mate] == window[first] and seen[mate] != look:
                    seen[mate] = look
                    order[count] = mate
                    count += 1
    return order


def window_of(part: Component, own: np.ndarray, *, around: bool) -> tuple[Component, np.ndarray]:
    """Return some positions of a component as one of its own, and the positions of its members in the whole.

    Parameters
    ----------
    part : Component
        The whole.
    own : ndarray of int
        Rising positions that are planned.
    around : bool
        Whether those that could share an area with one of them come along, after them.

    Returns
    -------
    component : Component
        Its own positions first.
    members : ndarray of int
        Position in the whole of each of its positions.
    """
    members = own
    if around:
        near = np.unique(part.pair_to[_rows(part.pair_start, own)[1]])
        members = np.concatenate([own, np.setdiff1d(near, own, assume_unique=True)])
    place = np.full(len(part.nodes), -1)
    place[members] = np.arange(len(members))
    link_start, _, link_to = _kept(part.link_start, part.link_to, members, place)
    pair_start, pair_rows, pair_to = _kept(part.pair_start, part.pair_to, members, place)
    return part._replace(
        nodes=part.nodes[members],
        link_start=link_start,
        link_to=link_to,
        pair_start=pair_start,
        pair_to=pair_to,
        pair_gain=part.pair_gain[pair_rows],
        amounts=part.amounts[members],
        group=part.group[members],
        own=len(own),
    ), members


def _rows(start: np.ndarray, nodes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows of neighbours of some positions: the position of each row, and its number."""
    count = start[nodes + 1] - start[nodes]
    focal = np.repeat(np.arange(len(nodes)), count)
    return focal, np.arange(len(focal)) - (np.cumsum(count) - count)[focal] + start[nodes][focal]


def _kept(
    start: np.ndarray, to: np.ndarray, members: np.ndarray, place: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the rows of neighbours among the members: start of each, number of each row in the whole, neighbour."""
    focal, rows = _rows(start, members)
    neighbor = place[to[rows]]
    inside = neighbor >= 0
    focal, rows, neighbor = focal[inside], rows[inside], neighbor[inside]
    order = np.lexsort((neighbor, focal))
    begin = np.concatenate([[0], np.cumsum(np.bincount(focal, minlength=len(members)))]).astype(np.int64)
    return begin, rows[order], neighbor[order].astype(np.int32)
