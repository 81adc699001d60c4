"""Coordinate systems of shapes and layers: what a file claims, what was named, and what the figures can be."""

from __future__ import annotations

from functools import partial

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pyproj
import pytest
import shapely
from command_line import run
from shapely.geometry import box

from cluster_planner._datum import from_wgs84
from cluster_planner.errors import DataError
from cluster_planner.pipeline import Inputs, plan_file
from cluster_planner.settings import LinkSettings
from cluster_planner.validation import (
    judge_offsets_by_barriers,
    validate_barriers,
    validate_boundaries,
    validate_communities,
    validate_facilities,
)
from cluster_planner.words import speaker

DEGREES, METRES = "EPSG:4326", "EPSG:4546"
LOCAL = 'LOCAL_CS["Local",UNIT["metre",1]]'
LON, LAT = 112.33, 28.59
RIVER = box(112.3306, 28.585, 112.33085, 28.6)


def town(count: int = 6) -> gpd.GeoDataFrame:
    """Return outlines near each other, in degrees of WGS84."""
    shapes = [box(LON + 0.002 * at, LAT, LON + 0.002 * at + 0.001, LAT + 0.001) for at in range(count)]
    table = {"name": [f"{at}苑" for at in range(count)], "households": 100, "source_row": range(1, count + 1)}
    return gpd.GeoDataFrame(table, geometry=shapes, crs=DEGREES)


def figures(crs: str, change=None, claim: str | None = None) -> gpd.GeoDataFrame:
    """Return the town drawn in a system, its figures changed, under a claim that may be wrong."""
    drawn = town().to_crs(crs)
    shapes = shapely.transform(drawn.geometry.to_numpy(), change) if change else drawn.geometry.to_numpy()
    return gpd.GeoDataFrame(drawn.drop(columns="geometry"), geometry=shapes, crs=claim)


def swapped(pairs: np.ndarray) -> np.ndarray:
    return pairs[:, ::-1]


def shift(east: float, pairs: np.ndarray) -> np.ndarray:
    return pairs + np.array([east, 0.0])


def is_home(communities, count: int = 6) -> bool:
    """Whether all communities lie where the town is, to a centimetre."""
    frame = communities.frame
    away = frame.geometry.centroid.distance(town(count).to_crs(frame.crs).centroid.set_axis(frame.index))
    return len(frame) == count and bool((away < 0.01).all())


def rules_of(communities) -> set[str]:
    return set(communities.findings.frame["rule"]) - {"mandatory_missing", "site_from_outline"}


ZONE = pyproj.CRS(METRES).to_wkt("WKT1_ESRI")


@pytest.mark.parametrize(
    ("raw", "named", "rule"),
    [
        (figures(METRES, claim=DEGREES), METRES, "claim_overruled"),  # metres in GeoJSON without crs
        (figures(METRES), METRES, None),  # no .prj
        (figures(DEGREES, claim=METRES), "EPSG:4490", "claim_overruled"),  # degrees under a metric .prj
        (figures(METRES, claim=LOCAL), METRES, "claim_overruled"),
        (figures("EPSG:4547", claim=METRES), "EPSG:4547", "claim_overruled"),  # what is named wins
        (figures("EPSG:3857", claim=DEGREES), "EPSG:3857", "claim_overruled"),  # a web map under 4326
        (figures("EPSG:32649", claim=DEGREES), "EPSG:32649", "claim_overruled"),
        (figures(METRES, claim=ZONE), METRES, None),  # the same system by another name
        (figures(DEGREES, claim=DEGREES), "EPSG:4490", None),
        (figures(DEGREES, claim=DEGREES), METRES, "name_not_taken"),  # degrees cannot be what was named
        (figures(METRES, partial(shift, 37e6), METRES), None, "zone_prefix"),
        (figures(METRES, partial(shift, 37e6), ZONE), None, "zone_prefix"),
        (figures(METRES, partial(shift, 37e6)), None, "zone_prefix"),  # the zone names the system
        (figures(METRES, partial(shift, 37e6), DEGREES), None, "zone_prefix"),
        (figures("EPSG:4508", partial(shift, 19e6)), None, "zone_prefix"),  # of 6 degrees
        (figures(METRES, claim="EPSG:4525"), None, "zone_lost"),
        (figures(METRES, swapped, METRES), None, "survey_axes"),
        (figures("EPSG:32649", swapped, "EPSG:32649"), None, "survey_axes"),
        (figures(METRES, lambda pairs: swapped(shift(37e6, pairs))), None, "zone_prefix"),
        (figures(DEGREES, swapped, DEGREES), None, "columns_swapped"),
        (figures("EPSG:2263", claim="EPSG:2263"), None, None),  # a system in feet
        (figures("EPSG:3395", claim="EPSG:3395"), None, None),
    ],
)
def test_shapes_are_placed_by_what_their_figures_can_be(raw, named, rule):
    before = raw.copy()
    communities = validate_communities(raw, crs=named)
    assert is_home(communities)
    assert rules_of(communities) - {"crs_missing"} >= ({rule} if rule else set())
    if rule is None:
        assert not rules_of(communities) & {"claim_overruled", "name_not_taken", "zone_prefix", "survey_axes"}
    assert raw.equals(before)


