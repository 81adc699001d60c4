"""Patterns that distinguish notes, headings and totals from rows of communities."""

from __future__ import annotations

import re

MONEY_PARENT = re.compile("资金|投资|经费|出资|筹措|补助")
# One of these more or less makes another field of it: households for and against, floor area of shops.
TURNING = frozenset("不未非无拟前后上下新旧单每均户人住商")
NUMBER = r"[\s'¥￥]*[-+]?[\d,.]+%?\s*"
NOTE = (
    r"^\s*(?:【说明】|[(（]?(?:备注|注意|注释|注|附注|说明|填表说明|填报说明|填写说明|数据来源)\s*[\d一二三四五]?\s*[:：.、]"
    r"|(?:填报单位|填表单位|填报人|填表人|制表人?|审核人|审批人|单位负责人|填报日期|填报时间)\s*[:：(（]"
    r"|(?i:notes?|remarks?|source)\s*\d*\s*:)"
)
HEADING = r"^\s*[(（]?[一二三四五六七八九十]+[)）]?\s*[、.．]"
NOT_COUNTED = frozenset(("栏次", "序号", *"甲乙丙丁戊"))
SUM = "计"
BRACKETS = "()（） "
