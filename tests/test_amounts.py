"""Amounts at the door: 万元 is read and shown, plain units of the currency stand inside and in every file."""

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from cluster_planner._money import newer, older, plain_amount, read_amount, write_amount
from cluster_planner.books import format_settings, write_table
from cluster_planner.books._renewed import renew_record, renew_table
from cluster_planner.errors import SettingsError
from cluster_planner.pipeline import parse_grid
from cluster_planner.settings import Limit, Settings, change_settings, parse_settings, record_settings
from cluster_planner.sources import read_table
from cluster_planner.validation import validate_communities
from cluster_planner.words.tables import setting_table

cents = st.integers(0, 10**14).map(lambda count: count / 100)


@given(cents, st.sampled_from(["万元", "CNY"]))
def test_an_amount_survives_being_written_with_its_unit(amount, unit):
    assert read_amount(write_amount(amount, unit)) == amount


@given(st.decimals(0, 10**7, places=6))
def test_what_is_typed_in_wan_has_no_noise_behind_the_cent(typed):
    assert plain_amount(float(typed)) == float(round(typed * 10_000, 2))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("5,000万元", 50_000_000), ("5000 万", 50_000_000), ("１.５亿元", 150_000_000), ("178670000元", 178_670_000),
        ("350千元", 350_000), ("CNY 178,670,000", 178_670_000), ("cny178670000", 178_670_000),
        ("178670000", None), ("5000米", None), ("CNY 5000万元", None), ("-5万元", None), ("1,23万元", None), ("", None),
    ],
)  # fmt: skip
def test_an_amount_is_read_with_its_unit_only(text, amount):
    assert read_amount(text) == amount


def test_names_in_wan_and_plain_ones_are_distinguished():
    assert (newer("invest_wan"), older("invest_money")) == ("invest_money", "invest_wan")
    assert (newer("wan"), older("households"), newer("say_wanted")) == ("wan", "households", "say_wanted")


OLD = """
[areas.limits]
invest_wan = { max = 6000 }
paid = { min = 10, column = "paid_wan" }
rent_wan = { max = 1.5, how = "mean" }
[costs]
floor_area_cny_m2 = 250
household_cny = 20000
mobilisation_low_wan = 5
[budget]
yearly_wan = [5000, 1234.56]
[budget.sources]
central = [900.0, 500]
county = 800
"""
NEW = """
[areas.limits]
invest_money = { max = "6,000万元" }
paid = { min = "CNY 100,000", column = "paid_money" }
rent_money = { max = 15000, how = "mean" }
[costs]
per_m2_money = 250
per_household_money = 20000
mobilisation_low_money = "5万元"
[budget]
yearly_money = ["5000万元", 12345600]
[budget.sources_money]
central = [9000000, "500万元"]
county = "8000000元"
"""


def test_older_keys_in_wan_mean_what_newer_ones_do():
    settings = parse_settings(OLD)
    assert settings == parse_settings(NEW)
    assert settings.areas.limits["invest_money"] == Limit(max=60_000_000)
    assert settings.areas.limits["paid"] == Limit(min=100_000, column="paid_money")
    assert settings.budget.yearly_money == (50_000_000, 12_345_600)
    assert settings.budget.sources_money["central"] == (9_000_000, 5_000_000)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_amounts_are_written_with_their_unit_and_read_back_equal(lang):
    settings = parse_settings(OLD)
    text = format_settings(settings, lang)
    assert parse_settings(text) == settings
    assert ('"5,000万元", "1,234.56万元"' if lang == "zh" else '"CNY 50,000,000", "CNY 12,345,600"') in text


@pytest.mark.parametrize(
    ("lang", "years", "central", "limit"),
    [
        ("zh", '["5,000万元", "1,234.56万元"]', '["900万元", "500万元"]', '"6,000万元"'),
        ("en", '["CNY 50,000,000", "CNY 12,345,600"]', '["CNY 9,000,000", "CNY 5,000,000"]', '"CNY 60,000,000"'),
    ],
)
def test_the_table_of_settings_has_amounts_as_files_read_them(lang, years, central, limit):
    reported = setting_table(parse_settings(OLD), lang).set_index("setting")
    amounts = reported["setting_value"]
    assert amounts["budget.yearly_money"] == years
    assert f"central = {central}; county = " in amounts["budget.sources_money"]
    assert f'invest_money = {{ min = "none", max = {limit} }}' in amounts["areas.limits"]
    assert amounts["costs.mobilisation_money"] == ("12万元" if lang == "zh" else "CNY 120,000")
    assert amounts["costs.per_m2_money"] == "250"
    units = reported["unit"][["budget.yearly_money", "budget.sources_money", "costs.per_m2_money"]]
    assert list(units) == ["", "", "元/㎡" if lang == "zh" else "CNY/m²"]
    sources = amounts["budget.sources_money"].replace("; ", "\n")
    copied = f"[budget]\nyearly_money = {amounts['budget.yearly_money']}\n[budget.sources_money]\n{sources}"
    assert parse_settings(copied).budget == parse_settings(OLD).budget


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[budget]\nyearly_wan = 5\nyearly_money = 50000", "yearly_wan"),
        ("[budget.sources]\ncounty = 5\n[budget.sources_money]\ncounty = 50000", "sources_money"),
        ("[areas.limits]\ninvest_wan = { max = 5 }\ninvest_money = { max = 50000 }", "invest_money"),
        ("[budget]\nyearly_money = '17867'", "17867"),
        ("[budget]\nyearly_wan = '17867元'", "yearly_wan"),
        ("[areas.limits]\ninvest_money = { max = '5000户' }", "5000户"),
        ("[areas.limits]\nhouseholds = { max = '5000万元' }", "households"),
    ],
)
def test_amounts_that_contradict_or_have_no_unit_are_refused(text, named):
    with pytest.raises(SettingsError) as refused:
        parse_settings(text)
    zh, en = (refused.value.in_words(lang) for lang in ("zh", "en"))
    assert named in zh
    assert named in en
    assert zh != en


