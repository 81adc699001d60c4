"""The scope: what the ledger plans counts, what else is needed is a suggestion."""

import pandas as pd
import pytest
from hand_made import town
from hypothesis import given, settings
from shapely import box
from small_works import ROOF, WATER, blocks, catalogue, towns_with_fields

from cluster_planner._money import WAN
from cluster_planner.settings import CostSettings
from cluster_planner.works import list_works, read_works
from cluster_planner.works._scope import read_scope

COUNTED = CostSettings(suggested_works="counted")


def test_what_the_ledger_names_is_the_scope_and_the_rest_suggested(tmp_path):
    """Water mains and roofs are needed by all; one plans mains, one by its code, one roofs, one says nothing."""
    table = catalogue(tmp_path, WATER, ROOF)
    reported = ["供水管网;公园", "b01", "屋 面防水", None]
    communities = blocks(3, util_water="broken", works=reported[:3])
    works = list_works(communities, table, CostSettings())
    assert works.quantities.to_numpy().tolist() == [[100, 0], [100, 0], [0, 1000]]
    assert works.suggested.to_numpy().tolist() == [[0, 1000], [0, 1000], [100, 0]]
    assert works.named.to_numpy().tolist() == [[True, False], [True, False], [False, True]]
    silent = list_works(blocks(1, util_water="broken", works=reported[3:]), table, CostSettings())
    assert silent.quantities.to_numpy().tolist() == [[100, 1000]]
    assert not silent.named.any(axis=None)
    assert (silent.suggested == 0).all(axis=None)


def test_words_that_name_no_work_report_no_scope(tmp_path):
    table = catalogue(tmp_path, WATER, ROOF)
    communities = blocks(3, util_water="broken", works=["综合整治", "综合整治;供水", "其他"])
    scope = read_scope(communities, table)
    assert scope.is_stated.tolist() == [False, True, False]
    assert scope.strange.to_dict() == {"其他": 1, "综合整治": 2}
    works = list_works(communities, table, CostSettings())
    assert works.quantities["B19"].tolist() == [1000, 0, 1000]


def test_what_is_named_but_cannot_be_measured_is_reported(tmp_path):
    """Mains are named twice, and are sound in one of the two."""
    table = catalogue(tmp_path, WATER, ROOF)
    communities = blocks(2, util_water=["broken", "good"], works=["供水管网;屋面", "供水管网"])
    scope = read_scope(communities, table)
    works = list_works(communities, table, CostSettings())
    assert scope.unmeasured(works.quantities).to_dict() == {"供水管网": 1}


def test_suggestions_count_where_the_planner_says_so(tmp_path):
    """100 m of mains at 1,000 and 1,000 m2 of roofs at 100: 10 万元 each, and one mobilisation of 12 万元."""
    table = catalogue(tmp_path, WATER, ROOF)
    communities = blocks(1, util_water="broken", works="供水")
    scope, whole = (list_works(communities, table, knobs) for knobs in (CostSettings(), COUNTED))
    assert scope.costs["cost_alone_money"].tolist() == [pytest.approx(22 * WAN)]
    assert whole.costs["cost_alone_money"].tolist() == [pytest.approx(32 * WAN)]
    pd.testing.assert_frame_equal(whole.suggested, scope.suggested)


def test_what_a_planner_sets_is_in_the_scope(tmp_path):
    table = catalogue(tmp_path, WATER, ROOF)
    communities = blocks(1, util_water="broken", works="供水")
    own = pd.DataFrame({"community_id": ["c0"], "code": ["B19"], "quantity": [40.0]})
    works = list_works(communities, table, CostSettings(), own)
    assert works.quantities.to_numpy().tolist() == [[100, 40]]
    assert works.named.to_numpy().tolist() == [[True, True]]


def costs_of(tmp_path, works, invest, **others):
    """Costs of neighbours of 2,000 m2 each; those with an investment say what like communities cost."""
    table = catalogue(tmp_path, WATER, ROOF)
    columns = {"util_water": "broken", "floor_area_m2": 2000, "works": works, "invest_money": invest} | others
    shapes = [box(left, 0, left + 50, 40) for left in range(0, 60 * len(works), 60)]
    return list_works(town(shapes, **columns), table, CostSettings()).costs


