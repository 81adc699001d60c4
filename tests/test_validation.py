"""The door: what is repaired, doubted and refused, and that no row is lost."""

from __future__ import annotations

import math
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point, box

from cluster_planner.errors import DataError
from cluster_planner.model import Communities
from cluster_planner.profile import CHINA
from cluster_planner.settings import AreaSettings, Limit, LinkSettings, Settings
from cluster_planner.sources import FieldMapping, read_layer, read_mapping, read_table
from cluster_planner.validation import (
    validate_barriers,
    validate_boundaries,
    validate_communities,
    validate_facilities,
)

BANK = CHINA.catalogue.bank

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared" / "data"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason=f"the real input is not at {SHARED}")
METRIC = "EPSG:4547"
CORNER = (432_000.0, 3_160_000.0)


def ledger(**columns: object) -> pd.DataFrame:
    """Return a ledger of text with ids and places that are in order, but for the given columns."""
    size = max((len(values) for values in columns.values()), default=1)
    places = range(size)
    in_order = {
        "community_id": [f"A{place}" for place in places],
        "name": [f"小区{place}" for place in places],
        "lon": [f"112.{300 + place}" for place in places],
        "lat": ["28.5"] * size,
    }
    return pd.DataFrame({**in_order, **columns, "source_row": [place + 2 for place in places]}, dtype="object")


def moved_to_corner(xyz: np.ndarray) -> np.ndarray:
    return xyz + np.array([*CORNER, 0.0])[: xyz.shape[1]]


def outlines(*shapes: object, **columns: object) -> gpd.GeoDataFrame:
    moved = [shape and shapely.transform(shape, moved_to_corner, include_z=shape.has_z) for shape in shapes]
    ids = [f"A{place}" for place in range(len(shapes))]
    return gpd.GeoDataFrame({"community_id": ids, **columns}, geometry=moved, crs=METRIC)


def rules_of(communities: Communities, field: str | None = None, row: object = None) -> set[str]:
    reported = communities.findings.frame
    reported = reported if field is None else reported[reported["field"] == field]
    reported = reported if row is None else reported[reported["row"] == str(row)]
    return set(reported["rule"]) - {"mandatory_missing"}


def in_rows(communities: Communities, size: int) -> list[pd.Series]:
    """Return the communities in the order of the ledger."""
    return [communities.frame.loc[f"A{place}"] for place in range(size)]


def same_figure(found: float, meant: float | None) -> bool:
    return math.isnan(found) if meant is None else found == pytest.approx(meant)


def assert_all_accounted(raw: pd.DataFrame, communities: Communities) -> None:
    left_out = communities.findings.frame.query("rule in ['blank_row', 'totals_row', 'totals_by_sum']")["row"]
    ends = [*communities.frame["source_row"].astype(str), *communities.quarantine["source_row"].astype(str), *left_out]
    assert sorted(ends) == sorted(raw["source_row"].astype(str))


NUMBERS = [
    ("households", "120", 120, None),
    ("households", "1,234", 1234, "number_text"),
    ("households", "１２０", 120, "number_text"),
    ("households", "120户", 120, "number_text"),
    ("households", "约120户", 120, "number_about"),
    ("households", "120余户", 120, "number_about"),
    ("households", "★800户", 800, "number_text"),
    ("households", "'350", 350, "number_text"),
    ("households", "100-120", 110, "number_range"),
    ("households", "0", None, "zero_is_missing"),
    ("households", "暂无数据", None, "sentinel"),
    ("households", "—", None, "sentinel"),
    ("households", "／", None, "sentinel"),
    ("households", "不详", None, "sentinel"),
    ("households", "很多", None, "not_a_number"),
    ("households", "-5", None, "out_of_range"),
    ("households", "inf", None, "not_a_number"),
    ("parking", "0", 0, None),
    ("floor_area_m2", "110688m²", 110688, "number_text"),
    ("floor_area_m2", "1.13万㎡", 11300, "unit_converted"),
    ("floor_area_m2", "3亩", 2000, "unit_converted"),
    ("invest_money", "235", 235, None),
    ("invest_money", "235万元", 2_350_000, "unit_converted"),
    ("consent_share", "85%", 0.85, "unit_converted"),
    ("consent_share", "85", 0.85, "unit_converted"),
    ("consent_share", "0.85", 0.85, None),
    ("storeys", "3-7层", 7, "number_range"),
    ("storeys", "600", None, "out_of_range"),
]


