"""What a notebook's cell shows, in a real browser without a network: the same page, under further folium layers."""

from pathlib import Path

import nbformat
import pytest
from browser import chromium
from nbclient import NotebookClient

CELL = """
import folium
from drawn_towns import make_plan

plan = make_plan()
places = plan.communities.frame.to_crs("EPSG:4326").geometry.dropna().representative_point()
drawn = plan.explore()
tile = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
folium.TileLayer(tile, attr="内网", name="瓦片", overlay=True).add_to(drawn)
folium.Marker([places.iloc[0].y, places.iloc[0].x], popup="我的标注").add_to(drawn)
folium.Marker([places.iloc[9].y, places.iloc[9].x], icon=folium.Icon("darkpurple"), tooltip="图钉").add_to(drawn)
marked = folium.GeoJson(places.iloc[1:3].to_frame("geometry").assign(n="另一层要素").to_json(), name="另一层")
folium.GeoJsonTooltip(["n"]).add_to(marked)
marked.add_to(drawn)
folium.PolyLine([[place.y, place.x] for place in places[:3]], tooltip="路线").add_to(drawn)
folium.LayerControl().add_to(drawn)
drawn
"""


@pytest.fixture(scope="module")
def output():
    """Return the HTML that the notebook puts below the cell."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL)])
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(Path(__file__).parent)}}).execute()
    return notebook.cells[0].outputs[-1].data["text/html"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_cell_shows_the_page_under_further_folium_layers(output, tmp_path):
    path = tmp_path / "notebook.html"
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8><h1>笔记本</h1>{output}", encoding="utf-8")
    complaints, requests = [], []
    with chromium() as browser:
        context = browser.new_context(viewport={"width": 1366, "height": 900})
        context.set_offline(True)
        shown = context.new_page()
        shown.on("pageerror", lambda error: complaints.append(str(error)))
        shown.on("console", lambda message: complaints.append(message.text))
        shown.on("request", lambda request: requests.append(request.url))
        shown.goto(path.as_uri())
        inside = shown.frame_locator("iframe")
        inside.locator(".cp-page[data-ready]").wait_for()
        read_page(inside)
        read_layers(inside)
        assert complaints == []
        assert [url for url in requests if not url.startswith(("data:", "about:", path.as_uri()))] == []


def read_page(inside):
    inside.locator(".cp-table .cp-name", has_text="片区0").click()
    assert "四项标准" in inside.locator(".cp-card").inner_text()
    inside.locator(".cp-search").fill("liangshi")
    assert "粮食局家属院8" in inside.locator(".cp-found").inner_text()
    inside.locator(".cp-search").fill("")
    inside.get_by_role("button", name="English").click()
    assert "The four criteria" in inside.locator(".cp-card").inner_text()


def read_layers(inside):
    assert inside.locator(".leaflet-tile-loaded").count()
    markers = inside.locator("img.leaflet-marker-icon")
    assert markers.count() == 4
    markers.first.click(force=True)
    assert inside.locator(".leaflet-popup").inner_text().strip().startswith("我的标注")
    markers.nth(1).hover(force=True)
    assert "图钉" in inside.locator(".leaflet-tooltip").all_inner_texts()[-1]
    markers.nth(2).hover(force=True)
    assert "另一层要素" in inside.locator(".leaflet-tooltip").all_inner_texts()[-1]
    inside.locator(".leaflet-control-layers").hover()
    inside.locator(".leaflet-control-layers-overlays label", has_text="另一层").click()
    assert markers.count() == 2
