"""Every table of a plan has the columns that its noun declares, and each of these has a name and a meaning."""

from __future__ import annotations

from functools import cache
from operator import attrgetter

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from pandas.api.types import is_bool_dtype, is_numeric_dtype
from real_input import SAMPLE, plan_of

from cluster_planner import plan
from cluster_planner.books import as_written
from cluster_planner.columns import COLUMNS, TABLES, find_column
from cluster_planner.comparison import Pair, compare_plans
from cluster_planner.fields import OWNER_MARK
from cluster_planner.lifts import LiftTerms, check_consent, share_cost, type_flats
from cluster_planner.model import Communities, Evaluation
from cluster_planner.pipeline import SharedLifts, Tables, sweep_settings
from cluster_planner.profile import CHINA
from cluster_planner.said import Said, Several
from cluster_planner.settings import parse_settings
from cluster_planner.words import languages, speaker
from cluster_planner.words.tables import plan_tables

BANK = CHINA.catalogue.bank

TRIED = "[stability]\nruns = 2\n\n[areas]\neffort = 0.1\n"
# Streets that cut nothing keep the word of their own class.
OF_ANY_WORD = {("barriers.frame", "kind")}


@cache
def sample_of_one_county():
    return gpd.read_file(SAMPLE, layer="communities", where="county = '南县'")


def known_by_name_alone():
    squares = [shapely.box(x, y, x + 80, y + 60) for x in range(0, 600, 100) for y in range(0, 240, 80)]
    named = {"name": [f"小区{number}" for number in range(len(squares))]}
    return plan(gpd.GeoDataFrame(named, geometry=squares, crs="EPSG:4547"))


def tried_and_kept():
    settings = parse_settings(TRIED)
    return plan(sample_of_one_county(), settings=settings, earlier=plan(sample_of_one_county().iloc[::2]))


PLANS = {
    "sample": lambda: plan_of("sample"),
    "sample of one county": lambda: plan(sample_of_one_county(), settings=parse_settings(TRIED)),
    "tried and kept": tried_and_kept,
    "known by name alone": known_by_name_alone,
    "one community": lambda: plan(sample_of_one_county().iloc[:1]),
    "none": lambda: plan(sample_of_one_county().iloc[:0]),
}


@cache
def made(name):
    return PLANS[name]()


def tables_of(planned):
    """Return the tables that a plan has, each with what is declared of it."""
    apart = ("checkup", "comparison", "lifts", "sweep")
    nouns = {name for name in ("stability", "changes") if getattr(planned, name) is None}.union(apart)
    return [(table, attrgetter(name)(planned)) for name, table in TABLES.items() if name.partition(".")[0] not in nouns]


def tables_of_their_own():
    """Return the tables of a comparison, of a sweep and of lifts."""
    one, other = (as_written(made(name)) for name in ("sample of one county", "tried and kept"))
    pair = compare_plans([one, other], ["one", "other"]).pairs[0]
    knobs = {"areas.min_likeness": (0.5, 1.2)}
    swept = sweep_settings(Tables(communities=sample_of_one_county()), parse_settings(TRIED), knobs, jobs=1)
    reported = {"floor": ["2", "3", "4"], "flat": ["201", "301", "401"], "exclusive_m2": "80", "owner": ["a", "b", "c"]}
    sheet = pd.DataFrame(reported | {"opinion": ["同意", "不同意", ""], "source_row": [2, 3, 4]})
    flats = type_flats(sheet)
    lifts = SharedLifts(
        flats=flats, shares=share_cost(flats, LiftTerms()), consent=check_consent(flats), terms=LiftTerms()
    )
    nouns = [(Pair, pair), (SharedLifts, lifts)]
    listed = [(table, getattr(noun, name)) for kind, noun in nouns for name, table in kind.COLUMNS.items()]
    return [*listed, (TABLES["sweep"], swept)]


@cache
def all_tables(name):
    return tables_of_their_own() if name == "own" else tables_of(made(name))


def is_of_its_kind(column, values):
    known = list(values.dropna())
    if column.kind == "geometry":
        return values.dtype == "geometry"
    if column.kind in ("flag", "list", "said"):
        kinds = {"flag": bool | np.bool_, "list": tuple, "said": Said | Several}
        return all(isinstance(value, kinds[column.kind]) for value in known)
    if column.is_numeric:
        whole = column.kind not in ("count", "year") or np.array_equal(known, np.round(known))
        return whole and is_numeric_dtype(values) and not is_bool_dtype(values)
    return not is_numeric_dtype(values) and all(isinstance(value, str) for value in known)


