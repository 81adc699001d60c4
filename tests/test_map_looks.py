"""What is seen of the sample at first: on a telephone, on laptops, in both languages."""

import pytest
from browser import Reader

UPRIGHT, SIDEWAYS, LAPTOP_AT_200 = (390, 844), (844, 390), (683, 384)
LAPTOPS = [(1366, 768), (1280, 720)]
# Whether the middle of a node shows that node or a part of it: nothing covers it, and it is in the window.
ON_TOP = """
(place) => {
    const node = document.querySelector(place), box = node.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return Boolean(top) && node.contains(top);
}
"""
# Across and down, of what a node holds.
HIDDEN = """
(place) => {
    const node = document.querySelector(place);
    return [node.scrollWidth - node.clientWidth, node.scrollHeight - node.clientHeight];
}
"""
LINES = """
() => {
    const rows = [...document.querySelectorAll(".cp-head h1, .cp-head summary, .cp-fact, .cp-proof")]
        .map((node) => node.getBoundingClientRect());
    return [...rows].sort((a, b) => a.top - b.top)
        .reduce((ends, { top, bottom }) => (ends.length && top < ends[ends.length - 1] - 4
            ? [...ends.slice(0, -1), Math.max(bottom, ends[ends.length - 1])] : [...ends, bottom]), []).length;
}
"""


@pytest.fixture
def opened(request, browser, sample_out):
    size, lang = request.param
    with Reader(browser, sample_out / "map.html", size) as reader:
        reader.page.set_default_timeout(8000)
        if lang == "en":
            reader.go("#lang=en")
        yield reader
        assert reader.complaints == reader.asked_for() == []


def both(*sizes):
    return pytest.mark.parametrize("opened", [(size, lang) for size in sizes for lang in ("zh", "en")], indirect=True)


@both(UPRIGHT, SIDEWAYS, LAPTOP_AT_200)
def test_search_menu_title_figures_and_money_are_on_a_small_first_screen(opened):
    page = opened.page
    for place in (".cp-search", ".cp-more-tools", "h1", ".cp-fact", ".cp-evidence summary", ".cp-money summary"):
        assert page.evaluate(ON_TOP, place), place
    page.locator(".cp-search").fill("xiang")
    assert page.evaluate(ON_TOP, ".cp-option")
    page.keyboard.press("Escape")
    opened.open_tools()
    assert page.evaluate(ON_TOP, ".cp-menu select")


@both(UPRIGHT)
def test_the_sheet_of_a_telephone_leaves_most_of_the_screen_to_the_frames(opened):
    page = opened.page
    top = page.locator(".cp-panel").bounding_box()["y"]
    assert top > 0.65 * UPRIGHT[1]
    frames = page.locator(".cp-overview").bounding_box()
    bar = page.locator(".cp-topbar").bounding_box()
    assert bar["y"] + bar["height"] <= frames["y"] + 1
    assert abs(frames["y"] + frames["height"] - top) <= 1
    page.locator(".cp-overview-key p").scroll_into_view_if_needed()
    assert page.evaluate(ON_TOP, ".cp-overview-key p")
    page.locator(".cp-frame-title").last.scroll_into_view_if_needed()
    page.locator(".cp-frame-title").last.click()
    opened.settle()
    assert page.locator(".cp-overview").is_hidden()


@both(*LAPTOPS)
def test_the_header_has_two_lines_and_says_on_a_click_what_is_known(opened):
    page = opened.page
    assert page.evaluate(LINES) == 2
    assert page.locator(".cp-evidence p").is_hidden()
    page.locator(".cp-evidence summary").click()
    assert page.evaluate(ON_TOP, ".cp-evidence p")
    assert "72" in page.locator(".cp-evidence p").inner_text()


@both(*LAPTOPS)
def test_no_figure_is_cut_and_names_have_what_figures_leave(opened):
    page = opened.page
    assert (
        page.evaluate(
            "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('.cp-browse'))"
        )
        <= 0
    )
    row = page.locator(".cp-area").first
    assert row.locator(".cp-col-rank").bounding_box()["width"] < 40
    assert row.locator(".cp-col-area_name").bounding_box()["width"] >= 110
    key = page.evaluate(
        "(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)(document.querySelector('.cp-overview-key'))"
    )
    assert key <= 0
    rows = [row.bounding_box() for row in page.locator(".cp-area").all()[:4]]
    foot = page.locator(".cp-total th").bounding_box()["y"]
    assert sum(row["y"] + 22 < foot for row in rows) >= 1
