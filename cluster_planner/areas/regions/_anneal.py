"""Simulated annealing of boundary moves, then descent; compiled, free of the interpreter lock.

A random link between two regions is drawn and one end offered to the region of the other (Kirkpatrick, Gelatt and
Vecchi 1983). What is brought down is ``weight`` times the heterogeneity and ``burden`` times the breach of limits.
"""

from __future__ import annotations

import numpy as np

from cluster_planner.areas._compiled import compiled
from cluster_planner.areas.regions._partition import (
    Division,
    Ground,
    holds_without,
    move,
    spread_change,
    strain_change,
)

BEAT = 1000  # draws at one temperature
GAIN = 1e-9


@compiled
def change_of(ground: Ground, now: Division, unit: int, into: int, weight: float, burden: float) -> float:
    """Return what a move adds to that which is brought down."""
    change = 0.0
    if weight > 0.0:
        change += weight * spread_change(ground, now, unit, into)
    if len(ground.low) > 0:
        change += burden * strain_change(ground, now, unit, into)
    return change


@compiled
def anneal(
    ground: Ground, now: Division, seed: int, draws: int, heat: tuple[float, float], weight: float, burden: float
) -> None:
    """Cool a division from the first temperature to the second, geometrically."""
    np.random.seed(seed)  # noqa: NPY002 - compiled code has one generator per thread
    hot, cold = heat
    cooling = (cold / hot) ** (BEAT / max(draws, BEAT))
    for draw in range(draws if len(ground.to) > 0 else 0):
        if draw % BEAT == BEAT - 1:
            hot *= cooling
        row = int(np.random.random() * len(ground.to))  # noqa: NPY002
        unit, into = ground.focal[row], now.region[ground.to[row]]
        out = now.region[unit]
        if out == into or now.size[out] == 1:
            continue
        change = change_of(ground, now, unit, into, weight, burden)
        if change > 0.0 and np.random.random() >= np.exp(-change / hot):  # noqa: NPY002
            continue
        if holds_without(ground, now, unit):
            move(ground, now, unit, into)


@compiled
def descend(ground: Ground, now: Division, weight: float, burden: float) -> None:
    """Make every boundary move that improves a division, until there is none."""
    better = True
    while better:
        better = False
        for row in range(len(ground.to)):
            unit, into = ground.focal[row], now.region[ground.to[row]]
            out = now.region[unit]
            if out == into or now.size[out] == 1:
                continue
            if change_of(ground, now, unit, into, weight, burden) < -GAIN and holds_without(ground, now, unit):
                move(ground, now, unit, into)
                better = True