@pytest.mark.parametrize(
    ("raw", "named", "words"),
    [
        (figures(METRES, claim=DEGREES), None, ("以米计，不是经纬度", "--crs")),
        (figures(METRES), None, ("未注明坐标系", "以米计", "--crs")),
        (figures(DEGREES, claim=METRES), None, ("CM 111E", "是经纬度，不以米计", "--crs EPSG:4490")),
        (figures(METRES, claim=LOCAL), None, ("本地（独立）坐标系", "“Local”", "--crs")),
        (figures(DEGREES, claim=LOCAL), METRES, ("本地（独立）坐标系", "是经纬度")),
        (figures("EPSG:3857", claim=DEGREES), None, ("Web 墨卡托", "--crs EPSG:3857")),
        (figures(DEGREES, lambda pairs: pairs * 1e6, DEGREES), None, ("经纬度乘以 1,000,000", "除以 1,000,000")),
        (figures(DEGREES, lambda pairs: pairs * 1e7), None, ("经纬度乘以 10,000,000",)),
        (figures(DEGREES, np.radians, DEGREES), None, ("弧度", "57.29578")),
        (figures(METRES, partial(shift, 38e6), METRES), None, ("带号为 38", "zone 38", "--crs EPSG:4526")),
        (figures(METRES, lambda pairs: pairs / 1000, DEGREES), None, ("既不是经纬度",)),
        (figures(DEGREES, claim="ESRI:104905"), None, ("Mars", "无法换算到地图", "--crs")),
    ],
)
def test_shapes_that_cannot_be_placed_are_refused_in_words(raw, named, words):
    with pytest.raises(DataError) as refused:
        validate_communities(raw, crs=named)
    said = refused.value.in_words("zh")
    assert all(word in said for word in words), said
    assert refused.value.in_words("en")


@pytest.mark.parametrize("named", ["ESRI:104905", "IAU_2015:30100", "EPSG:5703", "EPSG:4978", LOCAL])
def test_a_system_that_is_not_of_the_earth_is_not_taken(named):
    for raw in (figures(DEGREES), pd.DataFrame({"name": ["一苑"], "lon": ["112.3"], "lat": ["28.5"]})):
        with pytest.raises(DataError, match="of the earth"):
            validate_communities(raw, crs=named)
    assert is_home(validate_communities(figures(DEGREES, claim="ESRI:104905"), crs="EPSG:4490"))


def test_the_same_holds_for_text():
    wkt = pd.DataFrame(town().drop(columns="geometry")).assign(geometry=figures(METRES).geometry.to_wkt())
    assert is_home(validate_communities(wkt, crs=METRES))
    with pytest.raises(DataError, match="metres, not degrees"):
        validate_communities(wkt)


