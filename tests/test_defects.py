"""Every defect of values, coordinates and outlines that ledgers have: from the file to what is reported and done.

The numbers are those of the list of known defects; reading and joining have their own tests.
"""

from __future__ import annotations

import contextlib
import io
import json
import math
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import pytest
import shapely
import shapely.affinity
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import Point, box

from cluster_planner._datum import from_wgs84
from cluster_planner.errors import DataError
from cluster_planner.pipeline import Checked, Inputs, check_tables, read_tables
from cluster_planner.proximity import link_communities
from cluster_planner.settings import Settings

ROWS = 8
LON, LAT = 112.35, 28.57
STEP = 0.003
LEFT_OUT = ("blank_row", "totals_row", "totals_by_sum", "note_row", "signature_row", "header_repeated")
ZONE37 = pyproj.Transformer.from_crs(4490, 4546, always_xy=True)


def write_ledger(folder: Path, **columns: list[object]) -> Path:
    """Write a ledger in good order, but for the given columns; a column of None is left out."""
    size = next((len(values) for values in columns.values() if values), ROWS)
    in_order = {
        "项目编号": [f"A{row}" for row in range(size)],
        "小区名称": [f"{'甲乙丙丁戊己庚辛壬癸'[row % 10] * 3}小区{row}" for row in range(size)],
        "县市区": ["赫山区"] * size,
        "街道": ["桃花仑街道"] * size,
        "经度": [LON + STEP * row for row in range(size)],
        "纬度": [LAT] * size,
    }
    table = pd.DataFrame({name: values for name, values in (in_order | columns).items() if values is not None})
    path = folder / "台账.csv"
    path.write_bytes(table.to_csv(index=False).encode("utf-8-sig"))
    return path


def write_outlines(folder: Path, shapes: list[object], **columns: list[object]) -> Path:
    """Write outlines, given in metres from a corner, as a GeoJSON in degrees."""
    corner = ZONE37.transform(LON, LAT)
    moved = [shapely.affinity.translate(shape, *corner) for shape in shapes]
    names = {"项目编号": [f"A{row}" for row in range(len(shapes))], "小区名称": list("甲乙丙丁戊己")[: len(shapes)]}
    frame = gpd.GeoDataFrame(names | columns, geometry=moved, crs=4546)
    path = folder / "边界.geojson"
    path.write_bytes(frame.to_crs(4326).to_json(drop_id=True).encode())
    return path


def write_boundaries(folder: Path, size: int = 5, cell: float = 0.02) -> Path:
    """Write a county of square subdistricts around the ledger."""
    west, south = LON - cell, LAT - cell * size / 2
    features = [
        {
            "type": "Feature",
            "properties": {"county": "赫山区", "subdistrict": f"街道{x}{y}", "adcode": "430903"},
            "geometry": shapely.geometry.mapping(
                box(west + x * cell, south + y * cell, west + (x + 1) * cell, south + (y + 1) * cell)
            ),
        }
        for x in range(size)
        for y in range(size)
    ]
    path = folder / "街道.geojson"
    path.write_bytes(json.dumps({"type": "FeatureCollection", "features": features}).encode())
    return path


def check(path: Path, **inputs: object) -> Checked:
    """Read and check a file; no row may be lost."""
    tables = read_tables(Inputs(table=path, **inputs))
    checked = check_tables(tables, Settings())
    communities = checked.communities
    assert communities.index.is_unique
    rows = set(tables.communities["source_row"].astype(str))
    left_out = set(communities.findings.frame.query("rule in @LEFT_OUT")["row"]) & rows
    assert len(rows) == len(communities) + len(communities.quarantine) + len(left_out)
    return checked


def reported(checked: Checked, rule: str) -> pd.DataFrame:
    frame = checked.findings.frame
    return frame[frame["rule"] == rule]


def rules(checked: Checked) -> set[str]:
    return set(checked.findings.frame["rule"])


