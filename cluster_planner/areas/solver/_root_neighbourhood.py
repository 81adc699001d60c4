"""A root and the communities around it that could be in a set with it; compiled."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cluster_planner.areas._compiled import compiled
from cluster_planner.areas.solver._component import Component

NOWHERE = -1
NEAR = -2


class RootNeighbourhood(NamedTuple):
    """A root and the communities that could be in a set with it: linked ones, possible mates, and their gains.

    ``amounts`` are their quantities; ``halves[v, m]`` is half the sum of the greatest gains that v has with up to m
    others, the root aside.
    """

    nodes: np.ndarray
    amounts: np.ndarray
    linked: np.ndarray
    mates: np.ndarray
    gain: np.ndarray
    halves: np.ndarray


@compiled
def find_neighbourhood(part: Component, root: int, most: int, place: np.ndarray) -> np.ndarray:
    """Return the root and the later communities that could be in a set with it, and note their places."""
    mates = part.pair_to[part.pair_start[root] : part.pair_start[root + 1]]
    for mate in mates:
        if mate > root:
            place[mate] = NEAR
    nodes = np.empty(len(mates) + 1, dtype=np.int64)
    nodes[0], place[root], count, first = root, 0, 1, 0
    for _ in range(most - 1):
        last = count
        for node in nodes[first:last]:
            for row in range(part.link_start[node], part.link_start[node + 1]):
                mate = part.link_to[row]
                if place[mate] == NEAR:
                    place[mate] = count
                    nodes[count] = mate
                    count += 1
        first = last
    for mate in mates:
        if place[mate] == NEAR:
            place[mate] = NOWHERE
    return nodes[:count]


@compiled
def keep_greatest(tail: np.ndarray, count: int, most: int, figure: float) -> int:
    """Put a positive figure among the greatest so far, in falling order; return how many there are."""
    if figure <= 0.0 or (count == most and figure <= tail[count - 1]):
        return count
    count = min(count + 1, most)
    place = count - 1
    while place > 0 and tail[place - 1] < figure:
        tail[place] = tail[place - 1]
        place -= 1
    tail[place] = figure
    return count


@compiled
def _halves(gain: np.ndarray, most: int) -> np.ndarray:
    """Return half the sum of the greatest gains that each of a neighbourhood has with up to ``most`` others."""
    halves, tail = np.zeros((len(gain), most + 1)), np.empty(most)
    for own in range(1, len(gain)):
        better = 0
        for other in range(1, len(gain)):
            better = keep_greatest(tail, better, most, gain[own, other])
        for step in range(1, most + 1):
            halves[own, step] = halves[own, step - 1] + (tail[step - 1] / 2 if step <= better else 0.0)
    return halves


@compiled
def arrange_neighbourhood(part: Component, nodes: np.ndarray, place: np.ndarray, most: int) -> RootNeighbourhood:
    """Return what the search needs to know of a neighbourhood."""
    size = len(nodes)
    linked = np.zeros((size, size), dtype=np.bool_)
    mates = np.zeros((size, size), dtype=np.bool_)
    gain = np.zeros((size, size))
    for own in range(size):
        node = nodes[own]
        for row in range(part.link_start[node], part.link_start[node + 1]):
            if place[part.link_to[row]] >= 0:
                linked[own, place[part.link_to[row]]] = True
        for row in range(part.pair_start[node], part.pair_start[node + 1]):
            other = place[part.pair_to[row]]
            if other >= 0:
                mates[own, other] = True
                gain[own, other] = part.pair_gain[row]
    return RootNeighbourhood(nodes, part.amounts[nodes], linked, mates, gain, _halves(gain, most))