def test_one_odd_shape_among_many_is_lost_alone_and_loudly():
    raw = town()
    odd = raw.geometry.to_numpy().copy()
    odd[2] = shapely.transform(odd[2], lambda pairs: pairs * 1e5)
    communities = validate_communities(raw.set_geometry(gpd.GeoSeries(odd, crs=DEGREES)))
    assert communities.quarantine["rule"].tolist() == ["coordinate_range"]


DOORS = {
    "barriers": lambda raw, named: validate_barriers([raw], pyproj.CRS(METRES), LinkSettings(), named=named),
    "crossings": lambda raw, named: validate_barriers(
        [], pyproj.CRS(METRES), LinkSettings(), crossings=[raw], named=named
    ),
    "boundaries": lambda raw, named: validate_boundaries(raw, pyproj.CRS(METRES), named=named),
    "facilities": lambda raw, named: validate_facilities(raw, pyproj.CRS(METRES), named=named),
}


def layer(crs: str, claim: str | None, change=None) -> gpd.GeoDataFrame:
    """Return a layer of one feature, of a file that is known by name."""
    shapes = gpd.GeoSeries([RIVER], crs=DEGREES).to_crs(crs).to_numpy()
    raw = gpd.GeoDataFrame(
        {"name": ["资江"], "kind": ["water"]},
        geometry=shapely.transform(shapes, change) if change else shapes,
        crs=claim,
    )
    raw.attrs["source"] = "资江.geojson"
    return raw


@pytest.mark.parametrize("door", [*DOORS])
def test_every_layer_that_cannot_be_placed_stops_the_plan(door):
    raw = layer(METRES, DEGREES)
    with pytest.raises(DataError, match=r"layer of .* \(资江.geojson\) cannot be placed"):
        DOORS[door](raw, None)
    DOORS[door](raw, METRES)


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        (layer(METRES, LOCAL), None),
        (layer(METRES, None), None),
        (layer(DEGREES, METRES), None),
        (layer("EPSG:3857", DEGREES), None),
        (layer(METRES, METRES, lambda pairs: pairs * 1e12), None),
        (layer(DEGREES, LOCAL), METRES),
    ],
)
def test_a_layer_that_cannot_be_placed_stops_the_plan(raw, named):
    with pytest.raises(DataError) as refused:
        DOORS["barriers"](raw, named)
    assert "资江.geojson" in refused.value.in_words("zh")
    assert "--crs" in refused.value.in_words("en")


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        (layer(METRES, DEGREES), METRES),
        (layer(METRES, LOCAL), METRES),
        (layer(METRES, None), METRES),
        (layer(DEGREES, METRES), "EPSG:4490"),
        (layer(DEGREES, DEGREES, swapped), None),
        (layer(METRES, METRES, swapped), None),
        (layer(METRES, METRES, partial(shift, 37e6)), None),
        (layer(METRES, None, partial(shift, 37e6)), None),
        (layer("EPSG:4547", "EPSG:4547"), METRES),  # a claim that can be true holds: --crs is for the communities
        (layer(DEGREES, DEGREES), METRES),
    ],
)
def test_a_layer_takes_the_named_system_where_its_claim_cannot_be_true(raw, named):
    placed, _ = DOORS["barriers"](raw, named)
    there = gpd.GeoSeries([RIVER], crs=DEGREES).to_crs(METRES).iloc[0]
    assert placed.frame.geometry.iloc[0].hausdorff_distance(there) < 0.01


def test_a_feature_that_cannot_be_placed_is_as_loud_as_a_lost_community():
    lost = shapely.transform(RIVER, lambda pairs: pairs * 1e5)
    raw = gpd.GeoDataFrame({"name": list("甲乙丙丁")}, geometry=[RIVER, RIVER, lost, None], crs=DEGREES)
    barriers, findings = DOORS["barriers"](raw, None)
    assert len(barriers.frame) == 2
    told = findings.frame.set_index("rule")["severity"].astype("str")
    assert (told["coordinate_range"], told["feature_empty"]) == ("error", "warning")


