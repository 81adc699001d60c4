"""Progress and statistics: small answers known by hand, the published figures, and what is not reported."""

import re

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pytest
from hand_made import CRS, town
from hypothesis import given, settings
from hypothesis import strategies as st
from real_input import plan_of
from shapely import Point

from cluster_planner._money import WAN
from cluster_planner.books import write_plan
from cluster_planner.model import Communities
from cluster_planner.pipeline import plan
from cluster_planner.programme import report_progress, report_statistics
from cluster_planner.words import say_progress, speaker
from cluster_planner.works import count_added

STATES = ["in_bank", "planned", "started", "done", "accepted", "handed_over", "suspended", "rejected", None]


def bank(*rows):
    """Communities without a place from rows of year, county, state, investment and what of it is done in 万元."""
    columns = ["plan_year", "county", "status", "invest_money", "paid_money"]
    values = dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True))
    for name in ("invest_money", "paid_money"):
        values[name] = [None if wan is None else wan * WAN for wan in values[name]]
    return town([None] * len(rows), **values)


@pytest.fixture(scope="module")
def made():
    return plan_of("sample")


def test_a_yearly_plan_by_hand():
    progress = report_progress(
        bank(
            (2023, "甲县", "planned", 100, 0),
            (2023, "甲县", "started", 200, 50),
            (2023, "乙县", "done", 100, 100),
            (2023, "乙县", "handed_over", 300, None),  # does not report what is done: counts for nothing in the money
            (2023, "乙县", "in_bank", 999, 999),  # asked for, but in no plan yet
            (None, None, "planned", 50, 0),
        )
    )
    whole = progress.loc[(2023, "")]
    assert whole[["communities", "started", "finished", "reporting"]].tolist() == [4, 3, 2, 3]
    assert whole[["invest_money", "paid_money", "paid_share"]].tolist() == [400 * WAN, 150 * WAN, 0.375]
    assert progress.loc[(2023, "甲县"), ["started_share", "finished_share"]].tolist() == [0.5, 0]
    assert progress.index.tolist() == [(2023, ""), (2023, "乙县"), (2023, "甲县")]
    reported = speaker("zh").write(say_progress(progress))
    assert reported == (
        "2023 年度计划：4 个小区，已开工 3 个，已完工 2 个；完成投资 150 / 400 万元（37.50%），按填报的 3 个小区计"
    )


def test_what_nobody_reports_stays_unknown():
    progress = report_progress(bank((2023, None, "planned", None, None)))
    assert progress["reporting"].tolist() == [0, 0]
    assert progress[["invest_money", "paid_money", "paid_share", "households"]].isna().all(axis=None)
    assert "万元" not in speaker("zh").write(say_progress(progress))
    assert report_progress(bank((None, "甲县", "in_bank", 1, 1))).empty


def test_a_date_reports_as_much_as_a_state():
    communities = town(
        [None] * 3, plan_year=2023, county="甲县", status=["planned", None, "planned"],
        started_on=["2023-05-01", None, None], accepted_on=[None, "2023-12-01", None],
    )  # fmt: skip
    whole = report_progress(communities).loc[(2023, "")]
    assert whole[["started", "finished"]].tolist() == [2, 1]


some_row = st.tuples(
    st.sampled_from([2022, 2023, None]), st.sampled_from(["甲县", "乙县", None]), st.sampled_from(STATES),
    st.none() | st.integers(0, 500), st.none() | st.integers(0, 500),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(some_row, min_size=1, max_size=10))
def test_counties_add_up_to_the_whole(rows):
    progress = report_progress(bank(*rows)).reset_index()
    whole = progress["county"] == ""
    for name in ("communities", "started", "finished", "reporting", "invest_money", "paid_money"):
        parts = progress[~whole].groupby("plan_year")[name].sum(min_count=1)
        pd.testing.assert_series_equal(
            parts, progress[whole].set_index("plan_year")[name], check_names=False, check_dtype=False
        )
    assert (progress["finished"] <= progress["started"]).all()
    assert (progress["started"] <= progress["communities"]).all()


def test_the_plan_of_2023_has_come_as_far_as_published(made):
    whole = made.progress.loc[(2023, "")]
    assert whole[["communities", "households", "invest_money", "paid_money"]].tolist() == [
        76,
        8496,
        178_670_000,
        84_070_000,
    ]
    assert f"{whole['paid_share']:.2%}" == "47.05%"


def test_statistics_add_up_and_say_who_is_silent(made):
    table, frame = made.statistics, made.communities.frame
    bank_rows, proposed = table.loc["bank"], table.loc["programme"]
    for rows in (bank_rows, proposed):
        parts = rows.drop(index="")
        for name in ("communities", "households", "floor_area_m2", "parking", "parking_known", "pipes_km"):
            assert parts[name].sum() == pytest.approx(rows.loc["", name] if rows[name].notna().any() else 0)
    assert bank_rows.loc["", "communities"] == len(frame)
    assert bank_rows.loc["", "parking_known"] == frame["parking"].notna().sum() < len(frame)
    assert bank_rows["pipes_km"].isna().all()
    in_areas = made.areas.labels.notna()
    assert proposed.loc["", "households"] >= frame.loc[in_areas, "households"].sum()
    # Nobody says which lifts are wanted, so nothing is said of lifts.
    assert np.isnan(proposed.loc["", "lifts_added"])


def test_a_bank_that_reports_nothing_has_no_figures_but_its_number(tmp_path):
    places = gpd.GeoDataFrame(
        {"name": ["甲", "乙"]}, geometry=[Point(632_000, 3_160_000), Point(642_000, 3_160_000)], crs=CRS
    )
    silent = plan(places)
    write_plan(silent, tmp_path)
    assert silent.progress.empty
    assert (silent.statistics["communities"] == 2).all()
    reported = [name for name in silent.statistics if name.endswith("_known")]
    assert (silent.statistics[[*reported, "planned"]] == 0).all(axis=None)
    assert silent.statistics.drop(columns=["communities", "planned", *reported]).isna().all(axis=None)


def test_both_sheets_are_in_the_workbook(sample_out):
    book = openpyxl.load_workbook(sample_out / "plan.xlsx", read_only=True)
    progress, statistics = (list(book[name].iter_rows(values_only=True)) for name in ("进度", "统计"))
    header = progress[0]
    plan_of_2023 = next(row for row in progress if row[0] == 2023 and row[1] == "合计")
    assert plan_of_2023[header.index("投资完成率")] == pytest.approx(8407 / 17867)
    assert {row[0] for row in statistics[1:]} == {"储备库", "方案年度计划"}
    silent = statistics[0].index("未填报的小区数")
    assert re.search(r"停车位 \d+", str(statistics[1][silent]))
    overview = " ".join(str(row[1]) for row in book["概览"].iter_rows(values_only=True))
    assert "2023 年度计划：76 个小区，已开工 76 个" in overview
    assert "8,407 / 17,867 万元（47.05%）" in overview


def test_statistics_of_a_plan_do_not_depend_on_row_order(made):
    turned = Communities(made.communities.frame.iloc[::-1])
    pd.testing.assert_frame_equal(report_progress(turned), made.progress)
    again = report_statistics(
        turned,
        added=count_added(turned, made.works),
        works=made.works,
        services=made.services,
        areas=made.areas,
        programme=made.programme,
    )
    pd.testing.assert_frame_equal(again, made.statistics)
