"""The money of each year, by small sums worked out by hand."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from drawn_programmes import budget, draw
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_planner._money import WAN
from cluster_planner.programme._money import count_money


def projects(*rows):
    table = pd.DataFrame(list(rows), columns=["subsidised", "networks", "cost_money"], dtype=float)
    return table.assign(cost_money=table["cost_money"] * WAN)


def money(*rows, under_way=(), **knobs):
    """Return the money of the years from 2024 for projects of share subsidised, share of networks and cost in 万元."""
    evaluation, communities, _ = draw(under_way=under_way)
    return count_money(projects(*rows), communities, evaluation, budget(first_year=2024, **knobs))


def planned(year, left, status="planned"):
    return {"status": status, "invest_money": left + 5.0, "paid_money": 5.0, "plan_year": year}


@pytest.mark.parametrize(
    ("months", "profile", "years"),
    [
        (6, [1.0], [2024, 2025]),
        (12, [1.0], [2024, 2025]),
        (18, [2 / 3, 1 / 3], [2024, 2025, 2026]),
        (24, [0.5, 0.5], [2024, 2025, 2026]),
    ],
)
def test_projects_are_paid_by_month_and_the_last_year_has_one_after_it(months, profile, years):
    counted = money(years=2, yearly_money=90, build_months=months)
    assert counted.profile.tolist() == pytest.approx(profile)
    assert counted.years.tolist() == years


def test_the_last_amount_listed_goes_on():
    counted = money(years=3, build_months=12, sources_money={"central": (10.0, 20.0), "county": 5.0})
    assert (counted.amounts["central"] / WAN).tolist() == [10, 20, 20]
    assert (counted.amounts["county"] / WAN).tolist() == [5, 5, 5]
    assert (counted.budget_money / WAN).tolist() == [15, 25, 25]
    assert (money(years=2, build_months=12, yearly_money=(7.0, 8.0)).amounts["total"] / WAN).tolist() == [7, 8]


def test_what_is_due_is_paid_as_far_as_the_budget_goes_and_the_rest_later():
    # 250 due at once, 100 a year: 100, 100, 50; whatever else the year brings waits.
    begun = [planned(2023, 250.0, "started")]
    assert (money(years=3, yearly_money=100, build_months=12, under_way=begun).committed_money / WAN).tolist() == [
        100,
        100,
        50,
    ]
    later = [*begun, planned(2025, 70.0)]
    assert (money(years=5, yearly_money=100, build_months=12, under_way=later).committed_money / WAN).tolist() == [
        100,
        100,
        100,
        20,
        0,
    ]


def test_what_begins_later_is_due_as_it_is_built():
    # Of 90: two thirds in 2025 and one third in 2026. A plan for an earlier year begins now.
    assert (
        money(years=3, yearly_money=900, under_way=[planned(2025, 90.0)]).committed_money / WAN
    ).tolist() == pytest.approx([0, 60, 30, 0])
    assert (
        money(years=1, yearly_money=900, under_way=[planned(2022, 90.0)]).committed_money / WAN
    ).tolist() == pytest.approx([60, 30])
    undated = {"status": "planned", "invest_money": 90.0}
    assert (money(years=1, yearly_money=900, under_way=[undated]).committed_money / WAN).tolist() == pytest.approx(
        [60, 30]
    )


def test_what_falls_due_after_the_last_year_is_not_counted():
    after = [planned(2024, 10.0), planned(2025, 40.0), planned(2026, 80.0), planned(2030, 80.0)]
    assert (money(years=2, yearly_money=900, build_months=12, under_way=after).committed_money / WAN).tolist() == [
        10,
        40,
    ]


def test_nothing_is_due_where_more_was_paid_or_all_is_done():
    paid = [
        {"status": "started", "invest_money": 50.0, "paid_money": 80.0, "plan_year": 2023},
        {"status": "done", "invest_money": 50.0, "paid_money": 0.0, "plan_year": 2023},
        {"status": "started", "plan_year": 2023},
    ]
    assert (money(years=1, yearly_money=900, build_months=12, under_way=paid).committed_money / WAN).tolist() == [0]


def test_projects_of_unknown_cost_are_counted_in_the_years_they_begin_where_money_is_kept_back():
    mixed = [planned(2024, 80.0), {"status": "started", "plan_year": 2023}, {"status": "planned", "plan_year": 2025}]
    assert money(years=2, yearly_money=900, build_months=12, under_way=mixed).unpriced.tolist() == [1, 1]
    nothing = money(years=2, yearly_money=900, build_months=12, under_way=mixed, under_way_share=0)
    assert nothing.unpriced.tolist() == [0, 0]


def test_who_waits_in_an_area_under_way_is_paid_with_it_unless_built_or_halted_and_no_one_else():
    waiting = {"status": "in_bank", "cost_alone_money": 30.0, "plan_year": 2024}
    halted, built = ({**waiting, "status": status} for status in ("suspended", "done"))
    inside = [{**row, "under_way_id": "U1"} for row in (waiting, halted, built)]
    counted = money(years=1, yearly_money=900, build_months=12, under_way=[*inside, waiting])
    assert (counted.committed_money / WAN).tolist() == [30]


def test_only_the_share_that_is_asked_for_is_kept_back():
    half = money(years=1, yearly_money=900, build_months=12, under_way=[planned(2024, 80.0)], under_way_share=0.5)
    assert (half.committed_money / WAN).tolist() == [40]


def test_costs_fall_into_four_parts_and_sources_pay_for_some():
    # A quarter has had its central subsidy, 40 % is pipes and cables, of 200.
    counted = money((0.25, 0.4, 200.0), years=1, sources_money={"central": 1.0, "utility": 1.0, "county": 1.0})
    # networks and the rest of what has had none, then of what has had it
    assert (counted.parts / WAN).tolist() == [pytest.approx([60, 90, 20, 30])]
    assert counted.pays.tolist() == [
        [True, True, False, False],
        [True, False, True, False],
        [True, True, True, True],
    ]


def test_ceilings_are_those_of_every_set_of_parts_that_some_source_may_not_pay():
    counted = money((0.25, 0.4, 200.0), years=1, build_months=12, sources_money={"central": 7.0, "county": 2.0})
    ceilings = {tuple(np.flatnonzero(parts).tolist()): (most / WAN).tolist() for parts, most in counted.ceilings()}
    # All parts together, and those that have had central subsidy: the county's 2 alone.
    assert ceilings == {(0, 1, 2, 3): [9], (2,): [2], (3,): [2], (2, 3): [2]}


def test_a_ceiling_on_all_leaves_out_what_is_committed_and_parts_that_nobody_has_get_none():
    due = [planned(2023, 3.0, "started")]
    counted = money(
        (0.0, 0.0, 200.0), years=1, build_months=12, under_way=due, sources_money={"central": 7.0, "utility": 2.0}
    )
    ceilings = [(parts.tolist(), (most / WAN).tolist()) for parts, most in counted.ceilings()]
    assert ceilings == [([True] * 4, [6]), ([False, True, False, False], [7])]


def test_a_part_of_one_project_alone_has_its_ceiling():
    # The first is pipes and cables alone.
    rows = [(0.0, 1.0, 200.0), (0.0, 0.5, 100.0)]
    counted = money(*rows, years=1, build_months=12, sources_money={"utility": 7.0, "county": 2.0})
    assert {tuple(np.flatnonzero(parts).tolist()) for parts, _ in counted.ceilings()} == {(0, 1, 2, 3), (1,)}


def test_earlier_sources_are_used_up_first_and_may_pay_what_is_committed():
    due = [planned(2023, 4.0, "started")]
    counted = money(
        (0.25, 0.4, 200.0), years=2, build_months=12, under_way=due, sources_money={"central": 10.0, "county": 30}
    )
    # In 2024 central pays 5 of the first part and 4 committed, county the 8 that have had subsidy.
    handed = counted.hand_out(1_000_000 * np.array([[5, 0, 8, 0], [12, 0, 0, 8]]))
    # By part, and last for what is committed: each part is paid to the cent.
    assert handed.sum(axis=1).tolist() == [[5_000_000, 0, 8_000_000, 0, 4_000_000], [12_000_000, 0, 0, 8_000_000, 0]]
    split = counted.split(handed)
    assert split.index.tolist() == [(2024, "central"), (2024, "county"), (2025, "central"), (2025, "county")]
    assert (split["budget_money"] / WAN).tolist() == [10, 30, 10, 30]
    assert (split["used_money"] / WAN).tolist() == [9, 8, 10, 10]
    assert (split["used_money"] <= split["budget_money"]).all()


def test_sums_as_large_as_any_are_paid_to_the_cent_where_there_is_no_budget():
    # A hundred billion and one cent.
    spent = np.array([[10**13 + 1, 0, 0, 2]])
    assert money((0.0, 0.4, 200.0), years=1, build_months=12).hand_out(spent).tolist() == [[[10**13 + 1, 0, 0, 2, 0]]]


def test_a_cent_beyond_all_budgets_is_the_last_sources():
    cent = 1 / 100 / WAN
    counted = money((0.0, 0.0, 1.0), years=1, build_months=12, sources_money={"central": cent, "county": cent})
    assert counted.hand_out(np.array([[3, 0, 0, 0]]))[0, :, 0].tolist() == [1, 2]


def test_a_cent_that_rounding_loses_is_given_by_who_gives_most():
    # Two sources have 100.4 cents each; of 400 cents the third gives 199.2.
    few = 100.4 / 100 / WAN
    counted = money(
        (0.0, 0.0, 1.0), years=1, build_months=12, sources_money={"central": few, "province": few, "county": 1.0}
    )
    assert counted.hand_out(np.array([[400, 0, 0, 0]]))[0, :, 0].tolist() == [100, 100, 200]


@pytest.fixture(scope="module")
def shared():
    """Return the money of one year that three sources pay."""
    sources_money = {"central": 1.0, "utility": 1.0, "county": 1.0}
    return money((0.25, 0.4, 200.0), years=1, build_months=12, sources_money=sources_money)


@settings(max_examples=40, deadline=None)
@given(cents=st.tuples(*[st.integers(0, 10**9)] * 3), shares=st.tuples(*[st.floats(0, 1)] * 4))
def test_sources_pay_every_part_to_the_cent_within_their_budgets_and_only_what_they_may(shared, cents, shares):
    counted = replace(shared, amounts=pd.DataFrame([cents], columns=shared.amounts.columns) / 100)
    spent = np.zeros(4, dtype=np.int64)
    for part, share in enumerate(shares):
        # As much of each part in turn as all ceilings leave.
        left = [round(most.item() * 100) - spent[parts].sum() for parts, most in counted.ceilings() if parts[part]]
        spent[part] = int(share * min(left))
    handed = counted.hand_out(spent[None])[0]
    assert handed.sum(axis=0).tolist() == [*spent, 0]
    assert (handed.sum(axis=1) <= cents).all()
    assert (handed >= 0).all()
    assert not handed[:, :4][~counted.pays].any()
