"""Patterns of the names of rows of totals."""

from __future__ import annotations

TOTALS = frozenset(("合计", "小计", "总计", "共计", "累计", "总合计", "total", "totals", "subtotal"))
LIKE_TOTALS = "计|[Tt]otal|TOTAL"