def test_single_settings_are_changed_and_swept_by_either_name():
    changed = change_settings(Settings(), {"budget.yearly_wan": 900, "areas.limits.invest_wan.max": 4000})
    assert changed == change_settings(
        Settings(), {"budget.yearly_money": 9_000_000, "areas.limits.invest_money.max": 40_000_000}
    )
    assert parse_grid(["budget.yearly_wan=900:1100:100"]) == {
        "budget.yearly_money": (9_000_000, 10_000_000, 11_000_000)
    }


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("invest_wan", "350.5"), ("估算总投资", "350.5"), ("总投资(万元)", "350.5"),
        ("Investment (10,000 CNY)", "350.5"), ("Investment (CNY 10,000)", "350.5"), ("总投资(元)", "3505000"),
        ("invest_money", "3505000"), ("invest_money", "350.5万元"), ("总投资", "3505千元"),
        ("总投资(万元)", "CNY 3,505,000"), ("总投资(元)", "约 CNY 3505000"), ("invest_money", "CNY 350.5万元"),
    ],
)  # fmt: skip
def test_a_column_of_amounts_is_in_the_unit_that_its_header_says(header, cell, tmp_path):
    file = tmp_path / "a.csv"
    file.write_text(f'小区名称,"{header}"\n甲,"{cell}"\n', encoding="utf-8")
    assert validate_communities(read_table(file)).frame["invest_money"].tolist() == [3_505_000]


def test_a_layer_of_ours_is_read_back_without_a_word_on_amounts(tmp_path):
    frame = gpd.GeoDataFrame(
        {"name": ["甲"], "invest_money": [3_505_000.0], "paid_money": [100.01]}, geometry=[Point(112, 28)], crs=4326
    )
    for file in (write_table(frame, tmp_path / "a.gpkg"), write_table(frame, tmp_path / "a.parquet")):
        found = validate_communities(read_table(file))
        assert found.frame[["invest_money", "paid_money"]].to_numpy().tolist() == [[3_505_000, 100.01]]
        assert not found.findings.frame["field"].isin(["invest_money", "paid_money"]).any()


def test_a_column_of_the_users_own_may_be_in_wan_too():
    settings = parse_settings("[areas.limits]\nrent_wan = { max = 1.5 }")
    raw = pd.DataFrame({"name": ["甲", "乙"], "rent_wan": ["1.25", "9000元"]})
    communities = validate_communities(raw, settings)
    assert communities.frame.sort_values("source_row")["rent_money"].tolist() == [12_500, 9000]
    assert not (communities.findings.frame["field"] == "rent_wan").any()


def test_plans_of_version_0_1_are_reported_in_plain_units():
    table = renew_table(pd.DataFrame({"area_id": ["A1"], "saving_wan": [1234.56], "saving_share": [0.1]}))
    assert table.to_dict("list") == {"area_id": ["A1"], "saving_money": [12_345_600], "saving_share": [0.1]}
    settings = {"budget": {"yearly_wan": 17867.0, "sources": {}}, "areas": {"limits": {"invest_wan": {"max": 5000.0}}}}
    costs = {"cost_alone_wan": 2.5, "rates": {"B01": {"mid_cny": 550.0}}}
    renewed = renew_record({"settings": settings, "costs": costs, "programme": {"years": [{"left_wan": 0.5}]}})
    assert renewed["settings"]["budget"] == {"yearly_money": 178_670_000, "sources_money": {}}
    assert renewed["settings"]["areas"]["limits"] == {"invest_money": {"max": 50_000_000}}
    assert renewed["costs"] == {"cost_alone_money": 25_000, "rates": {"B01": {"mid_money": 550}}}
    assert renewed["programme"]["years"] == [{"left_money": 5000}]
    record = {"settings": record_settings(Settings())}
    assert renew_record(record) == record


def test_a_broken_cell_is_reported_for_the_field_of_its_column():
    raw = pd.DataFrame({"name": ["甲", "乙"], "invest_wan": ["#REF!", "350"]})
    findings = validate_communities(raw).findings.frame
    assert findings.loc[findings["rule"] == "error_cell", "field"].tolist() == ["invest_money"]
