"""The most profitable sets of communities under prices, by pruned enumeration; compiled.

The profit of a set is its value less the prices of its members. A set is looked for under its smallest member, its
root, and grows from there by one neighbour at a time; a neighbour that was tried is left out of its later branches,
so no set is met twice (connected induced subgraphs, as in Wernicke 2006). A branch ends where a limit that
only grows is broken (count, upper bounds on columns without negative figures, pairs that may not share an area), and
where the greatest profit that it could still reach is too small.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from cluster_planner.areas._compiled import compiled
from cluster_planner.areas.solver._component import Component
from cluster_planner.areas.solver._root_neighbourhood import (
    NOWHERE,
    RootNeighbourhood,
    arrange_neighbourhood,
    find_neighbourhood,
    keep_greatest,
)

CHUNK = 200  # roots that a thread takes at once
UNEVEN = 4  # times its even share of the budget that one chunk may use


class Found(NamedTuple):
    """Profitable sets: members in rows with their count, and profit; best profit of each root; sets looked at."""

    members: np.ndarray
    sizes: np.ndarray
    profit: np.ndarray
    best: np.ndarray
    visits: int
    complete: bool


class Wanted(NamedTuple):
    """Only sets with a profit above a floor, the best of each root up to a number; never the forbidden one."""

    floor: float
    keep: int
    forbidden: np.ndarray


class Branch(NamedTuple):
    """The sets on the way from the root to the one in hand, by depth.

    ``chosen`` is who joined; ``options`` who may join next, up to ``ends``, of whom ``turn`` were tried; ``touched``
    who is linked to the set; ``adds`` what each would add to its profit ``earned``; ``total`` its quantities.
    """

    chosen: np.ndarray
    options: np.ndarray
    ends: np.ndarray
    turn: np.ndarray
    touched: np.ndarray
    adds: np.ndarray
    earned: np.ndarray
    total: np.ndarray


class Rows(NamedTuple):
    """Where the best sets of one root are noted; a size of 0 is an empty row."""

    members: np.ndarray
    sizes: np.ndarray
    profit: np.ndarray


def price_sets(part: Component, price: np.ndarray, roots: np.ndarray, wanted: Wanted, budget: int) -> Found:
    """Find the sets of greatest profit that could be areas.

    Parameters
    ----------
    part : Component
        What is planned.
    price : ndarray of shape (k,)
        Price of each community.
    roots : ndarray of shape (r,)
        Communities to look for sets of.
    wanted : Wanted
        Which of their sets.
    budget : int
        Most sets to look at in all, approximately.

    Returns
    -------
    Found
        Sets that keep every limit and hold groups that must be together whole or not at all. ``best`` is at least
        0, and proven where ``complete``: the budget sufficed.
    """
    chunks = np.array_split(roots, max(1, len(roots) // CHUNK))
    share = min(budget, UNEVEN * budget // len(chunks) + 1)

    def search(chunk: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
        return _all_roots(part, price, chunk, wanted.floor, wanted.keep, share)

    if len(chunks) == 1:
        searched = [search(roots)]
    else:
        with ThreadPoolExecutor() as pool:
            searched = list(pool.map(search, chunks))
    members, count, profit = (np.concatenate(pieces) for pieces in list(zip(*searched, strict=True))[:3])
    spent = [piece[3] for piece in searched]
    same = _same_set(members, count, wanted.forbidden)
    count = np.where(same, 0, count)
    used = np.flatnonzero(count)
    best = np.where(count > 0, profit, 0.0).reshape(len(roots), wanted.keep).max(axis=1, initial=0.0)
    complete = all(visits < share for visits in spent)
    return Found(members[used], count[used], profit[used], best, sum(spent), complete)


def _same_set(members: np.ndarray, count: np.ndarray, forbidden: np.ndarray) -> np.ndarray:
    """Return which rows are the forbidden set."""
    same: np.ndarray = count == len(forbidden)
    same[same] = (np.sort(members[same, : len(forbidden)], axis=1) == np.sort(forbidden)).all(axis=1)
    same &= count > 0
    return same


@compiled
def _all_roots(
    part: Component, price: np.ndarray, roots: np.ndarray, floor: float, keep: int, budget: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    """Search the sets of some roots; each has ``keep`` rows in the answer, empty ones with count 0."""
    members = np.zeros((len(roots) * keep, part.most), dtype=np.int32)
    count = np.zeros(len(roots) * keep, dtype=np.int64)
    profit = np.zeros(len(roots) * keep)
    place = np.full(len(part.nodes), NOWHERE)
    demanded = np.bincount(part.group + 1)
    visits = 0
    for turn, root in enumerate(roots):
        nodes = find_neighbourhood(part, root, part.most, place)
        own = slice(turn * keep, (turn + 1) * keep)
        rows = Rows(members[own], count[own], profit[own])
        around = arrange_neighbourhood(part, nodes, place, part.most)
        visits += _one_root(part, price, around, floor, demanded, rows, budget - visits)
        place[nodes] = NOWHERE
        if visits >= budget:
            break
    return members, count, profit, visits


@compiled
def _one_root(
    part: Component,
    price: np.ndarray,
    around: RootNeighbourhood,
    floor: float,
    demanded: np.ndarray,
    rows: Rows,
    budget: int,
) -> int:
    """Search the sets of one root, write the best into the rows given, return how many were looked at."""
    most = rows.members.shape[1]
    branch, tail = _root_branch(part, price, around, most), np.empty(most)
    depth, visits = 0, 0
    while depth >= 0 and visits < budget:
        turn = branch.turn[depth]
        if turn == branch.ends[depth]:
            depth -= 1
            continue
        branch.turn[depth] += 1
        new = branch.options[depth, turn]
        if not branch.touched[depth, new]:
            continue
        visits += 1
        deeper = depth + 1
        branch.chosen[deeper] = new
        branch.earned[deeper] = branch.earned[depth] + branch.adds[depth, new]
        branch.total[deeper] = branch.total[depth] + around.amounts[new]
        nodes = around.nodes[branch.chosen[: deeper + 1]]
        if branch.earned[deeper] > floor and _may_be_area(part, nodes, branch.total[deeper], demanded):
            floor = _note(nodes, branch.earned[deeper], floor, rows)
        if deeper + 1 < most and branch.earned[deeper] + _look_ahead(part, around, branch, depth, tail) > floor:
            depth = deeper
    return visits


@compiled
def _root_branch(part: Component, price: np.ndarray, around: RootNeighbourhood, most: int) -> Branch:
    """Return the branch that holds the root alone, with all that may join it as options."""
    size = len(around.nodes)
    branch = Branch(
        np.zeros(most, dtype=np.int64),
        np.zeros((most, size), dtype=np.int64),
        np.zeros(most, dtype=np.int64),
        np.zeros(most, dtype=np.int64),
        np.zeros((most, size), dtype=np.bool_),
        np.zeros((most, size)),
        np.zeros(most),
        np.zeros((most, part.amounts.shape[1])),
    )
    branch.earned[0] = -price[around.nodes[0]]
    branch.total[0] = around.amounts[0]
    branch.touched[0] = around.linked[0]
    for own in range(1, size):
        if around.mates[0, own] and _has_room(part.room, branch.total[0], around.amounts[own]):
            branch.options[0, branch.ends[0]] = own
            branch.ends[0] += 1
            branch.adds[0, own] = part.saving_weight - price[around.nodes[own]] + around.gain[0, own]
    return branch


@compiled
def _look_ahead(part: Component, around: RootNeighbourhood, branch: Branch, depth: int, tail: np.ndarray) -> float:
    """List the communities that may still join the set just chosen; return the most that they could add."""
    deeper, last = depth + 1, branch.turn[depth] - 1
    new, left, better = branch.chosen[deeper], len(branch.turn) - deeper - 1, 0
    branch.ends[deeper] = branch.turn[deeper] = 0
    for step in range(branch.ends[depth]):
        own = branch.options[depth, step]
        tried = step <= last and branch.touched[depth, own]
        if tried or not around.mates[new, own] or not _has_room(part.room, branch.total[deeper], around.amounts[own]):
            continue
        branch.options[deeper, branch.ends[deeper]] = own
        branch.ends[deeper] += 1
        branch.adds[deeper, own] = branch.adds[depth, own] + around.gain[new, own]
        branch.touched[deeper, own] = branch.touched[depth, own] or around.linked[new, own]
        better = keep_greatest(tail, better, left, branch.adds[deeper, own] + around.halves[own, left - 1])
    return float(tail[:better].sum())


@compiled
def _has_room(room: np.ndarray, total: np.ndarray, amount: np.ndarray) -> bool:
    """Return whether a community fits under every upper bound that a set can only come nearer to."""
    fits = True
    for column in range(len(room)):
        fits &= total[column] + amount[column] <= room[column]
    return fits


@compiled
def _may_be_area(part: Component, nodes: np.ndarray, total: np.ndarray, demanded: np.ndarray) -> bool:
    """Return whether a set keeps every limit and holds groups whole."""
    for column in range(len(total)):
        if total[column] < part.floor[column] or total[column] > part.ceiling[column]:
            return False
    for node in nodes:
        group = part.group[node]
        if group >= 0 and (part.group[nodes] == group).sum() < demanded[group + 1]:
            return False
    return True


@compiled
def _note(nodes: np.ndarray, earned: float, floor: float, rows: Rows) -> float:
    """Note a set in an empty row or in the place of the least; return the profit that the next must exceed."""
    row = 0
    for other in range(len(rows.sizes)):
        if rows.sizes[other] == 0:
            row = other
            break
        if rows.profit[other] < rows.profit[row]:
            row = other
    rows.sizes[row], rows.profit[row] = len(nodes), earned
    rows.members[row, : len(nodes)] = nodes
    if rows.sizes.min() == 0:
        return floor
    return float(max(floor, rows.profit.min()))
