"""The programme: never over budget, demands met or reported, the best of all by trying, whatever the order of rows."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from drawn_programmes import all_programmes, best_by_trying, budget, draw
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from cluster_planner._money import WAN
from cluster_planner.errors import SettingsError
from cluster_planner.model import Communities, Evaluation, Works
from cluster_planner.programme import schedule_areas
from cluster_planner.settings import BudgetSettings
from cluster_planner.words import say_programme, speaker

ONE_YEAR = {"build_months": 12, "min_areas_per_county": 0, "tolerance": 0.0}
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)  # solving is too slow for shrinking
some = st.none() | st.floats(0, 1)
cost = st.none() | st.integers(0, 500)
county = st.sampled_from([None, "甲县", "乙县"])
some_area = st.tuples(some, st.none() | st.floats(0, 90), cost, county, st.none() | st.integers(1, 900))
some_alone = st.tuples(some, cost, county, st.none() | st.integers(1, 300))
some_under_way = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["planned", "started", "done"]),
        "invest_money": st.floats(0, 300),
        "paid_money": st.floats(0, 300),
        "plan_year": st.none() | st.integers(2020, 2030),
        "fund_central_money": st.floats(0, 100),
    }
)
amount = st.integers(0, 900) | st.tuples(st.integers(0, 900), st.integers(0, 900))
some_budget = st.builds(
    budget,
    years=st.integers(1, 3),
    yearly_money=st.none() | amount,
    sources_money=st.dictionaries(st.sampled_from(["central", "county", "residents"]), amount, max_size=3),
    min_areas_per_county=st.integers(0, 1),
    max_areas_per_county=st.integers(1, 2),
    excess_loss=st.sampled_from([0.0, 0.25, 1000.0]),
    build_months=st.sampled_from([6, 12, 18, 24]),
    under_way_share=st.sampled_from([0.0, 1.0]),
    alone_weight=st.sampled_from([0.0, 1.0, 3.0]),
)


def reason(table, row, lang):
    """Return why a project is where it is, or what a demand lacks, in words."""
    return speaker(lang).write(table.loc[row, "reason_said"])


def years_of(table):
    return table["year"].astype(object).where(table["year"].notna(), None).tolist()


def test_the_money_goes_where_it_meets_most_need():
    case = draw(
        areas=[
            (0.2, 0, 60, "甲县", 100),
            (0.9, 0, 60, "甲县", 100),
            (0.5, 0, 300, "甲县", 100),
            (0.4, 0, 60, "甲县", 100),
        ]
    )
    plan = schedule_areas(*case, budget(years=2, yearly_money=100, **ONE_YEAR))
    frame = plan.frame
    assert years_of(frame) == [None, 2024, None, 2025]
    assert frame["order"].tolist() == [3, 1, 4, 2]
    assert frame["score_need"].tolist() == pytest.approx([10, 45, 25, 20])
    assert plan.value == pytest.approx(45 + 20 * 0.95)
    assert (plan.status, plan.bound) == ("optimal", pytest.approx(plan.value))
    assert (plan.years["spent_money"] / WAN).tolist() == [60, 60]
    assert reason(frame, "A01", "zh") == "得分 45.000（需求 45.000，节省 0.000），2024 年实施，需 60.0 万元。"
    assert "2024 年只余 40.0 万元" in reason(frame, "A00", "zh")
    assert frame.loc["A00", "more_money"] == pytest.approx(20 * WAN)
    # In the place of A03 it brings 10 for 20, both a year late; in that of A01, 10 for 45.
    assert reason(frame, "A00", "zh").endswith("或撤出 A03，其他项目不变，2025 年即可列入，方案总分减少 9.500 分。")
    assert "或撤出" not in reason(frame, "A02", "zh")


def with_money_of_its_own(case, plan, project):
    """Return a case in which a project that is left out brings the money that its reason names."""
    evaluation, communities, need = case
    areas, outcomes = evaluation.areas.copy(), evaluation.communities.copy()
    table = plan.frame if project in plan.frame.index else plan.alone
    costs, name = (areas, "cost_together_money") if table is plan.frame else (outcomes, "cost_alone_money")
    costs.loc[project, name] -= table.loc[project, "more_money"]
    return Evaluation(areas, outcomes), communities, need


known, some_cost = st.floats(0.1, 1), st.integers(1, 500)


@settings(max_examples=20, deadline=None, phases=QUICK)
@given(
    st.lists(st.tuples(known, st.floats(0, 90), some_cost, county, st.integers(50, 900)), max_size=6),
    st.lists(st.tuples(known, some_cost, county, st.integers(50, 300)), max_size=6),
    some_budget,
)
def test_a_project_left_out_enters_with_the_money_of_its_own_that_was_named(areas, alone, knobs):
    knobs = replace(knobs, tolerance=0.0, alone_weight=1.0, min_areas_per_county=0)
    case = draw(areas, alone)
    plan = schedule_areas(*case, knobs)
    for table in (plan.frame, plan.alone):
        for project, row in table[table["more_money"].notna()].iterrows():
            is_capped = row["reason_said"]["why"].key == "programme.left_out_capped"
            freed = replace(knobs, max_areas_per_county=1000) if is_capped else knobs
            again = schedule_areas(*with_money_of_its_own(case, plan, project), freed)
            entered = (again.frame if table is plan.frame else again.alone).loc[project, "year"]
            assert pd.notna(entered), (project, row["more_money"])


@settings(max_examples=20, deadline=None, phases=QUICK)
@given(
    st.lists(st.tuples(known, st.floats(0, 90), some_cost, county, st.integers(50, 900)), max_size=5),
    st.lists(st.tuples(known, some_cost, county, st.integers(50, 300)), max_size=3),
    st.integers(50, 900),
    st.integers(1, 2),
)
def test_no_other_exchange_of_one_for_one_loses_less_than_the_one_named(areas, alone, money, most):
    limits = {"min_areas_per_county": 0, "max_areas_per_county": most}
    knobs = budget(years=2, yearly_money=money, tolerance=0.0, alone_weight=1.0, **limits)
    plan = schedule_areas(*draw(areas, alone), knobs)
    shown = pd.concat([plan.frame, plan.alone])
    rows = [(cost, place, True) for *_, cost, place, _ in areas] + [(cost, place, False) for _, cost, place, _ in alone]
    projects = [
        {"cost": cost * WAN, "county": place, "is_area": is_area, "score": score}
        for (cost, place, is_area), score in zip(rows, shown["score"], strict=True)
    ]
    start = np.where(shown["year"].isna(), -1, shown["year"].fillna(0).astype(int) - 2024)
    scored = [each["score"] for each in projects if each["is_area"]]
    price = knobs.excess_loss * float(np.mean(scored)) if scored else 0.0
    points = {}
    for starts, begun in all_programmes(projects, knobs):
        beyond = sum(max(0, count - knobs.max_areas_per_county) for count in begun.values())
        built = [(each["score"], at) for each, at in zip(projects, starts, strict=True) if at >= 0]
        points[starts] = sum(score * (1 - knobs.later_loss) ** at for score, at in built) - price * beyond
    for own in np.flatnonzero(start < 0):
        left = {
            points[starts]
            for starts in points
            if starts[own] >= 0
            and sum(at != was for at, was in zip(starts, start, strict=True)) == 2
            and sum(at >= 0 for at in starts) == (start >= 0).sum()
        }
        exchange = shown["reason_said"].iloc[own]["why"]["exchange"]
        assert (exchange is None) == (not left)
        if left:
            assert exchange["loss"].value == pytest.approx(plan.value - max(left), abs=1e-6)


def test_a_project_is_paid_over_eighteen_months():
    plan = schedule_areas(*draw(areas=[(0.9, 0, 90, "甲县", 100)]), budget(years=1, yearly_money=60))
    assert (plan.years["spent_money"] / WAN).tolist() == pytest.approx([60, 30])
    assert plan.years["areas"].tolist() == [1, 0]
    assert reason(plan.frame, "A00", "en").endswith(
        "starts in 2024 and costs CNY 900,000, with CNY 600,000 due that year and CNY 300,000 the next."
    )


def test_what_is_under_way_is_paid_first():
    under_way = [
        {"status": "started", "invest_money": 50.0, "paid_money": 20.0, "plan_year": 2023},
        {"status": "planned", "invest_money": 60.0, "plan_year": 2023},
        {"status": "done", "invest_money": 500.0, "paid_money": 500.0, "plan_year": 2022},
    ]
    case = draw(areas=[(0.9, 0, 90, "甲县", 100)], under_way=under_way)
    plan = schedule_areas(*case, budget(years=2, yearly_money=100))
    assert (plan.years["committed_money"] / WAN).tolist() == pytest.approx([70, 20, 0])
    assert years_of(plan.frame) == [2025]
    without = schedule_areas(*case, budget(years=2, yearly_money=100, under_way_share=0))
    assert years_of(without.frame) == [2024]


def test_what_is_under_way_of_unknown_cost_is_reported_and_never_nought():
    under_way = [
        {"status": "started", "plan_year": 2023},
        {"status": "planned", "invest_money": 30.0, "plan_year": 2025},
    ]
    case = draw(areas=[(0.9, 0, 90, "甲县", 100)], under_way=under_way)
    plan = schedule_areas(*case, budget(years=2, yearly_money=100))
    np.testing.assert_allclose(plan.years["committed_money"] / WAN, [np.nan, 20, 10])
    assert plan.years["unpriced"].tolist() == [1, 0, 0]
    assert speaker("zh").write(say_programme(plan)).endswith("在建和已列计划项目中有造价不详的，所列资金不含这些项目")
    without = schedule_areas(*case, budget(years=2, yearly_money=100, under_way_share=0))
    assert without.years["committed_money"].tolist() == [0, 0, 0]
    assert not without.years["unpriced"].any()


def test_consent_that_nobody_reports_brings_no_points_and_not_nought():
    plan = schedule_areas(
        *draw([(0.9, 0, 90, "甲县", 100)], [(0.5, 50, "甲县", 30)]), budget(years=1, yearly_money=100)
    )
    assert plan.frame["score_consent"].isna().all()
    assert plan.alone["score_consent"].isna().all()
    assert plan.frame["score"].notna().all()


def test_communities_alone_compete_by_their_weight():
    case = draw(areas=[(0.5, 0, 90, "甲县", 100)], alone=[(0.9, 90, "甲县", 100)])
    knobs = {"years": 1, "yearly_money": 100, **ONE_YEAR}
    equal = schedule_areas(*case, budget(**knobs))
    assert (years_of(equal.frame), years_of(equal.alone)) == ([None], [2024])
    lighter = schedule_areas(*case, budget(alone_weight=0.5, **knobs))
    assert (years_of(lighter.frame), years_of(lighter.alone)) == ([2024], [None])


@pytest.mark.parametrize(("need", "saving"), [(0.5, 9), (0.5, 0), (None, 9)])
def test_all_projects_together_have_100_points_whatever_is_unknown(need, saving):
    """A term that no project has anything of leaves its points to the others."""
    case = draw(areas=[(need, saving, 60, "甲县", 100), (need, saving, 60, "乙县", 300)])
    plan = schedule_areas(*case, budget(years=1, yearly_money=500, **ONE_YEAR))
    assert plan.frame["score"].sum() == pytest.approx(100)


def test_consent_is_a_term_of_the_score_and_its_absence_is_reported():
    """Of two areas alike in all else, 80 of 100 households agree in one, and nobody knows in the other."""
    evaluation, communities, need = draw(areas=[(0.5, 9, 60, "甲县", 100), (0.5, 9, 60, "甲县", 100)])
    knobs = budget(years=1, yearly_money=60, need_weight=0.6, saving_weight=0.3, consent_weight=0.1, **ONE_YEAR)
    silent = schedule_areas(evaluation, communities, need, knobs)
    assert silent.frame["score"].tolist() == pytest.approx([50, 50])
    assert "同意" not in reason(silent.frame, "A00", "zh")  # a finding says it of all
    area = evaluation.communities["area_id"]
    share = np.where(area.reindex(communities.index) == "A01", 0.8, np.nan)
    shown = Communities(communities.frame.assign(consent_share=share))
    plan = schedule_areas(evaluation, shown, need, knobs)
    assert plan.frame["score_consent"].tolist() == pytest.approx([np.nan, 10], nan_ok=True)
    assert plan.frame["score"].tolist() == pytest.approx([45, 55])
    assert years_of(plan.frame) == [None, 2024]
    assert "，同意 10.000" in reason(plan.frame, "A01", "zh")
    assert "1 个小区同意率不详、不加分" in reason(plan.frame, "A00", "zh")


def test_each_county_has_its_area_though_others_need_it_more():
    rows = [(0.9, 0, 50, "甲县", 900), (0.8, 0, 50, "甲县", 900), (0.1, 0, 50, "乙县", 100)]
    knobs = {"years": 1, "yearly_money": 100, "build_months": 12}
    assert years_of(schedule_areas(*draw(rows), budget(**knobs)).frame) == [2024, None, 2024]
    free = schedule_areas(*draw(rows), budget(min_areas_per_county=0, **knobs))
    assert years_of(free.frame) == [2024, 2024, None]
    walled = {"min_areas_per_county": 0, "max_areas_per_county": 1, "excess_loss": 1000.0}
    capped = schedule_areas(*draw(rows), budget(**walled, **knobs))
    assert years_of(capped.frame) == [2024, None, 2024]
    assert "甲县每年以 1 个片区为宜" in reason(capped.frame, "A01", "zh")


def test_areas_beyond_the_most_of_a_county_have_a_price_and_are_reported():
    rows = [(0.9, 0, 10, "甲县", 100), (0.8, 0, 10, "甲县", 100), (0.7, 0, 10, "甲县", 100), (0.1, 0, 10, "甲县", 100)]
    knobs = {"years": 1, "yearly_money": 100, "max_areas_per_county": 1, **ONE_YEAR}
    plan = schedule_areas(*draw(rows), budget(**knobs, excess_loss=0.5))
    # 100 points for need in all, 25 an area in the mean: one beyond costs 12.5. The last one brings 4.
    assert years_of(plan.frame) == [2024, 2024, 2024, None]
    assert plan.value == pytest.approx(100 * 2.4 / 2.5 - 2 * 12.5)
    assert plan.bound == pytest.approx(plan.value)
    shown = plan.shortfalls.iloc[0]
    assert shown[["demand", "county", "year", "areas", "missing"]].tolist() == ["most", "甲县", 2024, 1, 2]
    assert reason(plan.shortfalls, 0, "zh") == "甲县 2024 年安排片区 3 个，超过每县每年 1 个的期望，扣 25.00 分。"
    assert "再增一个扣 12.50 分" in reason(plan.frame, "A03", "zh")
    assert schedule_areas(*draw(rows), budget(**knobs, excess_loss=1000.0)).shortfalls.empty
    assert years_of(schedule_areas(*draw(rows), budget(**knobs, excess_loss=0.0)).frame) == [2024] * 4


def test_points_below_nought_are_proven_alike():
    """Without a budget all that has a price is begun, though the areas beyond the most of a county cost more points."""
    knobs = budget(years=1, yearly_money=None, max_areas_per_county=1, excess_loss=1000.0, **ONE_YEAR)
    plan = schedule_areas(*draw([(0.5, 0, 10, "甲县", 100), (0.4, 0, 10, "甲县", 100)]), knobs)
    assert years_of(plan.frame) == [2024, 2024]
    assert plan.value < 0
    assert plan.bound == pytest.approx(plan.value)
    assert (plan.status, plan.gap) == ("optimal", pytest.approx(0))
    assert replace(plan, value=-100.0, bound=-50.0).gap == pytest.approx(0.5)
    assert replace(plan, value=100.0, bound=150.0).gap == pytest.approx(0.5)


def test_what_costs_nobody_knows_how_much_is_never_built_and_comes_last():
    case = draw(
        areas=[(0.9, 90, None, "甲县", 900), (0.1, 0, 50, "甲县", 100)],
        alone=[(0.9, None, "甲县", 900), (0.1, 50, "甲县", 100)],
    )
    plan = schedule_areas(*case, budget(years=1, yearly_money=100, build_months=12))
    assert (years_of(plan.frame), years_of(plan.alone)) == ([None, 2024], [None, 2024])
    assert (plan.frame["order"].tolist(), plan.alone["order"].tolist()) == ([3, 1], [4, 2])
    assert "造价不详且无从估算" in reason(plan.frame, "A00", "zh")
    assert "its cost is unknown" in reason(plan.alone, "c00", "en")
    assert np.isnan(plan.frame.loc["A00", "more_money"])


def test_an_area_with_one_member_of_unknown_cost_is_not_built_for_what_the_others_cost():
    evaluation, communities, need = draw(areas=[(0.9, 0, 50, "甲县", 100)])
    evaluation.areas["communities"], evaluation.areas["cost_known"] = 3, 2
    plan = schedule_areas(evaluation, communities, need, budget(years=1, yearly_money=100, build_months=12))
    assert years_of(plan.frame) == [None]
    assert "3 个小区中有 1 个造价不详" in reason(plan.frame, "A00", "zh")
    assert plan.shortfalls["missing"].tolist() == [1]
    assert plan.years["lacking_money"].isna().all()


def test_an_unknown_county_takes_as_many_areas_as_the_money_does():
    rows = [(0.9, 0, 10, None, 100)] * 4 + [(0.1, 0, 10, "甲县", 100)] * 3
    alone = [(0.5, 900, None, 100)] * 3
    knobs = {"years": 1, "yearly_money": 100, "build_months": 12, "max_areas_per_county": 1, "excess_loss": 1000.0}
    plan = schedule_areas(*draw(rows, alone), budget(**knobs))
    assert years_of(plan.frame)[:4] == [2024] * 4
    assert plan.frame["year"].notna()[4:].sum() == 1
    left_out = plan.frame.index[plan.frame["year"].isna()]
    assert len(left_out) == 2
    assert all("甲县每年以 1 个片区为宜，各年已排满" in reason(plan.frame, row, "zh") for row in left_out)
    assert plan.shortfalls.empty


def test_what_brings_no_points_still_begins_as_early_as_it_can():
    """Nothing is known but costs, so that no year brings more points than another; nothing waits for that."""
    free = {"years": 3, "yearly_money": None, "min_areas_per_county": 0, **ONE_YEAR}
    one = schedule_areas(*draw([(None, 0, 90, "甲县", 100)]), budget(**free))
    assert years_of(one.frame) == [2024]
    several = schedule_areas(*draw([(None, 0, 90, f"{place}县", 100) for place in "甲乙丙丁戊"]), budget(**free))
    assert years_of(several.frame).count(2024) == 2  # of 240 at most: a third of 450, and 90
    assert one.gap == several.gap == 0


def test_years_in_which_nothing_is_paid_are_not_listed():
    case = draw([(0.9, 0, 90, "甲县", 100)])
    plan = schedule_areas(*case, budget(years=3, yearly_money=None, **ONE_YEAR))
    assert speaker("zh").write(say_programme(plan)).endswith("所需资金（含在建和已列计划项目）为 2024 年 90.0 万元")


def test_money_that_is_lacking_is_reported_by_year():
    rows = [(0.5, 0, 80, "甲县", 100), (0.9, 0, 70, "乙县", 100)]
    plan = schedule_areas(*draw(rows), budget(years=1, yearly_money=100, build_months=12))
    assert plan.frame["year"].notna().sum() == 1
    assert plan.shortfalls[["county", "year", "missing"]].to_numpy().tolist() == [["甲县", 2024, 1]]
    assert (plan.years["lacking_money"] / WAN).tolist() == pytest.approx([50])
    assert reason(plan.shortfalls, 0, "zh").endswith("预算再增加 2024 年 50.0 万元，即可满足全部要求。")
    enough = schedule_areas(*draw(rows), budget(years=1, yearly_money=150, build_months=12))
    assert enough.shortfalls.empty


def test_deadlines_and_order_are_kept():
    rows = [(0.9, 0, 90, "甲县", 100), (0.5, 0, 90, "甲县", 100), (0.1, 0, 90, "甲县", 100)]
    knobs = {"years": 3, "yearly_money": 100, "build_months": 12}
    assert years_of(schedule_areas(*draw(rows), budget(**knobs)).frame) == [2024, 2025, 2026]
    dated = schedule_areas(*draw(rows), budget(deadlines={"m02": 2024}, **knobs))
    assert years_of(dated.frame) == [2025, 2026, 2024]
    ordered = schedule_areas(*draw(rows), budget(prerequisites=(("m02", "m01", "m00"),), **knobs))
    assert years_of(ordered.frame) == [2026, 2025, 2024]
    both = schedule_areas(*draw(rows), budget(deadlines={"m00": 2024}, prerequisites=(("m02", "m00"),), **knobs))
    assert both.shortfalls["community_id"].tolist() == ["m00"]
    assert both.years["lacking_money"].isna().all()


def test_what_waits_for_a_community_that_is_never_built_is_left_out():
    case = draw(areas=[(0.9, 0, 10, "甲县", 100)], under_way=[{"status": "rejected"}, {"status": "done"}])
    waiting = schedule_areas(*case, budget(prerequisites=(("u00", "m00"),), yearly_money=100))
    assert years_of(waiting.frame) == [None]
    assert "先后次序" in reason(waiting.frame, "A00", "zh")
    assert years_of(schedule_areas(*case, budget(prerequisites=(("u01", "m00"),), yearly_money=100)).frame) == [2024]


@pytest.mark.parametrize(
    "demand", [{"deadlines": {"nobody": 2025}}, {"prerequisites": (("m00", "m01"), ("m01", "m00"))}]
)
def test_demands_that_name_nobody_or_go_in_a_circle_are_refused(demand):
    rows = [(0.9, 0, 10, "甲县", 100), (0.9, 0, 10, "甲县", 100)]
    with pytest.raises(SettingsError) as refused:
        schedule_areas(*draw(rows), budget(**demand))
    assert refused.value.in_words("zh") != refused.value.in_words("en")


def test_central_subsidy_is_not_drawn_twice():
    drawn = {"status": "returned", "fund_central_money": 10.0, "paid_money": 5.0}
    evaluation, communities, need = draw(areas=[(0.9, 0, 90, "甲县", 100), (0.5, 0, 90, "甲县", 100)])
    again = communities.frame.assign(
        **{name: np.where(communities.index == "m00", value, None) for name, value in drawn.items()}
    )
    again = again.astype({"fund_central_money": float, "paid_money": float})
    knobs = budget(years=1, sources_money={"central": 90.0, "county": 10.0}, **ONE_YEAR)
    plan = schedule_areas(evaluation, Communities(again), need, knobs)
    assert years_of(plan.frame) == [None, 2024]
    assert (plan.funds["used_money"] / WAN).tolist() == pytest.approx([90, 0])


def test_utilities_pay_for_pipes_and_cables_only():
    evaluation, communities, need = draw(areas=[(0.9, 0, 90, "甲县", 100), (0.5, 0, 90, "甲县", 100)])
    catalogue = pd.DataFrame({"mid_money": [100.0, 100.0], "sync": ["networks", "surface"]}, index=["B01", "B14"])
    quantities = pd.DataFrame({"B01": [1.0, 9.0], "B14": [9.0, 1.0]}, index=communities.index)
    works = Works(catalogue, quantities, pd.DataFrame())
    knobs = budget(years=1, sources_money={"utility": 81.0, "county": 9.0}, **ONE_YEAR)
    plan = schedule_areas(evaluation, communities, need, knobs, works)
    assert years_of(plan.frame) == [None, 2024]
    assert (plan.funds["used_money"] / WAN).tolist() == pytest.approx([81, 9])
    assert plan.frame.loc["A00", "more_money"] == pytest.approx(90 * WAN)


@settings(max_examples=25, deadline=None, phases=QUICK)
@given(
    st.lists(some_area, max_size=8), st.lists(some_alone, max_size=8), st.lists(some_under_way, max_size=3),
    some_budget, st.randoms(),
)  # fmt: skip
def test_no_year_is_overspent_funds_add_up_and_row_order_does_not_matter(areas, alone, under_way, knobs, random):
    evaluation, communities, need = draw(areas, alone, under_way)
    before = evaluation.areas.copy(deep=True), communities.frame.copy(deep=True)
    plan = schedule_areas(evaluation, communities, need, knobs)
    pd.testing.assert_frame_equal(evaluation.areas, before[0])
    pd.testing.assert_frame_equal(communities.frame, before[1])
    years, funds = plan.years, plan.funds
    assert (years["left_money"].dropna() >= -0.01).all()
    assert (funds["used_money"] <= funds["budget_money"].fillna(np.inf) + 0.01).all()
    by_year = funds.groupby(level="year").sum(min_count=1)
    np.testing.assert_allclose(by_year["budget_money"], years["budget_money"])
    np.testing.assert_allclose(by_year["used_money"], years["spent_money"] + years["committed_money"], atol=0.1)
    cost = pd.concat([plan.frame["cost_together_money"], plan.alone["cost_alone_money"]]).fillna(0)
    begun = pd.concat([plan.frame["year"], plan.alone["year"]]).notna()
    assert years["spent_money"].sum() == pytest.approx(cost[begun].sum(), abs=0.01)
    assert years[["areas", "alone"]].sum().tolist() == [
        table["year"].notna().sum() for table in (plan.frame, plan.alone)
    ]
    per_county = plan.frame.groupby([evaluation.areas["county"].replace("", None), plan.frame["year"]]).size()
    beyond = (per_county - knobs.max_areas_per_county).clip(lower=0)
    shown = plan.shortfalls.loc[plan.shortfalls["demand"] == "most"].set_index(["county", "year"])["missing"]
    assert shown.to_dict() == beyond[beyond > 0].to_dict()
    for table, amount in ((plan.frame, "cost_together_money"), (plan.alone, "cost_alone_money")):
        unpriced = table[amount].isna()
        assert table.loc[unpriced, ["year", "more_money", "score_rate"]].isna().all(axis=None)
        assert (table["more_money"].notna() == table["year"].isna())[~unpriced].all()
        assert (table.sort_values("order")[amount].isna().astype(int).diff().dropna() >= 0).all()
    assert plan.value <= plan.bound + 1e-9 * abs(plan.bound)  # points may be below nought

    order, ids = (random.sample(list(index), len(index)) for index in (evaluation.areas.index, communities.index))
    shuffled = (
        Evaluation(evaluation.areas.loc[order], evaluation.communities.loc[ids]),
        Communities(communities.frame.loc[ids]),
    )
    again = schedule_areas(*shuffled, need.loc[ids], knobs)
    pd.testing.assert_frame_equal(again.frame.loc[plan.frame.index], plan.frame)
    pd.testing.assert_frame_equal(again.alone, plan.alone)
    pd.testing.assert_frame_equal(again.years, plan.years)


@settings(max_examples=25, deadline=None, phases=QUICK)
@given(
    st.lists(some_area, max_size=4), st.lists(some_alone, max_size=2), st.integers(0, 900), st.integers(0, 1),
    st.sampled_from([12, 18]), st.integers(1, 3), st.sampled_from([0.0, 0.25, 1000.0]),
)  # fmt: skip
def test_no_programme_that_can_be_tried_is_better(areas, alone, yearly, least, months, years, excess):
    evaluation, communities, need = draw(areas, alone)
    knobs = budget(
        yearly_money=yearly, years=years, min_areas_per_county=least, max_areas_per_county=1, excess_loss=excess,
        build_months=months, tolerance=0,
    )  # fmt: skip
    plan = schedule_areas(evaluation, communities, need, knobs)
    counties = evaluation.areas["county"].fillna("")
    projects = [
        {
            "is_area": True,
            "county": counties[area],
            "cost": row["cost_together_money"],
            "score": 0 if pd.isna(row["score"]) else row["score"],
        }
        for area, row in plan.frame.iterrows()
    ] + [
        {
            "is_area": False,
            "county": "",
            "cost": row["cost_alone_money"],
            "score": 0 if pd.isna(row["score"]) else row["score"],
        }
        for _, row in plan.alone.iterrows()
    ]
    missing, points = best_by_trying(projects, knobs)
    unmet = plan.shortfalls[plan.shortfalls["demand"] != "most"]
    assert unmet["missing"].sum() == missing
    assert plan.value == pytest.approx(points, abs=1e-6)


def test_without_a_budget_all_is_ranked_and_each_year_reports_what_it_would_cost():
    rows = [(0.9, 0, 60, "甲县", 100), (0.6, 0, 60, "乙县", 100), (0.3, 0, 60, "丙县", 100)]
    plan = schedule_areas(*draw(rows), BudgetSettings(first_year=2027, years=3, **ONE_YEAR))
    # Evenly 60 a year, and one project more: the two of most points come first.
    assert years_of(plan.frame) == [2027, 2027, 2028]
    assert plan.frame["order"].tolist() == [1, 2, 3]
    assert (plan.years["spent_money"] / WAN).tolist() == pytest.approx([120, 60, 0])
    assert plan.years[["budget_money", "left_money"]].isna().all(axis=None)
    assert plan.funds["budget_money"].isna().all()
    assert not plan.budgeted
    said = speaker("zh").write(say_programme(plan))
    assert said.endswith("为 2027 年 120.0 万元、2028 年 60.0 万元")


def test_a_programme_names_the_years_in_which_anything_begins():
    rows = [(0.9, 0, 60, "甲县", 100), (0.6, 0, 60, "乙县", 100)]
    shown = {
        count: speaker("zh").write(
            say_programme(schedule_areas(*draw(rows[:count]), budget(years=3, yearly_money=100, **ONE_YEAR)))
        )
        for count in (1, 2)
    }
    assert shown[1].startswith("2024 年列入片区 1 个、单独改造小区 0 个，未列入 0 个和 0 个")
    assert shown[2].startswith("2024 至 2025 年列入片区 2 个")


def test_where_nothing_is_built_nothing_is_said_to_be_best_or_met():
    plan = schedule_areas(
        *draw([(0.9, 0, None, None, 100)], [(0.5, 900, "甲县", 30)]), budget(years=2, yearly_money=100)
    )
    assert speaker("zh").write(say_programme(plan)) == (
        "2024 年起没有项目列入年度计划：未列入片区 1 个、单独改造小区 1 个（其中 1 个因造价不详）"
    )
    assert speaker("en").write(say_programme(plan)) == (
        "nothing is built from 2024 on: 1 area and 1 community alone are left out (1 of them because of unknown cost)"
    )
    assert (
        speaker("zh").write(say_programme(schedule_areas(*draw(), budget(years=2)))) == "没有可列入年度计划的片区和小区"
    )


@settings(max_examples=25, deadline=None, phases=QUICK)
@given(
    st.lists(some_area, max_size=8), st.lists(some_alone, max_size=8), st.integers(0, 1), st.integers(1, 3),
)  # fmt: skip
def test_without_a_budget_all_is_built_of_which_the_cost_is_known(areas, alone, least, years):
    knobs = budget(years=years, min_areas_per_county=least, max_areas_per_county=1)
    plan = schedule_areas(*draw(areas, alone), knobs)
    unmet = plan.shortfalls[plan.shortfalls["demand"] != "most"]
    unpriced = {area[3] for area in areas if area[2] is None}
    assert set(unmet["county"]) <= unpriced
    assert (plan.years["lacking_money"].fillna(-1) == (0 if unmet.empty else -1)).all()
    for table, amount in ((plan.frame, "cost_together_money"), (plan.alone, "cost_alone_money")):
        assert (table["year"].notna() == table[amount].notna()).all()
