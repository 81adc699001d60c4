"""Regions against brute force, the referee against tampering, and both against everything unusual."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from drawn_regions import FEW, best_by_brute_force, grid_links, problem_of, small_problems
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import coo_array
from sklearn.cluster import AgglomerativeClustering

from cluster_planner.areas._pair_rows import neighbour_rows
from cluster_planner.areas.regions import (
    RegionProblem,
    broken_region_rules,
    form_regions,
    heterogeneity_of,
)
from cluster_planner.areas.regions._bound import allowed_numbers
from cluster_planner.areas.regions._contiguity import holds_without, scratch_for
from cluster_planner.areas.regions._partition import lay_ground
from cluster_planner.areas.regions._search import search_regions
from cluster_planner.areas.regions._threads import Threads
from cluster_planner.areas.regions._ward import merge_by_ward
from cluster_planner.errors import InfeasibleError

ROW = np.column_stack([np.arange(5), np.arange(1, 6)])


@FEW
@given(small_problems())
def test_small_problems_are_solved_as_by_brute_force(problem):
    best = best_by_brute_force(problem)
    if best is None:
        with pytest.raises(InfeasibleError):
            form_regions(problem)
        return
    found = form_regions(problem)
    assert found.status == "optimal"
    assert (found.labels.max() + 1, found.most_regions >= best[0]) == (best[0], True)
    assert found.heterogeneity == pytest.approx(best[1], abs=1e-7)
    assert found.bound == pytest.approx(best[1], abs=1e-7)


@pytest.mark.parametrize(("count", "floors"), [(4, {}), (None, {"a": 9.0}), (3, {"a": 9.0})])
def test_fourteen_units_are_solved_as_by_brute_force(count, floors):
    rng = np.random.default_rng(14)
    amounts = {"a": rng.integers(1, 9, 14).astype(float)}
    problem = problem_of(rng.normal(size=(14, 3)), grid_links(2, 7), count, amounts=amounts, floors=floors)
    found = form_regions(problem)
    assert (found.labels.max() + 1, found.heterogeneity) == pytest.approx(best_by_brute_force(problem))


@FEW
@given(small_problems())
def test_the_search_keeps_every_limit_and_never_beats_the_best(problem):
    best = best_by_brute_force(problem)
    if best is None:
        return
    region = search_regions(problem, *allowed_numbers(problem), Threads(0, 1, 0.002))
    if region is not None:
        labels = pd.Series(region, problem.units.ids)
        assert broken_region_rules(labels, problem).empty
        assert region.max() + 1 <= best[0]
        assert region.max() + 1 < best[0] or heterogeneity_of(labels, problem).sum() >= best[1] - 1e-7


@pytest.mark.parametrize("count", [7, 90])
def test_ward_reaches_what_scikit_learn_reaches(count):
    rng = np.random.default_rng(0)
    links, attributes = grid_links(30, 30), rng.normal(size=(900, 3))
    start, to, _ = neighbour_rows(links, np.zeros(len(links)), 900)
    ours = merge_by_ward(start, to, np.ones(900), attributes, count)
    half = coo_array((np.ones(len(links)), links.T), shape=(900, 900))
    theirs = AgglomerativeClustering(count, connectivity=half + half.T).fit(attributes).labels_
    problem = problem_of(attributes, links)
    spread = [heterogeneity_of(pd.Series(labels), problem).sum() for labels in (ours, theirs)]
    assert spread[0] == pytest.approx(spread[1])
    searched = form_regions(problem_of(attributes, links, count), effort=0.1)
    assert searched.heterogeneity < 0.97 * spread[1]


@FEW
@given(st.integers(0, 2**32 - 1))
def test_a_region_holds_without_a_unit_exactly_if_it_stays_connected(seed):
    rng = np.random.default_rng(seed)
    problem = problem_of(np.zeros((36, 1)), grid_links(6, 6))
    ground = lay_ground(problem)
    region = merge_by_ward(ground.start, ground.to, np.ones(36), rng.normal(size=(36, 2)), 3)
    scratch = scratch_for(36)
    for unit in range(36):
        apart = np.where(np.arange(36) == unit, 3, region)
        torn = "connected" in set(broken_region_rules(pd.Series(apart), problem)["rule"])
        last = (region == region[unit]).sum() == 1
        assert holds_without(ground.start, ground.to, region, scratch, unit) == (not torn and not last)


def test_the_referee_names_every_breach():
    problem = problem_of(np.arange(6.0)[:, None], ROW, 2, amounts={"a": np.ones(6)}, floors={"a": 2.0}, caps={"a": 4.0})
    cases = {
        (0, 0, 0, 1, 1, 1): set(),
        (0, 0, 1, 0, 1, 1): {"connected"},
        (0, 0, 1, 1, 2, 2): {"n_regions"},
        (0, 1, 1, 1, 1, 1): {"a_max", "a_min"},
        (0, 0, 0, 1, 1, None): {"everyone"},
    }
    for labels, rules in cases.items():
        assert set(broken_region_rules(pd.Series(labels, dtype="object"), problem)["rule"]) == rules
    assert broken_region_rules(pd.Series([0, 0]), problem)["rule"].tolist() == ["coverage"]


def middling(count: int | None, *, floor: float | None = None) -> RegionProblem:
    rng = np.random.default_rng(5)
    amounts = {"a": rng.lognormal(0, 1, 144), "b": rng.lognormal(0, 0.5, 144)}
    floors = {} if floor is None else {"a": floor, "b": 3.0}
    caps = {} if floor is None else {"b": 40.0}
    return problem_of(rng.normal(size=(144, 3)), grid_links(12, 12), count, amounts=amounts, floors=floors, caps=caps)


@pytest.mark.parametrize(
    "problem", [middling(12), middling(None, floor=6.0), middling(8, floor=6.0)], ids=["k", "max-p", "both"]
)
def test_threads_change_nothing_and_every_seed_is_accepted(problem):
    alone, both = (form_regions(problem, seed=3, n_jobs=jobs, effort=0.05) for jobs in (1, 2))
    pd.testing.assert_series_equal(alone.labels, both.labels)
    other = form_regions(problem, seed=4, effort=0.05)
    assert broken_region_rules(other.labels, problem).empty


def test_hash_seeds_change_nothing():
    code = (
        "from test_regions import middling, form_regions;"
        "print(form_regions(middling(None, floor=6.0), effort=0.02).labels.tolist())"
    )
    reported = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.path.dirname(__file__)},  # noqa: PTH120
        ).stdout
        for seed in ("0", "1")
    }
    assert len(reported) == 1


def test_regions_stay_in_their_component():
    links = np.concatenate([grid_links(5, 5), grid_links(5, 5) + 25])
    problem = problem_of(np.random.default_rng(1).normal(size=(50, 2)), links, 6)
    labels = form_regions(problem, effort=0.02).labels
    assert not set(labels[:25]) & set(labels[25:])
    with pytest.raises(InfeasibleError, match="2 connected components allow 2 to 50"):
        form_regions(replace(problem, n_regions=1))


def test_more_regions_than_units_are_refused():
    with pytest.raises(InfeasibleError, match="n_regions=7 is impossible: 6 units"):
        form_regions(problem_of(np.zeros((6, 1)), ROW, 7))


def test_an_unreachable_floor_names_the_component():
    amounts = {"a": np.array([5.0, 5, 5, 1, 1, 1])}
    problem = problem_of(np.zeros((6, 1)), ROW[[0, 1, 3, 4]], amounts=amounts, floors={"a": 4.0})
    with pytest.raises(InfeasibleError, match="at most 0 regions by the floors") as raised:
        form_regions(problem)
    assert raised.value.rows == ("3", "4", "5")


def test_a_unit_above_the_cap_is_named():
    problem = problem_of(np.zeros((6, 1)), ROW, amounts={"a": np.arange(6.0)}, caps={"a": 4.0})
    with pytest.raises(InfeasibleError, match="above the cap of 4 on a") as raised:
        form_regions(problem)
    assert raised.value.rows == ("5",)


def test_negative_amounts_count_against_the_floor():
    amounts = {"a": np.array([3.0, -2.0, 3.0, 3.0, -2.0, 3.0])}
    problem = problem_of(np.arange(6.0)[:, None], ROW, amounts=amounts, floors={"a": 3.0})
    found = form_regions(problem)
    assert found.labels.max() + 1 == best_by_brute_force(problem)[0]


@pytest.mark.parametrize("count", [1, None])
def test_a_single_unit_is_a_region(count):
    found = form_regions(problem_of(np.zeros((1, 1)), np.empty((0, 2), dtype=int), count))
    assert (found.labels.tolist(), found.status) == ([0], "optimal")


def test_no_units_make_no_regions():
    found = form_regions(problem_of(np.zeros((0, 1)), np.empty((0, 2), dtype=int)))
    assert (len(found.labels), found.heterogeneity) == (0, 0.0)


def test_identical_and_coincident_units_are_divided_all_the_same():
    problem = problem_of(np.ones((100, 2)), grid_links(10, 10), 7)
    found = form_regions(problem)
    assert (found.labels.max() + 1, found.heterogeneity, found.status) == (7, 0.0, "optimal")


def test_ten_thousand_isolates_are_a_region_each():
    problem = problem_of(np.arange(10_000.0)[:, None], np.empty((0, 2), dtype=int), amounts={"a": np.ones(10_000)})
    assert form_regions(problem).labels.nunique() == 10_000
    with pytest.raises(InfeasibleError, match="10000 connected components allow 10000 to 10000"):
        form_regions(replace(problem, n_regions=10))
