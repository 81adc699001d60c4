"""Patterns at the beginning and end of names of communities and places, and of yes and no."""

from __future__ import annotations

import re

YES = frozenset(("yes", "y", "true", "1", "是", "对", "同", "√"))
NO = frozenset(("no", "n", "false", "0", "否", "不是", "不同", "×", "x"))
FORMER = re.compile(r"\((?:原|曾用名|又名|旧称|现)[^()]*\)")
ROMANS = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
}
ROMAN = re.compile(rf"(?<![a-z])(?:{'|'.join(ROMANS)})(?=期|区|号|\)|$)")
ORDINAL = re.compile(r"第(?=\d)|(?<!\d)0+(?=\d)")
PHASE = re.compile(r"\d+[期区]")
# Endings that say no more than "housing"; two letters at least must be left.
ESTATE = re.compile(r"(?<=..)(?:(?:住宅|居民|居住|生活)?小区|(?:住宅|居民|居住|生活)区)$")
STAFF = re.compile(r"(?<=..)(?:职工|员工|单位)?(?:家属[院区楼]?|宿舍[区楼]?|住宅楼?)$")
# 东村 is not 西村, A区 is not B区, 新 not 老.
DISTINCTIVE = re.compile(r"[a-z东南西北上中下前后左右新老旧甲乙丙丁]")
LEVEL_ENDINGS = {"county": r"(?<=..)[区县市]$", "subdistrict": r"(?<=..)(?:街道|街|镇|乡)?(?:办事处)?$"}
QUARTERS = "宿舍"  # what all endings of quarters for staff count as
