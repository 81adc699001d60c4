"""Text tables of any hand: which sign separates, which rows have shifted, which tables have no header; from bytes."""

from __future__ import annotations

import pytest

from cluster_planner.errors import DataError
from cluster_planner.pipeline import Inputs, check_tables, read_tables
from cluster_planner.settings import Settings

PLACES = ((112.3301, 28.5905), (112.3313, 28.5905), (112.3325, 28.5916), (112.3551, 28.5605))
NAMES = "梅兰竹菊"


def check(path, lines):
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return check_tables(read_tables(Inputs(table=path)), Settings()).communities


def lines_of(sign, tags, header="产业标签"):
    rows = [
        sign.join((f"{name}苑", str(100 + place), *map(str, PLACES[place]), tags)) for place, name in enumerate(NAMES)
    ]
    return [sign.join(("小区名称", "户数", "经度", "纬度", header)), *rows]


@pytest.mark.parametrize(
    ("lines", "tags"),
    [
        (lines_of(",", "市场;沿街商铺;超市;药店;诊所;学校"), "市场;沿街商铺;超市;药店;诊所;学校"),
        (lines_of(",", "市场|沿街商铺|超市|药店|诊所|学校"), "市场;沿街商铺;超市;药店;诊所;学校"),
        (lines_of(";", "市场,沿街商铺,超市,药店,诊所,学校"), "市场;沿街商铺;超市;药店;诊所;学校"),
        (lines_of("\t", "市场,沿街商铺,超市,药店,诊所,学校"), "市场;沿街商铺;超市;药店;诊所;学校"),
        (lines_of("|", "市场;沿街商铺;超市;药店;诊所;学校"), "市场;沿街商铺;超市;药店;诊所;学校"),
        (["2024年台账；内部资料；单位：户;万元", "", *lines_of(",", "市场;超市;药店;诊所")], "市场;超市;药店;诊所"),
        (lines_of(",", '"市场,超市;药店;诊所;学校;幼儿园"'), "市场;超市;药店;诊所;学校;幼儿园"),
    ],
)
def test_the_separator_makes_equal_columns(tmp_path, lines, tags):
    communities = check(tmp_path / "a.csv", lines)
    assert communities.frame["trade_tags"].tolist() == [tags] * 4
    assert sorted(communities.frame["households"]) == [100, 101, 102, 103]


LEDGER = ["项目编号,小区名称,经度,纬度,县市区,街道,详细地址,楼栋数,户数,占地面积,备注"] + [
    f"A{place},{name}苑,{lon},{lat},资阳区,汽车路街道,A路{place}号,3,{100 + place},6000,"
    for place, (name, (lon, lat)) in enumerate(zip(NAMES, PLACES, strict=True))
]


@pytest.mark.parametrize(
    "address",
    ["A路2号,4栋", "A路2号,4栋,5栋", "A路2号, 临街", '"A路2号",4栋', "A,B,C路"],
)
def test_rows_with_cells_beyond_the_header_are_set_aside_and_named(tmp_path, address):
    lines = [line.replace("A路2号", address) for line in LEDGER]
    communities = check(tmp_path / "a.csv", lines)
    assert len(communities.frame) == 3
    assert communities.quarantine["rule"].tolist() == ["row_shifted"]
    about = communities.findings.frame
    assert about.loc[about["rule"] == "row_shifted", "row"].tolist() == ["4"]


@pytest.mark.parametrize(
    "lines",
    [
        LEDGER,
        [line.replace("A路2号", '"A路2号,4栋"') for line in LEDGER],  # quoted
        [line.removesuffix(",") if place else line for place, line in enumerate(LEDGER)],  # blanks at the end left out
        [f"{line},," for line in LEDGER],  # all rows end so
        ["台账", "", *LEDGER, "", "合计,,,,,,,12,406,24000,"],
    ],
)
def test_rows_that_fit_stay(tmp_path, lines):
    communities = check(tmp_path / "a.csv", lines)
    assert len(communities.frame) == 4
    assert communities.quarantine.empty


@pytest.mark.parametrize(
    ("sign", "lon", "lat", "area"),
    [
        (";", "112,3301", "28,5905", "8000,5"),
        (";", "112,3301", "28,590", "8.000,5"),
        ("\t", "112,3301", "28,5905", "8000,50"),
        (";", "112,330", "28,590", "8000,5"),
        (";", '"112,3301"', '"28,5905"', "8000,5"),
    ],
)
def test_decimal_commas(tmp_path, sign, lon, lat, area):
    lines = [sign.join(("小区名称", "经度", "纬度", "建筑面积")), sign.join(("梅苑", lon, lat, area))]
    row = check(tmp_path / "a.csv", lines).frame.iloc[0]
    assert row[["lon", "lat", "floor_area_m2"]].tolist() == pytest.approx([112.330, 28.590, 8000.5], abs=6e-4)


