"""The relaxation by column generation: prices, a bound on every plan, and the columns worth choosing from.

Sets that are profitable under the current prices are added until there are none. At every round the sum of the
prices and of the best profit of each root bounds every plan (Lagrange), so stopping early keeps a proven bound.
Prices are drawn towards those of the best bound so far, which spares rounds (Wentges 1997).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cluster_planner.areas._bound import best_shares
from cluster_planner.areas._component import Component
from cluster_planner.areas._master import SAME, Columns, Relaxation
from cluster_planner.areas._pricing import Found, price_sets

KEPT_PER_ROOT = 5
DRAWN = 0.5


@dataclass(frozen=True, eq=False)
class Relaxed:
    """What the relaxation found.

    Attributes
    ----------
    columns : Columns
        Sets that were profitable in some round.
    price : ndarray of shape (k,)
        Prices of the best bound.
    bound : float
        No plan is worth more.
    complete : bool
        Whether the rounds came to their end; the bound holds in any case.
    met : bool
        Whether the demands can be met by fractions of the columns.
    """

    columns: Columns
    price: np.ndarray
    bound: float
    complete: bool
    met: bool


def relax(part: Component, budget: int) -> Relaxed:
    """Solve the relaxation of one component.

    Parameters
    ----------
    part : Component
        What is planned.
    budget : int
        Most sets to be looked at in all rounds.

    Returns
    -------
    Relaxed
        Always with a bound.
    """
    demanded = part.group >= 0
    price = best_shares(part)
    bound, drawn, complete = float(price.sum()), DRAWN, False
    relaxation = Relaxation(demanded, 1.0 + 2.0 * float(np.abs(part.pair_gain).sum() + np.abs(price).sum()))
    columns, known = _none(part), set[bytes]()
    while budget > 0:
        value, exact = relaxation.solve()
        complete = bound <= value + SAME
        if complete:
            break
        trial = drawn * price + (1.0 - drawn) * np.where(demanded, exact, np.maximum(exact, 0.0))
        found = price_sets(part, trial, SAME / 10, KEPT_PER_ROOT, budget)
        budget -= found.visits
        if not found.complete:
            break
        reached = float(trial.sum() + found.best.sum())
        if reached < bound:
            bound, price = reached, trial
        fresh = _fresh(found, trial, known)
        complete = not len(fresh.value) and drawn == 0.0
        if complete:
            break
        drawn = DRAWN if len(fresh.value) else 0.0
        relaxation.add(fresh)
        columns = Columns(*(np.concatenate(both) for both in zip(columns, fresh, strict=True)))
    relaxation.solve()
    return Relaxed(columns, price, bound, complete, relaxation.met)


def to_columns(found: Found, price: np.ndarray) -> Columns:
    """Return profitable sets as columns: their value is their profit and their prices."""
    inside = np.arange(found.members.shape[1]) < found.sizes[:, None]
    paid = np.where(inside, price[np.where(inside, found.members, 0)], 0.0).sum(axis=1)
    return Columns(found.members, found.sizes, found.profit + paid)


def _fresh(found: Found, price: np.ndarray, known: set[bytes]) -> Columns:
    """Return the columns not met before, and remember them."""
    columns = to_columns(found, price)
    rows = [row for row, key in enumerate(columns.keys()) if key not in known]
    fresh = columns.pick(np.array(rows, dtype=np.int64))
    known.update(fresh.keys())
    return fresh


def _none(part: Component) -> Columns:
    most = int(min(part.high[0], len(part.nodes)))
    return Columns(np.empty((0, most), dtype=np.int32), np.empty(0, dtype=np.int64), np.empty(0))
