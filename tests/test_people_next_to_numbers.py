"""People are hidden with their numbers, and columns of people go nowhere."""

from __future__ import annotations

import json
import zipfile

import pandas as pd
import pytest
from command_line import run

from cluster_planner.fields import blot_secrets
from cluster_planner.profile import CHINA


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("梅苑（刘七 13611112222）", "梅苑(***)"),
        ("梅苑【联系人刘七，13611112222】", "梅苑【***】"),
        ("无物业 楼长陈八13522223333", "无物业 楼长***"),
        ("物业经理李四13807379999，已谈妥", "物业经理***,已谈妥"),
        ("王主任 138 1234 5678", "***"),
        ("老王 13812345678", "***"),
        ("陈八（楼长）13611112222", "***"),
        ("13807379999 李四", "***"),
        ("13807379999（李四）", "***"),
        ("社区书记13611112222王五", "社区书记***"),
        ("张三电话：13807379999、李四13807379998", "***、***"),
        ("联系欧阳修 13807379999", "联系***"),
        ("网格员：李四", "网格员:***"),
        ("无物业13522223333", "无物业***"),
        ("华府小区 0737-4222222", "华府小区 ***"),
        ("业委会主任：未成立", "业委会主任：未成立"),
        ("物业经理李四已谈妥", "物业经理李四已谈妥"),
    ],
)
def test_whom_a_number_belongs_to_is_hidden_with_it(text, shown):
    assert blot_secrets(text) == shown
    assert blot_secrets(shown) == shown


@pytest.mark.parametrize(
    ("header", "people"),
    [
        *(
            (header, True)
            for header in ("居委会主任", "物业经理", "楼长", "网格员", "楼栋长姓名", "社区书记（姓名）", "法定代表人")
        ),
        *(
            (header, False)
            for header in ("网格员数", "有无楼长", "主管单位", "经理办公室", "网格员人数（人）", "负责单位")
        ),
    ],
)
def test_columns_of_people_are_known_by_their_office(header, people):
    assert CHINA.catalogue.is_personal(header) is people


def test_no_output_names_a_person(tmp_path):
    path, out = tmp_path / "台账.xlsx", tmp_path / "out"
    rows = {
        "小区名称": ["梅苑（刘七 13611112222）", "兰苑"],
        "街道": ["东街"] * 2,
        "户数": [100, 120],
        "物业管理方式": ["无物业 楼长陈八13522223333", "无物业"],
        "备注": ["物业经理李四13807379999，已谈妥"] * 2,
        "居委会主任": ["王大明"] * 2,
        "网格员": ["赵小兰"] * 2,
        "经度": [112.33, 112.331],
        "纬度": [28.59] * 2,
    }
    pd.DataFrame(rows).to_excel(path, index=False)
    said = run("check", path, "--fix", "--out", out)
    texts = [said, *(each.read_text() for each in out.glob("*.json"))]
    for book in out.glob("*.xlsx"):
        with zipfile.ZipFile(book) as parts:
            texts += [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]
    assert {book.name for book in out.glob("*.xlsx")} == {"cleaned.xlsx", "findings.xlsx"}
    for person in ("刘七", "陈八", "李四", "王大明", "赵小兰", "13611112222", "13522223333", "13807379999"):
        assert not [text[:80] for text in texts if person in text or json.dumps(person)[1:-1] in text], person