def test_an_estimate_that_misses_some_of_the_scope_is_no_cost(tmp_path):
    """Five cost 60 at 2,000 m2. Roofs alone come to 20 and 12 of mobilisation; a lift nobody measured, or words that
    nobody understands, must not take them for the whole."""
    reported = ["屋面"] * 5 + ["屋面", "屋面;供水", "屋面;旧房加固", "屋面"]
    water = ["broken"] * 6 + ["good", "broken", "broken"]
    costs = costs_of(tmp_path, reported, [60 * WAN] * 5 + [None] * 4, util_water=water)
    assert costs["cost_basis"].tolist() == ["given"] * 5 + ["works", "like", "like", "works"]
    assert costs["cost_alone_money"].iloc[5:].tolist() == pytest.approx([32 * WAN, 60 * WAN, 60 * WAN, 32 * WAN])


def test_an_estimate_far_below_like_communities_is_no_cost(tmp_path):
    """All that is needed of a community without a scope comes to 42: far below 100, not far below 80."""
    for paid, basis, cost in ((100, "like", 100), (80, "works", 42)):
        costs = costs_of(tmp_path, ["屋面"] * 5 + [None], [paid * WAN] * 5 + [None])
        assert costs["cost_basis"].iloc[5] == basis
        assert costs["cost_alone_money"].iloc[5] == pytest.approx(cost * WAN)


def test_a_blank_never_makes_a_community_cheaper_than_half_of_like_ones(tmp_path):
    """Whatever of the scope is blanked, the cost is no less than half of what the others paid."""
    for works in ("屋面;供水", "屋面", "供水", "屋面;加装电梯", "加装电梯", None, "综合整治;供水"):
        for water in ("broken", "good", "unchecked", None):
            costs = costs_of(
                tmp_path, ["屋面;供水"] * 6 + [works], [120 * WAN] * 6 + [None], util_water=["broken"] * 6 + [water]
            )
            assert costs["cost_alone_money"].iloc[6] >= 60 * WAN


def test_what_a_planner_sets_covers_the_scope_even_where_it_is_nothing(tmp_path):
    table = catalogue(tmp_path, WATER, ROOF)
    communities = blocks(1, util_water="good", works="屋面;供水")
    none = pd.DataFrame({"community_id": ["c0"], "code": ["B01"], "quantity": [0.0]})
    bases = [list_works(communities, table, CostSettings(), own).costs["cost_basis"].iloc[0] for own in (None, none)]
    assert bases == ["rate", "works"]


def test_prices_are_fitted_among_scopes_or_among_needs_never_across(tmp_path):
    """Two scopes cost twice what the catalogue says; that says nothing of a community without a scope."""
    table = catalogue(tmp_path, WATER, ROOF)
    reported = {"util_water": "broken", "works": ["供水", "供水", None], "invest_money": [44 * WAN, 44 * WAN, None]}
    works = list_works(blocks(3, **reported), table, CostSettings(least_known=1))
    assert (works.local_factor, works.compared) == (pytest.approx(2), 2)
    assert works.costs["cost_alone_money"].tolist() == pytest.approx([44 * WAN, 44 * WAN, 32 * WAN])


@settings(max_examples=25, deadline=None)
@given(towns_with_fields())
def test_scope_and_suggestions_are_what_is_needed(case):
    communities, _ = case
    table = read_works()
    works, whole = (list_works(communities, table, knobs) for knobs in (CostSettings(), COUNTED))
    pd.testing.assert_frame_equal(works.quantities + works.suggested, whole.quantities)
    assert not ((works.suggested > 0) & (works.quantities > 0)).any(axis=None)
    assert not ((works.suggested > 0) & works.named).any(axis=None)
    assert (works.suggested[communities.frame["works"].isna()] == 0).all(axis=None)
