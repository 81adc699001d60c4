"""The table: what each thing on a map looks like.

Lengths are pixels of a screen (96 to an inch) at the scale of a neighbourhood; each medium turns them into its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Symbol:
    """How one thing is drawn; colours are ``#rrggbb``, empty where nothing is drawn.

    Attributes
    ----------
    fill : str
        Colour of a surface or of a marker.
    line : str
        Colour of a line, or of the outline of a surface or marker.
    width : float
        Of that line.
    dash : tuple of float
        Lengths of strokes and gaps in turn; empty for a solid line.
    case : str
        Colour of the two edges of a line, which stand out by half a pixel or more.
    hatch : str
        Colour of the hatching over a surface.
    opacity : float
        Of the fill, of the line where nothing is filled: 0 to 1.
    marker : {"", "circle", "diamond"}
        The sign of a point.
    size : float
        Its diameter.
    """

    fill: str = ""
    line: str = ""
    width: float = 0.0
    dash: tuple[float, ...] = ()
    case: str = ""
    hatch: str = ""
    opacity: float = 1.0
    marker: Literal["", "circle", "diamond"] = ""
    size: float = 0.0


# Paul Tol's "light" scheme: fills that colour-blind readers can distinguish, with legible dark labels.
AREA_COLOURS = ("#77aadd", "#ee8866", "#eedd88", "#44bb99", "#ffaabb", "#bbcc33", "#99ddff")

# Of texts, and of what is marked by colour alone; all have a contrast of 4.5 with what they stand on.
INKS = {
    "ink": "#16242b",
    "quiet": "#5c6b72",
    "county": "#696356",
    "water": "#2b6480",
    "road": "#7a5a1e",
    "paper": "#ffffff",
    "accent": "#b3265e",
}

SYMBOLS = {
    # What everything lies on.
    "ground": Symbol(fill="#f5f3ee"),
    "county_ground": Symbol(fill="#ece9e2", line="#a9a59b", width=0.8),
    "water": Symbol(fill="#cbdfe8", line="#9fc0d0", width=1.5),
    "stream": Symbol(line="#b5d3de", width=2.0),
    "railway": Symbol(line="#6d7278", width=2.0, dash=(8.0, 6.0)),
    "motorway": Symbol(line="#f2c879", case="#c4914a", width=5.0),
    "trunk": Symbol(line="#f6d99b", case="#cda45f", width=4.5),
    "primary": Symbol(line="#fbe9c6", case="#d9bf8b", width=4.0),
    "secondary": Symbol(line="#ffffff", case="#d9d3c6", width=3.5),
    "tertiary": Symbol(line="#ffffff", case="#d9d3c6", width=2.5),
    "other": Symbol(line="#ffffff", case="#d9d3c6", width=1.8),
    "barrier": Symbol(line="#a58d74", width=2.5),
    "county": Symbol(line="#8b7f95", width=1.8, dash=(12.0, 4.0, 2.0, 4.0)),
    "subdistrict": Symbol(line="#a9a2ad", width=1.0, dash=(4.0, 4.0)),
    # Areas and communities. An area takes its fill from `AREA_COLOURS` or from its year.
    "area": Symbol(width=2.0, opacity=0.38),
    "member": Symbol(line="#ffffff", width=1.0),
    "in_area": Symbol(fill="#dfe8f2", line="#8fa3b8", width=0.8),
    "unlisted": Symbol(fill="#fbfaf7", line="#6c757a", width=0.9),
    "alone": Symbol(fill="#eceae5", hatch="#8a9097", line="#5d646b", width=1.0),
    "not_eligible": Symbol(fill="#ebe8e0", line="#cfc9bc", width=0.8),
    "under_way": Symbol(fill="#b9a999", opacity=0.35, line="#5b4f47", width=2.0, dash=(2.0, 3.0)),
    "estimated": Symbol(line="#16242b", width=1.0, dash=(4.0, 3.0), opacity=0.75),
    "surveyed": Symbol(line="#16242b", width=1.0),
    # Between and in them.
    "link": Symbol(line="#16242b", width=1.4, opacity=0.55),
    "blocked_link": Symbol(line="#a3341f", width=2.0, dash=(5.0, 4.0)),
    "facility": Symbol(fill="#2f6f73", line="#ffffff", width=1.2, marker="circle", size=8.0),
    "proposed": Symbol(fill="#7a1fa2", line="#ffffff", width=1.5, marker="diamond", size=10.0),
    "facility_unclear": Symbol(fill="#ffffff", line="#7a1fa2", width=1.5, marker="diamond", size=10.0),
    "moved": Symbol(line="#b3265e", width=2.5),
}
