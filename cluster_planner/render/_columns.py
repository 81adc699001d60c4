"""Which columns the page may show, in what order and how: nothing else of a table leaves Python."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cluster_planner.render._words import NEED_PARTS, NEED_PARTS_AFTER

Style = Literal["decimal", "percent", "plain", "text", "prose"]


@dataclass(frozen=True)
class Look:
    """How the values of a column are written: ``plain`` numbers carry no thousands separator, ``prose`` is sentences.

    A column of which nothing is known is left out, unless just that is worth telling.
    """

    style: Style
    digits: int = 0
    tells_unknown: bool = False

    @property
    def decimals(self) -> int:
        """Digits that a value needs so that it can be shown; shares are shown in per cent."""
        return self.digits + 2 * (self.style == "percent")


TEXT = Look("text")
PROSE = Look("prose")
COUNT = Look("decimal")
SCORE = Look("decimal", 2)
CRITERION = Look("decimal", 2, tells_unknown=True)
MONEY = Look("decimal")
ITEM = Look("decimal", 1)
SHARE = Look("percent", 1)
YEAR = Look("plain")

AREA_COLUMNS: dict[str, Look] = {
    "area_name": TEXT,
    "county": TEXT,
    "subdistrict": TEXT,
    "year": YEAR,
    "order": YEAR,
    "communities": COUNT,
    "households": COUNT,
    "floor_area_m2": COUNT,
    "site_m2": COUNT,
    "cost_alone_wan": MONEY,
    "cost_alone_low_wan": MONEY,
    "cost_alone_high_wan": MONEY,
    "cost_together_wan": MONEY,
    "cost_together_low_wan": MONEY,
    "cost_together_high_wan": MONEY,
    "saving_wan": MONEY,
    "saving_low_wan": MONEY,
    "saving_high_wan": MONEY,
    "saving_share": SHARE,
    "mobilisation_saving_wan": ITEM,
    "trench_saving_wan": ITEM,
    "surface_saving_wan": ITEM,
    "facilities_saving_wan": ITEM,
    "fees_saving_wan": ITEM,
    "bulk_saving_wan": ITEM,
    "need": SCORE,
    "need_after": SCORE,
    "likeness_mean": SCORE,
    "likeness_min": SCORE,
    "location": CRITERION,
    "type": CRITERION,
    "trade": CRITERION,
    "culture": CRITERION,
    "span_m": COUNT,
    "compactness": SCORE,
    "value": SCORE,
    "value_lost": SCORE,
    "firmness": TEXT,
    "next_best": PROSE,
    "stability": Look("percent"),
    "reason": PROSE,
    "programme_reason": PROSE,
    "component": COUNT,
    "proven": TEXT,
    "mode": TEXT,
    "mode_reason": PROSE,
}

COMMUNITY_COLUMNS: dict[str, Look] = {
    "name": TEXT,
    "alias": TEXT,
    "county": TEXT,
    "subdistrict": TEXT,
    "neighbourhood": TEXT,
    "address": TEXT,
    "build_year": YEAR,
    "buildings": COUNT,
    "households": COUNT,
    "floor_area_m2": COUNT,
    "site_m2": COUNT,
    "footprint": TEXT,
    "storeys": COUNT,
    "structure": TEXT,
    "tenure": TEXT,
    "former_unit": TEXT,
    "historic_quarter": TEXT,
    "management": TEXT,
    "status": TEXT,
    "need": SCORE,
    **dict.fromkeys(NEED_PARTS, SCORE),
    "need_after": SCORE,
    **dict.fromkeys(NEED_PARTS_AFTER, SCORE),
    "coverage": SHARE,
    "year": YEAR,
    "cost_alone_wan": MONEY,
    "cost_alone_low_wan": MONEY,
    "cost_alone_high_wan": MONEY,
    "cost_basis": TEXT,
    "programme_reason": PROSE,
    "stability": Look("percent"),
    "reason": PROSE,
}

LINK_COLUMNS: dict[str, Look] = {
    "gap_m": COUNT,
    "trench_m": COUNT,
    "likeness": SCORE,
    "barrier": TEXT,
    "barrier_kind": TEXT,
}

SERVICE_COLUMNS: dict[str, Look] = {
    "service": TEXT,
    "radius_m": COUNT,
    "served_before": COUNT,
    "served_after": COUNT,
    "spaces_short": COUNT,
    "distance": TEXT,
}

SITE_COLUMNS: dict[str, Look] = {
    "service": TEXT,
    "households": COUNT,
}
