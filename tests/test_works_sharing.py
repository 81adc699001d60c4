"""What areas save: each item by hand, and what holds for any town."""

import numpy as np
import pandas as pd
import pytest
from hand_made import CRS, town
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point
from small_works import BIN, DESIGN, GAS, RESERVE, ROAD, ROOF, SEWER, WATER, blocks, catalogue, towns_with_fields

from cluster_planner._money import WAN
from cluster_planner.errors import AlignmentError
from cluster_planner.evaluation._costs import sum_costs
from cluster_planner.model import Barriers, Communities, Links
from cluster_planner.proximity import link_communities
from cluster_planner.settings import CostSettings, LinkSettings
from cluster_planner.works import list_works, read_works, share_works

COSTS = CostSettings()
CATALOGUE = read_works()
ENDS = ["saving_low_money", "saving_money", "saving_high_money"]


def link(communities):
    return link_communities(communities, Barriers.none(CRS), LinkSettings())


def share(communities, table, labels, costs=COSTS, **more):
    works = list_works(communities, table, costs)
    area = pd.Series(labels, index=communities.index, dtype="str")
    return share_works(works, communities, link(communities), area, costs, **more)


def test_one_mobilisation_in_place_of_one_each(tmp_path):
    communities = blocks(3, util_water=["broken", "broken", "good"])
    item = share(communities, catalogue(tmp_path, WATER), ["A1"] * 3).items.loc[("A1", "mobilisation")]
    assert item["quantity"] == 1  # the third has no works
    assert item[ENDS].tolist() == [80_000, 120_000, 200_000]
    assert item["rate_money"] == 120_000


def test_a_corridor_with_three_utilities_is_dug_once(tmp_path):
    communities = blocks(
        2, util_water=["broken", "good"], util_drainage=["broken", "good"], util_gas=["good", "broken"]
    )
    savings = share(communities, catalogue(tmp_path, WATER, SEWER, GAS), ["A1", "A1"])
    metres = 100  # of the pipes that each lays: the sides that face each other are longer
    item = savings.items.loc[("A1", "trench")]
    assert item["quantity"] == pytest.approx(metres)
    # water is the dearest; of the digging of sewers and gas each 65 % is spared
    spared = [metres * rates * digging * 0.65 for rates, digging in ((700, 0.4), (1400, 0.5), (2800, 0.6))]
    assert item[ENDS].tolist() == pytest.approx(spared)
    assert savings.corridors["networks"].tolist() == ["B01;B04;B11"]


def test_networks_of_another_window_share_no_trench(tmp_path):
    later = GAS.replace(",管线,", ",燃气另行安排,")
    communities = blocks(
        2, util_water=["broken", "good"], util_drainage=["broken", "good"], util_gas=["good", "broken"]
    )
    savings = share(communities, catalogue(tmp_path, WATER, SEWER, later), ["A1", "A1"])
    assert savings.items.loc[("A1", "trench"), "saving_money"] == pytest.approx(100 * 800 * 0.5 * 0.65)
    assert savings.corridors["conflict"].tolist() == ["windows_apart"]


def test_nothing_is_spared_where_only_one_digs_or_only_one_network_lies(tmp_path):
    table = catalogue(tmp_path, WATER, SEWER, GAS)
    one_digs = blocks(2, util_water=["broken", "good"], util_drainage=["broken", "good"])
    same = blocks(2, util_water="broken")
    for communities in (one_digs, same):
        assert share(communities, table, ["A1", "A1"]).items.loc[("A1", "trench"), "saving_money"] == 0


def test_corridors_are_no_longer_than_the_pipes(tmp_path):
    short = [row.replace(",100,", ",10,") for row in (WATER, GAS)]
    communities = blocks(3, util_water=["broken", "good", "broken"], util_gas=["good", "broken", "good"])
    savings = share(communities, catalogue(tmp_path, *short), ["A1"] * 3)
    assert savings.items.loc[("A1", "trench"), "quantity"] == pytest.approx(10)
    assert savings.corridors["shared_trench_m"].sum() == pytest.approx(10)


