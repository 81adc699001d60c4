"""The relaxation by column generation: prices, a bound on every plan, and the columns worth choosing from.

Sets that are profitable under the current prices are added until there are none. At every round the sum of the
prices and of the best profit of each root bounds every plan (Lagrange), so stopping early keeps a proven bound.
Prices are drawn towards those of the best bound so far, which spares rounds (Wentges 1997), until the end is near.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cluster_planner.areas.solver._component import Component
from cluster_planner.areas.solver._pricing import Found, Wanted, price_sets
from cluster_planner.areas.solver._set_packing import SAME, Columns, Relaxation, join_columns

KEPT_PER_ROOT = 5
DRAWN = 0.5
NEAR_THE_END = 0.05  # bound above the value of the relaxation, as a share
PRICE_DECIMALS = 12  # prices that the linear solver left as they were stay the same to the last bit


@dataclass(frozen=True, eq=False)
class Relaxed:
    """What the relaxation found.

    Attributes
    ----------
    columns : Columns
        Sets that were profitable in some round.
    price : ndarray of shape (k,)
        Prices that no set with a member of the component's own exceeds in value: their sum bounds every plan.
    bound : float
        No plan of the component's own communities is worth more.
    complete : bool
        Whether the rounds came to their end; the bound holds in any case.
    met : bool
        Whether the demands can be met by fractions of the columns.
    amounts : ndarray of shape (columns,)
        How much of each column is taken: where that is all or nothing, it is the best plan.
    """

    columns: Columns
    price: np.ndarray
    bound: float
    complete: bool
    met: bool
    amounts: np.ndarray


def relax(part: Component, price: np.ndarray, guess: np.ndarray, budget: int, forbidden: np.ndarray) -> Relaxed:
    """Solve the relaxation of one component.

    Parameters
    ----------
    part : Component
        What is planned.
    price : ndarray of shape (k,)
        Prices that no set exceeds in value; those of communities that are not the component's own stay.
    guess : ndarray of shape (k,)
        Prices that are tried first.
    budget : int
        Most sets to be looked at in all rounds.
    forbidden : ndarray of int
        A set that is no area.

    Returns
    -------
    Relaxed
        Always with a bound.
    """
    own, demanded = part.own, part.group[: part.own] >= 0
    relaxation = Relaxation(demanded, 1.0 + 2.0 * float(np.abs(part.pair_gain).sum() + np.abs(price).sum()))
    pricing = _Pricing(part, forbidden, budget)
    proven, center, bound = price, price, float(price[:own].sum())
    pieces, known, fresh, complete = [no_columns(part)], set[bytes](), True, False
    while True:
        value, exact = relaxation.solve()
        if bound <= value + SAME:
            complete = True
            break
        drawn = DRAWN if fresh and bound - value > NEAR_THE_END * abs(value) else 0.0
        if pricing.begun:
            trial = center.copy()
            trial[:own] = drawn * center[:own] + (1.0 - drawn) * np.where(demanded, exact, np.maximum(exact, 0.0))
            trial = trial.round(PRICE_DECIMALS)
        else:
            trial, drawn = guess, DRAWN
        found = pricing.search(trial)
        if not found.complete:
            break
        reached = float(trial[:own].sum() + pricing.best.sum())
        if reached < bound:
            bound, center, proven = reached, trial, trial.copy()
            proven[:own] += pricing.best
        added = _fresh(to_columns(found, trial, own), known)
        fresh = len(added.value) > 0
        if not fresh and drawn == 0.0:
            complete = True
            break
        relaxation.add(added, own)
        pieces.append(added)
    relaxation.solve()
    stand_ins, amounts = relaxation.amounts
    return Relaxed(join_columns(pieces), proven, bound, complete, bool((stand_ins <= SAME).all()), amounts)


class _Pricing:
    """Searches the roots of a component round by round; where no price fell since, nothing new can be profitable.

    Attributes
    ----------
    best : ndarray of shape (own,)
        Best profit of each root under the last prices, at least 0.
    """

    def __init__(self, part: Component, forbidden: np.ndarray, budget: int) -> None:
        self.best = np.zeros(part.own)
        self._part, self._left = part, budget
        self._wanted = Wanted(SAME / 10, KEPT_PER_ROOT, forbidden)
        self._last: np.ndarray | None = None
        self._focal = np.repeat(np.arange(len(part.nodes)), np.diff(part.pair_start))

    @property
    def begun(self) -> bool:
        """Whether there was a round before."""
        return self._last is not None

    def search(self, price: np.ndarray) -> Found:
        """Return the profitable sets of all roots that can have any."""
        roots = np.flatnonzero(self._stale(price))
        found = price_sets(self._part, price, roots, self._wanted, self._left)
        self._left -= found.visits
        self._last = price
        self.best[roots] = found.best
        return found

    def _stale(self, price: np.ndarray) -> np.ndarray:
        if self._last is None:
            return np.ones(self._part.own, dtype=bool)
        fell = price < self._last
        near = np.bincount(self._focal[fell[self._part.pair_to]], minlength=len(price))
        stale: np.ndarray = ((near > 0) | fell)[: self._part.own] | (self.best > 0)
        return stale


def to_columns(found: Found, price: np.ndarray, own: int) -> Columns:
    """Return profitable sets as columns: their value is their profit and the prices of the component's own members."""
    columns = Columns(found.members, found.sizes, found.profit)
    paid_by = columns.inside & (found.members < own)
    paid = np.where(paid_by, price[np.where(paid_by, found.members, 0)], 0.0).sum(axis=1)
    return columns._replace(value=found.profit + paid)


def _fresh(columns: Columns, known: set[bytes]) -> Columns:
    """Return the columns not met before, and remember them."""
    rows = [row for row, key in enumerate(columns.keys()) if key not in known]
    fresh = columns.pick(np.array(rows, dtype=np.int64))
    known.update(fresh.keys())
    return fresh


def no_columns(part: Component) -> Columns:
    """Return an empty set of columns."""
    return Columns(np.empty((0, part.most), dtype=np.int32), np.empty(0, dtype=np.int64), np.empty(0))
