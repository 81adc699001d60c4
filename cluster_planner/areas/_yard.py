"""A root and the communities around it that could be in a set with it; compiled."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cluster_planner.areas._compiled import compiled
from cluster_planner.areas._component import Component


class Yard(NamedTuple):
    """A root and who could be in a set with it: who is linked, who may share an area, with what gain.

    ``halves[v, m]`` is half the sum of the greatest gains that v has with up to m others, the root aside.
    """

    nodes: np.ndarray
    linked: np.ndarray
    mates: np.ndarray
    gain: np.ndarray
    halves: np.ndarray


@compiled
def find_yard(part: Component, root: int, most: int, place: np.ndarray) -> np.ndarray:
    """Return the root and the later communities that could be in a set with it, and note their places."""
    near = np.zeros(len(part.nodes), dtype=np.bool_)
    for row in range(part.pair_start[root], part.pair_start[root + 1]):
        near[part.pair_to[row]] = part.pair_to[row] > root
    yard = np.empty(len(part.nodes), dtype=np.int64)
    yard[0], place[root], count, first = root, 0, 1, 0
    for _ in range(most - 1):
        last = count
        for node in yard[first:last]:
            for row in range(part.link_start[node], part.link_start[node + 1]):
                mate = part.link_to[row]
                if near[mate] and place[mate] < 0:
                    place[mate] = count
                    yard[count] = mate
                    count += 1
        first = last
    return yard[:count]


@compiled
def _halves(gain: np.ndarray, most: int) -> np.ndarray:
    """Return half the sum of the greatest gains that each of a yard has with up to ``most`` others."""
    halves = np.zeros((len(gain), most + 1))
    for own in range(1, len(gain)):
        ordered = np.sort(gain[own, 1:])[::-1]
        for step in range(1, most + 1):
            more = max(ordered[step - 1], 0.0) / 2 if step <= len(ordered) else 0.0
            halves[own, step] = halves[own, step - 1] + more
    return halves


@compiled
def survey(part: Component, yard: np.ndarray, place: np.ndarray, most: int) -> Yard:
    """Return what the search needs to know of a yard."""
    size = len(yard)
    linked = np.zeros((size, size), dtype=np.bool_)
    mates = np.zeros((size, size), dtype=np.bool_)
    gain = np.zeros((size, size))
    for own in range(size):
        node = yard[own]
        for row in range(part.link_start[node], part.link_start[node + 1]):
            if place[part.link_to[row]] >= 0:
                linked[own, place[part.link_to[row]]] = True
        for row in range(part.pair_start[node], part.pair_start[node + 1]):
            other = place[part.pair_to[row]]
            if other >= 0:
                mates[own, other] = True
                gain[own, other] = part.pair_gain[row]
    return Yard(yard, linked, mates, gain, _halves(gain, most))
