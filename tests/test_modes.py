"""Modes of renovation: the rules of the package, rules that a planner changed, and broken ones."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hand_made import CRS, town
from in_both import in_both

from cluster_planner.errors import DataError, SourceError
from cluster_planner.fields import CATALOGUE
from cluster_planner.model import Barriers
from cluster_planner.pipeline import Inputs, plan_file
from cluster_planner.services import MODES_FILE, place_services, read_modes
from cluster_planner.settings import ServiceSettings
from cluster_planner.words import languages, read_catalogue

HEADER = "mode 模式,when 条件,reason_zh 依据,reason_en reason\n"
LAST = "集中连片,,按连片实施,as one area\n"
MARKET = gpd.GeoDataFrame({"kind": ["market"]}, geometry=[shapely.Point(0, 100)], crs=CRS)


def suggest(rules=None, facilities=MARKET, **columns):
    """Return the mode and reasons of one area of two communities of 60 and 40 households."""
    columns = {"households": [60.0, 40.0]} | columns
    communities = town([shapely.Point(0, 0), shapely.Point(80, 0)], **columns)
    labels = pd.Series("A001", index=communities.index, dtype="str")
    services = place_services(communities, labels, facilities, Barriers.none(CRS), ServiceSettings(), rules)
    return in_both(services.modes).loc["A001"]


def written(folder, *rows, header=HEADER, encoding="utf-8-sig"):
    path = folder / "modes.csv"
    path.write_text(header + "".join(rows), encoding=encoding)
    return path


@pytest.mark.parametrize(
    ("columns", "mode", "figure"),
    [
        ({}, "joint", "未达到"),
        ({"structure": ["brick_timber", "frame"]}, "shantytown", "60%"),
        ({"structure": ["brick_timber", "frame"], "historic_quarter": ["老街", np.nan]}, "tourism", "60%"),
        ({"tenure": ["commodity", "public_rental"]}, "public_rental", "40%"),
        ({"structure": ["brick_timber", "frame"], "tenure": ["mixed", "public_rental"]}, "shantytown_rental", "40%"),
        ({"trade_tags": ["农贸市场", "沿街商铺"]}, "commerce", "100%"),
    ],
)
def test_the_rules_of_the_package(columns, mode, figure):
    suggested = suggest(**columns)
    assert suggested["mode"] == mode
    assert figure in suggested["mode_reason_zh"]
    assert "{" not in suggested["mode_reason_zh"] + suggested["mode_reason_en"]


def test_elderly_care_is_suggested_only_where_it_is_known_to_be_lacking():
    old = {"residents": [150.0, 100.0], "residents_60": [60.0, 30.0]}
    assert suggest(**old)["mode"] == "joint"
    far = gpd.GeoDataFrame({"kind": ["elderly_care"]}, geometry=[shapely.Point(9000, 0)], crs=CRS)
    suggested = suggest(facilities=far, **old)
    assert suggested["mode"] == "elderly"
    assert suggested["mode_reason_en"].startswith("36% of the residents are aged 60 or over, but only 0%")


def test_the_first_rule_that_holds_wins_and_unknown_figures_are_reported(tmp_path):
    rules = read_modes(
        written(
            tmp_path,
            "elderly,elderly_share > 0,一,one\n",
            '旧改＋商业,households >= 100,"{households:,.0f} 户，老人 {elderly_share:.0%}",',
            "{elderly_share:.0%} are old\n",
            "tourism,households >= 1,三,three\n",
            LAST,
            encoding="gb18030",
        )
    )
    reported = suggest(rules)[["mode", "mode_reason_zh", "mode_reason_en"]]
    assert reported.tolist() == ["commerce", "100 户，老人 不详", "unknown are old"]


def test_rules_without_reasons_have_those_of_the_package(tmp_path):
    rules = read_modes(written(tmp_path, "tourism,households >= 100\n", "joint,\n", header="mode,when\n"))
    assert suggest(rules)["mode_reason_en"].startswith("0% of the households live in a historic quarter")


def test_who_reads_another_language_than_the_rules_are_worded_in_gets_theirs(tmp_path):
    rules = read_modes(written(tmp_path, "joint,,都做\n", header="mode,when,reason_zh\n"))
    assert suggest(rules)[["mode_reason_zh", "mode_reason_en"]].tolist() == ["都做", "都做"]


def test_the_package_has_a_reason_for_every_mode():
    codes = {choice.code for choice in CATALOGUE["mode"].choices}
    assert all(read_catalogue(lang).section("services.reason").keys() == codes for lang in languages())


def test_rules_are_read_from_a_workbook(tmp_path):
    read_modes().to_excel(tmp_path / "modes.xlsx", index=False)
    assert read_modes(tmp_path / "modes.xlsx").equals(read_modes())


@pytest.mark.parametrize(
    ("rows", "reported"),
    [
        (["mode,reason_zh\n"], "lacks the columns when"),
        ([HEADER, "旧改+地铁,,一,one\n"], "no mode"),
        ([HEADER, "joint,storeys > 3,一,one\n", LAST], "storeys"),
        ([HEADER, "joint,households,一,one\n", LAST], "a condition"),
        ([HEADER, "joint,households > 1,{storeys},one\n", LAST], "braces"),
        ([HEADER, "joint,households > 1,{households:.0q},one\n", LAST], "braces"),
        ([HEADER, "joint,households > 1,{households:99999999f},one\n", LAST], "braces"),
        ([HEADER, "joint,households > 1,{households,one\n", LAST], "braces"),
        ([HEADER, "joint,households > 1,{households.real},one\n", LAST], "braces"),
        ([HEADER, "joint,households > 1,一,one\n"], "last row"),
        ([HEADER, LAST, "joint,households > 1,一,one\n"], "last row"),
        ([HEADER], "last row"),
    ],
)
def test_a_broken_table_is_refused_in_both_languages(tmp_path, rows, reported):
    with pytest.raises(DataError, match=reported) as refused:
        read_modes(written(tmp_path, *rows, header=""))
    assert refused.value.in_words("zh") != refused.value.in_words("en")


def test_a_missing_table_is_refused(tmp_path):
    with pytest.raises(SourceError):
        read_modes(tmp_path / "modes.csv")


def test_the_table_in_the_data_folder_is_that_of_the_package():
    assert (MODES_FILE.parents[2] / "data" / "modes.csv").read_bytes() == MODES_FILE.read_bytes()


def test_modes_of_a_planner_reach_the_plan(tmp_path):
    communities = town([shapely.box(at, 0, at + 90, 90) for at in (0, 100, 200)], households=200.0)
    table = communities.frame.assign(status="in_bank", build_year=1990.0)[
        ["name", "households", "status", "build_year", "geometry"]
    ]
    table.reset_index().to_file(tmp_path / "town.gpkg")
    rules = written(
        tmp_path, "旧改+文旅,communities >= 3,{communities:.0f} 个小区,{communities:.0f} communities\n", LAST
    )
    made = plan_file(Inputs(table=tmp_path / "town.gpkg", modes=rules))
    assert made.evaluation.areas["mode"].tolist() == ["tourism"]
    assert in_both(made.evaluation.areas)["mode_reason_zh"].tolist() == ["3 个小区"]
    assert "modes.csv" in made.about["inputs"]


def test_the_sample_says_what_its_areas_lack(sample_out):
    areas = gpd.read_file(sample_out / "areas.gpkg", layer="areas")
    sites = gpd.read_file(sample_out / "areas.gpkg", layer="services")
    assert set(areas["mode"]) <= {choice.code for choice in CATALOGUE["mode"].choices}
    assert areas["mode_reason"].str.len().min() > 5
    communities = gpd.read_file(sample_out / "areas.gpkg", layer="communities").set_index("community_id")
    assert sites["community_id"].map(communities["area_id"]).equals(sites["area_id"])
    sheet = pd.read_excel(sample_out / "plan.xlsx", sheet_name="配套设施", engine="openpyxl")
    assert len(sheet) == 9 * len(areas)
    known = sheet[sheet["配套状况"] == "缺"]
    assert (known["增设后服务户数（户）"] >= known["现已服务户数（户）"]).all()
