"""Coordinates of web maps: against another implementation, there and back, and only in China."""

from __future__ import annotations

import numpy as np
import prcoords
import pytest

from cluster_planner._datum import from_wgs84, in_china, to_wgs84

METRES_A_DEGREE = 111_320.0
FORWARD = {"GCJ02": prcoords.wgs_gcj, "BD09": prcoords.wgs_bd}
BACK = {"GCJ02": prcoords.gcj_wgs_bored, "BD09": prcoords.bd_wgs_bored}


def over_china(count: int) -> np.ndarray:
    """Return points over China, seeded, away from the edge of the box in which points are moved."""
    chance = np.random.default_rng(1)
    points = np.column_stack([chance.uniform(73.5, 134.5, count), chance.uniform(18, 53.5, count)])
    return points[in_china(points) & in_china(points + np.array([0.1, -0.1]))]


@pytest.mark.parametrize("datum", ["GCJ02", "BD09"])
def test_agrees_with_prcoords(datum):
    points = over_china(2_000)
    there = from_wgs84(points, datum)
    theirs = np.array([FORWARD[datum]((lat, lon)) for lon, lat in points])[:, ::-1]
    assert np.abs(there - theirs).max() * METRES_A_DEGREE < 1e-4
    theirs = np.array([BACK[datum]((lat, lon)) for lon, lat in there])[:, ::-1]
    assert np.abs(to_wgs84(there, datum) - theirs).max() * METRES_A_DEGREE < 0.1  # theirs stops at a metre


@pytest.mark.parametrize("datum", ["GCJ02", "BD09"])
def test_there_and_back_is_under_a_millimetre(datum):
    points = over_china(1_000_000)
    there = from_wgs84(points, datum)
    back = to_wgs84(there, datum)
    assert np.abs(back - points).max() * METRES_A_DEGREE < 1e-3


def test_nothing_outside_china_is_moved_and_what_is_missing_stays_missing():
    points = np.array([[127.0, 37.5], [139.7, 35.7], [2.35, 48.85], [-112.0, 28.0], [np.nan, 28.0]])
    for move in (to_wgs84, from_wgs84):
        np.testing.assert_array_equal(move(points, "GCJ02"), points)
    assert to_wgs84(np.empty((0, 2)), "BD09").shape == (0, 2)


def test_a_known_offset_and_the_callers_points_stay_as_they_were():
    yiyang = np.array([[112.355, 28.554]])
    before = yiyang.copy()
    east_m, north_m = ((from_wgs84(yiyang, "GCJ02") - yiyang) * METRES_A_DEGREE)[0]
    assert (east_m * np.cos(np.radians(28.554)), north_m) == pytest.approx((558, -349), abs=3)
    np.testing.assert_array_equal(yiyang, before)
