"""Links: gaps, barriers on the way, crossings, administrative lines; small towns by hand and random ones."""

import numpy as np
import pandas as pd
import pytest
import shapely
from hand_made import CRS, barriers, town
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, Point, Polygon, box

from cluster_planner.model import Barriers
from cluster_planner.proximity import link_communities
from cluster_planner.settings import LinkSettings
from cluster_planner.words import speaker


def link(communities, cut=None, **knobs):
    return link_communities(communities, cut or Barriers.none(CRS), LinkSettings(**knobs))


def road_at(x):
    return LineString([(x, -500), (x, 500)])


def two_blocks(gap=20.0):
    return town([box(0, 0, 100, 100), box(100 + gap, 0, 200 + gap, 100)])


@pytest.mark.parametrize(("gap", "linked"), [(0, True), (20, True), (50, True), (50.1, False)])
def test_the_gap_decides(gap, linked):
    links = link(two_blocks(gap))
    assert len(links.open) == int(linked)
    if linked:
        assert links.open["gap_m"].iloc[0] == pytest.approx(gap)
        assert links.open.index[0] == ("c0", "c1")


def test_two_blocks_face_each_other_along_what_lies_within_the_gap():
    # The whole facing side of 100 m, and both flanks as far as they lie within 50 m of the other block.
    assert link(two_blocks(20)).open["facing_m"].item() == pytest.approx(100 + 2 * 30, abs=0.01)
    # Corner to corner, 30 m each way: of both sides at a corner what a circle of 50 m around the other cuts off.
    corners = town([box(0, 0, 100, 100), box(130, 130, 230, 230)])
    assert link(corners).open["facing_m"].item() == pytest.approx(2 * (40 - 30), abs=0.01)
    # A notch of less than a metre counts as it is.
    notch = [(0, 0), (100, 0), (100, 49.6), (99.2, 50), (100, 50.4), (100, 100), (0, 100)]
    notched = town([Polygon(notch), box(120, 0, 220, 100)])
    longer = 2 * np.hypot(0.8, 0.4) - 0.8
    assert link(notched).open["facing_m"].item() == pytest.approx(100 + 2 * 30 + longer / 2, abs=0.01)


def test_points_follow_the_rule_for_points():
    points = town([Point(0, 0), Point(200, 0), Point(401, 0), Point(401, 0)])
    assert list(link(points).open.index) == [("c0", "c1"), ("c2", "c3")]
    mixed = town([box(0, 0, 100, 100), Point(225, 50), Point(50, -126)])
    assert list(link(mixed).open.index) == [("c0", "c1")]


def test_a_road_between_blocks_the_link_and_is_named():
    links = link(two_blocks(), barriers(("primary", LineString([(110, -500), (110, 500)]))))
    assert len(links.open) == 0
    assert links.blocked["barrier"].tolist() == ["primary 0"]
    assert links.blocked["barrier_kind"].tolist() == ["primary"]


def test_roads_of_other_classes_block_nothing():
    assert len(link(two_blocks(), barriers(("secondary", LineString([(110, -500), (110, 500)])))).open) == 1


def test_a_barrier_that_ends_half_way_leaves_the_other_half_open():
    far = ("railway", LineString([(900, 0), (900, 500)]))
    links = link(two_blocks(), barriers(("railway", LineString([(110, 40), (110, 500)])), far))
    assert len(links.open) == 1
    way = links.open.geometry.iloc[0]
    assert not way.intersects(LineString([(110, 40), (110, 500)]))
    assert links.open["barrier"].isna().all()


def test_a_way_round_the_end_beyond_reach_does_not_count():
    links = link(two_blocks(), barriers(("railway", LineString([(110, -80), (110, 180)]))))
    assert len(links.open) == 0


def test_a_crossing_reopens_the_barrier():
    road = ("primary", LineString([(110, -500), (110, 500)]))
    assert len(link(two_blocks(), barriers(road, crossings=[Point(110, 50)])).open) == 1
    assert len(link(two_blocks(), barriers(road, crossings=[Point(110, 400)])).open) == 0


@pytest.mark.parametrize(("width", "linked"), [(14.0, True), (16.0, False)])
def test_only_wide_water_is_a_barrier(width, linked):
    canal = box(110 - width / 2, -500, 110 + width / 2, 500)
    assert len(link(two_blocks(), barriers(("water", canal))).open) == int(linked)
    line = LineString([(110, -500), (110, 500)])
    assert len(link(two_blocks(), barriers(("water", line, width))).open) == int(linked)


def test_a_river_line_of_unknown_width_is_a_barrier():
    assert len(link(two_blocks(), barriers(("water", LineString([(110, -500), (110, 500)])))).open) == 0