def test_thousands_stay_thousands(tmp_path):
    lines = ["小区名称;经度;纬度;建筑面积", "梅苑;112.3301;28.5905;8,000", "兰苑;112.3313;28.5905;12,000"]
    assert sorted(check(tmp_path / "a.csv", lines).frame["floor_area_m2"]) == [8000, 12000]


@pytest.mark.parametrize(
    "lines",
    [
        ["1111|华龙美晟|东城|永定门|8|2009年建成|5栋|1124户", "1112|新景家园|东城|崇文门|36|2002年建成|15栋|5389户"],
        [f"{row}\tyy\t{name}苑\t文昌路\t资阳\t430902" for row, name in enumerate(NAMES)],
        ["梅苑,资阳区,汽车路街道", "兰苑,资阳区,汽车路街道", "竹苑,资阳区,汽车路街道"],
        ["甲列,乙列,丙列", "梅苑,112.33,28.59"],
        ["梅苑 联系人：张三丰,13812345678,资阳", "兰苑,13812345679,资阳"],
    ],
)
def test_a_table_without_a_header_is_refused_with_what_was_seen(tmp_path, lines):
    with pytest.raises(DataError) as refused:
        check(tmp_path / "a.csv", lines)
    assert refused.value.exit_code == 3
    for lang, wanted in (("zh", "小区名称"), ("en", "Name")):
        text = refused.value.in_words(lang)
        assert wanted in str(text)
        assert "13812345678" not in str(text)
        assert "张三丰" not in str(text)


BOUNDS = ["小区名称,经度,纬度,四至范围"] + [
    f"{name}苑,{lon},{lat},{{}}" for name, (lon, lat) in zip(NAMES, PLACES, strict=True)
]


@pytest.mark.parametrize(
    "text",
    [
        '"东至A路,西至B路,南至C路,北至D路"',
        "东临解放路、西临资江、南接1号路、北靠山",
        "解放路以东；资江以西",
        "详见附图",
        "东至3号路（不含）",
    ],
)
def test_bounds_in_words_are_words(tmp_path, text):
    communities = check(tmp_path / "a.csv", [line.format(text) for line in BOUNDS])
    assert len(communities.frame) == 4
    assert communities.frame["footprint"].isin(["point"]).sum() + communities.frame.geom_type.eq("Polygon").sum() >= 4
    about = communities.findings.frame
    assert about.loc[about["rule"] == "bounds_in_words", "count"].tolist() == [4]


@pytest.mark.parametrize(
    ("ids", "kept"),
    [
        (["4.30902E+17", "4.30902E+17", "4.30902e17"], [None, None, "4.30902e17"]),
        (["430902202400001000", "430902202400001000", "430902202400002000"], [None, None, "430902202400002000"]),
        (["430902202400001024", "430902202400001024", "430902202400001984"], [None, None, "430902202400001984"]),
    ],
)
def test_ids_that_a_spreadsheet_rounded_prove_no_duplicates(tmp_path, ids, kept):
    rows = [
        f"{number},{name}苑,{lon},{lat}" for number, name, (lon, lat) in zip(ids, NAMES[:3], PLACES[:3], strict=True)
    ]
    communities = check(tmp_path / "a.csv", ["项目编号,小区名称,经度,纬度", *rows])
    found = communities.frame.reset_index().set_index("name")["community_id"]
    assert [found[f"{name}苑"] if number else None for number, name in zip(kept, NAMES[:3], strict=True)] == kept
    assert communities.quarantine.empty
    assert (communities.findings.frame["rule"] == "id_rounded").sum() == 3


@pytest.mark.parametrize(
    "ids", [["430902202400001001", "430902202400001002"], ["0430902", "0430903"], ["1E05", "1E06"]]
)
def test_ids_stay_exactly_as_they_are_written(tmp_path, ids):
    rows = [
        f"{number},{name}苑,{lon},{lat}" for number, name, (lon, lat) in zip(ids, NAMES[:2], PLACES[:2], strict=True)
    ]
    communities = check(tmp_path / "a.csv", ["项目编号,小区名称,经度,纬度", *rows])
    assert sorted(communities.frame.index) == sorted(ids)
