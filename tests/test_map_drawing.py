"""What the map draws, on old browsers too, as a picture and on paper."""

import re
import sqlite3
import struct
import subprocess
import zlib
from contextlib import closing

import numpy as np
import pytest
from browser import Reader
from drawn_towns import make_plan

from cluster_planner._datum import from_wgs84
from cluster_planner.errors import SourceError
from cluster_planner.render import save_map
from cluster_planner.render._payload import describe_plan
from cluster_planner.render._shapes import SCALE, move_shapes
from cluster_planner.render._tile_files import _range


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    return save_map(make_plan(), tmp_path_factory.mktemp("map") / "map.html")


def test_a_browser_that_cannot_inflate_still_opens_the_page(browser, page, tmp_path):
    old = tmp_path / "old.html"
    before = '<script>delete window.DecompressionStream</script>\n<div id="map"'
    html = page.read_text(encoding="utf-8").replace('<div id="map"', before)
    old.write_text(html.replace("script-src ", "script-src 'unsafe-inline' ").replace("'sha256-", "'sha999-"), "utf-8")
    with Reader(browser, old) as reader:
        assert reader.page.evaluate("!window.DecompressionStream")
        assert reader.page.locator(".cp-label-area").count() == 5


def test_the_view_is_saved_as_a_picture(browser, page, tmp_path):
    with Reader(browser, page) as reader:
        with reader.page.expect_download() as download:
            reader.page.get_by_role("button", name="导出图片").click()
        assert re.fullmatch(r"样例镇改造片区方案-\d{4}-\d\d-\d\d\.png", download.value.suggested_filename)
        path = tmp_path / "picture.png"
        download.value.save_as(path)
        assert reader.complaints == []
    reported = path.read_bytes()
    width, height = struct.unpack(">II", reported[16:24])
    assert reported.startswith(b"\x89PNG")
    assert (width, height) == (3200, 1800)
    assert len(reported) > 60_000


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


# --- base maps


def image():
    """Return a tile of one colour as PNG."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 256, 256, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xcc\xee\xcc" * 256) * 256)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def places(plan):
    """Return the tiles that the town lies on, from zoom 12 to 16, and one far away."""
    west, south, east, north = plan.communities.frame.to_crs("EPSG:4326").total_bounds
    found = [(12, 0, 0)]
    for zoom in range(12, 17):
        left, top, right, bottom = _range(zoom, (west, south, east, north))
        found += [(zoom, x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]
    return found


def write_mbtiles(path, plan):
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE tiles (zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB)")
        rows = [(zoom, x, 2**zoom - 1 - y, image()) for zoom, x, y in places(plan)]
        file.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
        file.commit()


def write_pmtiles(path, plan):
    from pmtiles.tile import Compression, TileType, zxy_to_tileid
    from pmtiles.writer import write

    with write(str(path)) as writer:
        for tile in sorted(zxy_to_tileid(*place) for place in places(plan)):
            writer.write_tile(tile, image())
        about = {"tile_type": TileType.PNG, "tile_compression": Compression.NONE, "center_zoom": 14}
        about |= dict.fromkeys(["min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7", "center_lon_e7"], 0)
        writer.finalize(about | {"center_lat_e7": 0}, {})


@pytest.mark.parametrize("write", [write_mbtiles, write_pmtiles], ids=["town.mbtiles", "town.pmtiles"])
def test_tiles_of_a_file_lie_next_to_the_map_and_are_shown(browser, tmp_path, request, write):
    plan = make_plan()
    source = tmp_path / request.node.callspec.id
    write(source, plan)
    page = save_map(plan, tmp_path / "map.html", tiles=str(source))
    unpacked = {tuple(map(int, tile.with_suffix("").parts[-3:])) for tile in (tmp_path / "map_tiles").rglob("*.png")}
    assert {zoom for zoom, _, _ in unpacked} == {12, 13, 14, 15, 16}
    assert unpacked < set(places(plan)) - {(12, 0, 0)}
    with Reader(browser, page) as reader:
        reader.page.locator("img.leaflet-tile-loaded").first.wait_for()
        assert reader.complaints == []
        assert all(url.startswith("file:") for url in reader.asked_for())


def test_a_service_is_the_only_one_that_may_be_asked(tmp_path):
    html = save_map(make_plan(), tmp_path / "map.html", tiles="https://tiles.example.cn/{z}/{x}/{y}.png").read_text()
    assert "img-src data: blob: https://tiles.example.cn; base-uri" in html
    for wrong in ("https://tiles.example.cn/map.png", "https://x'; script-src */{z}/{x}/{y}", "no such folder"):
        with pytest.raises(SourceError):
            save_map(make_plan(), tmp_path / "other.html", tiles=wrong)


def test_without_a_key_in_the_file_its_reader_is_asked_for_one(browser, tmp_path):
    with Reader(browser, save_map(make_plan(), tmp_path / "map.html", tiles="tianditu")) as reader:
        assert reader.asked_for() == []
        reader.page.get_by_label("请输入地图服务密钥").fill("my-key")
        reader.page.keyboard.press("Enter")
        reader.settle()
        assert all("tianditu.gov.cn" in url and "tk=my-key" in url for url in reader.asked_for())
        assert reader.asked_for()


def test_on_gaode_all_shapes_are_moved_and_the_map_says_so(browser, tmp_path):
    plan = make_plan()
    before, after = describe_plan(plan, "zh"), move_shapes(describe_plan(plan, "zh"), "GCJ02")
    was, now = (content["communities"]["shapes"]["starts"].reshape(-1, 2) / SCALE for content in (before, after))
    np.testing.assert_allclose(now, from_wgs84(was, "GCJ02"), atol=1 / SCALE)
    sums = [content["areas"]["shapes"]["steps"].reshape(-1, 2).sum(axis=0) for content in (before, after)]
    np.testing.assert_allclose(*sums, atol=200)
    with Reader(browser, save_map(plan, tmp_path / "map.html", tiles="gaode")) as reader:
        assert "GCJ-02" in reader.page.locator(".cp-tile-note").inner_text()
