"""Stand-in footprints: as large as they say, around their point, never on another's ground or across a barrier."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hand_made import barriers, town
from hypothesis import given, settings
from hypothesis import strategies as st
from real_input import ROOT, SAMPLE, input_at_hand
from shapely import LineString, Point, box

from cluster_planner.books import write_plan
from cluster_planner.model import Communities
from cluster_planner.pipeline import Inputs, check_tables, plan_file, read_tables
from cluster_planner.settings import LinkSettings, Settings
from cluster_planner.validation import estimate_footprints

NO_BARRIERS = barriers()


def stand_ins(geometries, site_m2, walls=NO_BARRIERS, **columns):
    outline = shapely.get_dimensions(list(geometries)) == 2
    reported = {
        "source_row": [str(row) for row in range(len(outline))],
        "footprint": np.where(outline, "surveyed", "point"),
    }
    given_town = town(geometries, site_m2=site_m2, **reported, **columns)
    return estimate_footprints(given_town, walls, LinkSettings())


def rules_of(communities):
    return dict(communities.findings.frame["rule"].value_counts())


@st.composite
def towns(draw):
    spot = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda xy: Point(20.0 * xy[0], 20.0 * xy[1]))
    points = draw(st.lists(spot, min_size=1, max_size=12))
    outlines = [
        shapely.affinity.translate(box(0, 0, 70, 50), *draw(st.tuples(st.integers(0, 800), st.integers(0, 800))))
        for _ in range(draw(st.integers(0, 2)))
    ]
    sizes = [draw(st.sampled_from([np.nan, 300.0, 4_000.0, 40_000.0])) for _ in points]
    walls = draw(
        st.sampled_from(
            [
                (),
                (("railway", LineString([(-500, 310), (1300, 330)])),),
                (("water", box(395, -500, 455, 1300)), ("trunk", LineString([(-500, 90), (1300, 95)]), 30.0)),
            ]
        )
    )
    return points + outlines, sizes + [np.nan] * len(outlines), barriers(*walls)


@settings(max_examples=60, deadline=None)
@given(towns())
def test_stand_ins_keep_to_their_ground(drawn):
    geometries, sizes, walls = drawn
    made = stand_ins(geometries, sizes, walls)
    frame = made.frame
    estimated = (frame["footprint"] == "estimated").to_numpy()
    before, after = np.array(geometries, dtype=object), frame.geometry.to_numpy()

    assert len(frame) == len(geometries)
    assert shapely.equals_exact(before[~estimated], after[~estimated]).all()
    assert shapely.is_valid(after).all()
    assert (shapely.get_type_id(after[estimated]) == shapely.GeometryType.POLYGON).all()
    assert shapely.contains_properly(after[estimated], before[estimated]).all()

    area_m2, reported = after[estimated], frame["site_m2"].to_numpy()[estimated]
    share = shapely.area(area_m2) / reported
    assert (share <= 1.01).all()
    assert int((share < 0.99).sum()) == rules_of(made).get("stand_in_short", 0)

    focal, neighbor = shapely.STRtree(after).query(after[estimated], predicate="intersects")
    assert (np.flatnonzero(estimated)[focal] == neighbor)[~np.isin(neighbor, np.flatnonzero(~estimated))].all()
    others = shapely.union_all([*before[shapely.get_dimensions(before) == 2], *walls.frame.geometry])
    assert not shapely.intersects(after[estimated], others).any()


@settings(max_examples=25, deadline=None)
@given(towns(), st.randoms(use_true_random=False))
def test_the_order_of_rows_leaves_no_trace(drawn, chance):
    geometries, sizes, walls = drawn
    order = list(range(len(geometries)))
    chance.shuffle(order)
    straight = stand_ins(geometries, sizes, walls).frame
    mixed = stand_ins([geometries[place] for place in order], [sizes[place] for place in order], walls).frame
    assert [straight.geometry.iloc[place].wkb for place in order] == [shape.wkb for shape in mixed.geometry]


def test_with_room_around_it_a_stand_in_is_a_disc_of_the_site_area():
    (shape,) = stand_ins([Point(0, 0)], [10_000.0]).frame.geometry
    assert shape.area == pytest.approx(10_000, rel=0.01)
    assert shapely.hausdorff_distance(shape, Point(0, 0).buffer(np.sqrt(10_000 / np.pi))) < 1


def test_two_close_neighbours_share_the_ground_between_them():
    left, right = stand_ins([Point(0, 0), Point(40, 0)], [5_000.0, 5_000.0]).frame.geometry
    assert left.area == pytest.approx(5_000, rel=0.01)
    assert left.bounds[2] < 20 < right.bounds[0]
    assert left.distance(right) < 0.5


def test_a_railway_is_not_crossed_and_a_ditch_is():
    ditch = barriers(("water", box(10, -500, 14, 500)))
    railway = barriers(("railway", LineString([(10, -500), (10, 500)])))
    over, cut = (stand_ins([Point(0, 0)], [10_000.0], wall).frame.geometry.iloc[0] for wall in (ditch, railway))
    assert over.bounds[2] > 50
    assert cut.bounds[2] < 10
    assert cut.area == pytest.approx(10_000, rel=0.01)


def test_points_that_report_too_little_stay_points_and_say_why():
    spots = [Point(0, 0), Point(0, 0), Point(500, 0), Point(900, 0), Point(1500, 0), box(880, -20, 920, 20)]
    made = stand_ins(spots, [900.0, 900.0, np.nan, 900.0, 900.0, np.nan])
    assert made.frame["footprint"].tolist() == ["point"] * 4 + ["estimated", "surveyed"]
    assert rules_of(made) == {"stand_in_same_place": 2, "stand_in_no_room": 1, "stand_in": 1}


def test_where_a_geocoder_put_what_it_did_not_find_there_is_no_community():
    made = stand_ins([Point(0, 0), Point(9, 0)], [900.0, 900.0], location_quality=["fallback", np.nan])
    assert made.frame["footprint"].tolist() == ["point", "estimated"]


def test_the_given_table_is_not_changed():
    points = town([Point(0, 0)], site_m2=900.0, footprint="point", source_row="1")
    made = estimate_footprints(points, NO_BARRIERS, LinkSettings())
    assert points.frame.geometry.iloc[0].equals(Point(0, 0))
    assert points.frame["footprint"].tolist() == ["point"]
    assert isinstance(made, Communities)
    assert made is not points


@pytest.fixture
def ledger(tmp_path):
    """A ledger of points, some with a site area, next to a river; as files on disk."""
    rows = [
        ["小区编号", "小区名称", "县市区", "街道", "经度", "纬度", "占地面积", "户数", "建成年份"],
        *(
            [f"A{place}", f"河东{place}村", "资阳区", "汽车路街道", 112.3560 + place * 0.0008, 28.5900, site, 200, 1990]
            for place, site in enumerate([6000, "约5000", "", 3000])
        ),
    ]
    table = tmp_path / "台账.csv"
    table.write_text("\n".join(",".join(map(str, row)) for row in rows), encoding="gb18030")
    river = gpd.GeoDataFrame({"kind": ["water"]}, geometry=[box(112.3571, 28.58, 112.35735, 28.60)], crs="EPSG:4490")
    river.to_file(tmp_path / "river.gpkg", layer="river")
    return Inputs(table=table, barriers=(f"{tmp_path / 'river.gpkg'}:river",))


def test_a_ledger_of_points_is_planned_with_stand_ins_and_every_output_says_so(ledger, tmp_path):
    plan = plan_file(ledger)
    footprint = plan.communities.frame["footprint"]
    assert footprint.tolist() == ["estimated", "estimated", "point", "estimated"]
    river = plan.barriers.frame.geometry.iloc[0]
    assert not plan.communities.frame.geometry.intersects(river).any()

    write_plan(plan, tmp_path / "out")
    file = tmp_path / "out" / "areas.gpkg"
    layer = gpd.read_file(file, layer="communities").set_index("community_id")
    outlines = layer[layer.geom_type == "Polygon"]
    assert outlines["footprint"].tolist() == ["estimated"] * 3
    sheets = pd.read_excel(tmp_path / "out" / "plan.xlsx", sheet_name=None, header=None, dtype=str, engine="openpyxl")
    assert sum((sheet == "按面积估算").to_numpy().sum() for sheet in sheets.values()) == 3


def test_the_sample_ledger_gets_a_stand_in_for_every_point():
    layers = {name: (f"{SAMPLE}:{name}",) for name in ("barriers", "crossings", "boundaries")}
    checked = check_tables(read_tables(Inputs(table=ROOT / "data" / "台账.xlsx", **layers)), Settings())
    frame = checked.communities.frame
    assert (frame["footprint"] == "estimated").all()
    share = frame.area / frame["site_m2"]
    assert share.between(0.99, 1.01).mean() > 0.95
    assert frame.area.sum() == pytest.approx(shapely.union_all(frame.geometry.to_numpy()).area)
    real = gpd.read_file(SAMPLE, layer="communities").set_index("community_id").geometry.to_crs(frame.crs)
    both = frame.intersection(real.reindex(frame.index)).area / frame["site_m2"]
    assert both.median() > 0.75


def test_points_without_a_site_area_stay_points():
    frame = check_tables(read_tables(input_at_hand("seoul")), Settings()).communities.frame
    assert set(frame["footprint"].dropna()) == {"point"}
