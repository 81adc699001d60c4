"""Likeness: criteria by hand, unknown never counts as different, only pairs that can share an area."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hand_made import CRS, barriers, town
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, Point, box

from cluster_planner.errors import AlignmentError
from cluster_planner.model import Barriers
from cluster_planner.proximity import link_communities
from cluster_planner.settings import LikenessSettings, LinkSettings
from cluster_planner.similarity import Comparison, compare_communities

SQUARES = [box(120 * at, 0, 120 * at + 100, 100) for at in range(3)]


def compare(communities, *, facilities=None, max_span_m=800.0, **knobs):
    links = link_communities(communities, Barriers.none(CRS), LinkSettings())
    return compare_communities(
        communities, links, LikenessSettings(**knobs), facilities=facilities, max_span_m=max_span_m
    ).frame


def test_type_is_gowers_mean_over_what_is_known():
    likeness = compare(
        town(
            SQUARES,
            tenure=["reformed", "reformed", np.nan],
            structure=["frame", "brick_concrete", "frame"],
            build_year=[1985, 1990, np.nan],
            storeys=[6, 7, 6],
        )
    )
    # same tenure 1, other structure 0, five of ten years 0.5, one of two storeys 0.5
    assert likeness.loc[("c0", "c1"), "type"] == pytest.approx((1 + 0 + 0.5 + 0.5) / 4)
    assert likeness.loc[("c0", "c2"), "type"] == pytest.approx((1 + 1) / 2)


def test_location_falls_with_gap_and_walk():
    likeness = compare(town(SQUARES))
    # gap 20 of 100 m and walk 120 of 800 m
    assert likeness.loc[("c0", "c1"), "location"] == pytest.approx((0.8 + 0.85) / 2)
    assert likeness.loc[("c0", "c1"), "span_m"] == pytest.approx(120)
    assert likeness.loc[("c0", "c2"), "location"] < likeness.loc[("c0", "c1"), "location"]


def test_soft_line_costs_the_discount():
    plain = compare(town(SQUARES[:2]))["location"]
    crossed = compare(town(SQUARES[:2], neighbourhood=["n", "m"]))["location"]
    assert (plain - crossed).tolist() == pytest.approx([0.1])


def test_points_are_near_by_their_walk_alone():
    likeness = compare(town([Point(0, 0), Point(160, 0)]))
    assert likeness["location"].tolist() == pytest.approx([0.8])


def test_trade_is_shared_tags_and_shared_facilities():
    facilities = gpd.GeoDataFrame({"kind": ["school", "market"]}, geometry=[Point(150, 590), Point(-450, 50)], crs=CRS)
    communities = town(SQUARES, trade_tags=["market; shops", "market", np.nan])
    # c0 reaches both facilities, c1 and c2 only the school
    likeness = compare(communities, facilities=facilities)
    assert likeness.loc[("c0", "c1"), "trade"] == pytest.approx((0.5 + 0.5) / 2)
    assert likeness.loc[("c1", "c2"), "trade"] == pytest.approx(1.0)
    assert np.isnan(compare(communities).loc[("c1", "c2"), "trade"])


def test_the_only_tag_of_a_town_is_shared_like_any_other():
    assert compare(town(SQUARES[:2], trade_tags=["noodles", "noodles"]))["trade"].tolist() == [1]


def test_what_is_unknown_says_nothing():
    likeness = compare(town(SQUARES, former_unit=["cotton mill", np.nan, "cotton mill"], storeys=[6, 6, 6]))
    assert np.isnan(likeness.loc[("c0", "c1"), "culture"])
    assert likeness.loc[("c0", "c2"), "culture"] == 1
    blank = compare(town(SQUARES, former_unit=["cotton mill", np.nan, "cotton mill"]))
    bare = compare(town(SQUARES))
    assert blank.loc[("c0", "c1"), "likeness"] == bare.loc[("c0", "c1"), "likeness"]
    assert blank.loc[("c0", "c2"), "likeness"] > bare.loc[("c0", "c2"), "likeness"]


def test_location_alone_says_as_much_as_its_square():
    # p = 0.8 * 0.825 ** 2 between neighbours; 0.001 at least
    likeness = compare(town(SQUARES))
    assert likeness.loc[("c0", "c1"), "likeness"] == pytest.approx(0.8 * 0.825**2)
    assert likeness.loc[("c0", "c2"), "likeness"] == pytest.approx(0.8 * 0.35**2)
    far = compare(town([*SQUARES, *(box(120 * at, 0, 120 * at + 100, 100) for at in range(3, 8))]))
    assert far.loc[("c0", "c6"), "likeness"] == pytest.approx(0.8 * 0.05**2)


def test_few_pairs_are_weighed_as_supposed():
    # One pair, alike in one part: without pairs farther apart all classes are even, and alike counts e ** 3 times.
    links = link_communities(town(SQUARES[:2]), Barriers.none(CRS), LinkSettings())
    blocks = town(SQUARES[:2], tenure=["reformed", "reformed"])
    compared = compare_communities(blocks, links, LikenessSettings())
    points = compared.evidence.loc[("type", "tenure"), "evidence_points"].to_numpy()
    even = np.exp(3 * np.linspace(0, 1, 5))
    supposed = np.log(even / even.mean())
    assert points == pytest.approx(supposed, abs=0.1)
    prior = 0.8 * 0.825**2
    odds = prior / (1 - prior) * np.exp(points[-1])
    assert compared.frame["likeness"].item() == pytest.approx(odds / (1 + odds))


def test_evidence_adds_up_to_the_likeness():
    rng = np.random.default_rng(5)
    blocks = [box(120 * (at % 8), 120 * (at // 8), 120 * (at % 8) + 100, 120 * (at // 8) + 100) for at in range(64)]
    columns = {"tenure": rng.choice(["reformed", "mixed", None], 64), "build_year": rng.integers(1960, 2000, 64) * 1.0}
    communities = town(blocks, **columns)
    links = link_communities(communities, Barriers.none(CRS), LinkSettings())
    weights = {"location": 2.0, "type": 1.0, "trade": 0.0, "culture": 1.0}
    compared = compare_communities(communities, links, LikenessSettings(weights=weights))
    points, frame = compared.evidence["evidence_points"].to_dict(), communities.frame
    middle = np.log(0.2 / 0.8)
    for (one, other), row in compared.frame.sample(50, random_state=1).iterrows():
        prior = max(0.8 * row["location"] ** 2, 0.001)
        score = middle + 2 * (np.log(prior / (1 - prior)) - middle)
        tenures = {frame["tenure"][one], frame["tenure"][other]}
        if not pd.isna(list(tenures)).any():
            score += points["type", "tenure", 0.8 if len(tenures) == 1 else 0.0]
        alike = 1 - min(abs(frame["build_year"][one] - frame["build_year"][other]) / 10, 1)
        score += points["type", "build_year", min(int(alike * 5 + 1e-9), 4) / 5]
        assert row["likeness"] == pytest.approx(1 / (1 + np.exp(-score)))


def logit(share):
    return np.log(share / (1 - share))


def shares_pair_by_pair(classes, location, near, trust):
    """Shares of a lone part's five classes among pairs alike and unlike, each pair counted by itself."""
    tilt = np.exp(3 * np.linspace(0, 1, 5))
    far = np.array(
        [sum(own == kind for own, is_near in zip(classes, near, strict=True) if not is_near) for kind in range(5)]
    )
    far = (far + 1) / (far.sum() + 5)
    alike, unlike = far * tilt / sum(far * tilt), far
    for _ in range(40):
        together, apart = 30 * far * tilt / sum(far * tilt), 100 * far
        for own, place, is_near in zip(classes, location, near, strict=True):
            if is_near:
                middle_of_class = (min(int(place * 20), 19) + 0.5) / 20
                prior = logit(max(0.8 * middle_of_class**2, 0.001))
                score = logit(0.2) + trust[0] * (prior - logit(0.2)) + trust[1] * np.log(alike[own] / unlike[own])
                chance = 1 / (1 + np.exp(-score))
                together[own] += chance
                apart[own] += 1 - chance
        alike, unlike = together / together.sum(), apart / apart.sum()
    return alike, unlike


