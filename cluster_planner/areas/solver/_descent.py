"""Single improving steps on a partition, taken until none is left; compiled."""

from __future__ import annotations

import numpy as np

from cluster_planner.areas._compiled import compiled
from cluster_planner.areas.solver._component import Component
from cluster_planner.areas.solver._partition import (
    Partition,
    move,
    slot_worth,
    spare_slot,
    stays_connected,
    toward,
    worth,
)
from cluster_planner.model import ROUNDING


@compiled
def merged(part: Component, now: Partition, one: int, two: int) -> float:
    """Return the change of worth if two slots became one; minus infinity where they may not."""
    gain, node = part.saving_weight, now.head[one]
    for _ in range(now.size[one]):
        mates, more = toward(part, now, node, two)
        if mates < now.size[two]:
            return -np.inf
        gain += more
        node = now.after[node]
    value = now.value[one] + now.value[two] + gain
    size, held = now.size[one] + now.size[two], now.held[one] + now.held[two]
    after = worth(part, now, value, now.total[one], now.total[two], 1, size, held)
    return after - slot_worth(part, now, one) - slot_worth(part, now, two)


@compiled
def pour(part: Component, now: Partition, source: int, target: int) -> None:
    """Move every member of one slot to another."""
    while now.size[source] > 0:
        move(part, now, now.head[source], target)


@compiled
def dissolve(part: Component, now: Partition, slot: int) -> None:
    """Leave every member of a slot alone."""
    while now.size[slot] > 1:
        node = now.before[now.head[slot]]
        move(part, now, node, spare_slot(now, node))


@compiled
def relocate(part: Component, now: Partition, node: int, seen: np.ndarray) -> bool:
    """Move a community to the neighbouring area where it is worth most, or leave it alone, if that is better."""
    source = now.slot[node]
    if part.group[node] >= 0 or now.size[source] == 1:
        return False
    own = part.amounts[node]
    rest = 0.0
    if now.size[source] > 2:  # noqa: PLR2004
        rest = now.value[source] - toward(part, now, node, source)[1] - part.saving_weight
    left = worth(part, now, rest, now.total[source], own, -1, now.size[source] - 1, now.held[source])
    leaving = left - slot_worth(part, now, source)
    best, target = ROUNDING, -1
    if leaving > best:
        best, target = leaving, spare_slot(now, node)
    for row in range(part.link_start[node], part.link_start[node + 1]):
        other = now.slot[part.link_to[row]]
        if other == source:
            continue
        mates, gain = toward(part, now, node, other)
        if mates < now.size[other]:
            continue
        value = now.value[other] + gain + part.saving_weight
        joined = worth(part, now, value, now.total[other], own, 1, now.size[other] + 1, now.held[other])
        change = leaving + joined - slot_worth(part, now, other)
        if change > best:
            best, target = change, other
    if target < 0 or not stays_connected(part, now, source, node, -1, seen):
        return False
    move(part, now, node, target)
    return True


@compiled
def unite(part: Component, now: Partition, node: int) -> bool:
    """Merge the area of a community with the neighbouring one that gains most, if any does."""
    source = now.slot[node]
    best, target = ROUNDING, -1
    for row in range(part.link_start[node], part.link_start[node + 1]):
        other = now.slot[part.link_to[row]]
        if other != source:
            change = merged(part, now, source, other)
            if change > best:
                best, target = change, other
    if target < 0:
        return False
    pour(part, now, source, target)
    return True


@compiled
def swap(part: Component, now: Partition, node: int, seen: np.ndarray) -> bool:
    """Swap a community with one of a neighbouring area, at the first swap that is better."""
    source = now.slot[node]
    if part.group[node] >= 0 or now.size[source] == 1:
        return False
    for row in range(part.link_start[node], part.link_start[node + 1]):
        other = now.slot[part.link_to[row]]
        if other == source:
            continue
        mate = now.head[other]
        for _ in range(now.size[other]):
            if part.group[mate] < 0 and _swap_gain(part, now, node, mate) > ROUNDING:
                here = stays_connected(part, now, source, node, mate, seen)
                if here and stays_connected(part, now, other, mate, node, seen):
                    move(part, now, node, other)
                    move(part, now, mate, source)
                    return True
            mate = now.after[mate]
    return False


@compiled
def _swap_gain(part: Component, now: Partition, node: int, mate: int) -> float:
    """Return the change of worth if two communities changed places; minus infinity where they may not."""
    source, other = now.slot[node], now.slot[mate]
    pair, between = 0, 0.0
    for row in range(part.pair_start[node], part.pair_start[node + 1]):
        if part.pair_to[row] == mate:
            pair, between = 1, part.pair_gain[row]
    there, comes = toward(part, now, node, other)
    here, goes = toward(part, now, mate, source)
    if there - pair < now.size[other] - 1 or here - pair < now.size[source] - 1:
        return -np.inf
    change = part.amounts[mate] - part.amounts[node]
    value = now.value[source] - toward(part, now, node, source)[1] + goes - between
    first = worth(part, now, value, now.total[source], change, 1, now.size[source], now.held[source])
    value = now.value[other] - toward(part, now, mate, other)[1] + comes - between
    second = worth(part, now, value, now.total[other], change, -1, now.size[other], now.held[other])
    return first + second - slot_worth(part, now, source) - slot_worth(part, now, other)


@compiled
def descend(part: Component, now: Partition) -> None:
    """Take improving steps until none is left.

    What a step from a community is worth depends on its own area and on those linked to it: it is looked for again
    only where one of them changed since.
    """
    changed, looked, clock = np.zeros(len(now.size), dtype=np.int64), np.full(len(now.slot), -1), 0
    seen = np.zeros(len(now.slot), dtype=np.bool_)
    better = True
    while better:
        better = False
        for node in range(len(now.slot)):
            if _last_change(part, now, node, changed) <= looked[node]:
                continue
            looked[node] = clock
            before = now.slot[node]
            if relocate(part, now, node, seen) or unite(part, now, node) or swap(part, now, node, seen):
                clock += 1
                changed[before] = changed[now.slot[node]] = clock
                better = True


@compiled
def _last_change(part: Component, now: Partition, node: int, changed: np.ndarray) -> int:
    """Return when the area of a community, or one linked to it, changed last."""
    last = changed[now.slot[node]]
    for row in range(part.link_start[node], part.link_start[node + 1]):
        last = max(last, changed[now.slot[part.link_to[row]]])
    return int(last)
