"""Tear down a few neighbouring areas and build them anew by best merges under a little noise; compiled."""

from __future__ import annotations

import numpy as np

from cluster_planner.areas._compiled import compiled
from cluster_planner.areas._component import Component
from cluster_planner.areas._descent import descend, dissolve, pour
from cluster_planner.areas._partition import ROUNDING, Partition, slot_worth, worth

MOST_AREAS = 4
MOST_FREED = 64
NOISE = 0.5


@compiled
def renew(part: Component, now: Partition, node: int, seen: np.ndarray, spot: np.ndarray) -> None:
    """Tear down areas around a community, build anew, and improve what was built.

    ``seen`` (by community) and ``spot`` (by slot) are scratch, all False and all -1 before and after.
    """
    freed = _tear_down(part, now, node)
    if len(freed) > 0:
        _build(part, now, _around(part, now, freed, spot), spot)
        descend(part, now, freed, seen)


@compiled
def _tear_down(part: Component, now: Partition, node: int) -> np.ndarray:
    """Dissolve the area of a community and some that touch it; return whom that leaves alone."""
    freed = np.empty(MOST_FREED, dtype=np.int64)
    count = 0
    for _ in range(np.random.randint(1, MOST_AREAS + 1)):  # noqa: NPY002
        slot = now.slot[node]
        if now.held[slot] == 0 and count + now.size[slot] <= MOST_FREED:
            member = now.head[slot]
            for _ in range(now.size[slot]):
                freed[count] = member
                count += 1
                member = now.after[member]
            dissolve(part, now, slot)
        base = freed[np.random.randint(count)] if count > 0 else node  # noqa: NPY002
        links = part.link_start[base + 1] - part.link_start[base]
        node = part.link_to[part.link_start[base] + np.random.randint(links)]  # noqa: NPY002
    return np.unique(freed[:count])


@compiled
def _around(part: Component, now: Partition, freed: np.ndarray, spot: np.ndarray) -> np.ndarray:
    """Return the slots of the freed communities and of all that touch them; ``spot`` gives their places."""
    slots = np.empty(len(now.size), dtype=np.int64)
    count = 0
    for node in freed:
        spot[now.slot[node]] = count
        slots[count] = now.slot[node]
        count += 1
    for node in freed:
        for row in range(part.link_start[node], part.link_start[node + 1]):
            slot = now.slot[part.link_to[row]]
            if spot[slot] < 0:
                spot[slot] = count
                slots[count] = slot
                count += 1
    return slots[:count].copy()


@compiled
def _build(part: Component, now: Partition, slots: np.ndarray, spot: np.ndarray) -> None:
    """Merge slots by greatest gain, each gain taken a little wrong, until no merge gains."""
    touching, mates, gain = _between(part, now, slots, spot)
    spot[slots] = -1
    while True:
        best, one, two = 0.0, -1, -1
        for first in range(len(slots)):
            for second in range(first):
                if touching[first, second]:
                    change = _merge_gain(part, now, slots[first], slots[second], mates[first, second], gain[first, second])
                    change *= 1.0 + NOISE * (np.random.random() - 0.5)  # noqa: NPY002
                    if change > best + ROUNDING:
                        best, one, two = change, first, second
        if one < 0:
            return
        pour(part, now, slots[one], slots[two])
        for table in (mates, gain):
            table[two] += table[one]
            table[:, two] += table[:, one]
        touching[two] |= touching[one]
        touching[:, two] |= touching[:, one]
        touching[two, two] = False
        touching[one] = False
        touching[:, one] = False


@compiled
def _between(
    part: Component, now: Partition, slots: np.ndarray, spot: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return for every two slots whether they touch, how many pairs between may share an area, and their gain."""
    size = len(slots)
    touching = np.zeros((size, size), dtype=np.bool_)
    mates, gain = np.zeros((size, size)), np.zeros((size, size))
    for own in range(size):
        node = now.head[slots[own]]
        for _ in range(now.size[slots[own]]):
            for row in range(part.link_start[node], part.link_start[node + 1]):
                other = spot[now.slot[part.link_to[row]]]
                if other >= 0 and other != own:
                    touching[own, other] = True
            for row in range(part.pair_start[node], part.pair_start[node + 1]):
                other = spot[now.slot[part.pair_to[row]]]
                if other >= 0 and other != own:
                    mates[own, other] += 1.0
                    gain[own, other] += part.pair_gain[row]
            node = now.after[node]
    return touching, mates, gain


@compiled
def _merge_gain(part: Component, now: Partition, one: int, two: int, mates: float, gain: float) -> float:
    """Return the change of worth if two slots became one; minus infinity where they may not."""
    if mates < now.size[one] * now.size[two]:
        return -np.inf
    value = now.value[one] + now.value[two] + gain + part.saving_weight
    size, held = now.size[one] + now.size[two], now.held[one] + now.held[two]
    after = worth(part, now, value, now.total[one], now.total[two], 1, size, held)
    return after - slot_worth(part, now, one) - slot_worth(part, now, two)
