"""The next best plan of each area: against brute force, by the referee, and in words."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from drawn_areas import best_by_brute_force, drawn_problems
from hypothesis import HealthCheck, given, settings
from towns import few_limits, formed, random_town, stated, town_of

from cluster_planner.areas import _next_best, broken_rules, find_next_best, value_of
from cluster_planner.areas._form import solve_problem
from cluster_planner.errors import InfeasibleError
from cluster_planner.evaluation._names import Names
from cluster_planner.evaluation._next_best_words import grade_firmness, say_moves, say_next_best
from cluster_planner.model import Problem
from cluster_planner.said import Name
from cluster_planner.settings import AreaSettings
from cluster_planner.words import speaker

LINE = np.array([[place * 100.0, 0.0] for place in range(6)])
CHAIN = np.array([[place, place + 1] for place in range(5)])
C = [f"C{place:05d}" for place in range(6)]
SOME = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def solved(problem: Problem) -> pd.Series | None:
    try:
        code = solve_problem(problem).code
    except InfeasibleError:
        return None
    return pd.Series(code, problem.ids).map({number: f"A{number}" for number in range(len(code))})


def instead(labels: pd.Series, moves: tuple[_next_best.Move, ...]) -> pd.Series:
    """Return the labels with everybody where the next best plan has them."""
    changed = labels.copy()
    for move in moves:
        changed[move.community_id] = move.to or None
    return changed


def check_alternatives(problem: Problem, labels: pd.Series, next_best: pd.DataFrame) -> None:
    """Each next best plan keeps the rules, loses just what is reported, and is one without the very area."""
    value = value_of(labels, problem).sum()
    for area, second in next_best[next_best["extent"] != "no_other"].iterrows():
        members = set(labels.index[labels == area])
        other = instead(labels, second["moves"])
        assert broken_rules(other, problem).empty
        assert value_of(other, problem).sum() == pytest.approx(value - second["value_lost"], abs=1e-6)
        assert second["value_lost"] >= 0
        assert members not in [set(group.index) for _, group in other.dropna().groupby(other.dropna())]


@SOME
@given(drawn_problems(9))
def test_value_lost_equals_brute_force(problem: Problem) -> None:
    labels = solved(problem)
    if labels is None:
        return
    next_best, value = find_next_best(problem, labels), value_of(labels, problem).sum()
    assert next_best.index.tolist() == list(dict.fromkeys(labels.dropna()))
    check_alternatives(problem, labels, next_best)
    for area, second in next_best.iterrows():
        members = np.flatnonzero(labels == area)
        best = best_by_brute_force(problem, members)
        locked = not problem.demands.free[members[0]]
        if second["extent"] == "no_other":
            assert locked or best == -np.inf
        else:
            assert second["extent"] == "exact"
            assert second["value_lost"] == pytest.approx(value - best, abs=1e-6)


@SOME
@given(drawn_problems(9))
def test_what_lies_around_an_area_gives_an_upper_bound(problem: Problem) -> None:
    labels = solved(problem)
    if labels is None:
        return
    exact = find_next_best(problem, labels)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_next_best, "WHOLE", 0)
        local = find_next_best(problem, labels)
    assert set(local["extent"]) <= {"at_most", "no_other"}
    check_alternatives(problem, labels, local)
    both = local["value_lost"].notna() & exact["value_lost"].notna()
    assert (local["value_lost"] >= exact["value_lost"] - 1e-6)[both].all()


def test_a_line_known_by_hand() -> None:
    town, knobs = town_of(LINE, CHAIN, 0.7), few_limits(max_communities=3, saving_weight=0.0)
    next_best = find_next_best(stated(town, knobs), formed(town, knobs).labels)
    # Of three pairs of 0.2 one can stay.
    assert next_best["value_lost"].tolist() == pytest.approx([0.4, 0.4])
    assert next_best["extent"].tolist() == ["exact", "exact"]
    town = town_of(LINE[:4], CHAIN[:3], 0.7)
    next_best = find_next_best(stated(town, knobs), formed(town, knobs).labels)
    # The three at the other end are as good.
    assert next_best["value_lost"].tolist() == pytest.approx([0.0])
    assert {move.to for move in next_best["moves"].iloc[0]} == {"", "A001"}


def test_locked_and_demanded_areas_have_no_other() -> None:
    town = town_of(LINE, CHAIN, 0.7)
    knobs = few_limits(locked=((C[0], C[1]),), together=((C[2], C[3], C[4], C[5]),), max_communities=4)
    next_best = find_next_best(stated(town, knobs), formed(town, knobs).labels)
    assert next_best["extent"].tolist() == ["no_other", "no_other"]
    assert next_best["value_lost"].isna().all()


def test_row_order_changes_nothing() -> None:
    town = random_town(300, 4, 3)
    problem, labels = stated(town, AreaSettings()), formed(town, AreaSettings()).labels
    next_best = find_next_best(problem, labels)
    check_alternatives(problem, labels, next_best)
    shuffled = stated(town.shuffled(1), AreaSettings())
    pd.testing.assert_frame_equal(find_next_best(shuffled, labels.sample(frac=1, random_state=1)), next_best)


def test_too_many_areas_are_left_unweighed(monkeypatch: pytest.MonkeyPatch) -> None:
    town, knobs = town_of(LINE, CHAIN, 0.7), few_limits(max_communities=3)
    monkeypatch.setattr(_next_best, "MOST_AREAS", 1)
    next_best = find_next_best(stated(town, knobs), formed(town, knobs).labels)
    assert next_best.empty
    assert list(next_best) == ["value_lost", "extent", "moves"]


def test_no_area_has_no_tie() -> None:
    town = town_of(LINE, CHAIN, 0.1)
    assert find_next_best(stated(town, few_limits()), formed(town, few_limits()).labels).empty


LABELS = pd.Series(["A1", "A1", "A1", "A2", "A2", None], index=C, dtype="str")
NAMES = Names(dict(zip(C, "甲乙丙丁戊己", strict=True)), {"A1": Name("东片区"), "A2": Name("西片区")})


@pytest.mark.parametrize(
    ("moves", "zh", "en"),
    [
        ({C[2]: ""}, "丙单独改造", "丙 renovated alone"),
        ({C[2]: "A2"}, "丙改划入西片区", "丙 moved to the 西片区"),
        ({C[1]: "+1", C[2]: "+1"}, "乙、丙另成一片", "乙, 丙 as a separate area"),
        ({C[5]: "A1"}, "纳入己", "己 added"),
        (
            {C[3]: "A1", C[4]: ""},
            "从西片区划入丁，周边 1 个随之调整",
            "丁 added from the 西片区; 1 neighbour also moved",
        ),
        ({C[3]: "A1", C[4]: "A1"}, "与西片区合并", "merged with the 西片区"),
        ({C[0]: "A2", C[1]: "A2", C[2]: "A2"}, "整片并入西片区", "all merged into the 西片区"),
        ({C[0]: "", C[1]: "", C[2]: ""}, "各小区单独改造", "all members renovated alone"),
        ({C[2]: "", C[5]: "A1"}, "丙单独改造，纳入己", "丙 renovated alone; 己 added"),
        ({C[4]: ""}, "周边 1 个小区另行调整", "1 neighbour moved"),
    ],
)
def test_changes_in_words(moves: dict[str, str], zh: str, en: str) -> None:
    next_best = pd.DataFrame({"moves": [tuple(_next_best.Move(*move) for move in moves.items())]}, index=["A1"])
    said = say_moves(next_best, LABELS, NAMES)["A1"]
    assert speaker("zh").write(said) == zh
    assert speaker("en").write(said) == en


@pytest.mark.parametrize(
    ("lost", "value", "extent", "grade", "zh"),
    [
        (0.0, 2.0, "exact", "close", "另有不逊于此的方案：丙单独改造。"),
        (0.001, 2.0, "exact", "close", "次优方案相差无几：丙单独改造，片区评分减不到 1%。"),
        (0.5, 2.0, "at_most", "fair", "次优方案：丙单独改造，片区评分至多减 25%。"),
        (1.5, 2.0, "exact", "firm", "明显优于次优方案（丙单独改造，片区评分减 75%）。"),
        (0.5, -1.0, "exact", "fair", "次优方案：丙单独改造，方案总评分更低。"),
        (np.nan, 2.0, "no_other", "only", "按设置的要求，没有找到其他划法。"),
    ],
)
def test_firmness_in_words(lost: float, value: float, extent: str, grade: str, zh: str) -> None:
    row = {"value_lost": lost, "value": value, "extent": extent, "next_best": Name("丙单独改造")}
    table = pd.DataFrame([row])
    firmness = grade_firmness(table)[0]
    assert firmness == grade
    assert [speaker("zh").write(said) for said in say_next_best({**row, "firmness": firmness})] == [zh]


def test_nothing_is_said_of_areas_that_were_not_weighed() -> None:
    table = pd.DataFrame({"value_lost": [np.nan], "value": [1.0], "extent": pd.Series([None], dtype="str")})
    assert grade_firmness(table).isna().all()
    assert list(say_next_best({"firmness": np.nan})) == []


def test_an_area_with_members_best_alone_says_so() -> None:
    everyone = pd.DataFrame({"moves": [tuple(_next_best.Move(one, "") for one in C[:3])]}, index=["A1"])
    changes = say_moves(everyone, LABELS, NAMES)["A1"]
    row = {"value_lost": 2.0, "value": 2.0, "extent": "exact", "next_best": changes, "firmness": "firm"}
    assert [said.key for said in say_next_best(row)] == ["evaluation.dissolved"]
