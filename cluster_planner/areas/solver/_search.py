"""Single steps that improve a plan: best-value merges, then moves, merges and swaps until none is left; compiled."""

from __future__ import annotations

from heapq import heappop, heappush

import numpy as np

from cluster_planner.areas._codes import ALONE, smallest_members
from cluster_planner.areas._compiled import compiled
from cluster_planner.areas.solver._component import Component
from cluster_planner.areas.solver._descent import descend, dissolve, merged, pour
from cluster_planner.areas.solver._partition import Partition, move, set_credit, singles, slot_worth
from cluster_planner.model import ROUNDING


def search(part: Component, start: np.ndarray) -> np.ndarray:
    """Improve a plan of one component by single steps.

    Parameters
    ----------
    part : Component
        What is planned.
    start : ndarray of shape (k,)
        Smallest member of the area of each community, -1 for none: keeps every limit and demand.

    Returns
    -------
    ndarray of shape (k,)
        Smallest member of the area of each community, -1 for none: keeps every limit and demand, worth at least as
        much.
    """
    now = singles(part)
    _place(part, now, start)
    set_credit(part, now, 0.0)
    given = now.score[0]
    _merge_best(part, now)
    _settle(part, now)
    return _areas(now) if now.score[0] > given + ROUNDING else start


def _areas(now: Partition) -> np.ndarray:
    slot = np.where(now.size[now.slot] > 1, now.slot, ALONE)
    return smallest_members(slot, np.arange(len(slot)))


@compiled
def _place(part: Component, now: Partition, start: np.ndarray) -> None:
    """Put communities into the areas of a plan."""
    first = np.full(len(start), -1)
    for node in range(len(start)):
        area = start[node]
        if area >= 0 and first[area] < 0:
            first[area] = now.slot[node]
        elif area >= 0:
            move(part, now, node, first[area])


@compiled
def _merge_best(part: Component, now: Partition) -> None:
    """Merge the two neighbouring areas that gain most, floors aside, until no merge gains."""
    set_credit(part, now, 1.0)
    stamp = np.zeros(len(now.size), dtype=np.int64)
    heap = [(0.0, 0, 0, 0, 0)]
    heap.pop()
    for node in range(len(now.slot)):
        _offer(part, now, heap, stamp, node)
    while len(heap) > 0:
        _, one, two, stamp_one, stamp_two = heappop(heap)
        if stamp[one] != stamp_one or stamp[two] != stamp_two:
            continue
        pour(part, now, two, one)
        stamp[one] += 1
        stamp[two] += 1
        node = now.head[one]
        for _ in range(now.size[one]):
            _offer(part, now, heap, stamp, node)
            node = now.after[node]


@compiled
def _offer(
    part: Component, now: Partition, heap: list[tuple[float, int, int, int, int]], stamp: np.ndarray, node: int
) -> None:
    """Offer the merges of a community's area with those of its neighbours."""
    own = now.slot[node]
    for row in range(part.link_start[node], part.link_start[node + 1]):
        other = now.slot[part.link_to[row]]
        if other != own:
            one, two = min(own, other), max(own, other)
            change = merged(part, now, one, two)
            if change > ROUNDING:
                heappush(heap, (-change, one, two, stamp[one], stamp[two]))


@compiled
def _settle(part: Component, now: Partition) -> None:
    """Bring a partition to rest: every floor counts, no step improves, no area is worth nothing."""
    set_credit(part, now, 0.0)
    descend(part, now)
    while _dissolve_worthless(part, now):
        descend(part, now)
    set_credit(part, now, 0.0)


@compiled
def _dissolve_worthless(part: Component, now: Partition) -> bool:
    """Leave the members of areas alone that are worth nothing; return whether there were any."""
    any_left = False
    for slot in range(len(now.size)):
        if now.size[slot] > 1 and now.held[slot] == 0 and slot_worth(part, now, slot) <= ROUNDING:
            dissolve(part, now, slot)
            any_left = True
    return any_left
