"""The map of the sample, made by the command line, read offline from the first area of the list to the last."""

import re

import geopandas as gpd
from browser import Reader, short_name


def test_every_area_of_the_plan_is_in_the_list_and_on_the_map(browser, sample_out):
    areas = gpd.read_file(sample_out / "areas.gpkg", layer="areas")
    with Reader(browser, sample_out / "map.html") as reader:
        listed = reader.panel()
        assert all(short_name(name) in listed for name in areas["area_name"])
        for area in areas.sample(8, random_state=1).itertuples():
            reader.page.locator(f".cp-table [title='{area.area_name}'] .cp-name").click()
            reader.settle()
            assert f"{area.communities} 个小区" in reader.panel()
            reported = reader.hover(*reader.spot(short_name(area.area_name)))
            assert re.search("[\u4e00-\u9fff]", reported), area.area_name
            reader.page.keyboard.press("Escape")
        before = reader.drawn()
        reader.page.locator(".cp-layers summary").click()
        reader.page.locator(".cp-layers input[type=checkbox]").first.click()
        reader.settle()
        assert reader.drawn() != before
        assert reader.asked_for() == []
        assert reader.complaints == []
