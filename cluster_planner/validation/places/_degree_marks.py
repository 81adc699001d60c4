"""Patterns of degrees, minutes, seconds and pairs of coordinates."""

from __future__ import annotations

import re

FIGURE = r"\d{1,3}(?:\.\d+)?"
IN_DEGREES = re.compile(
    rf"(?P<before>[东西南北]经?纬?|[ewsn])?(?P<degrees>\d{{1,3}})(?:°|度)(?P<minutes>{FIGURE})(?:['′`’]|分)"
    rf"(?:(?P<seconds>{FIGURE})(?:[\"″”]|['′’]{{2}}|秒)?)?(?P<after>[ewsn])?"
)
_SIDE = "东经|西经|北纬|南纬|[东西南北]|[ewsn]|lon|lat"
DECIMAL = re.compile(rf"(?P<before>{_SIDE})?[:]?(?P<degrees>\d{{1,3}}(?:\.\d+)?)(?:°|o|\u030a|度)?(?P<after>{_SIDE})?")
BETWEEN = "[,，;；、 ]"
BOTH = r"^[(\[]?([-+]?\d{1,8}(?:\.\d+)?)°?[,;、\s]+([-+]?\d{1,8}(?:\.\d+)?)°?[)\]]?$"
NEGATIVE = ("西", "南", "w", "s")
# Bounds in words, and no list of figures as in a shape of any form.
IN_WORDS = r"[\u4e00-\u9fff]"
OF_FIGURES = r"\d[ ,，]+[-\d]|[({\[]\s*[-\d]"
