"""What the map draws, on old browsers too, as a picture and on paper."""

import struct
import subprocess

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


def test_the_view_is_saved_as_a_picture(browser, page, tmp_path):
    with Reader(browser, page) as reader:
        with reader.page.expect_download() as download:
            reader.page.get_by_role("button", name="导出图片").click()
        assert download.value.suggested_filename == "样例镇改造片区方案.png"
        path = tmp_path / "picture.png"
        download.value.save_as(path)
        assert reader.complaints == []
    told = path.read_bytes()
    width, height = struct.unpack(">II", told[16:24])
    assert told.startswith(b"\x89PNG")
    assert width > 1400
    assert height > 1200
    assert len(told) > 60_000


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_paper_holds_the_map_and_the_table(browser, page, tmp_path, paper):
    path = tmp_path / "plan.pdf"
    with Reader(browser, page) as reader:
        reader.page.get_by_label("纸张").select_option(paper)
        reader.page.pdf(path=path, prefer_css_page_size=True)
        reader.settle()
        assert reader.page.locator(".cp-print").count() == 0
    about = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert "Pages:           2" in about
    assert f"({paper})" in about
    table = subprocess.run(["pdftotext", "-f", "2", path, "-"], capture_output=True, text=True, check=True).stdout
    assert all(text in table for text in ("片区一览", "金银山·纺织厂片区0", "连片改造费用", "1,155"))
