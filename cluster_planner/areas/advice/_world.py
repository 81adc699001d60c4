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
class World:
    """What could be linked and which communities could take part.

    Attributes
    ----------
    problem : Problem
        With every way as a link and every pair that could then share an area; gains as if all ways were open.
    shut_gains : ndarray of shape (p,)
        Gains of the pairs as the barriers are.
    min_likeness : float
        The threshold in the gains.
    ways : DataFrame of e rows
        Of each link of the problem: ``gap_m``, ``barrier`` (whether one lies on it), ``line`` (hard one between, else
        empty) and ``gap`` (the setting by which it is too long, else empty).
    year : ndarray of shape (n,)
        The year in which those were built that take no part for it, missing elsewhere.
    returnable : ndarray of bool, shape (n,)
        Who takes no part for a state that could be taken back.
    unasked : ndarray of bool, shape (n,)
        Who takes no part since too few agree.
    """

    problem: Problem
    shut_gains: np.ndarray
    min_likeness: float
    ways: pd.DataFrame
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

    @cached_property
    def columns(self) -> tuple[np.ndarray, ...]:
        """The columns of the ways: gap, barrier, line and the setting of the gap."""
        return tuple(self.ways[name].to_numpy() for name in ("gap_m", "barrier", "line", "gap"))

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
        return nodes, Problem(
            ids=problem.ids[nodes],
            links=place_in(nodes, problem.links[inside]),
            link_gains=problem.link_gains[inside],
            pairs=place_in(nodes, problem.pairs[pairs]),
            pair_gains=self._gains(changes, own)[pairs],
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
        gap_m, barrier, line, gap = self.columns
        closed, far = line != "", gap != ""
        for change in changes:
            if change.kind == "year":
                free |= self.year <= change.bound
            elif change.kind in ("state", "consent"):
                free[change.other] = True
            elif change.kind == "line":
                closed &= line != change.name
            elif change.kind == "gap":
                far &= (gap != change.name) | (gap_m > change.bound)
        crossable = ~(closed | far) & free[self.problem.links].all(axis=1)
        passable = crossable & ~barrier.astype(bool)
        return Ground(free, crossable, passable, self.problem.links[passable])

    def _way(self, own: int, other: int) -> int:
        mates, rows = self.links.of(own)
        return int(rows[np.searchsorted(mates, other)])

    def _gains(self, changes: tuple[Change, ...], own: int) -> np.ndarray:
        """Return the gains of all pairs; those on an opened way as if nothing divided them."""
        gains, opened = self.shut_gains.copy(), self.problem.pair_gains
        for change in changes:
            if change.kind == "open":
                mates, rows = self.pairs.of(own)
                row = rows[mates == change.other]
                gains[row] = opened[row]
            elif change.kind == "line":
                rows = self._pairs_on_lines[change.name]
                gains[rows] = opened[rows]
        return gains

    @cached_property
    def _pairs_on_lines(self) -> dict[str, np.ndarray]:
        """Return by line the pairs that only it divides."""
        size = len(self.problem)
        keys = self.problem.pairs @ [size, 1]
        _, barrier, line, _ = self.columns
        ways = self.problem.links @ [size, 1]
        return {name: np.flatnonzero(np.isin(keys, ways[(line == name) & ~barrier])) for name in set(line) - {""}}


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
