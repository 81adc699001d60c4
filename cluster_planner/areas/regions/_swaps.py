"""Swaps of two units between two regions: where limits are tight, no single unit may move; compiled."""

from __future__ import annotations

import numpy as np

from cluster_planner.areas._compiled import compiled
from cluster_planner.areas.regions._anneal import GAIN, Aim
from cluster_planner.areas.regions._contiguity import holds_without, scratch_for
from cluster_planner.areas.regions._partition import (
    Division,
    Ground,
    move,
    pairs_change,
    strain_change,
    variance_change,
)


@compiled
def swap(ground: Ground, now: Division, aim: Aim) -> bool:
    """Give a unit to a neighbouring region for one near it, wherever that improves a division; return whether any."""
    start, to, focal, region, size = ground.start, ground.to, ground.focal, now.region, now.size
    scratch, better = scratch_for(len(region)), False
    for row in range(len(to)):
        unit = focal[row]
        out, into = region[unit], region[to[row]]
        if out == into or size[out] == 1 or not holds_without(start, to, region, scratch, unit):
            continue
        change = change_of(ground, now, aim, unit, into)
        move(ground, now, unit, into)
        other = _in_return(ground, now, aim, scratch, unit, out, change)
        if other < 0:
            move(ground, now, unit, out)
        else:
            move(ground, now, other, out)
            better = True
    return better


@compiled
def _in_return(ground: Ground, now: Division, aim: Aim, scratch: np.ndarray, unit: int, out: int, change: float) -> int:
    """Return a unit within two links of one that has moved, to move the other way with gain in all; -1 without."""
    start, to, region = ground.start, ground.to, now.region
    into = region[unit]
    for row in range(start[unit], start[unit + 1]):
        for next_row in range(start[to[row]], start[to[row] + 1]):
            other = to[next_row]
            if region[other] != into or other == unit or not _touches(start, to, region, other, out):
                continue
            gains = change + change_of(ground, now, aim, other, out) < -GAIN
            if gains and holds_without(start, to, region, scratch, other):
                return int(other)
    return -1


@compiled
def _touches(start: np.ndarray, to: np.ndarray, region: np.ndarray, unit: int, wanted: int) -> bool:
    row = start[unit]
    while row < start[unit + 1] and region[to[row]] != wanted:
        row += 1
    return bool(row < start[unit + 1])


@compiled
def change_of(ground: Ground, now: Division, aim: Aim, unit: int, into: int) -> float:
    """Return what a move adds to that which is brought down."""
    out = now.region[unit]
    change = aim.weight * variance_change(ground.attributes, now.sums, now.size, unit, out, into)
    if len(ground.pair_to) > 0:
        change += aim.weight * pairs_change(ground, now, unit, into)
    return change + aim.burden * strain_change(ground.amounts, now.totals, ground.bounds, unit, out, into)