def quarantined(checked: Checked) -> dict[str, str]:
    return dict(
        zip(checked.communities.quarantine["community_id"], checked.communities.quarantine["rule"], strict=True)
    )


def lonlat(checked: Checked, name: str = "A0") -> tuple[float, float]:
    row = checked.communities.frame.loc[name]
    return row["lon"], row["lat"]


def with_one(value: object, others: object = None, at: int = 3) -> list[object]:
    """Return a column with a different value in one row."""
    return [value if row == at else others for row in range(ROWS)]


LONS = [LON + STEP * row for row in range(ROWS)]
LATS: list[object] = [LAT] * ROWS


def test_01_swapped_coordinates(tmp_path):
    lon, lat = [*LONS[:7], LAT], [*LATS[:7], LONS[7]]
    checked = check(write_ledger(tmp_path, 经度=lon, 纬度=lat))
    assert reported(checked, "coordinates_swapped")["row"].tolist() == ["9"]
    assert lonlat(checked, "A7") == pytest.approx((LONS[7], LAT))
    elsewhere = check(write_ledger(tmp_path, 经度=[*LONS[:7], 30.6], 纬度=[*LATS[:7], 116.4]))
    assert quarantined(elsewhere) == {"A7": "swap_unclear"}


def test_02_typos_go_to_quarantine_with_a_suggestion(tmp_path):
    checked = check(write_ledger(tmp_path, 经度=[*LONS[:6], "112.35751,17", "112.3.61"]))
    assert quarantined(checked) == {"A6": "coordinate_typo", "A7": "coordinate_typo"}
    assert reported(checked, "coordinate_typo")["becomes"].tolist() == ["112.3575117", "112.361"]


def test_02_full_width_and_chinese_dots_are_read(tmp_path):
    checked = check(write_ledger(tmp_path, 经度=[*LONS[:6], "112。355", "１１２．３６"]))
    assert lonlat(checked, "A6")[0] == pytest.approx(112.355)
    assert lonlat(checked, "A7")[0] == pytest.approx(112.36)
    assert len(reported(checked, "number_text")) == 2


def in_subdistricts(offsets: int) -> dict[str, list[object]]:
    """Return points with the subdistricts in which they lie, moved by so many offsets of GCJ-02."""
    chance = np.random.default_rng(3)
    x, y = chance.integers(0, 5, 200), chance.integers(0, 5, 200)
    within = chance.uniform(0.0005, 0.0195, (200, 2))
    points = np.column_stack([LON - 0.02 + 0.02 * x, LAT - 0.05 + 0.02 * y]) + within
    for _ in range(offsets):
        points = from_wgs84(points, "GCJ02")
    return {
        "街道": [f"街道{a}{b}" for a, b in zip(x, y, strict=True)],
        "经度": [*points[:, 0]],
        "纬度": [*points[:, 1]],
    }


@pytest.mark.parametrize("offsets", [0, 1, 2])
def test_03_04_offsets_that_nobody_named_are_found_by_the_boundaries(tmp_path, offsets):
    path = write_ledger(tmp_path, **in_subdistricts(offsets))
    checked = check(path, boundaries=(str(write_boundaries(tmp_path)),))
    assert reported(checked, "offset_fits")["found"].tolist() == ([str(offsets)] if offsets else [])
    assert len(checked.communities) == 200


def test_03_a_datum_named_for_the_file_is_converted(tmp_path):
    points = from_wgs84(np.array([LONS, LATS]).T, "GCJ02")
    checked = check(write_ledger(tmp_path, 经度=[*points[:, 0]], 纬度=[*points[:, 1]]), crs="GCJ-02")
    assert lonlat(checked) == pytest.approx((LON, LAT), abs=1e-7)
    assert reported(checked, "offset_datum")["found"].tolist() == ["GCJ02: 8"]


