"""An earlier plan as it comes: a folder, its files, a ledger, ids that changed, and files that are none."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pyogrio
import pytest
from command_line import run_apart
from hand_made import town
from real_input import DAY, PART, SAMPLE
from shapely import Point

import cluster_planner
from cluster_planner.books import earlier_file, read_earlier, write_plan
from cluster_planner.errors import DataError, SourceError
from cluster_planner.model import Communities, Findings, Plan
from cluster_planner.pipeline import Inputs, plan_file
from cluster_planner.settings import AreaSettings, Settings
from cluster_planner.validation import validate_earlier
from cluster_planner.validation.values._value_rules import ID_GIVEN
from cluster_planner.words import say_changes, speaker

FILES = (
    "areas.gpkg",
    "plan.xlsx",
    "parquet/communities.parquet",
    "geojson/communities.geojson",
    "shp-gbk/communities.shp",
)
TIGHTER = Settings(areas=AreaSettings(max_communities=7))


@pytest.fixture(scope="module")
def first() -> Plan:
    return plan_file(Inputs(table=SAMPLE, date=DAY, where=PART))


@pytest.fixture(scope="module", params=["zh", "en"])
def folder(request: pytest.FixtureRequest, first: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("earlier")
    write_plan(first, folder, request.param, formats=["gpkg", "parquet", "geojson", "shp-gbk"])
    (folder / "map.html").touch()
    return folder


@pytest.mark.parametrize("name", FILES)
def test_every_file_of_a_plan_reports_its_areas(folder: Path, first: Plan, name: str) -> None:
    earlier = read_earlier(folder / name)
    reported = first.areas.labels.fillna(first.evaluation.communities["under_way_id"])
    assert reported.notna().sum() > first.areas.labels.notna().sum()  # some are in areas under way
    labels = earlier.set_index("community_id")["area_id"].reindex(reported.index)
    pd.testing.assert_series_equal(labels.astype("str"), reported)
    assert len(earlier) == len(first.communities)


def test_communities_in_two_layers_are_read_from_both(first: Plan, tmp_path: Path) -> None:
    frame = first.communities.frame.copy()
    frame.iloc[:5, frame.columns.get_loc("geometry")] = frame.geometry.iloc[:5].centroid
    write_plan(replace(first, communities=replace(first.communities, frame=frame)), tmp_path)
    assert "communities_points" in pyogrio.list_layers(tmp_path / "areas.gpkg")[:, 0]
    assert set(read_earlier(tmp_path / "areas.gpkg")["community_id"]) == set(frame.index)


def test_a_ledger_reports_its_own_areas(tmp_path: Path) -> None:
    file = tmp_path / "台账.csv"
    file.write_text("小区名称,所属片区,户数\n甲小区,东片,10\n乙小区,,20\n", encoding="gb18030")
    assert read_earlier(file).to_dict("list") == {"name": ["甲小区", "乙小区"], "area_id": ["东片", np.nan]}


@pytest.fixture(scope="module")
def fewer(first: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The part of the sample without the first area, and with one community that is new."""
    file: Path = tmp_path_factory.mktemp("fewer") / "yiyang.gpkg"
    members = first.areas.labels.index[first.areas.labels == "A001"]
    for name in pyogrio.list_layers(SAMPLE)[:, 0]:
        layer = gpd.read_file(SAMPLE, layer=name)
        if name == "communities":
            layer = layer.query(PART)[lambda frame: ~frame["community_id"].isin(members)]
            new = layer.iloc[:1].assign(community_id="N-1", name="新小区")
            layer = pd.concat([layer, new.set_geometry(new.translate(0.02, 0.02))])  # some 2 km away, in its county
        layer.to_file(file, layer=name, driver="GPKG")
    return file


