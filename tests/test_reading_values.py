"""What bureaus write into cells: from bytes on disk to the value that is meant, or to missing with a word on it."""

from __future__ import annotations

import csv

import pytest

from cluster_planner.pipeline import Inputs, check_tables, read_tables
from cluster_planner.settings import Settings


def checked(path, header, texts):
    """Write a ledger of one column and of places that are in order, a row for each text, and check it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["项目编号", "小区名称", "经度", "纬度", header])
        out.writerows(
            [f"A{row:02d}", f"梅苑{row}号院", f"112.{3301 + 12 * row}", "28.5905", text]
            for row, text in enumerate(texts)
        )
    return check_tables(read_tables(Inputs(table=path)), Settings()).communities


def rules_of(communities, text):
    about = communities.findings.frame
    return set(about.loc[about["found"].astype("str") == text, "rule"])


STRUCTURES = {
    "砌体结构": "brick_concrete",
    "钢筋混凝土结构": "reinforced_concrete",
    "框架剪力墙": "reinforced_concrete",
    "砖混结构": "brick_concrete",
    "混合结构": "brick_concrete",
    "底部框架-抗震墙结构": "brick_concrete",
    "钢及钢筋混凝土结构": "reinforced_concrete",
    "框剪结构": "reinforced_concrete",
    "剪力墙结构": "reinforced_concrete",
    "钢筋混凝土框架结构": "frame",
    "装配式大板结构": "precast_panel",
    "砖木结构": "brick_timber",
    "钢结构": "other",
    "masonry": "brick_concrete",
}


def test_structures_in_the_terms_of_the_census(tmp_path):
    communities = checked(tmp_path / "a.csv", "房屋结构", STRUCTURES)
    assert dict(zip(STRUCTURES, communities.frame["structure"], strict=True)) == STRUCTURES
    assert not any(rules_of(communities, text) for text in STRUCTURES)


@pytest.mark.parametrize(
    ("header", "field", "texts"),
    [
        (
            "最高层数",
            "storeys",
            {"6+1": 7, "6+1层": 7, "6层+1层阁楼": 7, "6加1": 7, "6+阁楼": 7, "6/18层": 18, "6、7": 7, "5层、6层": 6}
            | {"-1/6": 6, "3-6层": 6, "地上6层，地下1层": 6, "6层（局部7层）": 7, "6F": 6, "六层": 6, "6层带阁楼": 7}
            | {"6+1+1": None, "6+12": None, "多层": None},
        ),
        (
            "户数",
            "households",
            {"约120户": 120, "120户/3栋": 120, "3栋120户": 120, "共3栋、120户": 120, "120户（含商铺5户）": 120}
            | {"120余户": 120, "一百二十户": 120, "120户左右": 120, "1,200户": 1200, "100-120户": 110}
            | {"120户/30户": None, "3栋": None},
        ),
        ("楼栋数", "buildings", {"3栋6单元": 3, "3栋楼": 3, "3栋/120户": 3, "三栋": 3, "3（其中1栋为商铺）": 3}),
        ("单元数", "units", {"3栋6单元": 6, "6个单元": 6, "共6单元": 6}),
        ("建筑面积", "floor_area_m2", {"约1.2万平方米": 12000, "12000㎡": 12000, "1.2万㎡": 12000, "18亩": 12000}),
        (
            "物业费",
            "management_fee",
            {"2.38元/平米/月": 2.38, "0.5元/平方米·月": 0.5, "0.5元/月/平方米": 0.5, "0.5元/（㎡·月）": 0.5}
            | {"0.5元每平米每月": 0.5, "0.4至0.6元/平米/月": 0.5, "6元/㎡·年": 0.5, "30元/户/月": None},
        ),
        (
            "建成年份",
            "build_year",
            {"2000年以前": 2000, "2000年底前": 2000, "1998年前建成": 1998, "90年代以前": 1990, "2000年12月31日前": 2000}
            | {"2005年以后": 2006, "05年": 2005, "解放前": None, "3/31/1971": 1971, "31/12/1975": 1975}
            | {"5/6/1975": 1975, "31.12.75": 1975, "12-Mar-1975": 1975, "March 12, 1975": 1975}
            | {"1975/12/31": 1975, "很久以前": None},
        ),
    ],
)  # fmt: skip
def test_figures_as_ledgers_write_them(tmp_path, header, field, texts):
    communities = checked(tmp_path / "a.csv", header, texts)
    found = communities.frame[field]
    found = [None if value != value else pytest.approx(value) for value in found]  # noqa: PLR0124
    assert dict(zip(texts, found, strict=True)) == texts
    unread = {text for text, value in texts.items() if value is None}
    assert all(rules_of(communities, text) & {"not_a_number", "not_a_year"} for text in unread)


def test_a_bound_of_years_and_storeys_in_words_are_reported(tmp_path):
    years = checked(tmp_path / "a.csv", "建成年份", ["2000年以前", "1985"])
    assert (rules_of(years, "2000年以前"), rules_of(years, "1985")) == ({"year_bound"}, set())
    storeys = checked(tmp_path / "b.csv", "最高层数", ["6+1", "6"])
    assert (rules_of(storeys, "6+1"), rules_of(storeys, "6")) == ({"storeys_together"}, set())


@pytest.mark.parametrize(
    ("texts", "dates", "rule"),
    [
        (["3/11/2027", "3/31/2027"], ["2027-03-11", "2027-03-31"], "date_order"),
        (["3/11/2027", "31/3/2027"], ["2027-11-03", "2027-03-31"], "date_order"),
        (["3.11.27", "31.3.27"], ["2027-11-03", "2027-03-31"], "date_order"),
        (["3/11/2027", "4/12/2027"], [None, None], "date_order_unclear"),
        (["3/11/2027", "3/31/2027", "31/3/2027"], [None, "2027-03-31", "2027-03-31"], "date_order_unclear"),
        (["3-Nov-2027", "Nov 2027"], ["2027-11-03", "2027-11-01"], "date_text"),
        (["5/5/2027", "2027/3/1"], ["2027-05-05", "2027-03-01"], "date_order"),
    ],
)
def test_the_column_decides_whether_the_day_or_the_month_comes_first(tmp_path, texts, dates, rule):
    communities = checked(tmp_path / "a.csv", "开工日期", texts)
    read = communities.frame["started_on"]
    assert [None if value != value else value for value in read] == dates  # noqa: PLR0124
    assert rule in set(communities.findings.frame["rule"])


def test_degrees_with_a_letter(tmp_path):
    pairs = [
        ("112.3301°E", "28.5905°N"),
        ("E112.3301", "N28.5905"),
        ("E112.3301°", "N28.5905°"),
        ("112.3301E", "28.5905N"),
        ("东经112.3301", "北纬28.5905"),
        ("东经112.3301°", "北纬28.5905°"),
        ("东经：112.3301度", "北纬：28.5905度"),
        ("112.3301º E", "28.5905º N"),
        ("112°19.806'E", "28°35.43'N"),
    ]
    rows = [f"A{row},{row}号院,{lon},{lat}" for row, (lon, lat) in enumerate(pairs)]
    (tmp_path / "a.csv").write_text("\n".join(["项目编号,小区名称,经度,纬度", *rows]), encoding="utf-8")
    communities = check_tables(read_tables(Inputs(table=tmp_path / "a.csv")), Settings()).communities
    assert communities.frame[["lon", "lat"]].to_numpy().tolist() == [pytest.approx([112.3301, 28.5905], abs=1e-6)] * 9


def in_both(tmp_path, text):
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    communities = check_tables(read_tables(Inputs(table=tmp_path / "a.csv")), Settings()).communities
    about = communities.findings.frame
    return len(communities.frame), set(about["rule"]) & {"same_community", "same_name", "duplicate_row", "duplicate_id"}


# Without a place no row can be used, so the rows stand in quarantine for that alone, never as repeated ones.
@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ("家属院,某市,解放路12号,1985,120\n家属院,某市,建设路88号,1994,46", set()),
        ("家属院,某市,,1985,120\n家属院,某市,,1985,120", set()),
        ("家属院,某市,解放路12号,1985,120\n家属院,某市,解放路12号,1985,46", set()),
        ("家属院,某市,解放路12号,1985,120\n家属院,某市,解放路12号,1985,120", {"same_community"}),
    ],
)
def test_same_names_are_one_community_only_where_place_or_id_say_so(tmp_path, rows, rule):
    _, found = in_both(tmp_path, f"小区名称,县市区,地址,建成年份,户数\n{rows}\n")
    assert found - {"same_name"} == rule


@pytest.mark.parametrize(
    ("rows", "kept", "rule"),
    [
        ("A1,家属院,112.3301,28.5905\nA2,家属院,112.3401,28.5905", 2, {"same_name"}),
        ("A1,家属院,112.3301,28.5905\nA2,家属院,112.3301,28.5905", 1, {"same_community"}),
        ("A1,家属院,112.3301,28.5905\nA1,家属院,112.3401,28.5905", 0, {"duplicate_id"}),
        ("A1,家属院,112.3301,28.5905\nA1,家属院,112.3301,28.5905", 1, {"duplicate_row"}),
    ],
)
def test_an_equal_place_or_an_equal_id_makes_a_duplicate(tmp_path, rows, kept, rule):
    assert in_both(tmp_path, f"项目编号,小区名称,经度,纬度\n{rows}\n") == (kept, rule)


@pytest.mark.parametrize(
    ("field", "text", "value", "rule"),
    [
        ("households", "12.5", None, "not_whole"),
        ("households", "12.5户", None, "not_whole"),
        ("buildings", "3.5栋", None, "not_whole"),
        ("households", "13.0", 13, None),
        ("households", "100-121", 110.5, "number_range"),
        ("households", "100+20", 120, "number_text"),
        ("households", "150+20 户", 170, "number_text"),
        ("households", "150户+20户", 170, "number_text"),
        ("households", "180(空置20)", 180, "number_text"),
        ("households", "130/128", None, "not_a_number"),
        ("build_year", "00年代", 2000, "year_decade"),
        ("build_year", "90年代", 1990, "year_decade"),
        ("build_year", "7/1971", 1971, "year_from_date"),
        ("build_year", "31-Dec-75", 1975, "year_from_date"),
        ("build_year", "Dec-05", 2005, "year_from_date"),
        ("build_year", "71年7月", 1971, "year_text"),
        ("started_on", "7/2026", "2026-07-01", "date_text"),
        ("structure", "预制", "precast_panel", None),
        ("structure", "底层框架砖混", "brick_concrete", None),
        ("structure", "砼", "reinforced_concrete", None),
        ("structure", "框架/砖混", None, "unknown_choice"),
        ("tenure", "公产", "public_rental", None),
    ],
)
def test_more_ways_to_write_a_value(tmp_path, field, text, value, rule):
    file = tmp_path / "a.csv"
    file.write_text(f"name,subdistrict,{field}\n梅苑,东街道,{text}\n", encoding="utf-8")
    communities = check_tables(read_tables(Inputs(table=file)), Settings()).communities
    assert communities.frame[field].tolist() == [value] or (value is None and communities.frame[field].isna().all())
    found = communities.findings.frame.query("field == @field and rule not in ['mandatory_missing', 'year_straddles']")
    assert rule in set(found["rule"]) if rule else found.empty


@pytest.mark.parametrize(
    ("header", "cell", "square_metres"),
    [
        ("建筑面积（万㎡）", "1000㎡", 1000),
        ("建筑面积（万㎡）", "3亩", 2000),
        ("建筑面积（万㎡）", "0.8", 8000),
        ("建筑面积（亩）", "8000平方米", 8000),
        ("建筑面积（㎡）", "0.8万㎡", 8000),
        ("建筑面积（㎡）", "3亩", 2000),
    ],
)
def test_the_unit_in_a_cell_wins_over_that_of_the_header(tmp_path, header, cell, square_metres):
    file = tmp_path / "a.csv"
    file.write_text(f"小区名称,户数,{header}\n梅苑,30,{cell}\n", encoding="utf-8")
    frame = check_tables(read_tables(Inputs(table=file)), Settings()).communities.frame
    assert frame["floor_area_m2"].tolist() == [square_metres]
