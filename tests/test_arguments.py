"""What callers of the library hand over is held to the annotations, at the door and in one sentence."""

import datetime as dt
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import Point
from two_plans import far_apart

import cluster_planner
from cluster_planner import AreaProposer, Inputs, Regionalizer
from cluster_planner._arguments import _fits
from cluster_planner.books import write_plan, write_table
from cluster_planner.errors import ClusterPlannerError, DataError
from cluster_planner.lifts import LiftTerms
from cluster_planner.pipeline import compare_folders, merge_files, parse_grid
from cluster_planner.render import combine_maps, save_map
from cluster_planner.sources import read_layer, read_matches
from cluster_planner.works import read_works

FITTING = [
    (5, int),
    (np.int64(5), int),
    (5, float),
    (np.float32(1), float),
    (float("nan"), float),
    ("x", str),
    (None, str | None),
    (Path("x"), str | Path),
    (Path("x"), str | os.PathLike[str]),
    ("zh", Literal["zh", "en"]),
    ([1, 2], Sequence[float]),
    (np.array([1.0]), Sequence[float]),
    (pd.Index(["a"]), Sequence[str]),
    ((), Sequence[str]),
    ({"a": [1]}, Mapping[str, Sequence[float]]),
    (dt.date(2026, 1, 1), dt.date | None),
    ([Path("x")], tuple[str | Path, ...]),
    (range(3), Iterable[int]),
    (object(), Any),
    (True, bool),
]
OTHER = [
    (True, int),
    (5.0, int),
    ("5", float),
    (True, float),
    (b"x", str),
    (None, str),
    (5, str | Path),
    ("a\0b", str | Path),
    ("\ud800", str),
    ("de", Literal["zh", "en"]),
    (5, Literal["zh", "en"]),
    ("ab", Sequence[str]),
    ({"a"}, Sequence[str]),
    ({"a": 1}, Sequence[str]),
    ([1], Sequence[str]),
    (5, Sequence[str]),
    (np.eye(2), Sequence[float]),
    (pd.DataFrame(), Sequence[str]),
    ([("a", 1)], Mapping[str, int]),
    ({1: 1}, Mapping[str, int]),
    ({"a": "b"}, Mapping[str, int]),
    (pd.NA, str | None),
    (1, bool),
    (iter([1]), Sequence[int]),
]


@pytest.mark.parametrize(("value", "kind"), FITTING, ids=range(len(FITTING)))
def test_what_fits_is_taken(value, kind):
    assert _fits(value, kind)


@pytest.mark.parametrize(("value", "kind"), OTHER, ids=range(len(OTHER)))
def test_what_is_of_another_kind_is_not(value, kind):
    assert not _fits(value, kind)


@pytest.fixture(scope="module")
def made():
    return far_apart()


def towns():
    shapes = [Point(432_000, 3_160_000), Point(442_000, 3_160_000)]
    return gpd.GeoDataFrame({"name": ["甲", "乙"], "county": "赫山区"}, geometry=shapes, crs="EPSG:4547")


def sweep(*grid, **given):
    return cluster_planner.sweep_settings(Inputs(table=towns()), None, *grid, **given)


CALLS = {
    "compare": (lambda _: cluster_planner.compare(5), "plans"),
    "compare a plan alone": (cluster_planner.compare, "plans"),
    "compare no plans": (lambda made: cluster_planner.compare([made, 5]), "plans"),
    "compare names": (lambda made: cluster_planner.compare([made, made], names="ab"), "names"),
    "compare lang": (lambda made: cluster_planner.compare([made, made], lang=5), "lang"),
    "compare folders": (lambda _: compare_folders("out", "there"), "folders"),
    "read plan": (lambda _: cluster_planner.read_plan(5), "folder"),
    "read plan of a name that is none": (lambda _: cluster_planner.read_plan("a\0b"), "folder"),
    "read plan of bytes": (lambda _: cluster_planner.read_plan(b"out"), "folder"),
    "profile": (lambda _: cluster_planner.read_plan("out", "CHINA"), "profile"),
    "settings": (lambda _: cluster_planner.read_settings(None), "path"),
    "sweep": (lambda _: cluster_planner.sweep_settings(towns()), "inputs"),
    "sweep grid": (lambda _: sweep({"areas.min_likeness": 0.4}), "grid"),
    "sweep words": (lambda _: sweep({"areas.min_likeness": "0.4"}), "grid"),
    "sweep jobs": (lambda _: sweep(jobs="2"), "jobs"),
    "no jobs": (lambda _: sweep({"areas.min_likeness": [0.4]}, jobs=0), "jobs"),
    "grid of numbers": (lambda _: parse_grid([5]), "texts"),
    "layer": (lambda _: read_layer(5), "spec"),
    "cost of a lift": (lambda _: LiftTerms(cost_money="60"), "cost_money"),
    "scheme of a lift": (lambda _: LiftTerms(scheme=5), "scheme"),
    "shares of floors": (lambda _: LiftTerms(floor_shares=[1]), "floor_shares"),
    "plan file": (lambda _: cluster_planner.plan_file("l.csv"), "inputs"),
    "title": (lambda _: cluster_planner.plan_file(Inputs(table=towns(), title=None)), "title"),
    "date": (lambda _: cluster_planner.plan_file(Inputs(table=towns(), date="2026-01-01")), "date"),
    "matches": (lambda _: cluster_planner.plan_file(Inputs(table=towns(), matches=pd.DataFrame())), "matches"),
    "keep": (lambda _: cluster_planner.plan_file(Inputs(table=towns(), keep=5)), "keep"),
    "modes": (lambda _: cluster_planner.plan_file(Inputs(table=towns(), modes=["a"])), "modes"),
    "barriers": (lambda _: cluster_planner.plan_file(Inputs(table=towns(), barriers=5)), "barriers"),
    "hidden": (lambda _: cluster_planner.plan_file(Inputs(table=towns(), hidden="maybe")), "hidden"),
    "explore": (lambda made: made.explore(lang=5), "lang"),
    "in words": (lambda made: made.in_words(None), "lang"),
    "write plan": (lambda _: write_plan(5, "out"), "plan"),
    "write plan into nothing": (lambda made: write_plan(made, None), "directory"),
    "formats": (lambda made: write_plan(made, "out", formats="gpkg"), "formats"),
    "write table": (lambda _: write_table([1], "t.csv"), "frame"),
    "write table of a name that is none": (lambda _: write_table(towns(), "a\0.csv"), "path"),
    "map": (lambda _: save_map("out", "m.html"), "plan"),
    "map path": (lambda made: save_map(made, 5), "path"),
    "tiles": (lambda made: save_map(made, "m.html", tiles=5), "tiles"),
    "maps": (lambda _: combine_maps("out", "m.html"), "maps"),
    "reviews": (lambda _: merge_files("out", "review.json"), "files"),
    "works": (lambda _: read_works(5), ""),
}


