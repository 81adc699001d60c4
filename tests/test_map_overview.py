"""The first screen: the plan at one look, and the numbers and names on the map."""

import geopandas as gpd
import pytest
from browser import Reader

OVERLAPS = """
(kinds) => {
    const boxes = [...document.querySelectorAll(kinds)].map((node) => [node.textContent, node.getBoundingClientRect()]);
    const cross = ([, a], [, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
    const crossing = (one, at) => boxes.slice(at + 1).filter((other) => cross(one, other));
    return boxes.flatMap((one, at) => crossing(one, at).map((other) => [one[0], other[0]]));
}
"""
UPRIGHT = ".leaflet-container .cp-label:not([style*=rotate])"


@pytest.fixture(scope="module")
def areas(sample_out):
    return gpd.read_file(sample_out / "areas.gpkg", layer="areas").set_index("area_id")


@pytest.fixture(params=[(1366, 768), (1920, 1080), (390, 844)])
def reader(request, browser, sample_out):
    with Reader(browser, sample_out / "map.html", request.param) as opened:
        opened.page.set_default_timeout(8000)
        yield opened
        assert opened.complaints == opened.asked_for() == []


def test_the_first_screen_numbers_every_area_once_and_no_number_overlaps(reader, areas):
    numbers = reader.page.locator(".cp-frame .cp-label-number, .cp-frame .cp-label-badge").all_inner_texts()
    assert sorted(map(int, numbers)) == list(range(1, len(areas) + 1))
    assert reader.page.evaluate(OVERLAPS, ".cp-frame .cp-label:not([style*=rotate])") == []
    titles = reader.page.locator(".cp-frame-title b").all_inner_texts()
    assert sorted(titles) == sorted(areas["county"].unique())


def test_a_county_is_entered_and_left(reader, areas):
    page = reader.page
    county = page.locator(".cp-frame-title b").last.inner_text()
    page.locator(".cp-frame-title").last.click()
    reader.settle()
    assert page.locator(".cp-overview").is_hidden()
    assert page.locator(".cp-area").count() == (areas["county"] == county).sum()
    assert page.get_by_label("按县区筛选").input_value() == county
    assert "at=" in page.url
    assert page.evaluate(OVERLAPS, UPRIGHT) == []
    page.keyboard.press("Escape")
    assert page.locator(".cp-overview").is_visible()
    assert "at=" not in page.url
    assert page.locator(".cp-area").count() == len(areas)
    page.go_back()
    reader.settle()
    assert page.locator(".cp-overview").is_hidden()
    page.get_by_role("button", name="总览").click()
    assert page.locator(".cp-overview").is_visible()


def test_a_choice_leads_to_the_map(reader):
    reader.page.locator(".cp-area .cp-name").first.evaluate("node => node.click()")
    reader.settle()
    assert reader.page.locator(".cp-overview").is_hidden()
    assert reader.page.locator(".cp-label-badge", has_text="1").count() >= 1


def test_the_first_filter_is_chosen_without_an_error(browser, sample_out):
    """The map below the overview is not drawn, but has to follow."""
    with Reader(browser, sample_out / "map.html") as reader:
        reader.page.locator("[data-filter^=year-]").nth(1).click()
        reader.page.wait_for_timeout(500)
        assert reader.complaints == []


def test_without_scripts_the_picture_and_the_table_are_there(browser, sample_out):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((sample_out / "map.html").as_uri())
    assert "在浏览器打开" in page.inner_text("noscript")
    assert page.locator("noscript > svg").bounding_box()["width"] > 300
    assert page.locator("noscript table tr").count() > 1
    context.close()
