"""Rules of recognising the communities of an earlier plan, and what a planner reads about them."""

from __future__ import annotations

from cluster_planner.validation._rule import CHECK, rule

RECOGNISED = rule(
    "earlier.recognised",
    "repair",
    (
        "上次方案中编号对不上的小区, 已按名称或位置对应, 个数见“原值”",
        "communities of the earlier plan known by name or place, since ids do not tell; their number is under found",
    ),
    ("如需按编号对应, 请在原表中填写固定编号。", "Give communities ids of their own to have them known by these."),
)
GONE = rule(
    "earlier.gone",
    "warning",
    (
        "上次方案片区中的部分小区不在本次可用数据中, 个数见“原值”, 名单见“小区变动”表",
        "communities in areas of the earlier plan are not among those at hand; their number is under found",
    ),
    ("如非出库, 请核对编号, 以及该行是否已被隔离。", "Unless they left the bank, check their ids and the quarantine."),
)
NAMELESS = rule(
    "earlier.nameless",
    "warning",
    (
        "上次方案中有片区编号但无小区编号和名称的行, 未使用, 行数见“原值”",
        "rows of the earlier plan with an area but neither id nor name, not used; their number is under found",
    ),
    CHECK,
)