@pytest.mark.parametrize("name", CALLS)
def test_another_kind_is_refused_in_one_sentence_that_names_the_argument(made, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    call, argument = CALLS[name]
    with pytest.raises(ClusterPlannerError) as refused:
        call(made)
    for lang in ("zh", "en"):
        assert argument in refused.value.in_words(lang)
    assert not list(tmp_path.iterdir())


def test_two_columns_of_one_name_are_refused_in_layers_too():
    twice = pd.concat([towns(), towns()[["name"]]], axis=1)
    for kind in ("boundaries", "barriers", "facilities"):
        with pytest.raises(DataError, match="name"):
            cluster_planner.plan(towns(), **{kind: twice})


X = [[0.0], [1.0]]
Q = pd.DataFrame({"q": [1, 2]})
ESTIMATED = [
    lambda: AreaProposer(floors={"q": 10**400}).fit(X, quantities=Q),
    lambda: AreaProposer(caps={"q": -(10**400)}).fit(X, quantities=Q),
    lambda: AreaProposer(floors={"q": True}).fit(X, quantities=Q),
    lambda: AreaProposer(floors={"q": "1"}).fit(X, quantities=Q),
    lambda: AreaProposer(floors={"q": 1}).fit(X, quantities=5),
    lambda: AreaProposer(floors={"q": 1}).fit(X, quantities="q"),
    lambda: AreaProposer(floors={"q": 1}).fit(X, quantities=[{1, 2}]),
    lambda: AreaProposer(floors={("a", 1): 1}).fit(X, quantities=Q),
    lambda: AreaProposer(floors={"q": 1}).fit(
        pd.DataFrame(X, index=["a", "b"]), quantities=pd.DataFrame({"q": [1, 2]}, index=["a", 1])
    ),
    lambda: AreaProposer(max_members=10**400).fit(X),
    lambda: AreaProposer(effort=10**400).fit(X),
    lambda: AreaProposer(connectivity=5).fit(X),
    lambda: AreaProposer(connectivity="none").fit(X),
    lambda: AreaProposer(together=[5]).fit(X),
    lambda: AreaProposer(excluded=[[1]]).fit(X),
    lambda: AreaProposer(max_span_m=5.0).fit(X, coordinates="here"),
    lambda: AreaProposer(max_span_m=5.0).fit(X, coordinates=[[1, 2], [3]]),
    lambda: Regionalizer(n_regions=1, balance={"q": 10**400}).fit(X, quantities=Q),
    lambda: Regionalizer(n_regions=1, floors={"q": None}).fit(X, quantities=Q),
    lambda: Regionalizer(n_regions=1, connectivity=[[1]]).fit(X),
    lambda: Regionalizer(n_regions=1, compactness=0.5).fit(X, coordinates=None),
]


@pytest.mark.parametrize("place", range(len(ESTIMATED)))
def test_estimators_refuse_what_they_cannot_use(place):
    with pytest.raises((ClusterPlannerError, ValueError)) as refused:
        ESTIMATED[place]()
    assert isinstance(refused.value, ClusterPlannerError) or type(refused.value).__module__.startswith("sklearn")


@pytest.mark.parametrize("header", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_header_is_no_formula_where_a_table_is_written(tmp_path, header):
    write_table(pd.DataFrame({header: ["x"]}), tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text(encoding="utf-8-sig").startswith(f"'{header}\n")


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00\xd8", b"", b'a,b\n"1'])
def test_matches_that_cannot_be_read_are_named(tmp_path, content):
    path = tmp_path / "matches.csv"
    path.mkdir() if content is None else path.write_bytes(content)
    with pytest.raises(DataError, match=r"matches\.csv"):
        read_matches(path)