def test_a_parcel_that_a_road_cuts_belongs_to_its_larger_side():
    # The middle block straddles the road at x = 130; its larger side is the right one.
    blocks = town([box(0, 0, 100, 100), box(110, 0, 210, 100), box(220, 0, 320, 100)])
    links = link(blocks, barriers(("trunk", LineString([(130, -500), (130, 500)]))))
    assert list(links.open.index) == [("c1", "c2")]
    assert list(links.blocked.index) == [("c0", "c1")]


def test_a_river_bank_may_be_touched():
    # Both blocks end exactly at the water's edge.
    river = box(-500, -60, 700, 0)
    assert len(link(two_blocks(), barriers(("water", river))).open) == 1


def test_administrative_lines_are_hard_or_soft():
    blocks = town(
        [box(120 * at, 0, 120 * at + 100, 100) for at in range(4)],
        county=["A", "A", "B", np.nan],
        subdistrict=["s", "t", "t", "t"],
        neighbourhood=["n", "n", "m", "n"],
    )
    links = link(blocks)
    assert links.frame["barrier_kind"].fillna("").tolist() == ["subdistrict_line", "county_line", ""]
    assert links.frame["soft_lines"].tolist() == [0, 1, 1]
    assert len(link(blocks, subdistrict_line="soft").open) == 2
    assert len(link(blocks, subdistrict_line="off", county_line="off").open) == 3


def test_of_the_ways_that_are_free_the_shortest_is_taken():
    # The way round the end of the wall may be 50 m long; straight across below it there are 20 m.
    wall = barriers(("railway", LineString([(110, 40), (110, 500)])))
    assert link(two_blocks(), wall).open["gap_m"].tolist() == pytest.approx([20])
    # Of two pairs at one wall each has its own way: the upper one only round the end, aslant.
    blocks = town([box(0, 0, 100, 100), box(120, 0, 220, 100), box(0, 110, 100, 200), box(120, 110, 220, 200)])
    links = link(blocks, wall, max_gap_m=21.0)
    assert links.open.loc[("c0", "c1"), "gap_m"] == pytest.approx(20)
    assert links.blocked.index.tolist() == [("c2", "c3")]


def test_a_way_as_long_as_the_limit_is_short_enough():
    wall = barriers(("railway", LineString([(125, 40), (125, 500)])))
    assert link(two_blocks(50), wall).open["gap_m"].tolist() == [50]
    assert len(link(two_blocks(50.5), wall).frame) == 0


def test_a_crossing_opens_as_far_as_its_radius():
    road = ("primary", LineString([(110, -500), (110, 500)]))
    for north, linked in ((124, 1), (126, 0)):  # the blocks end at 100, their ways at most there
        found = link(two_blocks(), barriers(road, crossings=[Point(110, north)]), max_gap_m=20.0)
        assert len(found.open) == linked


def test_trenches_are_those_of_both_sides():
    # The taller block faces with the 100 m that lie within 20 m of the lower, and 20 m more at either end.
    lower, taller = box(0, 0, 100, 100), box(120, -200, 220, 300)
    links = link(town([lower, taller]), max_gap_m=20.0)
    assert links.open["facing_m"].item() == pytest.approx((100 + 100) / 2, abs=1)
    assert link(town([Point(0, 0), Point(150, 0)])).open["facing_m"].item() == 150


def test_of_two_barriers_in_the_way_the_first_by_kind_is_named():
    lines = [("water", LineString([(105, -500), (105, 500)]), 30.0), ("primary", LineString([(115, -500), (115, 500)]))]
    for order in (lines, lines[::-1]):
        assert link(two_blocks(), barriers(*order)).blocked["barrier_kind"].tolist() == ["primary"]


def test_all_that_divides_two_is_named():
    blocks = town([box(0, 0, 100, 100), box(120, 0, 220, 100)], subdistrict=["s", "t"])
    cut = barriers(("railway", road_at(105)), ("primary", road_at(115)), ("primary", road_at(113)))
    cut.frame.loc[1:, "name"] = ["大道", "大道"]
    assert called(link(blocks, cut), ("c0", "c1")) == "大道、railway 0、街道界线"
    assert link(two_blocks()).frame["dividers_said"].isna().all()


def test_a_hard_line_is_named_after_what_lies_in_the_way_and_the_highest_level_first():
    blocks = town([box(0, 0, 100, 100), box(120, 0, 220, 100)], county=["A", "B"], subdistrict=["s", "t"])
    assert link(blocks).blocked["barrier_kind"].tolist() == ["county_line"]
    road = barriers(("primary", LineString([(110, -500), (110, 500)])))
    assert link(blocks, road).blocked["barrier_kind"].tolist() == ["primary"]
    soft = link(blocks, county_line="soft", subdistrict_line="soft")
    assert soft.open["soft_lines"].tolist() == [2]


