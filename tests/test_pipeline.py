"""The whole planner on the sample and on real input: nothing lost, nothing across a barrier, order-free."""

from functools import cache

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from real_input import DAY, INPUTS, KNOBS, PART, SAMPLE, input_at_hand, plan_of

import cluster_planner
from cluster_planner._cuts import cut_footprints, make_cuts
from cluster_planner.areas import broken_rules, state_problem, value_of
from cluster_planner.checkup import judge_eligibility, score_need
from cluster_planner.errors import DataError
from cluster_planner.evaluation._footprints import POINT_RADIUS_M
from cluster_planner.pipeline import Inputs, check_tables, plan_checked, plan_tables, read_tables
from cluster_planner.settings import AreaSettings, LikenessSettings, Limit, LinkSettings, Settings
from cluster_planner.words import word_column

each_input = pytest.mark.parametrize("name", list(INPUTS))
BLOCKS = gpd.GeoDataFrame({"name": ["甲"]}, geometry=[shapely.box(500000, 3e6, 500050, 3000050)], crs=4546)


@cache
def tables_of(name):
    return read_tables(input_at_hand(name))


@cache
def part_of_the_sample():
    return read_tables(Inputs(table=SAMPLE, date=DAY, where=PART))


def judged(plan):
    """Return the referee's objections to a plan and its own sum of the values."""
    knobs, communities = plan.settings, plan.communities
    eligible = judge_eligibility(communities, score_need(communities, knobs.checkup), knobs.eligibility)["eligible"]
    quantities = plan.works.costs[["cost_alone_money"]].set_axis(["invest_money"], axis="columns")
    problem = state_problem(
        communities, plan.links, plan.likeness, knobs.areas, quantities, communities.index[~eligible]
    )
    return broken_rules(plan.areas.labels, problem), value_of(plan.areas.labels, problem).sum()


@each_input
def test_the_referee_objects_to_nothing(name):
    plan = plan_of(name)
    breaches, value = judged(plan)
    assert breaches.empty, breaches
    assert plan.areas.value == pytest.approx(value)
    assert plan.areas.bound >= plan.areas.value - 1e-9
    assert len(plan.areas) > 0


@st.composite
def random_settings(draw):
    fewest = draw(st.integers(2, 4))
    return Settings(
        links=LinkSettings(
            max_gap_m=draw(st.sampled_from([20.0, 50.0, 80.0])),
            max_point_gap_m=draw(st.sampled_from([100.0, 200.0, 260.0])),
            subdistrict_line=draw(st.sampled_from(["hard", "soft", "off"])),
        ),
        likeness=LikenessSettings(
            weights=draw(
                st.fixed_dictionaries(dict.fromkeys(["location", "type", "trade", "culture"], st.floats(0, 1)))
            )
        ),
        areas=AreaSettings(
            min_likeness=draw(st.floats(0.3, 0.8)),
            min_communities=fewest,
            max_communities=draw(st.integers(fewest, 12)),
            max_span_m=draw(st.sampled_from([300.0, 800.0])),
            limits={
                "households": Limit(min=draw(st.sampled_from([None, 300])), max=draw(st.sampled_from([900, 3000]))),
                "site_m2": Limit(max=draw(st.sampled_from([100_000, 500_000]))),
            },
            saving_weight=draw(st.sampled_from([0.0, 0.1, 0.5])),
        ),
    )


@each_input
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(knobs=random_settings())
def test_the_referee_objects_to_nothing_under_random_settings(name, knobs):
    tables = tables_of(name) if name != "sample" else part_of_the_sample()
    breaches, _ = judged(plan_checked(check_tables(tables, knobs), knobs, weighed=False))
    assert breaches.empty, breaches


@each_input
def test_every_row_has_exactly_one_fate_with_a_reason(name):
    plan = plan_of(name)
    communities = plan.evaluation.communities
    assert communities.index.equals(plan.communities.index)
    reported = plan.findings.frame
    set_aside = reported.loc[reported["rule"].str.contains("blank|total|notes"), "row"].nunique()
    assert len(communities) + len(plan.communities.quarantine) + set_aside == len(tables_of(name).communities)
    assert communities["outcome"].isin(["area", "alone", "not_eligible"]).all()
    assert (communities["outcome"] == "area").eq(plan.areas.labels.notna()).all()
    for lang in ("zh", "en"):
        assert word_column(communities["reason_said"], lang).str.len().gt(0).all()
        assert word_column(plan.evaluation.areas["reason_said"], lang).str.len().gt(0).all()
    if len(plan.communities.quarantine):
        assert plan.communities.quarantine["rule"].notna().all()


@each_input
def test_no_link_and_no_area_crosses_a_barrier(name):
    plan = plan_of(name)
    cuts = make_cuts(plan.barriers, plan.settings.links)
    open_ways = plan.links.open.geometry.to_numpy()
    assert len(cuts.tree.query(open_ways, predicate="intersects")[0]) == 0
    # Of a member that a barrier cuts, the side that is not linked may lie beyond; nothing else may.
    footprints = plan.communities.frame.geometry.to_numpy()
    beyond = shapely.union_all(shapely.difference(footprints, cut_footprints(footprints, cuts)))
    outlines = shapely.buffer(shapely.difference(plan.evaluation.areas.geometry.to_numpy(), beyond), -1.0)
    assert len(cuts.tree.query(outlines, predicate="intersects")[0]) == 0


