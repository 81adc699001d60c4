"""The plan at one look: frames at one scale that hold every area, none upon another, and the ranks on them."""

import dataclasses
import re
import xml.etree.ElementTree as ET
from io import BytesIO
from itertools import combinations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from drawn_towns import make_communities
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from shapely import box

import cluster_planner
from cluster_planner.render._insets_payload import pack_insets
from cluster_planner.render._ranks import rank_areas
from cluster_planner.render._shapes import SCALE
from cluster_planner.render.overview import (
    HEIGHT,
    KEY,
    TITLE,
    WIDTH,
    compose,
    draw_overview,
    frame_plan,
    overview_table,
    towns_of,
)
from cluster_planner.render.overview._labels import Places
from cluster_planner.render.overview._layout import arrange_frames
from cluster_planner.render.overview._sums import money_by_county
from cluster_planner.render.report._map_picture import paint
from cluster_planner.symbols import symbols_of_years

COUNTIES = ("资阳区", "赫山区", "南县")


@pytest.fixture(scope="module")
def plan():
    frame = make_communities(hostile=False).frame
    return cluster_planner.plan(frame.assign(community_id=frame.index).reset_index(drop=True))


def moved(plan, places, counties):
    """Return the plan with its areas as squares of 200 m at these places, in these counties."""
    areas = plan.evaluation.areas.iloc[: len(places)]
    squares = [box(x, y, x + 200, y + 200) for x, y in places]
    there = areas.set_geometry(gpd.GeoSeries(squares, index=areas.index, crs=areas.crs)).assign(county=counties)
    return dataclasses.replace(plan, evaluation=dataclasses.replace(plan.evaluation, areas=there))


SIZES = st.lists(st.tuples(st.floats(300, 9_000), st.floats(300, 9_000)), min_size=1, max_size=14)


@given(SIZES)
def test_frames_lie_on_the_sheet_apart_and_show_what_they_should_at_one_scale(sizes):
    layout = arrange_frames(sizes, WIDTH, HEIGHT, KEY)
    boxes = [box(x, y - TITLE, x + w, y + h) for x, y, w, h in layout.frames]
    boxes.append(box(*layout.key[:2], layout.key[0] + layout.key[2], layout.key[1] + layout.key[3]))
    sheet = box(0, 0, WIDTH, HEIGHT).buffer(0.01)
    assert all(sheet.covers(each) for each in boxes)
    assert not any(one.intersection(other).area > 0.01 for one, other in combinations(boxes, 2))
    for (width, height), (_, _, wide, high) in zip(sizes, layout.frames, strict=True):
        assert wide * layout.metres_per_pixel >= width
        assert high * layout.metres_per_pixel >= height
    assert layout.key[2] == KEY[0]
    assert layout.key[3] >= KEY[1]


def test_one_town_and_two_by_hand():
    """Next to the key (116 and a gap of 8) 832 pixels are left, 28 of them margin; a second town lies below."""
    alone = arrange_frames([(3_880.0, 400.0)], WIDTH, HEIGHT, KEY)
    assert alone.metres_per_pixel == pytest.approx(3_880 / 804, rel=1e-6)
    assert alone.frames[0] == pytest.approx((0, TITLE, 832, HEIGHT - TITLE))
    assert alone.key == pytest.approx((840, 0, 116, HEIGHT))
    two = arrange_frames([(3_880.0, 400.0)] * 2, WIDTH, HEIGHT, KEY)
    assert two.metres_per_pixel == pytest.approx(3_880 / 804, rel=1e-6)
    assert [frame[0] for frame in two.frames] == [0, 0]


def test_scattered_towns_have_frames_and_one_town_has_one(plan):
    at = plan.evaluation.areas.total_bounds[:2]
    far = [(at[0] + 40_000 * place, at[1]) for place in range(3)]
    frames = frame_plan(moved(plan, far, COUNTIES), WIDTH, HEIGHT, KEY).frames
    assert [[county.name for county in frame.counties] for frame in frames] == [[name] for name in COUNTIES]
    assert [frame.areas for frame in frames] == [(0,), (1,), (2,)]
    near = [(at[0] + 400 * place, at[1]) for place in range(3)]
    (frame,) = frame_plan(moved(plan, near, COUNTIES), WIDTH, HEIGHT, KEY).frames
    assert [county.name for county in frame.counties] == list(COUNTIES)
    assert frame.areas == (0, 1, 2)


