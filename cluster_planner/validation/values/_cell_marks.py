"""Patterns around figures, between values and in place of them."""

from __future__ import annotations

import re

BETWEEN_CHOICES = re.compile(r"[;；、,，|\n]+")
# What distinguishes neighbours of one name: figures, letters, quarters.
DISTINCTIVE_SIGNS = re.compile(r"[\da-z]+|[东西南北中上下前后新老旧甲乙丙丁]")
GENERIC_ENDING = re.compile("(?:小区|家属院|宿舍|社区|花园|新村|住宅区)$")
ORNAMENT = str.maketrans({"。": ".", "·": ".", "．": ".", **dict.fromkeys("★☆*'\"`“”‘’", None)})
PLACEHOLDERS = (
    "- -- --- － — —— – _ / // ／ \\ . 。 * ? ？ 无 暂无 暂无数据 无数据 不详 不明 未知 未填 待定 待核 待核实 待补充 "
    "空 缺 n/a na nan null none nil #n/a unknown"
)

# Around a figure.
ABOUT = "约?"
BEFORE = "(?P<before>约|大约|近|共约?|≈|~)?"
MORE = "(?P<more>余|多|来|几)?"
AFTER = "(?P<after>左右|上下|以上|余|多)?"
UP_TO = "(?:-|~|至|到|—|–)+"
