"""Parts of the problem that cannot touch each other: each is solved on its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import reverse_cuthill_mckee

from cluster_planner.areas._codes import ALONE, split_rows
from cluster_planner.areas._pair_rows import neighbour_rows
from cluster_planner.model import Problem, connected_pieces, exceeds, rounded_up


class Component(NamedTuple):
    """One connected component, on its own positions 0 to k - 1, as compiled code reads it.

    Neighbours of ``v`` by link are ``link_to[link_start[v]:link_start[v + 1]]``, ascending; likewise the
    communities that may share an area with it, where ``pair_gain`` is all that the pair adds to the value.
    ``floor`` and ``ceiling`` bound the totals of ``amounts``, rounding allowed; ``room`` is the ceiling of those
    columns without negative figures: a set above it never comes back. ``most`` is the greatest number of
    members, ``group`` the group each must be together with, or -1. The first ``own`` positions are planned; any
    others lie around a window of a larger component and have their price already.

    Neighbours stand near each other in the order of the positions: a set that is searched from its first position
    then has all its others on one side.
    """

    nodes: np.ndarray
    link_start: np.ndarray
    link_to: np.ndarray
    pair_start: np.ndarray
    pair_to: np.ndarray
    pair_gain: np.ndarray
    amounts: np.ndarray
    floor: np.ndarray
    ceiling: np.ndarray
    room: np.ndarray
    most: int
    group: np.ndarray
    own: int
    saving_weight: float


def split_components(problem: Problem) -> Iterator[Component]:
    """Yield the components of two communities and more, in the order of their smallest position.

    A link connects nothing if its ends can never share an area (span, apart, too large together).
    """
    size = len(problem)
    pairs, gains = _possible_pairs(problem)
    links = problem.links[np.isin(_key(problem.links, size), _key(pairs, size))]
    label = connected_pieces(links, size)
    inside = label[pairs[:, 0]] == label[pairs[:, 1]]
    members = split_rows(np.arange(size), label)
    links_of = split_rows(links, label[links[:, 0]])
    pairs_of = split_rows(np.flatnonzero(inside), label[pairs[inside, 0]])
    group = np.full(size, ALONE)
    for number, together in enumerate(problem.demands.together):
        group[together] = number
    place = np.empty(size, dtype=np.int64)
    for part, nodes in members.items():
        if len(nodes) > 1:
            rows = pairs_of[part]
            place[nodes] = np.arange(len(nodes))
            swept = nodes[_swept(place[links_of[part]], len(nodes))]
            place[swept] = np.arange(len(nodes))
            yield _component(problem, swept, place[links_of[part]], place[pairs[rows]], gains[rows], group[swept])


def _component(
    problem: Problem, nodes: np.ndarray, links: np.ndarray, pairs: np.ndarray, gains: np.ndarray, group: np.ndarray
) -> Component:
    link_start, link_to, _ = neighbour_rows(links, np.zeros(len(links)), len(nodes))
    pair_start, pair_to, pair_gain = neighbour_rows(pairs, gains, len(nodes))
    quantities = problem.quantities
    ceiling = rounded_up(quantities.high)
    return Component(
        nodes=nodes,
        link_start=link_start,
        link_to=link_to.astype(np.int32),
        pair_start=pair_start,
        pair_to=pair_to.astype(np.int32),
        pair_gain=pair_gain,
        amounts=quantities.amounts[nodes],
        floor=-rounded_up(-quantities.low),
        ceiling=ceiling,
        room=np.where(quantities.growing, ceiling, np.inf),
        most=int(min(quantities.high[0], len(nodes))),
        group=group,
        own=len(nodes),
        saving_weight=problem.saving_weight,
    )


def _swept(links: np.ndarray, size: int) -> np.ndarray:
    """Return an order in which linked positions are near each other (Cuthill and McKee 1969)."""
    matrix = csr_array((np.ones(2 * len(links)), np.concatenate([links, links[:, ::-1]]).T), shape=(size, size))
    order: np.ndarray = reverse_cuthill_mckee(matrix, symmetric_mode=True)[::-1].astype(np.int64)
    return order


def _possible_pairs(problem: Problem) -> tuple[np.ndarray, np.ndarray]:
    """Return the pairs that could share a new area, and what each adds to its value, shared trench included."""
    size, free, quantities = len(problem), problem.demands.free, problem.quantities
    gains = problem.pair_gains.copy()
    key, link_key = _key(problem.pairs, size), _key(problem.links, size)
    place = np.searchsorted(key, link_key)
    paired = place < len(key)
    paired[paired] = key[place[paired]] == link_key[paired]
    gains[place[paired]] += problem.link_gains[paired]
    first, second = problem.pairs.T
    growing = quantities.growing
    total = quantities.amounts[first][:, growing] + quantities.amounts[second][:, growing]
    possible = free[first] & free[second] & ~exceeds(total, quantities.high[growing]).any(axis=1)
    possible &= ~np.isin(key, _key(problem.demands.apart, size))
    return problem.pairs[possible], gains[possible]


def _key(pairs: np.ndarray, size: int) -> np.ndarray:
    key: np.ndarray = pairs[:, 0] * size + pairs[:, 1]
    return key
