"""The programme: never over budget, counties in turn, small answers known by hand."""

import geopandas as gpd
import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_planner.model import Evaluation
from cluster_planner.programme import schedule_areas
from cluster_planner.settings import BudgetSettings


def evaluation_of(*rows):
    """Areas A00, A01 ... from rows of need, share saved, cost and county."""
    index = pd.Index([f"A{place:02d}" for place in range(len(rows))], name="area_id", dtype="str")
    frame = pd.DataFrame(list(rows), columns=["need", "saving_share", "cost_together_wan", "county"], index=index)
    kinds = {"need": float, "saving_share": float, "cost_together_wan": float, "county": "str"}
    areas = gpd.GeoDataFrame(frame.astype(kinds), geometry=[None] * len(rows), crs="EPSG:4546")
    return Evaluation(areas=areas, communities=pd.DataFrame())


some_number = st.none() | st.floats(0, 1)
some_row = st.tuples(some_number, some_number, st.none() | st.floats(0, 500), st.sampled_from([None, "甲县", "乙县"]))


def test_the_neediest_come_first_and_what_is_left_out_says_why():
    evaluation = evaluation_of(
        (0.2, 0.1, 60, "甲县"), (0.9, 0.1, 60, "甲县"), (0.5, 0.1, 300, "甲县"), (0.4, 0.1, 60, "甲县")
    )
    programme = schedule_areas(evaluation, BudgetSettings(first_year=2024, years=2, yearly_wan=100, need_weight=1))
    frame = programme.frame
    assert frame["order"].tolist() == [4, 1, 2, 3]
    assert frame["year"].astype(object).where(frame["year"].notna(), None).tolist() == [None, 2024, None, 2025]
    assert frame.loc["A02", "reason_zh"] == "优先级第 2 位；需 300.0 万元，超过单个年度预算 100.0 万元，未列入。"
    assert frame.loc["A00", "reason_zh"] == "优先级第 4 位；需 60.0 万元，各年度余额最多 40.0 万元，未列入。"
    assert frame.loc["A01", "reason_en"] == "Priority 1: done in 2024 for CNY 600,000."
    assert programme.years["spent_wan"].tolist() == [60, 60]


def test_each_county_has_its_turn_before_any_has_more():
    evaluation = evaluation_of((0.9, 0.1, 50, "甲县"), (0.8, 0.1, 50, "甲县"), (0.1, 0.1, 50, "乙县"))
    one_each = schedule_areas(evaluation, BudgetSettings(years=1, yearly_wan=100, max_areas_per_county=1))
    assert one_each.frame["year"].notna().tolist() == [True, False, True]
    by_need_alone = schedule_areas(evaluation, BudgetSettings(years=1, yearly_wan=100, max_areas_per_county=0))
    assert by_need_alone.frame["year"].notna().tolist() == [True, True, False]


def test_saving_decides_when_need_weighs_nothing():
    evaluation = evaluation_of((0.9, 0.05, 50, "甲县"), (0.1, 0.2, 50, "甲县"))
    assert schedule_areas(evaluation, BudgetSettings(need_weight=0)).frame["order"].tolist() == [2, 1]


def test_an_unknown_cost_counts_as_nothing_and_says_so():
    frame = schedule_areas(evaluation_of((0.9, None, None, None)), BudgetSettings(yearly_wan=0)).frame
    assert frame["year"].notna().all()
    assert "造价不详" in frame.loc["A00", "reason_zh"]
    assert np.isnan(frame.loc["A00", "cost_together_wan"])


@settings(max_examples=60, deadline=None)
@given(st.lists(some_row, max_size=12), st.floats(0, 1000), st.integers(1, 4), st.integers(0, 3), st.randoms())
def test_no_year_is_overspent_and_row_order_does_not_matter(rows, budget, years, per_county, random):
    evaluation = evaluation_of(*rows)
    before = evaluation.areas.copy(deep=True)
    knobs = BudgetSettings(yearly_wan=budget, years=years, max_areas_per_county=per_county)
    programme = schedule_areas(evaluation, knobs)
    frame, ledger = programme.frame, programme.years
    pd.testing.assert_frame_equal(evaluation.areas, before)
    assert frame.index.equals(evaluation.areas.index)
    assert sorted(frame["order"]) == list(range(1, len(rows) + 1))
    assert (ledger["spent_wan"] <= ledger["budget_wan"]).all()
    spent = frame["cost_together_wan"].fillna(0).groupby(frame["year"]).sum().reindex(ledger.index, fill_value=0)
    np.testing.assert_allclose(spent.astype(float), ledger["spent_wan"], atol=1e-9)
    assert ledger["areas"].sum() == frame["year"].notna().sum()
    left_out = frame[frame["year"].isna()]
    assert (left_out["cost_together_wan"] > (ledger["budget_wan"] - ledger["spent_wan"]).max() - 1e-9).all()

    order = random.sample(list(frame.index), len(frame))
    again = schedule_areas(Evaluation(evaluation.areas.loc[order], evaluation.communities), knobs)
    pd.testing.assert_frame_equal(again.frame.loc[frame.index], frame)
    pd.testing.assert_frame_equal(again.years, ledger)
