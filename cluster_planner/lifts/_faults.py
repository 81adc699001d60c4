"""What can be wrong with a sheet of flats, and the refusal that names every fault at once."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from cluster_planner.errors import DataError
from cluster_planner.fields import blot_secrets
from cluster_planner.model import Findings, Rule
from cluster_planner.said import Code, Count, Label, Several, say, several

_LISTED = 20

BLANK = Rule("flats.blank", "error")
NO_FLOOR = Rule("flats.floor", "error")
NO_AREA = Rule("flats.area", "error")
NO_CHOICE = Rule("flats.choice", "error")
TWICE = Rule("flats.twice", "error")
OPINION_DIFFERS = Rule("flats.opinion_differs", "error")


def refuse_faults(parts: Iterable[Findings]) -> None:
    """Refuse a sheet with any fault, naming the row, the column, its content, the rule and the remedy of each.

    Raises
    ------
    DataError
        If there is any.
    """
    faults = Findings.concat(parts)
    if not len(faults):
        return
    raise DataError(
        say("error.lifts.faults", count=Count(len(faults)), listed=_list(faults.frame)), say("error.lifts.correct")
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