def test_the_road_above_a_shared_trench_is_made_once(tmp_path):
    communities = blocks(2, util_water=["broken", "good"], util_gas=["good", "broken"])
    metres = 100
    item = share(communities, catalogue(tmp_path, WATER, GAS, ROAD), ["A1", "A1"]).items.loc[("A1", "surface")]
    assert item["quantity"] == pytest.approx(metres * 4)
    assert item["saving_money"] == pytest.approx(metres * 4 * 100)
    narrow = CostSettings(surface_width_m=1.5)
    item = share(communities, catalogue(tmp_path, WATER, GAS, ROAD), ["A1", "A1"], narrow).items.loc[("A1", "surface")]
    assert item["quantity"] == pytest.approx(metres * 1.5)


def test_facilities_are_as_many_as_all_households_need(tmp_path):
    communities = blocks(3, households=[100, 150, 310], works="垃圾亭")
    item = share(communities, catalogue(tmp_path, BIN), ["A1"] * 3).items.loc[("A1", "facilities")]
    assert item["quantity"] == 1 + 1 + 2 - 2
    assert item["saving_money"] == pytest.approx(2 * 3 * WAN)


def test_a_facility_that_nobody_would_have_built_alone_saves_nothing(tmp_path):
    """Two of three plan their own bins: 1 + 1 places for 250 households, where one place is enough."""
    table = catalogue(tmp_path, BIN, WATER)
    some = blocks(3, households=[100, 150, 310], util_water="broken", works=["垃圾亭;供水管网", "垃圾亭", "供水管网"])
    item = share(some, table, ["A1"] * 3).items.loc[("A1", "facilities")]
    assert (item["quantity"], item["saving_money"]) == (1, pytest.approx(3 * WAN))
    unsaid = blocks(3, households=[100, 150, 310])
    assert share(unsaid, table, ["A1"] * 3).items.loc[("A1", "facilities"), "saving_money"] == 0
    counted = CostSettings(suggested_works="counted")
    item = share(some, table, ["A1"] * 3, counted).items.loc[("A1", "facilities")]
    assert item["quantity"] == 1 + 1 + 2 - 2


def test_bulk_prices_hold_only_where_all_together_reach_the_quantity(tmp_path):
    table = catalogue(tmp_path, ROOF)
    item = share(blocks(2), table, ["A1", "A1"]).items.loc[("A1", "bulk")]
    assert item["quantity"] == pytest.approx(2 * 1000 * 100)
    assert item["saving_money"] == pytest.approx(20 * WAN * 0.035)
    large = blocks(2, floor_area_m2=[1000, 2000])  # the second has the price alone too
    assert share(large, table, ["A1", "A1"]).items.loc[("A1", "bulk"), "saving_money"] == pytest.approx(
        10 * WAN * 0.035
    )
    small = blocks(2, floor_area_m2=700)
    assert share(small, table, ["A1", "A1"]).items.loc[("A1", "bulk"), "saving_money"] == 0


def test_fees_slide_with_the_amount_and_what_is_saved_bears_none(tmp_path):
    communities = blocks(2, floor_area_m2=20_000)
    no_bulk = ROOF.replace(",bulk,", ",none,")
    item = share(communities, catalogue(tmp_path, no_bulk, DESIGN, RESERVE), ["A1", "A1"]).items.loc[("A1", "fees")]
    together = 400 + 12
    alone = 2 * (212 * 0.06 + (200 + 12 * 0.88) * 0.04)
    assert item["quantity"] == pytest.approx(together * WAN)
    assert item["saving_money"] == pytest.approx(WAN * (alone - (together * 0.06 + (200 + 212 * 0.88) * 0.04)))