def test_evidence_is_that_of_every_pair_looked_at_by_itself():
    # Two of the blocks lie at one place, as near as can be.
    rng = np.random.default_rng(11)
    blocks = [box(120 * (at % 8), 120 * (at // 8), 120 * (at % 8) + 100, 120 * (at // 8) + 100) for at in range(40)]
    communities = town([*blocks, blocks[0]], build_year=rng.integers(1975, 1995, 41) * 1.0)
    links = link_communities(communities, Barriers.none(CRS), LinkSettings())
    weights = {"location": 3.0, "type": 1.0, "trade": 1.0, "culture": 1.0}
    compared = compare_communities(communities, links, LikenessSettings(weights=weights))
    pairs, year = compared.frame, communities.frame["build_year"]
    assert pairs["location"].max() == 1
    focal, neighbor = (year[pairs.index.get_level_values(at)].to_numpy() for at in range(2))
    classes = np.minimum((np.clip(1 - np.abs(focal - neighbor) / 10, 0, 1) * 5 + 1e-9).astype(int), 4)
    shares = shares_pair_by_pair(classes, pairs["location"], pairs["span_m"] <= 400, trust=(2, 2 / 3))
    for column, expected in zip(("alike_share", "unlike_share"), shares, strict=True):
        assert compared.evidence.loc[("type", "build_year"), column].to_numpy() == pytest.approx(expected)


def test_a_pair_at_half_the_span_may_belong_together():
    # The centres of neighbours are 120 m apart, just half the span; those of the others, all of it.
    communities = town(SQUARES, build_year=[1980.0, 1985.0, 1995.0])
    links = link_communities(communities, Barriers.none(CRS), LinkSettings())
    compared = compare_communities(communities, links, LikenessSettings(), max_span_m=240)
    assert compared.frame["span_m"].tolist() == [120, 240, 120]
    location = compared.frame["location"]
    shares = shares_pair_by_pair([2, 0, 0], location, [True, False, True], trust=(1, 1))
    for column, expected in zip(("alike_share", "unlike_share"), shares, strict=True):
        assert compared.evidence[column].to_numpy() == pytest.approx(expected)


def test_evidence_is_drawn_from_pairs_inside_the_components_that_are_named():
    four = town([*SQUARES, box(360, 0, 460, 100)], build_year=[1980.0, 1985.0, 1995.0, 1996.0])
    links = link_communities(four, Barriers.none(CRS), LinkSettings())
    halves = np.array([0, 0, 1, 1])
    all_pairs = Comparison.gather(four, links, LikenessSettings(), None, 800.0, links.components.to_numpy())
    weighed = all_pairs.weigh(links.frame, component=halves)
    inside = compare_communities(four, links, LikenessSettings(), component=halves)
    pd.testing.assert_frame_equal(weighed.evidence, inside.evidence)
    assert len(weighed.frame) == 6
    pd.testing.assert_frame_equal(weighed.frame.loc[inside.frame.index], inside.frame)


def test_a_part_that_distinguishes_more_says_more():
    # Blocks of four share a tenure; storeys are drawn for each alone and say nothing.
    rng = np.random.default_rng(2)
    squares = [box(120 * x, 120 * y, 120 * x + 100, 120 * y + 100) for x in range(16) for y in range(16)]
    kinds = np.array(["reformed", "work_unit", "mixed", "commodity", "affordable", "resettlement"])
    block = np.array([(x // 2) * 8 + y // 2 for x in range(16) for y in range(16)])
    tenure, unit = kinds[rng.integers(6, size=64)][block], np.array([f"u{at}" for at in range(64)])[block]
    communities = town(squares, tenure=tenure, former_unit=unit, storeys=rng.integers(1, 9, 256) * 1.0)
    links = link_communities(communities, Barriers.none(CRS), LinkSettings())
    evidence = compare_communities(communities, links, LikenessSettings()).evidence["evidence_points"].to_dict()
    spread = {part: evidence["type", part, 0.8] - evidence["type", part, 0.0] for part in ("tenure", "storeys")}
    assert spread["tenure"] > 3
    assert abs(spread["storeys"]) < spread["tenure"] / 3


def test_only_pairs_of_one_component_within_the_span():
    apart = town([*SQUARES, box(500, 0, 600, 100), box(610, 0, 700, 100)])
    assert list(compare(apart, max_span_m=130).index) == [("c0", "c1"), ("c1", "c2"), ("c3", "c4")]


def test_two_components_side_by_side_share_no_pair():
    wall = barriers(("railway", LineString([(230, -500), (230, 500)])))
    four = town([*SQUARES, box(360, 0, 460, 100)])
    links = link_communities(four, wall, LinkSettings())
    pairs = list(compare_communities(four, links, LikenessSettings()).frame.index)
    assert pairs == [("c0", "c1"), ("c2", "c3")]


def test_a_gap_just_below_its_scale_still_counts():
    close = town([box(0, 0, 100, 100), box(101.9, 0, 201.9, 100)])
    assert compare(close, gap_scale_m=2.0)["location"].tolist() == pytest.approx([(0.05 + 1 - 101.9 / 800) / 2])


def test_density_is_likened_as_the_lesser_to_the_greater():
    # 1.0, 0.4 and 2.0 square metres of floor on one of ground; of the last no ground is known.
    blocks = [*SQUARES, box(360, 0, 460, 100)]
    likeness = compare(town(blocks, floor_area_m2=[1e4, 4e3, 1e4, 5e3], site_m2=[1e4, 1e4, 5e3, 0]))
    assert likeness.loc[("c0", "c1"), "type"] == pytest.approx(0.4)
    assert likeness.loc[("c1", "c2"), "type"] == pytest.approx(0.2)
    assert likeness.loc[("c0", "c2"), "type"] == pytest.approx(0.5)
    assert np.isnan(likeness.loc[("c2", "c3"), "type"])


def test_a_point_has_no_gap_even_next_to_an_outline():
    for shapes in ([box(0, 0, 100, 100), Point(150, 50)], [Point(150, 50), box(0, 0, 100, 100)]):
        assert compare(town(shapes))["location"].tolist() == pytest.approx([1 - 100 / 800])


def test_a_gap_with_a_barrier_in_it_counts_as_the_widest():
    # A wall between the first two; both are linked to the third beyond its end.
    blocks = town([box(0, 0, 100, 100), box(120, 0, 220, 100), box(0, 120, 220, 220)])
    wall = barriers(("railway", LineString([(110, -500), (110, 110)])))
    links = link_communities(blocks, wall, LinkSettings())
    likeness = compare_communities(blocks, links, LikenessSettings()).frame
    assert likeness.loc[("c0", "c1"), "location"] == pytest.approx((0 + 0.85) / 2)
    assert likeness.loc[("c0", "c2"), "location"] == pytest.approx((0.8 + 1 - np.hypot(60, 120) / 800) / 2)


def test_pairs_that_are_not_linked_pay_for_no_line():
    # A gap of 140 m counts nothing, a walk of 240 of 800 m counts 0.7.
    likeness = compare(town(SQUARES, neighbourhood=["n", "m", "o"]))
    assert likeness.loc[("c0", "c2"), "location"] == pytest.approx((0 + 0.7) / 2)


def test_no_pair_of_two_components_and_all_pairs_in_order():
    wall = barriers(("railway", LineString([(230, -500), (230, 500)])))
    links = link_communities(town(SQUARES), wall, LinkSettings())
    assert list(compare_communities(town(SQUARES), links, LikenessSettings()).frame.index) == [("c0", "c1")]
    four = compare(town([*SQUARES, box(360, 0, 460, 100)]))
    assert len(four) == 6
    assert list(four.index) == sorted(four.index)


def test_nothing_falls_below_nil_and_lines_cost_each_the_discount():
    far = compare(town(SQUARES, build_year=[1960, 1990, 1970], storeys=[1, 9, 2]))
    assert far["type"].tolist() == pytest.approx([0, 0.25, 0])
    soft = {"subdistrict_line": "soft", "neighbourhood_line": "soft"}
    blocks = town(SQUARES[:2], subdistrict=["s", "t"], neighbourhood=["n", "m"])
    links = link_communities(blocks, Barriers.none(CRS), LinkSettings(**soft))
    [twice] = compare_communities(blocks, links, LikenessSettings()).frame["location"]
    assert twice == pytest.approx(0.825 - 2 * 0.1)
    [nil] = compare_communities(blocks, links, LikenessSettings(soft_line_discount=0.9)).frame["location"]
    assert nil == 0


def test_a_facility_serves_up_to_its_radius_and_whom_it_serves_alone_shares_nothing():
    facilities = gpd.GeoDataFrame({"kind": ["school", "park"]}, geometry=[Point(-200, 50), Point(420, 50)], crs=CRS)
    served = {
        radius: compare(town(SQUARES[:2]), facilities=facilities, facility_radius_m=radius) for radius in (200.0, 320.0)
    }
    # The school is 200 m from c0 and 320 m from c1, the park 320 m from c0 and 200 m from c1.
    assert {radius: likeness["trade"].item() for radius, likeness in served.items()} == {200.0: 0, 320.0: 1}


def test_tags_are_shared_by_jaccards_index_and_none_is_unknown():
    likeness = compare(town(SQUARES, culture_tags=["a;b;c", "b; c;d;d", ""], trade_tags=["x", "y", "x;y"]))
    assert likeness["culture"].tolist() == pytest.approx([2 / 4, np.nan, np.nan], nan_ok=True)
    assert likeness["trade"].tolist() == pytest.approx([0, 0.5, 0.5])


def test_pairs_as_far_as_the_span_and_no_farther():
    assert list(compare(town(SQUARES), max_span_m=120).index) == [("c0", "c1"), ("c1", "c2")]
    assert len(compare(town(SQUARES), max_span_m=119)) == 0
    assert len(compare(town([SQUARES[0], box(900, 0, 990, 100)]))) == 0
    assert len(compare(town([]))) == 0


def test_links_of_other_communities_are_refused():
    links = link_communities(town(SQUARES[:2]), Barriers.none(CRS), LinkSettings())
    with pytest.raises(AlignmentError, match="links"):
        compare_communities(town(SQUARES), links, LikenessSettings())


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["frame", "brick_concrete", None]),
            st.one_of(st.none(), st.integers(1950, 2010)),
            st.sampled_from(["a;b", "b", "c;c", "", None]),
        ),
        min_size=2,
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_likeness_is_a_share_and_does_not_depend_on_order(rows, random):
    def table(order):
        columns = {
            "structure": [rows[at][0] for at in order],
            "build_year": [float("nan") if rows[at][1] is None else rows[at][1] for at in order],
            "culture_tags": [rows[at][2] for at in order],
        }
        return compare(town([box(60 * at, 0, 60 * at + 50, 50) for at in order], **columns))

    order = list(range(len(rows)))
    straight = table(order)
    random.shuffle(order)
    shuffled = table(order)
    assert straight["likeness"].between(0, 1).all()
    ids = {f"c{new}": f"c{old}" for new, old in enumerate(order)}
    renamed = {tuple(sorted((ids[a], ids[b]))): value for (a, b), value in shuffled["likeness"].items()}
    assert renamed == pytest.approx(straight["likeness"].to_dict())
