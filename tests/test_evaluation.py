"""Evaluation: sums that must hold, small answers known by hand, outlines that keep to their ground, and the words."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hand_made import CRS, barriers, town
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, Point, box

from cluster_planner.errors import AlignmentError
from cluster_planner.evaluation import evaluate_areas, outline_areas
from cluster_planner.model import PAIR, Areas, Barriers, Communities, Likeness
from cluster_planner.proximity import link_communities
from cluster_planner.settings import AreaSettings, CostSettings, LinkSettings, Settings
from cluster_planner.works import list_works, read_works, share_works

ITEMS = ["mobilisation_saving_wan", "trench_saving_wan"]


def areas_of(communities, labels, **alone):
    """Areas from one label a community; ``alone`` holds reason, other, detail and figure of those without one."""
    area = pd.Series(labels, index=communities.index, dtype="str")
    sizes = area.value_counts().sort_index()
    frame = pd.DataFrame({"communities": sizes, "value": 1.0}).rename_axis("area_id")
    rows = {one: alone.get(one, ("no_neighbour", None, None, np.nan)) for one in area.index[area.isna()]}
    reasons = pd.DataFrame.from_dict(rows, orient="index", columns=["reason", "other", "detail", "figure"])
    return Areas(area, frame, reasons, pd.DataFrame(columns=["value", "bound", "status"]))


def likeness_of(communities, scores=None, **criteria):
    """Likeness of every pair: 0.7 unless told, criteria unknown unless told."""
    pairs = pd.MultiIndex.from_tuples(list(combinations(sorted(communities.index), 2)), names=PAIR)
    frame = pd.DataFrame(
        {name: criteria.get(name, np.nan) for name in ("location", "type", "trade", "culture")}, index=pairs
    )
    frame["likeness"] = 0.7 if scores is None else [scores.get(pair, 0.7) for pair in pairs]
    frame["span_m"] = 100.0
    return Likeness(frame)


def no_need(communities):
    return pd.DataFrame({"need": np.nan}, index=communities.index)


def evaluate(communities, areas, *, links=None, likeness=None, need=None, settings=None, **more):
    links = links or link_communities(communities, more.get("barriers") or Barriers.none(CRS), LinkSettings())
    likeness = likeness or likeness_of(communities)
    need = no_need(communities) if need is None else need
    costs = (settings or Settings()).costs
    works = list_works(communities, read_works(), costs)
    savings = share_works(works, communities, links, areas.labels, costs)
    return evaluate_areas(
        communities, need, links, likeness, areas, settings or Settings(), works=works, savings=savings, **more
    )


ROW = [box(left, 0, left + 50, 40) for left in (0, 60, 120, 180)]  # four blocks with streets of 10 m


def row_of_blocks(**columns):
    names = ["棉纺厂宿舍", "码头新村", "大桥小区", "茶厂家属院"]
    return town(ROW, name=names, county="资阳区", subdistrict="大码头街道", **columns)


def test_cost_alone_takes_the_best_figure_there_is():
    communities = town(
        [None] * 4, invest_wan=[100, 0, None, None], floor_area_m2=[9e9, 10_000, 0, None], households=[9e9, 9e9, 100, 0]
    )
    cost = estimate_costs(communities, CostSettings(floor_area_cny_m2=250, household_cny=20_000))
    np.testing.assert_allclose(cost, [100, 250, 200, np.nan])


def test_an_area_by_hand():
    communities = row_of_blocks(households=[100, 300, None, 50], floor_area_m2=[1000, 2000, None, 500], invest_wan=200)
    need = pd.DataFrame({"need": [0.2, 0.6, 0.5, 0.9]}, index=communities.index)
    costs = CostSettings(mobilisation_wan=10, trench_cny_m=500)
    likeness = likeness_of(communities, {("c0", "c1"): 0.9, ("c0", "c2"): 0.5}, location=0.8)
    links = link_communities(communities, Barriers.none(CRS), LinkSettings())
    evaluation = evaluate(
        communities,
        areas_of(communities, ["A1", "A1", "A1", None]),
        need=need,
        settings=Settings(costs=costs),
        likeness=likeness,
        links=links,
    )  # fmt: skip
    area = evaluation.areas.loc["A1"]
    assert area["area_name"] == "大码头街道·码头新村片区"
    assert (area["communities"], area["households"], area["floor_area_m2"]) == (3, 400, 3000)
    assert np.isnan(area["site_m2"])
    assert area["need"] == pytest.approx((0.2 * 100 + 0.6 * 300 + 0.5 * 200) / 600)
    assert (area["likeness_mean"], area["likeness_min"]) == (pytest.approx(0.7), 0.5)
    assert area["location"] == pytest.approx(0.8)
    assert np.isnan(area["culture"])
    trench = links.open.loc[[("c0", "c1"), ("c1", "c2")], "trench_m"].sum()
    assert area["mobilisation_saving_wan"] == pytest.approx(20)
    assert area["trench_saving_wan"] == pytest.approx(trench * 500 / 10_000)
    assert area["cost_together_wan"] == pytest.approx(600 - area["saving_wan"])
    assert area["geometry"].symmetric_difference(box(0, 0, 170, 40)).area < 0.01 * 170 * 40
    assert area["compactness"] == pytest.approx(4 * np.pi * 170 * 40 / 420**2, rel=0.01)
    assert evaluation.communities["outcome"].tolist() == ["area", "area", "area", "alone"]


def test_savings_never_exceed_the_cost_and_are_flagged():
    communities = row_of_blocks(invest_wan=[3, 3, None, None])
    area = evaluate(communities, areas_of(communities, ["A1", "A1", "A2", "A2"])).areas
    assert area.loc["A1", "saving_wan"] == pytest.approx(6)
    assert area.loc["A1", ITEMS].sum() == pytest.approx(6)
    assert area.loc["A1", "cost_together_wan"] == pytest.approx(0)
    assert "可信上限" in area.loc["A1", "reason_zh"]
    assert np.isnan(area.loc["A2", "cost_together_wan"])
    assert area.loc["A2", "saving_wan"] > 0
    assert "造价不详" in area.loc["A2", "reason_zh"]


def test_areas_of_one_name_are_numbered():
    communities = town(ROW, name="新村", subdistrict="大码头街道")
    names = evaluate(communities, areas_of(communities, ["A1", "A1", "A2", "A2"])).areas["area_name"]
    assert names.tolist() == ["大码头街道·新村片区", "大码头街道·新村片区2"]


# ---- outlines


def outline(communities, labels, cut=None):
    links = link_communities(communities, cut or Barriers.none(CRS), LinkSettings())
    return outline_areas(communities, links, areas_of(communities, labels), cut or Barriers.none(CRS), LinkSettings())


def test_streets_are_closed_but_not_over_a_barrier_nor_over_another_community():
    road = barriers(("primary", LineString([(55, -100), (55, 100)])))
    whole = outline(town(ROW), ["A1", "A1", None, None])["A1"]
    assert whole.contains(Point(55, 20))
    cut = outline(town(ROW), ["A1", "A1", None, None], road)["A1"]
    assert not cut.intersects(road.frame.geometry.iloc[0])
    beside = outline(town(ROW), ["A1", None, "A1", None])["A1"]
    assert beside.intersection(ROW[1]).area == pytest.approx(0)


def test_points_get_an_outline_that_joins_them():
    places = [Point(0, 0), Point(150, 0), Point(300, 0)]
    drawn = outline(town(places), ["A1", "A1", None])["A1"]
    assert drawn.geom_type == "Polygon"
    assert drawn.contains(places[0])
    assert drawn.contains(places[1])
    assert not drawn.intersects(places[2])


@st.composite
def labelled_towns(draw):
    """Blocks and points on a jittered grid, some nameless or of unknown size, in areas of two and more."""
    cells = draw(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), min_size=2, max_size=14, unique=True))
    shapes, labels = [], []
    for column, row in cells:
        left, low = column * 70 + draw(st.integers(0, 15)), row * 60 + draw(st.integers(0, 15))
        block = box(left, low, left + draw(st.integers(20, 50)), low + draw(st.integers(20, 44)))
        shapes.append(block.centroid if draw(st.booleans()) else block)
        labels.append(draw(st.sampled_from([None, "A1", "A2", "A3"])))
    labels = [label if labels.count(label) > 1 else None for label in labels]
    amounts = st.lists(st.none() | st.integers(0, 500), min_size=len(cells), max_size=len(cells))
    columns = {name: draw(amounts) for name in ("households", "floor_area_m2", "invest_wan")}
    columns["name"] = draw(
        st.lists(st.none() | st.sampled_from(["甲", "乙"]), min_size=len(cells), max_size=len(cells))
    )
    road = LineString([(draw(st.integers(0, 400)), -50), (draw(st.integers(0, 400)), 300)])
    return town(shapes, **columns), labels, barriers(("primary", road))


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


@settings(max_examples=15, deadline=None)
@given(labelled_towns(), st.randoms(use_true_random=False))
def test_sums_hold_and_row_order_does_not_matter(case, random):
    communities, labels, cut = case
    areas = areas_of(communities, labels)
    before = communities.frame.copy(deep=True)
    evaluation = evaluate(communities, areas, barriers=cut)
    pd.testing.assert_frame_equal(communities.frame, before)
    told, drawn = evaluation.communities, evaluation.areas
    assert told.index.equals(communities.index)
    alone = told[told["outcome"] != "area"]
    assert drawn["communities"].sum() + len(alone) == len(communities)
    assert drawn["cost_alone_wan"].sum() + alone["cost_alone_wan"].sum() == pytest.approx(told["cost_alone_wan"].sum())
    for column in ("households", "floor_area_m2"):
        rest = communities.frame.loc[alone.index, column].sum()
        assert drawn[column].sum() + rest == pytest.approx(communities.frame[column].sum())
    np.testing.assert_allclose(drawn[ITEMS].sum(axis=1), drawn["saving_wan"], atol=1e-9)
    known = drawn["cost_alone_wan"].notna()
    assert (drawn["saving_wan"] <= drawn["cost_alone_wan"] + 1e-9)[known].all()
    assert (drawn["cost_together_wan"] >= -1e-9)[known].all()
    assert drawn["compactness"].between(0, 1).all()
    assert drawn["area_name"].is_unique

    order = random.sample(list(communities.index), len(communities))
    shuffled = Communities(communities.frame.loc[order])
    again = evaluate(shuffled, areas, barriers=cut)
    pd.testing.assert_frame_equal(again.communities.loc[told.index], told)
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
    assert {"need", "saving_wan", "reason_zh", "geometry"} <= set(evaluation.areas.columns)


# ---- words


def test_the_reason_of_an_area_names_criteria_saving_and_the_nearest_alternative():
    communities = row_of_blocks(households=[100, 300, 150, 50], invest_wan=200)
    likeness = likeness_of(communities, {("c1", "c2"): 0.4, ("c0", "c2"): 0.36}, location=0.82, type=0.77)
    area = evaluate(communities, areas_of(communities, ["A1", "A1", None, None]), likeness=likeness).areas.loc["A1"]
    assert area["reason_zh"].startswith("本片区含 2 个小区、400 户，彼此间距 10 米，同属大码头街道。")
    assert "位置 0.82、类型 0.77、产业配套不详、文化脉络不详" in area["reason_zh"]
    assert area["reason_zh"].endswith("最接近的备选是大桥小区（相似度 0.38），因低于门槛 0.50 未纳入。")
    assert "2022 年价格" in area["reason_zh"]
    assert "trade and services unknown" in area["reason_en"]
    assert area["reason_en"].endswith(
        "The nearest alternative is 大桥小区 (likeness 0.38), left out as below the threshold of 0.50."
    )


@pytest.mark.parametrize(
    ("labels", "rules", "cut", "zh"),
    [
        (["A1", "A1", "A2", "A2"], AreaSettings(), None, "已划入大码头街道·大桥小区片区"),
        (["A1", "A1", None, None], AreaSettings(max_communities=2), None, "小区数将达 3 个，超过上限 2 个，故未纳入"),
        (["A1", "A1", None, None], AreaSettings(excluded=("c2",)), None, "因设置中排除未纳入"),
        (["A1", "A1", None, None], AreaSettings(), (115, -9, 115, 99), "因primary 0阻隔未纳入"),
        (["A1", "A1", None, None], AreaSettings(), None, "纳入后总体价值不增加，故未纳入"),
    ],
)  # fmt: skip
def test_why_the_alternative_is_outside(labels, rules, cut, zh):
    road = None if cut is None else barriers(("primary", LineString([cut[:2], cut[2:]])))
    communities = row_of_blocks(households=[9, 8, 7, 6])
    found = evaluate(communities, areas_of(communities, labels), barriers=road, settings=Settings(areas=rules))
    assert zh in found.areas.loc["A1", "reason_zh"]


def test_what_is_not_eligible_is_no_alternative():
    communities = row_of_blocks()
    eligibility = pd.DataFrame({"eligible": [True, True, False, False], "reason": ["", "", "too_new", "tenure"]})
    areas = areas_of(communities, ["A1", "A1", None, None])
    told = evaluate(communities, areas, eligibility=eligibility.set_index(communities.index)).areas.loc["A1"]
    assert told["reason_zh"].endswith("周边没有其他可纳入的小区。")


@pytest.mark.parametrize(
    ("why", "zh", "en"),
    [
        (("excluded", None, None, np.nan), "按设置排除", "Excluded"),
        (("no_place", None, None, np.nan), "位置不详", "unknown"),
        (("no_neighbour", "c0", None, 132.4), "50 米内没有相邻小区（最近的棉纺厂宿舍在 132 米外）。", "132 m away"),
        (("blocked", "c0", "资江", 20.0), "与棉纺厂宿舍之间被资江阻隔。", "by the 资江"),
        (("blocked", "c0", "railway", 20.0), "被铁路阻隔", "by the railway"),
        (("unlike", "c0", None, 0.41), "最高为与棉纺厂宿舍的 0.41，低于门槛 0.50", "at best 0.41"),
        (("limit", "c0", "households", 3210.0), "户数将达 3,210 户，超过上限 3,000 户", "above the limit of 3,000"),
        (("limit", "c0", "households_min", 210.0), "户数仅 210 户，不足下限 300 户", "below the least of 300"),
        (("limit", "c0", "span", np.nan), "跨度将超过上限 800 m", "exceed the limit of 800"),
        (("limit", "c0", "apart", np.nan), "“apart”", "apart"),
        (("no_gain", "c0", None, -0.2), "不增加总体价值", "adds no value"),
    ],
)
def test_why_a_community_is_alone(why, zh, en):
    communities = row_of_blocks()
    areas = areas_of(communities, [None, "A1", "A1", None], c3=why)
    told = evaluate(communities, areas).communities.loc["c3"]
    assert zh in told["reason_zh"]
    assert en in told["reason_en"]


def test_members_hear_who_is_most_alike():
    communities = row_of_blocks()
    likeness = likeness_of(communities, {("c0", "c1"): 0.9, ("c0", "c2"): 0.5})
    told = evaluate(communities, areas_of(communities, ["A1", "A1", "A1", None]), likeness=likeness).communities
    assert told.loc["c0", "reason_zh"] == "与片区内其他 2 个小区的平均相似度为 0.70，最相似的是码头新村（0.90）。"


def test_why_a_community_is_not_eligible():
    communities = row_of_blocks(
        status=["planned", None, None, None], plan_year=[2023, None, None, None],
        tenure=["reformed", "self_built", None, None], build_year=[1990, 1990, 2008, 2003],
    )  # fmt: skip
    eligibility = pd.DataFrame(
        {"eligible": False, "reason": ["status", "tenure", "too_new", "late_quota"]}, index=communities.index
    )
    areas = areas_of(communities, [None] * 4)
    told = evaluate(communities, areas, eligibility=eligibility).communities
    assert (told["outcome"] == "not_eligible").all()
    assert told["reason_zh"].tolist() == [
        "入库状态为“列入计划”（2023 年度），不再参与划片。",
        "属自建房，不纳入改造。",
        "建成于 2008 年，晚于 2005 年，不纳入改造。",
        "建成于 2003 年；2000 年以后建成的小区按户数限 15.0%，本小区未能排入。",
    ]


def test_names_with_braces_are_only_names():
    communities = town(ROW, name="{0.__class__}{other}")
    told = evaluate(communities, areas_of(communities, ["A1", "A1", None, None]))
    assert "{0.__class__}{other}" in told.communities.loc["c0", "reason_zh"]
