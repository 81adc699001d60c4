"""A reviewer picks communities on the map with a line, a cut and clicks, and sees what a change would do before it."""

import base64
import io

import numpy as np
import pytest
from drawn_towns import make_plan
from PIL import Image
from reviewing import Desk

from cluster_planner.render import save_map
from cluster_planner.reviews import read_review

PLAN_CANVAS = "document.querySelector('.cp-canvas canvas').toDataURL()"


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    return save_map(make_plan(), tmp_path_factory.mktemp("map") / "map.html")


@pytest.fixture
def desk(browser, page):
    with Desk(browser, page, name="李四", role="county") as desk:
        yield desk
        assert desk.complaints == desk.asked_for() == []


def ink_of(desk):
    """Return the pixels of the map of the plan, colours by their opacity."""
    png = base64.b64decode(desk.page.evaluate(PLAN_CANVAS).split(",")[1])
    pixels = np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"), dtype=float)
    return pixels[..., :3] * pixels[..., 3:] / 255


def brush(desk, name):
    desk.page.get_by_role("button", name=name, exact=True).click()


def draw(desk, *spots):
    """Draw a line from spot to spot with the mouse held down."""
    desk.page.mouse.move(*spots[0])
    desk.page.mouse.down()
    for spot in spots[1:]:
        desk.page.mouse.move(*spot, steps=4)
    desk.page.mouse.up()
    desk.page.wait_for_timeout(150)


def around(desk, text, reach):
    x, y = desk.spot(text)
    left, right, top, bottom = x - reach, x + reach, y - reach, y + reach
    return (left, top), (right, top), (right, bottom), (left, bottom), (left, top + 2)


def picked(desk):
    return desk.page.locator(".cp-target h3").inner_text()


def test_a_lasso_sends_communities_to_the_area_that_holds_most_of_them(desk):
    brush(desk, "套索")
    draw(desk, *around(desk, "金银山·纺织厂片区2", 165))
    assert "把选中的" in picked(desk)
    choice = desk.page.get_by_label("选中的小区去向")
    assert choice.locator("option").all_inner_texts()[0] == "并入 金银山·纺织厂片区2"
    figures = desk.page.locator(".cp-target .cp-limit-figure").all_inner_texts()
    before = desk.page.locator(".cp-area", has_text="金银山·纺织厂片区2").locator(".cp-col-communities").inner_text()
    assert int(figures[0]) > int(before)
    assert desk.done() == []
    desk.page.locator(".cp-apply").click()
    after = desk.page.locator(".cp-area", has_text="金银山·纺织厂片区2").locator(".cp-col-communities").inner_text()
    assert after == figures[0]
    assert len(desk.done()) == 1
    assert desk.page.locator(".cp-target").count() == 0
    desk.page.keyboard.press("Control+z")
    assert desk.done() == []


def test_a_line_cuts_an_area_in_two_and_the_smaller_part_is_an_area_of_its_own(desk):
    x, y = desk.spot("金银山·纺织厂片区2")
    brush(desk, "切开")
    draw(desk, (x + 15, y - 90), (x + 20, y + 90))
    assert "2 个小区" in picked(desk)
    assert desk.page.locator(".cp-target .cp-limit-sign").first.get_attribute("aria-label") == "符合"
    assert "不违反任何规则" in desk.page.locator(".cp-target").inner_text()
    desk.page.locator(".cp-apply").click()
    assert "5 → 6" in desk.figures()
    assert desk.page.locator(".cp-area").count() == 6


def test_clicks_pick_and_unpick_and_escape_picks_nothing(desk):
    where = desk.spot("桃花仑小区19")
    desk.page.keyboard.down("Control")
    desk.page.mouse.click(*where)
    desk.page.keyboard.up("Control")
    assert "1 个小区" in picked(desk)
    assert desk.page.locator(".cp-card").is_hidden()
    brush(desk, "点选")
    desk.page.mouse.click(*where)
    assert desk.page.locator(".cp-target").count() == 0
    desk.page.mouse.click(*where)
    desk.page.keyboard.press("Escape")
    assert desk.page.locator(".cp-target").count() == 0
    brush(desk, "移图")
    desk.page.mouse.click(*where)
    desk.settle()
    assert "桃花仑小区19" in desk.card()


def test_what_a_change_would_break_is_red_with_a_sign_before_it_is_done(desk):
    brush(desk, "套索")
    draw(desk, *around(desk, "资江", 190))
    signs = desk.page.locator(".cp-target .cp-limit-sign")
    assert "不符合" in [signs.nth(place).get_attribute("aria-label") for place in range(signs.count())]
    assert "超过上限" in desk.page.locator(".cp-target .cp-warn").inner_text()


