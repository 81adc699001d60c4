"""Names of the units of amounts, as they are read and typed."""

from __future__ import annotations

from collections.abc import Mapping

WAN = 10_000.0  # 万
IN_WAN, PLAIN = "万元", "元"
BEFORE_FIGURE = "cny"  # the unit that stands before a figure
UNITS: Mapping[str, float] = {
    "万元": WAN,
    "万": WAN,
    "元": 1.0,
    "千元": 1000.0,
    "百万元": 1e6,
    "亿元": 1e8,
    "亿": 1e8,
    BEFORE_FIGURE: 1.0,
    "cny10,000": WAN,
    "10,000cny": WAN,
}
