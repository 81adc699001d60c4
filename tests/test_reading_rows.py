"""Rows of a ledger that are no communities: totals, headings, signatures, shifted rows; from bytes on disk."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from cluster_planner.fields import division_in
from cluster_planner.pipeline import Inputs, check_tables, read_tables
from cluster_planner.settings import Settings
from cluster_planner.sources import open_ledgers, read_raw
from cluster_planner.words.tables import first_findings

HEADER = "序号,县市区,小区名称,街道,经度,纬度,楼栋数,户数,建筑面积"
ROWS = (
    "1,甲区,红星小区,东街道,112.001,28.001,3,120,9000",
    "2,甲区,东风小区,东街道,112.002,28.001,5,180,14000",
    "3,乙区,前进小区,西街道,112.101,28.001,2,90,7000",
    "4,乙区,光明小区,西街道,112.102,28.001,4,110,8000",
)


def check(path, *lines):
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return check_tables(read_tables(Inputs(table=path)), Settings()).communities


def rows_under(communities, *rules):
    about = communities.findings.frame
    return sorted(int(row) for row in about.loc[about["rule"].isin(rules), "row"])


TOTALS = ("totals_row", "totals_by_sum")


@pytest.mark.parametrize(
    ("lines", "totals"),
    [
        # 数据-分类汇总 of Excel writes below each group and at the end.
        ((*ROWS[:2], ",甲区 汇总,,,,,,300,", *ROWS[2:], ",乙区 汇总,,,,,,200,", ",总计,,,,,,500,"), [4, 7, 8]),
        # Heads of groups: ordinals, with the sums of the group.
        (("一,甲区,,,,,8,300,23000", *ROWS[:2], "二,乙区,,,,,6,200,15000", *ROWS[2:]), [2, 5]),
        (("（一）,甲区,,,,,,300,", *ROWS[:2], "（二）,乙区,,,,,,200,", *ROWS[2:]), [2, 5]),
        (("一、甲区,,,,,,,300,", *ROWS[:2], "二、乙区,,,,,,,200,", *ROWS[2:]), [2, 5]),
        # A group of one.
        (("一,甲区,,,,,,300,", *ROWS[:2], "二,乙区,,,,,,90,", ROWS[2]), [2, 5]),
        # By words, with counts and names around them.
        ((*ROWS, "合计,,4个小区,,,,,500,"), [6]),
        ((*ROWS, ",,全市合计,,,,14,500,38000"), [6]),
        ((*ROWS, ",,合计（4个）,,,,14,500,38000"), [6]),
        ((*ROWS, "共4个小区,,,,,,14,500,38000"), [6]),
        (("全市小计,,,,,,14,500,38000", *ROWS), [2]),
        ((*ROWS, "Grand Total,,,,,,14,500,38000"), [6]),
        # A total word in a column of divisions, a count for a name.
        (
            (*ROWS[:2], ",甲区小计,2个,,,,,300,", *ROWS[2:], ",乙区小计,2个,,,,,200,", ",全市总计,4个小区,,,,,500,"),
            [4, 7, 8],
        ),
        ((*ROWS, ",全市,4个小区,,,,,500,"), [6]),
        ((*ROWS, ",全市,,,,,,500,", "其中：,甲区,,,,,,300,"), [6, 7]),
        ((*ROWS, ",,其中：甲区,,,,,300,"), [6]),
        ((*ROWS, ",,甲区合计：4个小区,,,,,500,"), [6]),
        ((*ROWS, ",,全市总计4个小区,,,,,500,"), [6]),
        ((*ROWS, ",,,西街道合计,,,,500,"), [6]),
        # Heads of two levels with one sum.
        (
            (
                "总计,,,,,,14,500,",
                "一,甲区,,,,,8,300,",
                "（一）,,,东街道,,,8,300,",
                *ROWS[:2],
                "二,乙区,,,,,6,200,",
                "（一）,,,西街道,,,6,200,",
                *ROWS[2:],
            ),
            [2, 3, 4, 7, 8],
        ),
        # By sums alone: no word and no ordinal, above or below, of a part or of all, two levels.
        ((",甲区,,,,,8,300,23000", *ROWS[:2], ",乙区,,,,,6,200,15000", *ROWS[2:]), [2, 5]),
        ((*ROWS, ",,,,,,,500,"), [6]),
        ((*ROWS, ",,全市,,,,14,500,38000"), [6]),
        ((",,,,,,14,500,38000", ",甲区,,,,,8,300,", *ROWS[:2], ",乙区,,,,,6,200,15000", *ROWS[2:]), [2, 3, 6]),
    ],
)
def test_totals_are_no_communities(tmp_path, lines, totals):
    communities = check(tmp_path / "a.csv", HEADER, *lines)
    assert rows_under(communities, *TOTALS) == totals
    assert len(communities.frame) == len(lines) - len(totals)
    assert "totals_mismatch" not in set(communities.findings.frame["rule"])


@pytest.mark.parametrize(
    "line",
    [
        "5,乙区,统计局宿舍,西街道,112.103,28.001,4,500,8000",  # a name with 计, and by chance as many households
        "5,乙区,会计之家,西街道,,,1,60,5000",
        "5,乙区,设计院小区,西街道,,,6,200,4000",  # two figures are sums of two rows; that is chance
        "5,,,西街道,112.104,28.001,6,200,15000",  # all are, but it has a place
        "5,乙区,,西街道,112.105,28.001,,,",
        "5,乙区,幸福里,西街道,,,14,500,38000",  # all figures are sums, but it has a proper name
        "5,乙区,总计大院,西街道,,,14,500,38000",
        "5,乙区,合计小区,西街道,,,,60,",
        "5,乙区,2号小区,西街道,,,,60,",
        "5,乙区,12个小时公寓,西街道,,,,60,",
    ],
)
def test_communities_that_look_like_totals_stay(tmp_path, line):
    communities = check(tmp_path / "a.csv", HEADER, *ROWS, line)
    assert rows_under(communities, *TOTALS) == []
    assert len(communities.frame) == 5


def test_a_total_found_by_its_words_is_compared_with_its_rows(tmp_path):
    communities = check(tmp_path / "a.csv", HEADER, *ROWS[:2], ",甲区 汇总,,,,,,310,", *ROWS[2:])
    assert rows_under(communities, "totals_row") == rows_under(communities, "totals_mismatch") == [4]


PLAIN = "序号,小区名称,建成年份,楼栋数,户数,建筑面积,经度,纬度"
COMPOUNDS = (
    "1,梅苑,1985,3,150,12000,112.33,28.59",
    "2,兰苑,1986,3,151,12001,112.331,28.59",
    "3,竹苑,1987,3,152,12002,112.332,28.59",
    "4,菊苑,1988,3,153,12003,112.333,28.59",
)
BLANK = "," * 7


@pytest.mark.parametrize(
    ("first", "second", "county"),
    [
        ("一、资阳区", "二、赫山区（5个）", "赫山区"),
        ("资阳区", "南县", "南县"),
        ("（一）资阳区", "（二）沅江市：", "沅江市"),
        ("一,资阳区", "二,赫山区", "赫山区"),
        ("一、资阳区（共2个小区）", "二、安化县 共2个小区", "安化县"),
        ("1、资阳区", "2、大通湖区", "大通湖区"),
        ("一、资阳区,,,6,301,24001,,", "二、赫山区,,,6,305,24005,,", "赫山区"),  # with the totals of the group
        ("一,资阳区,,6,301,24001,,", "二,赫山区,,6,305,24005,,", "赫山区"),
    ],
)
def test_rows_lie_in_the_county_of_the_heading_over_them(tmp_path, first, second, county):
    first, second = (line.ljust(len(line) + 7 - line.count(","), ",") for line in (first, second))
    communities = check(tmp_path / "a.csv", PLAIN, first, *COMPOUNDS[:2], second, *COMPOUNDS[2:])
    found = communities.frame.set_index("name")["county"]
    assert found[["梅苑", "兰苑", "竹苑", "菊苑"]].tolist() == ["资阳区", "资阳区", county, county]
    assert rows_under(communities, "note_row", "totals_row") == [2, 5]


def test_headings_of_two_levels_and_rows_that_know_better(tmp_path):
    lines = (
        "一、资阳区,,,,,,,,", "（一）汽车路街道,,,,,,,,", "1,梅苑,1985,3,150,12000,112.33,28.59,",
        "（二）大码头街道,,,,,,,,", "2,兰苑,1986,3,151,12001,112.331,28.59,", "二、赫山区,,,,,,,,",
        "3,竹苑,1987,3,152,12002,112.332,28.59,", "4,菊苑,1988,3,153,12003,112.333,28.59,南县",
    )  # fmt: skip
    found = check(tmp_path / "a.csv", f"{PLAIN},县市区", *lines).frame.set_index("name")
    known = found[["county", "subdistrict"]].astype("object").where(found[["county", "subdistrict"]].notna(), None)
    assert known.loc[["梅苑", "兰苑", "竹苑", "菊苑"]].to_numpy().tolist() == [
        ["资阳区", "汽车路街道"], ["资阳区", "大码头街道"], ["赫山区", None], ["南县", None],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["和平里五区", "一中家属区", "幸福小区", "市委大院东区", "东风超市", "五一社区", "兴隆新村"]
)
def test_a_compound_is_no_division(text):
    named = division_in(text)
    assert named is None or named[0] == "neighbourhood"


@pytest.mark.parametrize(
    "foot",
    [
        (
            "经办人：张三丰,,,分管领导签字：李四,,2024年5月6日,,",
            "单位（盖章）：" + BLANK,
            "经办:王五 电话13812345678" + BLANK,
        ),
        ("填表人：张三丰,,审核人：李四,,,,,", "联系电话：13812345678" + BLANK),
        ("制表：张三丰　13812345678" + BLANK,),
        (",,,,张三丰,13812345678,,", ",,,,,2024-05-06,,"),
        ("单位负责人（签字）,张三丰,,填报日期：,2024年5月6日,,,",),
        ("局长：张三丰,,科长：李四,,经办：王五,,,", "备注：本表一式三份，联系人：张三丰 13812345678" + BLANK),
        ("以上情况属实。" + BLANK, "张三丰 138 1234 5678" + BLANK),
    ],
)
def test_what_people_sign_is_no_community_and_is_written_nowhere(tmp_path, foot):
    path = tmp_path / "a.csv"
    path.write_text("\n".join((PLAIN, *COMPOUNDS, *foot)) + "\n", encoding="utf-8")
    tables = read_tables(Inputs(table=path))
    communities = check_tables(tables, Settings()).communities
    assert len(communities.frame) == 4
    assert communities.quarantine.empty
    assert rows_under(communities, "note_row", "signature_row") == list(range(6, 6 + len(foot)))
    [ledger] = open_ledgers(path, read_raw(path).parts)
    written = [communities.findings.frame, communities.frame, communities.quarantine, ledger.public_cells()]
    assert not any(secret in frame.to_csv() for frame in written for secret in ("张三丰", "13812345678", "1234 5678"))


def test_a_community_with_a_label_in_its_remarks_stays(tmp_path):
    rows = [f"{row},联系人：张三丰" for row in COMPOUNDS]
    communities = check(tmp_path / "a.csv", f"{PLAIN},备注", *rows, "5,桂苑,,,,,,,负责人：李四 13812345678")
    assert len(communities.frame) == 5
    assert "张三丰" not in communities.findings.frame.to_csv() + communities.frame.to_csv()


def project_table(path, parent, children, cells):
    """Write a table of projects with two rows of headers, the children under merged parents."""
    rows = [
        ["2027年城镇老旧小区改造计划项目表"],
        ["序号", "市县区", "小区名称", "产权性质", "投资估算(万元)", None, None, parent, None, None, "计划改造内容"],
        [None, None, None, None, "合计", "中央补助资金", "地方配套", *children, None],
        ["一", "冷水江市", None, None, 301, 90, 211, None, None, None, None],
        [1, "冷水江市", "碱厂家属院", "房改房", 100, 30, 70, *cells[0], "给水、排水"],
        [2, "冷水江市", "教育局家属院", "单位宿舍", 201, 60, 141, *cells[1], "道路"],
        ["合计", None, None, None, 301, 90, 211, None, None, None, None],
        ["填表人: 张三丰", None, None, "联系电话: 13812345678"],
    ]
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for merged in ("A1:K1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:G2", "H2:J2", "K2:K3"):
        book.active.merge_cells(merged)
    book.save(path)
    return check_tables(read_tables(Inputs(table=path)), Settings()).communities


BOTH, MATERIALS, MANAGED = "basic;improving", ("brick_concrete", "frame"), ("professional", "none")
CLASSES = ("基础类", "完善类", "提升类")


@pytest.mark.parametrize(
    ("parent", "children", "cells", "field", "codes"),
    [
        (
            "改造内容",
            CLASSES,
            (("√", "√", None), ("√", None, "√")),
            "works_class",
            ("basic;improving", "basic;upgrading"),
        ),
        (
            "改造内容",
            ("基础", "完善", "提升"),
            (("是", "否", "否"), ("是", "是", "否")),
            "works_class",
            ("basic", BOTH),
        ),
        ("改造类别（打√）", CLASSES, (("✓", "×", "×"), (1, 1, 0)), "works_class", ("basic", BOTH)),
        ("改造内容", CLASSES, (("管网", "停车", None), ("道路", None, None)), "works_class", (BOTH, "basic")),
        ("房屋结构", ("砖混", "框架", "其他"), (("√", None, None), (None, "√", None)), "structure", MATERIALS),
        ("物业管理", ("有", "无", "社区托管"), (("√", None, None), (None, "√", None)), "management", MANAGED),
    ],
)
def test_project_tables_with_ticked_columns(tmp_path, parent, children, cells, field, codes):
    communities = project_table(tmp_path / "附件2.xlsx", parent, children, cells)
    frame = communities.frame.set_index("name").loc[["碱厂家属院", "教育局家属院"]]
    assert frame[field].tolist() == list(codes)
    assert frame["county"].tolist() == ["冷水江市", "冷水江市"]
    assert frame["tenure"].tolist() == ["reformed", "work_unit"]
    assert frame["works"].tolist() == ["给水;排水", "道路"]
    assert frame[["fund_central_money", "fund_county_money"]].to_numpy().tolist() == [[3e5, 7e5], [6e5, 1.41e6]]
    assert rows_under(communities, "totals_row", "signature_row") == [4, 7, 8]
    assert not {"unknown_header", "totals_mismatch"} & set(communities.findings.frame["rule"])


NARROW = ("小区名称,街道,户数,建成年份", "红星小区,东街道,100,1990", "东风小区,东街道,101,1991", "前进,东街道,102,1992")


@pytest.mark.parametrize(
    ("foot", "signed"),
    [
        (("注：,,,", "1、本表一式三份。,,,", "2.户数以公安户籍为准；,,,", "（3）投资为估算。,,,"), []),
        (("单位负责人（签字）：,,填表日期：2024.3.5,", "张三丰,13873712345,,"), [5, 6]),
        (("以下空白,,,", "(盖章),,,", "县住建局  2024年3月,,,", "第1页 共1页,,,"), [6]),
        ((",住建局,,2024-03-05",), [5]),
        ((",住建局,填报,",), []),
    ],
)
def test_what_stands_below_a_narrow_table_is_no_community(tmp_path, foot, signed):
    communities = check(tmp_path / "a.csv", *NARROW, *foot)
    assert sorted(communities.frame["name"]) == ["东风小区", "前进", "红星小区"]
    assert rows_under(communities, "signature_row") == signed
    assert len(rows_under(communities, "note_row", "signature_row", "blank_row")) == len(foot)


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (("滨江,,,", "光明小区,,110,"), ["光明小区", "滨江"]),  # alone, but rows of the table follow
        (("滨江苑,,,",), ["滨江苑"]),
        (("锦绣江南,,,", "滨江,,,"), ["滨江", "锦绣江南"]),  # the last rows, of which only the name is known yet
        (("滨江,,110,",), ["滨江"]),
    ],
)
def test_a_community_of_which_little_is_known_stays(tmp_path, lines, names):
    communities = check(tmp_path / "a.csv", *NARROW, *lines)
    assert sorted({*communities.frame["name"]} - {"东风小区", "前进", "红星小区"}) == names


def test_a_total_of_a_sheet_is_compared_with_its_own_rows(tmp_path):
    book = Workbook()
    for name, figures in (("东街道", (100, 120, 999)), ("西街道", (50, 60, 110))):
        sheet = book.create_sheet(name)
        for row in (
            ("小区名称", "户数"),
            (f"{name}一院", figures[0]),
            (f"{name}二院", figures[1]),
            ("合计", figures[2]),
        ):
            sheet.append(row)
    del book["Sheet"]
    book.save(tmp_path / "a.xlsx")
    findings = check_tables(read_tables(Inputs(table=tmp_path / "a.xlsx")), Settings()).findings
    wrong = findings.frame.query("rule == 'totals_mismatch'")
    assert wrong[["row", "found", "becomes"]].to_numpy().tolist() == [["东街道!4", "999", "220"]]
    [sentence] = [text for text in first_findings(findings, "zh", 50) if "合计数" in text]
    assert "例如" not in sentence


def test_a_row_left_out_by_its_sums_is_named(tmp_path):
    communities = check(tmp_path / "a.csv", HEADER, *ROWS, ",丙区,,,,,14,500,38000")
    [found] = communities.findings.frame.query("rule == 'totals_by_sum'")["found"]
    assert found == "丙区"


WORKS = ("供水", "燃气", "加装电梯", "屋面防水", "停车位")


@pytest.mark.parametrize(
    "parent",
    ["改造内容", "改造内容（打√）", "拟改造内容", "主要改造内容", "改造项目", "建设内容", "改造内容及规模", "工程内容"],
)
def test_ticks_under_works_are_works_and_no_facts_of_what_is_there(tmp_path, parent):
    book = Workbook()
    blanks = [None] * 4
    for row in (
        ["序号", "小区名称", "户数", parent, *blanks, "停车位", "开工日期"],
        [None, None, None, *WORKS, None, None],
        [1, "甲院", 100, "√", "√", None, None, "√", 12, "2027年5月"],
        [2, "乙院", 101, "是", "否", "√", "更换卷材", None, 13, "2027年6月"],
        [3, "丙院", 102, "×", None, None, "√", "×", 14, None],
    ):
        book.active.append(row)
    for merged in ("A1:A2", "B1:B2", "C1:C2", "D1:H1", "I1:I2", "J1:J2"):
        book.active.merge_cells(merged)
    book.save(tmp_path / "a.xlsx")
    communities = check_tables(read_tables(Inputs(table=tmp_path / "a.xlsx")), Settings()).communities
    frame = communities.frame.set_index("name").loc[["甲院", "乙院", "丙院"]]
    assert frame["works"].tolist() == ["供水;燃气;停车位", "供水;加装电梯;屋面防水（更换卷材）", "屋面防水"]
    assert frame[["lifts", "util_water", "util_gas"]].isna().all(axis=None)
    assert frame["parking"].tolist() == [12, 13, 14]
    assert not {"unknown_choice", "not_a_number", "unknown_header"} & set(communities.findings.frame["rule"])


def test_other_columns_under_works_stay_what_they_are(tmp_path):
    book = Workbook()
    for row in (
        ["小区名称", "建设内容及规模", None, None, None],
        [None, "户数", "建筑面积", "开工时间", "地点"],
        ["甲院", 100, 8000, "2027年5月", "人民路1号"],
        ["乙院", 120, 9000, "2027年6月", "人民路2号"],
    ):
        book.active.append(row)
    book.active.merge_cells("B1:E1")
    book.save(tmp_path / "a.xlsx")
    frame = check_tables(read_tables(Inputs(table=tmp_path / "a.xlsx")), Settings()).communities.frame
    assert sorted(frame["households"]) == [100, 120]
    assert sorted(frame["address"]) == ["人民路1号", "人民路2号"]
    assert sorted(frame["started_on"]) == ["2027-05-01", "2027-06-01"]
    assert frame["works"].isna().all()


@pytest.mark.parametrize(
    "line",
    [
        "5,乙区,,光明小区,西街道,112.103,28.001,4,500,8000",
        "5,新区,乙区,丁区,光明小区,西街道,112.103,28.001,四,80000",
        "5,乙区,光明小区,西街道,12,112.103,28.001,20,4,9",  # floor area of 4
    ],
)
def test_of_a_shifted_row_nothing_more_is_said(tmp_path, line):
    communities = check(tmp_path / "a.csv", HEADER, *ROWS[:3], line)
    about = communities.findings.frame.query("row == '5'")
    assert about["rule"].tolist() == ["row_shifted"]
    assert communities.quarantine["rule"].tolist() == ["row_shifted"]


def test_headings_and_examples_stand_in_the_sentences(tmp_path):
    headed = check(tmp_path / "a.csv", PLAIN, f"一、资阳区{BLANK}", *COMPOUNDS[:2], f"二、南县{BLANK}", *COMPOUNDS[2:])
    [sentence] = [text for text in first_findings(headed.findings, "zh", 50) if "分组标题行" in text]
    assert "“资阳区, 南县”" in sentence
    lines = [line.replace(",", ";").replace(".", ",") for line in (PLAIN, *COMPOUNDS)]
    commas = check(tmp_path / "b.csv", *lines)
    [sentence] = [text for text in first_findings(commas.findings, "zh", 50) if "小数写作逗号" in text]
    assert "“112,33”" in sentence
    assert "112.33" in sentence
