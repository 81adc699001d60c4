"""Patterns of the names of rows of totals."""

from __future__ import annotations

_WORDS = ("合计", "小计", "总计", "共计", "累计", "总合计", "汇总", "总数", "total", "totals", "subtotal", "grandtotal")
TOTALS = frozenset(_WORDS)
LIKE_TOTALS = "计|汇总|总数|[Tt]otal|TOTAL|^共"
# 资阳区 汇总, 一、合计, 合计（12个）, 共12个小区: folded, without blanks.
ENDS_LIKE_TOTALS = rf".{{0,14}}(?:{'|'.join(_WORDS)})(?:\(.*\)|\d+个.*)?:?|[总合]?共计?\d+个?(?:小区|项目|栋|户).*"
