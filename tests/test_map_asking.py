"""What a reader asks of the page: where is my home, and why is it not with that one."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import Reader
from drawn_towns import make_plan

from cluster_planner.render import save_map


@pytest.fixture(scope="module")
def town_page(tmp_path_factory):
    return save_map(make_plan(), tmp_path_factory.mktemp("town") / "map.html")


@pytest.fixture
def reader(browser, town_page):
    with Reader(browser, town_page) as opened:
        opened.page.set_default_timeout(5000)
        yield opened
        assert opened.complaints == []
        assert opened.asked_for() == []


def search(reader, typed):
    """Type into the field, press Enter, and return the title of the card that opens."""
    reader.page.locator(".cp-search").fill(typed)
    reader.page.keyboard.press("Enter")
    reader.settle()
    return reader.page.locator(".cp-card h2").inner_text().split("\n")[-1]  # without the number of an area


@pytest.mark.parametrize(
    ("typed", "opened"),
    [
        ("纺织厂", "纺织厂宿舍0"),  # areas are named after it
        ("宿舍 纺织厂 12", "纺织厂宿舍12"),
        ("fang zhi chang su she 6", "纺织厂宿舍6"),
        ("jixiechang 3qu11", "机械厂三区11"),
        ("机械厂３区11", "机械厂三区11"),
        ("康富路 17 号", "机械厂三区17"),
        ("金银山·纺织厂片区2", "金银山·纺织厂片区2"),
    ],
)
def test_enter_opens_what_was_typed(reader, typed, opened):
    assert search(reader, typed) == opened


# --- why is this one not with that one?


def ask(reader, us, them):
    """Open a card, ask about a neighbour, and return the answer: of each row of its table the cells."""
    reader.go(f"#{us}")
    reader.page.get_by_label("为什么不与某小区一起").select_option(label=them)
    rows = reader.page.locator(".cp-ways tr").all()
    return {cells[0]: cells[1:] for cells in (row.locator("th, td").all_inner_texts() for row in rows)}


def test_a_member_asks_both_ways(reader):
    # The area has 60 + 73 + 138 + 151 households; 粮食局家属院2 with its 86 is alone.
    answer = ask(reader, "community=c1", "粮食局家属院2")
    assert answer[""] == ["它加入我们", "我们加入它"]
    assert answer["小区数（个） 2–10"] == ["✓ 5", "✓ 2"]
    assert answer["户数（户） 200–3,000"] == ["✓ 508", "✗ 159"]
    assert answer["是否可行"] == ["✓ 可行", "✗ 不可行"]
    broken = reader.page.locator(".cp-answer").inner_text()
    assert "户数（户） 159，低于下限 200" in broken


def test_an_area_asks_about_communities_and_areas(reader):
    answer = ask(reader, "area=A4", "码头巷16")
    assert answer["小区数（个） 2–10"] == ["✓ 4"]
    assert answer["户数（户） 200–3,000"] == [f"✓ {60 * 4 + 13 * (17 + 23 + 22 + 16):,}"]
    answer = ask(reader, "area=A4", "金银山·纺织厂片区2")
    assert answer[""] == ["两个片区合并"]
    assert answer["小区数（个） 2–10"] == ["✓ 7"]


def test_the_pair_is_drawn_until_something_else_is_chosen(reader):
    reader.go("#community=c1")
    front = """() => document.querySelector(".leaflet-cp-front-pane canvas").toDataURL()"""
    before = reader.page.evaluate(front)
    ask(reader, "community=c1", "粮食局家属院2")
    reader.settle()
    assert reader.page.evaluate(front) != before
    reader.go("#community=c2")
    reader.go("#community=c1")
    assert reader.page.evaluate(front) == before


# --- without a mouse


def focused(reader):
    return reader.page.evaluate("document.activeElement.innerText || document.activeElement.getAttribute('aria-label')")


def test_a_fresh_page_leads_into_the_table_by_keys_alone(reader):
    page = reader.page
    first = page.locator(".cp-area .cp-name").first.inner_text()
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(reader) == first:
            break
    assert focused(reader) == first
    page.locator(".cp-sort").nth(1).focus()
    page.keyboard.press("ArrowDown")
    assert focused(reader) == first


def test_a_closed_card_gives_the_focus_back(reader):
    page = reader.page
    page.locator(".cp-sort").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    row = focused(reader)
    page.keyboard.press("Enter")
    reader.settle()
    assert focused(reader) == row  # the card is announced, the reader stays in the table
    assert row in page.locator(".cp-unseen").inner_text()
    page.locator(".cp-card .cp-list .cp-row").first.focus()
    page.keyboard.press("Enter")
    reader.settle()
    assert page.evaluate("document.activeElement.className") == "cp-card"
    page.keyboard.press("Escape")
    assert focused(reader) == row
    assert page.locator(".cp-card").is_hidden()


STATES = {
    "fresh": Reader.settle,
    "area": lambda reader: reader.go("#area=A1"),
    "asked": lambda reader: ask(reader, "community=c1", "粮食局家属院2"),
    "found": lambda reader: reader.page.locator(".cp-search").fill("厂"),
}


@pytest.mark.parametrize("state", STATES)
def test_a_checker_finds_nothing(reader, state):
    STATES[state](reader)
    reader.settle()
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(reader.page, context=".cp-page", options={"runOnly": rules})
    assert found.violations_count == 0, found.generate_report()


def test_the_map_has_a_name_and_a_role(reader):
    assert reader.page.get_by_role("application").get_attribute("aria-label").startswith("地图")


def test_an_address_without_a_place_goes_to_what_it_names(reader):
    reader.go("#area=A1&at=18/28/112")
    assert "at=18/28/112" in reader.page.url
    reader.go("#area=A4")
    assert "at=18/28/112" not in reader.page.url
    address = reader.page.url
    reader.page.reload()
    reader.page.locator(".cp-page[data-ready]").wait_for()
    reader.settle()
    assert reader.page.url == address
