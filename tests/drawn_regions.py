"""Drawn units for tests of regions, and the best division by brute force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from cluster_planner.areas.regions import RegionProblem, state_limits, state_units

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def grid_links(rows: int, columns: int) -> np.ndarray:
    place = np.arange(rows * columns).reshape(rows, columns)
    across = np.column_stack([place[:, :-1].ravel(), place[:, 1:].ravel()])
    down = np.column_stack([place[:-1].ravel(), place[1:].ravel()])
    links = np.concatenate([across, down])
    return links[np.lexsort((links[:, 1], links[:, 0]))]


def problem_of(
    attributes: np.ndarray,
    links: np.ndarray,
    count: int | None = None,
    *,
    amounts: Mapping[str, np.ndarray] | None = None,
    floors: Mapping[str, float] | None = None,
    caps: Mapping[str, float] | None = None,
) -> RegionProblem:
    ids = pd.RangeIndex(len(attributes))
    limits = state_limits(pd.DataFrame(amounts or {}, index=ids), floors or {}, caps or {})
    return RegionProblem(state_units(ids, links.reshape(-1, 2), limits), attributes, n_regions=count)


@st.composite
def small_problems(draw: st.DrawFn, most: int = 9) -> RegionProblem:
    size = draw(st.integers(1, most))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    every = np.column_stack(np.triu_indices(size, 1))
    links = every[rng.random(len(every)) < draw(st.sampled_from([0.25, 0.5]))]
    amounts = {name: rng.integers(1, 9, size).astype(float) for name in ("a", "b")}
    floors = draw(st.sampled_from([{}, {"a": 6.0}, {"a": 6.0, "b": 8.0}]))
    caps = draw(st.sampled_from([{}, {"b": 20.0}]))
    count = draw(st.one_of(st.none(), st.integers(1, size)))
    problem = problem_of(rng.normal(size=(size, 2)), links, count, amounts=amounts, floors=floors, caps=caps)
    if draw(st.booleans()):
        gaps = np.abs(rng.normal(size=(size, size)))
        return replace(problem, dissimilarity=csr_array(np.triu(gaps, 1) + np.triu(gaps, 1).T))
    return problem


def best_by_brute_force(problem: RegionProblem) -> tuple[int, float] | None:
    """Number of regions and least heterogeneity of the best division; ``None`` if there is none.

    Every set of units is tried as the region of its first unit, over all subsets (dynamic programming).
    """
    size = len(problem)
    near = [0] * size
    for one, two in problem.units.links.tolist():
        near[one] |= 1 << two
        near[two] |= 1 << one
    allowed: list[list[tuple[int, float]]] = [[] for _ in range(size)]
    for members in range(1, 1 << size):
        if _connected(members, near) and _within(members, problem):
            allowed[(members & -members).bit_length() - 1].append((members, _spread(members, problem)))
    best: list[dict[int, float]] = [{} for _ in range(1 << size)]
    best[0][0] = 0.0
    for free in range(1, 1 << size):
        for members, spread in allowed[(free & -free).bit_length() - 1]:
            if members & free == members:
                for count, rest in best[free ^ members].items():
                    best[free][count + 1] = min(best[free].get(count + 1, np.inf), rest + spread)
    found = best[-1]
    count = max(found, default=0) if problem.n_regions is None else problem.n_regions
    return (count, found[count]) if count in found else None


def _connected(members: int, near: list[int]) -> bool:
    reached, border = 0, members & -members
    while border:
        reached |= border
        wider = 0
        for unit in range(len(near)):
            if border >> unit & 1:
                wider |= near[unit]
        border = wider & members & ~reached
    return reached == members


def _rows(members: int, size: int) -> np.ndarray:
    return np.array([unit for unit in range(size) if members >> unit & 1])


def _within(members: int, problem: RegionProblem) -> bool:
    units = problem.units.quantities
    total = units.amounts[_rows(members, len(problem))].sum(axis=0)
    return bool((total <= units.high + 1e-9).all() and (total >= units.low - 1e-9).all())


def _spread(members: int, problem: RegionProblem) -> float:
    rows = _rows(members, len(problem))
    pairs = 0.0 if problem.dissimilarity is None else problem.dissimilarity.toarray()[np.ix_(rows, rows)].sum() / 2
    return float(((problem.attributes[rows] - problem.attributes[rows].mean(axis=0)) ** 2).sum() + pairs)