@pytest.mark.parametrize("field", sorted({field for field, *_ in NUMBERS}))
def test_numbers_are_read_as_a_person_would(field):
    cases = {typed: (meant, rule) for name, typed, meant, rule in NUMBERS if name == field}
    communities = validate_communities(ledger(**{field: list(cases)}))
    for row, (meant, rule) in zip(in_rows(communities, len(cases)), cases.values(), strict=True):
        assert same_figure(row[field], meant)
        assert rules_of(communities, field, row["source_row"]) == ({rule} if rule else set())


@pytest.mark.parametrize(
    ("typed", "meant", "rule"),
    [
        ("1234.56", 12_345_600, None),
        ("235万元", 2_350_000, "number_text"),
        ("2350000元", 2_350_000, "unit_converted"),
        ("约1.15", 11_500, "number_about"),
    ],
)
def test_a_bare_figure_of_a_ledger_is_in_wan_and_becomes_exact_to_the_cent(typed, meant, rule):
    communities = validate_communities(ledger(invest_wan=[typed]))
    [row] = in_rows(communities, 1)
    assert row["invest_money"] == meant
    assert rules_of(communities, "invest_money", row["source_row"]) == ({rule} if rule else set())


YEARS = [
    ("1998", (1998, None), None),
    ("1998年", (1998, None), "year_text"),
    ("1998年建", (1998, None), "year_text"),
    ("1998-06-30", (1998, None), "year_from_date"),
    ("1998-06-30 00:00:00", (1998, None), "year_from_date"),
    ("1998/6/30", (1998, None), "year_from_date"),
    ("1998年6月", (1998, None), "year_from_date"),
    ("19980630", (1998, None), "year_from_date"),
    ("36526", (2000, None), "year_text"),
    ("98", (1998, None), "year_text"),
    ("1998-2001", (1998, 2001), "year_interval"),
    ("1999、1995", (1995, 1999), "year_interval"),
    ("90年代", (1990, 1999), "year_decade"),
    ("19000100", (None, None), "sentinel"),
    ("1900-01-00", (None, None), "sentinel"),
    ("0", (None, None), "sentinel"),
    ("/", (None, None), "sentinel"),
    ("解放前", (None, None), "not_a_year"),
    ("2998", (None, None), "out_of_range"),
]


def test_years_are_read_however_they_are_written():
    communities = validate_communities(ledger(build_year=[typed for typed, _, _ in YEARS]))
    for row, (_, (first, last), rule) in zip(in_rows(communities, len(YEARS)), YEARS, strict=True):
        assert same_figure(row["build_year"], first)
        assert same_figure(row["build_year_to"], last)
        if rule != "year_from_date":
            assert rules_of(communities, "build_year", row["source_row"]) == ({rule} if rule else set())
    dates = communities.findings.frame.query("rule == 'year_from_date'")
    assert dates["count"].tolist() == [sum(rule == "year_from_date" for _, _, rule in YEARS)]


def test_years_are_read_from_numbers_and_from_dates_too():
    for column in ([1998.0, np.nan], pd.to_datetime(["1998-06-30", None]), [19980630, 0]):
        communities = validate_communities(ledger(name=["甲", "乙"]).assign(build_year=column))
        assert communities.frame["build_year"]["A0"] == 1998
        assert math.isnan(communities.frame["build_year"]["A1"])


@pytest.mark.parametrize(
    ("typed", "day"),
    [("2023-06-01", "2023-06-01"), ("2023/6/1", "2023-06-01"), ("20230601", "2023-06-01"), ("2023年6月", "2023-06-01"),
     ("45078", "2023-06-01"), ("2023-02-30", None), ("年底", None)],
)  # fmt: skip
def test_dates_become_iso(typed, day):
    found = validate_communities(ledger(done_on=[typed])).frame["done_on"]["A0"]
    assert pd.isna(found) if day is None else found == day


def test_every_spelling_of_a_choice_is_its_code():
    spellings = {
        field.name: [
            (text, choice.code)
            for choice in field.choices
            for text in (choice.code, *choice.spellings, f" {choice.spellings[0]} ", choice.spellings[-1].upper())
        ]
        for field in BANK
        if field.kind == "choice" and field.name != "crs_tag"  # what is converted is tagged anew
    }
    size = max(map(len, spellings.values()))
    typed = {name: [text for text, _ in said] + [""] * (size - len(said)) for name, said in spellings.items()}
    rows = in_rows(validate_communities(ledger(**typed)), size)
    for name, said in spellings.items():
        assert [row[name] for row in rows[: len(said)]] == [code for _, code in said]


