"""What stands between a community and each set that it could form an area with, and the least changes that clear it."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

import numpy as np

from cluster_planner.areas._codes import ALONE
from cluster_planner.areas.advice._standing import UNLIKE, Obstacle
from cluster_planner.areas.advice._world import Change, World
from cluster_planner.model import PAIR, ROUNDING, Problem, connected_pieces, exceeds

LEAST, STEP = 0.01, 0.05  # of the threshold of likeness: what it is rounded to, and by what it is lowered further
HALF = 0.5  # a limit is changed by at most this share
ROUND = {"households": 10.0, "site_m2": 100.0, "floor_area_m2": 100.0, "invest_money": 1e5}  # others to whole numbers


def obstacles(world: World, nodes: np.ndarray, part: Problem, own: int, code: np.ndarray) -> list[tuple[Change, ...]]:
    """Return the sets of changes to limits and threshold that would let a community into an area, the fewest first.

    Parameters
    ----------
    world : World
        What could be changed.
    nodes : ndarray of int
        Positions that are looked at.
    part : Problem
        The problem among them.
    own : int
        Whom it is about.
    code : ndarray of shape (n,)
        Number of the area of each position in the plan, -1 for none.
    """
    place = int(np.searchsorted(nodes, own))
    found = {}
    for members in _partners(part, place, code[nodes]):
        changes = _needed(world, part, place, members, code[nodes])
        if changes is not None:
            found[changes] = _loosening(world, changes)
    return sorted(found, key=lambda changes: (len(changes), found[changes], changes))


def _partners(part: Problem, place: int, code: np.ndarray) -> Iterator[np.ndarray]:
    """Yield the areas and communities next to one, and all in no area that are connected with it."""
    ends = part.links[(part.links == place).any(axis=1)]
    linked = np.setdiff1d(ends, [place])
    for area in np.unique(code[linked]):
        if area != ALONE:
            yield np.flatnonzero(code == area)
    loose = code == ALONE
    for mate in linked.tolist():
        yield np.array([mate])
    piece = connected_pieces(part.links[loose[part.links].all(axis=1)], len(part))
    together = np.flatnonzero((piece == piece[place]) & loose)
    if len(together) > len(PAIR):
        yield together[together != place]


def _needed(
    world: World, part: Problem, place: int, members: np.ndarray, code: np.ndarray
) -> tuple[Change, ...] | None:
    """Return what must change so that one and some others may be an area that gains; ``None`` where it is too much."""
    everyone = np.append(members, place)
    if np.isin(part.pairs, everyone).all(axis=1).sum() < len(everyone) * len(members) // 2:
        return None  # some lie beyond the span
    limits = _limits(part, everyone)
    # Of an area, what its members gain among themselves is there already.
    fresh = everyone if (code[members] == ALONE).any() or len(members) == 1 else np.array([place])
    threshold = _threshold(world, part, everyone, fresh)
    return None if limits is None or threshold is None else (*limits, *threshold)


def _limits(part: Problem, everyone: np.ndarray) -> tuple[Change, ...] | None:
    """Return the limits that some communities need changed; ``None`` where one would change by more than half."""
    quantities, changes = part.quantities, []
    total = quantities.put_together(everyone, np.zeros_like(everyone), 1)[0]
    for name, figure, low, high in zip(quantities.names, total, quantities.low, quantities.high, strict=True):
        if exceeds(figure, high):
            changes.append(clearing(Obstacle(f"{name}_max", figure)))
        elif exceeds(-figure, -low):
            changes.append(clearing(Obstacle(f"{name}_min", figure)))
        else:
            continue
        if not low * (1 - HALF) <= changes[-1].bound <= high * (1 + HALF):
            return None
    return tuple(changes)


def clearing(obstacle: Obstacle) -> Change:
    """Return the least change that clears an obstacle, to round figures."""
    if obstacle.rule == UNLIKE:
        return Change("threshold", "", round(floor(obstacle.figure / LEAST - ROUNDING) * LEAST, 2))
    name, side = obstacle.rule[:-4], obstacle.rule[-3:]
    step = ROUND.get(name, 1.0)
    if side == "max":
        return Change("max", name, ceil(obstacle.figure / step) * step)
    return Change("min", name, floor(obstacle.figure / step) * step)


def _threshold(world: World, part: Problem, everyone: np.ndarray, fresh: np.ndarray) -> tuple[Change, ...] | None:
    """Return the threshold that the newcomers to a set need for a gain; ``None`` where it is less than half."""
    among = [
        np.isin(rows, everyone).all(axis=1) & np.isin(rows, fresh).any(axis=1) for rows in (part.pairs, part.links)
    ]
    joining = max(1, len(fresh) - 1)
    gain = part.pair_gains[among[0]].sum() + part.link_gains[among[1]].sum() + joining * part.saving_weight
    if gain > 0:
        return ()
    lowered = clearing(Obstacle(UNLIKE, world.min_likeness + gain / among[0].sum()))
    return (lowered,) if lowered.bound >= world.min_likeness * HALF else None


def _loosening(world: World, changes: tuple[Change, ...]) -> float:
    """Return by which share the limits are changed in total."""
    return sum(abs(change.bound / world.bound(change) - 1) for change in changes)
