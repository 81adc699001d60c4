"""One figure out of a cell that holds several: ``120户/3栋``, ``6+1`` storeys, ``120户(含商铺5户)``."""

from __future__ import annotations

import re

from cluster_planner.fields import Field, measures
from cluster_planner.validation.values._cell_marks import (
    ABOUT,
    ASIDE,
    BASEMENT,
    BETWEEN_FIGURES,
    LOFT,
    STOREYS_ABOVE,
    TOGETHER,
)

_FIGURE = r"\d+(?:\.\d+)?"
_HIGHEST_LOFT = 3


def without_aside(typed: str) -> str:
    """Return a figure without the remark in brackets that only says what it includes."""
    return re.sub(ASIDE, "", typed)


def among_others(typed: str, field: Field) -> str | None:
    """Return the part with a unit of the field, where every part has a unit and that part alone has one of its own."""
    units = "|".join(map(re.escape, sorted(measures(), key=len, reverse=True)))
    parts = re.findall(rf"({_FIGURE})({units})", typed)
    own = [number + unit for number, unit in parts if unit in measures(field)]
    whole = rf"{TOGETHER}?(?:{ABOUT}{_FIGURE}(?:{units})[{BETWEEN_FIGURES}]*){{2,}}"
    return own[0] if len(own) == 1 and re.fullmatch(whole, typed) else None


def sum_of(typed: str, field: Field) -> int | None:
    """Return the sum of counts that a cell adds up: ``150+20户`` is 170."""
    units = "|".join(map(re.escape, sorted(measures(field), key=len, reverse=True)))
    part = rf"\d+(?:{units})?"
    return sum(map(int, re.findall(r"\d+", typed))) if units and re.fullmatch(rf"{part}(?:\+{part})+", typed) else None


def highest_storey(typed: str) -> int | None:
    """Return the storeys of the highest building: ``6+1`` is 7, ``6/18层`` is 18, ``地上6层地下1层`` is 6."""
    above = re.sub(BASEMENT, "", typed)
    if match := re.fullmatch(LOFT, above):
        storeys, loft = int(match["storeys"]), match["loft"]
        more = int(loft) if loft.isdigit() else 1
        return storeys + more if more <= _HIGHEST_LOFT else None
    figures = re.findall(r"\d{1,3}", above)
    return max(map(int, figures)) if figures and re.fullmatch(STOREYS_ABOVE, above) else None
