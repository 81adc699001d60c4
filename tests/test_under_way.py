"""Areas under way stay areas: drawn, reported with their progress, and no other area falls for what happens to one."""

import datetime as dt

import geopandas as gpd
import pandas as pd
import pytest
from hand_made import town
from shapely import box

from cluster_planner import plan, read_plan
from cluster_planner.books import write_plan
from cluster_planner.checkup import judge_eligibility
from cluster_planner.pipeline import Inputs, plan_file
from cluster_planner.settings import EligibilitySettings

DAY = dt.date(2026, 5, 4)
PLACES = [(600 * group, 60 * member) for group in range(4) for member in range(3)]
IDS = [f"c{place:02d}" for place in range(len(PLACES))]
GROUPS = [IDS[3 * group : 3 * group + 3] for group in range(4)]
IN_PLAN = ("planned", "started", "done", "accepted", "handed_over", "suspended")


def ledger(status=None, **columns):
    """Four rows of three blocks, far from each other; one block of 240 households is of 2003, within 15 %."""
    shapes = [box(632_000 + x, 3_160_000 + y, 632_050 + x, 3_160_050 + y) for x, y in PLACES]
    reported = pd.DataFrame({"community_id": IDS, "name": [f"{one}号院" for one in IDS], "county": "南县"})
    reported = reported.assign(
        subdistrict="稻香街道", households=150, floor_area_m2=12_000, build_year=1990, tenure="work_unit"
    )
    reported["status"] = "in_bank" if status is None else status
    reported.loc[0, ["households", "build_year"]] = 240, 2003
    return gpd.GeoDataFrame(reported.assign(**columns), geometry=shapes, crs="EPSG:4547")


def with_status(members, status):
    return [status if one in members else "in_bank" for one in IDS]


@pytest.fixture(scope="module")
def first():
    made = plan(ledger(), date=DAY)
    assert made.areas.labels.groupby(made.areas.labels).size().tolist() == [3, 3, 3, 3]
    return made


@pytest.mark.parametrize(
    ("group", "status"),
    [
        *((group, status) for group in range(4) for status in ("started", "suspended", "publicity", "withdrawn")),
        *((2, status) for status in ("planned", "done", "accepted", "handed_over", "county_ok", "removed")),
    ],
)
def test_a_change_of_state_in_one_area_dissolves_no_other(first, group, status):
    made = plan(ledger(with_status(GROUPS[group], status)), earlier=first, date=DAY)
    mine = first.areas.labels[GROUPS[group][0]]
    change = made.changes.areas["change"]
    assert (change.drop(mine) == "kept").all()
    assert change[mine] == ("closed" if status in ("withdrawn", "removed") else "kept")
    assert made.areas.labels.notna().sum() == (9 if status in (*IN_PLAN, "withdrawn", "removed") else 12)
    assert made.under_way.index.tolist() == ([mine] if status in IN_PLAN else [])


def test_an_area_of_which_a_part_has_started_stays_whole(first, tmp_path):
    years = [2024 if one == GROUPS[1][0] else 2030 for one in IDS]
    begun = ledger(with_status(GROUPS[1][:1], "started"), invest_money=1e6, paid_money=25e4, plan_year=years)
    made = plan(begun, earlier=first, date=DAY)
    mine = first.areas.labels[GROUPS[1][0]]
    outcomes = made.evaluation.communities.loc[GROUPS[1]]
    assert (outcomes["under_way_id"] == mine).all()
    assert (outcomes["outcome"] == "not_eligible").all()
    reported = made.under_way.loc[mine]
    assert reported[["communities", "started", "finished", "households"]].tolist() == [3, 1, 0, 450]
    assert reported["plan_year"] == 2024  # of the one that started
    assert (reported["invest_money"], reported["paid_money"], reported["paid_share"]) == (3e6, 75e4, 0.25)
    assert all(reported.geometry.covers(shape) for shape in made.communities.frame.geometry[GROUPS[1]])
    # What is not yet paid of all three is promised: at once of the one that has begun, two thirds of the others.
    assert made.programme.years["committed_money"].iloc[0] == pytest.approx(75e4 * (1 + 2 * 2 / 3))
    # It stays so for ever: the next plan keeps to this one, from memory, from its folder and from the workbook.
    write_plan(made, tmp_path / "out")
    begun.to_file(tmp_path / "town.gpkg")
    again = plan(begun, earlier=made, date=DAY)
    files = [plan_file(Inputs(table=tmp_path / "town.gpkg", keep=tmp_path / keep, date=DAY))
             for keep in ("out", "out/plan.xlsx")]  # fmt: skip
    for other in (again, *files):
        assert other.under_way.index.tolist() == [mine]
        assert (other.changes.areas["change"] == "kept").all()
    pd.testing.assert_frame_equal(read_plan(tmp_path / "out").under_way, made.under_way)


