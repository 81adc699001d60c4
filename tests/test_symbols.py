"""One table of colours and signs: page, report and layers draw the same thing alike."""

import re
import sqlite3
import xml.etree.ElementTree as ET
from contextlib import closing
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
from drawn_towns import make_communities
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

import cluster_planner
from cluster_planner.books import write_plan
from cluster_planner.render._payload import describe_plan
from cluster_planner.render.report import _map_style
from cluster_planner.render.report._atlas import Atlas, drawing
from cluster_planner.symbols import AREA_COLOURS, INKS, SYMBOLS, colour_areas, mixed, readable_on, symbols_of_years


@pytest.fixture(scope="module")
def plan():
    frame = make_communities(hostile=False).frame
    return cluster_planner.plan(frame.assign(community_id=frame.index).reset_index(drop=True))


@pytest.fixture(scope="module")
def layers(plan, tmp_path_factory):
    return write_plan(plan, tmp_path_factory.mktemp("plan"))["gpkg"]


@pytest.fixture(scope="module")
def qgis(layers):
    with closing(sqlite3.connect(layers)) as opened:
        rows = opened.execute("SELECT f_table_name, styleQML FROM layer_styles")
        return {name: ET.fromstring(qml) for name, qml in rows}  # noqa: S314


def test_an_area_has_one_colour_on_page_report_and_layer(plan, layers, qgis):
    areas = pyogrio.read_dataframe(layers, layer="areas").set_index("area_id")
    expression = next(
        option.get("value") for option in qgis["areas"].iter("Option") if option.get("name") == "expression"
    )
    listed = [tuple(map(int, text.split(",")[:3])) for text in re.findall(r"'([\d,]+)'", expression)]
    with drawing():
        on_paper = Atlas(plan, "zh").colours
    page = describe_plan(plan, "zh")
    on_page = {
        area: page["symbols"]["areas"][colour]
        for area, colour in zip(page["areas"]["ids"], page["areas"]["colour"], strict=True)
    }
    in_layer = {area: "#{:02x}{:02x}{:02x}".format(*listed[number - 1]) for area, number in areas["colour"].items()}
    assert on_page == on_paper == in_layer
    assert len(on_page) == len(plan.areas) > 1


def test_areas_in_sight_of_each_other_differ_in_colour():
    row = gpd.GeoSeries([box(place * 100, 0, place * 100 + 90, 50) for place in range(30)], crs="EPSG:4547")
    colours = colour_areas(row).tolist()
    assert set(colours) == set(range(len(AREA_COLOURS)))
    assert all(one != other for one, other in pairwise(colours))
    assert colour_areas(row[:0]).empty


def test_whoever_is_alone_is_hatched_and_who_cannot_take_part_is_grey_everywhere(plan, qgis):
    brushes = {option.get("value") for option in qgis["communities"].iter("Option") if option.get("name") == "style"}
    assert "b_diagonal" in brushes
    assert _map_style.ALONE["hatch"]
    table = describe_plan(plan, "zh")["symbols"]["table"]
    assert table["alone"]["hatch"] == SYMBOLS["alone"].hatch == _map_style.ALONE["edgecolor"]
    grey = [int(SYMBOLS["not_eligible"].fill[place : place + 2], 16) for place in (1, 3, 5)]
    assert max(grey) - min(grey) < 16
    assert table["not_eligible"]["fill"] == SYMBOLS["not_eligible"].fill
    assert table["proposed"]["marker"] == "diamond"
    assert _map_style.PROPOSED["marker"] == "D"


def lightness(colour):
    channels = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def test_three_years_have_the_colours_that_were_chosen_for_them():
    years = symbols_of_years([2024, 2025, 2026])
    assert [each.area.fill for each in years] == ["#17566a", "#d08a35", "#e8c46f"]
    assert [each.ink for each in years] == [INKS["paper"], INKS["ink"], INKS["ink"]]
    assert [each.area.fill for each in symbols_of_years([2030])] == ["#17566a"]
    assert symbols_of_years([]) == []


@given(st.integers(2, 30))
def test_years_run_from_dark_to_light_with_outlines_darker_than_fills(many):
    years = symbols_of_years(range(2024, 2024 + many))
    light = [lightness(each.area.fill) for each in years]
    assert all(one < other for one, other in pairwise(light))
    for each in years:
        assert lightness(each.area.line) < lightness(each.area.fill) < lightness(each.soft)
        high, low = sorted([lightness(each.ink), lightness(each.area.fill)], reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5


def test_mixing_ends_at_both_colours():
    assert mixed("#17566a", "#e8c46f", 0) == "#17566a"
    assert mixed("#17566a", "#e8c46f", 1) == "#e8c46f"
    assert readable_on("#000000", "#111111", "#ffffff") == "#ffffff"
    assert readable_on("#777777", "#888888", "#999999") == "#999999"


@pytest.mark.parametrize("name", ["quiet", "county", "road", "ink", "accent"])
def test_inks_are_readable_on_the_ground(name):
    low, high = sorted([lightness(INKS[name]), lightness(SYMBOLS["ground"].fill)])
    assert (high + 0.05) / (low + 0.05) >= 4.5
