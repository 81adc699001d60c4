"""Evaluation: sums that must hold, small answers known by hand, and outlines that keep to their ground."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from evaluated import ROW, areas_of, evaluate, labelled_towns, likeness_of, no_need, row_of_blocks
from hand_made import CRS, barriers, town
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, Point, box

from cluster_planner.checkup import check_indicators
from cluster_planner.errors import AlignmentError
from cluster_planner.evaluation import count_checks, outline_areas
from cluster_planner.model import Barriers, Communities
from cluster_planner.proximity import link_communities
from cluster_planner.settings import CheckupSettings, LinkSettings

ITEMS = [f"{item}_saving_money" for item in ("mobilisation", "trench", "surface", "facilities", "fees", "bulk")]


def test_an_area_by_hand():
    communities = row_of_blocks(
        households=[100, 300, None, 50], floor_area_m2=[1000, 2000, None, 500], invest_money=2_000_000
    )
    need = pd.DataFrame({"need": [0.2, 0.6, 0.5, 0.9]}, index=communities.index)
    likeness = likeness_of(communities, {("c0", "c1"): 0.9, ("c0", "c2"): 0.5}, location=0.8)
    evaluation = evaluate(
        communities, areas_of(communities, ["A1", "A1", "A1", None]), need=need, likeness=likeness
    )  # fmt: skip
    area = evaluation.areas.loc["A1"]
    assert area["area_name_zh"] == "大码头街道·码头新村片区"
    assert (area["communities"], area["households"], area["floor_area_m2"]) == (3, 400, 3000)
    assert np.isnan(area["site_m2"])
    assert area["need"] == pytest.approx((0.2 * 100 + 0.6 * 300 + 0.5 * 200) / 600)
    assert (area["likeness_mean"], area["likeness_min"]) == (pytest.approx(0.7), 0.5)
    assert area["location"] == pytest.approx(0.8)
    assert np.isnan(area["culture"])
    assert area["cost_alone_money"] == pytest.approx(6_000_000)
    assert area["saving_money"] > 0
    assert area["cost_together_money"] == pytest.approx(6_000_000 - area["saving_money"])
    assert area["geometry"].symmetric_difference(box(0, 0, 170, 40)).area < 0.01 * 170 * 40
    assert area["compactness"] == pytest.approx(4 * np.pi * 170 * 40 / 420**2, rel=0.01)
    assert evaluation.communities["outcome"].tolist() == ["area", "area", "area", "alone"]


def test_checks_of_each_area_add_up_to_its_members():
    communities = row_of_blocks(
        households=[10, 20, None, 40], parking=[9, 1, 1, 1], management=["none", "owners", None, "none"]
    )
    renovated = Communities(communities.frame.assign(management="owners"))
    before, after = (check_indicators(them, CheckupSettings()) for them in (communities, renovated))
    area = pd.Series(["A1", "A1", "A1", None], index=communities.index, dtype="str")
    checks = count_checks(communities, before, after, area)
    counts = ["passed", "failed", "unchecked", "failed_households"]
    assert checks.loc[("A1", "management"), counts].tolist() == [1, 1, 1, 10]
    assert checks.loc[("A1", "management"), [f"{name}_after" for name in counts]].tolist() == [3, 0, 0, 0]
    assert checks.loc[("A1", "parking"), counts].tolist() == [1, 1, 1, 20]
    assert checks.loc[("A1", "sewer"), counts].tolist() == [0, 0, 3, 0]
    silent = Communities(communities.frame.assign(households=np.nan))
    reported = count_checks(silent, before, after, area).loc[("A1", "management")]
    assert np.isnan(reported["failed_households"])
    assert reported["failed_households_after"] == 0  # where nobody fails, nobody's households do
    assert (checks[counts[:3]].sum(axis=1) == 3).all()
    shuffled = count_checks(communities, before, after, area.iloc[::-1])
    pd.testing.assert_frame_equal(shuffled, checks)


def test_areas_of_one_name_are_numbered():
    communities = town(ROW, name="新村", subdistrict="大码头街道")
    names = evaluate(communities, areas_of(communities, ["A1", "A1", "A2", "A2"])).areas["area_name_zh"]
    assert names.tolist() == ["大码头街道·新村片区", "大码头街道·新村片区2"]


# ---- outlines


def outline(communities, labels, cut=None):
    links = link_communities(communities, cut or Barriers.none(CRS), LinkSettings())
    return outline_areas(
        communities, links, areas_of(communities, labels).labels, cut or Barriers.none(CRS), LinkSettings()
    )


def test_streets_are_closed_but_not_over_a_barrier_nor_over_another_community():
    road = barriers(("primary", LineString([(55, -100), (55, 100)])))
    whole = outline(town(ROW), ["A1", "A1", None, None])["A1"]
    assert whole.contains(Point(55, 20))
    cut = outline(town(ROW), ["A1", "A1", None, None], road)["A1"]
    assert not cut.intersects(road.frame.geometry.iloc[0])
    without = outline(town(ROW), ["A1", None, "A1", None])["A1"]
    assert without.intersection(ROW[1]).area == pytest.approx(0)


def test_points_get_an_outline_that_joins_them():
    places = [Point(0, 0), Point(150, 0), Point(300, 0)]
    drawn = outline(town(places), ["A1", "A1", None])["A1"]
    assert drawn.geom_type == "Polygon"
    assert drawn.contains(places[0])
    assert drawn.contains(places[1])
    assert not drawn.intersects(places[2])


@settings(max_examples=30, deadline=None)
@given(labelled_towns())
def test_outlines_are_valid_apart_and_hold_their_members(case):
    communities, labels, cut = case
    drawn = outline(communities, labels, cut)
    assert drawn.is_valid.all()
    for first, second in combinations(drawn, 2):
        assert first.intersection(second).area < 1e-6
    shapes = communities.frame.geometry
    for shape, label in zip(shapes, labels, strict=True):
        for area, ground in drawn.items():
            if area == label:
                assert ground.covers(shape.representative_point())
            else:
                assert ground.intersection(shape).area < 1e-6
    members = shapes[[label is not None for label in labels]].union_all()
    fill = drawn.union_all().difference(members.buffer(2.5))
    assert not fill.intersects(cut.frame.geometry.iloc[0])


# ---- what must hold for any plan


@settings(max_examples=8, deadline=None)
@given(labelled_towns(), st.randoms(use_true_random=False))
def test_sums_hold_and_row_order_does_not_matter(case, random):
    communities, labels, cut = case
    areas = areas_of(communities, labels)
    before = communities.frame.copy(deep=True)
    evaluation = evaluate(communities, areas, barriers=cut)
    pd.testing.assert_frame_equal(communities.frame, before)
    reported, drawn = evaluation.communities, evaluation.areas
    assert reported.index.equals(communities.index)
    alone = reported[reported["outcome"] != "area"]
    assert drawn["communities"].sum() + len(alone) == len(communities)
    assert drawn["cost_alone_money"].sum() + alone["cost_alone_money"].sum() == pytest.approx(
        reported["cost_alone_money"].sum()
    )
    for column in ("households", "floor_area_m2"):
        rest = communities.frame.loc[alone.index, column].sum()
        assert drawn[column].sum() + rest == pytest.approx(communities.frame[column].sum())
    np.testing.assert_allclose(drawn[ITEMS].sum(axis=1, min_count=1), drawn["saving_money"], atol=1e-5)
    known = drawn["saving_money"].notna()
    assert (drawn["cost_alone_money"].notna() == (drawn["cost_known"] > 0)).all()
    assert (drawn["saving_money"] <= drawn["cost_alone_money"] + 1e-5)[known].all()
    assert (drawn["cost_together_money"] >= -1e-5)[known].all()
    assert drawn["compactness"].between(0, 1).all()
    assert drawn["area_name_zh"].is_unique

    order = random.sample(list(communities.index), len(communities))
    shuffled = Communities(communities.frame.loc[order])
    again = evaluate(shuffled, areas, barriers=cut)
    pd.testing.assert_frame_equal(again.communities.loc[reported.index], reported)
    words = drawn.columns.drop("geometry")
    pd.testing.assert_frame_equal(pd.DataFrame(again.areas)[words], pd.DataFrame(drawn)[words])


def test_tables_of_other_communities_are_refused():
    communities = row_of_blocks()
    areas = areas_of(communities, ["A1", "A1", None, None])
    with pytest.raises(AlignmentError):
        evaluate(communities, areas, need=no_need(communities).iloc[:2])
    with pytest.raises(AlignmentError):
        evaluate(town(ROW[:3]), areas)


def test_no_areas_at_all():
    communities = row_of_blocks()
    evaluation = evaluate(communities, areas_of(communities, [None] * 4))
    assert len(evaluation.areas) == 0
    assert (evaluation.communities["outcome"] == "alone").all()
    assert {"need", "saving_money", "reason_said", "geometry"} <= set(evaluation.areas.columns)