def test_03_outlines_labelled_otherwise_are_converted(tmp_path):
    path = write_outlines(tmp_path, [box(0, 0, 100, 100), box(200, 0, 300, 100)])
    plain, shifted = check(path), check(path, crs="BD09")
    moved_m = plain.communities.frame.distance(shifted.communities.frame)
    assert (moved_m > 500).all()
    assert {"offset_datum"} <= rules(shifted) - rules(plain)


def test_03_each_row_may_name_its_own(tmp_path):
    point = from_wgs84(np.array([[LONS[3], LAT]]), "BD09")[0]
    lon, lat = with_one(point[0]), with_one(point[1])
    lon, lat = ([given or LONS[row] for row, given in enumerate(lon)], [given or LAT for given in lat])
    checked = check(write_ledger(tmp_path, 经度=lon, 纬度=lat, 坐标系=with_one("百度", "CGCS2000")))
    assert lonlat(checked, "A3") == pytest.approx((LONS[3], LAT), abs=1e-7)
    assert checked.communities.frame["crs_tag"].tolist()[3] == "WGS84"


def test_05_columns_of_two_maps(tmp_path):
    true = np.array([LONS, LATS]).T
    gcj, baidu = from_wgs84(true, "GCJ02"), from_wgs84(true, "BD09")
    baidu[5] += [0.001, 0]
    columns = {"高德经度": gcj[:, 0], "高德纬度": gcj[:, 1], "百度地图经度": baidu[:, 0], "百度地图纬度": baidu[:, 1]}
    path = write_ledger(tmp_path, 经度=None, 纬度=None, **{name: [*values] for name, values in columns.items()})
    checked = check(path)
    assert lonlat(checked) == pytest.approx((LON, LAT), abs=1e-7)
    assert reported(checked, "pairs_disagree")["row"].tolist() == ["7"]
    assert 80 < float(reported(checked, "pairs_disagree")["found"].iloc[0]) < 120


def survey(prefix: int = 0) -> dict[str, list[object]]:
    east, north = ZONE37.transform(LONS, LATS)
    return {"经度": None, "纬度": None, "X": [*north], "Y": [prefix * 1e6 + metre for metre in east]}


def test_06_survey_axes_are_reported_by_their_size(tmp_path):
    checked = check(write_ledger(tmp_path, **survey()), crs="EPSG:4546")
    assert lonlat(checked) == pytest.approx((LON, LAT), abs=1e-6)
    assert reported(checked, "survey_axes")["count"].tolist() == [8]


def test_07_a_zone_before_the_easting_names_the_system(tmp_path):
    checked = check(write_ledger(tmp_path, **survey(37)))
    assert lonlat(checked) == pytest.approx((LON, LAT), abs=1e-6)
    assert reported(checked, "zone_prefix")["becomes"].tolist() == ["EPSG:4525"]
    assert lonlat(check(write_ledger(tmp_path, **survey(37)), crs="EPSG:4546")) == pytest.approx((LON, LAT), abs=1e-6)


def test_07_a_zone_that_was_lost_is_put_back(tmp_path):
    checked = check(write_ledger(tmp_path, **survey()), crs="EPSG:4525")
    assert lonlat(checked) == pytest.approx((LON, LAT), abs=1e-6)
    assert "zone_lost" in rules(checked)


def test_07_metres_of_no_system_are_refused_with_a_suggestion(tmp_path):
    path = write_ledger(tmp_path, **survey())
    with pytest.raises(DataError, match="--crs"):
        check(path)
    with pytest.raises(DataError, match=r"EPSG:4546\b") as refusal:
        check(path, boundaries=(str(write_boundaries(tmp_path)),))
    assert "4547" not in str(refusal.value)
    assert "坐标以米计" in refusal.value.in_words("zh")


