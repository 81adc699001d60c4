"""Which columns the page may show, in what order and how: nothing else of a table reaches the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cluster_planner.columns import NEED_PARTS, Column, find_column
from cluster_planner.render._words import NEED_PARTS_AFTER

Style = Literal["decimal", "money", "percent", "plain", "text", "prose"]


_FURTHER: dict[Style, int] = {"percent": 2, "money": -4}  # digits of a value beyond those shown


@dataclass(frozen=True)
class Look:
    """How the values of a column are written: ``plain`` numbers carry no thousands separator, ``prose`` is sentences.

    Amounts of ``money`` are in plain units and shown to digits of 万.

    A column with nothing known is left out, unless ``shows_unknown``.
    """

    style: Style
    digits: int = 0
    shows_unknown: bool = False

    @property
    def decimals(self) -> int:
        """Digits that a value needs to be shown; shares are shown in per cent."""
        return self.digits + _FURTHER.get(self.style, 0)


TEXT = Look("text")
PROSE = Look("prose")
COUNT = Look("decimal")
SCORE = Look("decimal", 2)
CRITERION = Look("decimal", 2, shows_unknown=True)
SHARE = Look("percent", 1)
YEAR = Look("plain")
_OF_KINDS = {"year": YEAR, "count": COUNT, "score": SCORE}
# What only the page has, or shows differently from other numbers and texts.
_OWN = (
    dict.fromkeys(("location", "type", "trade", "culture"), CRITERION)
    | dict.fromkeys(("reason", "advice", "bounds", "next_best", "mode_reason", "programme_reason"), PROSE)
    | dict.fromkeys(NEED_PARTS_AFTER, SCORE)
    | {"component": COUNT}
)

AREA_COLUMNS = (
    "area_name", "county", "subdistrict", "year", "order", "communities", "households", "floor_area_m2", "site_m2",
    "cost_alone_money", "cost_alone_low_money", "cost_alone_high_money", "cost_together_money",
    "cost_together_low_money", "cost_together_high_money", "saving_money", "saving_low_money", "saving_high_money",
    "saving_share", "households_known", "cost_known", "cost_estimated", "silent", "unverified", "held_by_saving",
    "mobilisation_saving_money", "trench_saving_money", "surface_saving_money",
    "facilities_saving_money", "fees_saving_money", "bulk_saving_money", "need", "need_after", "likeness_mean",
    "likeness_min", "location", "type", "trade", "culture", "span_m", "compactness", "value", "value_lost", "firmness",
    "bounds", "next_best", "stability", "reason", "programme_reason", "component", "proven", "mode", "mode_reason",
)  # fmt: skip

COMMUNITY_COLUMNS = (
    "name", "alias", "county", "subdistrict", "neighbourhood", "address", "build_year", "buildings", "households",
    "floor_area_m2", "site_m2", "footprint", "storeys", "structure", "tenure", "former_unit", "historic_quarter",
    "management", "status", "need", *NEED_PARTS, "need_after", *NEED_PARTS_AFTER, "coverage", "year",
    "cost_alone_money", "cost_alone_low_money", "cost_alone_high_money", "cost_basis", "programme_reason", "stability",
    "reason", "advice",
)  # fmt: skip

UNDER_WAY_COLUMNS = (
    "area_name", "county", "plan_year", "communities", "households", "started", "finished", "invest_money",
    "paid_money", "paid_share",
)  # fmt: skip
LINK_COLUMNS = ("gap_m", "facing_m", "likeness", "dividers")
SERVICE_COLUMNS = ("service", "radius_m", "served_before", "served_after", "spaces_short", "distance")
SITE_COLUMNS = ("service", "households")


def look_of(name: str) -> Look:
    """Return how the values of a column are written, on the page and in the report."""
    column = find_column(name)
    if name in _OWN or column is None:
        return _OWN.get(name, TEXT)
    if column.kind == "share":
        return SHARE if column.digits is None else Look("percent", min(column.digits, SHARE.digits))
    if column.kind == "number":
        return _look_of_number(column)
    return _OF_KINDS.get(column.kind, TEXT)


def _look_of_number(column: Column) -> Look:
    """Return the look of a number: by default whole if it has a unit, else with the digits of scores."""
    if column.unit:
        return Look("money" if column.unit == "money" else "decimal", column.digits or 0)
    return SCORE
