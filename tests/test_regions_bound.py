"""What is proven of regions: the greatest number of them and the least heterogeneity, against brute force."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from drawn_regions import FEW, best_by_brute_force, grid_links, problem_of, small_problems
from hypothesis import given
from hypothesis import strategies as st
from sklearn.cluster import KMeans

from cluster_planner.areas.regions import form_regions, most_regions
from cluster_planner.areas.regions._lower_bounds import least_heterogeneity

ROW = np.column_stack([np.arange(5), np.arange(1, 6)])


@FEW
@given(small_problems())
def test_no_division_has_more_regions_than_the_bound(problem):
    best = best_by_brute_force(replace(problem, n_regions=None))
    assert best is None or best[0] <= most_regions(problem).sum()


def test_a_unit_far_above_the_floor_makes_one_region_only():
    problem = problem_of(np.zeros((6, 1)), ROW, amounts={"a": np.array([100.0, 1, 1, 1, 1, 1])}, floors={"a": 2.0})
    assert most_regions(problem).tolist() == [3]


def test_what_hangs_on_one_link_makes_no_region_of_its_own():
    """Nine ones around a hub of two links: a star of short arms is one region, however much it holds in all."""
    star = np.column_stack([np.zeros(9, dtype=int), np.arange(1, 10)])
    problem = problem_of(np.zeros((10, 1)), star, amounts={"a": np.ones(10)}, floors={"a": 2.0})
    assert most_regions(problem).tolist() == [1]
    arms = np.array([[0, 1], [0, 2], [0, 3], [1, 4], [2, 5], [3, 6]])
    problem = problem_of(np.zeros((7, 1)), arms, amounts={"a": np.ones(7)}, floors={"a": 2.0})
    assert most_regions(problem).tolist() == [3]


@FEW
@given(small_problems(most=11))
def test_no_division_is_less_heterogeneous_than_the_bound(problem):
    best = best_by_brute_force(problem)
    if best is not None:
        assert least_heterogeneity(problem, best[0]) <= best[1] + 1e-7


@FEW
@given(st.integers(0, 2**32 - 1), st.integers(2, 12), st.integers(1, 6))
def test_the_bound_lies_below_clusters_without_links_too(seed, count, width):
    points = np.random.default_rng(seed).normal(size=(80, width))
    clusters = KMeans(count, n_init=3, random_state=0).fit(points).inertia_
    assert 0 < least_heterogeneity(problem_of(points, grid_links(8, 10)), count) <= clusters + 1e-7


def test_the_bound_says_something():
    points = np.random.default_rng(1).normal(size=(144, 4))
    found = form_regions(problem_of(points, grid_links(12, 12), 14), effort=0.1)
    assert 0.25 * found.heterogeneity < found.bound <= found.heterogeneity


def test_far_apart_pairs_prove_themselves():
    """Twenty pairs of equal units, one region each: the bound and the division meet."""
    points = np.repeat(np.arange(20.0)[:, None], 2, axis=0)
    chain = np.column_stack([np.arange(39), np.arange(1, 40)])
    found = form_regions(problem_of(points, chain, 20), effort=0.1)
    assert (found.heterogeneity, found.bound, found.status) == (0.0, 0.0, "optimal")
    assert 0.0 < least_heterogeneity(problem_of(points, chain), 19) <= 1.0


@pytest.mark.parametrize("count", [0, 6])
def test_a_bound_of_nothing_is_nothing(count):
    problem = problem_of(np.random.default_rng(0).normal(size=(6, 2)), ROW)
    assert least_heterogeneity(problem, count) == 0.0
    assert least_heterogeneity(replace(problem, attributes=np.ones((6, 2))), 2) == 0.0
