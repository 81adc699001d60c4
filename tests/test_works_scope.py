"""The scope: what the ledger plans counts, what else is needed is a suggestion."""

import pandas as pd
import pytest
from hypothesis import given, settings
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
