"""The referee against tampering, and as the judge of the solver under random settings."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from towns import CHAIN, LINE, C, few_limits, formed, random_town, stated, town_of

from cluster_planner.areas import broken_rules, staying_of, value_of
from cluster_planner.model import Problem
from cluster_planner.settings import AreaSettings, Limit


def labelled(problem: Problem, *areas: tuple[int, ...]) -> pd.Series:
    labels = pd.Series(None, index=problem.ids, dtype="object")
    for number, members in enumerate(areas):
        labels.iloc[list(members)] = f"A{number + 1:03d}"
    return labels


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


@pytest.mark.parametrize(
    ("knobs", "areas", "breach"),
    [
        ({}, [(4, 5), (0, 1, 3)], ("A002", "connected", 2, 1, "pieces")),
        ({"max_communities": 2}, [(0, 1, 2)], ("A001", "communities_max", 3, 2, "communities")),
        ({"limits": {"households": Limit(max=300)}}, [(0, 1)], ("A001", "households_max", 400, 300, "households")),
        ({"limits": {"households": Limit(min=500)}}, [(0, 1)], ("A001", "households_min", 400, 500, "households")),
        ({"max_span_m": 150.0}, [(0, 1, 2, 3)], ("A001", "span", 3, 0, "pairs too far apart")),
        ({"together": ((C[0], C[2]),)}, [(0, 1), (2, 3)], ("A002", "together", 2, 1, f"{C[0]}, {C[2]}")),
        ({"together": ((C[0], C[2]),)}, [(0, 1)], ("A001", "together", 2, 1, f"{C[0]}, {C[2]}")),
        ({"together": ((C[0], C[2]),)}, [], (None, "together", 1, 1, f"{C[0]}, {C[2]}")),
        ({"apart": ((C[0], C[1]),)}, [(0, 1)], ("A001", "apart", 1, 0, f"{C[0]}, {C[1]}")),
        ({"locked": ((C[0], C[1]),)}, [(0, 1, 2)], ("A001", "locked", 3, 2, f"{C[0]}, {C[1]}")),
        ({"locked": ((C[0], C[1], C[2]),)}, [(0, 1)], ("A001", "locked", 2, 3, f"{C[0]}, {C[1]}, {C[2]}")),
        ({"locked": ((C[0], C[1]),)}, [], (None, "locked", 0, 2, f"{C[0]}, {C[1]}")),
        ({"excluded": (C[0],)}, [(0, 1)], ("A001", "excluded", 1, 0, C[0])),
    ],
)
def test_a_breach_reports_area_figure_and_bound(knobs, areas, breach) -> None:
    problem = stated(town_of(LINE, CHAIN), few_limits(**knobs))
    [found] = broken_rules(labelled(problem, *areas), problem).itertuples(index=False)
    assert (None if pd.isna(found.area_id) else found.area_id, *found[1:]) == breach


@pytest.mark.parametrize("others", [(), ((3, 4, 5),)])
@pytest.mark.parametrize(
    "limits",
    [{"max_communities": 2, "max_span_m": 150.0}, {"limits": {"households": Limit(max=300)}, "max_communities": 3}],
)
def test_a_locked_area_is_judged_by_no_limit_though_it_is_the_first(limits, others) -> None:
    problem = stated(town_of(LINE, CHAIN), few_limits(locked=((C[0], C[1], C[2]),), **limits))
    breaches = broken_rules(labelled(problem, (0, 1, 2), *others), problem)
    assert set(breaches["area_id"]) == ({"A002"} if others else set())


def test_what_is_at_its_limit_breaks_nothing() -> None:
    limits = {"households": Limit(min=400, max=400)}
    problem = stated(town_of(LINE, CHAIN), few_limits(limits=limits, max_communities=2, max_span_m=100.0))
    assert broken_rules(labelled(problem, (0, 1), (2, 3)), problem).empty


def test_coverage_counts_and_names_the_first_five() -> None:
    problem = stated(town_of(LINE, CHAIN), few_limits())
    labels = labelled(problem, (0, 1))
    [found] = broken_rules(labels.iloc[:0], problem).itertuples(index=False)
    assert (found.figure, found.bound) == (6, 0)
    assert found.detail == f"without a label: {', '.join(C[:5])}"
    twice = broken_rules(pd.concat([labels, labels.iloc[:1], labels.iloc[:1]]), problem)
    assert twice["detail"].tolist() == [f"labelled twice: {C[0]}"]
    assert twice["figure"].tolist() == [1]


def test_value_is_counted_area_by_area() -> None:
    # Of three in a row: two links, two pairs within 150 m of 0.2 above the threshold, 0.1 for each after the first.
    town = town_of(LINE, CHAIN, span_m=150.0)
    problem = stated(town, few_limits(saving_weight=0.1, trench_m_per_mobilisation=500.0, max_span_m=150.0))
    value = value_of(labelled(problem, (3, 4), (0, 1, 2)), problem)
    trench = 0.1 * 100 / 500
    assert value.to_dict() == pytest.approx({"A002": 2 * 0.2 + 0.2 + 2 * trench, "A001": 0.2 + 0.1 + trench})
    assert value.index.tolist() == ["A002", "A001"]


def test_staying_counts_pairs_that_share_an_area_still() -> None:
    earlier = pd.Series({C[0]: "X", C[1]: "X", C[2]: "X", C[3]: None}, dtype="str")
    problem = stated(town_of(LINE, CHAIN), few_limits(stay_weight=0.05), earlier=earlier)
    assert staying_of(labelled(problem, (0, 1), (2, 3)), problem) == pytest.approx(0.05)
    assert staying_of(labelled(problem, (0, 1, 2)), problem) == pytest.approx(0.15)
    assert staying_of(labelled(problem, (3, 4)), problem) == 0


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