def test_districts_on_two_banks_share_a_frame_and_a_wide_town_is_shown_by_county(plan):
    at = plan.evaluation.areas.total_bounds[:2]
    areas = moved(plan, [(at[0], at[1]), (at[0], at[1] + 900), (at[0] + 60_000, at[1])], COUNTIES).evaluation.areas
    assert [rows.tolist() for rows in towns_of(areas)] == [[0, 1], [2]]
    chain = moved(plan, [(at[0] + 4_500 * place, at[1]) for place in range(3)], ["甲", "甲", "乙"]).evaluation.areas
    assert [rows.tolist() for rows in towns_of(chain)] == [[0, 1], [2]]


def test_each_frame_of_the_payload_holds_its_areas_and_every_area_is_in_one(plan):
    packed = pack_insets(plan)
    rows = [row for frame in packed["frames"] for row in frame["areas"]]
    assert sorted(rows) == list(range(len(plan.areas)))
    degrees = plan.evaluation.areas.geometry.to_crs("EPSG:4326")
    for frame in packed["frames"]:
        held = box(*np.array(frame["bounds"]) / SCALE)
        assert all(held.covers(shape) for shape in degrees.iloc[frame["areas"]])
    listed = int(plan.programme.frame["year"].notna().sum())
    said = [county["listed"] for frame in packed["frames"] for county in frame["counties"]]
    assert sum(int(zh.split()[1].split("／")[0]) for zh, _ in said) == listed
    assert all(en.endswith("listed") for _, en in said)


def test_a_plan_without_areas_is_framed_by_its_communities(plan):
    none = plan.evaluation.areas.iloc[:0]
    empty = dataclasses.replace(plan, evaluation=dataclasses.replace(plan.evaluation, areas=none))
    (frame,) = frame_plan(empty, WIDTH, HEIGHT, KEY).frames
    assert (frame.areas, frame.counties) == ((), ())
    assert box(*frame.bounds).covers(box(*plan.communities.frame.geometry.total_bounds))


def test_ranks_go_by_year_then_order_then_value(plan):
    ids = plan.evaluation.areas.index[:3]
    areas = plan.evaluation.areas.loc[ids].assign(value=[1.0, 5.0, 3.0])
    frame = pd.DataFrame({"year": [2025.0, np.nan, 2024.0], "order": [1.0, np.nan, 2.0]}, index=ids)
    placed = dataclasses.replace(
        plan,
        evaluation=dataclasses.replace(plan.evaluation, areas=areas),
        programme=dataclasses.replace(plan.programme, frame=frame),
    )
    assert rank_areas(placed).tolist() == [2, 3, 1]
    unplanned = dataclasses.replace(placed, programme=dataclasses.replace(plan.programme, frame=pd.DataFrame()))
    assert rank_areas(unplanned).tolist() == [3, 1, 2]


NUMBERS = re.compile(r"-?(?:\d+\.\d|\d+|\.\d)")


@pytest.fixture(scope="module", params=["zh", "en"])
def drawn(plan, request):
    return draw_overview(plan, request.param)


def test_the_picture_is_small_and_stands_in_any_page(drawn):
    root = ET.fromstring(drawn)  # noqa: S314
    names = {element.tag.removeprefix("{http://www.w3.org/2000/svg}") for element in root.iter()}
    assert names <= {"svg", "g", "pattern", "path", "text"}
    assert {name for element in root.iter() for name in element.attrib}.isdisjoint({"style", "class", "href"})
    assert len(drawn.encode()) < 60_000
    assert root.get("role") == "img"
    assert root.get("aria-label")


def test_every_number_of_a_path_is_a_tenth(drawn):
    for path in re.findall(r'<path d="([^"]*)"', drawn):
        rest = re.sub(r"[MlzhvH ]", " ", path)
        assert not re.sub(NUMBERS, "", rest).strip(), path


