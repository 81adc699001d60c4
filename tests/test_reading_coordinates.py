"""Headers and cells of coordinates, and columns that mean the same field."""

from __future__ import annotations

import pandas as pd
import pytest

from cluster_planner.errors import DataError
from cluster_planner.pipeline import Inputs, check_tables, read_tables
from cluster_planner.pipeline._report import refuse_nothing
from cluster_planner.settings import Settings

LON, LAT = 112.33, 28.59
EAST, NORTH = 630259.36, 3164599.18  # the same, in EPSG:4546


def checked_with(tmp_path, columns, crs=None):
    path = tmp_path / "台账.xlsx"
    rows = {"小区名称": ["甲苑", "乙苑"], "街道": ["东街"] * 2, "户数": [100, 120]}
    frame = pd.DataFrame(rows | {name: [value] * 2 for name, value in columns.items()})
    frame.to_excel(path, index=False)
    tables = read_tables(Inputs(table=path, crs=crs))
    return check_tables(tables, Settings()), tables


def place_of(checked):
    return tuple(checked.communities.frame[["lon", "lat"]].iloc[0])


@pytest.mark.parametrize(
    ("lon", "lat"),
    [
        ("东经", "北纬"),
        ("中心点经度", "中心点纬度"),
        ("经度E", "纬度N"),
        ("POINT_X", "POINT_Y"),
        ("x坐标", "y坐标"),
        ("经度（东经）", "纬度（北纬）"),
        ("WGS84经度", "WGS84纬度"),
        ("项目经度", "项目纬度"),
        ("坐标X（°）", "坐标Y（°）"),
        ("Y（东）", "X（北）"),
        ("小区X坐标", "小区Y坐标"),
        ("质心经度", "质心纬度"),
    ],
)
def test_headers_of_degrees_are_known(tmp_path, lon, lat):
    checked, _ = checked_with(tmp_path, {lon: LON, lat: LAT})
    assert place_of(checked) == pytest.approx((LON, LAT))
    assert "unknown_header" not in set(checked.findings.frame["rule"])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("X坐标", "Y坐标"),
        ("X坐标（m）", "Y坐标（m）"),
        ("横坐标", "纵坐标"),
        ("东坐标", "北坐标"),
        ("中心点X", "中心点Y"),
        ("横坐标Y（米）", "纵坐标X（米）"),
        ("中心点X坐标（米）", "中心点Y坐标（米）"),
        ("Easting", "Northing"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_figures_decide_which_axis_a_header_of_metres_means(tmp_path, first, second, turned):
    pair = (NORTH, EAST) if turned else (EAST, NORTH)
    checked, _ = checked_with(tmp_path, dict(zip((first, second), pair, strict=True)), crs="EPSG:4546")
    assert place_of(checked) == pytest.approx(place_of(checked_with(tmp_path, {"X": EAST, "Y": NORTH}, "EPSG:4546")[0]))
    assert ("survey_axes" in set(checked.findings.frame["rule"])) is turned


@pytest.mark.parametrize(
    "cell",
    [
        "112.33,28.59",
        "112.33°E,28.59°N",
        "E112.33 N28.59",
        "东经112.33° 北纬28.59°",
        "东经：112.33°，北纬：28.59°",
        "(112.33, 28.59)",
        "112°19′48″E，28°35′24″N",
        "北纬28°35′24″、东经112°19′48″",
        "经度112.33，纬度28.59",
        "28.59,112.33",
    ],
)
@pytest.mark.parametrize("header", ["坐标", "中心坐标", "位置坐标", "坐标（经度，纬度）"])
def test_one_cell_holds_both(tmp_path, cell, header):
    checked, _ = checked_with(tmp_path, {header: cell})
    assert place_of(checked) == pytest.approx((LON, LAT))


@pytest.mark.parametrize(
    ("header", "datum"),
    [
        ("百度坐标", "bd09"),
        ("坐标（百度）", "bd09"),
        ("高德坐标", "gcj02"),
        ("高德地图坐标", "gcj02"),
        ("腾讯经纬度", "gcj02"),
        ("火星坐标", "gcj02"),
    ],
)
def test_a_cell_of_both_is_of_the_map_that_its_header_names(tmp_path, header, datum):
    apart, _ = checked_with(tmp_path, {f"{datum}经度": LON, f"{datum}纬度": LAT})
    checked, _ = checked_with(tmp_path, {header: f"{LON},{LAT}"})
    assert place_of(checked) == pytest.approx(place_of(apart))
    assert place_of(checked) != pytest.approx((LON, LAT), abs=1e-4)


def test_a_cell_that_cannot_be_read_is_shown_with_its_row(tmp_path):
    checked, _ = checked_with(tmp_path, {"坐标": "见附图3"})
    found = checked.findings.frame.query("rule == 'pair_unread'")
    assert found[["row", "field", "found"]].to_numpy().tolist() == [
        ["2", "lonlat", "见附图3"],
        ["3", "lonlat", "见附图3"],
    ]
    assert len(checked.communities) == 2


def test_columns_that_look_like_coordinates_are_named_where_there_is_no_place(tmp_path):
    checked, tables = checked_with(tmp_path, {"定位坐标甲": LON, "坐标备注": "无"})
    with pytest.raises(DataError, match="look like coordinates but are not known: 定位坐标甲、坐标备注"):
        refuse_nothing(checked.communities, tables.headers, placed=True)


@pytest.mark.parametrize(
    ("generic", "own", "field"),
    [
        ("name", "小区名称", "name"),
        ("Name", "项目名称", "name"),
        ("community", "小区", "name"),
        ("households", "户数", "households"),
        ("id", "项目编号", "community_id"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_header_of_ours_is_stronger_than_a_generic_one(tmp_path, generic, own, field, turned):
    path = tmp_path / "台账.csv"
    columns = {"街道": "东街", generic: "1", own: "2"} | ({} if field == "name" else {"小区名称": "甲苑"})
    frame = pd.DataFrame([columns])
    frame[list(frame)[::-1] if turned else list(frame)].to_csv(path, index=False)
    tables = read_tables(Inputs(table=path))
    assert tables.communities[field].astype(str).tolist() == ["2"]
    findings = check_tables(tables, Settings()).findings.frame
    taken = findings.query("rule == 'header_taken'")
    assert taken["found"].tolist() == [generic]
    assert not findings.query("rule == 'unknown_header'")["field"].str.contains(generic).any()


@pytest.mark.parametrize("system", ["西安80", "1980西安坐标系", "北京54", "Beijing 1954", "地方坐标系"])
def test_a_system_of_old_in_a_cell_is_never_taken_for_wgs84(tmp_path, system):
    checked, _ = checked_with(tmp_path, {"经度": LON, "纬度": LAT, "坐标系": system})
    assert checked.communities.frame.geometry.isna().all()
    found = checked.findings.frame.query("rule == 'other_system'")
    assert found["found"].tolist() == [system] * 2


@pytest.mark.parametrize("system", ["国家2000坐标系", "WGS84坐标系"])
def test_longer_names_of_known_systems_are_understood(tmp_path, system):
    checked, _ = checked_with(tmp_path, {"经度": LON, "纬度": LAT, "坐标系": system})
    assert place_of(checked) == pytest.approx((LON, LAT))


@pytest.mark.parametrize("text", ["POINT (0 0)", "POINT(0.0 0.0)", "POINT Z (0 0 0)"])
def test_a_point_at_zero_is_a_missing_place(tmp_path, text):
    checked, _ = checked_with(tmp_path, {"WKT": text})
    assert checked.communities.frame.geometry.isna().all()
    assert {"zero_is_missing", "no_place"} <= set(checked.findings.frame["rule"])
