"""No output names a person: numbers in any spelling, columns under any header, in cells, titles, notes and names."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from all_texts import plain_texts, texts_below
from command_line import run
from openpyxl import Workbook
from openpyxl.comments import Comment

from cluster_planner.fields import blot_secrets
from cluster_planner.profile import CHINA
from cluster_planner.validation import join_tables, validate_communities

# Nobody's: local numbers that begin with 0 are given to none, nor are these dates of birth.
SPELLINGS = [
    "13800000001", "138 0000 0001", "138\u30000000\u30000001", "138\u00a00000\u00a00001", "138\u20090000\u20090001",
    "138-0000-0001", "138－0000－0001", "138–0000–0001", "138—0000—0001", "138‑0000‑0001", "138−0000−0001",
    "138.0000.0001", "138·0000·0001", "138．0000．0001", "138_0000_0001", "138 - 0000 - 0001", "(138)00000001",
    "1380 000 0001", "1380000 0001", "138 00 00 00 01", "1 3 8 0 0 0 0 0 0 0 1", "１３８０００００００１",
    "138\u200b0000\u200b0001", "+8613800000001", "+86 138 0000 0001", "(+86)13800000001", "008613800000001",
    "0086-138-0000-0001", "86-13800000001", "013800000001", "13800000001.0", "1.3800000001E+10",
    "一三八零零零零零零零一",
    "07370000001", "0737-0000001", "0737/0000001", "0737—0000001", "0737一0000001", "(0737)0000001",
    "（0737）0000001",
    "0737 000 0001", "0737－0000001转8", "+86 737 0000001", "0086-737-0000001", "010-00000001", "010 0000 0001",
    "430900190001010013", "430900 19000101 0013", "430900-19000101-0013", "430900 1900 0101 0013",
    "430900\u300019000101\u30000013", "43090019000101001X", "43090019000101001x",
    "４３０９００１９０００１０１００１３",
    "430900000101013", "430900 000101 013", "身份证号：430900190013320013",
    "nulluser@example.invalid", "nulluser＠example.invalid", "no.ulluser+1@mail.example.invalid",
    "nulluser(at)example.invalid",
    "nulluser @ example.invalid", "微信wx_nulluser16", "微信号：nulluser16", "微信 nulluser", "WeChat: nulluser16",
    "VX：nulluser16",
    "138/0000/0001", "138*0000*0001", "138、0000、0001", "138,0000,0001", "138|0000|0001", "138+0000+0001",
    "138=0000=0001", "l3800000001", "+852 0000 0001", "00852-0000-0001", "+1 (400) 000-0001", "१३८०००००००१",
    "1.380000001E10", "nulluser1 at example.com",
    "QQ00000001", "QQ：00000001", "QQ号 00000001", "电话：0000001", "电话 000 0001", "tel: 0000001",
]  # fmt: skip
HEADERS = [
    "业主姓名", "姓名", "楼长", "业委会主任", "负责人", "网格员", "微信", "微信号", "QQ", "邮箱", "电子邮箱",
    "tel", "Tel.", "TEL_NO",
    "contact", "Contact person", "owner name", "OwnerName", "owner", "email", "E-mail", "phone",
    "Mobile No", "WeChat ID",
    "联系人", "联系电话", "手 机", "户主", "产权人", "身份证号码", "证件号", "法人", "经办人", "填报人",
    "小区长", "楼栋长（姓名）", "党支部书记",
    "full name", "Head of household", "ID card", "lxr", "LXDH", "yzxm", "固话", "居民代表", "业主签名",
    "申报人", "包片干部", "phone1", "Grid member", "家庭住址", "座机",
    "住户代表", "负责同志", "银行卡号", "开户行", "车牌号", "出生日期", "户籍住址",
]  # fmt: skip
NOBODY = [
    "网格员人数", "居民代表人数", "有无签字", "有无楼长", "产权单位", "业主委员会", "业主大会", "业主数",
    "同意户数", "老年人",
    "常住人口（人）", "户型", "管理方式",
    "owner consent", "owners", "ownership", "share of owners", "project id", "name", "building name",
    "residents", "contact type",
    "code", "小区名称", "负责单位", "email count", "车牌识别", "小区住址",
]  # fmt: skip
HARMLESS = [
    "430981-2024-0001", "430981202401150013", "2024-01-15", "2024年1月15日", "1985-1990 214户", "1985-1990-200",
    "112.13812345678", "112.349977, 28.840114", "112°20′59.9″", "38512345.678", "13500-120000", "17583㎡",
    "13800000000元",
    "13800000000.00元", "1.38E+10", "13,800,000,000", "投资 1380 万元", "3栋2单元301室", "WX000123", "SHA-1",
    "0.0737000001",
    "POLYGON((138.1234 28.8401, 138 13800000001))", "0103000000010000000500000013812345678A000000000000",
    "负责人：无", "业委会主任：未成立", "负责人未定", "物业经理室", "联系楼长", "QQ农场小区", "微信公众号", "@",
    "2023.10.12-2024.03.01",
    "138/7371/2010", "138、7371、2010", "+1250000", "+120 户", "00120", "137+2400+1200",
    "http://192.168.1.1/", "postgresql://planner@host.example/plans",
]  # fmt: skip
CORES = (
    "1380000000",
    "7370000001",
    "01000000001",
    "43090019",
    "430900000101",
    "nulluser",
    "qq0000",
    "无名氏",
    "张三丰",
)


@pytest.mark.parametrize("number", SPELLINGS)
def test_a_number_is_found_however_it_is_typed(number):
    for text in (number, f"某路 {number}", f"某路（{number}）", f"梅苑{number}，已谈妥"):
        shown = blot_secrets(text)
        assert "***" in shown
        assert not re.search(r"\d{2}|ulluser", shown), shown
        assert blot_secrets(shown) == shown


def test_columns_of_people_are_known_by_their_headers():
    raw = pd.DataFrame({"name": ["甲"], "lon": [112.35], "lat": [28.84], **dict.fromkeys(HEADERS, "无名氏")})
    made = validate_communities(raw, quarantine="all")
    assert [header for header in HEADERS if not CHINA.catalogue.is_personal(header)] == []
    assert not made.frame.astype("str").isin(["无名氏"]).any(axis=None)


@pytest.mark.parametrize("header", NOBODY)
def test_a_column_that_counts_or_asks_names_nobody(header):
    assert not CHINA.catalogue.is_personal(header)


@pytest.mark.parametrize("text", HARMLESS)
def test_figures_dates_places_and_codes_are_nobodys(text):
    assert blot_secrets(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("某台账 填表人无名氏 电话13800000000", "某台账 填表人***"),
        ("注: 联系无名氏 13800000000", "注: 联系***"),
        ("填报人王某13812345678", "填报人***"),
        ("填表人王小明 审核人：李四", "填表人*** 审核人:***"),
        ("Contact: John Smith, tel 0000001", "Contact: ***, tel ***"),
        ("13800000001/13800000002", "***/***"),
    ],
)
def test_titles_notes_and_headers_keep_all_but_the_person(text, shown):
    assert blot_secrets(text) == shown


IDS = ["430981202401150013", "430981202401150021", "43098120240115003X", "110101199003070011", "430981202401150056"]


def test_a_column_of_ids_comes_through_as_written_and_is_asked_about():
    made = validate_communities(_communities(community_id=IDS))
    assert made.frame.index.tolist() == sorted(IDS)
    assert _rules(made) & {"personal_value", "people_in_ids"} == {"people_in_ids"}


@pytest.mark.parametrize("column", ["community_id", "项目编号", "OBJECTID"])
def test_where_every_id_is_an_identity_number_none_is_written(column):
    right = ["110101199003070011", "430900190001010012", "43090019000101004X"]
    made = validate_communities(_communities(**{column: [_checked(code) for code in right]}), quarantine="all")
    assert "personal_value" in _rules(made)
    assert not made.frame.reset_index().astype("str").isin([_checked(code) for code in right]).any(axis=None)


@pytest.mark.parametrize(
    "ids",
    [
        ["13010200001", "13010200002", "13010200003"],  # of a county in Hebei
        ["A-1", "A-2", "13800000001"],
        [130102000012, 130102000013],
        ["2024-0001", "2024-0002"],
    ],
)
def test_ids_with_the_digits_of_a_telephone_stay_as_written(ids):
    made = validate_communities(_communities(community_id=ids))
    assert made.frame.index.tolist() == sorted(map(str, ids))


def test_a_telephone_in_a_column_of_ids_is_blotted_where_it_stands_in_a_text():
    made = validate_communities(_communities(community_id=["A-1", "联系无名氏 13800000001", "138 0000 0002"]))
    assert not made.frame.index.str.contains("无名氏|0000").any()


def test_odd_signs_hide_nobody_and_no_finding_repeats_him():
    made = validate_communities(
        _communities(姓名=["张\x01三丰", "李四"], 备注=["138\x010000\x020001", "联系张三丰\x01 138\u200b00000001"]),
        quarantine="all",
    )
    said = plain_texts({"findings": made.findings.frame.astype("str").to_csv()})["findings"]
    assert not [core for core in CORES if core in said]


def test_rows_set_aside_keep_known_fields_and_no_others_unless_asked():
    raw = _communities(
        备注=["13800000001", "x"], 走访情况=["a", "b"], 走访人=["张三丰", "李四"], 姓名=["张三丰", "李四"]
    ).assign(lon="abc")
    known, everything = (validate_communities(raw, quarantine=which).quarantine for which in ("known", "all"))
    assert {"name", "households", "lon"} <= set(known) < set(everything)
    assert "走访情况" in set(everything) - set(known)
    assert "姓名" not in set(everything)
    assert not everything.astype("str").isin(["13800000001"]).any(axis=None)


def test_the_table_of_the_caller_and_names_that_are_numbers_stay_as_they_are():
    raw = _communities(备注=["13800000001", "x"]).rename(columns={"households": 7})
    before = raw.copy()
    validate_communities(raw)
    pd.testing.assert_frame_equal(raw, before)


def test_what_a_ledger_and_its_outlines_are_joined_by_names_nobody():
    named = ["第0小区（张三丰 13800000001）", "第1小区"]
    joined = join_tables(
        _communities(name=named), _communities(name=named, 姓名=["张三丰", "张三丰"]).drop(columns=["lon", "lat"])
    )
    texts = " ".join(each.astype("str").to_csv() for each in (joined.table, joined.matches, joined.findings.frame))
    assert not re.search("张三丰|1380000", texts)


def _communities(**columns):
    size = len(next(iter(columns.values())))
    places = {"lon": [112.35 + 0.001 * at for at in range(size)], "lat": [28.84] * size}
    return pd.DataFrame({"name": [f"第{at}小区" for at in range(size)], "households": 100} | places | columns)


def _rules(made):
    return set(made.findings.frame["rule"])


def _checked(code):

    total = sum(int(digit) * 2 ** (17 - at) for at, digit in enumerate(code[:17]))
    return code[:17] + "10X98765432"[total % 11]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Write a ledger with people wherever they may stand, plan and check it; return all that came out as text."""
    folder = tmp_path_factory.mktemp("people")
    ledger = folder / "台账_张三丰13800000001.xlsx"
    _write_ledger(ledger)
    out = folder / "out"
    formats = [option for name in ("gpkg", "parquet", "geojson", "shp", "shp-gbk") for option in ("--format", name)]
    said = run("plan", ledger, "--out", out / "plan", "--report", *formats)
    said += run("check", ledger, "--out", out / "check", "--fix")
    return plain_texts(texts_below(out) | {"said/terminal": said, "said/names": " ".join(map(str, out.rglob("*")))})


