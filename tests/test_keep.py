"""Re-planning: members stay where that is worth it, areas keep their ids, and what changed is reported in full."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from drawn_areas import best_by_brute_force
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from towns import CHAIN, LINE, C, Town, few_limits, formed, random_town, stated, town_of

from cluster_planner.areas import broken_rules, value_of
from cluster_planner.areas._keep import keep_ids
from cluster_planner.errors import AlignmentError
from cluster_planner.evaluation import report_changes
from cluster_planner.model import Areas, Evaluation
from cluster_planner.settings import AreaSettings, Limit

SMALL = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
EARLIER_IDS = ("A001", "A002", "A010", "A999", "西片", "7")
WAS = {"was_value": 0.0, "was_saving_money": 0.0}


def labels_of(*areas: str | None, start: int = 0) -> pd.Series:
    """Label the communities of a row one after the other."""
    return pd.Series(areas, index=[f"C{place:05d}" for place in range(start, start + len(areas))], dtype="str")


def same_groups(one: pd.Series, two: pd.Series) -> bool:
    codes = [pd.factorize(labels.reindex(one.index))[0] for labels in (one, two)]
    return bool((codes[0] == codes[1]).all())


@st.composite
def questions(draw: st.DrawFn) -> tuple[Town, AreaSettings]:
    """A small town and the limits of its areas."""
    count, degree, seed = draw(st.integers(2, 9)), draw(st.sampled_from([2.0, 4.0])), draw(st.integers(0, 9999))
    town = random_town(count, degree, seed, spread=0.4)
    return town, few_limits(
        max_communities=draw(st.integers(2, 5)),
        max_span_m=draw(st.sampled_from([300.0, 800.0])),
        min_likeness=draw(st.sampled_from([0.4, 0.5, 0.6])),
        limits={"households": Limit(min=draw(st.none() | st.integers(100, 300)), max=draw(st.none() | st.just(900)))},
    )


@st.composite
def any_earlier(draw: st.DrawFn, town: Town) -> pd.Series:
    """Any labels at all: of some of the communities and of strangers, in any order."""
    ids = draw(st.permutations([*town.communities.index, "gone-1", "gone-2"]))
    ids = ids[: draw(st.integers(1, len(ids)))]
    labels = draw(st.lists(st.none() | st.sampled_from(EARLIER_IDS), min_size=len(ids), max_size=len(ids)))
    return pd.Series(labels, index=ids, dtype="str")


@SMALL
@given(st.data())
def test_value_counts_staying_and_the_best_plan_is_found(data: st.DataObject) -> None:
    town, knobs = data.draw(questions())
    earlier = data.draw(any_earlier(town))
    knobs = replace(knobs, stay_weight=data.draw(st.sampled_from([0.0, 0.05, 0.3, 10.0])))
    before = earlier.copy()
    areas, problem = formed(town, knobs, earlier=earlier), stated(town, knobs, earlier=earlier)
    pd.testing.assert_series_equal(earlier, before)
    assert broken_rules(areas.labels, problem).empty
    without = value_of(areas.labels, stated(town, knobs)).sum()
    assert areas.value == pytest.approx(without + areas.staying)
    assert areas.value == pytest.approx(value_of(areas.labels, problem).sum())
    assert areas.value == pytest.approx(best_by_brute_force(problem), abs=1e-6)
    assert areas.bound >= areas.value
    shared = earlier.reindex(town.communities.index)
    stays = sum(
        shared[one] == shared[two] and areas.labels[one] == areas.labels[two]
        for one, two in town.likeness.frame.index
        if pd.notna(shared[one]) and pd.notna(areas.labels[one])
    )
    assert areas.staying == pytest.approx(knobs.stay_weight * stays)


@SMALL
@given(st.data())
def test_ids_are_kept_by_rule_and_never_collide(data: st.DataObject) -> None:
    town, knobs = data.draw(questions())
    earlier = data.draw(any_earlier(town))
    areas = formed(town, knobs, earlier=earlier)
    frame, members, former = areas.frame, areas.labels.dropna(), earlier.dropna()
    assert frame.index.is_unique
    assert set(frame.index) == set(members)
    assert same_groups(areas.labels, pd.Series(keep_ids(areas.labels, earlier), areas.labels.index))
    for area in frame.index:
        now, before = set(members.index[members == area]), set(former.index[former == area])
        assert not before or 2 * len(now & before) > min(len(now), len(before))
    fresh = set(frame.index) - set(former)
    highest = max((int(name[1:]) for name in former if name.startswith("A")), default=0)
    assert all(int(name[1:]) > highest for name in fresh)


@SMALL
@given(questions(), st.integers(0, 99))
def test_a_plan_that_can_stay_does_where_that_weighs_most(question: tuple[Town, AreaSettings], seed: int) -> None:
    town, knobs = question
    # Under the same limits, but of another value: a plan that could stay and would not.
    noise = np.random.default_rng(seed).random(len(town.likeness.frame))
    other = Town(town.communities, town.links, type(town.likeness)(town.likeness.frame.assign(likeness=noise)))
    earlier = formed(other, knobs).labels
    areas = formed(town, replace(knobs, stay_weight=100.0), earlier=earlier)
    now = areas.labels[earlier.dropna().index]
    assert now.notna().all()
    assert now.groupby(earlier.dropna()).agg(lambda area: area.eq(area.iloc[0]).all()).all()


@SMALL
@given(st.data())
def test_without_weight_ids_alone_are_kept(data: st.DataObject) -> None:
    town, knobs = data.draw(questions())
    knobs = replace(knobs, stay_weight=0.0)
    areas, fresh = formed(town, knobs, earlier=data.draw(any_earlier(town))), formed(town, knobs)
    assert same_groups(areas.labels, fresh.labels)
    assert areas.staying == 0
    columns = ["communities", "value", "bound", "gap", "status"]
    pd.testing.assert_frame_equal(areas.proof[columns], fresh.proof[columns])
    pd.testing.assert_frame_equal(areas.alone, fresh.alone)


@pytest.mark.parametrize("seed", range(3))
def test_row_order_changes_nothing(seed: int) -> None:
    town = random_town(80, 4, seed)
    earlier = formed(town, AreaSettings(min_likeness=0.45)).labels.iloc[5:]
    areas = formed(town, AreaSettings(), earlier=earlier)
    other = formed(town.shuffled(seed), AreaSettings(), earlier=earlier.sample(frac=1, random_state=seed))
    pd.testing.assert_series_equal(other.labels.reindex(areas.labels.index), areas.labels)
    pd.testing.assert_frame_equal(other.frame, areas.frame)
    assert other.staying == areas.staying


def test_the_same_plan_again_changes_nothing() -> None:
    town = random_town(80, 4, 1)
    first = formed(town, AreaSettings())
    again = formed(town, AreaSettings(), earlier=first.labels)
    pd.testing.assert_series_equal(again.labels, first.labels)
    assert again.staying > 0
    pd.testing.assert_series_equal(again.alone["reason"], first.alone["reason"])


def test_staying_breaks_a_tie_known_by_hand() -> None:
    town, knobs = town_of(LINE[:3], CHAIN[:2], 0.7), few_limits(max_communities=2, saving_weight=0.0)
    for earlier, left in ((("A005", "A005", None), C[2]), ((None, "A005", "A005"), C[0])):
        areas = formed(town, knobs, earlier=labels_of(*earlier))
        assert areas.labels.fillna("").tolist() == [name or "" for name in earlier]
        assert areas.value == pytest.approx(0.2 + 0.05)
        assert areas.staying == pytest.approx(0.05)
        assert areas.alone.loc[left, ["reason", "detail"]].tolist() == ["limit", "communities_max"]


def test_staying_is_not_taken_for_likeness() -> None:
    town = town_of(LINE[:3], CHAIN[:2], 0.2)
    knobs = few_limits(max_communities=2, saving_weight=0.0)
    alone = formed(town, knobs, earlier=labels_of("A001", "A001", None)).alone
    assert alone["reason"].tolist() == ["unlike"] * 3
    assert alone["figure"].tolist() == pytest.approx([0.2] * 3)


@pytest.mark.parametrize(
    ("before", "now", "ids"),
    [
        ("aaaabb", "xxxxyy", "aaaabb"),
        ("aaaaa", "xxxyy", "aaa22"),  # a split: the larger part continues it
        ("aabbb", "xxxxx", "bbbbb"),  # a union continues the larger
        ("aabb", "xxxx", "aaaa"),  # of equals the smaller id
        ("aabbcc", "xxxxxx", "aaaaaa"),  # of each of them it has all members
        ("aabbccdd", "xyxyxyxy", "13131313"),  # half of each is not more than half
        ("aaab", "xyyy", "2aaa"),  # two of a; a is taken, so the first is new
        ("....", "xxyy", "1122"),
        ("aaaa", "....", "...."),
    ],
)
def test_who_continues_whom(before: str, now: str, ids: str) -> None:
    numbers = {"1": "A001", "2": "A002", "3": "A003"}
    if set(before) & set("ab"):
        numbers = {"1": "A001", "2": "A001", "3": "A002"}
    earlier, labels = (labels_of(*(None if area == "." else area for area in row)) for row in (before, now))
    expected = [numbers.get(area, area) for area in ids]
    assert keep_ids(labels, earlier).fillna(".").tolist() == expected


def test_new_ids_go_on_from_the_highest_ever_seen() -> None:
    earlier = labels_of("A007", "A007", "A120", "A120", "B999", "B999")
    found = keep_ids(labels_of("x", "x", "y", "z", "y", "z"), earlier)
    assert found.tolist() == ["A007", "A007", "A121", "A122", "A121", "A122"]


def test_labels_may_be_numbers_but_not_twice() -> None:
    town, knobs = town_of(LINE[:4], CHAIN[:3], 0.7), few_limits(max_communities=2)
    numbers = pd.Series([3.0, 3.0, np.nan, np.nan], index=C[:4])
    assert formed(town, knobs, earlier=numbers).labels.tolist() == ["3", "3", "A001", "A001"]
    with pytest.raises(AlignmentError) as caught:
        formed(town, knobs, earlier=pd.concat([numbers, numbers.iloc[:1]]))
    assert caught.value.rows == (C[0],)


def test_thousand_areas_stand_in_the_order_of_their_numbers() -> None:
    points = np.array([[5000.0 * (place // 2) + 50.0 * (place % 2), 0.0] for place in range(2006)])
    areas = formed(town_of(points, np.arange(2006).reshape(-1, 2), 0.7), few_limits())
    assert areas.frame.index[[998, 999, 1002]].tolist() == ["A999", "A1000", "A1003"]


def evaluated(
    areas: dict[str, str | None], outcome: dict[str, str], under_way: dict[str, str] | None = None
) -> Evaluation:
    ids = pd.Index(list(areas), name="community_id", dtype="str")
    labels = pd.Series(list(areas.values()), ids, dtype="str")
    outcomes = [outcome.get(name, "area") for name in ids]
    under_way = pd.Series(under_way or {}, dtype="str").reindex(ids)
    table = pd.DataFrame({"area_id": labels, "outcome": outcomes, "under_way_id": under_way}, index=ids)
    return Evaluation(gpd.GeoDataFrame(), table)


def test_changes_known_by_hand() -> None:
    earlier = pd.DataFrame(
        {"area_id": ["A001", "A001", "A002", "A002", None, "A005", "A005", "A003"], "name": list("甲乙丙丁戊己庚辛")},
        index=pd.Index(list("abcdefgh"), name="community_id"),
    )
    now = dict(zip("abcdeghmn", ("A001", "A001", "A002", None, "A002", None, None, "A004", "A004"), strict=True))
    changes = report_changes(earlier, evaluated(now, {"d": "alone", "g": "not_eligible", "h": "alone"}), **WAS)
    assert changes.areas.reset_index().to_numpy().tolist() == [
        ["A001", "kept", 2, 2, 0, 0, 0],
        ["A002", "changed", 2, 2, 1, 1, 0],
        ["A003", "dissolved", 1, 0, 0, 1, 0],
        ["A004", "new", 0, 2, 2, 0, 0],
        ["A005", "closed", 2, 0, 0, 2, 0],
    ]
    moves = changes.communities
    assert moves.index.tolist() == list("defghmn")
    assert moves["was"].tolist() == ["area", "no_area", *["area"] * 3, "absent", "absent"]
    assert moves["now"].tolist() == ["alone", "area", "absent", "not_eligible", "alone", "area", "area"]
    assert moves.loc["f", ["was_area_id", "name"]].tolist() == ["A005", "己"]
    assert changes.counts() == {
        "kept": 1, "changed": 1, "new": 1, "dissolved": 1, "closed": 1, "moved": 4, "came": 2, "went": 1,
    }  # fmt: skip
    assert "1 kept" in repr(changes)
    assert (changes.under_way, changes.dropped) == ([], 1)


def test_an_area_that_got_under_way_is_kept() -> None:
    earlier = pd.DataFrame(
        {"area_id": ["A001", "A001", "A002", "A002"], "name": list("甲乙丙丁")},
        index=pd.Index(list("abcd"), name="community_id"),
    )
    now = dict.fromkeys("ab", None) | dict.fromkeys("cd", "A002")
    begun = evaluated(now, dict.fromkeys("ab", "not_eligible"), dict.fromkeys("ab", "A001"))
    changes = report_changes(earlier, begun, **WAS)
    assert changes.areas["change"].to_dict() == {"A001": "kept", "A002": "kept"}
    assert changes.communities.empty
    assert (changes.under_way, changes.dropped) == (["A001"], 0)


def test_changes_account_for_every_community() -> None:
    town = random_town(80, 4, 2)
    first = formed(town, AreaSettings())
    later = formed(town, AreaSettings(max_communities=6), earlier=first.labels)
    changes = report_changes(pd.DataFrame({"area_id": first.labels, "name": None}), as_evaluation(later), **WAS)
    counts = changes.areas.drop(columns="change").sum()
    assert counts["was_communities"] + counts["joined"] - counts["left"] == counts["communities"]
    assert set(changes.areas.index) == set(first.labels.dropna()) | set(later.labels.dropna())
    unmoved = first.labels.index.difference(changes.communities.index)
    pd.testing.assert_series_equal(first.labels[unmoved], later.labels[unmoved])


def as_evaluation(areas: Areas) -> Evaluation:
    outcome = areas.labels.notna().map({True: "area", False: "alone"})
    table = pd.DataFrame({"area_id": areas.labels, "outcome": outcome})
    return Evaluation(gpd.GeoDataFrame(), table.assign(under_way_id=pd.Series(None, table.index, dtype="str")))
