"""One rule once: what a limit says of a community is the same wherever it is asked."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
from evaluated import labelled_towns, likeness_of
from hand_made import CRS, town
from hypothesis import given, settings
from hypothesis import strategies as st
from in_both import evaluation_in_both
from shapely import box
from towns import CHAIN, LINE, few_limits, formed, stated, town_of

import cluster_planner
from cluster_planner._cuts import make_cuts
from cluster_planner.areas import broken_rules, state_problem
from cluster_planner.books import format_settings
from cluster_planner.errors import SettingsError
from cluster_planner.evaluation._adjacent import judge_adjacent
from cluster_planner.evaluation._bounds import find_bounds
from cluster_planner.model import Barriers
from cluster_planner.proximity import link_communities
from cluster_planner.settings import (
    AreaSettings,
    Limit,
    LinkSettings,
    Settings,
    parse_settings,
    record_settings,
)


def test_an_area_says_of_a_neighbour_what_that_says_of_itself() -> None:
    """Three in a row of 1,400, 1,400 and unknown households: the median of the known makes 4,200 of all three."""
    frame = gpd.GeoDataFrame(
        {
            "community_id": ["c0", "c1", "c2"],
            "name": ["甲", "乙", "丙"],
            "county": "X",
            "subdistrict": "S",
            "neighbourhood": "N",
            "build_year": 1990,
            "households": [1400, 1400, None],
            "tenure": "work_unit",
            "structure": "brick_concrete",
            "storeys": 6,
            "status": "in_bank",
            "invest_wan": 300.0,
        },
        geometry=[box(left, 3_160_000, left + 100, 3_160_100) for left in (500_000, 500_120, 500_240)],
        crs="EPSG:4547",
    )
    plan = cluster_planner.plan(frame)
    reported = evaluation_in_both(plan.evaluation)
    [(alone, row)] = plan.areas.alone.iterrows()
    assert (row["detail"], row["figure"]) == ("households_max", 4200.0)
    said = "households would be 4,200, above the limit of 3,000"
    assert said in reported.communities.loc[alone, "reason_en"]
    assert said in reported.areas["reason_en"].item()
    assert "户数达 4,200 户，超过上限 3,000 户" in reported.areas["reason_zh"].item()


@given(drawn=labelled_towns(), most=st.integers(2, 4), bounds=st.tuples(st.integers(0, 400), st.integers(400, 900)))
@settings(max_examples=40, deadline=None)
def test_an_area_and_the_problem_say_the_same_of_everyone_adjacent_to_it(drawn, most, bounds) -> None:
    communities, labels, walls = drawn
    low, high = bounds
    rules = AreaSettings(
        min_likeness=0.0, max_communities=most, limits={"households": Limit(min=low, max=high)}, max_span_m=100.0
    )
    links = link_communities(communities, walls, LinkSettings())
    likeness = likeness_of(communities)
    problem = state_problem(communities, links, likeness, rules)
    outcomes = pd.DataFrame({"area_id": pd.Series(labels, communities.index, dtype="str"), "outcome": "alone"})
    adjacent = judge_adjacent(links, likeness, outcomes, rules, problem)
    for row in adjacent[adjacent["reason"].isin(["limit", "no_gain"])].itertuples():
        members = outcomes.index[outcomes["area_id"] == row.area_id]
        breach = problem.breach(problem.ids.get_indexer([row.other, *members]))
        assert row.detail == ("" if breach is None else breach.rule)
        if breach is not None and breach.rule != "span":
            assert row.figure == pytest.approx(breach.figure)


@pytest.mark.parametrize(("turned", "sides"), [(False, ("west", "east")), (True, ("south", "north"))])
def test_the_side_on_which_a_neighbour_lies(turned, sides) -> None:
    """Four blocks in a row, the middle two an area: one neighbour on either side."""
    shapes = [box(*((0, left, 40, left + 50) if turned else (left, 0, left + 50, 40))) for left in (0, 60, 120, 180)]
    communities, nothing = town(shapes), Barriers.none(CRS)
    links = link_communities(communities, nothing, LinkSettings())
    area = pd.Series([None, "A1", "A1", None], communities.index, dtype="str")
    bounds = find_bounds(communities, links, area, make_cuts(nothing, LinkSettings()), LinkSettings())
    assert bounds.set_index("other")["side"].to_dict() == dict(zip(("c0", "c3"), sides, strict=True))


KINDS = AreaSettings(
    limits={
        "households": Limit(max=3000),
        "oldest": Limit(min=1960, how="least", column="build_year"),
        "mix of years": Limit(max=15, how="span", column="build_year"),
        "areas": Limit(max=20, of="plan"),
    }
)


def test_limits_of_every_kind_are_written_and_read_back() -> None:
    knobs = Settings(areas=KINDS)
    text = format_settings(knobs)
    assert 'oldest = { min = 1960.0, max = "none", how = "least", column = "build_year" }' in text
    assert parse_settings(text).areas.limits == {**Settings().areas.limits, **KINDS.limits}
    assert KINDS.limited_columns == ("households", "build_year", "areas")


def test_a_plain_limit_is_recorded_as_ever() -> None:
    recorded = record_settings(Settings(areas=KINDS))["areas"]["limits"]
    assert recorded["households"] == {"min": None, "max": 3000.0}
    assert recorded["areas"] == {"min": None, "max": 20.0, "of": "plan"}


@pytest.mark.parametrize("wrong", ['how = "median"', 'of = "town"', "column = 3", "how = 1", "hows = 1"])
def test_a_limit_on_what_there_is_not_is_refused(wrong) -> None:
    with pytest.raises(SettingsError, match="areas"):
        parse_settings(f"[areas.limits.households]\n{wrong}")


@pytest.mark.parametrize(
    ("limit", "english", "chinese"),
    [
        (Limit(max=1, how="mean", column="households"), "the mean over an area", "不是片区合计而是 mean"),
        (Limit(max=1, of="plan", column="areas"), "limits the whole plan", "限制的是整个方案"),
        (Limit(max=1, of="plan", column="households"), "limits the whole plan", "限制的是整个方案"),
    ],
)
def test_kinds_that_cannot_be_solved_for_yet_are_judged_and_refused(limit, english, chinese) -> None:
    town, knobs = town_of(LINE, CHAIN), few_limits(limits={"mine": limit})
    problem = stated(town, knobs)
    labels = pd.Series(["A", "A", "B", "B", None, None], problem.ids)
    assert set(broken_rules(labels, problem)["rule"]) == {"mine_max"}
    with pytest.raises(SettingsError, match=r"areas\.limits\.mine") as refused:
        formed(town, knobs)
    assert english in refused.value.in_words("en")
    assert chinese in refused.value.in_words("zh")


def test_a_bound_is_a_number_or_none() -> None:
    with pytest.raises(SettingsError, match="or be left out"):
        Limit(max=float("nan"))