def test_08_degrees_minutes_and_seconds(tmp_path):
    typed = ["112°21′18.2″E", "112度21分18.2秒", "东经112°21'18.2\"", "112°21.30333′"]
    checked = check(write_ledger(tmp_path, 经度=typed, 纬度=["28°34′12″N", "北纬28°34′12″", "28°34′12″", "28.57"]))
    assert checked.communities.frame["lon"].tolist() == pytest.approx([112.355056] * 4, abs=1e-5)
    assert checked.communities.frame["lat"].tolist() == pytest.approx([28.57] * 4, abs=1e-5)
    assert len(reported(checked, "degrees_minutes")) == 7


@pytest.mark.parametrize("header", ["经纬度", "经度"])
def test_09_both_in_one_cell_in_any_order(tmp_path, header):
    ways = ["{1},{0}", "{0}，{1}", "({0}, {1})", "{0} {1}"] * 2
    cells = [way.format(lon, lat) for way, lon, lat in zip(ways, LONS, LATS, strict=True)]
    checked = check(write_ledger(tmp_path, **{"经度": None, "纬度": None} | {header: cells}))
    assert checked.communities.frame["lon"].tolist() == pytest.approx(LONS)
    assert reported(checked, "one_cell")["count"].tolist() == [8]


def test_10_a_stack_of_names_on_one_point_is_linked_to_nothing(tmp_path):
    lon = [LON] * 6 + [LON + 0.001, LON + 0.002]
    path = write_ledger(tmp_path, 经度=lon, 户数=[500] * ROWS, 建成年份=[1990] * ROWS)
    checked = check(path)
    assert len(reported(checked, "fallback_place")) == 6
    assert checked.communities.frame["location_quality"].tolist() == ["fallback"] * 6 + ["given"] * 2
    links = link_communities(checked.communities, checked.barriers, Settings().links)
    assert links.frame.index.tolist() == [("A6", "A7")]


def test_11_placed_in_another_province(tmp_path):
    lon = [*LONS[:7], 121.47]
    assert quarantined(check(write_ledger(tmp_path, 经度=lon))) == {"A7": "far_away"}
    checked = check(write_ledger(tmp_path, 经度=lon), boundaries=(str(write_boundaries(tmp_path)),))
    assert quarantined(checked) == {"A7": "outside_boundaries"}
    assert reported(checked, "outside_boundaries")["found"].tolist() == ["121.47, 28.57"]


def test_11_boundaries_of_another_city_refuse_nobody(tmp_path):
    path = write_ledger(tmp_path, 经度=[lon + 1 for lon in LONS])
    checked = check(path, boundaries=(str(write_boundaries(tmp_path)),))
    assert reported(checked, "boundaries_partial")["count"].tolist() == [8]
    assert checked.communities.quarantine.empty


def test_12_without_coordinates(tmp_path):
    checked = check(write_ledger(tmp_path, 经度=with_one("", LON), 纬度=[LAT + STEP * row for row in range(ROWS)]))
    assert reported(checked, "no_place")["community_id"].tolist() == ["A3"]
    assert (~checked.communities.located).sum() == 1


def test_13_one_wrong_digit_of_latitude(tmp_path):
    true = np.array([LONS, LATS]).T
    gcj = from_wgs84(true, "GCJ02")
    lat = [*LATS[:5], LAT - 0.091, *LATS[6:]]
    paired = check(write_ledger(tmp_path, 纬度=lat, 高德经度=[*gcj[:, 0]], 高德纬度=[*gcj[:, 1]]))
    assert reported(paired, "pairs_disagree")["community_id"].tolist() == ["A5"]
    streets = ["街道12"] * ROWS
    alone = check(
        write_ledger(tmp_path, 经度=[LON + 0.01] * ROWS, 纬度=[*LATS[:5], LAT + 0.03, *LATS[6:]], 街道=streets),
        boundaries=(str(write_boundaries(tmp_path)),),
    )
    assert reported(alone, "place_disagrees")["community_id"].tolist() == ["A5"]


