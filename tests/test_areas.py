"""The solver against brute force, the referee against tampering, and both against everything unusual."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from towns import Town, few_limits, random_town, town_of

from cluster_planner.areas import Problem, broken_rules, estimated_quantities, form_areas, state_problem, value_of
from cluster_planner.errors import AlignmentError, InfeasibleError, SettingsError
from cluster_planner.model import Areas
from cluster_planner.settings import AreaSettings, Limit

LINE = np.array([[place * 100.0, 0.0] for place in range(6)])
CHAIN = np.array([[place, place + 1] for place in range(5)])
C = [f"C{place:05d}" for place in range(12)]


def formed(town: Town, knobs: AreaSettings, **more: object) -> Areas:
    return form_areas(town.communities, town.links, town.likeness, knobs, **more)


def stated(town: Town, knobs: AreaSettings, **more: object) -> Problem:
    return state_problem(town.communities, town.links, town.likeness, knobs, **more)


def labelled(problem: Problem, *areas: tuple[int, ...]) -> pd.Series:
    labels = pd.Series(None, index=problem.ids, dtype="object")
    for number, members in enumerate(areas):
        labels.iloc[list(members)] = f"A{number + 1:03d}"
    return labels


def best_by_brute_force(problem: Problem) -> float:
    """Greatest value of any plan that the referee accepts; minus infinity if there is none."""
    size = len(problem)
    worth: dict[tuple[int, ...], float] = {}
    for count in range(1, size + 1):
        for members in combinations(range(size), count):
            labels = labelled(problem, members)
            rules = set(broken_rules(labels, problem)["rule"]) - {"together", "locked"}
            cut = any(0 < len(set(group.tolist()) & set(members)) < len(group) for group in problem.demands.together)
            if not rules and not cut:
                worth[members] = float(value_of(labels, problem).iloc[0])
    must = {int(place) for group in (*problem.demands.together, *problem.demands.locked) for place in group}

    def best(free: frozenset[int]) -> float:
        if not free:
            return 0.0
        first = min(free)
        alone = -np.inf if first in must else best(free - {first})
        joined = (
            value + best(free - set(members))
            for members, value in worth.items()
            if members[0] == first and free.issuperset(members)
        )
        return max([alone, *joined])

    return best(frozenset(range(size)))


@st.composite
def questions(draw: st.DrawFn) -> tuple[Town, AreaSettings]:
    """A small town with every kind of limit and demand mixed."""
    count = draw(st.integers(2, 8))
    town = random_town(count, draw(st.sampled_from([1.5, 2.5, 4.0])), draw(st.integers(0, 10_000)), spread=0.4)
    ids = list(town.communities.index)
    some = st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True).map(tuple)
    low = draw(st.none() | st.integers(100, 400))
    return town, few_limits(
        max_communities=draw(st.integers(2, 6)),
        max_span_m=draw(st.sampled_from([250.0, 400.0, 800.0])),
        min_likeness=draw(st.sampled_from([0.4, 0.5, 0.6])),
        limits={"households": Limit(min=low, max=draw(st.none() | st.integers(400, 900)))},
        together=tuple(draw(st.lists(some, max_size=1))),
        apart=tuple(draw(st.lists(some, max_size=2))),
        excluded=tuple(draw(st.lists(st.sampled_from(ids), max_size=1))),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(questions())
def test_value_and_bound_embrace_the_brute_force_optimum(question: tuple[Town, AreaSettings]) -> None:
    town, knobs = question
    try:
        problem = stated(town, knobs)
    except InfeasibleError:
        return
    optimum = best_by_brute_force(problem)
    try:
        areas = formed(town, knobs)
    except InfeasibleError:
        assert optimum == -np.inf
        return
    assert broken_rules(areas.labels, problem).empty
    assert areas.value == pytest.approx(value_of(areas.labels, problem).sum())
    assert areas.value <= optimum + 1e-6
    assert areas.bound >= optimum - 1e-6
    assert areas.status == "optimal"
    assert areas.value == pytest.approx(optimum, abs=1e-6)


def test_areas_of_a_line_known_by_hand() -> None:
    town = town_of(LINE, CHAIN, 0.7)
    areas = formed(town, few_limits(max_communities=3, saving_weight=0.0))
    assert areas.labels.tolist() == ["A001"] * 3 + ["A002"] * 3
    assert areas.value == pytest.approx(2 * 3 * 0.2)
    assert areas.frame["communities"].tolist() == [3, 3]
    assert areas.status == "optimal"
    assert areas.alone.empty


def test_saving_counts_members_and_trench() -> None:
    town = town_of(LINE[:2], CHAIN[:1], 0.6)
    areas = formed(town, few_limits(saving_weight=0.2, trench_m_per_mobilisation=200.0))
    assert areas.value == pytest.approx(0.1 + 0.2 * (1 + 100 / 200))


def test_floor_is_reached_through_pairs_that_are_below_it() -> None:
    town = town_of(LINE[:3], CHAIN[:2], 0.7, households=110.0)
    areas = formed(town, few_limits(limits={"households": Limit(min=300)}))
    assert areas.labels.tolist() == ["A001"] * 3


def test_bound_holds_without_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    town = random_town(60, 4, 3)
    proven = formed(town, AreaSettings())
    monkeypatch.setattr("cluster_planner.areas._solve.SETS", 500)
    areas = formed(town, AreaSettings())
    assert areas.status == "heuristic"
    assert areas.value <= proven.value + 1e-9 <= areas.bound + 1e-6
    assert areas.value > 0.8 * proven.value


@pytest.mark.parametrize(
    ("knobs", "areas", "rule"),
    [
        ({}, [(0, 1, 3)], "connected"),
        ({"max_communities": 2}, [(0, 1, 2)], "communities_max"),
        ({}, [(0,)], "communities_min"),
        ({"limits": {"households": Limit(max=300)}}, [(0, 1)], "households_max"),
        ({"limits": {"households": Limit(min=500)}}, [(0, 1)], "households_min"),
        ({"max_span_m": 150.0}, [(0, 1, 2)], "span"),
        ({"together": ((C[0], C[2]),)}, [(0, 1)], "together"),
        ({"together": ((C[0], C[2]),)}, [(3, 4)], "together"),
        ({"apart": ((C[0], C[1]),)}, [(0, 1)], "apart"),
        ({"locked": ((C[0], C[1]),)}, [(0, 1, 2)], "locked"),
        ({"locked": ((C[0], C[1]),)}, [], "locked"),
        ({"excluded": (C[1],)}, [(1, 2)], "excluded"),
    ],
)
def test_referee_catches_each_breach(knobs: dict[str, object], areas: list[tuple[int, ...]], rule: str) -> None:
    problem = stated(town_of(LINE, CHAIN), few_limits(**knobs))
    assert broken_rules(labelled(problem, *areas), problem)["rule"].tolist() == [rule]


def test_referee_wants_every_community_once() -> None:
    problem = stated(town_of(LINE, CHAIN), few_limits())
    labels = labelled(problem, (0, 1))
    for wrong in (labels.iloc[1:], pd.concat([labels, labels.iloc[:1]]), labels.rename({C[5]: "stranger"})):
        assert set(broken_rules(wrong, problem)["rule"]) == {"coverage"}
    assert broken_rules(labels.sample(frac=1, random_state=0), problem).empty


def test_referee_accepts_random_settings() -> None:
    town = random_town(120, 4, 5)
    for seed in range(10):
        rng = np.random.default_rng(seed)
        knobs = AreaSettings(
            max_communities=int(rng.integers(2, 12)),
            min_likeness=float(rng.uniform(0.3, 0.7)),
            max_span_m=float(rng.uniform(150, 900)),
            limits={"households": Limit(min=float(rng.integers(0, 400)), max=float(rng.integers(400, 3000)))},
        )
        areas = formed(town, knobs)
        assert broken_rules(areas.labels, stated(town, knobs)).empty
        assert areas.value <= areas.bound + 1e-9
        assert len(areas.alone) == areas.labels.isna().sum()


@pytest.mark.parametrize("seed", range(3))
def test_row_order_changes_nothing(seed: int) -> None:
    town = random_town(80, 4, seed)
    areas, other = formed(town, AreaSettings()), formed(town.shuffled(seed), AreaSettings())
    pd.testing.assert_series_equal(other.labels.reindex(areas.labels.index), areas.labels)
    pd.testing.assert_frame_equal(other.alone, areas.alone)
    pd.testing.assert_frame_equal(other.proof, areas.proof)
    pd.testing.assert_frame_equal(other.frame, areas.frame)


def test_the_callers_tables_are_left_alone() -> None:
    town = random_town(40, 3, 1)
    before = [table.copy() for table in (town.communities.frame, town.links.frame, town.likeness.frame)]
    formed(town, AreaSettings())
    for old, new in zip(before, (town.communities.frame, town.links.frame, town.likeness.frame), strict=True):
        pd.testing.assert_frame_equal(pd.DataFrame(old), pd.DataFrame(new))


def test_hash_seed_and_threads_change_nothing() -> None:
    script = (
        "from towns import random_town; from cluster_planner.areas import form_areas;"
        "from cluster_planner.settings import AreaSettings; t = random_town(90, 4, 2);"
        "a = form_areas(t.communities, t.links, t.likeness, AreaSettings());"
        "print(a.labels.to_dict(), a.alone.to_csv(), a.proof.to_csv())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            check=True,
            text=True,
            cwd=Path(__file__).parent,
            env=os.environ | {"PYTHONHASHSEED": seed, "OMP_NUM_THREADS": threads, "NUMBA_NUM_THREADS": threads},
        ).stdout
        for seed, threads in (("0", "1"), ("1", "2"))
    }
    assert len(told) == 1


def test_demands_are_kept() -> None:
    town = town_of(LINE, CHAIN, 0.7)
    areas = formed(town, few_limits(max_communities=3, together=((C[2], C[3]), (C[3], C[4])), locked=((C[0], C[1]),)))
    assert areas.labels.tolist()[:5] == ["A001"] * 2 + ["A002"] * 3
    assert areas.proof["value"].sum() == pytest.approx(areas.frame["value"].sum())
    areas = formed(town, few_limits(apart=((C[0], C[1], C[2]),), excluded=(C[5],)), excluded=[C[4]])
    assert areas.labels.iloc[:3].dropna().is_unique
    assert areas.alone.loc[C[4:6], "detail"].tolist() == ["not_eligible", "settings"]


def test_together_holds_even_where_it_costs() -> None:
    areas = formed(town_of(LINE[:3], CHAIN[:2], 0.1), few_limits(saving_weight=0.0, together=((C[0], C[2]),)))
    assert areas.labels.tolist() == ["A001"] * 3
    assert areas.value == pytest.approx(3 * -0.4)


@pytest.mark.parametrize(
    "demand",
    [
        {"together": ((C[0], C[1]),), "apart": ((C[1], C[0]),)},
        {"together": ((C[0], C[1]),), "excluded": (C[1],)},
        {"locked": ((C[0], C[1]),), "excluded": (C[1],)},
        {"locked": ((C[0], C[1]), (C[1], C[2]))},
        {"locked": ((C[0], C[1]),), "together": ((C[1], C[2]),)},
        {"locked": ((C[0], C[2]),)},
        {"locked": ((C[0], C[1]),), "apart": ((C[0], C[1]),)},
        {"together": ((C[0], C[5]),), "max_communities": 3},
        {"together": ((C[0], C[2]),), "max_span_m": 150.0},
        {"together": ((C[0], C[2]),), "excluded": (C[1],)},
        {"together": ((C[0], C[1]),), "limits": {"households": Limit(max=300)}},
        {"together": ((C[0], C[1]),), "limits": {"households": Limit(min=5000)}},
        {"together": ((C[0], C[2]), (C[1], C[3])), "apart": ((C[0], C[1]),)},
    ],
)
def test_demands_that_no_plan_meets_are_named(demand: dict[str, object]) -> None:
    with pytest.raises(InfeasibleError) as caught:
        formed(town_of(LINE, CHAIN), few_limits(**demand))
    assert caught.value.rows
    assert caught.value.remedy


def test_bad_knobs_and_tables_are_refused() -> None:
    town = town_of(LINE, CHAIN)
    with pytest.raises(SettingsError, match="not there"):
        formed(town, few_limits(together=((C[0], "stranger"),)))
    with pytest.raises(SettingsError, match="Did you mean households"):
        formed(town, few_limits(limits={"housholds": Limit(max=1)}))
    with pytest.raises(AlignmentError):
        formed(town, few_limits(limits={"cost": Limit(max=1)}), quantities=pd.DataFrame({"cost": [1.0]}, index=[C[0]]))
    with pytest.raises(AlignmentError):
        form_areas(town.communities, town_of(LINE[:5], CHAIN[:4]).links, town.likeness, few_limits())


def test_extra_quantities_and_missing_figures() -> None:
    town = town_of(LINE, CHAIN, households=[100, 100, np.nan, 100, 100, 100])
    cost = pd.DataFrame({"cost": 10.0}, index=town.communities.index)
    knobs = few_limits(limits={"households": Limit(max=300), "cost": Limit(max=25), "site_m2": Limit(max=1)})
    areas = formed(town, knobs, quantities=cost)
    assert areas.frame["communities"].tolist() == [2, 2, 2]
    assert areas.unchecked == ("site_m2",)
    assert estimated_quantities(town.communities, knobs, cost).to_dict() == {"cost": 0, "households": 1}


def test_each_reason_to_be_alone() -> None:
    points = np.array(
        [[0, 0], [100, 0], [200, 0], [1000, 0], [1100, 0], [3000, 0], [5000, 0], [5100, 0], [7000, 0], [7100, 0]]
    )
    links = np.array([[0, 1], [1, 2], [6, 7], [8, 9]])
    town = town_of(
        points, links, 0.7, households=[200, 200, 200, 200, 200, 200, 90, 90, 200, 200], blocked=np.array([[3, 4]])
    )
    frame = town.likeness.frame.copy()
    frame.loc[(C[8], C[9]), "likeness"] = 0.2
    town = Town(town.communities, town.links, type(town.likeness)(frame))
    alone = formed(town, few_limits(max_communities=2, limits={"households": Limit(min=300)})).alone
    assert alone["reason"].to_dict() == {
        C[2]: "limit", C[3]: "blocked", C[4]: "blocked", C[5]: "no_neighbour", C[6]: "limit", C[7]: "limit",
        C[8]: "unlike", C[9]: "unlike",
    }  # fmt: skip
    assert alone.loc[C[2], ["other", "detail", "figure"]].tolist() == [C[1], "communities_max", 3.0]
    assert alone.loc[C[3], ["other", "detail", "figure"]].tolist() == [C[4], "资江", 100.0]
    assert alone.loc[C[5], ["other", "figure"]].tolist() == [C[4], 1900.0]
    assert alone.loc[C[6], ["other", "detail", "figure"]].tolist() == [C[7], "households_min", 180.0]
    assert alone.loc[C[8], ["other", "figure"]].tolist() == [C[9], 0.2]


@pytest.mark.parametrize("count", [0, 1, 2, 400])
def test_isolates_and_nothing_at_all(count: int) -> None:
    points = np.array([[5000.0 * place, 0.0] for place in range(count)]).reshape(-1, 2)
    areas = formed(town_of(points, np.empty((0, 2), int)), few_limits())
    assert len(areas) == 0
    assert areas.alone["reason"].eq("no_neighbour").all()
    assert len(areas.alone) == count
    assert areas.status == "optimal"


def test_coincident_and_identical_communities() -> None:
    links = np.array(list(combinations(range(12), 2)))
    areas = formed(town_of(np.zeros((12, 2)), links, 0.8), few_limits(max_communities=4))
    assert areas.frame["communities"].tolist() == [4, 4, 4]
    assert areas.status == "optimal"
