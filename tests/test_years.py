"""Years come from the day of the plan and from the ledger; the record repeats them on any other day."""

import datetime as dt
import json

import geopandas as gpd
import pytest
from shapely import box

from cluster_planner import plan
from cluster_planner.books import write_plan
from cluster_planner.settings import Settings, parse_settings, recorded_settings, today

DAY = dt.date(2026, 5, 4)


def ledger(**columns):
    shapes = [box(left, 3_160_000, left + 50, 3_160_040) for left in (632_000, 632_060, 632_120)]
    reported = {"name": ["甲", "乙", "丙"], "households": 200, "build_year": 1990, "county": "南县", **columns}
    return gpd.GeoDataFrame(reported, geometry=shapes, crs="EPSG:4547")


@pytest.mark.parametrize(
    ("columns", "first"),
    [
        ({}, 2027),
        ({"plan_year": [2028, 2028, 2029]}, 2028),
        ({"plan_year": [2029, 2026, None]}, 2026),
        # What is past, and what those say that are in a yearly plan already, does not count.
        ({"plan_year": [2024, 2025, 2030]}, 2030),
        ({"plan_year": [2026, 2026, 2028], "status": ["started", "planned", "in_bank"]}, 2028),
    ],
)
def test_the_programme_starts_next_year_unless_the_ledger_says_otherwise(columns, first):
    made = plan(ledger(**columns), date=DAY)
    assert made.settings.budget.first_year == first
    assert made.settings.checkup.reference_year == 2026
    assert made.programme.years.index[0] == first


def test_years_that_settings_name_stay():
    named = parse_settings("[budget]\nfirst_year = 2031\n[checkup]\nreference_year = 2020")
    made = plan(ledger(plan_year=2028), named, date=DAY)
    assert (made.settings.budget.first_year, made.settings.checkup.reference_year) == (2031, 2020)


def test_the_record_has_the_day_and_the_years_and_repeats_them(tmp_path):
    made = plan(ledger(), date=DAY)
    write_plan(made, tmp_path)
    record = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    assert record["date"] == "2026-05-04"
    settings = recorded_settings(record["settings"])
    assert settings == made.settings
    assert plan(ledger(), settings, date=dt.date(2030, 1, 1)).settings == settings


def test_without_a_day_it_is_today():
    assert plan(ledger()).about["date"] == today().isoformat()
    assert Settings().budget.start_year == today().year + 1
    assert Settings().checkup.age_year == today().year