YEARS = [
    (14, "1998年", 1998, None, "year_text"),
    (14, "２０００年", 2000, None, "year_text"),
    (15, "90年代", 1990, 1999, "year_decade"),
    (15, "九十年代初", 1990, 1993, "year_decade"),
    (15, "上世纪80年代末", 1987, 1989, "year_decade"),
    (16, "1998-2001", 1998, 2001, "year_interval"),
    (16, "1995、1999", 1995, 1999, "year_interval"),
    (16, "一期1998 二期2003", 1998, 2003, "year_interval"),
    (17, "19000100", None, None, "sentinel"),
    (17, "暂无数据", None, None, "sentinel"),
    (18, "36526", 2000, None, "year_text"),
    (18, "1998-06-30", 1998, None, "year_from_date"),
    (19, "98", 1998, None, "year_text"),
    (22, "一九九八年", 1998, None, "year_text"),
]


@pytest.mark.parametrize("number", sorted({number for number, *_ in YEARS}))
def test_14_to_19_and_22_years(tmp_path, number):
    cases = [case for case in YEARS if case[0] == number]
    checked = check(write_ledger(tmp_path, 建成年份=[typed for _, typed, *_ in cases]))
    for (_, row), (_, _, first, last, rule) in zip(checked.communities.frame.iterrows(), cases, strict=True):
        assert (row["build_year"] == first) if first else math.isnan(row["build_year"])
        assert (row["build_year_to"] == last) if last else math.isnan(row["build_year_to"])
        where = "" if rule == "year_from_date" else str(row["source_row"])  # reported once, with their number
        assert where in reported(checked, rule)["row"].tolist()


def test_15_a_span_across_the_limit_is_doubted(tmp_path):
    checked = check(write_ledger(tmp_path, 建成年份=with_one("1998-2003", "1990")))
    assert reported(checked, "year_straddles")["community_id"].tolist() == ["A3"]


def test_17_what_stands_for_nothing_is_never_a_number(tmp_path):
    typed = ["暂无数据", "0", "/", "—", "不详", "-", "N/A", "null"]
    checked = check(write_ledger(tmp_path, 户数=typed, 建成年份=typed))
    assert checked.communities.frame[["households", "build_year"]].isna().all(axis=None)
    assert len(reported(checked, "sentinel")) == 15
    assert reported(checked, "zero_is_missing")["field"].tolist() == ["households"]


def test_19_a_year_to_come_goes_to_quarantine(tmp_path):
    assert quarantined(check(write_ledger(tmp_path, 建成年份=with_one("2035", "1990")))) == {"A3": "year_in_future"}


HOUSEHOLDS = [
    (20, "约120户", 120, "number_about"),
    (20, "120余户", 120, "number_about"),
    (20, "★800户", 800, "number_text"),
    (20, "100-120", 110, "number_range"),
    (21, "１２０", 120, "number_text"),
    (22, "一百二十户", 120, "number_text"),
    (22, "三百多户", 300, "number_about"),
    (40, "1,234", 1234, "number_text"),
    (40, "'350", 350, "number_text"),
    (40, "1 234", 1234, "number_text"),
]


@pytest.mark.parametrize("number", sorted({number for number, *_ in HOUSEHOLDS}))
def test_20_to_22_and_40_households(tmp_path, number):
    cases = [case for case in HOUSEHOLDS if case[0] == number]
    checked = check(write_ledger(tmp_path, 户数=[typed for _, typed, *_ in cases]))
    assert checked.communities.frame["households"].tolist() == [meant for _, _, meant, _ in cases]
    for _, typed, _, rule in cases:
        assert typed in reported(checked, rule)["found"].tolist()


def test_21_names_are_compared_without_width_and_shown_as_written(tmp_path):
    names = [f"小区{row}" for row in range(6)] + ["幸福小区（Ａ块）", "幸福小区(A块)"]
    checked = check(write_ledger(tmp_path, 小区名称=names))
    assert reported(checked, "same_name")["found"].tolist() == ["#8 幸福小区（Ａ块）"]
    assert checked.communities.frame["name"].tolist() == names


