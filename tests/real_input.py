"""The inputs that the whole planner is tried on: the sample, and real data where it is at hand."""

import datetime as dt
from copy import deepcopy
from functools import cache
from pathlib import Path

import pytest

from cluster_planner.pipeline import Inputs, plan_file
from cluster_planner.settings import read_settings

ROOT = Path(__file__).parents[1]
REAL = ROOT.parent / "shared" / "data"
SAMPLE = ROOT / "data" / "yiyang.gpkg"
# The money and the years of the sample, and the day of every plan here: the same figures whenever the tests are run.
SAMPLE_SETTINGS = SAMPLE.with_suffix(".toml")
SAMPLE_KNOBS = read_settings(SAMPLE_SETTINGS)
DAY = dt.date(2024, 1, 1)
ON_DAY = ("--date", DAY.isoformat())
AS_SAMPLE = ("--settings", SAMPLE_SETTINGS, *ON_DAY)
# Two of its six counties, 185 communities: for what is the same in a part as in the whole.
PART = "county in ('南县', '桃江县')"

INPUTS = {
    "sample": Inputs(table=SAMPLE, date=DAY),
    "seoul": Inputs(
        table=REAL / "seoul_apartments" / "seoul_apartments.csv",
        date=DAY,
        fields=ROOT / "tests" / "mappings" / "seoul.toml",
        boundaries=(str(REAL / "seoul_admin" / "kostat_2013_json_seoul_municipalities_geo_simple.json"),),
    ),
    "wuxi": Inputs(
        table=REAL / "wuxi_xinwu" / "xinwu_land_use.gpkg",
        where="Class = 0",
        date=DAY,
        barriers=tuple(
            str(REAL / "wuxi_xinwu" / name) for name in ("xinwu_road_centerlines.gpkg", "xinwu_water_osm.gpkg")
        ),
    ),
}
KNOBS = {"sample": SAMPLE_KNOBS}


def input_at_hand(name):
    """Return an input, or skip the test and say which file is missing."""
    inputs = INPUTS[name]
    if not Path(inputs.table).exists():
        pytest.skip(f"real data is not at hand: {Path(inputs.table).name}")
    return inputs


def plan_of(name):
    """Return a plan of an input, made once for all tests, for each a copy of its own."""
    return deepcopy(_planned(name))


@cache
def _planned(name):
    return plan_file(input_at_hand(name), KNOBS.get(name))
