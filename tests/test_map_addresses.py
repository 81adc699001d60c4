"""A view of the map page can be quoted, and is there for everybody: by keys, for screen readers, on a phone."""

import geopandas as gpd
import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import Reader

DESKTOP, PHONE = (1366, 768), (390, 844)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def page_file(sample_out):
    return sample_out / "map.html"


def test_a_copied_address_restores_the_view(browser, page_file):
    with Reader(browser, page_file) as reader:
        page = reader.page
        page.get_by_label("着色方式").select_option("saving_money")
        page.get_by_role("button", name="English").click()
        page.locator(".cp-area .cp-name").nth(3).click()
        reader.settle()
        address, title = page.url, page.locator(".cp-card h2").inner_text()
    with Reader(browser, page_file) as other:
        page = other.page
        page.goto("about:blank")
        page.goto(address)
        page.locator(".cp-page[data-ready]").wait_for()
        other.settle()
        assert page.locator(".cp-card h2").inner_text() == title
        assert page.get_by_label("Colour by").input_value() == "saving_money"
        assert page.locator(".cp-legend-title").inner_text().startswith("Saving")
        assert page.url == address
        assert other.complaints == []


def test_a_link_is_followed_though_the_view_changes_at_the_same_moment(browser, page_file):
    with Reader(browser, page_file) as reader:
        page = reader.page
        page.locator(".cp-area .cp-name").first.click()
        reader.settle()
        page.get_by_label("着色方式").evaluate(
            "(list) => { location.hash = '#area=A002'; list.value = 'need'; list.dispatchEvent(new Event('change')); }"
        )
        reader.settle()
        assert "A002" in reader.card()
        assert "area=A002" in page.url


def test_back_and_forward_walk_through_what_was_chosen(browser, page_file):
    with Reader(browser, page_file) as reader:
        page = reader.page
        titles = []
        for place in range(2):
            page.locator(".cp-area .cp-name").nth(place).click()
            reader.settle()
            titles.append(page.locator(".cp-card h2").inner_text())
        for step, title in ((page.go_back, titles[0]), (page.go_forward, titles[1])):
            step()
            reader.settle()
            assert page.locator(".cp-card h2").inner_text() == title


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_axe_finds_nothing_against_wcag_aa(browser, sample_out, size):
    members = gpd.read_file(sample_out / "areas.gpkg", layer="communities").dropna(subset=["area_id"])
    addresses = ("#lang=zh", "#area=A001&indicator=need", f"#community={members['community_id'].iloc[0]}&lang=en")
    with Reader(browser, sample_out / "map.html", size) as reader:
        for address in addresses:
            reader.go(address)
            found = Axe().run(reader.page, options={"runOnly": RULES}).response["violations"]
            assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found] == [], address


def test_a_phone_shows_map_and_table_without_scrolling_sideways(browser, page_file):
    with Reader(browser, page_file, PHONE) as reader:
        page = reader.page
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        assert page.locator(".cp-stage").bounding_box()["height"] > 240
        page.locator(".cp-grip").click()
        page.locator(".cp-area .cp-name").first.click()
        reader.settle()
        assert "四项标准" in reader.card()
        page.get_by_role("button", name="关闭").click()
        assert page.locator(".cp-area").first.is_visible()
