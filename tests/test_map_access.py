"""What a checker of access finds in states that take a few steps, and what colours forced by the system leave."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import Reader
from drawn_towns import make_plan
from reviewing import Desk
from test_map_compare import OTHER

from cluster_planner.render import save_map

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
UPRIGHT = (390, 844)
STYLES = """(place) => {
    const { color, backgroundColor, backgroundImage } = getComputedStyle(document.querySelector(place));
    return [color, backgroundColor, backgroundImage];
}"""
# How many colours a sign of the legend has.
INKS_OF_SIGN = """() => [...document.querySelectorAll(".cp-legend .cp-sign")].map((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
})"""


@pytest.fixture(scope="module")
def town_page(tmp_path_factory):
    return save_map(make_plan(), tmp_path_factory.mktemp("town") / "map.html")


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    return save_map(
        [make_plan(), make_plan(OTHER)], tmp_path_factory.mktemp("two") / "two.html", names=["现状", "方案二"]
    )


def found_by_axe(reader):
    found = Axe().run(reader.page, options={"runOnly": RULES}).response["violations"]
    return [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in found]


def test_a_review_with_brushes_and_an_open_target_is_for_everyone(browser, town_page):
    with Desk(browser, town_page, name="李四", role="county") as desk:
        desk.page.get_by_role("button", name="点选", exact=True).click()
        assert found_by_axe(desk) == []
        desk.page.mouse.click(*desk.spot("码头巷10"))
        desk.page.locator(".cp-target").wait_for()
        assert found_by_axe(desk) == []
        desk.page.locator(".cp-apply").click()
        assert found_by_axe(desk) == []


def test_an_unfolded_comparison_is_for_everyone(browser, compared):
    with Reader(browser, compared) as reader:
        assert reader.page.locator(".cp-compare[open]").count() == 1
        for address in ("#lang=zh", "#lang=en"):
            reader.go(address)
            assert found_by_axe(reader) == [], address
        reader.page.locator(".cp-money summary").click()
        assert found_by_axe(reader) == []


def test_a_sheet_is_for_everyone_at_each_height(browser, town_page):
    with Reader(browser, town_page, UPRIGHT) as reader:
        reader.page.locator(".cp-grip").focus()
        for stop in ("peek", "half", "full"):
            assert reader.page.locator(f".cp-page[data-stop={stop}]").count() == 1
            reader.page.wait_for_timeout(300)
            assert found_by_axe(reader) == [], stop
            reader.page.keyboard.press("ArrowUp")


def test_an_answered_why_not_is_for_everyone(browser, town_page):
    with Reader(browser, town_page) as reader:
        reader.go("#area=A1")
        reader.page.locator(".cp-card .cp-list .cp-row").first.click()
        question = reader.page.locator(".cp-asking select").first
        question.select_option(index=1)
        reader.page.locator(".cp-answer").wait_for()
        assert found_by_axe(reader) == []
        reader.page.locator(".cp-evidence summary").click()
        assert found_by_axe(reader) == []


def test_forced_colours_leave_signs_bars_labels_and_what_is_pressed(browser, town_page):
    with Reader(browser, town_page) as reader:
        page = reader.page
        reader.go("#area=A1")
        before = {
            place: page.evaluate(STYLES, place)
            for place in (".cp-bar", ".cp-label-badge, .cp-label", ".cp-card .cp-rank")
        }
        signs = page.evaluate(INKS_OF_SIGN)
        page.emulate_media(forced_colors="active")
        reader.settle()
        assert {place: page.evaluate(STYLES, place) for place in before} == before
        assert page.evaluate(INKS_OF_SIGN) == signs
        assert min(signs) > 1
        page.locator(".cp-review-toggle").click()
        pressed, free = (page.evaluate(STYLES, f".cp-brush[aria-pressed={state}]") for state in ("true", "false"))
        assert pressed[1] != free[1]
        assert pressed[0] != pressed[1]


def test_the_pressed_button_of_a_review_is_filled(browser, town_page):
    with Reader(browser, town_page) as reader:
        toggle = ".cp-review-toggle"
        free = reader.page.evaluate(STYLES, toggle)
        reader.page.locator(toggle).click()
        reader.page.mouse.move(5, 300)
        pressed = reader.page.evaluate(STYLES, toggle)
        assert free[:2] == ["rgb(22, 36, 43)", "rgb(255, 255, 255)"]
        assert pressed[0] == "rgb(255, 255, 255)"
        assert pressed[1] not in ("rgb(255, 255, 255)", free[1])


def test_who_takes_no_part_is_asked_why_not_and_costs_nothing(browser, town_page):
    with Reader(browser, town_page) as reader:
        reader.go("#community=c5")
        heads = reader.page.locator(".cp-card h3").all_inner_texts()
        assert "为什么不参与" in heads
        assert "为什么在这里" not in heads
        assert "单独改造费用与工程" not in heads
        reader.go("#community=c8")
        assert "为什么在这里" in reader.page.locator(".cp-card h3").all_inner_texts()
