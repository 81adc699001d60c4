"""A plan that was written is had again, whatever the language of its files: every table of it, and all that is said."""

import hashlib
import json
import shutil
from dataclasses import fields, is_dataclass, replace
from zipfile import ZipFile

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from geopandas.testing import assert_geodataframe_equal, assert_geoseries_equal
from pandas.testing import assert_frame_equal, assert_series_equal
from two_plans import PLANS, far_apart

import cluster_planner
from cluster_planner.books import write_plan
from cluster_planner.errors import SourceError
from cluster_planner.model import Move
from cluster_planner.profile import CHINA
from cluster_planner.render import save_map
from cluster_planner.said import FACTS, to_plain
from cluster_planner.settings import Settings, parse_settings, record_settings, recorded_settings
from cluster_planner.words import languages

PHONE = "13812345678"


@pytest.fixture(scope="module", params=PLANS)
def plan(request):
    return PLANS[request.param]()


@pytest.fixture(scope="module", params=languages())
def folder(plan, request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("plan")
    write_plan(plan, folder, request.param, formats=("geojson",))
    return folder


def assert_equal(there, here, where="plan"):
    """Compare two values, and all that stands in them."""
    assert type(there) is type(here), where
    if isinstance(here, pd.DataFrame):
        compare = assert_geodataframe_equal if isinstance(here, gpd.GeoDataFrame) else assert_frame_equal
        compare(as_plain(there), as_plain(here))
    elif isinstance(here, pd.Series):
        (assert_geoseries_equal if isinstance(here, gpd.GeoSeries) else assert_series_equal)(there, here)
    elif isinstance(here, pd.Index | np.ndarray | tuple):
        np.testing.assert_equal(list(there), list(here), err_msg=where)
    elif is_dataclass(here) and not isinstance(here, Settings):
        for item in fields(here):
            assert_equal(getattr(there, item.name), getattr(here, item.name), f"{where}.{item.name}")
    else:
        assert there == here, where


def as_plain(table):
    """Return a table with facts as lists: two lists are equal even if a figure in them is unknown."""
    said = [name for name in table if str(name).endswith("_said")]
    assert all(isinstance(value, FACTS) for name in said for value in table[name].dropna())
    return table.assign(**{name: [to_plain(fact) for fact in table[name]] for name in said})


def test_every_table_comes_back(plan, folder):
    back = cluster_planner.read_plan(folder)
    assert_equal(back, plan)
    assert repr(back) == repr(plan)
    assert back.checksum == plan.checksum
    moves = [move for moves in back.next_best.frame["moves"] for move in moves]
    assert all(type(move) is Move for move in moves)


@pytest.mark.parametrize("lang", languages())
def test_it_speaks_any_language(plan, folder, lang):
    there, here = cluster_planner.read_plan(folder).in_words(lang), plan.in_words(lang)
    assert list(there) == list(here)
    for name in here:
        assert_frame_equal(pd.DataFrame(there[name]), pd.DataFrame(here[name]), obj=name)


def test_what_was_read_is_written_the_same(folder, tmp_path):
    write_plan(cluster_planner.read_plan(folder), tmp_path, formats=("geojson",))
    for name in ("plan.json", "tables.zip"):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_it_is_drawn_the_same(plan, folder, tmp_path):
    back = cluster_planner.read_plan(folder)
    pages = [save_map(made, tmp_path / f"{name}.html") for name, made in (("back", back), ("plan", plan))]
    assert pages[0].read_bytes() == pages[1].read_bytes()


def test_a_record_reports_what_is_said_and_how_to_cite_it(plan, folder):
    record = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    said = record["said"]["evaluation.communities.reason_said"]
    assert [row[0] for row in said] == plan.communities.index.tolist()
    assert said[0][1] == to_plain(plan.evaluation.communities["reason_said"].iloc[0])
    checks = record["said"].get("evaluation.checks.rule_said", [])
    assert [tuple(row[:2]) for row in checks] == plan.evaluation.checks.index.tolist()
    assert record["cite"].startswith(f"cluster_planner {record['versions']['cluster_planner']}: {record['title']}")
    assert record["checksum"][:12] in record["cite"]
    assert record["tables"] == hashlib.sha256((folder / "tables.zip").read_bytes()).hexdigest()


def test_no_people_are_written(tmp_path):
    shy = far_apart()
    columns = [name for name in shy.communities.frame if CHINA.catalogue.is_personal(name)]
    assert columns
    frame = shy.communities.frame.assign(**dict.fromkeys(columns, PHONE))
    write_plan(replace(shy, communities=replace(shy.communities, frame=frame)), tmp_path)
    assert cluster_planner.read_plan(tmp_path).communities.frame[columns].isna().all(axis=None)
    with ZipFile(tmp_path / "tables.zip") as archive:
        texts = b"".join(archive.read(name) for name in archive.namelist())
    assert PHONE.encode() not in texts + (tmp_path / "plan.json").read_bytes()


def test_a_folder_is_refused_that_has_no_plan_or_that_of_an_earlier_version(folder, tmp_path):
    with pytest.raises(SourceError, match="plan"):
        cluster_planner.read_plan(tmp_path)
    shutil.copy(folder / "plan.json", tmp_path)
    with pytest.raises(SourceError) as caught:
        cluster_planner.read_plan(tmp_path)
    assert "tables.zip" in str(caught.value)
    assert "早期版本" in caught.value.in_words("zh")


@pytest.mark.parametrize(
    "spoil", [lambda record: record | {"tables": "0"}, lambda record: record | {"said": {"x.y": []}}]
)
def test_files_of_two_plans_are_refused(folder, tmp_path, spoil):
    shutil.copy(folder / "tables.zip", tmp_path)
    record = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    (tmp_path / "plan.json").write_text(json.dumps(spoil(record)), encoding="utf-8")
    with pytest.raises(SourceError, match="plan again"):
        cluster_planner.read_plan(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        '[areas]\nexcluded = ["a"]\ntogether = [["a", "b"]]\n[areas.limits.households]\nmax = "none"',
        '[areas.limits.storeys]\nhow = "span"\nmax = 6\n[areas.limits.areas]\nof = "plan"\nmin = 1\nmax = 9',
        "[budget]\nyearly_wan = [900.0, 800.0]\n[stability]\nruns = 3",
    ],
)
def test_settings_come_back_from_a_record(text):
    knobs = parse_settings(text)
    assert recorded_settings(json.loads(json.dumps(record_settings(knobs)))) == knobs