def test_replanning_from_the_command_line(
    folder: Path, first: Plan, fewer: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    # A plan written in one language is kept to in the other.
    lang = "en" if request.node.callspec.params["folder"] == "zh" else "zh"
    knobs, out = tmp_path / "plan.toml", tmp_path / "new"
    knobs.write_text("[areas]\nmax_communities = 7\n", encoding="utf-8")
    arguments = ["plan", fewer, "--out", out, "--keep", folder / "map.html", "--settings", knobs, "--lang", lang]
    said, _ = run_apart(*arguments)
    record = json.loads((out / "plan.json").read_text(encoding="utf-8"))
    reported = record["changes"]
    assert speaker(lang).write(say_changes(reported)) in said
    assert 0 < record["staying"] < record["value"] <= record["bound"] + 1e-9
    assert "areas.gpkg" in record["inputs"]
    assert reported["came"] == 1
    assert reported["went"] == (first.areas.labels == "A001").sum()
    assert {area["area_id"] for area in reported["areas"] if area["change"] == "closed"} == {"A001"}

    labels = gpd.read_file(out / "areas.gpkg", layer="communities").set_index("community_id")["area_id"]
    before = first.areas.labels.reindex(labels.index)
    assert (labels.notna() & (labels == before)).sum() > 0.8 * before.notna().sum()
    book = openpyxl.load_workbook(out / "plan.xlsx", read_only=True)
    sheets = {"zh": ["片区变化", "小区变动"], "en": ["Changed areas", "Moves"]}[lang]
    areas, moves = (pd.DataFrame(list(book[title].values)) for title in sheets)
    assert areas[0].iloc[1:].tolist() == [area["area_id"] for area in reported["areas"]]
    moves = moves.set_axis(moves.iloc[0], axis="columns").iloc[1:].set_index(speaker(lang).header("community_id"))
    changed = labels.index[(labels != before) & (labels.notna() | before.notna())]
    gone = first.areas.labels.index.difference(labels.index)
    assert set(moves.index) == {*changed, *gone, "N-1"}
    assert (
        moves.loc[gone, speaker(lang).header("now")]
        .eq({"zh": "已出库或被隔离", "en": "gone or in quarantine"}[lang])
        .all()
    )
    assert moves.loc[gone, speaker(lang).header("name")].notna().all()
    assert moves.loc["N-1", speaker(lang).header("was")] == {"zh": "新入库", "en": "new in the bank"}[lang]


@pytest.mark.parametrize("folder", ["zh"], indirect=True)
def test_files_and_frames_keep_alike_and_row_order_is_nothing(folder: Path, first: Plan, fewer: Path) -> None:
    raw, barriers = (gpd.read_file(fewer, layer=name) for name in ("communities", "barriers"))
    reported = first.areas.labels.fillna(first.evaluation.communities["under_way_id"])
    shuffled = reported.sample(frac=1, random_state=1)
    before = shuffled.copy()
    plans = [
        cluster_planner.plan(raw, TIGHTER, barriers=barriers, earlier=first),
        cluster_planner.plan(raw.sample(frac=1, random_state=1), TIGHTER, barriers=barriers, earlier=shuffled),
        plan_file(Inputs(table=fewer, keep=folder), TIGHTER),
    ]
    pd.testing.assert_series_equal(shuffled, before)
    one, two, _ = ((plan.areas.labels.sort_index(), plan.changes.areas) for plan in plans)
    for mine, other in zip(one, two, strict=True):
        pd.testing.assert_frame_equal(mine.to_frame() if mine.ndim == 1 else mine, pd.DataFrame(other))
    under_way = first.evaluation.communities["under_way_id"].dropna().unique()
    assert len(under_way)
    for plan in plans:
        assert (plan.changes.areas.loc[under_way, "change"] == "kept").all()
    assert "Changes" in repr(plans[0])
    assert [plan.changes.counts()["went"] for plan in plans] == [plans[0].changes.counts()["went"]] * 3
    assert cluster_planner.plan(raw.iloc[:3]).changes is None


def drawn_town(names: list[str], *, numbered: bool, where: list[int] | None = None) -> Communities:
    places = range(len(names)) if where is None else where
    reported = town([Point(30.0 * place, 0) for place in places], name=names, county="甲县", subdistrict="乙街道")
    findings = Findings.of(ID_GIVEN) if numbered else Findings.none()
    return Communities(reported.frame, findings=findings)


def earlier_of(communities: Communities, areas: list[str | None]) -> gpd.GeoDataFrame:
    frame = communities.frame[["county", "subdistrict", "name", "geometry"]]
    return frame.assign(area_id=areas).reset_index()


def test_own_ids_are_trusted_even_where_names_change() -> None:
    was, now = drawn_town(["甲", "乙", "丙"], numbered=False), drawn_town(["丙", "甲", "丁"], numbered=False)
    earlier, findings = validate_earlier(earlier_of(was, ["X", "X", None]), now)
    assert earlier["area_id"].fillna("").to_dict() == {"c0": "X", "c1": "X", "c2": ""}
    assert len(findings) == 0


@pytest.mark.parametrize("shapes", [True, False])
def test_given_ids_are_not_trusted(shapes: bool) -> None:  # noqa: FBT001
    # The first is gone, so that every number now stands for the next one; two namesakes are distinguished by place.
    was = drawn_town(["甲", "乙", "丙", "同名", "同名"], numbered=True)
    now = drawn_town(["乙", "丙", "同名", "同名"], numbered=True, where=[1, 2, 3, 4])
    raw = earlier_of(was, ["X", "X", "Y", "Y", "Z"])
    earlier, findings = validate_earlier(raw if shapes else pd.DataFrame(raw.drop(columns="geometry")), now)
    reported = findings.frame.set_index("rule")["count"].to_dict()
    found = earlier["area_id"].reindex(now.index).fillna("").tolist()
    assert found == (["X", "Y", "Y", "Z"] if shapes else ["X", "Y", "", ""])
    assert reported == {"earlier.recognised": 4 if shapes else 2, "earlier.gone": 1 if shapes else 3}
    assert earlier.loc["(c0)"].tolist() == ["X", "甲"]


def test_places_that_several_share_identify_nobody() -> None:
    was = drawn_town([np.nan] * 3, numbered=True, where=[0, 0, 2])
    earlier, _ = validate_earlier(earlier_of(was, ["X", "Y", "Z"]).to_crs(4490), was)
    assert earlier["area_id"].reindex(was.index).fillna("").tolist() == ["", "", "Z"]


def test_what_is_no_plan_of_these_communities_is_refused() -> None:
    was = drawn_town(["甲", "乙"], numbered=False)
    raw = earlier_of(was, ["X", "X"])
    with pytest.raises(DataError) as caught:
        validate_earlier(raw.assign(community_id=["p", "q"], name="", geometry=None), was)
    assert caught.value.rows == ("p", "q")
    with pytest.raises(DataError) as caught:
        validate_earlier(pd.concat([raw, raw.iloc[:1].assign(area_id="Y")]), was)
    assert caught.value.rows == ("c0",)
    earlier, _ = validate_earlier(raw.assign(area_id=[" 东片\n 二 ", "东片 二"]), was)
    assert earlier["area_id"].tolist() == ["东片 二"] * 2
    blank = raw.iloc[:1].assign(community_id="", name=" ", geometry=None)
    earlier, findings = validate_earlier(pd.concat([raw, blank, raw]), was)
    assert earlier.index.tolist() == ["c0", "c1"]
    assert findings.frame["rule"].tolist() == ["earlier.nameless"]


BROKEN = {
    "empty.csv": "小区编号,片区编号\n",
    "no_areas.csv": "项目编号,小区名称\nc0,甲\n",
    "no_labels.csv": "项目编号,片区编号\nc0,\n",
    "no_communities.csv": "片区编号,户数\nA001,20\n",
    "text.gpkg": "this is no GeoPackage",
}


@pytest.mark.parametrize("name", [*BROKEN, "nothing.gpkg", "."])
def test_what_is_no_plan_is_refused_in_both_languages(name: str, tmp_path: Path) -> None:
    if name in BROKEN:
        (tmp_path / name).write_text(BROKEN[name], encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_earlier(earlier_file(tmp_path / name))
    for lang in ("zh", "en"):
        assert str(tmp_path) in caught.value.in_words(lang)
    assert any("\u4e00" <= letter <= "\u9fff" for letter in caught.value.in_words("zh"))
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in caught.value.in_words("en").replace(str(tmp_path), ""))
    assert caught.value.remedy
