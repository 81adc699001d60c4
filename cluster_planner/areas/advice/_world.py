"""All that could be linked, admitted or allowed: what a plan is chosen from under changes that a bureau could make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import breadth_first_order

from cluster_planner.areas._codes import ALONE
from cluster_planner.areas._neighbourhood import demands_of
from cluster_planner.areas._pair_rows import PairRows, place_in
from cluster_planner.model import Problem, Quantities

Kind = Literal["max", "min", "threshold", "year", "line", "gap", "state", "consent", "open"]
LARGEST = 500  # communities of a component that is solved again whole


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
    """What could be linked and who could take part.

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
    def _columns(self) -> tuple[np.ndarray, ...]:
        return tuple(self.ways[name].to_numpy() for name in ("gap_m", "barrier", "line", "gap"))

    def bound(self, change: Change) -> float:
        """Return what a limit or the threshold is before a change."""
        if change.kind == "threshold":
            return self.min_likeness
        quantities = self.problem.quantities
        bounds = quantities.high if change.kind == "max" else quantities.low
        return float(bounds[quantities.names.index(change.name)])

    def free(self, changes: tuple[Change, ...]) -> np.ndarray:
        """Return who may be grouped anew."""
        free = self.problem.demands.free.copy()
        for change in changes:
            if change.kind == "year":
                free |= self.year <= change.bound
            elif change.kind in ("state", "consent"):
                free[change.other] = True
        return free

    def open(self, own: int, changes: tuple[Change, ...]) -> np.ndarray:
        """Return which ways are open, by changes that are made for one community."""
        gap_m, barrier, line, gap = self._columns
        barrier, closed, far = barrier.copy(), line != "", gap != ""
        for change in changes:
            if change.kind == "line":
                closed &= line != change.name
            elif change.kind == "gap":
                far &= (gap != change.name) | (gap_m > change.bound)
            elif change.kind == "open":
                barrier[self._way(own, change.other)] = False
        is_open: np.ndarray = ~(barrier | closed | far)
        return is_open

    def _way(self, own: int, other: int) -> int:
        mates, rows = self.links.of(own)
        return int(rows[np.searchsorted(mates, other)])

    def around(self, own: int, changes: tuple[Change, ...]) -> tuple[np.ndarray, Problem]:
        """Return the component of one community under changes, or of a large one the window around it, as a problem."""
        problem, size = self.problem, len(self.problem)
        free, is_open = self.free(changes), self.open(own, changes)
        rows = np.flatnonzero(is_open & free[problem.links].all(axis=1))
        graph = coo_array((np.ones(len(rows)), problem.links[rows].T), shape=(size, size)).tocsr()
        near = breadth_first_order(graph, own, directed=False, return_predecessors=False)
        nodes = np.sort(near[:LARGEST])
        pairs = self.pairs.within(nodes)
        inside = rows[(place_in(nodes, problem.links[rows]) >= 0).all(axis=1)]
        demands = demands_of(problem.demands, nodes)
        lowered = sum(self.min_likeness - change.bound for change in changes if change.kind == "threshold")
        part = Problem(
            ids=problem.ids[nodes],
            links=place_in(nodes, problem.links[inside]),
            link_gains=problem.link_gains[inside],
            pairs=place_in(nodes, problem.pairs[pairs]),
            pair_gains=self._gains(changes, own)[pairs] + lowered,
            stay_gains=problem.stay_gains[pairs],
            saving_weight=problem.saving_weight,
            quantities=self._quantities(changes, nodes),
            demands=replace(demands, excluded=~free[nodes]),
        )
        return nodes, part

    def _gains(self, changes: tuple[Change, ...], own: int) -> np.ndarray:
        """Return the gains of all pairs: of those on a way that is opened as if nothing lay there."""
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
        _, barrier, line, _ = self._columns
        ways = self.problem.links @ [size, 1]
        return {name: np.flatnonzero(np.isin(keys, ways[(line == name) & ~barrier])) for name in set(line) - {""}}

    def _quantities(self, changes: tuple[Change, ...], nodes: np.ndarray) -> Quantities:
        """Return the limits with their bounds changed."""
        quantities = self.problem.quantities
        low, high = quantities.low.copy(), quantities.high.copy()
        for change in changes:
            if change.kind in ("min", "max"):
                {"min": low, "max": high}[change.kind][quantities.names.index(change.name)] = change.bound
        return replace(quantities, amounts=quantities.amounts[nodes], low=low, high=high)
