"""A problem reports the first rule that a set would break as an area, by hand and as the referee does."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from drawn_areas import drawn_problems
from hypothesis import given, settings
from hypothesis import strategies as st
from towns import CHAIN, LINE, C, few_limits, stated, town_of

from cluster_planner.areas import broken_rules
from cluster_planner.model import Quantities
from cluster_planner.model._limits import exceeds
from cluster_planner.settings import Limit


@pytest.mark.parametrize(
    ("knobs", "members", "breach"),
    [
        ({}, (0, 1), None),
        ({"max_communities": 2}, (0, 1, 2), ("communities_max", "max", 3.0, 2.0)),
        ({"min_communities": 3}, (0, 1), ("communities_min", "min", 2.0, 3.0)),
        ({"limits": {"households": Limit(max=400)}}, (0, 1), None),
        ({"limits": {"households": Limit(max=399)}}, (0, 1), ("households_max", "max", 400.0, 399.0)),
        ({"limits": {"households": Limit(min=400)}}, (0, 1), None),
        ({"limits": {"households": Limit(min=401, max=500)}}, (0, 1), ("households_min", "min", 400.0, 401.0)),
        ({"max_span_m": 150.0}, (0, 1, 2), ("span", "", 1.0, 0.0)),
        ({"max_span_m": 150.0, "max_communities": 2}, (2, 1, 0), ("span", "", 1.0, 0.0)),
        ({"apart": ((C[0], C[1]), (C[1], C[2])), "max_communities": 2}, (0, 1, 2), ("apart", "", 2.0, 0.0)),
    ],
)
def test_the_first_rule_that_some_would_break_by_hand(knobs, members, breach) -> None:
    problem = stated(town_of(LINE, CHAIN), few_limits(**knobs))
    assert problem.breach(np.array(members)) == breach


def test_members_are_put_together_in_five_ways_by_hand() -> None:
    """Two groups, of 1, 4 and 7 and of 4 and -2: one community is in both."""
    ways = ("sum", "least", "most", "mean", "span")
    amounts = np.repeat([[1.0], [4.0], [7.0], [-2.0]], 5, axis=1)
    bounds = np.full(5, np.inf)
    limits = Quantities(ways, ways, ways, amounts, -bounds, bounds, (), pd.Series(0, index=ways))
    figures = limits.put_together(np.array([0, 3, 1, 2, 1]), np.array([0, 1, 0, 0, 1]), 2)
    assert figures.tolist() == [[12, 1, 7, 4, 6], [2, -2, 4, 1, 6]]
    assert limits.growing.tolist() == [False] * 5


@given(problem=drawn_problems(), seed=st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None)
def test_whatever_the_referee_finds_in_one_area_the_problem_finds_first(problem, seed) -> None:
    chosen = np.flatnonzero(np.random.default_rng(seed).random(len(problem)) < 0.5)
    if not len(chosen):
        return
    labels = pd.Series(None, problem.ids, dtype="object")
    labels.iloc[chosen] = "A1"
    asked = {"apart": 0, "span": 1}
    broken = broken_rules(labels, problem)
    judged = broken[broken["rule"].isin(asked) | broken["rule"].str.endswith(("_max", "_min"))]
    breach = problem.breach(chosen)
    if any(set(group) == set(chosen) for group in problem.demands.locked):
        return
    assert (breach is None) == judged.empty
    if breach is not None:
        rules = judged["rule"].tolist()
        first = min(rules, key=lambda rule: asked.get(rule, 2 if rule.endswith("_max") else 3))
        assert breach.rule == first
        figure = judged.loc[judged["rule"] == first, "figure"].sum() if first == "apart" else None
        assert breach.figure == pytest.approx(figure or judged.loc[judged["rule"] == first, "figure"].iloc[0])


def test_several_sets_are_asked_at_once_and_none_at_all() -> None:
    knobs = few_limits(apart=((C[2], C[5]), (C[0], C[4])), max_span_m=350.0, max_communities=3)
    problem = stated(town_of(LINE, CHAIN, span_m=350.0), knobs)
    sets = [(3, 4), (5, 4, 2), (0, 1, 2, 3), (), (1,), (0, 5, 4), (3, 2, 5, 4)]
    reported = problem.breaches([np.array(members, dtype=int) for members in sets])
    assert reported["rule"].tolist()[:3] + reported["rule"].tolist()[4:] == [
        "",
        "apart",
        "communities_max",
        "communities_min",
        "apart",
        "apart",
    ]
    assert reported["figure"].fillna(-1).tolist()[:3] + reported["figure"].tolist()[4:] == [-1, 1, 4, 1, 1, 1]
    assert reported["bound"].fillna(-1).tolist()[:3] + reported["bound"].tolist()[4:] == [-1, 0, 3, 2, 0, 0]
    assert problem.breaches([]).empty


def test_who_is_free_is_neither_excluded_nor_locked() -> None:
    problem = stated(town_of(LINE, CHAIN), few_limits(excluded=(C[5],), locked=((C[0], C[1]),)))
    assert problem.demands.free.tolist() == [False, False, True, True, True, False]


def test_sums_of_what_is_never_negative_grow() -> None:
    ways = ("sum", "sum", "least")
    amounts = np.array([[0.0, 2.0, 1.0], [3.0, -1.0, 1.0]])
    bounds = np.full(3, np.inf)
    limits = Quantities(ways, ways, ways, amounts, -bounds, bounds, (), pd.Series(0, index=["a", "b", "c"]))
    assert limits.growing.tolist() == [True, False, False]


@pytest.mark.parametrize(("figure", "beyond"), [(1000 + 5e-7, False), (1000 + 5e-6, True), (999.0, False)])
def test_rounding_breaks_no_limit(figure, beyond) -> None:
    assert exceeds(np.array([figure]), np.array([1000.0])).tolist() == [beyond]
    assert exceeds(np.array([-figure + 2000 - 2000]), np.array([-1000.0])).tolist() == [figure < 1000]
    assert exceeds(np.array([5e-10, 1.5e-9]), np.array([0.0, 0.0])).tolist() == [False, True]
    assert exceeds(np.array([np.inf, 1.0]), np.array([np.inf, np.inf])).tolist() == [False, False]