def test_the_picture_names_every_area_county_and_year(plan, drawn):
    texts = [element.text for element in ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314
    assert set(map(str, range(1, len(plan.areas) + 1))) <= set(texts)
    assert set(plan.evaluation.areas["county"].dropna()) <= set(texts)
    assert set(map(str, plan.programme.starts())) <= set(texts)


def test_areas_of_a_year_are_in_its_colour(plan, drawn):
    for year in symbols_of_years(plan.programme.starts()):
        assert f'fill="{year.area.fill}"' in drawn


def test_money_by_county_and_year_adds_up_to_what_is_listed(plan):
    money = money_by_county(plan)
    listed, alone = plan.programme.frame, plan.programme.alone
    spent = listed.loc[listed["year"].notna(), "cost_together_money"].sum()
    spent += alone.loc[alone["year"].notna(), "cost_alone_money"].sum()
    assert money.to_numpy().sum() == pytest.approx(spent)
    assert list(money.columns) == plan.programme.starts()


def test_texts_of_a_plan_are_escaped_on_picture_and_table(plan):
    areas = plan.evaluation.areas.assign(county="<b>&</b>")
    hostile = dataclasses.replace(plan, evaluation=dataclasses.replace(plan.evaluation, areas=areas))
    assert "&lt;b&gt;&amp;&lt;/b&gt;" in draw_overview(hostile, "zh")
    table = overview_table(hostile, "zh")
    assert "<b>" not in table
    assert "&lt;b&gt;&amp;&lt;/b&gt;" in table


def test_the_table_has_a_row_for_each_area_in_the_order_of_ranks(plan):
    root = ET.fromstring(overview_table(plan, "en"))  # noqa: S314
    rows = [[cell.text for cell in row] for row in root.iter("tr")]
    assert [row[0] for row in rows[1:]] == [str(rank) for rank in range(1, len(plan.areas) + 1)]
    assert len({len(row) for row in rows}) == 1


def test_a_picture_in_the_report_is_the_same_picture(plan):
    picture = compose(plan, "zh", WIDTH, HEIGHT)
    painted = np.asarray(Image.open(BytesIO(paint(picture))).convert("RGB")).astype(int)
    assert painted.shape[1] / painted.shape[0] == pytest.approx(picture.width / picture.height, rel=0.01)
    for year in symbols_of_years(plan.programme.starts()):
        colour = np.array(tuple(bytes.fromhex(year.area.fill[1:])))
        assert (np.abs(painted - colour).sum(axis=2) < 12).sum() > 100


def test_many_small_areas_are_squares_and_the_picture_stays_small(plan):
    """Two thousand areas in one town, too small for numbers: no more squares than a grid has."""
    many = 2_000
    at = plan.evaluation.areas.total_bounds[:2]
    frame = plan.evaluation.areas.iloc[[0] * many].reset_index(drop=True)
    frame.index = pd.Index([f"A{place}" for place in range(many)], name="area_id")
    places = [(at[0] + 250 * (place % 50), at[1] + 250 * (place // 50)) for place in range(many)]
    shapes = [box(x, y, x + 60, y + 60) for x, y in places]
    areas = frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=plan.evaluation.areas.crs))
    large = dataclasses.replace(plan, evaluation=dataclasses.replace(plan.evaluation, areas=areas))
    assert len(draw_overview(large, "zh").encode()) < 60_000


def test_labels_take_no_place_twice():
    places = Places(100, 100)
    assert places.first_free([(50, 50)], 20, 10) == (40, 45, 60, 55)
    assert places.first_free([(55, 50), (50, 70)], 20, 10) == (40, 65, 60, 75)
    assert places.first_free([(5, 5), (98, 98)], 20, 10) is None


def test_a_plan_of_no_area_and_one_of_no_known_county_have_pictures_too(plan):
    none = plan.evaluation.areas.iloc[:0]
    empty = dataclasses.replace(plan, evaluation=dataclasses.replace(plan.evaluation, areas=none))
    assert draw_overview(empty, "zh").endswith("</svg>")
    nameless = plan.evaluation.areas.assign(county=None)
    unknown = dataclasses.replace(plan, evaluation=dataclasses.replace(plan.evaluation, areas=nameless))
    titles = [element.text for element in ET.fromstring(draw_overview(unknown, "zh")).iter() if element.text]  # noqa: S314
    assert sum(text.startswith("列入 ") for text in titles) == 1
