"""Advice to those alone: every kind by hand, and a community that follows it is in an area with the one named."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
from acting import act
from docx import Document
from hand_made import CRS
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, box
from truth.outputs import Outputs as TruthOutputs

from cluster_planner.pipeline import Tables, check_tables, plan_checked
from cluster_planner.runs import Outputs, write_run
from cluster_planner.settings import AreaSettings, BudgetSettings, EligibilitySettings, Limit, Settings
from cluster_planner.words import speaker

WEST, NORTH = 432_000, 3_160_000
USUAL = {
    "county": "赫山区", "subdistrict": "桃花仑街道", "build_year": 1988, "structure": "砖混", "storeys": 6,
    "households": 200, "floor_area_m2": 16_000, "invest_wan": 400, "tenure": "单位自管",
}  # fmt: skip


def blocks(*gaps, **columns):
    """Return blocks of 100 m in a row with these gaps between them."""
    left, shapes = 0.0, []
    for gap in (0.0, *gaps):
        left += gap
        shapes.append(box(WEST + left, NORTH, WEST + left + 100, NORTH + 100))
        left += 100
    names = [f"小区{place}" for place in range(len(shapes))]
    ids = [f"c{place}" for place in range(len(shapes))]
    return gpd.GeoDataFrame({"community_id": ids, "name": names, **USUAL, **columns}, geometry=shapes, crs=CRS)


def road_at(x, name="大道"):
    line = LineString([(WEST + x, NORTH - 900), (WEST + x, NORTH + 900)])
    return gpd.GeoDataFrame({"kind": ["primary"], "name": [name]}, geometry=[line], crs=CRS)


def checked(frame, *barriers, rules=None):
    rules = rules or Settings()
    return check_tables(Tables(communities=frame, barriers=barriers), rules), rules


CASES = {
    "a floor": (blocks(20, households=90), (), "将户数下限由 200 户调整为 180 户", ["min"]),
    "a crossing": (blocks(20), [road_at(110)], "打通与小区1之间的大道", ["open"]),
    "the larger side across": (blocks(13), [road_at(150)], "打通与小区1之间的大道", ["open"]),
    "a line": (blocks(20, subdistrict=["甲街道", "乙街道"]), (), "将街道界线改为不作硬性阻隔", ["line"]),
    "a gap": (blocks(58), (), "将邻接间距上限由 50 米调整为 60 米", ["gap"]),
    "a state": (blocks(20, status=["储备", "列入计划"], plan_year=[None, 2023]), (), "退回储备库", ["state"]),
    "a year": (blocks(20, build_year=[1999, 2008]), (), "由 2000 年放宽至 2008 年", ["year"]),
    "two": (blocks(20, households=90), [road_at(110)], "大道，并将户数下限由 200 户调整为 180 户", ["open", "min"]),
    "a ceiling": (blocks(20, invest_wan=2600), (), "上限由 5,000 万元调整为 5,200 万元", ["max"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_each_kind_by_hand_is_reported_and_holds(name) -> None:
    frame, barriers, words, kinds = CASES[name]
    before = checked(frame, *barriers)
    plan = plan_checked(*before)
    assert plan.areas.labels.isna().all()
    reported = plan.areas.advice[plan.areas.advice["community_id"] == "c0"]
    assert reported["change"].tolist() == kinds
    sentence = speaker("zh").write(plan.evaluation.communities.loc["c0", "advice_said"])
    assert words in sentence
    assert sentence.endswith("即可与小区1划为一片。")
    assert plan_checked(*act(*before, reported), weighed=False).areas.labels.notna().all()


def test_consent_that_is_lacking_is_reported_and_holds() -> None:
    rules = Settings(eligibility=EligibilitySettings(least_consent=0.6))
    before = checked(blocks(20, consent_share=[0.9, 0.4]), rules=rules)
    plan = plan_checked(*before)
    sentence = speaker("zh").write(plan.evaluation.communities.loc["c0", "advice_said"])
    assert sentence == "如小区1的同意率达到 60.0%，即可与小区1划为一片。"
    assert plan_checked(*act(*before, plan.areas.advice), weighed=False).areas.labels.notna().all()


@pytest.mark.parametrize(
    "frame",
    [blocks(80), blocks(20, households=40), blocks(20, status=["储备", "竣工"]), blocks(20, build_year=[1999, 2020])],
)
def test_no_advice_is_given_that_nobody_could_follow(frame) -> None:
    plan = plan_checked(*checked(frame))
    assert not (plan.areas.advice["community_id"] == "c0").any()
    assert pd.isna(plan.evaluation.communities.loc["c0", "advice_said"])


UNLIKE = {
    "tenure": ["单位自管", "商品房"], "structure": ["砖混", "框架"], "build_year": [1965, 1999], "storeys": [2, 7],
}  # fmt: skip
LIMITS = {"households": Limit(min=300), "invest_money": Limit(max=50_000_000)}
STILL = {
    "a crossing, and too few": (
        blocks(20, households=60),
        [road_at(110)],
        AreaSettings(limits=LIMITS),
        "即使打通与小区1之间的大道，仍不能与小区1划为一片：合并后户数仅 120 户，比下限 300 户少 180 户。",
    ),
    "a crossing, unlike and too few": (
        blocks(20, households=60, **UNLIKE),
        [road_at(110)],
        AreaSettings(min_likeness=0.99, limits=LIMITS),
        "低于门槛 0.99；合并后户数仅 120 户，比下限 300 户少 180 户。",
    ),
    "unlike, then too few": (
        blocks(20, households=60, **UNLIKE),
        (),
        AreaSettings(min_likeness=0.99, limits=LIMITS),
        "，仍不能与小区1划为一片：合并后户数仅 120 户，比下限 300 户少 180 户。",
    ),
    "a crossing to an area, and too dear": (
        blocks(20, 20, invest_wan=[8000, 400, 400]),
        [road_at(110)],
        AreaSettings(limits=LIMITS),
        "仍不能与小区1所在片区（2 个小区）划为一片：合并后估算总投资达 8,800 万元，超过上限 5,000 万元。",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STILL)
def test_where_no_two_changes_do_what_still_stands_is_named(name) -> None:
    frame, barriers, areas, words = STILL[name]
    before = checked(frame, *barriers, rules=Settings(areas=areas))
    plan = plan_checked(*before)
    assert not (plan.areas.advice["community_id"] == "c0").any()
    sentence = speaker("zh").write(plan.evaluation.communities.loc["c0", "advice_said"])
    assert sentence.startswith("即使")
    assert sentence.endswith(words)
    tried = plan.areas.obstacles[(plan.areas.obstacles["community_id"] == "c0") & plan.areas.obstacles["rule"].isna()]
    assert pd.isna(plan_checked(*act(*before, tried), weighed=False).areas.labels["c0"])


@pytest.mark.parametrize(
    ("gap", "road", "said"),
    [
        (13, 150, "大道（穿过对方小区）"),
        (13, 60, "大道（穿过本小区）"),
        (20, 110, "被大道阻隔"),
    ],
)
def test_a_road_that_runs_through_a_community_is_said_to_do_so(gap, road, said) -> None:
    plan = plan_checked(*checked(blocks(gap), road_at(road)))
    assert said in speaker("zh").write(plan.evaluation.communities.loc["c0", "reason_said"])


@st.composite
def rows(draw):
    count = draw(st.integers(2, 6))
    gaps = [draw(st.sampled_from([10.0, 20.0, 40.0, 55.0, 70.0, 90.0])) for _ in range(count - 1)]
    columns = {
        "households": [draw(st.sampled_from([60, 120, 200, 280, 1600])) for _ in range(count)],
        "build_year": [draw(st.sampled_from([1978, 1988, 1999, 2003, 2008])) for _ in range(count)],
        "subdistrict": [draw(st.sampled_from(["甲街道", "甲街道", "乙街道"])) for _ in range(count)],
        "tenure": [draw(st.sampled_from(["单位自管", "商品房"])) for _ in range(count)],
    }
    roads = [road_at(draw(st.integers(20, 120 * count)), f"路{place}") for place in range(draw(st.integers(0, 2)))]
    return blocks(*gaps, **columns), roads


@settings(max_examples=6, deadline=None)
@given(rows())
def test_a_community_that_follows_advice_is_in_the_area_named(case) -> None:
    frame, roads = case
    rules = Settings(budget=BudgetSettings(years=1), areas=AreaSettings(max_communities=4))
    before = checked(frame, *roads, rules=rules)
    plan = plan_checked(*before)
    for community, reported in plan.areas.advice.groupby("community_id"):
        # Raising a year admits the quota in another order: that is stated of the others only.
        labels = plan_checked(*act(*before, reported), weighed=False).areas.labels
        assert pd.notna(labels[community]), (community, reported)
        assert labels[community] == labels[reported["mate"].iloc[0]]


def test_the_same_advice_stands_in_sheet_layer_map_and_report(tmp_path) -> None:
    write_run(plan_checked(*checked(blocks(20, households=90))), tmp_path, "zh", Outputs(report=True))
    written = TruthOutputs(tmp_path, "zh")
    sheet = written.sheet("单独改造与未纳入").set_index("项目编号")["划入片区的条件"]
    assert sheet["c0"] == "如将户数下限由 200 户调整为 180 户，即可与小区1划为一片。"
    assert written.layers["communities"].set_index("community_id")["advice"].to_dict() == sheet.to_dict()
    assert written.page.table("communities")["advice"].to_dict() == sheet.to_dict()
    cells = [cell.text for table in Document(tmp_path / "report.docx").tables for cell in table._cells]
    assert set(sheet) <= set(cells)