def test_no_output_of_any_kind_holds_a_number_or_a_name(written):
    seen = {name.split("/")[1].split(" ")[0] for name in written if "/" in name}
    assert seen >= {"areas.gpkg", "map.html", "plan.json", "plan.xlsx", "report.docx", "findings.xlsx", "cleaned.xlsx"}
    assert any("comments" in name for name in written)
    leaks = [(name, core) for name, text in written.items() for core in CORES if core in text.casefold()]
    assert leaks == []


def test_what_is_nobodys_is_written_as_it_was(written):
    cleaned = "".join(text for name, text in written.items() if name.startswith("check/cleaned.xlsx"))
    for text in ("第3小区", "430981202401150013", "1234567", "112353"):
        assert text in cleaned


TITLED = """某台账 填表人张三丰 电话13800000001,,,,
项目编号,小区名称,县市区,街道,户数
430981-2024-0040,松坡溪大院,沅江市,莲台街道,214
430981-2024-0042,市机械厂家属院二区,沅江市,莲台街道,103
430981-2024-0043,市机械厂家属院三区,沅江市,莲台街道,56
注: 联系张三丰 13800000001,,,,
"""
HEADED = """项目编号,小区名称,县市区,街道,户数,填报人张三丰13800000001,138　0000　0001
A-1,甲小区,沅江市,莲台街道,100,x,1
A-2,乙小区,沅江市,莲台街道,120,y,2
"""
NO_HEADER = """A-0,甲小区,沅江市,莲台街道,100,张三丰13800000001
A-1,乙小区,沅江市,莲台街道,120,张三丰13800000001
"""
SIGNED = """小区名称,户数
甲小区,100
乙小区,120

13800000001,
制表人 张三丰,审核：张三丰
"""


