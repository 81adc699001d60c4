"""Small instances: value and bound equal brute force, for every kind of limit and demand and their mixtures."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from drawn_areas import best_by_brute_force, drawn_problems
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from towns import Town, few_limits, formed, random_town, stated

from cluster_planner.areas import broken_rules, value_of
from cluster_planner.areas._form import solve_problem
from cluster_planner.errors import InfeasibleError
from cluster_planner.model import Problem
from cluster_planner.settings import AreaSettings, Limit

MANY = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
FEW = settings(MANY, max_examples=25)


def check_against_brute_force(problem: Problem) -> None:
    best = best_by_brute_force(problem)
    try:
        code, proof, _ = solve_problem(problem)
    except InfeasibleError:
        assert best == -np.inf
        return
    labels = pd.Series(code, problem.ids).where(code >= 0)
    assert broken_rules(labels, problem).empty
    assert proof["value"].sum() == pytest.approx(best, abs=1e-6)
    assert proof["bound"].sum() == pytest.approx(best, abs=1e-6)
    assert proof["status"].eq("optimal").all()


@MANY
@given(drawn_problems(9))
def test_up_to_nine_communities(problem: Problem) -> None:
    check_against_brute_force(problem)


@FEW
@given(drawn_problems(14))
def test_up_to_fourteen_communities(problem: Problem) -> None:
    check_against_brute_force(problem)


@st.composite
def questions(draw: st.DrawFn) -> tuple[Town, AreaSettings]:
    """A small town with figures missing, under settings as a planner would write them."""
    count = draw(st.integers(2, 9))
    town = random_town(count, draw(st.sampled_from([1.5, 2.5, 4.0])), draw(st.integers(0, 10_000)), spread=0.4)
    frame = town.communities.frame
    unknown = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    frame["households"] = frame["households"].mask(np.array(unknown))
    some = st.lists(st.sampled_from(list(frame.index)), min_size=2, max_size=2, unique=True).map(tuple)
    low = draw(st.none() | st.integers(100, 400))
    return town, few_limits(
        max_communities=draw(st.integers(2, 6)),
        max_span_m=draw(st.sampled_from([250.0, 400.0, 800.0])),
        min_likeness=draw(st.sampled_from([0.0, 0.5, 1.0])),
        saving_weight=draw(st.sampled_from([0.0, 0.1, 10.0])),
        limits={"households": Limit(min=low, max=draw(st.none() | st.integers(400, 900)))},
        together=tuple(draw(st.lists(some, max_size=1))),
        apart=tuple(draw(st.lists(some, max_size=2))),
        excluded=tuple(draw(st.lists(st.sampled_from(list(frame.index)), max_size=1))),
    )


@settings(MANY, max_examples=60)
@given(questions())
def test_small_towns(question: tuple[Town, AreaSettings]) -> None:
    town, knobs = question
    try:
        problem = stated(town, knobs)
        areas = formed(town, knobs)
    except InfeasibleError as error:
        contradiction = "Drop one of the two demands." in str(error)
        assert contradiction or best_by_brute_force(stated(town, knobs)) == -np.inf
        return
    best = best_by_brute_force(problem)
    assert broken_rules(areas.labels, problem).empty
    assert (areas.value, areas.bound) == pytest.approx((best, best), abs=1e-6)
    assert areas.value == pytest.approx(value_of(areas.labels, problem).sum())
    assert areas.status == "optimal"


@settings(MANY, max_examples=100)
@given(drawn_problems(9))
def test_a_search_cut_short_keeps_its_bound_and_never_claims_a_proof(problem: Problem) -> None:
    best = best_by_brute_force(problem)
    try:
        code, proof, _ = solve_problem(problem, effort=1e-6)
    except InfeasibleError as error:
        unproven = error.problem.key.endswith(".none_found")
        assert unproven or best == -np.inf
        return
    assert broken_rules(pd.Series(code, problem.ids).where(code >= 0), problem).empty
    assert proof["value"].sum() <= best + 1e-6
    assert proof["bound"].sum() >= best - 1e-6
