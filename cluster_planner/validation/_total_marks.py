"""Patterns of the names of rows of totals."""

from __future__ import annotations

_WORDS = ("合计", "小计", "总计", "共计", "累计", "总合计", "汇总", "总数", "total", "totals", "subtotal", "grandtotal")
TOTALS = frozenset(_WORDS)
LIKE_TOTALS = r"计|汇总|总数|[Tt]otal|TOTAL|^共|^\s*其\s*中"
_OF = r"(?:小区|项目|栋|户|社区|街道|乡镇|县区|县市区)?"
_COUNTED = rf"共?\d+个?{_OF}.*"
# 资阳区 汇总, 一、合计, 合计（12个）, 资阳区合计：6个小区, 共12个小区: folded, without blanks.
ENDS_LIKE_TOTALS = (
    rf".{{0,14}}(?:{'|'.join(_WORDS)})[:,]?(?:\(.*\)|{_COUNTED})?:?|[总合]?共计?\d+个?(?:小区|项目|栋|户).*"
)
# What stands in place of the name of a total: how many rows it sums, or that all are meant.
ONLY_COUNTED = rf"[总合]?共?计?\d+个{_OF}|全[省市州县区镇乡]|全街道|[一二三四五六七八九十]+、全[省市州县区镇乡]"
LIKE_COUNTED = r"^\s*(?:[一二三四五六七八九十]+、)?[总合共全\d]"
PART_OF_TOTAL = "其中[:,]?.*"