def test_23_units_of_area(tmp_path):
    area = ["1.13万㎡", "110688m²", "3亩", 11300, 11300, 11300, 11300, 1.13]
    checked = check(write_ledger(tmp_path, 户数=[150, 1500, 20, 150, 150, 150, 150, 150], 建筑面积=area))
    assert checked.communities.frame["floor_area_m2"].tolist()[:3] == [11300, 110688, 2000]
    assert checked.communities.frame["floor_area_m2"]["A7"] == 1.13
    assert reported(checked, "unit_doubtful")[["community_id", "becomes"]].to_numpy().tolist() == [["A7", "11300?"]]
    in_header = check(write_ledger(tmp_path, **{"户数": [150] * ROWS, "建筑面积(万㎡)": [1.13] * ROWS}))
    assert in_header.communities.frame["floor_area_m2"].tolist() == [11300] * ROWS
    assert "unit_doubtful" not in rules(in_header)


def test_24_units_of_money(tmp_path):
    money = ["2350000元", "235万元", "三百万元", "235", "235", "235", "235", "2350000"]
    checked = check(write_ledger(tmp_path, **{"户数": [100] * ROWS, "估算总投资(万元)": money}))
    assert checked.communities.frame["invest_money"].tolist() == [2350000] * 2 + [3000000] + [2350000] * 4 + [
        23500000000
    ]
    assert reported(checked, "unit_doubtful")[["community_id", "becomes"]].to_numpy().tolist() == [["A7", "235?"]]


def test_28_names_again(tmp_path):
    names = [
        "建设小区",
        "建设小区",
        "建设小区",
        "金桥花园",
        "金桥花园",
        "银城花园一期",
        "银城花园二期",
        "向阳路电机厂家属楼",
    ]
    streets = ["桃花仑街道", "金银山街道", "龙光桥街道", *["桃花仑街道"] * 5]
    lon = [*LONS[:4], LONS[3], LONS[5], LONS[5] + 0.0003, LONS[7]]
    assert quarantined(check(write_ledger(tmp_path, 小区名称=names, 街道=streets, 经度=lon))) == {
        "A4": "same_community"
    }
    near = [*names[:6], "向阳路电机厂家属搂", names[7]]
    lon = [*LONS[:6], LONS[7] + 0.0003, LONS[7]]
    checked = check(write_ledger(tmp_path, 小区名称=near, 街道=streets, 经度=lon))
    assert reported(checked, "like_name")["found"].tolist() == ["#8 向阳路电机厂家属搂"]
    assert reported(checked, "same_name")["community_id"].tolist() == ["A4"]
    assert checked.communities.quarantine.empty


def test_29_code_name_and_place(tmp_path):
    columns = {"县市区": with_one("资阳区", "赫山区"), "行政区划代码": with_one("430902", "430903", at=5)}
    alone = check(write_ledger(tmp_path, 县市区=["赫山区"] * ROWS, 行政区划代码=columns["行政区划代码"]))
    assert reported(alone, "adcode_disagrees")[["community_id", "becomes"]].to_numpy().tolist() == [["A5", "430903"]]
    checked = check(write_ledger(tmp_path, **columns, 街道=None), boundaries=(str(write_boundaries(tmp_path)),))
    elsewhere = reported(checked, "place_disagrees").query("field == 'county'")
    assert elsewhere[["community_id", "becomes"]].to_numpy().tolist() == [["A3", "赫山区"]]
    assert checked.communities.frame["county"]["A3"] == "资阳区"


BOW = shapely.Polygon([(0, 0), (100, 100), (100, 0), (0, 100)])
SPIKE = shapely.Polygon([(0, 0), (100, 0), (100, 100), (50, 100), (50, 150), (50, 100), (0, 100)])
# Two lobes that cross at (100, 50): the small one is a twenty-fifth of the large one.
LOBES = shapely.Polygon([(0, 0), (120, 60), (120, 40), (0, 100)])