@each_input
def test_outlines_hold_their_members_and_do_not_overlap(name):
    plan = plan_of(name)
    outlines = plan.evaluation.areas.geometry
    assert outlines.is_valid.all()
    members = plan.areas.labels.dropna()
    footprints = plan.communities.frame.geometry.to_numpy()[plan.communities.index.get_indexer(members.index)]
    # Of several points in one place the outer ones are rings of the disk that they share.
    reach_m = np.where(shapely.get_dimensions(footprints) == 0, POINT_RADIUS_M, 1.0)
    assert (shapely.distance(footprints, outlines.loc[members].to_numpy()) < reach_m).all()
    first, second = shapely.STRtree(outlines.to_numpy()).query(outlines.to_numpy(), predicate="intersects")
    pairs = first < second
    shared = shapely.intersection(outlines.to_numpy()[first[pairs]], outlines.to_numpy()[second[pairs]])
    assert (shapely.area(shared) < 1).all()


def test_the_sample_forms_areas_in_all_six_counties():
    plan = plan_of("sample")
    assert set(plan.evaluation.areas["county"]) == {"资阳区", "赫山区", "南县", "桃江县", "安化县", "沅江市"}
    reasons = plan.areas.alone["reason"].value_counts()
    assert {"no_neighbour", "blocked", "floor", "no_gain"} <= set(reasons.index), reasons
    assert plan.about["synthetic"]


def test_location_alone_is_said_where_nothing_else_is_known():
    rules = set(plan_of("wuxi").findings.frame["rule"])
    assert {"plan.location_alone", "plan.limit_unchecked"} <= rules


def test_seoul_defects_are_repaired_or_kept_in_sight():
    plan = plan_of("seoul")
    reported = plan.findings.frame.set_index("rule")
    swapped = plan.communities.frame.loc[reported.loc["coordinates_swapped", "community_id"]]
    assert swapped.geometry.y > 4_000_000
    assert "126.92751" in reported.loc["coordinate_typo"].astype(str).to_string()
    assert plan.communities.frame["build_year"].min() > 1950
    assert (~plan.communities.located).sum() == 40


def as_one(plan):
    """Return all that a plan says, as text, to compare two plans whole."""
    frames = [
        plan.areas.labels.to_frame(),
        plan.areas.frame,
        plan.areas.alone,
        plan.next_best.frame,
        plan.likeness.frame,
    ]
    frames += [plan.areas.proof.drop(columns="seconds")]
    frames += [plan.evaluation.communities, plan.programme.frame, plan.need, plan.evaluation.areas.to_wkt()]
    return "\n".join(frame.to_csv() for frame in frames)


@each_input
def test_row_order_changes_nothing(name):
    tables = tables_of(name)
    shuffled = type(tables)(
        communities=tables.communities.sample(frac=1, random_state=7),
        barriers=tuple(layer.sample(frac=1, random_state=7) for layer in tables.barriers),
        crossings=tables.crossings,
        boundaries=tuple(layer.sample(frac=1, random_state=7) for layer in tables.boundaries),
        facilities=tuple(layer.sample(frac=1, random_state=7) for layer in tables.facilities),
        values=tables.values,
        crs=tables.crs,
        date=tables.date,
        about=tables.about,
    )
    assert as_one(plan_tables(shuffled, KNOBS.get(name, Settings()))) == as_one(plan_of(name))


def test_a_notebook_plans_from_frames_and_leaves_them_as_they_were():
    raw = gpd.read_file(SAMPLE, layer="communities", where=PART)
    barriers = gpd.read_file(SAMPLE, layer="barriers")
    before, before_barriers = raw.copy(), barriers.copy()
    plan = cluster_planner.plan(raw, barriers=barriers)
    pd.testing.assert_frame_equal(raw, before)
    pd.testing.assert_frame_equal(barriers, before_barriers)
    assert "areas of" in repr(plan)
    assert "isolates" in repr(plan)


def test_a_ledger_of_points_plans_too():
    plan = cluster_planner.plan_file(
        cluster_planner.Inputs(table=SAMPLE.with_name("台账.xlsx"), date=DAY, where="县市区 = '南县'")
    )
    assert len(plan.areas) > 0
    assert "plan.no_barriers" in set(plan.findings.frame["rule"])


def test_communities_without_any_place_are_alone_and_say_so():
    plan = cluster_planner.plan(pd.DataFrame({"name": ["a", "b"], "households": [10, 20]}))
    assert plan.evaluation.communities["outcome"].tolist() == ["alone", "alone"]
    assert plan.areas.alone["reason"].tolist() == ["no_place", "no_place"]


@pytest.mark.parametrize("rows", [0, 1])
def test_no_community_and_a_single_one(rows):
    raw = gpd.read_file(SAMPLE, layer="communities").iloc[:rows]
    plan = cluster_planner.plan(raw)
    assert len(plan.communities) == rows
    assert len(plan.areas) == 0
    assert np.isfinite(plan.areas.gap)


@pytest.mark.parametrize(
    ("call", "reported"),
    [
        (lambda: cluster_planner.plan(BLOCKS, earlier={"c0": "A001"}), "earlier cannot be of type dict"),
        (lambda: cluster_planner.plan_file("town.csv"), "inputs cannot be of type str"),
        (
            lambda: cluster_planner.sweep_settings(BLOCKS, grid={"areas.min_likeness": [0.4]}),
            "inputs cannot be of type Geo",
        ),
        (lambda: cluster_planner.compare("plans"), "plans cannot be of type str"),
    ],
)
def test_what_is_of_another_kind_is_refused_by_name_with_what_to_give(call, reported):
    with pytest.raises(DataError, match=reported) as refused:
        call()
    assert "Give" in str(refused.value)
    assert "请给出" in refused.value.in_words("zh")