@pytest.mark.parametrize(("gap", "linked"), [(125, 1), (126, 0)])
def test_between_a_point_and_an_outline_the_mean_of_both_limits_holds(gap, linked):
    assert len(link(town([Point(100 + gap, 50), box(0, 0, 100, 100)])).open) == linked


def test_an_inlet_narrower_than_the_least_width_is_no_barrier_where_the_lake_is():
    # The lake is 60 m wide, its inlet of 10 m lies between the blocks: only the lake cuts.
    lake = shapely.union(box(105, 200, 165, 300), box(105, -300, 115, 250))
    assert len(link(two_blocks(), barriers(("water", lake))).open) == 1
    assert len(link(two_blocks(), barriers(("water", shapely.affinity.translate(lake, 0, -200)))).open) == 0


def test_a_river_line_cuts_in_its_width():
    # A line of 30 m along the edge of the left block: what is within 15 m of it is cut off from the block.
    river = ("water", LineString([(90, -500), (90, 500)]), 30.0)
    links = link(two_blocks(), barriers(river))
    assert len(links.open) == 0
    # What divides them takes nothing off the ground: the outlines are 20 m apart.
    assert links.blocked["gap_m"].tolist() == [20]


@pytest.mark.parametrize(("wall_from", "linked"), [(69, False), (85, True)])
def test_a_river_line_reaches_half_its_width_beyond_its_end(wall_from, linked):
    # A line of 60 m that ends at y = 40 covers the gap up to y = 70; a wall goes on from there, or from farther up.
    river = ("water", LineString([(110, -500), (110, 40)]), 60.0)
    wall = ("primary", LineString([(110, wall_from), (110, 500)]))
    assert len(link(two_blocks(), barriers(river, wall)).open) == linked


def test_a_point_meets_an_outline_along_the_shortest_line_alone():
    pair = town([box(0, 0, 100, 100), Point(120, 50)])
    assert link(pair).open["facing_m"].tolist() == [20]
    stub = ("primary", LineString([(110, 45), (110, 55)]))
    assert len(link(pair, barriers(stub)).open) == 0


def called(links, pair):
    return speaker("zh").write(links.frame.loc[pair, "dividers_said"])


def test_neighbours_of_the_smaller_side_are_blocked_by_what_cuts_it_off():
    # The road at x = 180 leaves 70 m of the right block on this side, so its larger side lies 80 m from the left one.
    links = link(town([box(0, 0, 100, 100), box(110, 0, 310, 100)]), barriers(("primary", road_at(180))))
    assert links.blocked["gap_m"].tolist() == [10]
    assert called(links, ("c0", "c1")) == "primary 0"


def test_communities_without_a_place_and_isolates_are_kept():
    links = link(town([box(0, 0, 10, 10), None, box(15, 0, 30, 10), box(900, 0, 910, 10)]))
    assert list(links.communities) == ["c0", "c1", "c2", "c3"]
    assert links.components.tolist() == [0, 1, 0, 2]
    assert links.graph.n == 4
    assert sorted(links.graph.isolates) == ["c1", "c3"]
    assert "2 isolates" in repr(links)


def test_no_communities_at_all():
    links = link(town([]))
    assert len(links.frame) == 0
    assert links.graph is not None


@st.composite
def random_towns(draw):
    cells = draw(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=2, max_size=14, unique=True))
    shapes = [
        box(x * 60, y * 60, x * 60 + draw(st.integers(20, 60)), y * 60 + draw(st.integers(20, 60))) for x, y in cells
    ]
    cuts = [
        (kind, LineString([(draw(st.integers(-50, 450)), -50), (draw(st.integers(-50, 450)), 450)]))
        for kind in draw(st.lists(st.sampled_from(["primary", "railway", "water"]), max_size=3))
    ]
    return shapes, cuts, draw(st.permutations(range(len(shapes))))


@settings(max_examples=60, deadline=None)
@given(random_towns())
def test_no_open_link_crosses_a_barrier_and_order_does_not_matter(case):
    shapes, cuts, order = case
    before = town(shapes)
    links = link(before, barriers(*cuts))
    for _, line, *_ in cuts:
        assert not shapely.intersects(links.open.geometry.to_numpy(), line).any()
    assert (links.frame["gap_m"] <= 50).all()
    assert links.frame.index.is_unique
    assert before.frame.geometry.tolist() == shapes
    # Reversing the barriers changes nothing but the file's own numbering in the made-up names.
    again = link(before, barriers(*cuts[::-1]))
    pd.testing.assert_index_equal(again.open.index, links.open.index)
    shuffled = link(town([shapes[at] for at in order]), barriers(*cuts))
    renamed = {f"c{new}": f"c{old}" for new, old in enumerate(order)}
    pairs = {frozenset(renamed[name] for name in pair) for pair in shuffled.open.index}
    assert pairs == {frozenset(pair) for pair in links.open.index}
