"""Colours of the years of a programme: dark to light, early to late, so that they keep their order in grey print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cluster_planner.symbols._colour import mixed, readable_on
from cluster_planner.symbols._table import INKS, SYMBOLS, Symbol

# Teal, ochre and straw, with moss and amber between: of lightness 34, 48, 63, 72 and 81 (CIE L*), so apart for
# colour-blind readers too.
_FILLS = ("#17566a", "#5d7a4c", "#d08a35", "#dda752", "#e8c46f")
_LINES = ("#0d3745", "#33471f", "#7d4a0e", "#764e0f", "#6e5210")
_FEWEST = 3
_BLACK = "#000000"
_SOFTER = 0.38  # of the way to paper, where the fill lies under names
_PALE_FILL, _PALE_LINE = 0.62, 0.35  # the same for hatching


@dataclass(frozen=True)
class YearSymbol:
    """How what starts in a year is drawn: an area, its number upon it, its fill under names, a community alone."""

    year: int
    area: Symbol
    ink: str
    soft: str
    alone: Symbol


def symbols_of_years(years: Sequence[int]) -> list[YearSymbol]:
    """Return the symbols of years.

    Parameters
    ----------
    years : sequence of int
        Any number, in order.

    Returns
    -------
    list of YearSymbol
        One or two years take the first colours of three.
    """
    steps = max(len(years), _FEWEST) - 1
    return [_symbol(year, place / steps) for place, year in enumerate(years)]


def _symbol(year: int, share: float) -> YearSymbol:
    fill, line = _between(_FILLS, share), _between(_LINES, share)
    paper, alone = INKS["paper"], SYMBOLS["alone"]
    return YearSymbol(
        year=year,
        area=Symbol(fill=fill, line=line, width=1.0),
        ink=readable_on(fill, INKS["ink"], paper, _BLACK),
        soft=mixed(fill, paper, _SOFTER),
        alone=Symbol(
            fill=mixed(fill, paper, _PALE_FILL), hatch=mixed(line, paper, _PALE_LINE), line=line, width=alone.width
        ),
    )


def _between(colours: Sequence[str], share: float) -> str:
    """Return the colour at this share of the way along several."""
    place = min(int(share * (len(colours) - 1)), len(colours) - 2)
    return mixed(colours[place], colours[place + 1], share * (len(colours) - 1) - place)
