"""Maps of real data: what nobody knows is said to be unknown everywhere, and the first screen is in order."""

import re

import pytest
from browser import Reader
from real_input import plan_of

from cluster_planner.render import save_map
from cluster_planner.words.tables import plan_tables

# Buttons and signs on the map whose words do not fit.
CUT = """
() => [...document.querySelectorAll(".cp-head button, .cp-button, .cp-segment, .cp-fact")]
    .filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => node.textContent)
"""


@pytest.fixture(scope="module", params=["seoul", "wuxi"])
def opened(request, tmp_path_factory, browser):
    plan = plan_of(request.param)
    path = save_map(plan, tmp_path_factory.mktemp(request.param) / "map.html")
    with Reader(browser, path) as reader:
        yield request.param, plan, reader
        assert reader.complaints == []


def test_the_first_screen_is_in_order_in_both_languages(opened):
    name, _, reader = opened
    for lang in ("zh", "en"):
        reader.go(f"#lang={lang}")
        assert reader.page.evaluate(CUT) == []
        browse = reader.page.locator(".cp-browse").bounding_box()
        row = reader.page.locator(".cp-area").first.bounding_box()
        assert row["y"] + row["height"] < browse["y"] + browse["height"]
        head = reader.page.locator(".cp-head").bounding_box()
        assert head["height"] <= (96 if lang == "en" else 80), (name, lang)


def test_where_no_cost_is_known_no_sum_no_rank_by_money_and_no_promise_is_made(opened):
    name, plan, reader = opened
    if name != "wuxi":
        pytest.skip("its costs are estimated from households")
    reader.go("#lang=zh")
    assert "万元" not in reader.page.locator(".cp-head").inner_text()
    reasons = plan_tables(plan, "zh")["areas"]["reason"]
    assert reasons.str.contains("造价不详").all()
    for row in reader.page.locator(".cp-area .cp-name").all()[:5]:
        row.evaluate("node => node.click()")
        reader.settle()
        card = reader.card()
        assert "造价不详" in card
        assert not re.search(r"\d ?万元|在本县|不需增加资金", card)
