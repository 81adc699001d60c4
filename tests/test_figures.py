"""One figure has one meaning: works multiply out, trenches are those that are paid for, parts add up to their whole."""

import numpy as np
import pandas as pd
import pytest
from small_works import GAS, WATER, blocks, catalogue
from test_works_sharing import share
from two_plans import PLANS

from cluster_planner._money import WAN
from cluster_planner.model import PAIR
from cluster_planner.words.tables import count_links, plan_tables

AMOUNTS = {"low_money": "amount_low_money", "mid_money": "amount_money", "high_money": "amount_high_money"}


@pytest.fixture(scope="module", params=PLANS)
def plan(request):
    return PLANS[request.param]()


@pytest.fixture(scope="module")
def tables(plan):
    return plan_tables(plan, "zh")


def test_a_road_renewed_next_door_is_no_trench_that_members_share(tmp_path):
    communities = blocks(
        3, util_water="broken", util_gas="broken", plan_year=[2024, 2024, 2021], status=["in_bank", "in_bank", "done"]
    )
    savings = share(communities, catalogue(tmp_path, WATER, GAS), ["A1", "A1", None], year=2024)
    shared_m = savings.corridors["shared_trench_m"]
    assert savings.corridors["conflict"].fillna("").tolist() == ["", "new_road"]
    assert shared_m.tolist() == [pytest.approx(savings.items.loc[("A1", "trench"), "quantity"]), 0]
    assert savings.corridors.loc[("c1", "c2"), "facing_m"] > 0


def test_shared_trench_is_one_length_in_areas_corridors_and_savings(plan):
    corridors = plan.savings.corridors["shared_trench_m"].groupby(plan.savings.corridors["area_id"]).sum()
    items = plan.savings.items
    saved = items[items.index.get_level_values("item") == "trench"]["quantity"].droplevel("item")
    reported = plan.evaluation.areas["shared_trench_m"]
    np.testing.assert_allclose(corridors.reindex(reported.index).fillna(0), reported)
    np.testing.assert_allclose(saved.reindex(reported.index), reported)


def test_facing_sides_of_an_area_are_those_of_its_links(plan):
    links, area = plan.links.open, plan.areas.labels
    ends = [area.reindex(links.index.get_level_values(end)).to_numpy() for end in PAIR]
    facing_m = links["facing_m"][ends[0] == ends[1]].groupby(ends[0][ends[0] == ends[1]]).sum()
    reported = plan.evaluation.areas["facing_m"]
    np.testing.assert_allclose(facing_m.reindex(reported.index), reported)


def printed(figures, decimals):
    return [f"{figure:.{decimals}f}" for figure in figures]


def product(*columns):
    return np.prod([np.array(column, dtype=float) for column in columns], axis=0)


def test_every_row_of_works_multiplies_out_to_the_printed_digits(tables):
    works = tables["works"][tables["works"]["quantity"].notna()]
    beyond = (works["in_scope"] == "suggested") & works["amount_money"].isna()
    for rate, amount in AMOUNTS.items():
        listed = works[~beyond]
        reported = product(printed(listed["quantity"], 2), printed(listed[rate], 2), printed(listed["fit"], 4))
        assert printed(listed[amount] / WAN, 1) == printed(reported / WAN, 1)
    extra = works[beyond]
    if len(extra):
        reported = product(printed(extra["quantity"], 2), printed(extra["mid_money"], 2))
        assert printed(extra["suggested_money"] / WAN, 1) == printed(reported / WAN, 1)


def test_works_mobilisation_and_fees_are_the_cost_of_an_area(plan, tables):
    amounts = tables["works"].groupby("area_id")["amount_money"].sum()
    np.testing.assert_allclose(amounts, plan.evaluation.areas["cost_alone_money"])
    assert (tables["works"]["fit"].dropna() <= 1).all()  # no work costs more than its price


def test_printed_points_add_up_and_no_two_projects_have_one_place(tables):
    schedule = tables["schedule"]
    parts = schedule[["score_need", "score_saving", "score_consent"]].round(3).sum(axis=1)
    known = schedule["score"].notna()
    assert [f"{whole:.3f}" for whole in schedule["score"][known]] == [f"{part:.3f}" for part in parts[known]]
    assert not parts[~known].any(), "who has points has a score"
    assert schedule["order"].tolist() == list(range(1, len(schedule) + 1))
    rate = 1000 * WAN * schedule["score"] / schedule["cost_money"]
    np.testing.assert_allclose(schedule["score_rate"], rate)


def test_links_are_counted_among_all_and_among_those_that_take_part(plan):
    out = plan.evaluation.communities.index[plan.evaluation.communities["outcome"] == "not_eligible"]
    pairs = plan.links.frame.index.to_frame()
    takes_part = ~pairs.isin(out).any(axis=1)
    blocked = plan.links.frame["barrier_kind"].notna()
    counts = count_links(plan)
    assert counts == {
        "open": int((~blocked).sum()), "open_part": int((~blocked & takes_part).sum()),
        "blocked": int(blocked.sum()), "blocked_part": int((blocked & takes_part).sum()),
    }  # fmt: skip


def test_a_year_separates_starts_from_payments(plan, tables):
    years, funds = tables["years"], plan.programme.funds
    starts = plan.programme.frame["year"].value_counts().reindex(years.index, fill_value=0)
    assert years["areas_begun"].tolist() == starts.tolist()
    used = funds["used_money"].groupby(level="year").sum()
    pd.testing.assert_series_equal(used, years["spent_money"] + years["committed_money"], check_names=False, rtol=1e-6)
