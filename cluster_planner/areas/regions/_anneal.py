"""Simulated annealing of boundary moves, then descent; compiled, free of the interpreter lock.

A random link between two regions is drawn and one end offered to the region of the other (Kirkpatrick, Gelatt and
Vecchi 1983). What is brought down is ``weight`` times the heterogeneity and ``burden`` times the breach of limits.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cluster_planner.areas._compiled import compiled
from cluster_planner.areas.regions._contiguity import holds_without, scratch_for
from cluster_planner.areas.regions._partition import (
    Division,
    Ground,
    move,
    pairs_change,
    strain_change,
    variance_change,
)

BEAT = 1000  # draws at one temperature
GAIN = 1e-9
HOPELESS = 30.0  # a change of so many temperatures is never made


class Aim(NamedTuple):
    """What is brought down: the weight of the heterogeneity, and that of the breach of limits."""

    weight: float
    burden: float


@compiled
def anneal(ground: Ground, now: Division, seed: int, draws: int, heat: tuple[float, float], aim: Aim) -> None:
    """Cool a division from the first temperature to the second, geometrically."""
    start, to, focal, attributes, amounts = ground.start, ground.to, ground.focal, ground.attributes, ground.amounts
    region, size, sums, totals, bounds = now.region, now.size, now.sums, now.totals, ground.bounds
    weight, burden, paired = aim.weight, aim.burden, len(ground.pair_to) > 0
    scratch = scratch_for(len(region))
    edge, place, many = _border(ground, region)
    state = _scrambled(seed)
    hot, cold = heat
    cooling = (cold / hot) ** (BEAT / max(draws, BEAT))
    for draw in range(draws):
        if draw % BEAT == BEAT - 1:
            hot *= cooling
        if many == 0:
            break
        state = _next(state)
        row = edge[int(_share(state) * many)]
        unit = focal[row]
        out, into = region[unit], region[to[row]]
        if size[out] == 1:
            continue
        change = weight * variance_change(attributes, sums, size, unit, out, into)
        change += burden * strain_change(amounts, totals, bounds, unit, out, into)
        if paired:
            change += weight * pairs_change(ground, now, unit, into)
        if change > HOPELESS * hot:
            continue
        if change > 0.0:
            state = _next(state)
            if _share(state) >= np.exp(-change / hot):
                continue
        if holds_without(start, to, region, scratch, unit):
            move(ground, now, unit, into)
            many = _redrawn(ground, region, edge, place, many, unit)


@compiled
def _border(ground: Ground, region: np.ndarray) -> tuple[np.ndarray, np.ndarray, int]:
    """Return the links between regions, where each link stands among them (or -1), and how many they are."""
    focal, to = ground.focal, ground.to
    edge, place, many = np.empty(len(to), dtype=np.int64), np.full(len(to), -1), 0
    for row in range(len(to)):
        if region[focal[row]] != region[to[row]]:
            edge[many], place[row] = row, many
            many += 1
    return edge, place, many


@compiled
def _redrawn(ground: Ground, region: np.ndarray, edge: np.ndarray, place: np.ndarray, many: int, unit: int) -> int:
    """Redraw the border around a unit that moved; return how many links are on it."""
    to, back = ground.to, ground.back
    for row in range(ground.start[unit], ground.start[unit + 1]):
        apart = region[unit] != region[to[row]]
        if apart != (place[row] >= 0):
            for way in (row, back[row]):
                if apart:
                    edge[many], place[way] = way, many
                    many += 1
                else:
                    many -= 1
                    last = edge[many]
                    edge[place[way]], place[last] = last, place[way]
                    place[way] = -1
    return many


@compiled
def _scrambled(seed: int) -> np.uint64:
    """Return the first state of a generator: seeds that lie close together give states far apart."""
    state = np.uint64(seed) + np.uint64(0x9E3779B97F4A7C15)
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    return (state ^ (state >> np.uint64(27))) | np.uint64(1)


@compiled
def _next(state: np.uint64) -> np.uint64:
    """Return the next state (xorshift, Marsaglia 2003)."""
    state ^= state << np.uint64(13)
    state ^= state >> np.uint64(7)
    return state ^ (state << np.uint64(17))


@compiled
def _share(state: np.uint64) -> float:
    """Return a state as a number from 0 to below 1."""
    return float(state >> np.uint64(11)) / 9007199254740992.0


@compiled
def descend(ground: Ground, now: Division, aim: Aim) -> None:
    """Make every boundary move that improves a division, until there is none.

    A link is looked at again only once one of its regions has changed.
    """
    start, to, focal, attributes, amounts = ground.start, ground.to, ground.focal, ground.attributes, ground.amounts
    region, size, sums, totals, bounds = now.region, now.size, now.sums, now.totals, ground.bounds
    weight, burden, paired = aim.weight, aim.burden, len(ground.pair_to) > 0
    scratch = scratch_for(len(region))
    changed, sweep = np.zeros(len(size), dtype=np.int64), 0
    better = True
    while better:
        better, sweep = False, sweep + 1
        for row in range(len(to)):
            unit = focal[row]
            out, into = region[unit], region[to[row]]
            if out == into or size[out] == 1 or max(changed[out], changed[into]) < sweep - 1:
                continue
            change = weight * variance_change(attributes, sums, size, unit, out, into)
            change += burden * strain_change(amounts, totals, bounds, unit, out, into)
            if paired:
                change += weight * pairs_change(ground, now, unit, into)
            if change < -GAIN and holds_without(start, to, region, scratch, unit):
                move(ground, now, unit, into)
                changed[out] = changed[into] = sweep
                better = True
