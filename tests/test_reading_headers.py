"""Which header means which field: exactly, cut short, alike, unclear; and the mapping file that settles it."""

from __future__ import annotations

import pytest
from command_line import run
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from cluster_planner.books import draft_mapping
from cluster_planner.pipeline import Inputs, check_tables, read_tables
from cluster_planner.profile import CHINA
from cluster_planner.said import Label, walk
from cluster_planner.settings import Settings
from cluster_planner.sources import FieldMapping, read_mapping, read_raw
from cluster_planner.sources._headers import match_headers

BANK = CHINA.catalogue.bank
UNCLEAR = CHINA.catalogue.unclear
CHINESE = FieldMapping()


def matched(*headers, **more):
    return [(header.name, header.matched) for header in match_headers([(text,) for text in headers], CHINESE, **more)]


def write_csv(path, headers, *rows):
    path.write_text("\n".join(",".join(map(str, row)) for row in (headers, *rows)) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("老年人口数", "residents_60"),
        ("已装电梯数", "lifts"),
        ("建筑总面积", "floor_area_m2"),
        ("Buildngs", "buildings"),
    ],
)
def test_a_slip_in_a_header_is_forgiven_and_reported(header, field):
    assert matched(header) == [(field, "alike")]


@pytest.mark.parametrize(
    "header",
    [
        "不同意户数",
        "60岁以下人口",
        "商业建筑面积",
        "户均建筑面积",
        "未装电梯",
        "地下建筑面积",
        "停工日期",
        "households2",
    ],
)
def test_what_means_something_else_is_not_taken_for_alike(header):
    assert matched(header) == [(header, "unknown")]


def test_unclear_headers_list_their_candidates_and_are_not_used(tmp_path):
    file = write_csv(tmp_path / "a.csv", ["社区名称", "编号", "面积", "总门牌数", "户数"], ["甲", 7, 9, 3, 120])
    raw = read_raw(file)
    unclear = {
        note.field: {fact.value for fact in walk(note.becomes) if isinstance(fact, Label)}
        for note in raw.notes
        if note.rule == "header_unclear"
    }
    assert set(unclear) == {"社区名称", "编号", "面积", "总门牌数"}
    assert {"name", "neighbourhood"} <= unclear["社区名称"]
    findings = check_tables(read_tables(Inputs(table=file)), Settings()).findings.frame
    assert set(findings.loc[findings["rule"] == "header_unclear", "field"]) == set(unclear)
    assert not set(findings.loc[findings["rule"] == "unknown_header", "field"]) & set(unclear)


def test_an_unclear_header_is_settled_by_the_others():
    assert matched("小区名称", "社区名称") == [("name", "catalogue"), ("neighbourhood", "settled")]
    assert matched("社区名称", "社区") == [("name", "settled"), ("neighbourhood", "catalogue")]
    assert matched("面积", "占地面积") == [("floor_area_m2", "settled"), ("site_m2", "catalogue")]
    money = match_headers([("资金来源", "居民"), ("居民",)], CHINESE)
    assert [(header.name, header.matched) for header in money] == [
        ("fund_residents_money", "catalogue"),
        ("居民", "unclear"),
    ]


@settings(deadline=None)
@given(
    headers=st.lists(
        st.one_of(
            st.sampled_from(sorted(UNCLEAR)),
            st.sampled_from([each.spellings[0] for each in BANK]),
            st.text(max_size=6),
        ),
        max_size=12,
    )
)
def test_no_two_columns_get_one_name_and_none_is_lost(headers):
    found = match_headers([(header,) for header in headers], CHINESE, cut=True)
    assert [header.column for header in found] == list(range(1, len(headers) + 1))
    assert len({header.name for header in found}) == len(found)


def test_a_unit_in_the_row_below_travels_with_the_values(tmp_path):
    file = write_csv(tmp_path / "a.csv", ["小区名称", "建筑面积", "户数"], ["", "万㎡", "户"], ["甲", "1.13", "120"])
    raw = read_raw(file)
    assert raw.frame.loc[0, ["floor_area_m2", "households"]].tolist() == ["1.13万m2", "120"]


def test_the_draft_of_a_mapping_file_reads_back_and_can_be_settled(tmp_path):
    headers = ["小区名称", "老年人口数", "面积", "备注", 'a "b"', "总户数"]
    file = write_csv(tmp_path / "a.csv", headers, ["甲", 5, 9, "x", "y", 120])
    draft = draft_mapping(read_raw(file).headers, tmp_path / "map.toml")
    mapping = read_mapping(draft)
    assert dict(mapping.headers) == {"小区名称": "name", "总户数": "households"}
    text = draft.read_text(encoding="utf-8")
    assert '# floor_area_m2 = "面积"' in text
    assert '# site_m2 = "面积"' in text
    draft.write_text(
        text.replace('# site_m2 = "面积"', 'site_m2 = "面积"').replace("# residents_60 =", "residents_60 ="),
        encoding="utf-8",
    )
    raw = read_raw(file, mapping=read_mapping(draft))
    assert raw.frame.loc[0, ["name", "residents_60", "site_m2"]].tolist() == ["甲", "5", "9"]
    assert raw.notes == ()


def test_the_command_drafts_the_mapping_and_names_the_encoding(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes("小區名稱,面積\n梅苑,9\n".encode("big5"))
    draft = tmp_path / "map.toml"
    said = run("check", file, "--encoding", "big5", "--write-fields", draft, expect=3)
    assert "小區名稱" in said, "it is no header of the catalogue, and the draft is what helps"
    assert '# ? = "小區名稱"' in draft.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("header", "figure", "yuan"),
    [
        ("投资额(元)", "2350000", 2_350_000),
        ("投资金额（元）", "2350000", 2_350_000),
        ("估算投资/元", "2350000", 2_350_000),
        ("总投资：元", "2350000", 2_350_000),
        ("总投资额（单位：元）", "2350000", 2_350_000),
        ("投资额【元】", "2350000", 2_350_000),
        ("投资总金额（元）", "2350000", 2_350_000),  # alike
        ("改造资金（亿元）", "0.0235", 2_350_000),
        ("投资额", "235", 2_350_000),
    ],
)
def test_the_unit_of_a_header_counts_however_the_header_was_found(tmp_path, header, figure, yuan):
    file = write_csv(tmp_path / "a.csv", ["小区名称", "户数", header], ["甲", 100, figure])
    frame = check_tables(read_tables(Inputs(table=file)), Settings()).communities.frame
    assert frame["invest_money"].tolist() == [yuan]


def test_the_unit_of_a_parent_counts_for_its_children():
    columns = [("资金来源（元）", "中央"), ("资金来源（元）", "省级（万元）"), ("资金来源（元）", "合计")]
    assert [header.unit for header in match_headers(columns, CHINESE)] == ["元", "万元", "元"]


def test_rows_lie_in_the_division_that_their_sheet_or_title_names(tmp_path):
    book = Workbook()
    book.active.title = "桃花仑街道"
    book.create_sheet("2024年")
    for sheet, titles, name in zip(book.worksheets, ([], [["金山街道"]]), ("甲", "乙"), strict=True):
        for row in (*titles, ["小区名称", "户数", "建成年份"], [name, 120, 1995], [f"{name}二", 90, 1996]):
            sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    frame = read_raw(tmp_path / "a.xlsx").frame.set_index("name")
    assert frame["subdistrict"].to_dict() == {
        "甲": "桃花仑街道",
        "甲二": "桃花仑街道",
        "乙": "金山街道",
        "乙二": "金山街道",
    }
