"""Rows of a ledger that are no communities: totals, headings, signatures, shifted rows; from bytes on disk."""

from __future__ import annotations

import pytest

from cluster_planner.pipeline import Inputs, check_tables, read_tables
from cluster_planner.settings import Settings

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
    ],
)
def test_communities_that_look_like_totals_stay(tmp_path, line):
    communities = check(tmp_path / "a.csv", HEADER, *ROWS, line)
    assert rows_under(communities, *TOTALS) == []
    assert len(communities.frame) == 5


def test_a_total_found_by_its_words_is_compared_with_its_rows(tmp_path):
    communities = check(tmp_path / "a.csv", HEADER, *ROWS[:2], ",甲区 汇总,,,,,,310,", *ROWS[2:])
    assert rows_under(communities, "totals_row") == rows_under(communities, "totals_mismatch") == [4]
