"""A reviewer at work in the map page: edits, broken rules, undo, autosave, export, import, in both languages."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from drawn_towns import HOSTILE, make_plan
from reviewing import Desk

from cluster_planner.render import save_map
from cluster_planner.reviews import read_review


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    return save_map(make_plan(), tmp_path_factory.mktemp("map") / "map.html")


AREA, MEMBER = "金银山·纺织厂片区2", "粮食局家属院14"


def test_an_edit_shows_at_once_what_it_comes_to_and_can_be_undone(browser, page):
    with Desk(browser, page) as desk:
        before, drawn = desk.figures(), desk.drawn()
        assert "200" in before  # five areas save 40 each, as the plan says
        desk.open_member(AREA, MEMBER)
        desk.press("拆出单独改造")
        assert desk.done() == [f"{MEMBER} 单独改造"]
        assert "17 → 16" in desk.figures()
        assert "200 → " in desk.figures()
        assert "不在片区" in desk.page.locator(".cp-review-section").inner_text()
        assert desk.drawn() != drawn
        desk.page.keyboard.press("Control+z")
        assert (desk.done(), desk.figures()) == ([], before)
        desk.page.keyboard.press("Control+y")
        assert desk.done() == [f"{MEMBER} 单独改造"]
        desk.page.get_by_role("button", name="撤销").click()
        desk.page.get_by_role("button", name="重做").click()
        assert desk.done() == [f"{MEMBER} 单独改造"]
        desk.page.locator(".cp-review-drop").click()
        assert (desk.done(), desk.figures()) == ([], before)
        assert desk.complaints == desk.asked_for() == []


def test_a_move_that_breaks_a_rule_is_shown_as_broken_with_its_figures_and_done(browser, page):
    with Desk(browser, page) as desk:
        desk.open_member(AREA, MEMBER)
        chosen = desk.pick("划入…", "✗")
        assert "被资江阻隔" in chosen
        assert len(desk.done()) == 1
        broken = " ".join(desk.broken())
        assert "不连通，分成 2 块；被资江阻隔" in broken
        assert "超出跨度" in broken
        desk.open_area("金银山·纺织厂片区0")
        desk.press("锁定片区")
        desk.open_member("金银山·纺织厂片区0", "纺织厂宿舍0")
        desk.press("不参与划片")
        assert any("改动了锁定的片区" in line for line in desk.broken())


def test_two_areas_merge_and_limits_are_shown(browser, page):
    with Desk(browser, page) as desk:
        desk.open_area(AREA)
        assert desk.limit("小区数（个）") == ("4", "2 至 10", "符合")
        desk.pick("与…合并", "片区3")
        assert desk.limit("小区数（个）") == ("7", "2 至 10", "符合")
        assert "5 → 4" in desk.figures()
        assert desk.done() == ["金银山·纺织厂片区3 并入 金银山·纺织厂片区2"]


def test_a_review_is_kept_in_the_browser_exported_and_taken_up_again(browser, page, tmp_path):
    with Desk(browser, page, name="李 四", role="subdistrict") as desk:
        desk.open_member(AREA, MEMBER)
        desk.pick("不与…同片", "")
        desk.remark("<img src=x onerror=alert(1)>")
        desk.press("反对")
        done = desk.done()
        assert "自动保存" in desk.note()
        desk.page.reload()
        desk.page.locator(".cp-review-toggle").click()
        assert desk.done() == done
        assert desk.page.locator(".cp-review .cp-search").input_value() == "李 四"
        path = desk.export(tmp_path)
        assert desk.page.locator("img").count() == 0
        assert desk.complaints == []
    assert re.fullmatch(r"review-subdistrict-李-四-\d{4}-\d\d-\d\d.json", path.name)
    review = read_review(path, make_plan().checksum)
    assert [operation["op"] for operation in review.operations] == ["apart", "comment", "opinion"]
    assert {breach["rule"] for breach in review.breaches} == {"apart"}
    with Desk(browser, page) as desk:
        desk.load(path)
        assert desk.done() == done
        desk.page.get_by_role("button", name="English").click()
        assert any("Objects to" in line for line in desk.done())


def test_a_file_that_is_not_this_review_is_not_imported(browser, page, tmp_path):
    with Desk(browser, page, name="王五", role="county") as desk:
        assert desk.page.locator(".cp-review").count() == 1
        path = desk.export(tmp_path)
        content = json.loads(path.read_text(encoding="utf-8"))
        faults = {
            "导出后被改动过": json.dumps(content | {"title": "x"}),
            "不是评审意见": '{"type": "FeatureCollection"}',
        }
        for words, text in faults.items():
            path.write_text(text, encoding="utf-8")
            desk.load(path)
            assert words in desk.note()
    with Desk(browser, page) as desk:
        desk.page.locator(".cp-review-export").click()
        assert "请先填写评审人姓名" in desk.note()


def test_hostile_names_run_nothing_in_a_review(browser, tmp_path):
    with Desk(browser, save_map(make_plan(hostile=True), tmp_path / "map.html"), name=HOSTILE[0]) as desk:
        desk.page.locator(".cp-table .cp-name").first.click()
        desk.settle()
        desk.press("锁定片区")
        desk.press("同意")
        assert desk.page.locator("img, svg:not(.cp-chart > svg), .cp-page script").count() == 0
        assert desk.complaints == []


@pytest.mark.parametrize("size", [(1920, 1080), (390, 844)])
def test_the_review_fits_any_screen(browser, page, size):
    with Desk(browser, page, size=size) as desk:
        box = desk.page.locator(".cp-review").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]
        assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_axe_finds_nothing_against_wcag_aa_in_a_review(browser, page):
    with Desk(browser, page, name="张三") as desk:
        desk.open_member(AREA, MEMBER)
        desk.pick("划入…", "✗")
        found = Axe().run(desk.page, context=".cp-page", options={"runOnly": ["wcag2a", "wcag2aa"]})
        assert found.violations_count == 0, found.generate_report()


def test_the_focus_stays_where_the_reviewer_works(browser, page):
    with Desk(browser, page) as desk:
        desk.open_area(AREA)
        agree = desk.page.locator(".cp-review-section").get_by_role("button", name="同意", exact=True)
        agree.focus()
        desk.page.keyboard.press("Enter")
        assert desk.page.evaluate("document.activeElement.textContent") == "同意"
        assert len(desk.done()) == 1


def test_edits_show_in_the_header_the_table_the_labels_and_the_cards(browser, page):
    with Desk(browser, page) as desk:
        row = desk.page.locator(".cp-area", has_text=AREA)
        facts, households = desk.page.locator(".cp-facts").inner_text(), row.locator(".cp-col-households").inner_text()
        desk.open_member(AREA, MEMBER)
        desk.press("拆出单独改造")
        assert row.locator(".cp-col-communities").text_content() == "3"
        assert row.locator(".cp-col-households").inner_text() != households
        reported = desk.page.locator(".cp-facts").inner_text()
        assert "16 个小区连片改造" in reported
        assert "11 个单独改造" in reported
        assert "未经重新求解" in reported
        desk.open_area(AREA)
        assert "3 个\n小区数" in desk.card()
        assert "按评审改动重算" in desk.card()
        assert MEMBER not in desk.page.locator(".cp-card .cp-list").inner_text()
        desk.page.get_by_role("button", name="English").click()
        assert "Recalculated after these changes" in desk.card()
        desk.page.get_by_role("button", name="中文").click()
        desk.page.locator(".cp-review-toggle").click()
        assert desk.page.locator(".cp-facts").inner_text() == facts
        assert row.locator(".cp-col-households").inner_text() == households
        assert desk.complaints == desk.asked_for() == []


def test_an_edited_area_knows_of_its_members_what_it_knew(browser, page):
    with Desk(browser, page) as desk:
        partly = desk.page.locator(".cp-table .cp-coverage").all_inner_texts()
        desk.open_member(AREA, MEMBER)
        desk.press("拆出单独改造")
        desk.page.keyboard.press("Escape")
        assert desk.page.locator(".cp-edited").count() == 1
        assert desk.page.locator(".cp-table .cp-coverage").all_inner_texts() == partly == []


def test_a_new_area_is_in_the_table_and_a_merged_one_is_not(browser, page):
    with Desk(browser, page) as desk:
        names = desk.page.locator(".cp-area .cp-name").all_inner_texts()
        desk.open_area(AREA)
        desk.pick("与…合并", "片区3")
        left = desk.page.locator(".cp-area .cp-name").all_inner_texts()
        assert [name for name in names if name not in left] == ["金银山·纺织厂片区3"]
        assert desk.page.locator(".cp-label-badge").count() == 4
        desk.page.locator(".cp-others summary").first.click()
        desk.page.locator(".cp-others .cp-row", has_text="粮食局家属院8").click()
        desk.settle()
        desk.pick("划入…", "")
        assert len(desk.done()) == 2
        assert desk.complaints == []
