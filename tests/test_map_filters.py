"""Filters act on everything that the page shows, and what it adds up is exact."""

import itertools
import re

import geopandas as gpd
import numpy as np
import pytest
from browser import Reader
from in_node import SOURCES, in_node

from cluster_planner._money import to_cents

SUMS = ("cost_alone_money", "cost_together_money", "saving_money")
SUMMED = """await (async () => {
    const { decodePayload } = await import(new URL("decode.js", given.room));
    const { unfold } = await import(new URL("unfold.js", given.room));
    const { areasPassing, othersPassing, passingOf } = await import(new URL("filters.js", given.room));
    const plan = unfold(await decodePayload(given.payload));
    return given.filters.map((filters) => {
        const passing = passingOf(plan, filters);
        const others = othersPassing(plan, passing, "alone");
        return { areas: sumAreas(plan, areasPassing(plan, passing)), alone: sumAlone(plan, others) };
    });
})()"""


@pytest.fixture(scope="module")
def projects(sample_out):
    """Return areas and communities alone as the layers have them, by outcome."""
    layers = {name: gpd.read_file(sample_out / "areas.gpkg", layer=name) for name in ("areas", "communities")}
    return layers["areas"], layers["communities"].query('outcome == "alone"')


@pytest.fixture
def reader(browser, sample_out):
    with Reader(browser, sample_out / "map.html") as opened:
        opened.page.set_default_timeout(5000)
        yield opened
        assert opened.complaints == opened.asked_for() == []


def passing(frame, county, year):
    own = frame if not county else frame[frame["county"] == county]
    if not year:
        return own
    return own[own["year"].isna() if year == "unlisted" else own["year"] == int(year)]


def test_sums_of_every_county_and_year_are_those_of_the_layers_to_the_cent(sample_out, projects):
    areas, alone = projects
    years = ["", *map(str, sorted(areas["year"].dropna().astype(int).unique())), "unlisted"]
    choices = list(itertools.product(["", *areas["county"].unique()], years))
    page = (sample_out / "map.html").read_text(encoding="utf-8")
    payload = re.search(r'id="plan">(.*?)</script>', page, re.DOTALL)[1]
    filters = [{"county": county, "year": year, "stage": ""} for county, year in choices]
    room = (SOURCES / "plan").as_uri() + "/"
    given = {"payload": payload.strip(), "filters": filters, "room": room}
    for (county, year), found in zip(
        choices, in_node("plan/sums.js", "sumAreas, sumAlone", SUMMED, given), strict=True
    ):
        own, others = passing(areas, county, year), passing(alone, county, year)
        assert found["areas"]["areas"] == len(own)
        assert found["areas"]["communities"] == own["communities"].sum()
        assert found["areas"]["households"] == own["households"].sum()
        assert [found["areas"][name] for name in SUMS] == [int(to_cents(own[name]).sum()) for name in SUMS]
        assert found["alone"]["communities"] == len(others)
        assert found["alone"]["cost_alone_money"] == int(np.nansum(to_cents(others["cost_alone_money"])))


def test_a_year_and_a_county_narrow_map_head_table_and_those_alone(reader, projects):
    areas, alone = projects
    county = areas["county"].value_counts().index[0]
    seen = reader.drawn()
    reader.page.get_by_role("button", name="2025 年").click()
    reader.page.get_by_label("按县区筛选").select_option(county)
    reader.settle()
    assert reader.drawn() != seen
    own, others = passing(areas, county, "2025"), passing(alone, county, "2025")
    head = reader.page.locator(".cp-facts").inner_text()
    assert f"2025 年 · {county}" in head
    assert f"{len(own)} 个片区" in head
    assert f"{len(others)} 个单独改造" in head
    total = reader.page.locator(".cp-total").inner_text()
    assert f"{own['cost_together_money'].sum() / 1e4:,.0f}" in total
    assert f"{own['households'].sum():,.0f}" in total
    assert f"{len(others)} · " in reader.page.locator("[data-outcome=alone] summary").inner_text()
    assert sum(map(int, reader.page.locator(".cp-bubble").all_inner_texts())) in (0, len(own))


def test_the_address_keeps_the_filters_and_the_back_button_takes_them_back(reader):
    reader.page.get_by_role("button", name="2025 年").click()
    assert "year=2025" in reader.page.url
    reader.page.reload()
    reader.page.locator(".cp-page[data-ready]").wait_for()
    pressed = reader.page.locator(".cp-segment[aria-pressed=true]")
    assert pressed.inner_text() == "2025 年"
    reader.page.get_by_role("button", name="清除筛选").click()
    assert pressed.inner_text() == "全部年度"
    assert "year=" not in reader.page.url
    reader.page.go_back()
    reader.settle()
    assert pressed.inner_text() == "2025 年"
    assert reader.page.locator(".cp-total .cp-muted").first.inner_text().split()[0] == str(
        reader.page.locator(".cp-area").count()
    )


def test_what_does_not_pass_does_not_answer_the_mouse(reader, projects):
    areas, _ = projects
    area = areas.set_index("area_id").query("year == 2024").index[0]
    reader.go(f"#area={area}")
    x, y = reader.spot(reader.page.locator(".cp-card .cp-rank").first.inner_text())
    assert reader.hover(x, y)
    at = re.search(r"at=([^&]+)", reader.page.url)[1]
    reader.go(f"#year=2026&at={at}")
    reader.hover(x, y)
    reader.page.locator(".cp-tooltip").wait_for(state="detached")


def test_the_money_above_the_table_follows_the_filters(reader, projects):
    areas, alone = projects
    listed = [frame[frame["year"].notna()] for frame in projects]
    whole = listed[0]["cost_together_money"].sum() + listed[1]["cost_alone_money"].sum()
    money = reader.page.locator(".cp-money > summary b")
    assert money.inner_text() == f"{whole / 1e4:,.0f} 万元"
    county = areas["county"].iloc[0]
    reader.page.get_by_role("button", name="2025 年").click()
    reader.page.get_by_label("按县区筛选").select_option(county)
    own, others = passing(areas, county, "2025"), passing(alone, county, "2025")
    cost = own["cost_together_money"].sum() + others["cost_alone_money"].sum()
    assert money.inner_text() == f"{cost / 1e4:,.0f} 万元"
    chart = reader.page.locator(".cp-money > .cp-chart svg").last
    assert chart.locator("text").first.text_content() == county
