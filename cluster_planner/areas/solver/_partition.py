"""A partition of one component that knows its value and changes by single moves; compiled.

Every community is in some slot; a slot with one member is a community alone, with value 0. Members of a slot form a
ring. Every change of the search is a sequence of `move`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cluster_planner.areas._compiled import compiled
from cluster_planner.areas.solver._component import Component

BROKEN = 1e6


class Partition(NamedTuple):
    """Slots of one component, and what the moves keep up to date.

    ``slot``, ``after`` and ``before`` are indexed by community; ``size``, ``head``, ``total``, ``value`` and ``held``
    (members that must stay together with others) by slot. ``score`` holds the worth of all slots and the
    share of its value that an area below a floor is credited with.
    """

    slot: np.ndarray
    after: np.ndarray
    before: np.ndarray
    size: np.ndarray
    head: np.ndarray
    total: np.ndarray
    value: np.ndarray
    held: np.ndarray
    score: np.ndarray


def singles(part: Component) -> Partition:
    """Return the partition in which every community is alone."""
    size, columns = part.amounts.shape
    alone = np.arange(size)
    spare = np.zeros(size)
    return Partition(
        slot=alone.copy(),
        after=alone.copy(),
        before=alone.copy(),
        size=np.concatenate([np.ones(size), spare]).astype(np.int64),
        head=np.concatenate([alone, spare]).astype(np.int64),
        total=np.concatenate([part.amounts, np.zeros((size, columns))]),
        value=np.zeros(2 * size),
        held=np.concatenate([part.group >= 0, spare]).astype(np.int64),
        score=np.zeros(2),
    )


@compiled
def worth(
    part: Component, now: Partition, value: float, total: np.ndarray, more: np.ndarray, sign: int, size: int, held: int
) -> float:
    """Return what an area with the given total, plus or minus some more, would count for.

    That is its value; minus infinity above a limit; a credit on its value below a floor.
    """
    if size <= 1 and held == 0:
        return 0.0
    below = False
    for column in range(len(total)):
        amount = total[column] + sign * more[column]
        if amount > part.ceiling[column]:
            return -np.inf
        below |= amount < part.floor[column]
    if not below:
        return value
    return value - BROKEN if held > 0 else now.score[1] * max(value, 0.0)


@compiled
def slot_worth(part: Component, now: Partition, slot: int) -> float:
    """Return what one slot counts for as it stands."""
    return worth(part, now, now.value[slot], now.total[slot], now.total[slot], 0, now.size[slot], now.held[slot])


@compiled
def set_credit(part: Component, now: Partition, credit: float) -> None:
    """Set the credit of areas below a floor, and count the worth of all slots anew."""
    now.score[1] = credit
    now.score[0] = 0.0
    for slot in range(len(now.size)):
        now.score[0] += slot_worth(part, now, slot)


@compiled
def toward(part: Component, now: Partition, node: int, slot: int) -> tuple[int, float]:
    """Return with how many members of a slot a community may share an area, and the gain over them."""
    mates, gain = 0, 0.0
    for row in range(part.pair_start[node], part.pair_start[node + 1]):
        if now.slot[part.pair_to[row]] == slot:
            mates += 1
            gain += part.pair_gain[row]
    return mates, gain


@compiled
def spare_slot(now: Partition, node: int) -> int:
    """Return an empty slot, searched from the community's own number on."""
    slot = node
    while now.size[slot] > 0:
        slot = (slot + 1) % len(now.size)
    return slot


@compiled
def move(part: Component, now: Partition, node: int, target: int) -> None:
    """Move a community to another slot."""
    source = now.slot[node]
    now.score[0] -= slot_worth(part, now, source) + slot_worth(part, now, target)
    held = 1 if part.group[node] >= 0 else 0
    gain = toward(part, now, node, source)[1]
    joined = toward(part, now, node, target)[1]
    _unhook(now, node, source)
    _hook(now, node, target)
    now.size[source] -= 1
    now.size[target] += 1
    now.held[source] -= held
    now.held[target] += held
    now.value[source] -= gain + part.saving_weight
    now.value[target] += joined + part.saving_weight
    now.total[source] -= part.amounts[node]
    now.total[target] += part.amounts[node]
    for slot in (source, target):
        if now.size[slot] <= 1:
            now.value[slot] = 0.0
    if now.size[source] == 0:
        now.total[source] = 0.0
    now.score[0] += slot_worth(part, now, source) + slot_worth(part, now, target)


@compiled
def _unhook(now: Partition, node: int, source: int) -> None:
    now.after[now.before[node]] = now.after[node]
    now.before[now.after[node]] = now.before[node]
    now.head[source] = now.after[node]


@compiled
def _hook(now: Partition, node: int, target: int) -> None:
    now.slot[node] = target
    if now.size[target] == 0:
        now.head[target] = now.after[node] = now.before[node] = node
        return
    first = now.head[target]
    last = now.before[first]
    now.after[last] = now.before[first] = node
    now.before[node], now.after[node] = last, first


@compiled
def stays_connected(part: Component, now: Partition, slot: int, leaver: int, comer: int, seen: np.ndarray) -> bool:
    """Return whether a slot hangs together without one member and with another (-1 for none)."""
    wanted = now.size[slot] - (1 if leaver >= 0 else 0) + (1 if comer >= 0 else 0)
    if wanted <= 1:
        return True
    first = now.head[slot] if now.head[slot] != leaver else now.after[leaver]
    queue = np.empty(wanted, dtype=np.int64)
    queue[0], found, place = first, 1, 0
    seen[first] = True
    while place < found:
        node = queue[place]
        place += 1
        for row in range(part.link_start[node], part.link_start[node + 1]):
            mate = part.link_to[row]
            inside = (now.slot[mate] == slot and mate != leaver) or mate == comer
            if inside and not seen[mate]:
                seen[mate] = True
                queue[found] = mate
                found += 1
    for place in range(found):
        seen[queue[place]] = False
    return bool(found == wanted)
