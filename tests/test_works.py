"""Works of single communities: which follow from the fields, how much, what they cost, and what fields become."""

import numpy as np
import pandas as pd
import pytest
from hand_made import town
from hypothesis import given, settings
from hypothesis import strategies as st
from real_input import DAY, SAMPLE
from small_works import BIN, DESIGN, GAS, PARKING, RESERVE, ROOF, WATER, blocks, catalogue, towns_with_fields

from cluster_planner._money import WAN
from cluster_planner.checkup import check_indicators
from cluster_planner.errors import SettingsError
from cluster_planner.model import Communities
from cluster_planner.pipeline import Inputs, check_tables, read_tables
from cluster_planner.proximity import link_communities
from cluster_planner.settings import CheckupSettings, CostSettings, Settings
from cluster_planner.works import count_added, list_works, read_works, renovate, share_works

COSTS = CostSettings()
CATALOGUE = read_works()
LEVELS = ["cost_alone_low_money", "cost_alone_money", "cost_alone_high_money"]


def test_works_follow_from_the_fields(tmp_path):
    communities = blocks(3, util_water=["broken", "good", None], parking=[10, 40, None])
    works = list_works(communities, catalogue(tmp_path, WATER, PARKING, BIN), COSTS)
    assert works.quantities["B01"].tolist() == [100, 0, 0]
    assert works.quantities["W02"].tolist() == [20, 0, 0]
    assert works.quantities["B23"].tolist() == [1, 1, 1]


def test_cost_is_works_one_mobilisation_and_sliding_fees(tmp_path):
    communities = blocks(2, util_water="broken", floor_area_m2=[30_000, 1_000])
    works = list_works(communities, catalogue(tmp_path, WATER, ROOF, DESIGN, RESERVE), COSTS)
    before_fees = 100 * 1000 / 1e4 + 30_000 * 100 / 1e4 + 12
    counted = 200 + (before_fees - 200) * 0.88  # the part above 2 million at the next step
    assert works.costs["cost_alone_money"].iloc[0] == pytest.approx(WAN * (before_fees * 1.06 + counted * 0.04))
    assert works.costs["cost_alone_money"].iloc[1] == pytest.approx(WAN * (10 + 10 + 12) * 1.10)
    assert works.costs["cost_alone_low_money"].iloc[1] == pytest.approx(WAN * (5 + 5 + 8) * 1.08)
    assert works.costs["cost_basis"].tolist() == ["works", "works"]


def test_the_investment_of_the_bank_is_the_cost_and_rates_are_fitted_to_it(tmp_path):
    communities = blocks(2, util_water="broken", invest_money=[50 * WAN, 0])
    works = list_works(communities, catalogue(tmp_path, WATER), COSTS)
    assert works.costs.loc["c0", LEVELS].tolist() == [50 * WAN] * 3
    assert works.costs["cost_basis"].tolist() == ["given", "works"]
    assert works.costs.loc["c0", "fit"] == pytest.approx(50 / 22)


def test_without_conditions_a_rate_takes_their_place(tmp_path):
    communities = town(
        [None] * 4,
        invest_money=[100 * WAN, 0, None, None],
        floor_area_m2=[9e9, 10_000, 0, None],
        households=[9e9, 9e9, 100, 0],
    )
    costs = CostSettings(per_m2_money=250, per_household_money=20_000, rate_spread=0.2)
    works = list_works(communities, catalogue(tmp_path, WATER), costs)
    np.testing.assert_allclose(works.costs["cost_alone_money"] / WAN, [100, 250, 200, np.nan])
    np.testing.assert_allclose(works.costs["cost_alone_high_money"] / WAN, [100, 300, 240, np.nan])
    assert works.costs["cost_basis"].tolist()[:3] == ["given", "rate", "rate"]
    assert works.costs["cost_basis"].isna().tolist() == [False, False, False, True]


def test_the_local_factor_is_that_of_known_investments(tmp_path):
    communities = blocks(3, util_water="broken", invest_money=[33 * WAN, 33 * WAN, None])
    few = list_works(communities, catalogue(tmp_path, WATER), COSTS)
    assert (few.local_factor, few.compared) == (1.0, 2)
    enough = list_works(communities, catalogue(tmp_path, WATER), CostSettings(least_known=2))
    assert enough.local_factor == pytest.approx(33 / 22)
    assert enough.costs.loc["c2", "cost_alone_money"] == pytest.approx(33 * WAN)


def test_what_a_finished_community_was_like_before_is_unknown(tmp_path):
    rule = WATER.replace("util_water in ('broken')", "not known(util_water)")
    communities = blocks(3, util_water=["good", "good", "unchecked"], status=["accepted", "in_bank", "in_bank"])
    assert list_works(communities, catalogue(tmp_path, rule), COSTS).quantities["B01"].tolist() == [100, 0, 100]


def test_a_planner_sets_quantities_and_strangers_are_named(tmp_path):
    communities, table = blocks(2, util_water="broken"), catalogue(tmp_path, WATER, BIN)
    own = pd.DataFrame({"community_id": ["c1", "c0"], "code": ["B01", "B23"], "quantity": [40.0, 0.0]})
    works = list_works(communities, table, COSTS, own)
    assert works.quantities.to_numpy().tolist() == [[100, 0], [40, 1]]
    for strange in ({"community_id": ["c9", "c0"]}, {"code": ["B01", "B99"]}):
        with pytest.raises(SettingsError, match=r"c9|B99"):
            list_works(communities, table, COSTS, own.assign(**strange))


