"""Ward's agglomeration along links: always the merge that adds least to the within-region variance; compiled.

The criterion is that of Ward (1963), the merges those of a heap with late removal; regions that no link joins are
never merged, so a graph in several components needs no completion.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush

import numpy as np

from cluster_planner.areas._compiled import compiled
from cluster_planner.areas._pair_rows import neighbour_rows
from cluster_planner.areas.regions._partition import Ground

SPLIT = 0.3  # pieces to split off before merging again, per region


@compiled
def merge_by_ward(start: np.ndarray, to: np.ndarray, sizes: np.ndarray, means: np.ndarray, count: int) -> np.ndarray:
    """Merge linked pieces until ``count`` regions are left, or no link is left between regions.

    Parameters
    ----------
    start, to : ndarray
        Neighbours of piece ``v`` are ``to[start[v]:start[v + 1]]``.
    sizes : ndarray of shape (n,)
        How many units each piece holds: 1 where pieces are units.
    means : ndarray of shape (n, d)
        Means of the attributes of each piece.
    count : int
        How many regions are wanted.

    Returns
    -------
    ndarray of shape (n,)
        Number of the region of each piece, from 0, in the order of their first piece.
    """
    size = len(sizes)
    parent = np.arange(2 * size)
    weight = np.ones(2 * size)
    weight[:size] = sizes
    centre = np.zeros((2 * size, means.shape[1]))
    centre[:size] = means
    mark = np.full(2 * size, -1)
    reach, first, last = _own_links(start, to, size)
    heap = [(0.0, 0, 0)]
    heap.pop()
    for one in range(size):
        for row in range(first[one], last[one]):
            if reach[row] > one:
                heap.append((_rise(weight, centre, one, reach[row]), one, reach[row]))  # noqa: PERF401 - compiled
    heapify(heap)
    fresh = size
    while 2 * size - fresh > count and len(heap) > 0:
        _, one, two = heappop(heap)
        if parent[one] != one or parent[two] != two:
            continue
        parent[one] = parent[two] = fresh
        weight[fresh] = weight[one] + weight[two]
        centre[fresh] = (weight[one] * centre[one] + weight[two] * centre[two]) / weight[fresh]
        first[fresh] = len(reach)
        for part in (one, two):
            for row in range(first[part], last[part]):
                other = root_of(parent, reach[row])
                if other != fresh and mark[other] != fresh:
                    mark[other] = fresh
                    reach.append(other)
                    heappush(heap, (_rise(weight, centre, other, fresh), other, fresh))
        last[fresh] = len(reach)
        fresh += 1
    return _number(parent, size)


@compiled
def _own_links(start: np.ndarray, to: np.ndarray, size: int) -> tuple[list[int], np.ndarray, np.ndarray]:
    """Return the neighbours of all regions in one growing list, and where those of each begin and end."""
    first, last = np.zeros(2 * size, dtype=np.int64), np.zeros(2 * size, dtype=np.int64)
    first[:size], last[:size] = start[:-1], start[1:]
    return [int(other) for other in to.astype(np.int64)], first, last


@compiled
def _rise(weight: np.ndarray, centre: np.ndarray, one: int, two: int) -> float:
    """Return what a merge adds to the within-region sum of squares."""
    apart = 0.0
    for column in range(centre.shape[1]):
        apart += (centre[one, column] - centre[two, column]) ** 2
    return float(apart * weight[one] * weight[two] / (weight[one] + weight[two]))


@compiled
def root_of(parent: np.ndarray, one: int) -> int:
    """Return the region that holds a region now, and shorten the way to it."""
    while parent[one] != one:
        parent[one] = parent[parent[one]]
        one = parent[one]
    return one


@compiled
def _number(parent: np.ndarray, size: int) -> np.ndarray:
    number, region, count = np.full(len(parent), -1), np.empty(size, dtype=np.int64), 0
    for unit in range(size):
        root = root_of(parent, unit)
        if number[root] < 0:
            number[root] = count
            count += 1
        region[unit] = number[root]
    return region


def regroup(ground: Ground, columns: np.ndarray, region: np.ndarray) -> np.ndarray:
    """Split the regions that gain most by it, then merge back to as many as there were, both by Ward's criterion.

    Parameters
    ----------
    ground : Ground
        Its links are followed.
    columns : ndarray of shape (n, c)
        What variance is measured by.
    region : ndarray of shape (n,)
        Number of the region of each unit, from 0.

    Returns
    -------
    ndarray of shape (n,)
        Number of the region of each unit, from 0; as many regions.
    """
    size, count = len(region), int(region.max()) + 1
    inner = region[ground.focal] == region[ground.to]
    start = np.concatenate([[0], np.cumsum(np.bincount(ground.focal[inner], minlength=size))])
    piece = merge_by_ward(start, ground.to[inner], np.ones(size), columns, count + int(SPLIT * count) + 1)
    pieces = int(piece.max()) + 1
    sizes = np.bincount(piece).astype(float)
    means = np.column_stack([np.bincount(piece, weights=column) / sizes for column in columns.T])
    one, two = piece[ground.focal], piece[ground.to]
    key = np.unique((one * pieces + two)[one < two])
    between = np.column_stack([key // pieces, key % pieces])
    start, to, _ = neighbour_rows(between, np.zeros(len(between)), pieces)
    merged: np.ndarray = merge_by_ward(start, to.astype(np.int64), sizes, means, count)[piece]
    return merged
