"""What the README shows works as it stands there, on a small town in a folder of its own."""

import json
import re
import shlex
from pathlib import Path
from textwrap import dedent

import command_line
import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from joblib import parallel_config
from real_input import ROOT
from scipy.sparse import diags_array
from shapely import LineString
from test_in_python import CRS, EAST, NORTH, RIVER, town

from cluster_planner.reviews._file import seal
from cluster_planner.settings import parse_settings
from cluster_planner.sources import read_mapping

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = ("cluster-planner", ".venv/bin/cluster-planner")


def blocks(language):
    """Return the code of all blocks of a language, in turn."""
    return [
        dedent(code) for code in re.findall(rf"^ *```{language}\n(.*?)^ *```", TEXT, flags=re.MULTILINE | re.DOTALL)
    ]


def named_in(text):
    """Return the arguments of the commands in a text, those in sentences too, without comments."""
    lines = [line for block in blocks("sh") for line in block.splitlines()] if text is None else text
    words = [shlex.split(line, comments=True) for line in lines]
    return [arguments for command, *arguments in filter(None, words) if command in COMMANDS]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a folder with the files that the examples name."""
    folder = tmp_path_factory.mktemp("readme")
    blocks_of_town = town().assign(site_m2=10_000, floor_area_m2=20_000)
    places = blocks_of_town.geometry.centroid.to_crs(4326)
    ledger = pd.DataFrame(blocks_of_town.drop(columns="geometry")).assign(lon=places.x, lat=places.y)
    ledger.to_excel(folder / "ledger.xlsx", index=False)
    blocks_of_town.to_file(folder / "communities.gpkg")
    blocks_of_town.to_file(folder / "next_year.gpkg")
    blocks_of_town[["name", "county", "geometry"]].to_file(folder / "parcels.shp", encoding="utf-8")
    river = gpd.GeoDataFrame({"kind": ["water"]}, geometry=RIVER.to_numpy(), crs=CRS)
    river.to_file(folder / "rivers.gpkg")
    river.to_file(folder / "rivers.shp")
    road = LineString([(EAST + 500, NORTH), (EAST + 500, NORTH + 100)])
    gpd.GeoDataFrame({"kind": ["primary"]}, geometry=[road], crs=CRS).to_file(folder / "roads.gpkg", layer="roads")
    return folder


@pytest.fixture(scope="module")
def planned(folder):
    """Return the folder, with the plan that the first commands make, and a review of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        check, plan = named_in(blocks("sh")[1].splitlines())
        said = [command_line.run(*check), command_line.run(*plan)]
    return folder, said


def test_the_commands_of_make_are_those_of_the_makefile():
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    named = re.findall(r"^make (\w+)", blocks("sh")[0], flags=re.MULTILINE)
    assert named == ["demo", "test"]
    assert set(named) <= set(targets)


def test_a_table_is_checked_and_planned(planned):
    folder, _ = planned
    assert (folder / "checked" / "findings.xlsx").exists()
    assert {"map.html", "plan.xlsx", "areas.gpkg", "plan.json", "tables.zip"} <= {
        file.name for file in (folder / "out").iterdir()
    }


def test_commands_in_sentences_run(planned, monkeypatch):
    monkeypatch.chdir(planned[0])
    inline = named_in(line for line in re.findall(r"`(cluster-planner [^`]+)`", TEXT) if "compare" not in line)
    whole = [arguments for arguments in inline if arguments != ["map"]]  # of which the sentence names no more
    for arguments in [*whole, shlex.split("check parcels.shp --join ledger.xlsx --out checked/")]:
        command_line.run(*arguments)
    assert {tuple(arguments) for arguments in whole} >= {
        ("fields", "--template", "bank.xlsx"),
        ("letterhead", "ours.docx"),
    }
    for name in ("bank.xlsx", "plan.toml", "works.csv", "ours.docx"):
        assert Path(name).exists()


def test_a_review_is_merged_and_met(planned, monkeypatch):
    monkeypatch.chdir(planned[0])
    record = json.loads(Path("out/plan.json").read_text(encoding="utf-8"))
    apart = {"op": "apart", "communities": ["a", "b"]}
    content = {
        "format": "cluster-planner-review/1",
        "plan": record["checksum"],
        "reviewer": {"role": "county", "name": "县住建局"},
        "operations": [apart],
        "breaches": [],
    }
    Path("review-1.json").write_text(json.dumps({**content, "sha256": seal(content)}), encoding="utf-8")
    review, again = named_in(blocks("sh")[2].splitlines())
    assert review.pop() == "review-*.json"
    command_line.run(*review, *sorted(map(str, Path().glob("review-*.json"))))
    assert {"reviews.xlsx", "review-settings.toml"} <= command_line.names_in(Path("out"))
    assert "评审意见的代价" in command_line.run(*again)
    where = gpd.read_file("out2/areas.gpkg", layer="communities").set_index("community_id")["area_id"]
    assert where["a"] != where["b"]


def test_a_sweep_plans_every_combination(planned, monkeypatch):
    monkeypatch.chdir(planned[0])
    (command,) = named_in(blocks("sh")[3].splitlines())
    grid = dict(setting.split("=") for setting in command if "=" in setting)
    assert list(grid) == ["areas.min_likeness", "areas.max_communities"]
    few = [setting.replace("0.2:0.4:0.05", "0.2:0.4:0.2").replace("6,8,10", "6") for setting in command]
    command_line.run(*few, "--jobs", 1)  # two plans show as much as fifteen
    assert len(pd.read_csv("sweep/sweep.csv")) == 2


def test_python_of_plans_runs_as_it_is_shown(planned, monkeypatch):
    monkeypatch.chdir(planned[0])
    said = {}
    with parallel_config("sequential"):  # no processes of its own for three small plans
        exec(blocks("python")[0], said)  # noqa: S102 - our own README
    assert re.match(
        r"<Areas: \d areas of \d communities, \d alone, \d excluded, value [\d.]+, optimal, gap at most 0.0%>",
        repr(said["plan"].areas),
    )
    assert {"communities", "likeness_mean", "cost_together_money", "saving_money", "reason_said"} <= set(
        said["plan"].evaluation.areas
    )
    assert Path("compare.html").exists()
    assert len(gpd.read_file("areas.gpkg")) == len(said["plan"].areas.frame)


def test_python_of_regions_runs_as_it_is_shown():
    graph = diags_array([np.ones(19), np.ones(19)], offsets=[-1, 1])
    found = {"graph": graph, "attributes": pd.DataFrame({"a": range(20)})}
    exec(blocks("python")[1], found)  # noqa: S102
    assert len(set(found["regions"].labels_)) == 10


def test_settings_and_mappings_are_read(tmp_path):
    mapping, budget = blocks("toml")
    (tmp_path / "map.toml").write_text(mapping, encoding="utf-8")
    assert read_mapping(tmp_path / "map.toml").headers == {"아파트명": "name", "전체세대수": "households"}
    assert parse_settings(budget).budget.first_year == 2024