def test_fields_become_what_the_catalogue_says(tmp_path):
    communities = blocks(2, util_water=["broken", "aged"], parking=[10, None])
    before = communities.frame.copy(deep=True)
    after = renovate(communities, list_works(communities, catalogue(tmp_path, WATER, PARKING), COSTS)).frame
    assert after["util_water"].tolist() == ["good", "aged"]
    assert after["parking"].iloc[0] == 30
    assert np.isnan(after["parking"].iloc[1])
    pd.testing.assert_frame_equal(communities.frame, before)


def test_a_changed_rate_changes_what_it_should_and_nothing_else(tmp_path):
    communities = blocks(3, util_water=["broken", None, "good"], util_gas=["good", "broken", None])
    costs = CostSettings(least_known=10)
    was = list_works(communities, catalogue(tmp_path, WATER, GAS), costs)
    now = list_works(communities, catalogue(tmp_path, WATER.replace(",1000,", ",1500,"), GAS), costs)
    pd.testing.assert_frame_equal(now.quantities, was.quantities)
    change = now.costs["cost_alone_money"] - was.costs["cost_alone_money"]
    np.testing.assert_allclose(change, [5 * WAN, 0, 0], atol=1e-5)


def test_nobody_passes_unseen_and_a_room_is_no_manager():
    """Networks, spaces and lanes that nobody looked at are still unknown after works on them."""
    unseen = {"util_water": [None, "unchecked", "broken"], "parking": [None, 10, 10], "management": "none"}
    communities = blocks(3, build_year=1985, **unseen)
    works = list_works(communities, CATALOGUE, COSTS)
    assert (works.quantities[["B01", "W02", "W08b"]] > 0).all(axis=None)
    checkups = [check_indicators(them, CheckupSettings()) for them in (communities, renovate(communities, works))]
    before, after = (checkup.status[["water", "parking", "management"]] for checkup in checkups)
    assert before.to_numpy().tolist() == [
        ["unchecked", "unchecked", "fail"], ["unchecked", "fail", "fail"], ["fail", "fail", "fail"],
    ]  # fmt: skip
    assert after.to_numpy().tolist() == [
        ["unchecked", "unchecked", "fail"], ["unchecked", "fail", "fail"], ["pass", "fail", "fail"],
    ]  # fmt: skip
    assert count_added(communities, works)["parking"].tolist() == works.quantities["W02"].tolist()


def test_spaces_and_chargers_are_built_to_the_standard_where_there_is_room():
    """40 spaces and 4 chargers for 100 households; on 1,000 m2 there is room for 5 spaces more."""
    communities = blocks(3, parking=[0, 38, 60], chargers=0, site_m2=[9000, 1000, 9000])
    works = list_works(communities, CATALOGUE, COSTS)
    assert works.quantities["W02"].tolist() == [40, 2, 0]
    assert works.quantities["W03a"].tolist() == [4, 4, 6]
    after = check_indicators(renovate(communities, works), CheckupSettings()).status
    assert (after[["parking", "chargers"]] == "pass").all(axis=None)
    cramped = list_works(blocks(1, parking=0, site_m2=1000), CATALOGUE, COSTS)
    assert cramped.quantities["W02"].tolist() == [5]


@settings(max_examples=25, deadline=None)
@given(towns_with_fields())
def test_works_turn_no_check_for_the_worse_and_none_that_nobody_made(case):
    communities, _ = case
    works = list_works(communities, CATALOGUE, COSTS)
    before, after = (
        check_indicators(them, CheckupSettings()).status for them in (communities, renovate(communities, works))
    )
    assert ((before == "unchecked") == (after == "unchecked")).all(axis=None)
    assert ((before != "pass") | (after == "pass")).all(axis=None)


@settings(max_examples=15, deadline=None)
@given(towns_with_fields(), st.randoms(use_true_random=False))
def test_what_holds_for_any_town(case, random):
    communities, _ = case
    before = communities.frame.copy(deep=True)
    works = list_works(communities, CATALOGUE, COSTS)
    pd.testing.assert_frame_equal(communities.frame, before)
    assert (works.quantities >= 0).all(axis=None)
    known = works.costs[LEVELS].dropna()
    assert (known.diff(axis=1).iloc[:, 1:] >= -1e-5).all(axis=None)
    assert (known.index == works.costs.index[works.costs["cost_basis"].notna()]).all()
    rows = list(range(len(communities)))
    random.shuffle(rows)
    shuffled = list_works(Communities(communities.frame.iloc[rows]), CATALOGUE, COSTS)
    pd.testing.assert_frame_equal(shuffled.quantities.sort_index(), works.quantities)
    pd.testing.assert_frame_equal(shuffled.costs.sort_index(), works.costs)


def test_rates_meet_the_published_totals_of_the_sample():
    """All that is needed, without any investment: 2019 to 2022 as built alone, 2023 less what joint projects saved."""
    everything = CostSettings(suggested_works="counted")
    checked = check_tables(read_tables(Inputs(table=SAMPLE, date=DAY)), Settings())
    frame = checked.communities.frame
    blank = Communities(frame.assign(invest_money=np.nan))
    works = list_works(blank, CATALOGUE, everything)
    cost = works.costs["works_money"]
    assert (cost > 0).all()
    assert works.local_factor == 1.0
    done, planned = frame["plan_year"].between(2019, 2022), frame["plan_year"] == 2023
    assert cost[done].sum() == pytest.approx(420_000_000, rel=0.01)
    links = link_communities(checked.communities, checked.barriers, Settings().links)
    savings = share_works(works, blank, links, frame["earlier_area"], everything)
    assert cost[planned].sum() - savings.items["saving_money"].sum() == pytest.approx(178_670_000, rel=0.01)