@pytest.mark.parametrize("shapes", [[], [None, None], [shapely.Polygon()]])
def test_a_layer_of_no_usable_feature_says_so(shapes):
    raw = gpd.GeoDataFrame({"name": ["江"] * len(shapes)}, geometry=shapes, crs=DEGREES)
    _, findings = DOORS["barriers"](raw, None)
    frame = findings.frame[findings.frame["rule"] == "layer_empty"]
    assert frame[["severity", "count"]].to_numpy().tolist() == [["error", len(shapes)]]


def workbook(path) -> str:
    """Write the town as points of a workbook, in degrees."""
    book = openpyxl.Workbook()
    book.active.append(["小区名称", "户数", "经度", "纬度"])
    for row in range(6):
        book.active.append([f"{row}苑", 300, LON + 0.0015 * (row % 3), LAT + 0.001 * (row // 3)])
    book.save(path)
    return str(path)


def test_from_files_the_command_refuses_and_then_takes_what_is_named(tmp_path):
    table, river = workbook(tmp_path / "小区.xlsx"), tmp_path / "river.shp"
    gpd.GeoSeries([RIVER], crs=DEGREES).to_crs(METRES).to_frame("geometry").to_file(river)
    river.with_suffix(".prj").write_text(LOCAL)
    said = run("plan", table, "--barriers", river, "--out", tmp_path / "out", expect=3)
    assert "river.shp" in said
    assert "--crs" in said
    said = run("plan", table, "--barriers", river, "--out", tmp_path / "out", "--crs", METRES)
    assert "已提供阻隔数据" in said


def test_a_layer_on_the_other_side_of_the_world_is_reported_with_a_system_that_fits():
    around = town().to_crs(METRES).geometry
    door = lambda raw: validate_barriers([raw], pyproj.CRS(METRES), LinkSettings(), around=around)[1].frame  # noqa: E731
    found = door(layer(METRES, "EPSG:4547")).set_index("rule").loc["layer_elsewhere"]
    assert (found["severity"], "EPSG:4546" in found["becomes"]) == ("error", True)
    assert "资江.geojson 29" in found["found"]  # 3 degrees of longitude, in km
    for wrong in (layer("EPSG:32649", "EPSG:32650"), layer(DEGREES, DEGREES, lambda pairs: pairs - [200, 40])):
        assert "layer_elsewhere" in set(door(wrong)["rule"])
    for right in (layer(METRES, METRES), layer(DEGREES, DEGREES), layer("EPSG:4508", "EPSG:4508")):
        assert "layer_elsewhere" not in set(door(right)["rule"])


@pytest.mark.parametrize(
    ("features", "said"),
    [([], "其中没有可用的要素"), ([{"kind": "secondary", "geometry": RIVER.boundary}], "没有一个要素属于起作用的阻隔")],
)
def test_barriers_that_were_given_are_never_said_to_be_missing(tmp_path, features, said):
    table = workbook(tmp_path / "小区.xlsx")
    frame = gpd.GeoDataFrame(features, columns=["kind", "geometry"], geometry="geometry", crs=DEGREES)
    frame.to_file(tmp_path / "路.geojson")
    plan = plan_file(Inputs(table=table, barriers=(str(tmp_path / "路.geojson"),)))
    words = speaker("zh")
    problems = [words.say(f"rule.{rule}.problem") for rule in plan.findings.frame["rule"]]
    assert any(said in problem for problem in problems)
    assert not any("未提供" in problem and "阻隔" in problem for problem in problems)
    assert "未提供" not in str(plan)


def test_a_plan_of_nothing_is_no_success(tmp_path):
    (tmp_path / "a.csv").write_text("小区名称,户数\n梅苑,120\n兰苑,80\n")
    said = run("plan", tmp_path / "a.csv", "--out", tmp_path / "out", expect=3)
    assert all(word in said for word in ("读取 2 行", "没有位置", "经度", "112.3306", "--join"))
    assert not (tmp_path / "out").exists()
    run("check", tmp_path / "a.csv")  # communities without a place can be kept in the bank
    (tmp_path / "b.csv").write_text("小区名称,户数,经度,纬度\n梅苑,120,999,999\n兰苑,80,888,777\n")
    for command in (("check",), ("plan", "--out", tmp_path / "out")):
        said = run(command[0], tmp_path / "b.csv", *command[1:], expect=3)
        assert all(word in said for word in ("读取 2 行", "超出经纬度范围", "经度、纬度"))


def shifted_town(offsets: int, *, points: bool = False) -> gpd.GeoDataFrame:
    """Return 40 small outlines in two rows, or their middles, all moved by offsets of GCJ-02."""
    at = np.arange(40)
    west, south = LON + 0.0008 * (at % 20), LAT + np.where(at < 20, 0.0, 0.0006)
    shapes = shapely.box(west, south, west + 0.0006, south + 0.0003)
    shapes = shapely.centroid(shapes) if points else shapes
    for _ in range(offsets):
        shapes = shapely.transform(shapes, partial(from_wgs84, datum="GCJ02"))
    table = {"name": [f"{number}苑" for number in at], "households": 100}
    return gpd.GeoDataFrame(table, geometry=shapes, crs=DEGREES)


@pytest.mark.parametrize(("raw", "named", "warned"), [
    (figures(DEGREES, claim=DEGREES), None, True),
    (figures(DEGREES), None, True),  # no .prj
    (pd.DataFrame({"name": ["甲"], "lon": [LON], "lat": [LAT]}), None, True),
    (pd.DataFrame({"name": ["甲"], "geometry": [f"POINT ({LON} {LAT})"]}), None, True),
    (figures(DEGREES, swapped, DEGREES), None, True),
    (figures(METRES, claim=METRES), None, False),  # surveyed
    (figures(DEGREES, claim=DEGREES), "EPSG:4490", False),
    (figures(DEGREES, claim=DEGREES), "GCJ02", False),
    (pd.DataFrame({"name": ["甲"], "lon": [LON], "lat": [LAT], "crs_tag": ["CGCS2000"]}), None, False),
    (pd.DataFrame({"name": ["甲"], "lon_gcj02": [LON], "lat_gcj02": [LAT]}), None, False),
    (pd.DataFrame({"name": ["甲"], "lon": [127.02], "lat": [37.58]}), None, False),  # in Seoul no map is shifted
])  # fmt: skip
def test_degrees_of_china_that_name_no_datum_always_carry_a_warning_in_metres(raw, named, warned):
    frame = validate_communities(raw, crs=named).findings.frame
    found = frame.loc[frame["rule"] == "datum_unstated", "found"].tolist()
    assert len(found) == warned
    if warned:
        gcj, bd = (int(part.split()[1]) for part in found[0].split(", "))
        assert (gcj, bd) == (pytest.approx(658, abs=10), pytest.approx(1500, abs=600))


@pytest.mark.parametrize("offsets", [0, 1, 2])
def test_offsets_are_found_by_the_barriers_and_by_the_outlines(offsets):
    land = shapely.box(*shifted_town(0).total_bounds).buffer(0.0002)
    lake = shapely.box(LON - 0.05, LAT - 0.05, LON + 0.05, LAT + 0.05).difference(land)
    layer = gpd.GeoDataFrame({"kind": ["water"]}, geometry=[lake], crs=DEGREES)
    communities = validate_communities(shifted_town(offsets))
    barriers, _ = validate_barriers([layer], communities.frame.crs, LinkSettings())
    found = judge_offsets_by_barriers(communities, barriers).frame["found"].tolist()
    assert found == ([str(offsets)] if offsets else [])

    points = shifted_town(offsets, points=True)
    drawn = shifted_town(0).assign(lon=points.geometry.x, lat=points.geometry.y)
    frame = validate_communities(drawn).findings.frame
    assert frame.loc[frame["rule"] == "offset_outlines", "found"].tolist() == ([str(offsets)] if offsets else [])
