"""Sums of a plan are exact, and the same wherever they stand: workbook, page, report, comparison."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from drawn_programmes import budget, draw
from hypothesis import given
from hypothesis import strategies as st
from real_input import DAY, SAMPLE

from cluster_planner import plan as make_plan
from cluster_planner._money import PER_UNIT, WAN, to_cents
from cluster_planner.model import OF_AREAS, Evaluation, sum_known, sum_payments, sum_projects, with_saving
from cluster_planner.model._totals import list_projects
from cluster_planner.programme import schedule_areas
from cluster_planner.programme._payments import apportion, pay_by_source
from cluster_planner.render._blob import pack_content, unpack_content
from cluster_planner.render._payload import describe_plan
from cluster_planner.settings import parse_settings

FROM_TWO = {"central": (40.0, 20.0), "county": 60.0}


def scheduled(areas, alone=(), under_way=(), **knobs):
    """Return the projects and the programme of areas and communities alone; see `draw`."""
    evaluation, communities, need = draw(areas, alone, under_way)
    cost = evaluation.areas["cost_together_money"] + evaluation.areas["saving_money"]
    evaluation = Evaluation(evaluation.areas.assign(cost_alone_money=cost), evaluation.communities)
    programme = schedule_areas(evaluation, communities, need, budget(**knobs))
    return list_projects(evaluation, communities, programme), programme


@pytest.fixture(scope="module")
def small():
    areas = [(0.9, 10, 60, "甲县", 100), (0.6, 5, 30, "乙县", 50), (0.3, 1, 200, "甲县", 70)]
    alone = [(0.8, 30, "甲县", 20), (0.2, np.nan, "乙县", np.nan)]
    return scheduled(areas, alone, years=2, build_months=18, sources_money=FROM_TWO)


def test_projects_are_summed_by_county_and_year_and_what_is_unknown_is_never_nought(small):
    projects, _ = small
    by_county = sum_projects(projects, ["county"])
    assert by_county.index.tolist() == ["乙县", "甲县"]
    assert by_county["areas"].tolist() == [1, 2]
    assert by_county["alone"].tolist() == [1, 1]
    assert by_county["households"].tolist() == [50, 190]
    assert by_county["households_known"].tolist() == [1, 3]
    assert (by_county["saving_money"] / WAN).tolist() == [5, 11]
    assert (by_county["cost_money"] / WAN).tolist() == [30, 290]
    assert by_county["cost_known"].tolist() == [1, 3]
    assert by_county["communities"].tolist() == [2, 3]
    unknown = sum_projects(projects, ["outcome", "county"]).loc[("alone", "乙县")]
    assert np.isnan(unknown[["cost_money", "households"]].to_numpy(float)).all()
    assert unknown[list(OF_AREAS)].tolist() == [0, 0, 0]  # there are no areas


def test_projects_in_no_year_are_a_group_of_their_own(small):
    projects, programme = small
    by_year = sum_projects(projects, ["year"])
    assert by_year.index[-1] is pd.NA
    assert by_year["areas"].tolist() == [*programme.years["areas"][:-1][lambda starts: starts > 0], 1]
    assert by_year["cost_money"].sum() == sum_projects(projects, [])["cost_money"].item()


def test_sources_pay_the_whole_cost_of_each_project_and_give_what_they_use(small):
    projects, programme = small
    built = projects[projects["year"].notna()]
    by_project = sum_payments(projects, programme, ["outcome", "project_id"])
    assert by_project.columns.tolist() == ["central", "county"]
    assert by_project.sum(axis=1).to_dict() == built["cost_money"].to_dict()
    by_year = sum_payments(projects, programme, ["paid_year"])
    used = {(year, source): amounts[source] for year, amounts in by_year.iterrows() for source in by_year}
    assert used == programme.funds["used_money"][lambda amounts: amounts > 0].to_dict()


def test_two_projects_of_one_year_share_its_sources_by_what_they_are_due():
    # 90 in one year: 40 from the centre and 50 from the county, for 60 and 30.
    areas = [(0.9, 10, 60, "甲县", 100), (0.6, 5, 30, "乙县", 50)]
    projects, programme = scheduled(areas, years=1, build_months=12, sources_money=FROM_TWO)
    paid = sum_payments(projects, programme, ["county"])
    assert paid.loc["甲县"].tolist() == [266_666.67, 333_333.33]
    assert paid.loc["乙县"].tolist() == [133_333.33, 166_666.67]


@given(st.integers(0, 10**14), st.lists(st.integers(0, 10**12), min_size=1, max_size=6).filter(any))
def test_shares_add_up_and_are_off_by_less_than_one(total, weights):
    shares = apportion(total, np.array(weights))
    assert shares.sum() == total
    exact = [total * weight / sum(weights) for weight in weights]
    assert (np.abs(shares - exact) < 1 + 1e-9 * total).all()
    assert (shares[np.array(weights) == 0] == 0).all()


@given(st.lists(st.integers(0, 300), min_size=1, max_size=6), st.data())
def test_each_project_gets_what_it_needs_and_each_source_gives_what_it_gives(needs, data):
    total = sum(needs)
    cuts = sorted(data.draw(st.lists(st.integers(0, total), min_size=2, max_size=2)))
    given_ = np.diff([0, *cuts, total])
    shared = pay_by_source(np.array(needs)[:, None, None], given_[None, :, None])[:, 0]
    assert (shared >= 0).all()
    assert shared.sum(axis=1).tolist() == needs
    assert shared.sum(axis=0).tolist() == given_.tolist()
    exact = np.outer(needs, given_) / max(total, 1)
    assert (np.abs(shared - exact) < len(given_)).all()


KNOBS = {
    "of two sources": "[budget]\nyears = 2\nsources_wan = { central = [900, 400], county = 1500 }",
    "without a budget": "[budget]\nyears = 2",
}
UNKNOWN = ["invest_wan", "floor_area_m2", "households", "works"]


@pytest.fixture(scope="module", params=[*KNOBS, "of partly unknown costs"])
def plan(request):
    county = gpd.read_file(SAMPLE, layer="communities", where="county = '桃江县'")
    settings = parse_settings(KNOBS.get(request.param, ""))
    if request.param not in KNOBS:
        county.loc[::2, UNKNOWN] = None
    return make_plan(county, settings=settings, date=DAY)


def test_areas_add_up_to_the_cent(plan):
    whole = sum_projects(plan.projects, [])
    priced = with_saving(plan.evaluation.areas)
    for name in OF_AREAS:
        cents = to_cents(priced[name])
        np.testing.assert_allclose(priced[name] * PER_UNIT, cents, atol=1e-3)
        assert whole[name].item() == pytest.approx(sum_known(priced[name]), abs=1e-3, nan_ok=True)
    alone, together, saving = (to_cents(whole[name]).item() for name in OF_AREAS)
    assert alone - together == saving or np.isnan(saving)
    for by in (["county"], ["year"], ["county", "year"], ["outcome"]):
        pd.testing.assert_series_equal(
            to_cents(sum_projects(plan.projects, by)[list(OF_AREAS)]).sum(),
            to_cents(whole[list(OF_AREAS)]).iloc[0].fillna(0.0),
            check_names=False,
        )


def test_the_page_gets_the_same_sums(plan):
    content = unpack_content(pack_content(describe_plan(plan, "zh")))
    totals, sources = content["totals"], content["sources"]
    whole = sum_projects(plan.projects, []).iloc[0]
    alone = np.array(plan.evaluation.communities["outcome"].reindex(plan.communities.index) == "alone")
    for name in OF_AREAS:
        assert np.nansum(totals["areas"][name]) == to_cents(np.nan_to_num(whole[name]))
    assert np.nansum(totals["areas"]["cost_known"]) == whole["members_known"]
    costs = totals["areas"]["cost_together_money"], totals["communities"]["cost_alone_money"][alone]
    assert sum(map(np.nansum, costs)) == to_cents(whole["cost_money"])
    paid = sum(each["values"].sum() for name in ("areas", "communities") for each in sources[name])
    assert paid == to_cents(plan.programme.years["spent_money"]).sum()
    assert paid == sum(each["values"].sum() for each in sources["paid"]["amounts"])
    used = sum(each["values"].sum() for each in sources["used"])
    assert used == paid + np.nansum(sources["committed"])