def test_unknown_choices_are_missing_and_reported_unless_the_user_says_what_they_mean():
    raw = ledger(structure=["벽돌", "砖混"], works_class=["基础类、提升", "基础;什么"])
    communities = validate_communities(raw)
    assert communities.frame["structure"].isna().tolist() == [True, False]
    assert rules_of(communities, "structure") == {"unknown_choice"}
    assert communities.frame["works_class"].tolist() == ["basic;upgrading", "basic"]
    reported = validate_communities(raw, values={"structure": {"벽돌": "砖混"}})
    assert reported.frame["structure"].tolist() == ["brick_concrete", "brick_concrete"]


def test_a_swapped_pair_is_put_right():
    raw = ledger(name=[f"小区{place}" for place in range(9)])
    raw.loc[4, ["lon", "lat"]] = ["28.5", "112.304"]
    communities = validate_communities(raw)
    assert communities.frame.loc["A4", ["lon", "lat"]].tolist() == [112.304, 28.5]
    assert rules_of(communities, "lon") == {"coordinates_swapped"}


def test_swapped_columns_are_put_right():
    raw = ledger(name=["甲", "乙"]).rename(columns={"lon": "lat", "lat": "lon"})
    communities = validate_communities(raw)
    assert communities.frame["lat"].tolist() == [28.5, 28.5]
    assert "columns_swapped" in rules_of(communities)


@pytest.mark.parametrize(
    ("typed", "suggestion"), [("112.9275,17", "112.927517"), ("112.3.01", "112.301"), ("东经", ""), ("1123.5", None)]
)
def test_a_mistyped_coordinate_goes_to_quarantine_with_a_suggestion(typed, suggestion):
    raw = ledger(lon=["112.3", typed, "112.31"])
    communities = validate_communities(raw)
    assert communities.quarantine["source_row"].tolist() == [3]
    if suggestion is not None:
        reported = communities.findings.frame.query("rule == 'coordinate_typo'")
        assert reported["becomes"].tolist() == [suggestion]
        assert reported["found"].tolist() == [typed]


@pytest.mark.parametrize(
    ("typed", "meant"), [("112。355", 112.355), ("１１２．３５５", 112.355), ("112.355°", 112.355)]
)
def test_other_signs_in_a_coordinate_are_read(typed, meant):
    communities = validate_communities(ledger(lon=[typed]))
    assert communities.frame["lon"]["A0"] == pytest.approx(meant)
    assert rules_of(communities, "lon") == {"number_text"}


def test_rows_without_a_place_are_kept():
    communities = validate_communities(ledger(lon=["112.3", "", None, "0"], lat=["28.5", "28.5", "", "0"]))
    assert communities.located.tolist() == [True, False, False, False]
    assert (communities.findings.frame["rule"] == "no_place").sum() == 3
    assert communities.quarantine.empty


def test_offset_datums_are_converted_and_reported():
    communities = validate_communities(ledger(crs_tag=["高德", "BD-09", "WGS84"], lon=["112.3"] * 3))
    assert communities.frame["crs_tag"].tolist() == ["WGS84"] * 3
    assert (communities.frame["lon"] < 112.2999).tolist() == [True, True, False]
    assert {"offset_datum"} <= rules_of(communities)


BOW_TIE = shapely.Polygon([(0, 0), (100, 100), (100, 0), (0, 100)])
NEARLY = shapely.Polygon([(0, 0), (100, 0), (100, 100), (50, 100), (50, 105), (50, 100), (0, 100)])
OUTLINES = [
    (box(0, 0, 100, 100), None, True),
    (box(0, 0, 5, 5), "sliver", True),
    (Point(3, 4), None, True),
    (shapely.MultiPoint([(3, 4)]), None, True),
    (shapely.MultiPolygon([box(0, 0, 50, 50), box(60, 0, 90, 50)]), None, True),
    (NEARLY, "invalid_outline", True),
    (shapely.GeometryCollection([box(0, 0, 50, 50), Point(0, 0)]), "invalid_outline", True),
    (BOW_TIE, "outline_ruined", False),
    (shapely.Polygon([(0, 0), (50, 50), (100, 100)]), "zero_area", False),
    (shapely.LineString([(0, 0), (100, 0)]), "not_an_outline", False),
    (shapely.MultiPoint([(3, 4), (5, 6)]), "not_an_outline", False),
    (Point(math.inf, 0), "bad_geometry", False),
    (shapely.transform(box(0, 0, 50, 60), lambda xy: np.where(xy == 60, math.nan, xy)), "bad_geometry", False),
    (None, "no_place", True),
    (shapely.Polygon(), "no_place", True),
]


