"""A plan on any folium map: with its own page or without, with the network or not, under the plug-ins that people use.

What a plug-in would fetch is served from the packages that ``page/package.json`` names; all else stays unreachable.
"""

from __future__ import annotations

import re
from pathlib import Path

import folium
import geopandas as gpd
import pandas as pd
import pytest
import shapely
from drawn_towns import make_plan
from folium import plugins

import cluster_planner
from cluster_planner.errors import DataError, SourceError

PACKAGES = Path(__file__).parents[1] / "page" / "node_modules"
SERVED = {
    "leaflet.draw.js": "leaflet-draw/dist/leaflet.draw.js",
    "leaflet.draw.css": "leaflet-draw/dist/leaflet.draw.css",
    "Control.MiniMap.js": "leaflet-minimap/dist/Control.MiniMap.min.js",
    "Control.MiniMap.css": "leaflet-minimap/dist/Control.MiniMap.min.css",
    "leaflet-search.min.js": "leaflet-search/dist/leaflet-search.min.js",
    "leaflet-search.min.css": "leaflet-search/dist/leaflet-search.min.css",
    "leaflet_heat.min.js": "leaflet.heat/dist/leaflet-heat.js",
    "leaflet-measure.min.js": "leaflet-measure/dist/leaflet-measure.js",
    "leaflet-measure.min.css": "leaflet-measure/dist/leaflet-measure.css",
    "d3.min.js": "d3/d3.min.js",
}


@pytest.fixture(scope="module")
def plan():
    return make_plan()


@pytest.fixture(scope="module")
def places(plan):
    return plan.communities.frame.to_crs("EPSG:4326").geometry.dropna().representative_point()


class Opened:
    """A map in a browser that reaches nothing but what is served from the packages."""

    def __init__(self, browser, drawn, folder, served=SERVED):
        self.page = browser.new_page(viewport={"width": 1366, "height": 768})
        self.complaints, self.refused = [], []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.route(re.compile("^https?:"), lambda route: self._answer(route, served))
        drawn.save(folder / "map.html")
        self.page.goto((folder / "map.html").as_uri())
        self.page.locator(".cp-page[data-ready]").first.wait_for(state="attached")

    def _answer(self, route, served):
        name = route.request.url.rpartition("/")[2]
        if name in served:
            route.fulfill(path=PACKAGES / served[name])
        else:
            self.refused.append(route.request.url)
            route.abort()


def test_a_map_without_a_network_brings_clusters_and_full_screen_along(browser, plan, places, tmp_path):
    drawn = plan.explore(lang="en")
    cluster = plugins.MarkerCluster().add_to(drawn)
    for place in places[:8]:
        folium.Marker([place.y, place.x]).add_to(cluster)
    plugins.Fullscreen().add_to(drawn)
    opened = Opened(browser, drawn, tmp_path, served={})
    assert opened.complaints == []
    assert opened.refused == []
    assert opened.page.locator(".marker-cluster, .leaflet-marker-icon").count()
    assert opened.page.locator(".fullscreen-icon").is_visible()
    assert "Leaflet.markercluster), under this licence" in (tmp_path / "map.html").read_text(encoding="utf-8")


def test_plug_ins_that_were_added_before_are_brought_along_too(browser, plan, places, tmp_path):
    drawn = plan.explore(panel=False)
    layer = drawn._children.popitem()[1]
    plugins.FastMarkerCluster([[place.y, place.x] for place in places[:8]]).add_to(drawn)
    layer.add_to(drawn)
    opened = Opened(browser, drawn, tmp_path, served={})
    assert (opened.complaints, opened.refused) == ([], [])
    assert opened.page.locator(".marker-cluster, .leaflet-marker-icon").count()


def test_popular_plug_ins_work_on_top_and_nothing_lies_upon_them(browser, plan, places, tmp_path):
    drawn = plan.explore()
    plugins.Draw(export=True).add_to(drawn)
    plugins.MiniMap(tile_layer=folium.TileLayer("https://tiles.invalid/{z}/{x}/{y}.png", attr="-")).add_to(drawn)
    plugins.HeatMap([[place.y, place.x] for place in places]).add_to(drawn)
    plugins.MeasureControl(position="bottomleft").add_to(drawn)
    shapes = gpd.GeoDataFrame(
        {"n": range(3)}, geometry=list(shapely.buffer(places[:3].to_numpy(), 1e-4)), crs="EPSG:4326"
    )
    shown = folium.GeoJson(shapes, name="n").add_to(drawn)
    plugins.Search(shown, search_label="n", position="topleft").add_to(drawn)
    folium.Choropleth(shapes, data=pd.Series([1.0, 2.0, 3.0]), bins=3).add_to(drawn)
    opened = Opened(browser, drawn, tmp_path)
    assert opened.complaints == []
    controls = ("draw-draw-polygon", "control-minimap", "control-measure")
    for control in (*(f".leaflet-{name}" for name in controls), ".search-button", "#export"):
        assert is_on_top(opened.page.locator(control)), control
    assert opened.page.locator("canvas.leaflet-heatmap-layer").count() == 1


def is_on_top(control):
    """Whether what is seen in the middle of a control is the control."""
    return control.first.evaluate(
        """(node) => {
            const { left, top, width, height } = node.getBoundingClientRect();
            const seen = document.elementFromPoint(left + width / 2, top + height / 2);
            return node === seen || node.contains(seen);
        }"""
    )


def test_a_plan_joins_a_map_of_geopandas_in_place(browser, plan, places, tmp_path):
    m = folium.Map([places.iloc[0].y, places.iloc[0].x], zoom_start=15, tiles=None)
    folium.GeoJson(places.iloc[:2].to_frame("geometry").to_json()).add_to(m)
    assert plan.explore(m=m, column="need", height=500, lang="en") is m
    opened = Opened(browser, m, tmp_path, served={})
    page = opened.page
    assert opened.complaints == []
    assert page.locator(".cp-head").count() == 0
    assert page.evaluate(f"{m.get_name()}.getZoom()") == 15
    x, y = page.evaluate(
        f"(([lat, lng]) => {{ const at = {m.get_name()}.latLngToContainerPoint([lat, lng]); return [at.x, at.y]; }})",
        [places.iloc[4].y, places.iloc[4].x],
    )
    page.mouse.click(x, y)
    page.locator(".cp-popup .cp-card h2").wait_for()
    assert "Need" in page.locator(".cp-popup").inner_text()
    page.keyboard.press("Escape")
    page.locator(".cp-popup").wait_for(state="detached")


def test_a_layer_is_public_and_holds_its_arguments(plan):
    assert isinstance(cluster_planner.PlanLayer(plan, column="need"), cluster_planner.PlanLayer)
    assert plan.explore(height=480).get_root().height == "480px"
    with pytest.raises(DataError, match="households"):
        plan.explore(column="no such figure")
    with pytest.raises(DataError, match=r"folium\.Map"):
        plan.explore(m=5)
    with pytest.raises(SourceError):
        plan.explore(tiles="tiles.mbtiles")


def test_a_base_map_of_a_service_lies_under_the_plan(browser, plan, tmp_path):
    drawn = plan.explore(tiles="https://tiles.invalid/{z}/{x}/{y}.png", panel=False)
    opened = Opened(browser, drawn, tmp_path, served={})
    opened.page.wait_for_timeout(300)
    assert any("tiles.invalid" in url for url in opened.refused)
