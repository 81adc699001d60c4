"""One component: the best plan found, and how far it can be from the best possible.

First merges and single steps; then the relaxation: its columns hold better plans, and its prices bound every
plan. A component of up to `WHOLE` communities is chosen whole, with ever more of the columns that a better plan could
hold, at last all. A larger one is chosen window by window, with the areas across a border left standing, in two sets of
windows. What is not proven best after that is chosen again in windows, among all columns near the prices. Beyond
`RELAXED` communities the relaxation goes by windows too, and the effort ends with it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cluster_planner.areas._codes import ALONE
from cluster_planner.areas.solver._bound import best_shares, shares_in
from cluster_planner.areas.solver._choose_in_windows import choose_in_windows, offer_from
from cluster_planner.areas.solver._column_generation import Relaxed, no_columns, relax, to_columns
from cluster_planner.areas.solver._component import Component
from cluster_planner.areas.solver._pricing import Wanted, price_sets
from cluster_planner.areas.solver._search import search
from cluster_planner.areas.solver._set_packing import SAME, Columns, choose, join_columns
from cluster_planner.areas.solver._windows import cut, window_of

SETS, SETS_EACH = 20_000_000, 2500  # looked at in the relaxation of a component, and more for each community
MOST_SETS = 600_000_000
RELAXED, WHOLE, WINDOW = 20_000, 1500, 400  # most communities relaxed at once, chosen whole, chosen in a window
BORDERS = (0.5, 0.35)  # where the first cut goes: windows chosen from the columns of the relaxation
NEAR_BORDERS = ((0.42, 0.1), (0.58, 0.2), (0.35, 0.3), (0.65, 0.3))  # and from columns near the prices, how near
GUESS_PLAN, GUESS_BEST = 0.7, 0.25  # first prices: of the share in the plan found, and of the best possible share
NEAR_PER_ROOT = 500  # columns kept for a later choice
MOST_COLUMNS = 8000  # in a later choice
MARGINS = (0.03, 0.1, 0.3, 1.0)  # how far below the prices a column may be in each, as a share of the gap
NOBODY = np.empty(0, dtype=np.int64)


class Answer(NamedTuple):
    """Smallest member of each community's area (-1 for none), a bound on any plan, what was proven, columns weighed."""

    area: np.ndarray
    bound: float
    status: str
    columns: int


class UnmetError(Exception):
    """Nothing was found that keeps together what must be.

    Parameters
    ----------
    proven : bool
        Whether there is nothing to be found.
    """

    def __init__(self, *, proven: bool) -> None:
        super().__init__("no areas that keep together what must be")
        self.proven = proven


def solve_component(part: Component, effort: float = 1.0, *, forbidden: np.ndarray = NOBODY) -> Answer:
    """Return the best plan found for one component, with a bound.

    Parameters
    ----------
    part : Component
        What is planned.
    effort : float
        Multiplies the sets looked at.
    forbidden : ndarray of int
        Positions of a set that is not to be an area.

    Returns
    -------
    Answer
        With a bound.

    Raises
    ------
    UnmetError
        If nothing was found that keeps together what must be.
    """
    budget = int(effort * min(SETS + SETS_EACH * len(part.nodes), MOST_SETS))
    plan = search(part, np.full(len(part.nodes), ALONE, dtype=np.int64))
    relaxed = _relaxed(part, plan, budget, forbidden)
    if not relaxed.met:
        raise UnmetError(proven=relaxed.complete)
    if len(part.nodes) <= WHOLE:
        found = _chosen_whole(part, relaxed, budget, forbidden)
    else:
        if (part.group >= 0).any():
            plan = search(part, _held_together(part, relaxed.columns))
        found = _chosen_in_windows(part, relaxed, _without(plan, forbidden), forbidden)
    if found.status != "optimal" and WINDOW < len(part.nodes) <= RELAXED:
        found = _near_in_windows(part, relaxed, found, budget, forbidden)
    return found


def _relaxed(part: Component, plan: np.ndarray, budget: int, forbidden: np.ndarray) -> Relaxed:
    """Relax a component whole, or window by window: prices only fall, so their sum bounds every plan at any time."""
    price, windows = best_shares(part), cut(part, RELAXED)
    guess = GUESS_PLAN * shares_in(part, plan) + GUESS_BEST * price
    if len(windows) == 1:
        return relax(part, price, guess, budget, forbidden)
    pieces, amounts, complete, met = [no_columns(part)], [np.empty(0)], True, True
    for own in windows:
        view, members = window_of(part, own, around=True)
        first = np.concatenate([guess[own], price[members[len(own) :]]])
        banned = np.flatnonzero(np.isin(members, forbidden))
        found = relax(
            view,
            price[members],
            first,
            budget * len(own) // len(part.nodes),
            banned if len(banned) == len(forbidden) else NOBODY,
        )
        price[own] = found.price[: len(own)]
        whole = np.flatnonzero((found.columns.members < len(own)).all(axis=1))
        inside = found.columns.pick(whole)
        pieces.append(inside._replace(members=own[inside.members].astype(np.int32)))
        complete, met = complete and found.complete, met and found.met
        amounts.append(found.amounts[whole])
    return Relaxed(join_columns(pieces), price, float(price.sum()), complete, met, np.concatenate(amounts))


