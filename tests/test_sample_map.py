"""The map of the sample, made by the command line, read offline from the first area of the list to the last."""

import re

import geopandas as gpd
from browser import Reader


def test_every_area_of_the_plan_is_in_the_list_and_on_the_map(browser, sample_out):
    areas = gpd.read_file(sample_out / "areas.gpkg", layer="areas")
    with Reader(browser, sample_out / "map.html") as reader:
        listed = reader.panel()
        assert all(name in listed for name in areas["area_name"])
        for area in areas.sample(8, random_state=1).itertuples():
            reader.page.locator(".cp-panel").get_by_text(area.area_name, exact=True).first.click()
            reader.settle()
            assert f"{area.communities} 个小区" in reader.panel()
            reported = reader.hover(*reader.spot(area.area_name))
            assert re.search("[\u4e00-\u9fff]", reported), area.area_name
            reader.page.keyboard.press("Escape")
        before = reader.drawn()
        reader.page.locator(".cp-legend input[type=checkbox]").first.click()
        reader.settle()
        assert reader.drawn() != before
        assert reader.asked_for() == []
        assert reader.complaints == []