@pytest.mark.parametrize(("shape", "rule", "kept"), OUTLINES)
def test_outlines_are_repaired_or_refused(shape, rule, kept):
    raw = outlines(box(500, 0, 600, 100), shape)
    communities = validate_communities(raw)
    about = {"unknown_header", "site_from_outline"}
    assert rules_of(communities) - about == ({rule} if rule else set())
    assert ("A1" in communities.index) is kept
    assert communities.frame.geometry.dropna().is_valid.all()
    assert set(communities.frame.geom_type.dropna()) <= {"Point", "Polygon", "MultiPolygon"}


def test_heights_are_taken_off_and_areas_measured():
    communities = validate_communities(outlines(shapely.force_3d(box(0, 0, 100, 100), 7.0), Point(0, 0)))
    assert not communities.frame.has_z.any()
    assert communities.frame["site_m2"]["A0"] == pytest.approx(10_000, rel=0.002)
    assert math.isnan(communities.frame["site_m2"]["A1"])
    assert communities.frame["footprint"].tolist() == ["surveyed", "point"]
    assert {"height_dropped", "site_from_outline"} <= rules_of(communities)


def test_duplicate_ids():
    raw = ledger(community_id=["1", "1.0", "２", "2", "3"], name=["甲", "甲", "乙", "丙", "丁"], lon=["112.3"] * 5)
    raw.loc[1, "community_id"] = "1"
    communities = validate_communities(raw)
    assert communities.index.tolist() == ["1", "3"]
    assert communities.frame["source_row"].tolist() == [2, 6]
    assert communities.quarantine.set_index("source_row")["rule"].to_dict() == {
        3: "duplicate_row", 4: "duplicate_id", 5: "duplicate_id"
    }  # fmt: skip


def test_missing_ids_do_not_depend_on_the_order_of_rows():
    raw = ledger(community_id=["", "C0001", None, "—"], name=["丙", "乙", "甲", "丁"])
    names = validate_communities(raw).frame["name"]
    again = validate_communities(raw.iloc[[3, 1, 0, 2]]).frame["name"]
    pd.testing.assert_series_equal(names, again)
    assert names.index.is_unique
    assert names["C0001"] == "乙"


def test_blank_rows_and_totals_are_left_out_and_reported():
    raw = ledger(community_id=["1", None, None], name=["甲", " ", "合 计"], lon=["112.3", "", ""], lat=["28.5", "", ""])
    raw["households"] = ["100", None, "100"]
    communities = validate_communities(raw)
    assert communities.index.tolist() == ["1"]
    assert {"blank_row", "totals_row"} <= rules_of(communities)
    assert_all_accounted(raw, communities)


def test_personal_data_is_dropped_everywhere():
    raw = ledger(lon=["112.3", "112.9275,17"], phone=["13800000000", "13900000000"], contact_name=["张三", "李四"])
    communities = validate_communities(raw)
    assert rules_of(communities, "phone") == {"personal_data"}
    seen = " ".join(table.to_csv() for table in (communities.frame, communities.quarantine, communities.findings.frame))
    assert not any(secret in seen for secret in ("13800000000", "13900000000", "张三", "李四"))


def test_columns_with_a_limit_are_kept_as_numbers():
    limits = Settings(areas=AreaSettings(limits={"trees": Limit(max=10)}))
    raw = ledger(trees=["约12", "3"], paint=["red", "blue"])
    communities = validate_communities(raw, limits)
    assert communities.frame["trees"].tolist() == [12, 3]
    assert "paint" not in communities.frame
    assert rules_of(communities, "paint") == {"unknown_header"}


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [(112.35, 28.55, 4546), (113.6, 28.2, 4547), (87.6, 43.8, 4538), (127.05, 37.57, 32652), (2.35, 48.85, 32631),
     (-58.4, -34.6, 32721)],
)  # fmt: skip
def test_the_metric_system_suits_the_data(lon, lat, code):
    communities = validate_communities(ledger(lon=[str(lon)], lat=[str(lat)]))
    assert communities.frame.crs.to_epsg() == code
    assert communities.frame.loc["A0", ["lon", "lat"]].tolist() == pytest.approx([lon, lat])


