"""The symbols of the table on paper: pixels become points, somewhat smaller, and colours what matplotlib calls them."""

from __future__ import annotations

from typing import Any

from matplotlib.colors import to_rgba

from cluster_planner.symbols import INKS, SYMBOLS, Symbol

Style = dict[str, Any]

INK, QUIET_INK, PAPER = INKS["ink"], INKS["quiet"], INKS["paper"]
GROUND = SYMBOLS["ground"].fill
POINTS = 0.6  # of paper for a pixel of the screen
_CASING = 0.7  # by which the edges of a line stand out
_MARKS = {"circle": "o", "diamond": "D"}
_HATCHING = "//////"


def fill_style(symbol: Symbol) -> Style:
    """Return how a surface is drawn; where it is hatched, its outline has the colour of the hatching."""
    looks: Style = {"facecolor": _tinted(symbol), "edgecolor": symbol.hatch or symbol.line or "none"}
    looks |= {"linewidth": symbol.width * POINTS} | _dashes(symbol)
    return looks | ({"hatch": _HATCHING} if symbol.hatch else {})


def line_style(symbol: Symbol) -> Style:
    """Return how a line is drawn, without its casing."""
    looks: Style = {"color": symbol.line, "linewidth": symbol.width * POINTS, "alpha": symbol.opacity}
    return looks | _dashes(symbol)


def case_style(symbol: Symbol) -> Style:
    """Return how the casing under a line is drawn."""
    return {"color": symbol.case, "linewidth": symbol.width * POINTS + _CASING}


def marker_style(symbol: Symbol) -> Style:
    """Return how a point is drawn."""
    return {
        "marker": _MARKS[symbol.marker],
        "s": (symbol.size * POINTS) ** 2,
        "facecolor": symbol.fill,
        "edgecolor": symbol.line,
        "linewidth": symbol.width * POINTS,
    }


def _tinted(symbol: Symbol) -> tuple[float, ...] | str:
    return to_rgba(symbol.fill, symbol.opacity) if symbol.fill else "none"


def _dashes(symbol: Symbol) -> Style:
    """Return the strokes and gaps, which matplotlib counts in widths of the line."""
    lengths = tuple(length / symbol.width for length in symbol.dash)
    return {"linestyle": (0, lengths)} if lengths else {}


LINES = {
    kind: line_style(SYMBOLS[kind])
    for kind in (
        "water", "railway", "motorway", "trunk", "primary", "secondary", "tertiary", "other", "county", "subdistrict",
    )
}  # fmt: skip
CASES = {kind: case_style(SYMBOLS[kind]) for kind in LINES if SYMBOLS[kind].case}
WATER = fill_style(SYMBOLS["water"])
MEMBER: Style = {"edgecolor": PAPER, "linewidth": SYMBOLS["member"].width * POINTS}
AREA: Style = {"alpha": SYMBOLS["area"].opacity, "linewidth": 0}
OTHER_AREA: Style = {"alpha": 0.3, "linewidth": 0}
OTHER_MEMBER: Style = {"alpha": 0.45, "edgecolor": PAPER, "linewidth": 0.4}
ALONE, NOT_ELIGIBLE, UNDER_WAY = (fill_style(SYMBOLS[name]) for name in ("alone", "not_eligible", "under_way"))
LINK, BLOCKED = (line_style(SYMBOLS[name]) for name in ("link", "blocked_link"))
FACILITY, PROPOSED = (marker_style(SYMBOLS[name]) for name in ("facility", "proposed"))