def test_a_given_investment_fits_the_saving_but_a_dear_one_does_not_raise_it(tmp_path):
    table = catalogue(tmp_path, WATER)
    for invest, spared in ((11, 6), (22, 12), (220, 12)):
        communities = blocks(2, util_water="broken", invest_money=invest * WAN)
        assert share(communities, table, ["A1", "A1"]).items["saving_money"].sum() == pytest.approx(spared * WAN)


def test_conflicts_are_reported(tmp_path):
    communities = blocks(3, util_water="broken", plan_year=[2024, 2026, 2021], status=["in_bank", "in_bank", "done"])
    savings = share(communities, catalogue(tmp_path, WATER), ["A1", "A1", None], year=2024)
    assert savings.corridors["conflict"].to_dict() == {("c0", "c1"): "years_apart", ("c1", "c2"): "new_road"}
    later = share(communities, catalogue(tmp_path, WATER), ["A1", "A1", None], year=2027)
    assert ("c1", "c2") not in later.corridors.index


def test_labels_must_name_communities_that_are_there(tmp_path):
    communities = blocks(2)
    works = list_works(communities, catalogue(tmp_path, WATER), COSTS)
    with pytest.raises(AlignmentError):
        share_works(works, communities, link(communities), pd.Series({"c7": "A1"}), COSTS)


def test_no_area_saves_nothing():
    communities = town([Point(0, 0)])
    savings = share(communities, CATALOGUE, [None])
    assert savings.items.empty
    assert savings.corridors.empty


@settings(max_examples=12, deadline=None)
@given(towns_with_fields(), st.randoms(use_true_random=False))
def test_what_holds_for_any_town(case, random):
    communities, labels = case
    area = pd.Series(labels, index=communities.index, dtype="str")
    works, links = list_works(communities, CATALOGUE, COSTS), link(communities)
    savings = share_works(works, communities, links, area, COSTS, year=2024)
    items = savings.items
    priced = works.costs["cost_alone_money"].notna()
    known, size = priced.groupby(area).sum(), area.dropna().value_counts()
    reported = items[ENDS].notna().all(axis=1).groupby(level="area_id").all()
    assert (reported == (known >= size.clip(upper=2).reindex(known.index)).reindex(reported.index)).all()
    assert items[ENDS].notna().all(axis=1).equals(items[ENDS].notna().any(axis=1))
    assert (items[ENDS].fillna(0) >= -1e-5).all(axis=None)
    assert (items[ENDS].fillna(0).diff(axis=1).iloc[:, 1:] >= -1e-5).all(axis=None)
    beyond_the_cent = (items["quantity"] * items["rate_money"] - items["saving_money"])[items["quantity"] > 0].dropna()
    assert beyond_the_cent.between(-1e-5, 0.01).all()
    table = sum_costs(works, savings, area)
    parts = [name for name in table if name.endswith("_saving_money")]
    known = table["saving_money"].notna()
    assert table["cost_together_money"].notna().equals(known)
    np.testing.assert_allclose(table.loc[known, parts].sum(axis=1), table.loc[known, "saving_money"], atol=1e-5)
    assert (table["saving_money"] <= table["cost_alone_money"] + 1e-5)[known].all()
    assert (table["cost_together_low_money"] <= table["cost_together_money"] + 1e-5)[known].all()
    assert (table["cost_together_money"] <= table["cost_together_high_money"] + 1e-5)[known].all()
    alone = works.costs.loc[area.isna(), "cost_alone_money"].sum()
    assert table["cost_alone_money"].sum() + alone == pytest.approx(works.costs["cost_alone_money"].sum())
    assert (savings.corridors["shared_trench_m"] >= 0).all()
    rows = list(range(len(communities)))
    random.shuffle(rows)
    turned = Communities(communities.frame.iloc[rows])
    mixed = Links(links.frame.iloc[::-1], turned.index)
    again = share_works(list_works(turned, CATALOGUE, COSTS), turned, mixed, area.iloc[rows], COSTS, year=2024)
    pd.testing.assert_frame_equal(again.items, items)
    pd.testing.assert_frame_equal(again.corridors, savings.corridors)