def _chosen_whole(part: Component, relaxed: Relaxed, budget: int, forbidden: np.ndarray) -> Answer:
    """Choose among the columns of the relaxation, then among ever more of those that a better plan could hold."""
    demanded, weighed = part.group >= 0, len(relaxed.columns.value)
    area = _settled(part, _first_plan(part, relaxed, budget, forbidden), forbidden)
    value, bound = worth_of(part, area), relaxed.bound
    for margin in MARGINS if relaxed.complete else ():
        if bound <= value + SAME:
            break
        columns, every = _near(part, relaxed.price, margin * (relaxed.bound - value), budget, forbidden)
        choice = choose(columns, demanded)
        weighed += len(columns.value)
        if every and margin == 1.0:
            bound = min(bound, max(value, choice.bound if choice else value))
        if choice and choice.value > value + SAME:
            area = _settled(part, _spread(part, columns, choice.rows), forbidden)
            value = worth_of(part, area)
        if not every:
            break
    return _answer(relaxed, area, value, bound, weighed)


def _held_together(part: Component, columns: Columns) -> np.ndarray:
    """Return the plan of only those columns that keep together what must be."""
    holding = columns.pick(np.flatnonzero((columns.inside & (part.group[columns.members] >= 0)).any(axis=1)))
    choice = choose(holding, part.group >= 0)
    if choice is None:
        raise UnmetError(proven=False)
    return _spread(part, holding, choice.rows)


def _chosen_in_windows(part: Component, relaxed: Relaxed, area: np.ndarray, forbidden: np.ndarray) -> Answer:
    """Choose among the columns of the relaxation in two sets of windows, on from a plan."""
    offer = offer_from(relaxed.columns)
    for at in BORDERS:
        area = choose_in_windows(part, cut(part, WINDOW, at), area, offer)
    area = _settled(part, area, forbidden)
    return _answer(relaxed, area, worth_of(part, area), relaxed.bound, len(relaxed.columns.value))


def _near_in_windows(part: Component, relaxed: Relaxed, found: Answer, budget: int, forbidden: np.ndarray) -> Answer:
    """Choose anew, window by window, among all columns that a better plan could well hold."""
    area, weighed = found.area, [found.columns]
    for at, margin in NEAR_BORDERS:

        def offer(nodes: np.ndarray, value: float, margin: float = margin) -> Columns:
            view, _ = window_of(part, nodes, around=False)
            price = relaxed.price[nodes]
            columns, _ = _near(view, price, margin * (price.sum() - value), budget, forbidden)
            weighed.append(len(columns.value))
            return columns._replace(members=nodes[columns.members])

        area = choose_in_windows(part, cut(part, WINDOW, at), area, offer)
    area = _settled(part, area, forbidden)
    return _answer(relaxed, area, worth_of(part, area), found.bound, sum(weighed))


def _answer(relaxed: Relaxed, area: np.ndarray, value: float, bound: float, columns: int) -> Answer:
    if bound <= value + SAME:
        return Answer(area, bound, "optimal", columns)
    return Answer(area, bound, "bounded" if relaxed.complete else "heuristic", columns)


def _first_plan(part: Component, relaxed: Relaxed, budget: int, forbidden: np.ndarray) -> np.ndarray:
    """Return the best choice among the columns of the relaxation, or else among all."""
    demanded, columns = part.group >= 0, relaxed.columns
    taken = relaxed.amounts > 1.0 - SAME
    if relaxed.complete and (taken | (relaxed.amounts < SAME)).all():
        return _spread(part, columns, np.flatnonzero(taken))
    choice = choose(columns, demanded)
    if choice is None:
        columns, _ = _near(part, relaxed.price, np.inf, budget, forbidden)
        choice = choose(columns, demanded)
    if choice is None:
        raise UnmetError(proven=False)
    return _spread(part, columns, choice.rows)


def _settled(part: Component, area: np.ndarray, forbidden: np.ndarray) -> np.ndarray:
    """Improve a plan by single steps, unless they lead to the forbidden set."""
    better = search(part, area)
    return area if _holds(better, forbidden) else better


def _without(area: np.ndarray, forbidden: np.ndarray) -> np.ndarray:
    """Leave the members of the forbidden set alone where it is an area."""
    without = area.copy()
    if _holds(area, forbidden):
        without[forbidden] = ALONE
    return without


def _holds(area: np.ndarray, forbidden: np.ndarray) -> bool:
    """Return whether a set is an area of a plan."""
    if not len(forbidden) or area[forbidden[0]] == ALONE:
        return False
    return np.array_equal(np.flatnonzero(area == area[forbidden[0]]), np.sort(forbidden))


def _spread(part: Component, columns: Columns, rows: np.ndarray) -> np.ndarray:
    """Write a choice of columns as the smallest member of the area of each community."""
    area = np.full(len(part.nodes), ALONE, dtype=np.int64)
    for members in columns.sets(rows):
        area[members] = members.min()
    return area


def worth_of(part: Component, area: np.ndarray) -> float:
    """Return the value of a plan of one component."""
    return float(shares_in(part, area).sum())


def _near(
    part: Component, price: np.ndarray, margin: float, budget: int, forbidden: np.ndarray
) -> tuple[Columns, bool]:
    """Return the columns that lie below the prices by less than a margin, and whether those are all.

    A column that lies below them by more than the distance from value to bound is in no plan of greater value.
    """
    wanted = Wanted(-margin - SAME, NEAR_PER_ROOT, forbidden)
    found = price_sets(part, price, np.arange(part.own), wanted, budget // len(MARGINS))
    full = np.bincount(found.members[:, 0]).max(initial=0) >= NEAR_PER_ROOT - 1
    best = np.sort(np.argsort(-found.profit, kind="stable")[:MOST_COLUMNS])
    every = found.complete and not full and len(best) == len(found.profit)
    return to_columns(found, price, part.own).pick(best), bool(every)