@pytest.mark.parametrize(("table", "ends"), [(TITLED, 0), (HEADED, 0), (NO_HEADER, 3), (SIGNED, 0)])
def test_titles_notes_headers_and_signatures_of_a_text_table_go_nowhere(tmp_path, table, ends):
    file = tmp_path / "李四０７３７－００００００１.csv"
    file.write_text(table, encoding="utf-8-sig")
    said = run("check", file, "--out", tmp_path / "out", "--fix", expect=ends)
    written = plain_texts(texts_below(tmp_path / "out") | {"said": said})
    assert [
        (name, core) for name, text in written.items() for core in (*CORES, "李四", "07370000001") if core in text
    ] == []


def _write_ledger(path):
    book = Workbook()
    sheet = book.active
    sheet.title = "张三丰13800000001"
    people = HEADERS[:22]
    known = [
        "项目编号",
        "小区名称",
        "县市区",
        "街道",
        "详细地址",
        "建成年份",
        "户数",
        "建筑面积(㎡)",
        "经度",
        "纬度",
        "备注",
    ]
    sheet.append(["某台账 填表人：无名氏 电话13800000001"])
    sheet.append([*known, *people, "填报人无名氏13800000001", "另注"])
    for at, number in enumerate(SPELLINGS):
        is_set_aside = at % 5 == 1  # without a place in China
        lon = "abc" if is_set_aside else 112.35 + 0.001 * at
        row = [
            f"43098120240115{at:04d}" if at != 13 else "430981202401150013",
            f"第{at}小区（无名氏 {number}）" if at % 7 == 0 else f"第{at}小区",
        ]
        row += ["沅江市", "莲台街道", f"某路 {number}", 1985, 100, 1234567, lon, 28.84, number]
        sheet.append([*row, *["无名氏"] * len(people), "无名氏", f"联系 无名氏 {number}"])
    sheet["B4"].comment = Comment("无名氏 13800000001", "无名氏")
    sheet.append(["注: 联系无名氏 13800000001"])
    sheet.append(["13800000001"])
    hidden = book.create_sheet("旧表 13800000001")
    hidden.sheet_state = "hidden"
    hidden.append(["小区名称", "联系人"])
    hidden.append(["第99小区 13800000001", "无名氏"])
    book.properties.creator = "无名氏 13800000001"
    book.save(path)
