"""The reasons of areas: each figure is that of the tables, pairs are the right ones, and all can be read aloud."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from evaluated import ROW, areas_of, evaluate, labelled_towns, likeness_of, row_of_blocks
from hand_made import barriers, town
from hypothesis import given, settings
from hypothesis import strategies as st
from in_both import evaluation_in_both
from real_input import INPUTS, plan_of
from shapely import LineString, box

from cluster_planner._money import WAN
from cluster_planner.evaluation._names import speak_of_two, spoken_names
from cluster_planner.evaluation._pairs import rank_pairs
from cluster_planner.model import PAIR, Communities, Likeness
from cluster_planner.settings import AreaSettings, Settings
from cluster_planner.works import share_works

NAMED = [
    ("location", "位置", "Location"),
    ("type", "类型", "type"),
    ("trade", "产业", "trade"),
    ("culture", "文化", "culture"),
]
HALF = 0.005 + 1e-9  # of a printed hundredth: what lies in the middle may be written either way
CHARACTERS = re.compile(r"[A-Za-z0-9.,%–…-]+|[^\sA-Za-z0-9.,%–…-]")  # as an office counts them: a number is one


@pytest.fixture(scope="module")
def sample():
    plan = plan_of("sample")
    return replace(plan, evaluation=evaluation_in_both(plan.evaluation))


def figures(pattern: str, text: str) -> list[float]:
    """Return the numbers of the first place where a pattern is found; each of its groups is one."""
    found = re.search(pattern, text)
    assert found, (pattern, text)
    return [float(number.replace(",", "")) for number in found.groups()]


# ---- figures


def test_every_figure_of_the_sample_is_that_of_its_table(sample) -> None:
    areas, criteria = sample.evaluation.areas, sample.evaluation.criteria
    for area, row in areas.iterrows():
        zh, en = row["reason_zh"], row["reason_en"]
        assert figures(r"共 (\d+) 个小区、([\d,]+) 户、([\d.]+) 万㎡", zh) == [
            row["communities"], row["households"], pytest.approx(row["floor_area_m2"] / 1e4, abs=0.05),
        ]  # fmt: skip
        assert figures(r"^(\d+) communities, ([\d,]+) households", en) == [row["communities"], row["households"]]
        need = [pytest.approx(row["need"], abs=HALF), pytest.approx(row["need_after"], abs=HALF)]
        assert figures(r"改造需求度 ([\d.]+)，推定改造后 ([\d.]+)", zh) == need
        assert figures(r"need score ([\d.]+), ([\d.]+) expected after", en) == need
        for name, word, english in NAMED:
            if np.isnan(row[name]):
                assert re.search(rf"{word}\S*不详", zh)
                assert re.search(rf"{english}.* unknown", en)
            else:
                assert figures(rf"{word} ([\d.]+)", zh) == [pytest.approx(row[name], abs=HALF)]
                assert figures(rf"{english} ([\d.]+)", en) == [pytest.approx(row[name], abs=HALF)]
        assert figures(r"相似度 ([\d.]+)", zh) == [pytest.approx(row["likeness_mean"], abs=HALF)]
        whole = criteria.loc[(area, "likeness")]
        assert whole["weakest"] == row["likeness_min"]
        if row["communities"] > 2:
            reported = [pytest.approx(whole[end], abs=HALF) for end in ("strongest", "weakest")]
            assert figures(r"最高（([\d.]+)），.*最低（([\d.]+)）", zh) == reported
            assert figures(r"highest .* \(([\d.]+)\), lowest .*? \(([\d.]+)\)", en) == reported


def test_the_saving_is_reported_with_its_range_and_its_largest_items(sample) -> None:
    for _, row in sample.evaluation.areas.iterrows():
        zh, en = row["reason_zh"], row["reason_en"]
        levels = [row["saving_money"], row["saving_low_money"], row["saving_high_money"]]
        levels = [level / WAN for level in levels]
        assert figures(r"约省 ([\d,]+) 万元（.*?([\d,]+)–([\d,]+) 万元", zh) == np.round(levels).tolist()
        assert figures(r"CNY ([\d,]+) \(.*?; ([\d,]+) to ([\d,]+); ", en) == (np.round(levels) * 1e4).tolist()
        assert figures(r"（([\d.]+)%", zh) == [pytest.approx(row["saving_share"] * 100, abs=0.05)]
        assert ("合理上限" in zh) == (row["saving_share"] > sample.settings.costs.max_saving_share)
        items = row[[name for name in row.index if name.endswith("_saving_money")]].astype(float) / WAN
        largest = items[items >= 0.5].nlargest(2)
        reported = [float(amount.replace(",", "")) for amount in re.findall(r"([\d,]+) 万元", zh.split("其中")[1])]
        assert reported[: len(largest)] == largest.round().tolist()


def test_the_money_of_the_next_best_plan_is_that_of_its_areas(sample) -> None:
    next_best, labels = sample.next_best.frame, sample.areas.labels
    reported = sample.evaluation.areas["reason_zh"]
    for area, second in list(next_best[next_best["moves"].map(len) > 0].iterrows())[::9]:
        other = labels.copy()
        for move in second["moves"]:
            other[move.community_id] = move.to or None
        then = share_works(sample.works, sample.communities, sample.links, other, sample.settings.costs)
        lost = sample.savings.items["saving_money"].sum() - then.items["saving_money"].sum()
        assert second["saving_lost_money"] == pytest.approx(lost, abs=0.01)
        if "，少省" in reported[area]:
            assert figures(r"少省 ([\d,]+) 万元", reported[area]) == [pytest.approx(lost / WAN, abs=0.51)]


@st.composite
def scored_pairs(draw):
    """Likeness of some pairs of seven communities, with ties and gaps, and the areas of the communities."""
    ids = [f"c{place}" for place in range(7)]
    pairs = [(one, other) for place, one in enumerate(ids) for other in ids[place + 1 :] if draw(st.booleans())]
    index = pd.MultiIndex.from_tuples(pairs, names=PAIR) if pairs else pd.MultiIndex.from_arrays([[], []], names=PAIR)
    score = st.sampled_from([np.nan, 0.2, 0.5, 0.9])
    names = ("location", "type", "trade", "culture", "likeness")
    frame = pd.DataFrame({name: [draw(score) for _ in pairs] for name in names}, index=index, dtype=float)
    area = pd.Series([draw(st.sampled_from([None, "A1", "A2"])) for _ in ids], index=ids, dtype="str")
    return frame, area


@settings(max_examples=30, deadline=None)
@given(scored_pairs(), st.randoms(use_true_random=False))
def test_strongest_and_weakest_pairs_equal_brute_force(case, random) -> None:
    frame, area = case
    found = rank_pairs(Likeness(frame), area)
    expected = {}
    for name in frame:
        for one in area.dropna().unique():
            inside = [(pair, score) for pair, score in frame[name].dropna().items()
                      if area[pair[0]] == one and area[pair[1]] == one]  # fmt: skip
            if inside:
                weakest, strongest = min(inside, key=lambda p: (p[1], p[0])), min(inside, key=lambda p: (-p[1], p[0]))
                mean = sum(score for _, score in inside) / len(inside)
                expected[one, name] = (len(inside), pytest.approx(mean), *strongest[::-1], *weakest[::-1])
    reported = {
        key: (row["pairs"], row["mean"], row["strongest"], (row["strongest_focal"], row["strongest_neighbor"]),
              row["weakest"], (row["weakest_focal"], row["weakest_neighbor"]))
        for key, row in found.iterrows()
    }  # fmt: skip
    assert reported == expected
    mixed = frame.iloc[random.sample(range(len(frame)), len(frame))]
    pd.testing.assert_frame_equal(rank_pairs(Likeness(mixed), area.iloc[::-1]), found)


# ---- what closed an area


def test_barriers_are_reported_with_their_sides_and_others_are_counted() -> None:
    shapes = [*ROW, box(0, 60, 50, 100)]
    communities = town(shapes, name=["棉纺厂宿舍", "码头新村", "大桥小区", "茶厂家属院", "桥北里"])
    road, river = LineString([(115, -50), (115, 200)]), LineString([(-50, 50), (200, 50)])
    cut = barriers(("primary", road), ("water", river, 20))
    reported = evaluate(communities, areas_of(communities, ["A1", "A1", None, None, None]), barriers=cut).areas.loc[
        "A1"
    ]
    assert reported["reason_zh"].endswith("东至primary 0，北至water 1；对面最近的是大桥小区。")
    assert reported["reason_en"].endswith(
        "Bounded by primary 0 (east), water 1 (north); the nearest community beyond is 大桥小区."
    )


def test_other_neighbours_are_counted_by_their_reason() -> None:
    shapes = [*ROW[:2], *(box(left, 50, left + 20, 70) for left in (0, 25, 60, 85))]
    communities = town(shapes, status="completed")
    scores = {("c0", "c2"): 0.6, ("c1", "c2"): 0.6}
    scores |= {(member, other): 0.3 for member in ("c0", "c1") for other in ("c4", "c5")}
    eligible = (communities.index != "c3").tolist()
    judged = pd.DataFrame({"eligible": eligible, "reason": ["", "", "", "status", "", ""]}, index=communities.index)
    areas = areas_of(communities, ["A1", "A1", None, None, None, None])
    reported = evaluate(communities, areas, likeness=likeness_of(communities, scores), eligibility=judged).areas.loc[
        "A1"
    ]
    assert reported["reason_zh"].endswith(
        "周边平均最似的c2（0.60）纳入后评分不增；另 2 个平均不足 0.50、1 个不符合条件。"
    )
    assert reported["reason_en"].endswith("would not raise the score; others: 2 averaging below 0.50, 1 not eligible.")


@pytest.mark.parametrize(
    ("labels", "rules", "cut", "zh"),
    [
        (["A1", "A1", "A2", "A2"], AreaSettings(), None, "大桥小区（0.70）已入大桥小区片区"),
        (["A1", "A1", None, None], AreaSettings(max_communities=2), None, "纳入后小区数达 3 个，超过上限 2 个"),
        (["A1", "A1", None, None], AreaSettings(excluded=("c2",)), None, "（0.70）按设置排除"),
        (["A1", "A1", None, None], AreaSettings(), (115, -9, 115, 99), "东至primary 0；对面最近的是大桥小区"),
        (["A1", "A1", None, None], AreaSettings(limits={}), None, "（0.70）纳入后评分不增"),
        (["A1", "A1", None, None], AreaSettings(min_likeness=0.75), None, "（0.70）低于门槛 0.75"),
    ],
)  # fmt: skip
def test_why_the_alternative_is_outside(labels, rules, cut, zh) -> None:
    road = None if cut is None else barriers(("primary", LineString([cut[:2], cut[2:]])))
    communities = row_of_blocks(households=[9, 8, 7, 6])
    found = evaluate(communities, areas_of(communities, labels), barriers=road, settings=Settings(areas=rules))
    assert zh in found.areas.loc["A1", "reason_zh"]


def test_what_is_not_eligible_is_no_alternative() -> None:
    communities = row_of_blocks(tenure="self_built")
    judged = pd.DataFrame({"eligible": [True, True, False, False], "reason": ["", "", "too_new", "tenure"]})
    areas = areas_of(communities, ["A1", "A1", None, None])
    reported = evaluate(communities, areas, eligibility=judged.set_index(communities.index)).areas.loc["A1"]
    assert reported["reason_zh"].endswith("周边无可纳入的小区（1 个不符合条件）。")
    assert reported["reason_en"].endswith("No neighbour can join (1 not eligible).")


def test_nobody_around() -> None:
    communities = town(ROW[:2])
    reported = evaluate(communities, areas_of(communities, ["A1", "A1"])).areas.loc["A1"]
    assert reported["reason_zh"].endswith("周边无其他相邻小区。")
    assert "户数不详" in reported["reason_zh"]
    assert "造价不详" in reported["reason_zh"]
    assert "The cost is unknown" in reported["reason_en"]


# ---- read aloud


@pytest.mark.parametrize("name", list(INPUTS))
def test_reasons_are_short_enough_to_read_aloud(name, sample) -> None:
    evaluation = sample.evaluation if name == "sample" else evaluation_in_both(plan_of(name).evaluation)
    areas = evaluation.areas
    characters = areas["reason_zh"].map(lambda text: len(CHARACTERS.findall(text)))
    words = areas["reason_en"].str.split().str.len()
    assert characters.median() <= 210
    assert characters.quantile(0.9) <= 240
    assert characters.max() <= 280
    assert words.median() <= 100
    assert words.max() <= 130
    assert areas["reason_zh"].str.count("。").max() <= 5
    alone = evaluation.communities[evaluation.communities["outcome"] == "alone"]
    assert alone["reason_zh"].str.count("。").max() <= 3
    assert alone["reason_zh"].map(lambda text: len(CHARACTERS.findall(text))).max() <= 100
    for text in (*areas["reason_zh"], *areas["reason_en"], *evaluation.communities["reason_zh"]):
        assert not re.search("nan|None|[{}]", text), text


@settings(max_examples=8, deadline=None)
@given(labelled_towns())
def test_no_hole_is_left_in_any_reason(case) -> None:
    communities, labels, cut = case
    evaluation = evaluate(communities, areas_of(communities, labels), barriers=cut)
    for lang in ("zh", "en"):
        for text in (*evaluation.areas[f"reason_{lang}"], *evaluation.communities[f"reason_{lang}"]):
            assert text
            assert not re.search(r"nan|None|inf|[{}]|（）|，，|  ", text), text


def test_names_are_as_short_as_they_can_be_and_clear() -> None:
    names = ["上海市虹口区第一棉纺织厂职工家属院南区", "上海市虹口区第一毛纺织厂职工家属院北区", "新村", "新村", "新村"]
    communities = town([None] * 5, name=names, subdistrict=["甲", "甲", "甲", "甲", "乙"])
    spoken = spoken_names(communities).tolist()
    assert spoken == [
        "上海市虹口区第一棉…工家属院南区",
        "上海市虹口区第一毛…工家属院北区",
        "新村（c2）",
        "新村（c3）",
        "新村",
    ]
    names[0] = "上海市虹口区第一毛麻纺织厂职工家属院北区"
    assert spoken_names(town([None] * 2, name=names[:2])).tolist() == names[:2]
    assert speak_of_two("纺织厂家属院", "纺织厂家属院二区") == ("纺织厂家属院", "二区")
    assert speak_of_two("纺织厂家属院二区", "纺织厂家属院") == ("纺织厂家属院二区", "纺织厂家属院")
    assert speak_of_two("纺织厂五区", "机械厂五区") == ("纺织厂五区", "机械厂五区")


def test_names_with_braces_are_only_names() -> None:
    communities = town(ROW, name="{0.__class__}{other}")
    reported = evaluate(communities, areas_of(communities, ["A1", "A1", None, None]))
    assert "{0.__class__}{other}" in reported.communities.loc["c0", "reason_zh"]


def test_a_community_may_have_the_id_of_an_area() -> None:
    communities = row_of_blocks()
    renamed = Communities(communities.frame.rename(index={"c2": "A1", "c3": "A2"}).rename_axis("community_id"))
    found = evaluate(renamed, areas_of(renamed, ["A1", "A1", "A2", "A2"])).areas
    assert "大桥小区（0.70）已入" in found.loc["A1", "reason_zh"]


def test_likeness_that_is_not_known_is_said_to_be_so() -> None:
    communities = row_of_blocks()
    pairs = [("c0", "c1"), ("c0", "c2"), ("c1", "c2")]
    nothing = likeness_of(communities, dict.fromkeys(pairs, np.nan))
    reported = evaluate(communities, areas_of(communities, ["A1", "A1", "A1", None]), likeness=nothing).areas.loc["A1"]
    assert "四项标准：位置、类型、产业、文化不详；平均相似度不详。" in reported["reason_zh"]
    assert "Location, type, trade, culture unknown; average likeness unknown." in reported["reason_en"]