def test_an_area_that_gets_under_way_costs_the_plan_nothing(first):
    mine = first.areas.labels[GROUPS[1][0]]
    made = plan(ledger(with_status(GROUPS[1][:1], "started")), earlier=first, date=DAY)
    (was, now), (saved, saves) = made.worth_since(made.changes)
    assert was == pytest.approx(now)
    assert saved == pytest.approx(saves)
    assert now == pytest.approx(made.areas.value - made.areas.staying)
    assert (made.changes.under_way, made.changes.dropped) == ([mine], 0)
    for lang, words in (("zh", f"；前后均不含在建片区 {mine}"), ("en", f"; neither counts areas under way ({mine})")):
        tables = made.in_words(lang)
        assert any(str(text).endswith(words) for text in tables["overview"].iloc[:, 1])
        assert tables["changes"].iloc[:, 1].notna().all()
    # Members that are withdrawn are in the areas of neither, and are named by their number.
    made = plan(ledger(with_status(GROUPS[1], "withdrawn")), earlier=first, date=DAY)
    (was, now), _ = made.worth_since(made.changes)
    assert was == pytest.approx(now)
    assert (made.changes.under_way, made.changes.dropped) == ([], 3)


def test_what_the_settings_exclude_is_a_loss_since_the_earlier_plan(first):
    made = plan(ledger(), {"areas": {"excluded": GROUPS[1]}}, earlier=first, date=DAY)
    (was, now), _ = made.worth_since(made.changes)
    assert was == pytest.approx(first.areas.value)
    assert now < 0.8 * was


def test_a_ledger_names_areas_under_way_of_a_county_and_year():
    status = ["started"] * 5 + ["in_bank"] + ["done"] * 6
    area = ["一片区"] * 6 + ["城北"] * 3 + ["孤"] + [None] * 2
    year = [2025] * 6 + [2019, 2019, 2020, 2025, 2025, 2025]
    made = plan(ledger(status, earlier_area=area, plan_year=year), date=DAY)
    # Who waits is in none by the name of a district alone; one community is no area.
    assert made.under_way["communities"].to_dict() == {"一片区": 5, "城北·2019": 2}
    assert made.under_way["finished"].tolist() == [0, 2]
    assert made.evaluation.communities["under_way_id"].notna().sum() == 7


def test_the_quota_of_later_buildings_counts_those_under_way():
    rows = {"build_year": [1990, 1990, 2003, 2004], "households": [600.0, 600.0, 150.0, 150.0]}
    need = pd.DataFrame({"need": [0.5, 0.5, 0.9, 0.8]}, index=[f"c{place}" for place in range(4)])

    def eligible(*status, **knobs):
        communities = town([None] * 4, **rows, status=list(status))
        return judge_eligibility(communities, need, EligibilitySettings(**knobs))["eligible"].tolist()

    # 15 % of 1,200 early and 150 late are 202 households; with two late ones 300 of 1,500 would be 20 %.
    assert eligible(*["in_bank"] * 4) == [True, True, True, False]
    assert eligible("started", "in_bank", "in_bank", "in_bank") == [False, True, True, False]
    assert eligible("in_bank", "in_bank", "started", "in_bank") == [True, True, False, False]
    assert eligible("in_bank", "in_bank", "in_bank", "in_bank", late_share=0.2) == [True] * 4
    assert eligible("withdrawn", "in_bank", "in_bank", "in_bank") == [False, True, False, False]


def test_who_keeps_a_place_beyond_the_quota_is_reported(first):
    made = plan(ledger(with_status(GROUPS[2] + GROUPS[3], "withdrawn")), earlier=first, date=DAY)
    assert made.areas.labels[GROUPS[0]].notna().all()
    assert "plan.late_kept" in set(made.findings.frame["rule"])
    assert "plan.late_kept" not in set(first.findings.frame["rule"])
