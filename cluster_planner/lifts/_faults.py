"""What can be wrong with a sheet of flats, and the refusal that names every fault at once."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from cluster_planner.errors import DataError
from cluster_planner.fields import blot_secrets
from cluster_planner.model import Findings, Rule
from cluster_planner.said import Code, Count, Label, Several, say, several

_LISTED = 20


def _fault(name: str, problem_zh: str, problem_en: str, remedy_zh: str, remedy_en: str) -> Rule:
    return Rule(
        id=f"flats.{name}",
        severity="error",
        problem_zh=problem_zh,
        problem_en=problem_en,
        remedy_zh=remedy_zh,
        remedy_en=remedy_en,
    )


BLANK = _fault("blank", "未填", "is blank", "请补填", "fill it in")
NO_FLOOR = _fault(
    "floor",
    "不是 1 至 60 的楼层",
    "is no floor from 1 to 60",
    "请填整数, 如 3 (地下室不参与, 请删去该行)",
    "give a whole number such as 3; leave out basements",
)
NO_AREA = _fault(
    "area",
    "不是 0.01 至 10,000 ㎡ 的面积",
    "is no area from 0.01 to 10,000 m2",
    "请按不动产登记簿填写数字, 如 85.32",
    "give the number of the register, such as 85.32",
)
NO_CHOICE = _fault(
    "choice",
    "不是可选的内容",
    "is none of the choices",
    "请从模板的下拉选项中选择",
    "choose from the list that the template offers",
)
TWICE = _fault(
    "twice",
    "同一单元内房号重复",
    "stands twice in one stairwell",
    "请删去重复的行, 或分清楼栋和单元",
    "leave out the copy, or tell buildings and stairwells apart",
)
OPINION_DIFFERS = _fault(
    "opinion_differs",
    "同一业主的几套房意见不一 (一人只计一次)",
    "differs between flats of one owner, who counts once",
    "请在该业主的每一行填同一意见",
    "give the same opinion in every row of that owner",
)


def refuse_faults(parts: Iterable[Findings]) -> None:
    """Refuse a sheet with any fault, naming the row, the column, what stands there, the rule and the remedy of each.

    Raises
    ------
    DataError
        If there is any.
    """
    faults = Findings.concat(parts)
    if not len(faults):
        return
    raise DataError(
        say("error.lifts.faults", count=Count(len(faults)), listed=_list(faults.frame)), say("error.lifts.mend")
    )


def _list(faults: pd.DataFrame) -> Several:
    """Return the first faults, one a line, in the order of the rows."""
    rows = pd.to_numeric(faults["row"], errors="coerce")
    in_order = faults.assign(place=rows).sort_values(["place", "field"], kind="stable")
    lines = [
        say(
            "error.lifts.fault",
            row=Code(str(fault.row)),
            column=Label("header", str(fault.field)),
            found=Code(blot_secrets(str(fault.found)) or "-"),
            problem=say(f"rule.{fault.rule}.problem"),
            remedy=say(f"rule.{fault.rule}.remedy"),
        )
        for fault in in_order.head(_LISTED).itertuples()
    ]
    left = len(faults) - _LISTED
    end = say("error.lifts.more", left=Count(left)) if left > 0 else say("error.lifts.end")
    return several([*lines, end], "run")