def test_the_buttons_are_in_sight_however_much_was_done(desk):
    desk.open_area("金银山·纺织厂片区0")
    for number in range(9):
        desk.remark(f"意见 {number}")
    for name in ("撤销", "导出评审意见", "其余同意，无意见"):
        button = desk.page.get_by_role("button", name=name, exact=True)
        box = button.bounding_box()
        top = desk.page.evaluate(
            "([x, y]) => document.elementFromPoint(x, y).textContent",
            [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2],
        )
        assert top == name


def test_one_press_agrees_to_all(desk, tmp_path):
    desk.page.get_by_role("button", name="同意全部，无意见").click()
    assert desk.done() == ["其余部分同意，无意见"]
    review = read_review(desk.export(tmp_path), make_plan().checksum)
    assert [operation["op"] for operation in review.operations] == ["agree_rest"]
    assert review.operations[0]["moment"].startswith("20")


def test_the_level_is_asked_for_only_when_the_review_leaves(browser, page):
    with Desk(browser, page, name="李四", role="") as desk:
        desk.open_area("金银山·纺织厂片区0")
        desk.remark("先修排水")
        assert len(desk.done()) == 1
        desk.page.locator(".cp-review-export").click()
        assert "请先选择评审层级" in desk.note()


def test_choosing_a_target_moves_nothing_until_it_is_confirmed(desk):
    desk.open_member("金银山·纺织厂片区2", "粮食局家属院14")
    choice = desk.page.locator(".cp-review-section").get_by_label("划入…", exact=True)
    choice.focus()
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.press("ArrowDown")
    assert desk.done() == []
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.press("Enter")
    assert len(desk.done()) == 1


def test_those_that_take_part_in_nothing_are_offered_to_nobody(desk):
    desk.page.locator(".cp-others", has_text="不参与划片").locator("summary").click()
    names = desk.page.locator(".cp-others", has_text="不参与划片").locator(".cp-row-name").all_inner_texts()
    assert names
    for member in ("粮食局家属院14", "粮食局家属院20"):
        desk.open_member("金银山·纺织厂片区2", member)
        offered = (
            desk.page.locator(".cp-review-section")
            .get_by_label("划入…", exact=True)
            .locator("option")
            .all_inner_texts()
        )
        assert not any(name in words for words in offered for name in names)


def test_a_community_that_was_moved_is_described_as_it_stands_now(desk):
    desk.open_member("金银山·纺织厂片区2", "粮食局家属院14")
    desk.press("拆出单独改造")
    card = desk.card()
    assert "原方案：为什么在这里" in card
    assert "划入片区" not in card.split("评审")[0]


def test_what_is_drawn_after_an_edit_is_what_would_be_drawn_anew(desk):
    desk.open_member("金银山·纺织厂片区2", "粮食局家属院14")
    desk.press("拆出单独改造")
    desk.settle()
    after = ink_of(desk)
    colouring = desk.page.locator(".cp-tools select").first
    for value in ("need", colouring.input_value()):
        colouring.select_option(value)
        desk.settle()
    # Within a clip, edges are smoothed a little differently; one community is three times as many pixels as this.
    assert (np.abs(ink_of(desk) - after).max(axis=2) > 8).mean() < 1e-3


# --- kept between visits, and in two tabs at once


def test_a_review_that_waits_is_named_after_a_reload(desk, tmp_path):
    desk.open_area("金银山·纺织厂片区0")
    desk.press("锁定片区")
    desk.page.reload()
    banner = desk.page.locator(".cp-banner")
    assert "1 步评审意见尚未导出" in banner.inner_text()
    banner.get_by_role("button", name="继续评审").click()
    assert desk.done() == ["锁定 金银山·纺织厂片区0"]
    desk.export(tmp_path)
    desk.page.reload()
    desk.settle()
    assert banner.is_hidden()


def test_two_tabs_of_one_page_keep_what_either_does(desk):
    other = desk.context.new_page()
    other.goto(desk.address)
    other.locator(".cp-page[data-ready]").wait_for()
    other.locator(".cp-review-toggle").click()
    desk.open_area("金银山·纺织厂片区0")
    desk.press("锁定片区")
    other.locator(".cp-review ol li").wait_for()
    other.get_by_role("button", name="其余同意，无意见").click()
    desk.page.locator(".cp-review ol li").nth(1).wait_for()
    assert desk.done() == ["锁定 金银山·纺织厂片区0", "其余部分同意，无意见"]
    desk.page.keyboard.press("Control+z")
    other.locator(".cp-review ol li").nth(1).wait_for(state="detached")
    assert desk.done() == ["其余部分同意，无意见"]
