"""What a reader asks of the page: where is my home, and why is it not with that one."""

import pytest
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
    return reader.page.locator(".cp-card h2").inner_text()


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
