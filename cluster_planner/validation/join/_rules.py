"""Rules of joining a ledger to places, and what a planner reads about them."""

from __future__ import annotations

from cluster_planner.validation._rule import CHECK, rule

_DECIDE = (
    "请在 matches.csv 的 same 列填“是”或“否”(由 check --out 生成), 再用 --matches 导入。",
    "Write yes or no under same in matches.csv, which check --out drafts, and pass it with --matches.",
)

MATCHED = {
    "confirmed": rule(
        "join.matched_confirmed",
        "repair",
        ("按人工确认对应的台账行, 行数见“原值”", "rows of the ledger joined as confirmed; their number is under found"),
        CHECK,
    ),
    "id": rule(
        "join.matched_id",
        "repair",
        ("按编号对应的台账行, 行数见“原值”", "rows of the ledger joined by id; their number is under found"),
        CHECK,
    ),
    "name": rule(
        "join.matched_name",
        "repair",
        (
            "按名称对应的台账行(街道一致或位置相近), 行数见“原值”",
            "rows of the ledger joined by name, in one subdistrict or at one place; their number is under found",
        ),
        CHECK,
    ),
    "name_alone": rule(
        "join.matched_name_alone",
        "warning",
        (
            "仅按名称对应的台账行, 没有街道或坐标佐证, 行数见“原值”",
            "rows of the ledger joined by name alone, no subdistrict or place confirms it; their number is under found",
        ),
        ("请抽查; 补充街道或坐标后更可靠。", "Look at some; subdistricts or coordinates make it more reliable."),
    ),
}
MATCHED_FUZZY = rule(
    "join.matched_fuzzy",
    "repair",
    (
        "名称相近且街道一致或位置相近, 已对应; 图形名称见“原值”, 相似度见“处理”",
        "joined by a like name in one subdistrict or at one place; the place is under found, the score under done",
    ),
    (
        "请核对; 如不是同一小区, 请在 matches.csv 中填“否”, 再用 --matches 导入。",
        "Check it; if they are two, say no in matches.csv and pass it with --matches.",
    ),
)

_CANDIDATE = ("候选图形见“原值”, 相似度见“处理”", "the candidate is under found, the score under done")
_WHY = {
    "rivals": ("有多个候选", "several candidates"),
    "alike": ("名称只是相近", "the names are only alike"),
    "far": ("名称相同但相距 1 公里以上", "of one name but more than 1 km apart"),
    "two_ids": ("名称相同或相近但编号不同", "of one name or alike, but with two ids"),
    "elsewhere": ("位置相近但县市区或街道不同", "at one place, but in two counties or subdistricts"),
}
DOUBTFUL = {
    doubt: rule(
        f"join.doubtful_{doubt}",
        "warning",
        (f"{chinese}, 未自动对应; {_CANDIDATE[0]}", f"{english}: not joined; {_CANDIDATE[1]}"),
        _DECIDE,
    )
    for doubt, (chinese, english) in _WHY.items()
}
UNMATCHED_LEDGER = rule(
    "join.unmatched_ledger",
    "warning",
    ("台账中有而图形中无, 保留在库中", "in the ledger but among no places; kept in the bank"),
    ("请补充图形, 或在 matches.csv 中指明对应的图形。", "Add its place, or say in matches.csv which one it is."),
)
UNMATCHED_PLACE = rule(
    "join.unmatched_place",
    "warning",
    ("图形中有而台账中无, 按图形自带属性处理", "a place that the ledger does not know, kept with its own attributes"),
    ("请在台账中补充该小区。", "Add it to the ledger."),
)
REPEATED_ROW = rule(
    "join.repeated_row",
    "repair",
    ("与台账中另一行完全相同, 保留首行", "the same as an earlier row of the ledger, left out"),
    ("请删除重复行。", "Delete the repeated row."),
)
CONFLICT = rule(
    "join.conflict",
    "warning",
    (
        "图形属性与台账不一致, 以台账为准: 图形所填见“原值”, 台账所填见“处理”",
        "places and ledger disagree, and the ledger holds: the places say what is under found, the ledger under done",
    ),
    CHECK,
)
APART = rule(
    "join.apart",
    "warning",
    (
        "已对应, 但台账坐标距图形 1 公里以上, 位置以图形为准; 距离(米)见“原值”",
        "joined, but the ledger's coordinates lie more than 1 km from the place, which holds; metres are under found",
    ),
    ("请核对编号和坐标。", "Check id and coordinates."),
)
LEDGER_OUTLINES = rule(
    "join.ledger_outlines",
    "warning",
    ("台账中的边界列未使用, 以图形文件为准", "the ledger's own outlines are not used; the places hold"),
    CHECK,
)
UNKNOWN_REFERENCE = rule(
    "join.unknown_reference",
    "warning",
    ("matches.csv 中的编号在表中找不到, 该行未使用", "matches.csv names a row that is not there; it was not used"),
    ("请重新生成 matches.csv。", "Draft matches.csv again."),
)
