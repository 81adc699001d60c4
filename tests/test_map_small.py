"""A telephone, upright and on its side, and a laptop at 200 %: map, search, and a sheet of three heights."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import Reader
from drawn_towns import make_plan

from cluster_planner.render import save_map

UPRIGHT, SIDEWAYS, LAPTOP_AT_200 = (390, 844), (844, 390), (683, 384)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TARGET_PX = 44
# Of everything that is pressed and in sight, what is smaller than a finger.
SMALL_TARGETS = """(least) => [...document.querySelectorAll(
    ".cp-page :is(button, select, input:not([type=checkbox]), summary, .leaflet-bar a, .cp-area)")]
  .filter((node) => node.offsetParent && !node.closest(".cp-area, .cp-bubble") || node.matches(".cp-area"))
  .map((node) => [node.className, Math.round(node.getBoundingClientRect().height)])
  .filter(([, height]) => height && height < least)"""


@pytest.fixture(scope="module")
def town_page(tmp_path_factory):
    return save_map(make_plan(), tmp_path_factory.mktemp("town") / "map.html")


def height(reader, place):
    return round(reader.page.locator(place).bounding_box()["height"])


def in_sight(reader, size, rows):
    boxes = [row.bounding_box() for row in reader.page.locator(rows).all()]
    return [box for box in boxes if box["y"] >= 0 and box["y"] + box["height"] <= size[1]]


def test_the_sheet_has_three_heights_by_finger_and_by_keys(browser, town_page):
    with Reader(browser, town_page, UPRIGHT) as reader:
        page, grip = reader.page, reader.page.locator(".cp-grip")
        assert height(reader, ".cp-stage") == UPRIGHT[1]  # the map is as high as the screen
        line = page.locator(".cp-money > summary, .cp-headline").last.bounding_box()  # the last that is seen at first
        peek = height(reader, ".cp-panel")
        assert line["y"] + line["height"] <= UPRIGHT[1] < line["y"] + line["height"] + 12
        grip.focus()
        heights = []
        for key in ("ArrowDown", "ArrowUp", "ArrowUp", "ArrowDown"):
            page.keyboard.press(key)
            page.wait_for_timeout(300)
            heights.append(height(reader, ".cp-panel"))
        assert heights == [peek, UPRIGHT[1] // 2, UPRIGHT[1] - 68, UPRIGHT[1] // 2]
        box = grip.bounding_box()
        page.mouse.move(195, box["y"] + 22)
        page.mouse.down()
        page.mouse.move(195, 500, steps=4)
        page.mouse.up()
        page.wait_for_timeout(300)
        assert height(reader, ".cp-panel") == UPRIGHT[1] // 2
        assert reader.complaints == []


def test_what_is_chosen_is_seen_above_the_sheet(browser, town_page):
    with Reader(browser, town_page, UPRIGHT) as reader:
        reader.go("#at=17/28/112")
        reader.page.locator(".cp-search").fill("粮食局家属院2")
        reader.page.keyboard.press("Enter")
        reader.settle()
        reader.page.wait_for_timeout(300)
        assert height(reader, ".cp-panel") == UPRIGHT[1] // 2
        x, y = reader.spot("粮食局家属院2")
        assert reader.page.locator(".cp-topbar").bounding_box()["height"] < y < UPRIGHT[1] / 2
        assert 0 < x < UPRIGHT[0]


@pytest.mark.parametrize("size", [SIDEWAYS, LAPTOP_AT_200])
def test_a_low_screen_shows_map_rows_and_cards(browser, town_page, size):
    with Reader(browser, town_page, size) as reader:
        assert height(reader, ".cp-stage") == size[1]
        assert len(in_sight(reader, size, ".cp-area")) >= 2
        assert len(in_sight(reader, size, ".cp-area, .cp-year")) >= 4
        reader.page.locator(".cp-area .cp-name").first.click()
        reader.settle()
        card = reader.page.locator(".cp-card").bounding_box()
        assert card["height"] > size[1] * 0.9
        assert reader.page.evaluate("document.documentElement.scrollHeight <= innerHeight")
        assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("size", [UPRIGHT, SIDEWAYS])
def test_fingers_hit_and_a_checker_finds_nothing(browser, town_page, size):
    with Reader(browser, town_page, size) as reader:
        for address in ("#lang=zh", "#area=A1&lang=zh", "#community=c2&lang=en"):
            reader.go(address)
            assert reader.page.evaluate(SMALL_TARGETS, TARGET_PX) == [], address
            found = Axe().run(reader.page, options={"runOnly": RULES}).response["violations"]
            assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found] == [], address
        reader.open_tools()
        found = Axe().run(reader.page, options={"runOnly": RULES}).response["violations"]
        assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found] == []


def test_the_menu_holds_the_tools_and_closes(browser, town_page):
    with Reader(browser, town_page, UPRIGHT) as reader:
        page = reader.page
        assert page.locator(".cp-menu").is_hidden()
        reader.open_tools()
        assert page.get_by_label("着色方式").is_visible()
        page.locator(".cp-menu .cp-foot summary").click()
        assert page.get_by_text("EPSG").count() + page.locator(".cp-settings").count() > 0
        page.keyboard.press("Escape")
        assert page.locator(".cp-menu").is_hidden()
        assert page.evaluate("document.activeElement.className").endswith("cp-more-tools")


def test_a_window_made_wide_has_everything_in_its_place_again(browser, town_page):
    with Reader(browser, town_page, UPRIGHT) as reader:
        reader.page.set_viewport_size({"width": 1366, "height": 768})
        reader.settle()
        assert reader.page.locator(".cp-head .cp-tools").count() == 1
        assert reader.page.locator(".cp-finder .cp-search").is_visible()
        assert reader.page.locator(".cp-topbar, .cp-grip").count() == 0
        assert reader.page.locator("body > .cp-page > .cp-foot").is_visible()
