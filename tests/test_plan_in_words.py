"""All tables of a plan in one language: there and back through files of any kind, and no fact let out unworded."""

import pickle
import re
import subprocess
import sys

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
from geopandas.testing import assert_geodataframe_equal
from pandas.testing import assert_frame_equal
from two_plans import PLANS

from cluster_planner.books import write_plan, write_table
from cluster_planner.books._formats import WRITERS
from cluster_planner.words import languages
from cluster_planner.words.tables import plan_tables

SHAPED = {"areas", "communities", "links", "sites", "barriers", "corridors"}
FACT = re.compile(r"_said\b|\bSaid\(|\b(?:Score|Share|Count|Money|Name|Label|Several)\(")


@pytest.fixture(scope="module", params=PLANS)
def plan(request):
    return PLANS[request.param]()


@pytest.fixture(scope="module", params=languages())
def worded(plan, request):
    return plan.in_words(request.param)


def plain(frame):
    return pd.DataFrame(frame.drop(columns="geometry", errors="ignore"))


def test_every_table_that_is_there_has_its_name(plan, worded):
    assert set(plan_tables(plan, worded.lang)) - {"figures", "members"} <= set(worded)
    assert set(worded) >= SHAPED | {"alone", "next_best", "modes", "savings", "works", "findings", "quarantine"}
    shaped = SHAPED | ({"under_way"} if len(plan.under_way) else set())
    assert {name for name, frame in worded.items() if isinstance(frame, gpd.GeoDataFrame)} == shaped
    assert len(worded.areas) == len(plan.areas)
    assert worded["communities"] is worded.communities
    assert len(worded.communities) == len(plan.communities)
    assert set(worded) <= set(dir(worded))
    with pytest.raises(AttributeError, match="areas"):
        worded.nothing  # noqa: B018 - it is asked for


def test_headers_are_words_and_no_two_are_alike(worded):
    for name, frame in worded.items():
        headers = [str(header).casefold() for header in frame]
        assert len(set(headers)) == len(headers), name
        if worded.lang == "zh":
            assert [header for header in frame if str(header).isascii() and header != "geometry"] == [], name


def test_there_and_back_through_parquet(worded, tmp_path):
    for name, frame in worded.items():
        frame.to_parquet(tmp_path / name)
        if isinstance(frame, gpd.GeoDataFrame):
            assert_geodataframe_equal(gpd.read_parquet(tmp_path / name), frame)
        else:
            assert_frame_equal(pd.read_parquet(tmp_path / name), frame)


def test_there_and_back_through_a_geopackage(worded, tmp_path):
    for name in SHAPED:
        frame = worded[name]
        frame.to_file(tmp_path / f"{name}.gpkg")
        back = gpd.read_file(tmp_path / f"{name}.gpkg")
        assert list(back) == [*plain(frame), "geometry"]
        texts = dict.fromkeys(plain(frame).select_dtypes("str"), "str")  # a column of gaps does not know its type
        assert_geodataframe_equal(back[list(frame)].astype(texts), frame, check_dtype=False, normalize=True)


def test_there_and_back_through_a_workbook(worded, tmp_path):
    with pd.ExcelWriter(tmp_path / "tables.xlsx") as book:
        for name, frame in worded.items():
            plain(frame).to_excel(book, sheet_name=name, index=False)
    with pd.ExcelFile(tmp_path / "tables.xlsx", engine="calamine") as book:
        assert book.sheet_names == list(worded)
        for name, frame in worded.items():
            texts = dict.fromkeys(plain(frame).select_dtypes("str"), "str")  # a number may be written as one
            sheet = pd.read_excel(book, sheet_name=name, dtype=texts, keep_default_na=False, na_values=[""])
            assert_frame_equal(sheet, plain(frame), check_dtype=False, obj=name)


def test_tables_are_reported_and_pickled(worded):
    assert f"areas {len(worded.areas)}" in repr(worded)
    again = pickle.loads(pickle.dumps(worded))  # noqa: S301 - our own
    assert again.lang == worded.lang
    assert list(again) == list(worded)


def test_a_plan_words_itself_in_a_fresh_process(plan, worded):
    code = (
        f"import pickle, sys; plan = pickle.load(sys.stdin.buffer); tables = plan.in_words({worded.lang!r});"
        "print(*tables); print(*tables.communities)"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], input=pickle.dumps(plan), capture_output=True, check=True
    )
    names, headers = done.stdout.decode().splitlines()
    assert names.split() == list(worded)
    assert headers == " ".join(worded.communities)


@pytest.mark.parametrize("name", ["a.gpkg", "a.geojson", "a.parquet", "a.csv", "a.xlsx"])
def test_no_table_is_written_before_its_facts_are_worded(plan, name, tmp_path):
    with pytest.raises(TypeError, match="reason_said"):
        write_table(plan.evaluation.communities, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lang", languages())
def test_no_file_of_a_plan_lets_a_fact_out(plan, lang, tmp_path):
    write_plan(plan, tmp_path, lang, formats=tuple(WRITERS))
    reported = [(path.name, text) for path in tmp_path.rglob("*") for text in texts_of(path)]
    assert {name.rpartition(".")[2] for name, _ in reported} >= {"gpkg", "parquet", "geojson", "dbf", "csv", "xlsx"}
    assert [(name, text) for name, text in reported if FACT.search(text)] == []


def texts_of(path):
    """Return the names of columns and all texts of a file that holds tables."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path, read_only=True)
        return [str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row]
    if path.suffix == ".gpkg":
        layers = gpd.list_layers(path)["name"]
        frames = [gpd.read_file(path, layer=layer) for layer in layers]
    elif path.suffix == ".parquet":
        frames = [pd.read_parquet(path)]
    elif path.suffix in (".geojson", ".dbf"):
        frames = [gpd.read_file(path)]
    else:
        return [path.read_text(encoding="utf-8")] if path.suffix in (".csv", ".cpg", ".qml") else []
    return [text for frame in map(plain, frames) for name in frame for text in (name, *map(str, frame[name].unique()))]
