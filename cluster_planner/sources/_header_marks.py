"""Patterns of a unit in a header, of words that number the rows, and of signs between columns and names."""

from __future__ import annotations

UNIT_IN_BRACKETS = r"(?P<stem>.+)[(\[【〔](?:单位:?)?(?P<unit>[^()\[\]【】〔〕]+)[)\]】〕]"
# 估算投资/元, 总投资:元, 总投资,单位:元: the unit may have a stroke of its own, as in 物业费:元/㎡.
UNIT_AFTER_SIGN = r"(?P<stem>[^/:,;_-]+)[/:,;_-](?:单位:?)?(?P<unit>.+)"
NUMBERING = "序"
WIDE_SEPARATORS = "，；、"
NOT_BEFORE_A_COLUMN = r"""[\w)）㎡'"]"""  # in a condition: the column begins after these
BRACKETED = "{}（{}）"
