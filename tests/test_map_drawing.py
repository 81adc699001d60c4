"""What the map draws, on old browsers too, as a picture and on paper."""

import pytest
from browser import Reader, chromium
from drawn_towns import make_plan

from cluster_planner.render import save_map


@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    return save_map(make_plan(), tmp_path_factory.mktemp("map") / "map.html")


def test_a_browser_that_cannot_inflate_still_opens_the_page(browser, page, tmp_path):
    old = tmp_path / "old.html"
    before = '<script>delete window.DecompressionStream</script>\n<div id="map">'
    html = page.read_text(encoding="utf-8").replace('<div id="map">', before)
    old.write_text(html.replace("script-src ", "script-src 'unsafe-inline' ").replace("'sha256-", "'sha999-"), "utf-8")
    with Reader(browser, old) as reader:
        assert reader.page.evaluate("!window.DecompressionStream")
        assert reader.page.locator(".cp-label-area").count() == 5
