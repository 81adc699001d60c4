"""Colours and lines of the pictures, those of the map page (``static/style.js``), with widths in points of paper."""

from __future__ import annotations

from typing import Any

PALETTE = ("#77aadd", "#ee8866", "#eedd88", "#44bb99", "#ffaabb", "#bbcc33", "#99ddff")
INK = "#22313f"
QUIET_INK = "#66625a"
GROUND = "#f4f1eb"
PAPER = "#ffffff"

Style = dict[str, Any]

LINES: dict[str, Style] = {
    "water": {"color": "#9cc3d5", "linewidth": 1.6},
    "railway": {"color": "#6d7278", "linewidth": 1.3, "linestyle": (0, (4, 3))},
    "motorway": {"color": "#d9a05b", "linewidth": 2.8},
    "trunk": {"color": "#e0b070", "linewidth": 2.5},
    "primary": {"color": "#e8c68f", "linewidth": 2.2},
    "secondary": {"color": "#ffffff", "linewidth": 2.0},
    "tertiary": {"color": "#ffffff", "linewidth": 1.5},
    "other": {"color": "#ffffff", "linewidth": 1.0},
    "county": {"color": "#8b7f95", "linewidth": 0.9, "linestyle": (0, (8, 3, 1.5, 3))},
    "subdistrict": {"color": "#a9a2ad", "linewidth": 0.6, "linestyle": (0, (3, 3))},
}
WATER: Style = {"facecolor": "#c3dce6", "edgecolor": "#9cc3d5", "linewidth": 0.5}
MEMBER: Style = {"edgecolor": PAPER, "linewidth": 0.6}
AREA: Style = {"alpha": 0.38, "linewidth": 0}
OTHER_AREA: Style = {"alpha": 0.3, "linewidth": 0}
OTHER_MEMBER: Style = {"alpha": 0.45, "edgecolor": PAPER, "linewidth": 0.4}
ALONE: Style = {"facecolor": "#eceae5", "edgecolor": "#8a9097", "hatch": "//////", "linewidth": 0.5}
NOT_ELIGIBLE: Style = {"facecolor": "#e3e0d9", "edgecolor": "#b4b2ac", "linewidth": 0.4}
UNDER_WAY: Style = {"facecolor": "none", "edgecolor": "#5b4f47", "linewidth": 1.0, "linestyle": (0, (1.5, 1.5))}
LINK: Style = {"color": INK, "linewidth": 1.0, "alpha": 0.65}
BLOCKED: Style = {"color": "#b3382c", "linewidth": 1.1, "linestyle": (0, (3, 2))}
FACILITY: Style = {"marker": "o", "s": 16, "facecolor": "#2f6f73", "edgecolor": PAPER, "linewidth": 0.6}
PROPOSED: Style = {"marker": "D", "s": 30, "facecolor": "#7a1fa2", "edgecolor": PAPER, "linewidth": 0.8}
AREA_POINT: Style = {"marker": "o", "s": 26, "facecolor": PALETTE[1], "edgecolor": INK, "linewidth": 0.5}
COUNTY_GROUND: Style = {"facecolor": "#ebe6dd", "linewidth": 0}


def darker(colour: str) -> str:
    """Return the colour of an outline around a fill of this colour."""
    return "#" + "".join(f"{round(int(colour[place : place + 2], 16) * 0.52):02x}" for place in (1, 3, 5))
