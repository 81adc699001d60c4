"""The reasons of single communities: why they are where they are, what it would take, and what they are alone."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from evaluated import areas_of, evaluate, likeness_of, row_of_blocks
from hand_made import CRS, barriers, town
from in_both import in_both
from real_input import plan_of
from shapely import LineString, Point, box

from cluster_planner.areas import form_areas
from cluster_planner.model import Barriers
from cluster_planner.proximity import link_communities
from cluster_planner.settings import EligibilitySettings, LinkSettings, Settings


@pytest.mark.parametrize(
    ("why", "zh", "en"),
    [
        (("excluded", None, None, np.nan), "按设置排除", "Excluded"),
        (("no_place", None, None, np.nan), "位置不详", "unknown"),
        (("no_neighbour", "c0", None, 132.4), "50 米内没有相邻小区，最近的棉纺厂宿舍相距 132 米。", "132 m away"),
        (
            ("no_neighbour", "c0", "locked", 60.0),
            "直接相邻的小区均属锁定片区，最近的棉纺厂宿舍相距 60 米。",
            "locked areas",
        ),
        (
            ("no_neighbour", "c0", "excluded", 60.0),
            "直接相邻的小区均不参与划片，最近的棉纺厂宿舍相距 60 米。",
            "takes part",
        ),
        (
            ("unlike", "c0", None, 0.41),
            "棉纺厂宿舍相似度 0.41，比门槛 0.50 低 0.09。",
            "0.09 below the threshold of 0.50",
        ),
        (("limit", "c0", "households", 3210.0), "户数达 3,210 户，超过上限 3,000 户", "above the limit of 3,000"),
        (
            ("limit", "c0", "invest_money", 60_000_000.0),
            "达 6,000 万元，超过上限 5,000 万元",
            "CNY 60,000,000, above the limit of CNY",
        ),
        (
            ("limit", "c0", "households_min", 210.0),
            "户数仅 210 户，比下限 300 户少 90 户",
            "210, 90 below the minimum of 300",
        ),
        (
            ("floor", "c0", "households_min", 110.0, 3),
            "即使与棉纺厂宿舍（相似度 0.70）等 3 个未划片小区全部合并，户数仅 110 户，比下限 300 户少 190 户",
            "190 below the minimum",
        ),
        (("limit", "c0", "span", np.nan), "跨度超过上限 800 m", "exceed the limit of 800 m"),
        (("limit", "c0", "apart", np.nan), "“apart”", "apart"),
        (
            ("no_gain", "c0", None, -0.2, 1),
            "与最合适的棉纺厂宿舍（相似度 0.70）合并，方案评分减 0.20。",
            "fall by 0.20.",
        ),
        (("no_gain", "c0", None, 0.2, 1), "合并，方案评分不增。", "would not rise."),
        (("no_gain", "c0", None, -0.003, 1), "合并，方案评分减 0.003。", "fall by 0.003."),
        (("no_gain", "c0", None, -1e-5, 1), "合并，方案评分不增。", "would not rise."),
        (
            ("no_gain", "c1", None, -0.08, 2, 0.375),
            "（2 个，平均 0.70）合并，方案评分减 0.08；两者另组，评分增 0.38，不抵原片区损失。",
            "fall by 0.08; an area of just the two would gain 0.38, but the partner's present area would lose more.",
        ),
        (
            ("no_gain", "c1", None, -0.08, 2, -0.02),
            "；两者另组，评分减 0.02。",
            "of just the two would lose 0.02.",
        ),
        (
            ("no_gain", "c1", None, -0.08, 2, 0.3, "households_min", 212.0),
            "；两者另组，户数仅 212 户，比下限 300 户少 88 户。",
            "as an area of just the two, households would be only 212",
        ),
        (
            ("limit", "c1", "households", 3210.0, 2),
            "所在码头新村片区（2 个，平均 0.70）合并，户数达",
            "the area of 码头新村",
        ),
    ],
)
def test_why_a_community_is_alone(why, zh, en) -> None:
    communities = row_of_blocks()
    areas = areas_of(communities, [None, "A1", "A1", None], c3=why)
    reported = evaluate(communities, areas).communities.loc["c3"]
    assert zh in reported["reason_zh"]
    assert en in reported["reason_en"]


def test_whoever_reviewers_asked_to_leave_out_is_not_said_to_be_left_out_by_the_settings() -> None:
    communities = row_of_blocks()
    out = ("excluded", None, None, np.nan)
    areas = areas_of(communities, [None, "A1", "A1", None], c0=out, c3=out)
    reported = evaluate(communities, areas, asked_out={"c3"}).communities
    assert reported.loc["c3", "reason_zh"] == "应评审要求不参与划片。"
    assert "as reviewers asked" in reported.loc["c3", "reason_en"]
    assert "按设置排除" in reported.loc["c0", "reason_zh"]


@pytest.mark.parametrize(
    ("name", "between", "takes_part", "zh", "en"),
    [
        (
            "资江",
            {},
            True,
            "与棉纺厂宿舍相距 20 米，但被资江阻隔。",
            "20 m from 棉纺厂宿舍, but separated by 资江.",
        ),
        (None, {}, True, "但被铁路阻隔。", "by railway."),
        ("资江", {"subdistrict": ["甲", "乙"]}, True, "但被资江、街道界线阻隔。", "by 资江, subdistrict line."),
        (
            "资江",
            {},
            False,
            "与棉纺厂宿舍相距 20 米，但被资江阻隔，且对方不参与划片。",
            "by 资江, and that community does not take part.",
        ),
    ],
)
def test_all_that_divides_it_from_the_nearest_is_reported(name, between, takes_part, zh, en) -> None:
    columns = {"name": ["棉纺厂宿舍", "码头新村"], "tenure": "self_built"} | between
    communities = town([box(0, 0, 50, 50), box(70, 0, 120, 50)], **columns)
    cut = barriers(("railway", LineString([(60, -99), (60, 99)])))
    cut.frame["name"] = name
    eligibility = pd.DataFrame({"eligible": [takes_part, True], "reason": "tenure"}, index=communities.index)
    areas = areas_of(communities, [None, None], c1=("blocked", "c0", "", 20.0))
    reported = evaluate(communities, areas, barriers=cut, eligibility=eligibility).communities.loc["c1"]
    assert zh in reported["reason_zh"]
    assert en in reported["reason_en"]


def test_a_neighbour_with_its_larger_side_across_the_road_is_named_with_its_gap() -> None:
    # 13 m of street; the road leaves 30 m of the right block on this side.
    communities = town([box(0, 0, 100, 100), box(113, 0, 313, 100)], name=["东园小区", "跨路小区"], households=200)
    cut = barriers(("primary", LineString([(143, -99), (143, 199)])))
    cut.frame["name"] = "大道"
    links = link_communities(communities, cut, LinkSettings())
    areas = form_areas(communities, links, likeness_of(communities), Settings().areas)
    reported = evaluate(communities, areas, barriers=cut, links=links).communities
    assert reported.loc["c0", "reason_zh"].startswith("与跨路小区相距 13 米，但被大道（穿过对方小区）阻隔。")


@pytest.mark.parametrize(
    ("shapes", "zh"),
    [
        # The centres of the long block are farther away than that of the small one, its edge is nearer.
        ([box(0, 0, 50, 50), box(110, 0, 1110, 50), box(0, 115, 50, 165)], "50 米内没有相邻小区，最近的c1相距 60 米。"),
        ([Point(0, 0), box(150, -50, 250, 50)], "125 米内没有相邻小区，最近的c1相距 150 米。"),
        ([Point(0, 0), Point(250, 0)], "200 米内没有相邻小区，最近的c1相距 250 米。"),
        ([box(0, 0, 50, 50)], "50 米内没有相邻小区。"),
    ],
)
def test_the_nearest_is_so_by_the_gap_and_the_reach_is_that_of_the_two(shapes, zh) -> None:
    communities = town(shapes)
    links = link_communities(communities, Barriers.none(CRS), LinkSettings())
    areas = form_areas(communities, links, likeness_of(communities), Settings().areas)
    assert evaluate(communities, areas, links=links).communities.loc["c0", "reason_zh"].startswith(zh)


def test_size_need_and_cost_are_reported_with_their_basis() -> None:
    communities = row_of_blocks(households=[1, 1, 1, 80], invest_money=[np.nan, np.nan, np.nan, 2_100_000])
    parts = {"need": 0.62, "need_age": 0.2, "need_parking": 0.0, "need_structure": 0.12, "need_sewer": 0.3}
    need = pd.DataFrame([parts] * 4, index=communities.index)
    reported = evaluate(communities, areas_of(communities, [None] * 4), need=need).communities.loc["c3"]
    assert reported["reason_zh"].endswith(
        "80 户，改造需求度 0.62（主要是雨污分流 0.30、楼龄 0.20），单独改造 210 万元（台账）。"
    )
    assert reported["reason_en"].endswith(
        "80 households, need score 0.62 (mainly sewer 0.30, age 0.20), CNY 2,100,000 alone (from the ledger)."
    )
    by_age = pd.DataFrame([{"need": 0.2, "need_age": 0.2, "need_parking": 0.0}] * 4, index=communities.index)
    aged = evaluate(communities, areas_of(communities, [None] * 4), need=by_age).communities.loc["c3"]
    assert aged["reason_zh"].endswith("80 户，改造需求度 0.20，单独改造 210 万元（台账）。")
    unknown = evaluate(row_of_blocks(), areas_of(communities, [None] * 4)).communities.loc["c0"]
    assert unknown["reason_zh"].endswith("户数不详，造价不详。")
    assert unknown["reason_en"].endswith("Unknown number of households, cost unknown.")


def test_figures_of_those_alone_in_the_sample_are_those_of_the_tables() -> None:
    plan = plan_of("sample")
    reported = in_both(plan.evaluation.communities).join(plan.areas.alone[["reason", "detail", "figure", "pair_value"]])
    reported = reported[(reported["outcome"] == "alone") & (reported["reason"] != "excluded")]
    assert len(reported) > 50
    for community, row in reported.iterrows():
        text = row["reason_zh"]
        known = plan.communities.frame.loc[community]
        if known["households"] > 0:
            assert f"{known['households']:,.0f} 户，" in text
        parts = "（" if pd.isna(row["pair_value"]) else "，"
        assert f"改造需求度 {plan.need.loc[community, 'need']:.2f}{parts}" in text
        basis = {"given": "台账", "works": "按工程量", "rate": "按单价"}[row["cost_basis"]]
        assert re.search(rf"单独改造约? ?{row['cost_alone_money'] / 10_000:,.0f} 万元（{basis}", text), text
        if row["reason"] in ("limit", "floor") or (row["reason"] == "no_neighbour" and pd.isna(row["detail"])):
            worth = 10_000 if str(row["detail"]).startswith("invest") else 1
            assert f"{row['figure'] / worth:,.0f} " in text


def test_members_hear_who_is_most_alike() -> None:
    communities = row_of_blocks()
    likeness = likeness_of(communities, {("c0", "c1"): 0.9, ("c0", "c2"): 0.5})
    reported = evaluate(communities, areas_of(communities, ["A1", "A1", "A1", None]), likeness=likeness).communities
    assert reported.loc["c0", "reason_zh"] == "与片区内其他 2 个小区的平均相似度为 0.70，最相似的是码头新村（0.90）。"


def test_why_a_community_is_not_eligible() -> None:
    communities = row_of_blocks(
        status=["planned", None, None, None], plan_year=[2023, None, None, None],
        tenure=["reformed", "self_built", None, None], build_year=[1990, 1990, 2008, 2003],
    )  # fmt: skip
    eligibility = pd.DataFrame(
        {"eligible": False, "reason": ["status", "tenure", "too_new", "late_quota"]}, index=communities.index
    )
    reported = evaluate(communities, areas_of(communities, [None] * 4), eligibility=eligibility).communities
    assert (reported["outcome"] == "not_eligible").all()
    agreed = row_of_blocks(consent_share=[0.6, None, None, None])
    eligibility = pd.DataFrame({"eligible": False, "reason": ["consent", *["no_consent"] * 3]}, index=agreed.index)
    knobs = Settings(eligibility=EligibilitySettings(least_consent=2 / 3))
    refused = evaluate(agreed, areas_of(agreed, [None] * 4), eligibility=eligibility, settings=knobs).communities
    assert refused["reason_zh"].tolist()[:2] == [
        "同意率 60.0%，低于要求的 66.7%，暂不参与划片。",
        "同意率不详，按未达到要求的 66.7% 处理，暂不参与划片。",
    ]
    assert reported["reason_zh"].tolist() == [
        "入库状态为“列入计划”（2023 年度），不再参与划片。",
        "属自建房，不纳入改造。",
        "建成于 2008 年，晚于 2005 年，不纳入改造。",
        "建成于 2003 年；2000 年以后建成的小区按户数限 15.0%，按改造需求度从高到低排，本小区未能排入。",
    ]