def test_geometry_without_a_system_is_refused_with_a_remedy():
    with pytest.raises(DataError, match="crs"):
        validate_communities(outlines(box(0, 0, 50, 50)).set_crs(None, allow_override=True))


def test_a_tag_names_the_system_only_of_what_can_be_degrees():
    tagged = outlines(box(0, 0, 50, 50)).assign(crs_tag="CGCS2000")
    degrees = tagged.to_crs(4490).set_crs(None, allow_override=True)
    assert validate_communities(degrees).frame.crs.to_epsg() == 4547
    with pytest.raises(DataError):
        validate_communities(tagged.set_crs(None, allow_override=True))


def test_columns_of_one_name_are_refused():
    raw = ledger(name=["甲"])
    with pytest.raises(DataError, match="name"):
        validate_communities(pd.concat([raw, raw[["name"]]], axis="columns"))


def test_wkt_is_read_in_degrees_or_in_the_named_system():
    degrees = ledger(geometry=["POLYGON((112.3 28.5,112.301 28.5,112.301 28.501,112.3 28.5))", "POLYGON((1 2", ""])
    communities = validate_communities(degrees.drop(columns=["lon", "lat"]))
    assert communities.frame.geom_type.dropna().tolist() == ["Polygon"]
    assert communities.quarantine["rule"].tolist() == ["bad_geometry"]
    assert {"degrees_assumed", "no_place"} <= rules_of(communities)
    metres = ledger(geometry=["POINT (432000 3160000)"])
    with pytest.raises(DataError):
        validate_communities(metres)
    assert validate_communities(metres, crs=METRIC).frame["lat"]["A0"] == pytest.approx(28.55, abs=0.1)


def test_the_frame_has_every_field_and_the_caller_keeps_his_table():
    raw = ledger(households=["约120户", "0"])
    before = raw.copy(deep=True)
    frame = validate_communities(raw).frame
    pd.testing.assert_frame_equal(raw, before)
    assert {field.name for field in BANK} - {"community_id"} <= set(frame)
    assert frame.index.name == "community_id"
    for field in BANK:
        if field.kind in ("integer", "number"):
            assert frame[field.name].dtype == float


def test_no_rows_at_all():
    assert len(validate_communities(ledger(name=[]))) == 0


CELLS = st.sampled_from(
    [
        "",
        None,
        "0",
        "1",
        "甲",
        "合计",
        "约12户",
        "1998年",
        "90年代",
        "/",
        "112.3",
        "28.5",
        "999",
        "112.9,1",
        "砖混",
        "1e9",
    ]
)


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_every_row_is_accounted_for_whatever_it_says_and_in_whatever_order(data):
    names = ["community_id", "name", "county", "lon", "lat", "households", "build_year", "structure", "done_on", "注"]
    size = data.draw(st.integers(0, 7))
    columns = {name: data.draw(st.lists(CELLS, min_size=size, max_size=size)) for name in names}
    raw = pd.DataFrame(columns, dtype="object").assign(source_row=range(2, size + 2))
    communities = validate_communities(raw)
    assert_all_accounted(raw, communities)
    assert communities.index.is_unique
    assert communities.index.is_monotonic_increasing
    shuffled = validate_communities(raw.iloc[data.draw(st.permutations(range(size)))])
    pd.testing.assert_frame_equal(pd.DataFrame(communities.frame), pd.DataFrame(shuffled.frame))
    pd.testing.assert_frame_equal(communities.findings.frame, shuffled.findings.frame)
    pd.testing.assert_frame_equal(communities.quarantine, shuffled.quarantine)


def towns() -> gpd.GeoDataFrame:
    shapes = [box(0, 0, 1000, 1000), box(1000, 0, 2000, 1000), box(0, 0, 2000, 1000)]
    frame = outlines(*shapes).drop(columns="community_id")
    return frame.assign(level=["街道", "街道", "区"], name=["东街", "西街", "赫山区"], county=[None, None, None])


def test_boundaries_fill_gaps_and_doubt_what_lies_elsewhere():
    boundaries, reported = validate_boundaries(towns(), METRIC)
    assert len(reported) == 0
    raw = outlines(Point(500, 500), Point(1500, 500), Point(4000, 0), subdistrict=[None, "东街", None])
    communities = validate_communities(raw, boundaries=boundaries)
    assert communities.frame["county"].tolist()[:2] == ["赫山区", "赫山区"]
    assert communities.frame["subdistrict"].tolist()[:2] == ["东街", "东街"]
    assert communities.frame["subdistrict"].isna().tolist() == [False, False, True]
    assert rules_of(communities, "subdistrict") == {"place_filled", "place_disagrees"}


