"""Base maps on the second map and in pictures, from a server of one's own."""

import threading
from base64 import b64decode
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import matplotlib.image
import numpy as np
import pytest
from browser import Reader
from drawn_towns import AREA_OF_BLOCK, make_plan
from test_map_drawing import image

from cluster_planner.render import save_map
from cluster_planner.render._tile_files import _range

GREEN = np.array([0xCC, 0xEE, 0xCC])


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a folder with green tiles and the page of two plans on them."""
    folder = tmp_path_factory.mktemp("tiled")
    west, south, east, north = make_plan().communities.frame.to_crs("EPSG:4326").total_bounds
    around = (west - 0.03, south - 0.03, east + 0.03, north + 0.03)  # more than any view shows
    for zoom in range(12, 17):
        left, top, right, bottom = _range(zoom, around)
        for x in range(left, right + 1):
            (folder / f"tiles/{zoom}/{x}").mkdir(parents=True)
            for y in range(top, bottom + 1):
                (folder / f"tiles/{zoom}/{x}/{y}.png").write_bytes(image())
    plans = [make_plan(), make_plan({**AREA_OF_BLOCK, 22: "A3"})]
    save_map(plans, folder / "map.html", tiles=str(folder / "tiles"))
    return folder


def green(path):
    """Return how much of a picture is base map."""
    pixels = np.rint(matplotlib.image.imread(path)[..., :3] * 255)
    return (np.abs(pixels - GREEN).max(axis=-1) <= 1).mean()


def save_picture(reader, path):
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name="导出图片").click()
    download.value.save_as(path)
    return path


def test_a_second_map_lies_on_the_same_tiles(browser, folder):
    with Reader(browser, folder / "map.html") as reader:
        reader.page.get_by_role("button", name="并排显示").click()
        reader.page.locator(".cp-second img.leaflet-tile-loaded").first.wait_for()
        assert reader.complaints == []


def test_a_page_on_a_disk_saves_its_picture_without_tiles(browser, folder, tmp_path):
    with Reader(browser, folder / "map.html") as reader:
        assert green(save_picture(reader, tmp_path / "plain.png")) < 0.01
        assert reader.complaints == []


def test_tiles_of_the_same_server_are_in_the_picture_and_on_paper(browser, folder, tmp_path):
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with Reader(browser, folder / "map.html") as reader:
            reader.context.set_offline(False)
            reader.page.goto(f"http://127.0.0.1:{server.server_port}/map.html")
            reader.page.locator("img.leaflet-tile-loaded").first.wait_for()
            reader.settle()
            assert green(save_picture(reader, tmp_path / "tiled.png")) > 0.1
            reader.page.evaluate("void (window.print = () => dispatchEvent(new Event('beforeprint')))")
            reader.page.get_by_role("button", name="打印").click()
            sheet = reader.page.locator(".cp-sheet canvas")
            sheet.wait_for(state="attached")
            (tmp_path / "sheet.png").write_bytes(b64decode(sheet.evaluate("node => node.toDataURL()").split(",")[1]))
            assert green(tmp_path / "sheet.png") > 0.1
            assert reader.complaints == []
    finally:
        server.shutdown()
        server.server_close()