@pytest.mark.parametrize("name", [*PLANS, "own"])
def test_every_table_has_just_the_columns_that_it_declares(name):
    for table, frame in all_tables(name):
        there = [str(column) for column in frame]
        asked = [column.name for column in table.columns if column.always or column.name in there]
        assert [column for column in there if column in asked or not table.is_open] == asked, table.name
        keys = [key.name for key in table.keys]
        assert list(frame.index.names) == (keys or [None]), table.name


@pytest.mark.parametrize("name", [*PLANS, "own"])
def test_every_column_is_of_its_kind_and_has_gaps_only_where_it_may(name):
    for table, frame in all_tables(name):
        levels = {key.name: frame.index.get_level_values(key.name).to_series() for key in table.keys}
        columns = {column: frame[column.name] for column in table.columns if column.name in frame}
        for column, values in (columns | {key: levels[key.name] for key in table.keys}).items():
            place = (table.name, column.name)
            assert is_of_its_kind(column, values), (*place, values.dtype)
            assert column.gaps or values.notna().all(), place
            if column.choices and column.kind == "code" and place not in OF_ANY_WORD:
                assert set(values.dropna()) <= {"", *(choice.code for choice in column.choices)}, place


@pytest.mark.parametrize("lang", languages())
def test_every_column_has_a_label_and_a_meaning(lang):
    words = speaker(lang)
    labels = words.catalogue.section("field")
    for table in TABLES.values():
        for column in (*table.keys, *table.columns):
            name = column.name.removesuffix("_said")
            assert f"column.{table.name}.{name}" in words.catalogue.entries or name in labels, (table.name, name)
            assert words.meaning(name, table.name), (table.name, name)
    assert labels.keys() <= COLUMNS.keys()


@pytest.mark.parametrize("lang", languages())
def test_no_meaning_and_no_label_is_left_without_its_column(lang):
    there = {
        (table.name, column.name.removesuffix("_said"))
        for table in TABLES.values()
        for column in (*table.keys, *table.columns)
    }
    names = {name for _, name in there}
    for key in speaker(lang).catalogue.entries:
        section, _, rest = key.partition(".")
        table, _, name = rest.rpartition(".")
        if section == "meaning" or (section == "column" and table != "page"):
            assert (table, name) in there or (table == "any" and name in names), key


def test_what_one_name_means_in_different_tables_is_distinguished():
    share = [find_column("share", table) for table in ("works.catalogue", "stability.pairs")]
    assert [column.kind for column in share] == ["code", "share"]
    words = speaker("en")
    assert words.header("share", "works.catalogue") != words.header("share", "stability.pairs")
    # Whatever is of another kind than its name says elsewhere is called and explained in its own table.
    for table in TABLES.values():
        for column in (*table.keys, *table.columns):
            common = COLUMNS.get(column.name)
            if common is not None and (common.is_numeric, common.unit) != (column.is_numeric, column.unit):
                assert f"column.{table.name}.{column.name}" in words.catalogue.entries, (table.name, column.name)


def test_the_columns_of_communities_are_the_fields_of_the_catalogue():
    declared = {column.name: column for column in Communities.COLUMNS["frame"].columns}
    for field in BANK:
        if field.name not in ("community_id", "geometry"):
            column = declared[field.name]
            assert (column.unit, column.choices, column.gaps) == (field.unit, field.choices, True)


def test_a_noun_declares_its_own_columns():
    assert Evaluation.COLUMNS["areas"] is TABLES["evaluation.areas"]
    assert find_column("nothing of ours") is None
    assert find_column("saving_share", "evaluation.areas").kind == "share"


def test_every_column_of_a_sheet_is_known_with_its_unit_and_its_words():
    tables = plan_tables(made("tried and kept"), "en")
    del tables["quantities"]  # a column for each work
    shown = {(sheet, str(name).rpartition(OWNER_MARK)[2]) for sheet, table in tables.items() for name in table}
    assert [(sheet, name) for sheet, name in shown if name not in COLUMNS] == []