@pytest.mark.parametrize(
    ("number", "shape", "rule", "kept"),
    [
        (30, SPIKE, "invalid_outline", True),
        (30, LOBES, "outline_changed", True),
        (30, BOW, "outline_ruined", False),
        (31, shapely.Polygon([(0, 0), (50, 50), (100, 100)]), "zero_area", False),
        (31, shapely.Polygon([(5, 5), (5, 5), (5, 5)]), "zero_area", False),
        (31, box(0, 0, 6, 7), "sliver", True),
        (32, shapely.MultiPolygon([box(0, 0, 50, 50), box(120, 0, 170, 50)]), None, True),
        (32, shapely.MultiPolygon([box(0, 0, 50, 50), box(180, 0, 230, 50)]), "parts_apart", True),
        (32, shapely.Polygon(box(0, 0, 90, 90).exterior, [box(40, 40, 50, 50).exterior]), None, True),
    ],
)
def test_30_to_32_outlines(tmp_path, number, shape, rule, kept):
    checked = check(write_outlines(tmp_path, [box(500, 0, 600, 100), shape]))
    assert ("A1" in checked.communities.index) is kept, number
    about_shape = {"invalid_outline", "outline_changed", "outline_ruined", "zero_area", "sliver", "parts_apart"}
    assert rules(checked) & about_shape == ({rule} if rule else set())


def test_31_an_open_ring_is_closed(tmp_path):
    ring = "POLYGON((112.35 28.57, 112.351 28.57, 112.351 28.571, 112.35 28.571))"
    checked = check(write_ledger(tmp_path, 经度=None, 纬度=None, 边界=[ring, *[""] * 7]))
    assert "ring_closed" in rules(checked)
    assert checked.communities.frame.geometry["A0"].area == pytest.approx(98 * 111, rel=0.02)


def test_32_heights_are_taken_off(tmp_path):
    checked = check(write_outlines(tmp_path, [shapely.force_3d(box(0, 0, 100, 100), 7.0)]))
    assert "height_dropped" in rules(checked)
    assert not checked.communities.frame.has_z.any()


def test_33_overlaps(tmp_path):
    shapes = [box(0, 0, 100, 100), box(95, 0, 195, 100), box(10, 10, 105, 100), box(194.5, 0, 300, 100)]
    checked = check(write_outlines(tmp_path, shapes))
    assert quarantined(checked) == {"A2": "same_ground"}
    pair = reported(checked, "overlap")[["community_id", "found", "becomes"]].to_numpy().tolist()
    assert pair == [["A1", "#1 甲", "5.0%"]]


def test_38_shares(tmp_path):
    frame = check(write_ledger(tmp_path, 同意率=["85", "0.85", "85%", "８５％"])).communities.frame
    assert frame["consent_share"].tolist() == pytest.approx([0.85] * 4)


def test_38_contradictions(tmp_path):
    households, buildings = [100] * ROWS, [4, 0, 150, *[4] * 5]
    consent = [120, 80, 80, 80, *[90] * 4]
    share = ["", "", "", "0.5", "", "", "", ""]
    path = write_ledger(tmp_path, 户数=households, 楼栋数=buildings, 同意户数=consent, 同意率=share)
    checked = check(path)
    assert quarantined(checked) == {"A0": "counts_contradict", "A1": "no_buildings", "A2": "counts_contradict"}
    assert reported(checked, "share_disagrees")[["community_id", "becomes"]].to_numpy().tolist() == [["A3", "0.8"]]
    assert reported(checked, "counts_contradict")["found"].tolist() == ["120 > 100", "150 > 100"]


