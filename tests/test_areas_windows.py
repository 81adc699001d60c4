"""Large components: cut in windows, relaxed and chosen window by window; forbidden sets."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from towns import random_town

from cluster_planner.areas._problem import state_problem
from cluster_planner.areas.solver import _solve as solver
from cluster_planner.areas.solver._component import Component, split_components
from cluster_planner.areas.solver._solve import solve_component, worth_of
from cluster_planner.areas.solver._windows import cut, window_of
from cluster_planner.settings import AreaSettings

# Likeness that is drawn evenly: half of the pairs gain.
HALF = AreaSettings(min_likeness=0.5, saving_weight=0.1)


def largest(count: int, degree: float, seed: int, knobs: AreaSettings | None = None) -> Component:
    """Return the largest component of a random town."""
    town = random_town(count, degree, seed)
    problem = state_problem(town.communities, town.links, town.likeness, knobs or HALF)
    return max(split_components(problem), key=lambda part: len(part.nodes))


@pytest.fixture
def small_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut where a component would otherwise be solved whole."""
    for name, size in (("RELAXED", 100), ("WHOLE", 60), ("WINDOW", 50)):
        monkeypatch.setattr(solver, name, size)


def areas_of(area: np.ndarray) -> list[np.ndarray]:
    return [np.flatnonzero(area == number) for number in np.unique(area[area >= 0])]


@settings(max_examples=20, deadline=None)
@given(st.integers(20, 200), st.integers(0, 5), st.integers(5, 60), st.sampled_from([0.3, 0.5, 0.6]))
def test_windows_hold_every_position_once_and_are_no_larger_than_asked(count, seed, size, at):
    part = largest(count, 5, seed)
    windows = cut(part, size, at)
    assert np.array_equal(np.sort(np.concatenate(windows)), np.arange(len(part.nodes)))
    assert all(len(window) <= size and (np.diff(window) > 0).all() for window in windows)


def test_a_group_is_not_cut():
    town = random_town(150, 5, 1)
    part = largest(150, 5, 1)
    group = tuple(town.communities.index[np.sort(part.nodes)[[0, 40, 80]]])
    held = largest(150, 5, 1, replace(HALF, together=(group,), max_span_m=20_000, max_communities=50))
    windows = cut(held, 20)
    assert any(np.isin(np.flatnonzero(held.group >= 0), window).all() for window in windows)


@pytest.mark.parametrize("around", [False, True])
def test_a_window_knows_its_own_links_and_pairs(around):
    part = largest(150, 5, 0)
    own = cut(part, 40)[1]
    window, members = window_of(part, own, around=around)
    assert np.array_equal(members[: window.own], own)
    assert around == (len(members) > len(own))
    for place, node in enumerate(members):
        row = slice(part.pair_start[node], part.pair_start[node + 1])
        there = {
            other: gain for other, gain in zip(part.pair_to[row], part.pair_gain[row], strict=True) if other in members
        }
        row = slice(window.pair_start[place], window.pair_start[place + 1])
        assert dict(zip(members[window.pair_to[row]], window.pair_gain[row], strict=True)) == there
        linked = part.link_to[part.link_start[node] : part.link_start[node + 1]]
        here = members[window.link_to[window.link_start[place] : window.link_start[place + 1]]]
        assert sorted(here) == sorted(other for other in linked if other in members)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.usefixtures("small_windows")
def test_windows_bound_every_plan_and_come_near_the_best(seed, monkeypatch):
    part = largest(260, 5, seed)
    found = solve_component(part)
    monkeypatch.undo()
    best = solve_component(part)
    assert len(part.nodes) > 100
    assert found.bound >= worth_of(part, best.area) - 1e-6
    assert worth_of(part, found.area) <= best.bound + 1e-6
    assert worth_of(part, found.area) > 0.93 * worth_of(part, best.area)
    assert found.bound < 1.1 * best.bound


@pytest.mark.usefixtures("small_windows")
def test_groups_are_kept_together_across_windows():
    town = random_town(200, 5, 2)
    alone = largest(200, 5, 2)
    linked = np.sort(alone.nodes[[100, int(alone.link_to[alone.link_start[100]])]])
    part = largest(200, 5, 2, AreaSettings(together=(tuple(town.communities.index[linked]),)))
    found = solve_component(part)
    held = found.area[part.group >= 0]
    assert len(held) == 2
    assert held[0] == held[1] >= 0


@pytest.mark.parametrize("seed", range(3))
def test_a_forbidden_set_is_no_area(seed):
    part = largest(60, 4, seed)
    best = solve_component(part)
    for members in areas_of(best.area):
        other = solve_component(part, forbidden=members)
        assert not any(np.array_equal(members, area) for area in areas_of(other.area))
        assert worth_of(part, other.area) <= worth_of(part, best.area) + 1e-6
        assert other.bound <= best.bound + 1e-6
        assert other.bound >= worth_of(part, other.area) - 1e-6
