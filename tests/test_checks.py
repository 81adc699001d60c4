"""The check-up: each rule by hand, and what nobody checked is never a pass nor a fail."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hand_made import town
from hypothesis import given, settings
from hypothesis import strategies as st
from in_both import in_both

from cluster_planner.checkup import check_indicators
from cluster_planner.fields import CATALOGUE
from cluster_planner.fields.choices import CHECKS
from cluster_planner.model import Communities
from cluster_planner.settings import CheckupSettings

INDICATORS = [choice.code for choice in CHECKS]
NUMBERS = ("storeys", "lifts", "units", "residents", "residents_60", "parking", "chargers", "households", "fire_lane_m")
CHOICES = ("structure", "management", "sewer_separation", "fire_lane", "util_water", "util_gas", "util_telecom")


def checked(*rows):
    columns = {name: [row.get(name) for row in rows] for row in rows for name in row}
    return check_indicators(town([None] * len(rows), **columns), CheckupSettings())


@pytest.mark.parametrize(
    ("indicator", "row", "value", "status"),
    [
        ("structure", {"structure": "brick_concrete"}, "brick_concrete", "pass"),
        ("structure", {"structure": "precast_panel"}, "precast_panel", "fail"),
        ("structure", {"structure": "other"}, None, "unchecked"),
        ("water", {"util_water": "good"}, "good", "pass"),
        ("gas", {"util_gas": "aged"}, "aged", "fail"),
        ("power", {"util_power": "unchecked"}, None, "unchecked"),
        ("sewer", {"sewer_separation": "partial"}, "partial", "fail"),
        ("fire_lane", {"fire_lane": "clear", "fire_lane_m": 4.0}, "clear", "pass"),
        ("fire_lane", {"fire_lane": "clear", "fire_lane_m": 3.9}, "narrow", "fail"),
        ("fire_lane", {"fire_lane_m": 4.5}, "clear", "pass"),
        ("fire_lane", {"fire_lane": "occupied", "fire_lane_m": 6}, "occupied", "fail"),
        ("lifts", {"storeys": 5}, 0, "pass"),
        ("lifts", {"storeys": 6, "lifts": 0}, 1, "fail"),
        ("lifts", {"storeys": 6, "lifts": 3, "units": 4}, 0.25, "fail"),
        ("lifts", {"storeys": 6, "lifts": 4, "units": 4}, 0, "pass"),
        ("lifts", {"lifts": 2}, None, "unchecked"),
        ("elderly", {"residents": 100, "residents_60": 20}, 0.2, "fail"),
        ("elderly", {"residents": 100, "residents_60": 19}, 0.19, "pass"),
        ("elderly", {"residents": 0, "residents_60": 0}, None, "unchecked"),
        ("parking", {"households": 100, "parking": 40}, 0.4, "pass"),
        ("parking", {"households": 100, "parking": 0}, 0, "fail"),
        ("chargers", {"parking": 20, "chargers": 2}, 0.1, "pass"),
        ("chargers", {"chargers": 0}, 0, "fail"),
        ("chargers", {"chargers": 3}, None, "unchecked"),
        ("management", {"management": "none"}, "none", "fail"),
        ("management", {"management": "owners"}, "owners", "pass"),
    ],
)
def test_each_rule(indicator, row, value, status) -> None:
    judged = checked(row)
    reported = judged.found.loc["c0", indicator]
    assert reported == value if value is not None else pd.isna(reported)
    assert judged.status.loc["c0", indicator] == status


def test_what_is_unknown_is_unchecked_and_reported_by_the_coverage() -> None:
    judged = checked({}, {"management": "none", "households": 100, "parking": 50})
    assert (judged.status.loc["c0"] == "unchecked").all()
    np.testing.assert_allclose(judged.coverage, [0, 2 / len(INDICATORS)])
    assert list(judged.status) == list(judged.found) == list(judged.rules.index) == INDICATORS
    reported = in_both(judged.rules).loc["parking"]
    assert (reported["rule_zh"], reported["rule_en"]) == ("户均车位不少于 0.4 个", "at least 0.4 spaces per household")
    strict = check_indicators(town([None], households=100, parking=50), CheckupSettings(parking_per_household=0.6))
    assert strict.status.loc["c0", "parking"] == "fail"
    assert "2 communities" in repr(judged)


@st.composite
def towns(draw):
    rows = draw(st.integers(1, 8))
    some = {name: st.none() | st.integers(0, 40) for name in NUMBERS}
    some |= {name: st.none() | st.sampled_from([choice.code for choice in CATALOGUE[name].choices]) for name in CHOICES}
    return town([None] * rows, **{name: [draw(one) for _ in range(rows)] for name, one in some.items()})


@settings(max_examples=40, deadline=None)
@given(towns(), st.randoms(use_true_random=False))
def test_no_value_no_verdict_and_row_order_does_not_matter(communities, random) -> None:
    judged = check_indicators(communities, CheckupSettings())
    assert ((judged.status == "unchecked") == judged.found.isna()).all(axis=None)
    assert judged.status.isin(["pass", "fail", "unchecked"]).all(axis=None)
    order = random.sample(list(communities.index), len(communities))
    again = check_indicators(Communities(communities.frame.loc[order]), CheckupSettings())
    pd.testing.assert_frame_equal(again.status.loc[communities.index], judged.status)
