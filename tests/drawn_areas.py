"""Drawn problems for tests of the solver, and the best plan by brute force."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from cluster_planner.areas.demands import read_demands
from cluster_planner.model import Demands, Problem, Quantities
from cluster_planner.settings import AreaSettings

AMOUNTS = {
    "counts": lambda rng, size: rng.integers(1, 9, size),
    "with zeros": lambda rng, size: rng.integers(0, 3, size),
    "signed": lambda rng, size: rng.integers(-5, 6, size),
    "shares": lambda rng, size: rng.random(size),
}


@st.composite
def drawn_problems(draw: st.DrawFn, most: int = 9) -> Problem:
    """Up to so many communities with every kind of limit and demand, alone and mixed; figures often tie."""
    size = draw(st.integers(most // 3, most))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    every = np.column_stack(np.triu_indices(size, 1)).astype(np.int64)
    links = every[rng.random(len(every)) < draw(st.sampled_from([0.2, 0.4, 0.8]))]
    pairs = every[rng.random(len(every)) < draw(st.sampled_from([0.7, 0.95, 1.0]))]
    likeness = rng.random(len(pairs)).round(draw(st.sampled_from([1, 16])))
    saving = draw(st.sampled_from([0.0, 0.1, 5.0]))
    ids = pd.Index([f"C{place:02d}" for place in range(size)], dtype="str")
    return Problem(
        ids=ids,
        links=links,
        link_gains=saving * rng.random(len(links)),
        pairs=pairs,
        pair_gains=likeness - draw(st.sampled_from([0.0, 0.4, 0.6, 1.0])),
        stay_gains=np.zeros(len(pairs)),
        saving_weight=saving,
        quantities=_limits(draw, rng, size),
        demands=_demands(draw, ids, links),
    )


def _limits(draw: st.DrawFn, rng: np.random.Generator, size: int) -> Quantities:
    """Draw up to three columns, each with a lower bound, an upper bound, both or none."""
    most = draw(st.integers(2, max(2, size)))
    names, low, high, amounts = ["communities"], [2.0], [float(most)], [np.ones(size)]
    for name in draw(st.lists(st.sampled_from(sorted(AMOUNTS)), max_size=3)):
        figures = AMOUNTS[name](rng, size).astype(float)
        middle = float(figures[rng.permutation(size)[: min(size, 3)]].sum())
        names.append(name)
        amounts.append(figures)
        low.append(draw(st.sampled_from([-np.inf, middle, middle / 2])))
        high.append(draw(st.sampled_from([np.inf, middle + abs(middle) / 2])))
    return Quantities(
        names=tuple(names),
        columns=tuple(names),
        how=("sum",) * len(names),
        amounts=np.column_stack(amounts),
        low=np.array(low),
        high=np.array(high),
        unchecked=(),
        estimated=pd.Series(0, index=names, name="estimated"),
    )


def _demands(draw: st.DrawFn, ids: pd.Index, links: np.ndarray) -> Demands:
    """Draw demands that do not contradict each other at sight, each community in at most one of them."""
    order = draw(st.permutations(list(ids)))
    kinds = {"together": 2, "chain": 3, "apart": 2, "excluded": 1}
    knobs: dict[str, list[tuple[str, ...]]] = {"together": [], "chain": [], "apart": [], "excluded": []}
    if len(links) and draw(st.booleans()):
        locked = tuple(ids[links[draw(st.integers(0, len(links) - 1))]])
        order = [name for name in order if name not in locked]
        knobs["locked"] = [locked]
    for kind in draw(st.lists(st.sampled_from(sorted(kinds)), max_size=4)):
        if len(order) >= kinds[kind]:
            knobs[kind].append(tuple(order[: kinds[kind]]))
            order = order[kinds[kind] :]
    # Demands may share communities: a group is stated as overlapping pairs, and one of it is apart from another.
    overlapping = [pair for group in knobs["chain"] for pair in (group[:2], group[1:])]
    if knobs["together"] and order and draw(st.booleans()):
        knobs["apart"].append((knobs["together"][0][0], order[0]))
    return read_demands(
        ids,
        AreaSettings(
            together=(*knobs["together"], *overlapping),
            apart=tuple(knobs["apart"]),
            locked=tuple(knobs.get("locked", ())),
            excluded=tuple(name for names in knobs["excluded"] for name in names),
        ),
    )


def best_by_brute_force(problem: Problem, forbidden: np.ndarray | None = None) -> float:
    """Greatest value of any plan under all rules, in which a set is no area; minus infinity if there is none.

    Every set of communities is weighed as an area, then the best disjoint ones are chosen over all subsets (dynamic
    programming). Nothing is shared with the solver and the referee.
    """
    size, demands = len(problem), problem.demands
    sets = np.arange(1 << size)
    inside = (sets[:, None] >> np.arange(size) & 1).astype(float)
    gain, together = np.zeros((size, size)), np.zeros((size, size))
    np.add.at(gain, tuple(problem.pairs.T), problem.pair_gains)
    np.add.at(gain, tuple(problem.links.T), problem.link_gains)
    together[tuple(problem.pairs.T)] = 1
    together[tuple(demands.apart.T)] = 0
    worth = _over_pairs(inside, gain) + problem.saving_weight * (inside.sum(axis=1) - 1)
    count = inside.sum(axis=1)
    allowed = _over_pairs(inside, together) == count * (count - 1) / 2
    total = inside @ problem.quantities.amounts
    slack = 1e-9 * np.maximum(1.0, np.abs(total))
    allowed &= (total >= problem.quantities.low - slack).all(axis=1)
    allowed &= (total <= problem.quantities.high + slack).all(axis=1)
    for group in demands.together:
        held = inside[:, group].sum(axis=1)
        allowed &= (held == 0) | (held == len(group))
    taken = np.array(
        [*np.flatnonzero(demands.excluded), *(node for area in demands.locked for node in area)], dtype=int
    )
    allowed &= ~inside[:, taken].any(axis=1) & _connected(sets, problem) & (count >= 2)
    if forbidden is not None:
        allowed &= sets != sum(1 << int(node) for node in forbidden)
    kept = sum(worth[sum(1 << int(node) for node in area)] for area in demands.locked)
    must = {int(node) for group in demands.together for node in group} - set(taken.tolist())
    return float(kept + _best_disjoint(sets[allowed], worth[allowed], size, must))


def _over_pairs(inside: np.ndarray, figure: np.ndarray) -> np.ndarray:
    """Sum a figure of pairs over the pairs of each set."""
    total: np.ndarray = ((inside @ figure) * inside).sum(axis=1)
    return total


def _connected(sets: np.ndarray, problem: Problem) -> np.ndarray:
    near = np.zeros(len(problem), dtype=np.int64)
    for one, two in problem.links.tolist():
        near[one] |= 1 << two
        near[two] |= 1 << one
    reached = sets & -sets
    for _ in range(len(problem)):
        for node, mates in enumerate(near.tolist()):
            reached |= np.where(reached >> node & 1, mates, 0) & sets
    return reached == sets


def _best_disjoint(sets: np.ndarray, worth: np.ndarray, size: int, must: set[int]) -> float:
    best = np.zeros(1 << size)
    for first in reversed(range(size)):
        later = np.arange(1 << (size - 1 - first)) << (first + 1)
        best[later | 1 << first] = -np.inf if first in must else best[later]
        for row in np.flatnonzero((sets & -sets) == 1 << first):
            rest = later[later & sets[row] == 0]
            whole = rest | sets[row]
            best[whole] = np.maximum(best[whole], worth[row] + best[rest])
    return float(best[-1])
