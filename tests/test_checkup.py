"""Need and eligibility: answers known by hand, and what holds for any communities."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hand_made import town
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_planner.checkup import judge_eligibility, score_need
from cluster_planner.errors import AlignmentError, SettingsError
from cluster_planner.fields import CATALOGUE
from cluster_planner.model import Communities
from cluster_planner.settings import CheckupSettings, EligibilitySettings

NUMBERS = (
    "build_year",
    "build_year_to",
    "storeys",
    "lifts",
    "units",
    "residents",
    "residents_60",
    "parking",
    "households",
    "fire_lane_m",
    "plan_year",
)
CHOICES = (
    "structure",
    "management",
    "sewer_separation",
    "fire_lane",
    "util_water",
    "util_drainage",
    "util_power",
    "util_gas",
    "util_telecom",
    "status",
    "tenure",
)
PERFECT = {
    "build_year": 2020, "structure": "frame", "util_water": "good", "fire_lane": "clear",
    "sewer_separation": "separate", "storeys": 3, "residents": 100, "residents_60": 0, "parking": 50,
    "households": 50, "management": "professional",
}  # fmt: skip
RUINOUS = {
    "build_year": 1970, "structure": "brick_timber", "util_water": "broken", "fire_lane_m": 2.5,
    "sewer_separation": "combined", "storeys": 7, "lifts": 0, "residents": 100, "residents_60": 60, "parking": 0,
    "households": 50, "management": "none",
}  # fmt: skip


def make_communities(*rows):
    """Communities c0, c1 ... of rows of known fields; all else is unknown."""
    columns = {name: [row.get(name) for row in rows] for row in rows for name in row}
    return town([None] * len(rows), **columns)


def a_row():
    """Draw a community; anything about it may be unknown."""
    numbers = {
        "build_year": st.integers(1900, 2030), "build_year_to": st.integers(1900, 2030), "storeys": st.integers(1, 40),
        "plan_year": st.integers(2000, 2030), "fire_lane_m": st.floats(0, 20),
    }  # fmt: skip
    drawn = {name: st.none() | numbers.get(name, st.integers(0, 3000)) for name in NUMBERS}
    drawn |= {name: st.none() | st.sampled_from([c.code for c in CATALOGUE[name].choices]) for name in CHOICES}
    return st.fixed_dictionaries(drawn)


some_rows = st.lists(a_row(), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(some_rows)
def test_the_parts_add_up_to_need(rows):
    need = score_need(make_communities(*rows), CheckupSettings())
    parts = need.filter(regex="^need_")
    known = need["need"].notna()
    assert parts.shape[1] == len(CheckupSettings().weights)
    np.testing.assert_allclose(parts[known].sum(axis=1), need.loc[known, "need"], atol=1e-12)
    assert need.loc[known, "need"].between(0, 1).all()
    assert need["coverage"].between(0, 1).all()
    assert ((need["coverage"] == 0) == need["need"].isna()).all()


def test_perfect_needs_nothing_and_ruinous_needs_everything():
    need = score_need(make_communities(PERFECT, RUINOUS), CheckupSettings())
    np.testing.assert_allclose(need["need"], [0, 1])
    np.testing.assert_allclose(need["coverage"], 1)


def test_what_is_unknown_lowers_the_coverage_and_not_the_need():
    ruin_of_unknown_age = {name: value for name, value in RUINOUS.items() if name != "build_year"}
    need = score_need(make_communities(ruin_of_unknown_age, {}), CheckupSettings())
    np.testing.assert_allclose(need["need"], [1, np.nan])
    np.testing.assert_allclose(need["coverage"], [0.8, 0])
    assert need["need_age"].isna().all()


@pytest.mark.parametrize(
    ("part", "row", "score"),
    [
        ("age", {"build_year": 1999}, 0.5),
        ("age", {"build_year": 1999, "build_year_to": 2020}, 0.5),
        ("age", {"build_year_to": 1999}, 0.5),
        ("utilities", {"util_water": "good", "util_gas": "absent", "util_power": "unchecked"}, 0.5),
        ("fire_lane", {"fire_lane": "clear", "fire_lane_m": 3.9}, 1),
        ("fire_lane", {"fire_lane_m": 4.0}, 0),
        ("lifts", {"storeys": 6, "lifts": 0}, 1),
        ("lifts", {"storeys": 5}, 0),
        ("lifts", {"storeys": 6, "lifts": 1, "units": 4}, 0.75),
        ("elderly", {"residents": 200, "residents_60": 30}, 0.5),
        ("parking", {"households": 100, "parking": 10}, 0.75),
        ("management", {"management": "owners"}, 0.5),
    ],
)
def test_each_indicator(part, row, score):
    only = CheckupSettings(weights={part: 1.0}, reference_year=2024)
    need = score_need(make_communities(row), only).iloc[0]
    assert need["need"] == pytest.approx(score)
    assert need[f"need_{part}"] == pytest.approx(score)
    assert need["coverage"] == 1


@pytest.mark.parametrize(
    ("part", "row"),
    [
        ("lifts", {"storeys": 6}),
        ("lifts", {"lifts": 0}),
        ("lifts", {"storeys": 6, "lifts": 2}),
        ("utilities", {"util_water": "unchecked"}),
        ("structure", {"structure": "other"}),
        ("parking", {"households": 0, "parking": 0}),
        ("elderly", {"residents_60": 0, "residents": 0}),
    ],
)
def test_what_cannot_be_judged_is_not_good(part, row):
    need = score_need(make_communities(row), CheckupSettings(weights={part: 1.0}))
    assert need["need"].isna().all()
    assert (need["coverage"] == 0).all()


@pytest.mark.parametrize(
    "wrong",
    [{"weights": {"colour": 1.0}}, {"weights": {"age": 0.0}}, {"new_years": 40.0, "old_years": 40.0}],
)
def test_settings_that_make_no_sense_are_refused(wrong):
    with pytest.raises(SettingsError):
        score_need(make_communities(RUINOUS), CheckupSettings(**wrong))


def judge(*rows, **knobs):
    return judge_communities(make_communities(*rows), **knobs)


def judge_communities(communities, **knobs):
    return judge_eligibility(communities, score_need(communities, CheckupSettings()), EligibilitySettings(**knobs))


def test_reasons_and_their_details():
    judged = judge(
        {"build_year": 1990},
        {"build_year": 1990, "status": "started", "plan_year": 2023},
        {"build_year": 1990, "status": "rejected"},
        {"build_year": 1990, "tenure": "self_built"},
        {"build_year": 2006},
        {"build_year": 1999, "build_year_to": 2010},
        {"build_year_to": 2010},
        {},
    )
    assert judged["reason"].tolist() == ["", "status", "status", "tenure", "too_new", "", "too_new", ""]
    assert judged["detail"].tolist() == [
        "", "started 2023", "rejected", "self_built", "2006", "", "2010", "unknown_year",
    ]  # fmt: skip
    assert (judged["eligible"] == (judged["reason"] == "")).all()


def test_where_a_least_share_must_agree_silence_is_no_consent():
    communities = town(
        [None] * 5,
        build_year=[1990, 1990, 1990, 1990, 2020],
        households=[100, 100, 100, 100, 100],
        consent_share=[0.66, 0.67, None, None, None],
        consent_households=[None, None, 70, None, None],
    )
    need = score_need(communities, CheckupSettings())
    judged = judge_eligibility(communities, need, EligibilitySettings(least_consent=0.67))
    assert judged["reason"].tolist() == ["consent", "", "", "no_consent", "too_new"]
    assert judge_eligibility(communities, need, EligibilitySettings())["reason"].tolist() == ["", "", "", "", "too_new"]


def test_late_ones_enter_in_order_of_need_until_the_share_is_full():
    early = {"build_year": 1990, "households": 850}
    late = [{"build_year": 2004, "households": 100, "structure": kind} for kind in ("frame", "brick_timber")]
    judged = judge(early, *late)
    assert judged["eligible"].tolist() == [True, False, True]
    assert judged["reason"].tolist() == ["", "late_quota", ""]


def test_a_share_met_exactly_is_met_and_ties_go_by_id():
    late = [{"build_year": 2004, "households": 75} for _ in range(3)]
    judged = judge({"build_year": 1990, "households": 850}, *late)
    assert judged["eligible"].tolist() == [True, True, True, False]


def test_unknown_households_count_as_the_median():
    rows = [{"build_year": 1990, "households": 400}, {"build_year": 1990}, {"build_year": 2003, "households": 200}]
    assert judge(*rows, late_share=0.3)["eligible"].all()
    assert not judge(*rows, late_share=0.2)["eligible"].all()


@settings(max_examples=60, deadline=None)
@given(some_rows, st.floats(0, 1), st.randoms(use_true_random=False))
def test_the_share_is_kept_and_order_does_not_matter(rows, share, random):
    judged = judge(*rows, late_share=share)
    communities = make_communities(*rows)
    order = random.sample(list(communities.index), len(rows))
    shuffled = Communities(communities.frame.loc[order])
    again = judge_communities(shuffled, late_share=share)
    pd.testing.assert_frame_equal(again.loc[judged.index], judged)
    households = communities.frame["households"].fillna(communities.frame["households"].median()).fillna(1)
    year = communities.frame["build_year"].fillna(communities.frame["build_year_to"])
    late = households[judged["eligible"] & (year > 2000)].sum()
    assert late <= share * households[judged["eligible"]].sum() + 1e-6
    assert (year[judged["eligible"]].fillna(0) <= 2005).all()


@settings(max_examples=20, deadline=None)
@given(some_rows)
def test_the_input_is_left_as_it_was(rows):
    communities = make_communities(*rows)
    before = communities.frame.copy(deep=True)
    need = score_need(communities, CheckupSettings())
    need_before = need.copy(deep=True)
    judge_eligibility(communities, need, EligibilitySettings())
    pd.testing.assert_frame_equal(communities.frame, before)
    pd.testing.assert_frame_equal(need, need_before)


def test_need_of_other_communities_is_refused():
    communities = make_communities(RUINOUS, PERFECT)
    need = score_need(communities, CheckupSettings())
    with pytest.raises(AlignmentError):
        judge_eligibility(communities, need.iloc[:1], EligibilitySettings())
    with pytest.raises(AlignmentError):
        judge_eligibility(communities, need.iloc[::-1], EligibilitySettings())
