"""A division into regions under change: what a move of one unit costs; compiled.

Fields of the tuples are read before a loop and given on as arrays: compiled code counts references at every reading.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from cluster_planner.areas._compiled import compiled
from cluster_planner.areas._pair_rows import neighbour_rows
from cluster_planner.areas.regions._problem import RegionProblem

MET = 1e-7  # a breach of the limits below this is rounding, in average amounts
LOW, HIGH, SCALE = range(3)  # rows of the bounds
LARGEST_TABLE = 50_000_000  # entries of unit by region


class Ground(NamedTuple):
    """What regions are made of, as compiled code reads it.

    Neighbours of ``v`` are ``to[start[v]:start[v + 1]]``; ``focal`` is the other end of each row, ``back`` the row
    that leads back; likewise for the pairs with a dissimilarity to sum. The rows of ``bounds`` are the least
    and the greatest total of each column of ``amounts``, and what a breach of them is measured in.
    """

    start: np.ndarray
    to: np.ndarray
    focal: np.ndarray
    back: np.ndarray
    attributes: np.ndarray
    pair_start: np.ndarray
    pair_to: np.ndarray
    pair_gap: np.ndarray
    amounts: np.ndarray
    bounds: np.ndarray


def lay_ground(problem: RegionProblem) -> Ground:
    """Return a problem as compiled code reads it; limits without a bound are left out."""
    size, units = len(problem), problem.units.quantities
    start, to, _ = neighbour_rows(problem.units.links, np.zeros(len(problem.units.links)), size)
    bounded = np.isfinite(units.low) | np.isfinite(units.high)
    amounts = np.ascontiguousarray(units.amounts[:, bounded])
    average = np.abs(amounts).sum(axis=0) / max(size, 1)
    pairs = csr_array((size, size)) if problem.dissimilarity is None else problem.dissimilarity
    back = np.empty(len(to), dtype=np.int64)
    back[np.argsort(to, kind="stable")] = np.arange(len(to))
    return Ground(
        start=start,
        to=to.astype(np.int64),
        focal=np.repeat(np.arange(size), np.diff(start)),
        back=back,
        attributes=np.ascontiguousarray(problem.attributes, dtype=float),
        pair_start=pairs.indptr.astype(np.int64),
        pair_to=pairs.indices.astype(np.int64),
        pair_gap=pairs.data.astype(float),
        amounts=amounts,
        bounds=np.array([units.low[bounded], units.high[bounded], np.where(average > 0, average, 1.0)]),
    )


class Division(NamedTuple):
    """The region of each unit, with the size, the sums of attributes and the totals of amounts of each region.

    ``gaps`` is the dissimilarity of each unit to each region in all; it has no rows where there are no pairs, or too
    many units and regions.
    """

    region: np.ndarray
    size: np.ndarray
    sums: np.ndarray
    totals: np.ndarray
    gaps: np.ndarray


@compiled
def divide(ground: Ground, region: np.ndarray, count: int) -> Division:
    """Return a division with its sums; the regions are copied."""
    attributes, amounts = ground.attributes, ground.amounts
    pair_start, pair_to, pair_gap = ground.pair_start, ground.pair_to, ground.pair_gap
    units = len(region)
    size = np.zeros(count, dtype=np.int64)
    sums = np.zeros((count, attributes.shape[1]))
    totals = np.zeros((count, amounts.shape[1]))
    for unit in range(units):
        own = region[unit]
        size[own] += 1
        for column in range(sums.shape[1]):
            sums[own, column] += attributes[unit, column]
        for column in range(totals.shape[1]):
            totals[own, column] += amounts[unit, column]
    gaps = np.zeros((units if len(pair_to) > 0 and units * count <= LARGEST_TABLE else 0, count))
    for unit in range(len(gaps)):
        for row in range(pair_start[unit], pair_start[unit + 1]):
            gaps[unit, region[pair_to[row]]] += pair_gap[row]
    return Division(region.copy(), size, sums, totals, gaps)


@compiled
def move(ground: Ground, now: Division, unit: int, into: int) -> None:
    """Give a unit to another region."""
    out = now.region[unit]
    now.region[unit] = into
    now.size[out] -= 1
    now.size[into] += 1
    _carry(now.sums, ground.attributes, unit, out, into)
    _carry(now.totals, ground.amounts, unit, out, into)
    if len(now.gaps) > 0:
        _carry_gaps(now.gaps, ground, unit, out, into)


@compiled
def _carry(sums: np.ndarray, figures: np.ndarray, unit: int, out: int, into: int) -> None:
    for column in range(sums.shape[1]):
        sums[out, column] -= figures[unit, column]
        sums[into, column] += figures[unit, column]


@compiled
def _carry_gaps(gaps: np.ndarray, ground: Ground, unit: int, out: int, into: int) -> None:
    pair_to, pair_gap = ground.pair_to, ground.pair_gap
    for row in range(ground.pair_start[unit], ground.pair_start[unit + 1]):
        gaps[pair_to[row], out] -= pair_gap[row]
        gaps[pair_to[row], into] += pair_gap[row]


@compiled
def variance_change(
    attributes: np.ndarray, sums: np.ndarray, size: np.ndarray, unit: int, out: int, into: int
) -> float:
    """Return what a move adds to the sum of squared deviations."""
    many, more = size[out], size[into]
    from_out, from_into = 0.0, 0.0
    for column in range(attributes.shape[1]):
        own = attributes[unit, column]
        from_out += (own - sums[out, column] / many) ** 2
        from_into += (own - sums[into, column] / more) ** 2
    return float(from_into * more / (more + 1.0) - from_out * many / (many - 1.0))


@compiled
def pairs_change(ground: Ground, now: Division, unit: int, into: int) -> float:
    """Return what a move adds to the dissimilarity within regions."""
    out = now.region[unit]
    if len(now.gaps) > 0:
        return float(now.gaps[unit, into] - now.gaps[unit, out])
    region, pair_to, pair_gap = now.region, ground.pair_to, ground.pair_gap
    change = 0.0
    for row in range(ground.pair_start[unit], ground.pair_start[unit + 1]):
        other = region[pair_to[row]]
        if other == into:
            change += pair_gap[row]
        elif other == out:
            change -= pair_gap[row]
    return change


@compiled
def breach(bounds: np.ndarray, column: int, total: float) -> float:
    """Return by how much a total breaks its limits, in their scale."""
    over = max(bounds[LOW, column] - total, total - bounds[HIGH, column])
    return float(max(over, 0.0) / bounds[SCALE, column])


@compiled
def strain_change(amounts: np.ndarray, totals: np.ndarray, bounds: np.ndarray, unit: int, out: int, into: int) -> float:
    """Return what a move adds to the breach of the limits."""
    change = 0.0
    for column in range(amounts.shape[1]):
        own, less, more = amounts[unit, column], totals[out, column], totals[into, column]
        change += breach(bounds, column, less - own) + breach(bounds, column, more + own)
        change -= breach(bounds, column, less) + breach(bounds, column, more)
    return change


@compiled
def strain(totals: np.ndarray, bounds: np.ndarray, region: int) -> float:
    """Return by how much a region breaks the limits, each in its scale."""
    broken = 0.0
    for column in range(totals.shape[1]):
        broken += breach(bounds, column, totals[region, column])
    return broken


@compiled
def total_strain(ground: Ground, now: Division) -> float:
    """Return by how much all regions break the limits."""
    broken = 0.0
    for region in range(len(now.size)):
        broken += strain(now.totals, ground.bounds, region)
    return broken


@compiled
def total_spread(ground: Ground, now: Division) -> float:
    """Return the heterogeneity of all regions."""
    region, sums, size, attributes = now.region, now.sums, now.size, ground.attributes
    pair_start, pair_to, pair_gap = ground.pair_start, ground.pair_to, ground.pair_gap
    spread = 0.0
    for unit in range(len(region)):
        own = region[unit]
        for column in range(sums.shape[1]):
            spread += (attributes[unit, column] - sums[own, column] / size[own]) ** 2
        for row in range(pair_start[unit], pair_start[unit + 1]):
            if region[pair_to[row]] == own:
                spread += pair_gap[row] / 2
    return spread


class Weighed(NamedTuple):
    """A division, the breach of its limits, its heterogeneity and the number of its regions."""

    strain: float
    spread: float
    region: np.ndarray
    regions: int

    def beats(self, other: Weighed) -> bool:
        """Return whether this division is the better one of two with as many regions."""
        return (self.strain, self.spread) < (other.strain, other.spread)


def weigh(ground: Ground, region: np.ndarray) -> Weighed:
    """Return a division with its breach of the limits, without rounding, and its heterogeneity."""
    now = divide(ground, region, int(region.max(initial=-1)) + 1)
    strain = float(total_strain(ground, now))
    return Weighed(strain if strain > MET else 0.0, float(total_spread(ground, now)), region, len(now.size))


def renumber(region: np.ndarray) -> np.ndarray:
    """Return regions numbered from 0 in the order of their first unit."""
    numbers: np.ndarray = pd.factorize(region)[0]
    return numbers
