"""What an area saves, item by item."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from cluster_planner.render._words import UNITS_EN
from cluster_planner.render.report._blocks import Block, Table
from cluster_planner.render.report._report import Report
from cluster_planner.render.report._text import TENTHS, head_of, label_of, number, written

_ENDS = ("saving_low_wan", "saving_wan", "saving_high_wan")


def savings(report: Report, area: str) -> Iterator[Block]:
    """Yield the items that add up to what the area saves as columns: quantities, then low, likely and high."""
    items = report.plan.savings.items
    if area not in items.index.get_level_values("area_id"):
        return
    mine = pd.DataFrame(items.xs(area, level="area_id"))
    totals = mine[list(_ENDS)].sum()
    names = written(mine.index.to_series(), "saving_item", report.lang)
    quantities = [_quantity(report, *row) for row in zip(mine["quantity"], mine["unit"], strict=True)]
    rows = [[label_of("quantity", report.lang), *quantities, ""]]
    rows += [[head_of(end, report.lang), *(number(wan, TENTHS) for wan in [*mine[end], totals[end]])] for end in _ENDS]
    heads = ["", *names, report.say("total")]
    yield Table(heads, rows, [False, *[True] * (len(heads) - 1)], report.say("saving_items"))


def _quantity(report: Report, quantity: float, unit: str) -> str:
    told = unit if report.lang == "zh" else UNITS_EN.get(unit, unit)
    return f"{number(quantity)} {told}".rstrip()
