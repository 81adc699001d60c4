"""Sums of a plan are exact, and the same wherever they stand: workbook, page, report, comparison."""

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pytest
from drawn_programmes import budget, draw
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import range_boundaries
from real_input import DAY, SAMPLE

from cluster_planner import plan as make_plan
from cluster_planner._money import PER_UNIT, WAN, to_cents
from cluster_planner.books import read_earlier, read_written_plan, write_plan
from cluster_planner.comparison._figures import compare_figures
from cluster_planner.model import OF_AREAS, Evaluation, sum_known, sum_payments, sum_projects, with_saving
from cluster_planner.model._totals import list_projects
from cluster_planner.pipeline import Inputs, check_tables, read_tables
from cluster_planner.programme import schedule_areas
from cluster_planner.programme._payments import apportion, pay_by_source
from cluster_planner.render._blob import pack_content, unpack_content
from cluster_planner.render._payload import describe_plan
from cluster_planner.settings import parse_settings
from cluster_planner.validation import validate_earlier
from cluster_planner.words import speaker
from cluster_planner.words.tables import plan_tables, total_rows

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


LANG = "zh"


@pytest.fixture(scope="module")
def folder(plan, tmp_path_factory):
    """Return where the workbook and the record of a plan are; there are no layers to read it from."""
    folder = tmp_path_factory.mktemp("plan")
    write_plan(plan, folder, LANG, formats=())
    return folder


@pytest.fixture(scope="module")
def sheets(folder):
    """Return the sheets by their names, under the names of columns, with the rows of totals last."""
    book = pd.read_excel(folder / "plan.xlsx", sheet_name=None, engine="calamine")
    return {name: book[title] for name, title in speaker(LANG).catalogue.section("sheet.plan").items() if title in book}


def cell(sheet, name, row=-1):
    """Return an amount in cents; sheets have 万元."""
    return round(float(sheet[speaker(LANG).header(name, form="sheet_header")].iloc[row]) * WAN * PER_UNIT)


def test_totals_of_sheets_are_the_sums_to_the_cent(plan, sheets):
    whole = sum_projects(plan.projects, []).iloc[0]
    for name in OF_AREAS:
        cents = to_cents(whole)[name]
        assert cell(sheets["areas"], name) == cell(sheets["counties"], name) == cents
    assert (
        cell(sheets["schedule"], "cost_money")
        == cell(sheets["counties"], "cost_money")
        == to_cents(whole)["cost_money"]
    )
    members = sum_projects(plan.projects, ["outcome"])
    assert cell(sheets["alone"], "cost_alone_money", -2) == to_cents(members.loc["alone"])["cost_money"]
    assert cell(sheets["funds"], "used_money") == cell(sheets["payments"], "used_money")
    spent = to_cents(plan.programme.years["spent_money"]).sum()
    assert cell(sheets["years"], "spent_money") == spent
    for name in ("counties", "payments"):
        funds = [header for header in sheets[name] if any(header.startswith(word) for word in ("中央", "市县"))]
        if funds:
            paid = sheets[name][funds].iloc[-1].sum() * WAN * PER_UNIT
            assert round(paid) == (spent if name == "counties" else cell(sheets["funds"], "used_money"))


def test_every_total_is_the_sum_of_the_rows_above_it(sheets):
    for name in ("members", "savings", "counties", "payments", "funds", "schedule", "under_way"):
        sheet = sheets.get(name, pd.DataFrame())
        if sheet.empty:
            continue
        first = sheet.index[sheet.iloc[:, :2].eq("合计").any(axis=1)][0]
        rows, totals = sheet.iloc[:first], sheet.iloc[-1]
        for header in sheet.columns[totals.notna()]:
            if header.endswith("（万元）"):
                assert totals[header] == pytest.approx(rows[header].sum(), abs=1e-7), (name, header)


def test_a_plan_read_from_its_workbook_has_no_totals(plan, folder):
    written = read_written_plan(folder)
    assert sorted(written.communities.index) == sorted(plan.evaluation.communities.index)
    assert sorted(written.areas.index) == sorted(plan.evaluation.areas.index)
    figures = {figure.key: values[0] for figure, values in compare_figures([written])}
    whole = sum_projects(plan.projects, []).iloc[0]
    for name in OF_AREAS:
        assert to_cents(np.array(figures[name])) == to_cents(whole)[name]
    assert to_cents(np.array(figures["cost_of_alone"])) == to_cents(whole["cost_money"] - whole["cost_together_money"])


def test_no_total_is_read_as_a_community(plan, folder):
    checked = check_tables(read_tables(Inputs(table=folder / "plan.xlsx", date=DAY)), parse_settings(""))
    frame, apart = checked.communities.frame, checked.communities.quarantine
    assert "合计" not in {*frame.index, *frame["name"], *apart.get("name", ())}
    assert set(frame["name"].dropna()) == set(plan.communities.frame["name"])


def test_no_total_is_kept_as_a_community_of_an_earlier_plan(plan, folder):
    earlier, findings = validate_earlier(read_earlier(folder / "plan.xlsx"), plan.communities)
    assert sorted(earlier.index) == sorted(plan.communities.index)
    assert findings.frame.empty


def test_sheets_are_printed_as_wide_as_a_page_with_their_reasons_outside(folder):
    book = openpyxl.load_workbook(folder / "plan.xlsx")
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == "$1:$1"
        assert "&P" in sheet.oddFooter.center.text
    for title in ("片区", "成员小区", "单独改造与未纳入", "年度项目"):
        last = range_boundaries(book[title].print_area.split("!")[1].replace("$", ""))[2]
        headers = [each.value for each in book[title][1]]
        assert "理由" in headers[last:]
        assert not any("万元" in header for header in headers[last:])


def test_counties_and_years_add_up_to_the_whole(plan):
    rows = plan_tables(plan, LANG)
    totals = total_rows(plan, rows, LANG)["counties"]
    whole = sum_projects(plan.projects, []).iloc[0]
    for name in (*OF_AREAS, "cost_money"):
        assert to_cents(totals[name]).iloc[-1] == to_cents(whole)[name]
    parts = rows["counties"][[*OF_AREAS, "cost_money"]]
    np.testing.assert_array_equal(
        to_cents(parts).sum(), to_cents(whole[[*OF_AREAS, "cost_money"]].astype(float)).fillna(0)
    )
