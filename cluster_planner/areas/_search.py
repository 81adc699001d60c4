"""The heuristic: best-value merges, then improving steps, then areas torn down and built anew; compiled.

Tearing down a few neighbouring areas and building them anew (ruin and recreate: Schrimpf et al. 2000) holds
splitting, dissolving and forming areas as special cases. Worse states are accepted with a chance that falls to
nil, as in simulated annealing, and so does the credit of areas below a floor, which lets merges pass through them.
"""

from __future__ import annotations

from heapq import heappop, heappush

import numpy as np

from cluster_planner.areas._compiled import compiled
from cluster_planner.areas._component import Component
from cluster_planner.areas._descent import descend, dissolve, merged, pour
from cluster_planner.areas._partition import (
    ROUNDING,
    Partition,
    move,
    set_credit,
    singles,
    slot_worth,
    undo,
)
from cluster_planner.areas._renewal import renew

EPOCHS = 50
FIRST_CREDIT = 0.3
FIRST_TEMPERATURE = 0.05


def search(part: Component, start: np.ndarray, steps: int, seed: int = 0) -> np.ndarray:
    """Improve a plan of one component.

    Parameters
    ----------
    part : Component
        What is planned.
    start : ndarray of shape (k,)
        Number of the area of each community, -1 for none: at least the groups that must be together, each in
        an area that keeps every limit.
    steps : int
        How often areas are torn down and built anew.
    seed : int
        Of the random choices: the same seed gives the same plan.

    Returns
    -------
    ndarray of shape (k,)
        Number of the area of each community, -1 for none; keeps every limit.
    """
    now = singles(part)
    _place(part, now, start)
    _merge_best(part, now)
    _settle(part, now)
    first, reached = _areas(now), now.score[0]
    _anneal(part, now, steps, seed)
    _settle(part, now)
    return _areas(now) if now.score[0] > reached + ROUNDING else first


def _areas(now: Partition) -> np.ndarray:
    return np.where(now.size[now.slot] > 1, now.slot, -1)


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
    now.count[0] = 0


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
        now.count[0] = 0
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
    everyone = np.arange(len(now.slot))
    seen = np.zeros(len(now.slot), dtype=np.bool_)
    better = True
    while better:
        now.count[0] = 0
        better = descend(part, now, everyone, seen)
        for slot in range(len(now.size)):
            worthless = now.size[slot] > 1 and now.held[slot] == 0 and slot_worth(part, now, slot) <= ROUNDING
            if worthless and not better:
                dissolve(part, now, slot)
    now.count[0] = 0
    set_credit(part, now, 0.0)


@compiled
def _anneal(part: Component, now: Partition, steps: int, seed: int) -> None:
    """Tear areas down and build them anew, keeping what is better, and what is worse with a falling chance."""
    np.random.seed(seed)  # noqa: NPY002  numba's own generator, not numpy's
    seen = np.zeros(len(now.slot), dtype=np.bool_)
    spot = np.full(len(now.size), -1)
    areas = max(1, (now.size > 1).sum())
    hottest = FIRST_TEMPERATURE * now.score[0] / areas
    for step in range(steps):
        if step % max(1, steps // EPOCHS) == 0:
            left = 1.0 - step / steps
            temperature = hottest * left
            set_credit(part, now, FIRST_CREDIT * left)
        before = now.score[0]
        renew(part, now, np.random.randint(len(now.slot)), seen, spot)  # noqa: NPY002
        loss = before - now.score[0]
        if loss > 0.0 and np.random.random() >= np.exp(-loss / max(temperature, ROUNDING)):  # noqa: NPY002
            undo(part, now, 0)
        now.count[0] = 0
