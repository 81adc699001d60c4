"""The loop closed: what became of each wish of a review, in the map of the next plan."""

import dataclasses
import json

import pytest
from browser import Reader
from drawn_towns import make_plan

from cluster_planner.books import format_decisions, read_decisions
from cluster_planner.errors import SourceError
from cluster_planner.render import save_map
from cluster_planner.render._decisions_payload import pack_decisions
from cluster_planner.reviews import Ground, Review, Reviewer, merge_reviews
from cluster_planner.settings import AreaSettings


@pytest.fixture(scope="module")
def decided():
    """A plan made after three reviews of the same plan: two clash, one is heeded."""
    plan = make_plan()
    labels = plan.areas.labels.reindex(plan.communities.index)
    names = plan.communities.frame["name"]
    ground = Ground(labels, names, dict(plan.evaluation.areas["area_name_said"]), AreaSettings())
    members = {area: list(ground.labels.index[labels == area]) for area in plan.areas.frame.index}
    mover, leaver = members["A1"][0], members["A2"][0]
    remark = {"op": "comment", "about": "community", "id": mover, "text": "居民愿意并入"}
    reviews = [
        Review(Reviewer("community", "张三"), ({"op": "move", "community": mover, "to": "A2"}, remark)),
        Review(Reviewer("subdistrict", "李四"), ({"op": "lock", "area": "A1", "communities": members["A1"]},)),
        Review(Reviewer("county", "王五"), ({"op": "move", "community": leaver, "to": ""}, {"op": "agree_rest"})),
    ]
    return plan, merge_reviews(reviews, ground), (mover, leaver)


@pytest.fixture(scope="module")
def answered(decided, tmp_path_factory):
    plan, merged, (_, leaver) = decided
    path = tmp_path_factory.mktemp("decisions") / "review-decisions.json"
    path.write_text(format_decisions(merged), encoding="utf-8")
    settings = dataclasses.replace(plan.settings, areas=dataclasses.replace(plan.settings.areas, excluded=(leaver,)))
    return dataclasses.replace(plan, about={**plan.about, "decisions": read_decisions(path)}, settings=settings)


def test_each_wish_has_its_reviewer_what_was_decided_and_why(answered):
    found = {(one["kind"], one["reviewer"]): one for one in pack_decisions(answered)}
    assert {key: one["state"] for key, one in found.items()} == {
        ("together", "张三"): "conflict",
        ("comment", "张三"): "noted",
        ("locked", "李四"): "conflict",
        ("excluded", "王五"): "taken",
    }
    assert "李四" in found["together", "张三"]["why"][0]
    assert found["excluded", "王五"]["why"] is None
    assert found["comment", "张三"]["wish"] == ("居民愿意并入", "居民愿意并入")


def test_a_wish_that_the_planner_took_out_of_the_settings_is_not_called_accepted(answered):
    areas = dataclasses.replace(answered.settings.areas, excluded=())
    plan = dataclasses.replace(answered, settings=dataclasses.replace(answered.settings, areas=areas))
    assert {one["state"] for one in pack_decisions(plan) if one["kind"] == "excluded"} == {"dropped"}


def test_a_plan_without_reviews_has_no_decisions(tmp_path):
    assert pack_decisions(make_plan()) == []
    assert read_decisions(tmp_path / "none.json") == []


@pytest.mark.parametrize("damage", ["", "{}", "[1]", '[{"kind": "together"}]', '[{"kind": 5}]'])
def test_a_damaged_file_of_decisions_is_refused_with_its_name(damage, decided, tmp_path):
    path = tmp_path / "review-decisions.json"
    path.write_text(damage, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_decisions(path)
    assert str(path) in caught.value.in_words("zh")
    _, merged, _ = decided
    rows = json.loads(format_decisions(merged))
    path.write_text(json.dumps([{**row, "wish": ["Said", "no.such", {}]} for row in rows]), encoding="utf-8")
    with pytest.raises(SourceError):
        read_decisions(path)


def test_cards_pins_and_the_list_answer_the_reviewers(browser, answered, decided, tmp_path):
    _, _, (mover, leaver) = decided
    with Reader(browser, save_map(answered, tmp_path / "map.html")) as reader:
        reader.go(f"#community={leaver}")
        assert "已采纳" in reader.card()
        assert "王五（县区局）" in reader.card()
        reader.go(f"#community={mover}")
        assert "意见有冲突，未采纳" in reader.card()
        assert "居民愿意并入" in reader.card()
        reader.page.keyboard.press("Escape")
        listed = reader.page.locator(".cp-decided")
        listed.locator("summary").click()
        assert listed.locator("ul > li").count() == 4
        listed.locator("select").select_option("张三（社区）")
        assert listed.locator("ul > li").count() == 2
        reader.page.get_by_role("button", name="English").click()
        assert "Accepted" not in reader.page.locator(".cp-decided").inner_text()
        reader.go(f"#community={leaver}")
        assert "Accepted 王五 (county" in reader.card()
        assert reader.complaints == reader.asked_for() == []
