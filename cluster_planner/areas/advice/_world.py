"""All that could be linked, admitted or allowed: what a plan is chosen from under changes that a bureau could make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import breadth_first_order

from cluster_planner.areas._codes import ALONE, split_rows
from cluster_planner.areas._neighbourhood import demands_of
from cluster_planner.areas._pair_rows import PairRows, place_in
from cluster_planner.model import Problem, Quantities, connected_pieces

Kind = Literal["max", "min", "threshold", "year", "line", "gap", "state", "consent", "open"]
BOUNDS = ("min", "max", "threshold")  # changes that open no way
OF_WAYS = ("line", "gap", "open")  # changes of links, and so of the evidence that is drawn from pairs
LARGEST = 500  # communities of a component that is solved again whole
LOOKED_AT = 64  # surroundings that are remembered


class Change(NamedTuple):
    """One thing that a bureau could change.

    ``max`` or ``min`` of the limit ``name`` to ``bound``; the ``threshold`` of likeness to it; the ``year`` up to which
    communities take part in full; the ``line`` of the level ``name`` made soft; the largest ``gap`` of the setting
    ``name``; the ``state`` or the ``consent`` of the community at position ``other``; or the way to it ``open``, by a
    crossing.
    """

    kind: Kind
    name: str = ""
    bound: float = np.nan
    other: int = ALONE


@dataclass(frozen=True, eq=False)
class Ways:
    """Every way between two as it is under some gap, row by row of the links of the problem.

    Attributes
    ----------
    gap_m : ndarray
        Its length.
    barrier : ndarray of bool
        Whether a barrier lies on it.
    line : ndarray of str
        The hard line between the two, empty if there is none.
    is_far : ndarray of bool
        Whether it is longer than the gap allows.
    link_gains : ndarray
        What it adds to an area as a link.
    """

    gap_m: np.ndarray
    barrier: np.ndarray
    line: np.ndarray
    is_far: np.ndarray
    link_gains: np.ndarray


@dataclass(frozen=True, eq=False)
class World:
    """What could be linked and which communities could take part.

    Attributes
    ----------
    problem : Problem
        With every way as a link and every pair that could then share an area; gains as the barriers are.
    min_likeness : float
        The threshold in the gains.
    ways : Ways
        As the gaps are.
    wider : DataFrame
        The ``name`` of the gap that would have to be longer for each way, empty where none can be, and the ``bound``
        that it would need.
    relink : callable
        Given the name of a gap and its bound, returns the ways as they would then be.
    weigh_again : callable
        Given which ways are near enough, which of them are divided and on which a hard line has become soft, and the
        number of the component of each community, returns the gains of all pairs by the evidence of such a plan.
    year : ndarray of shape (n,)
        The year in which those were built that take no part for it, missing elsewhere.
    returnable : ndarray of bool, shape (n,)
        Who takes no part for a state that could be taken back.
    unasked : ndarray of bool, shape (n,)
        Who takes no part since too few agree.
    """

    problem: Problem
    min_likeness: float
    ways: Ways
    wider: pd.DataFrame
    relink: Callable[[str, float], Ways]
    weigh_again: Callable[[np.ndarray, np.ndarray, np.ndarray, np.ndarray], np.ndarray]
    year: np.ndarray
    returnable: np.ndarray
    unasked: np.ndarray

    @cached_property
    def pairs(self) -> PairRows:
        """The pairs, by either end."""
        return PairRows.among(self.problem.pairs, len(self.problem))

    @cached_property
    def links(self) -> PairRows:
        """The ways, by either end."""
        return PairRows.among(self.problem.links, len(self.problem))

    def bound(self, change: Change) -> float:
        """Return what a limit or the threshold is before a change."""
        if change.kind == "threshold":
            return self.min_likeness
        quantities = self.problem.quantities
        bounds = quantities.high if change.kind == "max" else quantities.low
        return float(bounds[quantities.names.index(change.name)])

    def around(self, own: int, changes: tuple[Change, ...]) -> tuple[np.ndarray, Problem]:
        """Return the component of one community under changes, or of a large one the window around it, as a problem."""
        nodes, part = self._ground(own, tuple(change for change in changes if change.kind not in BOUNDS))
        lowered = sum(self.min_likeness - change.bound for change in changes if change.kind == "threshold")
        quantities = _changed(part.quantities, changes)
        return nodes, replace(part, pair_gains=part.pair_gains + lowered, quantities=quantities)

    @cached_property
    def _ground(self) -> Callable[[int, tuple[Change, ...]], tuple[np.ndarray, Problem]]:
        return lru_cache(maxsize=LOOKED_AT)(self._lay_out)

    def _lay_out(self, own: int, changes: tuple[Change, ...]) -> tuple[np.ndarray, Problem]:
        """Return what `around` does, with bounds as they are."""
        problem = self.problem
        ground = self._laid_open(tuple(change for change in changes if change.kind != "open"))
        opened = [self._way(own, change.other) for change in changes if change.kind == "open"]
        opened = [row for row in opened if ground.crossable[row]]
        nodes = ground.near(own, problem.links[opened])
        inside = self.links.within(nodes)
        inside = inside[ground.passable[inside] | np.isin(inside, opened)]
        pairs = self.pairs.within(nodes)
        of_ways = tuple(change for change in changes if change.kind in OF_WAYS)
        return nodes, Problem(
            ids=problem.ids[nodes],
            links=place_in(nodes, problem.links[inside]),
            link_gains=self._ways_after(of_ways).link_gains[inside],
            pairs=place_in(nodes, problem.pairs[pairs]),
            pair_gains=self._gains(of_ways, tuple(opened))[pairs],
            stay_gains=problem.stay_gains[pairs],
            saving_weight=problem.saving_weight,
            quantities=replace(problem.quantities, amounts=problem.quantities.amounts[nodes]),
            demands=replace(demands_of(problem.demands, nodes), excluded=~ground.free[nodes]),
        )

    @cached_property
    def _laid_open(self) -> Callable[[tuple[Change, ...]], Ground]:
        return cache(self._open_ways)

    def _open_ways(self, changes: tuple[Change, ...]) -> Ground:
        """Return which communities may be regrouped, and which ways are open, by changes that hold for all."""
        free = self.problem.demands.free.copy()
        for change in changes:
            if change.kind == "year":
                free |= self.year <= change.bound
            elif change.kind in ("state", "consent"):
                free[change.other] = True
        ways = self._ways_after(changes)
        crossable = ~(_closed(ways, changes) | ways.is_far) & free[self.problem.links].all(axis=1)
        passable = crossable & ~ways.barrier
        return Ground(free, crossable, passable, self.problem.links[passable])

    def _ways_after(self, changes: tuple[Change, ...]) -> Ways:
        """Return the ways as they are once the gap is longer, where it is to be."""
        gap = next((change for change in changes if change.kind == "gap"), None)
        return self.ways if gap is None else self._relinked(gap.name, gap.bound)

    @cached_property
    def _relinked(self) -> Callable[[str, float], Ways]:
        return cache(self.relink)

    def _way(self, own: int, other: int) -> int:
        mates, rows = self.links.of(own)
        return int(rows[np.searchsorted(mates, other)])

    @cached_property
    def _gains(self) -> Callable[[tuple[Change, ...], tuple[int, ...]], np.ndarray]:
        return lru_cache(maxsize=LOOKED_AT)(self._weigh_after)

    def _weigh_after(self, changes: tuple[Change, ...], opened: tuple[int, ...]) -> np.ndarray:
        """Return the gains of all pairs by the evidence of a plan with these changes and ways opened."""
        if not changes:
            return self.problem.pair_gains
        ways = self._ways_after(changes)
        closed = _closed(ways, changes)
        barrier = ways.barrier.copy()
        barrier[list(opened)] = False
        near, divided = ~ways.is_far, barrier | closed
        component = connected_pieces(self.problem.links[near & ~divided], len(self.problem))
        return self.weigh_again(near, divided, (ways.line != "") & ~closed, component)


def _closed(ways: Ways, changes: tuple[Change, ...]) -> np.ndarray:
    """Return on which ways a hard line lies that stays hard."""
    softened = [change.name for change in changes if change.kind == "line"]
    closed: np.ndarray = (ways.line != "") & ~np.isin(ways.line.astype(str), softened)
    return closed


@dataclass(frozen=True, eq=False)
class Ground:
    """Communities that may be regrouped (``free``), ways open but for barriers, ways open now, and their ends."""

    free: np.ndarray
    crossable: np.ndarray
    passable: np.ndarray
    ends: np.ndarray

    @cached_property
    def _piece(self) -> np.ndarray:
        return connected_pieces(self.ends, len(self.free))

    @cached_property
    def _members(self) -> dict[int, np.ndarray]:
        return split_rows(np.arange(len(self.free)), self._piece)

    def near(self, own: int, further: np.ndarray) -> np.ndarray:
        """Return the component of one, by further links too; of a large one those nearest by links."""
        found = np.unique(np.append(self._piece[further.ravel()], self._piece[own]))
        nodes = np.sort(np.concatenate([self._members[int(piece)] for piece in found]))
        if len(nodes) <= LARGEST:
            return nodes
        size, ends = len(self.free), np.vstack([self.ends, further])
        graph = coo_array((np.ones(len(ends)), ends.T), shape=(size, size)).tocsr()
        in_order = breadth_first_order(graph, own, directed=False, return_predecessors=False)
        nearest: np.ndarray = np.sort(in_order[:LARGEST])
        return nearest


def _changed(quantities: Quantities, changes: tuple[Change, ...]) -> Quantities:
    """Return the limits with their bounds changed."""
    low, high = quantities.low.copy(), quantities.high.copy()
    for change in changes:
        if change.kind in ("min", "max"):
            {"min": low, "max": high}[change.kind][quantities.names.index(change.name)] = change.bound
    return replace(quantities, low=low, high=high)