def test_barriers_are_known_by_the_words_of_openstreetmap():
    line, pool = shapely.LineString([(0, 0), (100, 0)]), box(0, 0, 50, 50)
    rows = [
        ({"highway": "motorway_link"}, line, "motorway"),
        ({"highway": "residential"}, line, "residential"),
        ({"railway": "rail"}, line, "railway"),
        ({"railway": "subway"}, line, "subway"),
        ({"waterway": "river"}, line, "water"),
        ({"waterway": "stream"}, line, "stream"),
        ({"waterway": "canal", "width_m": "20"}, line, "water"),
        ({"waterway": "river", "width_m": "5"}, line, "stream"),
        ({"natural": "water", "water": "pond"}, pool, "water"),
        ({"kind": "铁路"}, line, "railway"),
        ({"highway": "nonsense"}, line, "other"),
        ({}, None, None),
    ]
    table = pd.DataFrame([row for row, _, _ in rows]).assign(name=[f"某{at}" for at in range(len(rows))])
    raw = gpd.GeoDataFrame(table, geometry=[shape for _, shape, _ in rows], crs=METRIC)
    barriers, reported = validate_barriers(
        [raw, outlines(pool)], METRIC, LinkSettings(), crossings=[outlines(Point(1, 1))]
    )
    kinds = dict(zip(barriers.frame["name"].fillna("unnamed"), barriers.frame["kind"], strict=True))
    assert kinds == {f"某{at}": kind for at, (_, _, kind) in enumerate(rows) if kind} | {"unnamed": "water"}
    assert set(reported.frame["rule"]) == {"kind_unknown", "feature_empty", "water_assumed"}
    assert len(barriers.crossings) == 1


def test_no_barriers_and_facilities():
    barriers, reported = validate_barriers([], METRIC, LinkSettings())
    assert len(barriers.frame) == len(reported) == 0
    raw = outlines(Point(0, 0), Point(1, 1), Point(2, 2)).assign(
        amenity=["school", "marketplace", "bar"], name=["一中", None, "酒"]
    )
    facilities, _ = validate_facilities(raw, METRIC)
    assert facilities["kind"].tolist() == ["bar", "market", "school"]


@needs_shared
def test_seoul():
    mapping = read_mapping(HERE / "mappings" / "seoul.toml")
    raw = read_table(SHARED / "seoul_apartments" / "seoul_apartments.csv", mapping=mapping)
    communities = validate_communities(raw, values=mapping.values, crs=mapping.crs)
    assert_all_accounted(raw, communities)
    counts = communities.findings.frame["rule"].value_counts()
    assert (counts["no_place"], counts["coordinates_swapped"], counts["coordinate_typo"]) == (40, 1, 1)
    assert counts["sentinel"] == 14
    assert counts["zero_is_missing"] == 25
    assert communities.frame["build_year"].min() > 1950
    assert communities.frame.crs.to_epsg() == 32652
    assert "126.9275117" in communities.findings.frame["becomes"].tolist()
    boundary = read_layer(SHARED / "seoul_admin" / "kostat2013_submunicipalities.shp", encoding="euc-kr")
    districts, _ = validate_boundaries(boundary, communities.frame.crs)
    assert communities.frame.geometry.dropna().within(districts.union_all().buffer(200)).mean() > 0.99


@needs_shared
def test_wuxi():
    raw = read_table(SHARED / "wuxi_xinwu" / "xinwu_land_use.gpkg", where="Class = 0", mapping=FieldMapping())
    communities = validate_communities(raw)
    assert_all_accounted(raw, communities)
    assert len(communities) == 690
    assert communities.frame.crs.to_epsg() == 4549
    assert np.allclose(communities.frame["site_m2"], communities.frame.area, atol=0.1)
    shuffled = validate_communities(raw.sample(frac=1, random_state=3))
    pd.testing.assert_frame_equal(pd.DataFrame(communities.frame), pd.DataFrame(shuffled.frame))
    roads, water = (
        read_layer(SHARED / "wuxi_xinwu" / f"xinwu_{name}.gpkg") for name in ("road_centerlines", "water_osm")
    )
    barriers, _ = validate_barriers([roads, water], communities.frame.crs, LinkSettings())
    kinds = barriers.frame["kind"].value_counts()
    assert (kinds["water"], kinds["motorway"], kinds["primary"]) == (87, 219 + 163, 512 + 216)
