"""A country is one value: with another one, other fields are read, kept and judged, and no room knows better."""

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from cluster_planner import plan
from cluster_planner.checkup import check_indicators, score_need
from cluster_planner.errors import DataError, SettingsError
from cluster_planner.fields import Catalogue, Choice, Field
from cluster_planner.profile import CHINA
from cluster_planner.settings import Settings
from cluster_planner.sources import FieldMapping, read_mapping, read_raw
from cluster_planner.validation import validate_communities
from cluster_planner.works import read_works

WORDS = {"gas": "가스", "none": "없음"}
HEATING = Field(
    name="heating",
    kind="choice",
    spellings=("난방",),
    choices=tuple(
        Choice(code=code, vocabulary="heating", spellings=(word,)) for code, word in (("gas", "가스"), ("none", "없음"))
    ),
    mandatory=True,
)
ABROAD = replace(
    CHINA,
    catalogue=Catalogue(bank=(*CHINA.catalogue.bank, HEATING), locating=(), flats=(), unclear={}),
    settings=replace(Settings(), checkup=replace(Settings().checkup, weights={"age": 1.0})),
    indicators=("age",),
    checks=("structure",),
)


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "단지.csv"
    rows = {"小区名称": ["一", "二"], "난방": ["가스", "없음"], "高德经度": [112.3, 112.4], "lon": 112.35, "lat": 28.55}
    pd.DataFrame(rows).to_csv(path, index=False, encoding="utf-8")
    return path


def test_headers_are_looked_up_in_the_catalogue_at_hand(ledger):
    ours, theirs = (
        set(read_raw(ledger, mapping=FieldMapping(catalogue=each.catalogue)).frame) for each in (CHINA, ABROAD)
    )
    assert "heating" in theirs - ours
    assert "lon_gcj02" in ours - theirs


def test_a_mapping_names_the_fields_of_its_country(tmp_path):
    path = tmp_path / "fields.toml"
    path.write_text('[fields]\nheating = "보일러"\n[values.heating]\n"도시가스" = "gas"\n', encoding="utf-8")
    mapping = read_mapping(path, ABROAD.catalogue)
    meant = {"headers": {"보일러": "heating"}, "values": {"heating": {"도시가스": "gas"}}}
    assert mapping == FieldMapping(**meant, catalogue=ABROAD.catalogue)
    with pytest.raises(SettingsError):
        read_mapping(path)


def test_communities_carry_their_country_through_the_door_and_the_check_up(ledger):
    raw = read_raw(ledger, mapping=FieldMapping(catalogue=ABROAD.catalogue)).frame
    communities = validate_communities(raw, profile=ABROAD)
    assert communities.profile is ABROAD
    assert communities.frame["heating"].tolist() == ["gas", "none"]
    assert list(score_need(communities, ABROAD.settings.checkup)) == ["need", "coverage", "need_age"]
    assert list(check_indicators(communities, ABROAD.settings.checkup).status) == ["structure"]
    with pytest.raises(SettingsError):
        score_need(communities, Settings().checkup)
    assert "heating" not in validate_communities(raw).frame


def test_works_may_ask_for_what_the_country_reports(tmp_path):
    path = tmp_path / "works.csv"
    own = (
        read_works()
        .reset_index()
        .drop(columns="unit")
        .head(1)
        .assign(when="heating == 'none'", unit_zh="米", name_zh="供热")
    )
    own.to_csv(path, index=False, encoding="utf-8")
    assert read_works(path, ABROAD.catalogue)["when"].tolist() == ["heating == 'none'"]
    with pytest.raises(DataError):
        read_works(path)


def test_a_plan_is_made_by_the_settings_and_fields_of_its_country():
    rows = pd.DataFrame(
        {"name": ["一", "二"], "heating": ["가스", "없음"], "build_year": 1985, "lon": [112.35, 112.3505], "lat": 28.55}
    )
    planned = plan(rows, profile=ABROAD, date=dt.date(2024, 1, 1))
    # The years that the settings leave open follow from the day.
    checkup = replace(ABROAD.settings.checkup, reference_year=2024)
    budget = replace(ABROAD.settings.budget, first_year=2025)
    assert planned.settings == replace(ABROAD.settings, checkup=checkup, budget=budget)
    assert planned.communities.profile is ABROAD
    assert planned.communities.frame["heating"].tolist() == ["gas", "none"]
    assert list(planned.need) == ["need", "coverage", "need_age"]