def test_39_money_and_dates(tmp_path):
    path = write_ledger(
        tmp_path,
        估算总投资=[200] * ROWS,
        中央补助=[100, 100, *[""] * 6],
        省级补助=[100, 50, *[""] * 6],
        完成投资=["", "", 230, 500, *[""] * 4],
        开工日期=[*[""] * 4, "2023-03-01", "2023-03-01", "2023-03-01", ""],
        完工日期=[*[""] * 4, "2023-02-01", "2020-02-01", "2023-12-01", ""],
    )
    checked = check(path)
    assert reported(checked, "funds_differ")[["community_id", "becomes"]].to_numpy().tolist() == [["A1", "150"]]
    assert reported(checked, "overpaid")["community_id"].tolist() == ["A2"]
    assert reported(checked, "dates_disorder")["community_id"].tolist() == ["A4"]
    assert quarantined(checked) == {"A3": "far_overpaid", "A5": "dates_far_disorder"}


def test_40_error_cells(tmp_path):
    typed = ["#REF!", "#DIV/0!", "#VALUE!", "=SUM(A1:A5)", "120", "#N/A"]
    checked = check(write_ledger(tmp_path, 户数=typed))
    assert quarantined(checked) == dict.fromkeys(["A0", "A1", "A2", "A3"], "error_cell")
    assert reported(checked, "error_cell")["found"].tolist() == typed[:4]
    assert reported(checked, "not_a_number").empty


SECRETS = ("13873712345", "138-7371-2345", "0737-4221234", "430903198001011234", "43090319800101123X", "张三丰")


def test_42_personal_data_is_in_no_output(tmp_path):
    path = write_ledger(
        tmp_path,
        联系电话=["13873712345"] * ROWS,
        户主姓名=["张三丰"] * ROWS,
        详细地址=[
            "桃花仑路1号 电话138-7371-2345",
            "康复路 0737-4221234",
            "身份证430903198001011234",
            *["桃花仑路2号"] * 5,
        ],
        备注=["43090319800101123X", *[""] * 7],
        建成年份=["13873712345", "2035", *["1990"] * 6],
    )
    checked = check(path)
    assert set(reported(checked, "personal_data")["field"]) == {"phone", "户主姓名"}
    assert set(reported(checked, "personal_value")["field"]) == {"address", "备注", "build_year"}
    out = io.StringIO()
    for table in (checked.communities.frame, checked.communities.quarantine, checked.findings.frame):
        table.to_csv(out)
    assert not any(secret in out.getvalue() for secret in SECRETS)
    assert checked.communities.frame["address"]["A0"] == "桃花仑路1号 电话***"


CELLS = st.sampled_from([
    "", "0", "甲", "合计", "约12户", "1998年", "/", "112.3", "28.5", "37632579", "3162361", "112.9,1", "28.5,112.3",
    "112°21′E", "1e9", "#REF!", "13873712345", "GCJ02", "POINT (112.3 28.5)", "一百二十", "=1+1", "inf",
])  # fmt: skip
HEADERS = [
    "项目编号", "小区名称", "县市区", "经度", "纬度", "经纬度", "百度经度", "高德经度", "高德纬度", "坐标系",
    "户数", "楼栋数", "同意户数", "建成年份", "开工日期", "完工日期", "边界", "备注",
]  # fmt: skip


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_row_is_lost_whatever_it_says(tmp_path, data):
    size = data.draw(st.integers(1, 6))
    cells = {name: data.draw(st.lists(CELLS, min_size=size, max_size=size)) for name in HEADERS}
    path = tmp_path / "any.csv"
    path.write_bytes(pd.DataFrame(cells).to_csv(index=False).encode())
    with contextlib.suppress(DataError):
        check(path)


def test_points_and_outlines_side_by_side_keep_their_places(tmp_path):
    shapes = [box(0, 0, 100, 100), Point(200, 50)]
    frame = check(write_outlines(tmp_path, shapes)).communities.frame
    assert frame["location_quality"].tolist() == ["given", "given"]
