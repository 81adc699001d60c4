"""Patterns of degrees, minutes, seconds and pairs of coordinates."""

from __future__ import annotations

import re

FIGURE = r"\d{1,3}(?:\.\d+)?"
IN_DEGREES = re.compile(
    rf"(?P<before>[东西南北]经?纬?|[ewsn])?(?P<degrees>\d{{1,3}})(?:°|度)(?P<minutes>{FIGURE})(?:['′`’]|分)"
    rf"(?:(?P<seconds>{FIGURE})(?:[\"″”]|['′’]{{2}}|秒)?)?(?P<after>[ewsn])?"
)
_SIDE = "东经|西经|北纬|南纬|经度|纬度|[东西南北]|lon|lng|lat|[ewsnxy]"
DECIMAL = re.compile(rf"(?P<before>{_SIDE})?[:=]?(?P<degrees>\d{{1,3}}(?:\.\d+)?)(?:°|o|\u030a|度)?(?P<after>{_SIDE})?")
# Two coordinates in one cell, between brackets and separators: 112.33,28.59 or 东经112°19′48″ 北纬28°35′24″.
_NUMBER = r"[-+]?\d{1,8}(?:\.\d+)?(?:\s*[°度])?"
_FINE = rf"\d{{1,3}}\s*[°度]\s*{FIGURE}\s*(?:['′`’]|分)(?:\s*{FIGURE}\s*(?:[\"″”]|['′’]{{2}}|秒)?)?"
ONE_OF_TWO = re.compile(
    rf"(?:{_SIDE})\s*[:=]?\s*(?:{_FINE}|{_NUMBER})|(?:{_FINE}|{_NUMBER})\s*(?:{_SIDE})?", re.IGNORECASE
)
NO_SLIP = re.compile(r"\.|\d{4}|[°度]")
AROUND_TWO = re.compile(r"[\s,;、/()\[\]]*")
NEGATIVE = ("西", "南", "w", "s")
# Bounds in words, and no list of figures as in a shape of any form.
IN_WORDS = "[\u4e00-\u9fff]"
OF_FIGURES = r"\d[ ,，]+[-\d]|[({\[]\s*[-\d]"
# Systems that lie tens of metres and more from WGS84; their figures look the same.
OTHER_SYSTEMS = r"(?i)西安|1980|80坐标|北京|1954|54坐标|地方坐标|独立坐标|xi.?an|beijing"
