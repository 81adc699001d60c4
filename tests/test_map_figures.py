"""Costs, works, check-up, facilities and proofs on the cards and the map."""

import dataclasses

import numpy as np
import pytest
from browser import Reader
from drawn_towns import make_plan

from cluster_planner.render import save_map
from cluster_planner.render._proof import certify_areas
from cluster_planner.render._works_payload import pack_works
from cluster_planner.words import say_proof, speaker

COSTS = {"cost_alone_low_money": 1e6, "cost_alone_high_money": 1.6e6, "cost_basis": "works"}
AREA_COSTS = {
    "need_after": 0.2,
    "saving_low_money": 250_000.0,
    "saving_high_money": 660_000.0,
    "trench_saving_money": 315_000.0,
}


@pytest.fixture(scope="module")
def plan():
    """Return the town with costs in ranges, and half of its need left by the works."""
    plan = make_plan()
    ids = plan.communities.index
    evaluation = dataclasses.replace(
        plan.evaluation,
        areas=plan.evaluation.areas.assign(**AREA_COSTS),
        communities=plan.evaluation.communities.assign(**COSTS),
    )
    need = plan.need.assign(need_age=0.4, need_sewer=np.where(ids == "c2", np.nan, 0.2))
    after = plan.need_after.assign(need_age=0.4, need_sewer=need["need_sewer"] / 2)
    return dataclasses.replace(plan, evaluation=evaluation, need=need, need_after=after)


@pytest.fixture(scope="module")
def page(plan, tmp_path_factory):
    return save_map(plan, tmp_path_factory.mktemp("map") / "map.html")


@pytest.fixture
def reader(browser, page):
    with Reader(browser, page) as opened:
        yield opened
        assert opened.complaints == opened.asked_for() == []


def test_an_area_reports_its_saving_in_a_range_and_item_by_item(reader):
    reader.go("#area=A1")
    card = reader.card()
    assert "40\u00a0万元（25–66）" in card
    assert "共沟敷设节省\n31.5\u00a0万元" in card
    assert "路面恢复节省" not in card


def test_need_is_reported_before_and_after_part_by_part(reader):
    reader.go("#area=A1")
    assert "改造需求度\n0.63 → 0.20" in reader.card()
    assert "0.20 → 0.10" in reader.card()
    reader.go("#community=c0")
    bars = reader.page.locator(".cp-bar").evaluate_all(
        "nodes => nodes.map(node => ['--before', '--share'].map(name => +node.style.getPropertyValue(name)))"
    )
    assert bars == [[1, 1], [0.5, 0.25]]


def test_a_community_lists_its_works_and_they_add_up_to_its_cost(reader, plan):
    reader.go("#community=c0")
    assert "127\u00a0万元（100–160）" in reader.card()
    assert "按工程估算" in reader.card()
    reader.page.locator(".cp-more summary").click()
    amounts = reader.page.locator(".cp-works tbody td:last-child").all_inner_texts()
    assert sum(map(float, amounts)) == pytest.approx(127, abs=0.05 * len(amounts))
    quantities = plan.works.quantities.loc["c0"]
    assert len(amounts) == (quantities > 0).sum() + 1  # and what is no work
    assert reader.page.locator(".cp-works").inner_text().count(speaker("zh").label("work", "B01")) == 1


def test_works_share_columns_without_loss(plan):
    packed = pack_works(plan)
    reported = plan.works.quantities.where(plan.evaluation.communities["outcome"] != "not_eligible", 0.0)
    for place, code in enumerate(packed["codes"]):
        shown = packed["measures"][packed["measure"][place]]["values"] * packed["counted"][place]["values"]
        assert np.abs(shown - reported[code]).max() <= 0.5
    assert len(packed["measures"]) < len(packed["codes"])


def test_missing_facilities_stand_on_the_card_and_on_the_map(reader, plan):
    missing = plan.services.frame.query("service_state == 'missing'")
    assert len(missing)
    area, service = missing.index[0]
    reader.go(f"#area={area}")
    name = speaker("zh").label("choice.service", service)
    site = plan.services.sites.xs((area, service), level=("area_id", "service")).index[0]
    assert name in reader.page.locator(".cp-services").inner_text()
    assert plan.communities.frame.at[site, "name"] in reader.page.locator(".cp-services").inner_text()
    reader.page.keyboard.press("Escape")
    before = reader.drawn()
    reader.page.locator(".cp-layers summary").click()
    reader.page.locator(".cp-layers input[name=proposed]").click()
    reader.settle()
    assert reader.drawn() != before
    place = plan.services.sites.geometry.loc[[missing.index[0] + (site,)]].to_crs("EPSG:4326").iloc[0]
    reader.go(f"#at=17/{place.y}/{place.x}")
    box = reader.page.locator(".cp-stage").bounding_box()
    reported = reader.hover(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert "拟增设施" in reported
    assert name in reported


def test_an_area_reports_its_mode_and_the_proof_of_its_own_component(reader, plan):
    reader.go("#area=A1")
    mode = plan.services.modes.loc["A1"]
    proven = speaker("zh").write(say_proof("bounded", 0.03))
    assert speaker("zh").label("choice.mode", mode["mode"]) in reader.card()
    assert speaker("zh").write(mode["mode_reason_said"]) in reader.card()
    assert certify_areas(plan)["proven_said"].notna().any()
    assert f"组团（10 个小区）：{proven}" in reader.card()
