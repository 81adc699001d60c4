"""The most profitable sets of communities under prices, by pruned enumeration; compiled.

The profit of a set is its value less the prices of its members. A set is looked for under its smallest member, its
root, and grows from there by one neighbour at a time; a neighbour that was tried is left out of its later branches,
so no set is met twice (connected induced subgraphs, as in Wernicke 2006). A branch ends where a limit that
only grows is broken (count, upper bounds on columns without negative figures, pairs that may not share an area), and
where the greatest profit that it could still reach is too small.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cluster_planner.areas._compiled import compiled
from cluster_planner.areas._component import Component

ROUNDING = 1e-9


class Found(NamedTuple):
    """Profitable sets: members in rows with their count, and profit; best profit of each root; sets looked at."""

    members: np.ndarray
    sizes: np.ndarray
    profit: np.ndarray
    best: np.ndarray
    visits: int
    complete: bool


def price_sets(part: Component, price: np.ndarray, floor: float, keep: int, budget: int) -> Found:
    """Find the sets of greatest profit that could be areas.

    Parameters
    ----------
    part : Component
        What is planned.
    price : ndarray of shape (k,)
        Price of each community.
    floor : float
        Only sets of greater profit are wanted.
    keep : int
        Most sets wanted of one root: the best.
    budget : int
        Most sets to be looked at in all.

    Returns
    -------
    Found
        Sets that keep every limit and hold groups that must be together whole or not at all. ``best`` is at least
        0, and proven where ``complete``: the budget sufficed.
    """
    most = int(min(part.high[0], len(part.nodes)))
    members, count, profit, visits = _all_roots(part, price, floor, keep, most, budget)
    used = np.flatnonzero(count)
    best = np.where(count > 0, profit, 0.0).reshape(len(price), keep).max(axis=1)
    return Found(members[used], count[used], profit[used], np.maximum(best, 0.0), visits, visits < budget)


@compiled
def _all_roots(
    part: Component, price: np.ndarray, floor: float, keep: int, most: int, budget: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    """Search the sets of every root; each has ``keep`` rows in the answer, empty ones with count 0."""
    size = len(part.nodes)
    members = np.empty((size * keep, most), dtype=np.int32)
    count = np.zeros(size * keep, dtype=np.int64)
    profit = np.zeros(size * keep)
    place = np.full(size, -1)
    demanded = np.bincount(part.group + 1)
    visits = 0
    for root in range(size):
        yard = _yard(part, root, most, place)
        rows = slice(root * keep, (root + 1) * keep)
        visits += _one_root(
            part, price, yard, place, floor, demanded, members[rows], count[rows], profit[rows], budget - visits
        )
        place[yard] = -1
        if visits >= budget:
            break
    return members, count, profit, visits


@compiled
def _yard(part: Component, root: int, most: int, place: np.ndarray) -> np.ndarray:
    """Return the root and the later communities that could be in a set with it, and note their places."""
    near = np.zeros(len(part.nodes), dtype=np.bool_)
    for row in range(part.pair_start[root], part.pair_start[root + 1]):
        near[part.pair_to[row]] = part.pair_to[row] > root
    yard = np.empty(len(part.nodes), dtype=np.int64)
    yard[0], place[root], count, first = root, 0, 1, 0
    for _ in range(most - 1):
        last = count
        for node in yard[first:last]:
            for row in range(part.link_start[node], part.link_start[node + 1]):
                mate = part.link_to[row]
                if near[mate] and place[mate] < 0:
                    place[mate] = count
                    yard[count] = mate
                    count += 1
        first = last
    return yard[:count]


@compiled
def _tables(part: Component, yard: np.ndarray, place: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return which of a yard are linked, which may share an area, and the gains of those pairs."""
    size = len(yard)
    linked = np.zeros((size, size), dtype=np.bool_)
    mates = np.zeros((size, size), dtype=np.bool_)
    gain = np.zeros((size, size))
    for own in range(size):
        node = yard[own]
        for row in range(part.link_start[node], part.link_start[node + 1]):
            if place[part.link_to[row]] >= 0:
                linked[own, place[part.link_to[row]]] = True
        for row in range(part.pair_start[node], part.pair_start[node + 1]):
            other = place[part.pair_to[row]]
            if other >= 0:
                mates[own, other] = True
                gain[own, other] = part.pair_gain[row]
    return linked, mates, gain


@compiled
def _halves(gain: np.ndarray, most: int) -> np.ndarray:
    """Return half the sum of the greatest gains that each of a yard has with up to ``most`` others."""
    halves = np.zeros((len(gain), most + 1))
    for own in range(1, len(gain)):
        ordered = np.sort(gain[own, 1:])[::-1]
        for step in range(1, most + 1):
            more = max(ordered[step - 1], 0.0) / 2 if step <= len(ordered) else 0.0
            halves[own, step] = halves[own, step - 1] + more
    return halves


