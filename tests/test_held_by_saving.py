"""Members that an area holds for the saving alone: by hand, and as the referee values the area without them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from evaluated import EASY, areas_of, evaluate, labelled_towns, likeness_of, row_of_blocks
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_planner.areas import state_problem
from cluster_planner.areas._referee import value_of
from cluster_planner.model import Barriers
from cluster_planner.proximity import link_communities


@pytest.mark.parametrize(
    ("third", "zh", "en"),
    [
        (0.5, "无", "none"),
        # It takes 2 x 0.07 from the value, and brings a mobilisation and 120 m of facing sides: 0.1 x (1 + 120 / 250).
        (0.43, "大桥小区（0.43）", "大桥小区 (0.43)"),
        # 2 x 0.08 is more than that: something else holds it here.
        (0.42, "无", "none"),
    ],
)
def test_by_hand(third, zh, en) -> None:
    communities = row_of_blocks()
    alike = likeness_of(communities, {("c0", "c2"): third, ("c1", "c2"): third})
    found = evaluate(communities, areas_of(communities, ["A1", "A1", "A1", None]), likeness=alike).areas.loc["A1"]
    assert (found["held_by_saving_zh"], found["held_by_saving_en"]) == (zh, en)


def test_both_of_two_are_named() -> None:
    communities = row_of_blocks()
    alike = likeness_of(communities, {("c0", "c1"): 0.4})
    found = evaluate(communities, areas_of(communities, ["A1", "A1", None, None]), likeness=alike).areas.loc["A1"]
    assert found["held_by_saving_zh"] == "棉纺厂宿舍（0.40）、码头新村（0.40）"


@settings(max_examples=20, deadline=None)
@given(labelled_towns(), st.data())
def test_the_referee_says_the_same(case, data) -> None:
    communities, labels, _ = case
    pairs = combinations(sorted(communities.index), 2)
    alike = likeness_of(communities, {pair: data.draw(st.sampled_from([0.3, 0.45, 0.5, 0.6])) for pair in pairs})
    areas = areas_of(communities, labels)
    reported = evaluate(communities, areas, likeness=alike).areas["held_by_saving_zh"]
    links = link_communities(communities, Barriers.none(communities.frame.crs), EASY.links)
    rules = [EASY.areas, replace(EASY.areas, saving_weight=0.0)]
    whole, by_likeness = (state_problem(communities, links, alike, each) for each in rules)
    held = Counter()
    for member, area in areas.labels.dropna().items():
        without = areas.labels.where(areas.labels.index != member)
        lost, lost_alike = (
            value_of(areas.labels, each).sum() - value_of(without, each).sum() for each in (whole, by_likeness)
        )
        held[area] += bool(lost_alike < -1e-9 and lost >= -1e-9)
    assert reported.map(lambda text: 0 if text == "无" else text.count("、") + 1).to_dict() == dict(held)
