"""A ledger joined to outlines, from files as they come: nothing is joined in silence and no row is lost."""

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pytest
from command_line import run
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from cluster_planner.books import write_table
from cluster_planner.errors import DataError, SourceError
from cluster_planner.pipeline import Inputs, check_tables, read_tables
from cluster_planner.settings import Settings
from cluster_planner.sources import read_matches, read_table
from cluster_planner.validation import join_tables, validate_communities
from cluster_planner.validation.join._name_parts import take_names_apart

STREET = "汽车路街道"
LON, LAT, STEP = 112.3550, 28.5900, 0.0010


def outlines(folder, columns):
    """Write parcels of 70 m, 100 m from one to the next, with these columns; return the file."""
    table = pd.DataFrame(columns)
    shapes = [box(LON + at * STEP, LAT, LON + at * STEP + 0.0007, LAT + 0.0006) for at in range(len(table))]
    gpd.GeoDataFrame(table, geometry=shapes, crs="EPSG:4490").to_file(folder / "parcels.gpkg", layer="parcels")
    return folder / "parcels.gpkg"


def ledger(folder, rows):
    """Write a workbook with a header; return the file."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "台账.xlsx")
    return folder / "台账.xlsx"


def near_place(place, east=0.0):
    """Return coordinates in the parcel of that number, or so many degrees east of it."""
    return [round(LON + place * STEP + 0.0003 + east, 6), LAT + 0.0003]


def check(parcels, table, **more):
    return check_tables(read_tables(Inputs(table=parcels, join=table, **more)), Settings())


def reported(checked):
    """Return the findings of the join: rule to the rows and what was found, or how many."""
    frame = checked.findings.frame.astype("str")
    frame["found"] = frame["found"].where(frame["count"].isna(), frame["count"])
    frame = frame[frame["rule"].str.startswith("join.")]
    return {
        rule.removeprefix("join."): list(zip(rows["row"], rows["found"], strict=True))
        for rule, rows in frame.groupby("rule")
    }


def by_row(checked):
    """Return the communities under the rows they come from."""
    return checked.communities.frame.set_index("source_row")


def test_amounts_of_both_are_brought_to_one_unit(tmp_path):
    ids = {"community_id": ["A1", "A2"], "name": ["甲", "乙"]}
    parcels = outlines(tmp_path, ids | {"invest_money": [3_500_000.0, 4_000_000.0]})
    rows = [["小区编号", "小区名称", "总投资(万元)"], ["A1", "甲", 350], ["A2", "乙", None]]
    checked = check(parcels, ledger(tmp_path, rows))
    assert checked.communities.frame["invest_money"].to_dict() == {"A1": 3_500_000, "A2": 4_000_000}
    assert "conflict" not in " ".join(reported(checked))


def test_ids_go_before_names(tmp_path):
    parcels = outlines(tmp_path, {"小区编号": ["A1", "A2"], "小区名称": ["甲村", "乙村"]})
    table = ledger(tmp_path, [["小区编号", "小区名称", "户数"], ["A2", "甲村", 200], ["Ａ１", "乙村", 100]])
    checked = check(parcels, table)
    frame = checked.communities.frame
    assert frame["households"].to_dict() == {"A1": 100, "A2": 200}
    assert frame["name"].to_dict() == {"A1": "乙村", "A2": "甲村"}
    assert frame["source_row"].to_dict() == {"A1": "1 + 台账.xlsx 3", "A2": "2 + 台账.xlsx 2"}
    assert reported(checked)["matched_id"] == [("", "2")]
    assert sorted(found for _, found in reported(checked)["conflict"]) == ["乙村", "甲村"]


def test_the_ledger_holds_and_the_places_fill_in(tmp_path):
    parcels = outlines(
        tmp_path, {"小区名称": ["甲村"], "户数": [90], "建成年份": [1990], "房屋结构": ["砖混"], "楼栋数": [5]}
    )
    rows = [["小区名称", "户数", "建成年份", "房屋结构", "楼栋数"], ["甲村", 120, "暂无数据", "砖混结构", "5.0"]]
    checked = check(parcels, ledger(tmp_path, rows))
    (community,) = checked.communities.frame.to_dict("records")
    assert [community[name] for name in ("households", "build_year", "structure", "buildings")] == [
        120,
        1990,
        "brick_concrete",
        5,
    ]
    assert reported(checked)["conflict"] == [("台账.xlsx 2", "90")]


@pytest.mark.parametrize(
    ("place", "row"),
    [
        ("建设小区（一期）", "建设小区Ⅰ期"),
        ("建设小区 一期", "建设小区第1期"),
        ("(棉纺厂)家属院", "棉纺厂　家属院"),
        ("ＡＢ花园", "ab花园"),
        ("十二号院", "12号院"),
        ("幸福里（原红旗里）", "幸福里"),
    ],
)
def test_one_name_in_several_spellings(tmp_path, place, row):
    parcels = outlines(tmp_path, {"小区名称": [place], "街道": [STREET]})
    checked = check(parcels, ledger(tmp_path, [["小区名称", "街道", "户数"], [row, STREET, 100]]))
    assert reported(checked) == {"matched_name": [("", "1")]}
    assert checked.communities.frame["households"].tolist() == [100]


@pytest.mark.parametrize(
    ("place", "row"),
    [("建设小区一期", "建设小区二期"), ("建设东村", "建设西村"), ("3号院", "5号院")],
)
def test_names_that_look_alike_and_are_two(tmp_path, place, row):
    parcels = outlines(tmp_path, {"小区名称": [place], "街道": [STREET]})
    rows = [["小区名称", "街道", "经度", "纬度"], [row, STREET, *near_place(0)]]
    checked = check(parcels, ledger(tmp_path, rows))
    assert set(reported(checked)) == {"unmatched_place", "unmatched_ledger"}
    assert len(checked.communities.frame) == 2


def test_a_like_name_needs_a_place_or_a_subdistrict(tmp_path):
    columns = {"小区名称": ["市第一棉纺织厂家属院"], "街道": [STREET]}
    parcels, head = outlines(tmp_path, columns), ["小区名称", "街道", "经度", "纬度", "户数"]
    typed = "市第一棉纺厂家属院"
    same_street = check(parcels, ledger(tmp_path, [head, [typed, STREET, "", "", 9]]))
    at_the_place = check(parcels, ledger(tmp_path, [head, [typed, "", *near_place(0), 9]]))
    neither = check(parcels, ledger(tmp_path, [head, [typed, "", "", "", 9]]))
    far_off = check(parcels, ledger(tmp_path, [head, [typed, STREET, *near_place(0, east=0.05), 9]]))
    for joined in (same_street, at_the_place):
        assert reported(joined) == {"matched_fuzzy": [("台账.xlsx 2", "市第一棉纺织厂家属院 (1)")]}
        assert joined.communities.frame["households"].tolist() == [9]
    for apart in (neither, far_off):
        assert set(reported(apart)) == {"unmatched_place", "unmatched_ledger"}


def test_rivals_are_listed_and_not_joined(tmp_path):
    parcels = outlines(tmp_path, {"小区名称": ["建设小区", "建设小区"], "户数": [10, 20]})
    checked = check(parcels, ledger(tmp_path, [["小区名称", "户数"], ["建设小区", 300]]))
    assert reported(checked) == {"doubtful_rivals": [("台账.xlsx 2", "建设小区 (1)"), ("台账.xlsx 2", "建设小区 (2)")]}
    frame = by_row(checked)
    assert frame["households"].to_dict() == {"1": 10, "2": 20, "台账.xlsx 2": 300}
    assert frame.geometry.isna().to_dict() == {"1": False, "2": False, "台账.xlsx 2": True}


def test_the_place_settles_what_the_name_leaves_open(tmp_path):
    parcels = outlines(tmp_path, {"小区名称": ["建设小区"] * 3})
    rows = [["小区名称", "经度", "纬度", "户数"], ["建设小区", *near_place(2), 30], ["建设小区", *near_place(0), 10]]
    frame = by_row(check(parcels, ledger(tmp_path, rows)))
    assert frame["households"].dropna().to_dict() == {"1 + 台账.xlsx 3": 10, "3 + 台账.xlsx 2": 30}


def test_one_name_far_apart_or_under_two_ids_is_doubtful(tmp_path):
    parcels = outlines(tmp_path, {"小区编号": ["A1", "A2"], "小区名称": ["甲村", "乙村"], "街道": [STREET] * 2})
    rows = [
        ["小区编号", "小区名称", "街道", "经度", "纬度"],
        ["A1", "甲村", STREET, *near_place(0, east=0.05)],
        ["A7", "乙村", STREET, "", ""],
    ]
    checked = check(parcels, ledger(tmp_path, rows))
    assert set(reported(checked)) == {"matched_id", "apart", "doubtful_two_ids"}
    assert checked.communities.frame.index.tolist() == ["A1", "A2", "A7"]
    no_ids = [["小区名称", "经度", "纬度"], ["甲村", *near_place(0, east=0.05)]]
    assert set(reported(check(parcels, ledger(tmp_path, no_ids)))) == {"doubtful_far", "unmatched_place"}


def test_an_id_given_twice_is_doubtful_and_nothing_is_lost(tmp_path):
    parcels = outlines(tmp_path, {"小区编号": ["A1"], "小区名称": ["甲村"]})
    rows = [["小区编号", "小区名称", "户数"], ["A1", "甲村", 1], ["A1", "甲村", 2], ["A1", "甲村", 2]]
    checked = check(parcels, ledger(tmp_path, rows))
    assert set(reported(checked)) == {"doubtful_rivals", "repeated_row"}
    assert reported(checked)["repeated_row"] == [("台账.xlsx 4", "")]
    assert len(checked.communities.frame) + len(checked.communities.quarantine) == 3
    assert pd.isna(by_row(checked).loc["1", "households"])


def test_totals_and_blank_rows_of_the_ledger_are_no_communities(tmp_path):
    parcels = outlines(tmp_path, {"小区名称": ["甲村"]})
    rows = [["小区名称", "户数"], ["甲村", 100], [None, None], ["合计", 100]]
    checked = check(parcels, ledger(tmp_path, rows))
    assert "unmatched_ledger" not in reported(checked)
    assert checked.communities.frame["name"].tolist() == ["甲村"]
    assert "totals_row" in set(checked.findings.frame["rule"])


def test_a_row_without_a_place_of_its_own_keeps_its_coordinates(tmp_path):
    parcels = outlines(tmp_path, {"小区名称": ["甲村"]})
    rows = [["小区名称", "经度", "纬度"], ["甲村", *near_place(0)], ["丙村", *near_place(7)]]
    checked = check(parcels, ledger(tmp_path, rows))
    assert reported(checked)["unmatched_ledger"] == [("台账.xlsx 3", "")]
    assert by_row(checked).geom_type.to_dict() == {"1 + 台账.xlsx 2": "Polygon", "台账.xlsx 3": "Point"}


def test_web_map_coordinates_of_the_ledger_find_the_place(tmp_path):
    """GCJ-02 lies half a kilometre off; taken as it is, each row would meet a neighbour."""
    from cluster_planner._datum import from_wgs84

    parcels = outlines(tmp_path, {"小区名称": ["建设小区"] * 4})
    shifted = from_wgs84(np.array([near_place(place) for place in range(4)]), "GCJ02")
    rows = [["小区名称", "经度", "纬度", "坐标系", "户数"]]
    rows += [["建设小区", *map(float, pair), "GCJ02", place] for place, pair in enumerate(shifted, start=1)]
    frame = by_row(check(parcels, ledger(tmp_path, rows)))
    assert frame["households"].to_dict() == {f"{n} + 台账.xlsx {n + 1}": n for n in range(1, 5)}


def test_telephone_numbers_that_differ_are_nobodys_business(tmp_path):
    parcels = outlines(tmp_path, {"小区名称": ["甲村"], "联系电话": ["13812345678"]})
    checked = check(parcels, ledger(tmp_path, [["小区名称", "联系电话"], ["甲村", "13987654321"]]))
    assert "conflict" not in reported(checked)
    assert not checked.findings.frame.astype("str").apply(lambda column: column.str.contains("13[89]")).any(axis=None)


@pytest.fixture
def doubtful(tmp_path):
    parcels = outlines(tmp_path, {"小区编号": ["A1", None], "小区名称": ["建设小区", "建设小区"]})
    return parcels, ledger(tmp_path, [["小区名称", "户数"], ["建设小区", 300], ["建设小区", 500]])


def test_decisions_of_the_user_settle_what_is_doubtful(doubtful, tmp_path):
    parcels, table = doubtful
    out = tmp_path / "out"
    file = out / "matches.csv"
    assert str(file) in run("check", parcels, "--join", table, "--out", out)
    draft = read_matches(file)
    assert draft["same"].tolist() == [""] * 4
    draft["same"] = ["是", "", "否", ""]
    file.write_bytes(draft.to_csv(index=False).encode("gb18030"))  # as Excel saves it
    checked = check(parcels, table, matches=file)
    assert by_row(checked)["households"].dropna().to_dict() == {"1 + 台账.xlsx 2": 300, "2 + 台账.xlsx 3": 500}
    assert reported(checked)["matched_confirmed"] == [("", "1")]
    run("check", parcels, "--join", table, "--matches", file, "--out", out)
    assert sorted(read_matches(file)["same"]) == ["", "", "否", "是"]  # a new draft keeps what was decided
    run("check", parcels, "--join", table, "--out", out)
    assert sorted(read_matches(file)["same"]) == ["", "", "否", "是"]  # and is never written over others
    assert (out / "matches-new.csv").exists()


def test_decisions_that_cannot_be_kept(doubtful, tmp_path):
    parcels, table = doubtful
    file = tmp_path / "matches.csv"
    file.write_text("place_id,ledger_id\nA9,row 2\n", encoding="utf-8")
    assert reported(check(parcels, table, matches=file))["unknown_reference"] == [("", "A9")]
    file.write_text("place_id,ledger_id\nA1,row 2\nA1,row 3\n", encoding="utf-8")
    with pytest.raises(DataError, match="one row to several"):
        check(parcels, table, matches=file)
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(DataError, match="lack the columns"):
        check(parcels, table, matches=file)
    file.write_bytes(b"\xff\xff\x00")
    with pytest.raises(SourceError):
        read_matches(file)


def test_a_plan_is_made_of_outlines_and_a_ledger(tmp_path):
    rows = {"小区名称": [f"河东{place}村" for place in range(6)], "街道": [STREET] * 6}
    table = ledger(
        tmp_path,
        [["小区名称", "街道", "户数", "建成年份"], *([f"河东{place}村", STREET, 200, 1990] for place in range(6))],
    )
    run("plan", outlines(tmp_path, rows), "--join", table, "--out", tmp_path / "out")
    written = gpd.read_file(tmp_path / "out" / "areas.gpkg", layer="communities")
    assert written["households"].tolist() == [200] * 6
    assert (written.geom_type == "Polygon").all()


NAMES = st.sampled_from(["建设小区", "建设小区一期", "建设小区二期", "棉纺厂家属院", "麻纺厂家属院", "甲村", ""])
ROWS = st.lists(
    st.tuples(st.sampled_from(["", "1", "2", "3"]), NAMES, st.sampled_from(["", "东街", "西街"]), st.integers(0, 4)),
    max_size=8,
)


def raw(rows, seed=None):
    frame = pd.DataFrame(rows, columns=["community_id", "name", "subdistrict", "at"], dtype="object")
    frame = frame.assign(source_row=range(1, len(frame) + 1))
    return frame if seed is None else frame.sample(frac=1, random_state=seed)


def as_places(table):
    shapes = [box(LON + at * STEP, LAT, LON + at * STEP + 0.0005, LAT + 0.0005) for at in table["at"]]
    return gpd.GeoDataFrame(table.drop(columns="at"), geometry=shapes, crs=4490)


def as_ledger(table):
    lon = [near_place(at)[0] if at < 4 else None for at in table["at"]]
    return table.drop(columns="at").assign(lon=lon, lat=LAT, households=table["source_row"] + 100)


@settings(max_examples=20, deadline=None)
@given(ROWS, ROWS, st.integers(0, 99))
def test_no_row_is_lost_and_the_order_of_rows_leaves_no_trace(places, rows, seed):
    joined = join_tables(as_places(raw(places)), as_ledger(raw(rows)), ledger_name="L")
    mixed = join_tables(as_places(raw(places, seed)), as_ledger(raw(rows, seed)), ledger_name="L")
    said = joined.table["source_row"]
    parts = said.str.split(" + ", regex=False).explode()
    left_out = set(joined.findings.frame.loc[joined.findings.frame["rule"] == "join.repeated_row", "row"])
    assert sorted([*parts, *left_out]) == sorted(
        [*map(str, range(1, len(places) + 1)), *(f"L {n}" for n in range(1, len(rows) + 1))]
    )
    assert parts.is_unique
    assert set(said) == set(mixed.table["source_row"])
    assert set(map(tuple, joined.matches.astype(str).to_numpy())) == set(
        map(tuple, mixed.matches.astype(str).to_numpy())
    )
    assert joined.table.geometry.notna().sum() == len(places)

    named = set(joined.findings.frame.loc[joined.findings.frame["severity"] == "warning", "row"])
    alone = {row for row in said if row.startswith("L ")}
    silent = {f"L {place}" for place, row in enumerate(rows, start=1) if not any(row[:3])}
    assert alone - silent <= named
    if len(joined.table):
        communities = validate_communities(joined.table)
        accounted = len(communities) + len(communities.quarantine)
        blank = communities.findings.frame["rule"].isin(["blank_row", "totals_row"]).sum()
        assert accounted + blank == len(joined.table)


def test_twenty_thousand_rows_are_joined():
    rng = np.random.default_rng(1)
    count, letters = 20_000, np.array(list("建设幸福光明红旗胜利团结向阳和平风朝桃花枫树莲子兰草橘香梓木柳林竹山荷叶"))
    table = pd.DataFrame(
        {
            "name": ["".join(word) + "小区" for word in letters[rng.integers(len(letters), size=(count, 4))]],
            "county": "赫山区",
            "subdistrict": [f"{number}街道" for number in rng.integers(100, size=count)],
            "source_row": range(1, count + 1),
        }
    )
    x = 112 + rng.random(count)
    places = gpd.GeoDataFrame(table, geometry=gpd.points_from_xy(x, 28 + rng.random(count)), crs=4490)
    typed = table.assign(
        name=table["name"].str.replace("小区", "（小区）").where(rng.random(count) < 0.5, "市" + table["name"])
    )
    joined = join_tables(places, typed.sample(frac=1, random_state=1))
    here, _, there = joined.table["source_row"].str.partition(" + ").to_numpy().T
    matched = there != ""
    assert matched.mean() > 0.95
    assert (np.char.add("ledger ", here[matched].astype(str)) == there[matched].astype(str)).all()


def test_parts_of_names():
    parts = take_names_apart(pd.Series(["建设小区", "建设", "棉纺厂宿舍二区", "棉纺厂家属院2区", ""]))
    assert parts["stem"].tolist() == ["建设", "建设", "棉纺厂", "棉纺厂", ""]
    assert parts["number"].tolist() == ["", "", "2", "2", ""]


def test_the_sample_joins_with_its_own_ledger(tmp_path):
    from real_input import ROOT, SAMPLE

    places = read_table(SAMPLE)[["name", "county", "subdistrict", "geometry", "source_row"]]
    bare = gpd.GeoDataFrame(places, crs=4490)
    table = read_table(ROOT / "data" / "台账.xlsx").drop(columns="community_id")
    write_table(bare, tmp_path / "bare.gpkg")
    joined = join_tables(bare, table, ledger_name="台账.xlsx")
    assert len(joined.table) == len(bare)
    assert joined.matches.empty