@compiled
def _one_root(  # noqa: C901, PLR0913, PLR0917  numba cannot share the work arrays by a record that it may write
    part: Component,
    price: np.ndarray,
    yard: np.ndarray,
    place: np.ndarray,
    floor: float,
    demanded: np.ndarray,
    members: np.ndarray,
    count: np.ndarray,
    profit: np.ndarray,
    budget: int,
) -> int:
    """Search the sets of one root, write the best into the rows given, return how many were looked at."""
    most, columns = members.shape[1], part.amounts.shape[1]
    linked, mates, gain = _tables(part, yard, place)
    halves = _halves(gain, most)
    tail = np.empty(most)
    chosen = np.zeros(most, dtype=np.int64)
    options = np.zeros((most, len(yard)), dtype=np.int64)
    open_options, following = np.zeros(most, dtype=np.int64), np.zeros(most, dtype=np.int64)
    touched = np.zeros((most, len(yard)), dtype=np.bool_)
    adds = np.zeros((most, len(yard)))
    earned, total = np.zeros(most), np.zeros((most, columns))
    earned[0], total[0], touched[0] = -price[yard[0]], part.amounts[yard[0]], linked[0]
    for own in range(1, len(yard)):
        if mates[0, own]:
            options[0, open_options[0]] = own
            open_options[0] += 1
            adds[0, own] = part.saving_weight - price[yard[own]] + gain[0, own]
    depth, visits = 0, 0
    while depth >= 0 and visits < budget:
        turn = following[depth]
        if turn == open_options[depth]:
            depth -= 1
            continue
        following[depth] += 1
        new = options[depth, turn]
        if not touched[depth, new] or not _has_room(part, total[depth], yard[new]):
            continue
        visits += 1
        deeper = depth + 1
        chosen[deeper] = new
        earned[deeper] = earned[depth] + adds[depth, new]
        total[deeper] = total[depth] + part.amounts[yard[new]]
        if earned[deeper] > floor and _may_be_area(part, yard, chosen[: deeper + 1], total[deeper], demanded):
            floor = _note(yard, chosen[: deeper + 1], earned[deeper], floor, members, count, profit)
        if deeper + 1 == most:
            continue
        left, better = most - deeper - 1, 0
        open_options[deeper] = following[deeper] = 0
        for step in range(open_options[depth]):
            own = options[depth, step]
            tried = step <= turn and touched[depth, own]
            if tried or not mates[new, own] or not _has_room(part, total[deeper], yard[own]):
                continue
            options[deeper, open_options[deeper]] = own
            open_options[deeper] += 1
            adds[deeper, own] = adds[depth, own] + gain[new, own]
            touched[deeper, own] = touched[depth, own] or linked[new, own]
            better = _keep_greatest(tail, better, left, adds[deeper, own] + halves[own, left - 1])
        if earned[deeper] + tail[:better].sum() > floor:
            depth = deeper
    return visits


@compiled
def _has_room(part: Component, total: np.ndarray, node: int) -> bool:
    """Return whether a community fits under every upper bound that a set can only come nearer to."""
    for column in range(len(total)):
        limit = part.high[column]
        over = total[column] + part.amounts[node, column] > limit + ROUNDING * max(1.0, abs(limit))
        if over and part.growing[column]:
            return False
    return True


@compiled
def _keep_greatest(tail: np.ndarray, count: int, most: int, figure: float) -> int:
    """Put a positive figure among the greatest so far, in falling order; return how many there are."""
    if figure <= 0.0 or (count == most and figure <= tail[count - 1]):
        return count
    count = min(count + 1, most)
    place = count - 1
    while place > 0 and tail[place - 1] < figure:
        tail[place] = tail[place - 1]
        place -= 1
    tail[place] = figure
    return count


@compiled
def _may_be_area(
    part: Component, yard: np.ndarray, chosen: np.ndarray, total: np.ndarray, demanded: np.ndarray
) -> bool:
    """Return whether a set keeps every limit and holds groups whole."""
    for column in range(len(total)):
        low, high = part.low[column], part.high[column]
        if total[column] < low - ROUNDING * max(1.0, abs(low)) or total[column] > high + ROUNDING * max(1.0, abs(high)):
            return False
    for own in chosen:
        group = part.group[yard[own]]
        if group >= 0:
            mates = 0
            for other in chosen:
                mates += 1 if part.group[yard[other]] == group else 0
            if mates < demanded[group + 1]:
                return False
    return True


@compiled
def _note(
    yard: np.ndarray,
    chosen: np.ndarray,
    earned: float,
    floor: float,
    members: np.ndarray,
    count: np.ndarray,
    profit: np.ndarray,
) -> float:
    """Note a set in an empty row or in the place of the least; return the profit that the next must exceed."""
    row = 0
    for other in range(len(count)):
        if count[other] == 0:
            row = other
            break
        if profit[other] < profit[row]:
            row = other
    count[row], profit[row] = len(chosen), earned
    for step in range(len(chosen)):
        members[row, step] = yard[chosen[step]]
    if count.min() == 0:
        return floor
    return float(max(floor, profit.min()))
