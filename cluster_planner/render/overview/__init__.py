"""The plan at one look: towns in frames at one scale, areas numbered by rank and coloured by year, money in bars."""

from __future__ import annotations

from cluster_planner.fields import Lang
from cluster_planner.model import Plan
from cluster_planner.render.overview._compose import compose
from cluster_planner.render.overview._frames import County, Frame, Sheet, frame_plan
from cluster_planner.render.overview._key import KEY
from cluster_planner.render.overview._layout import TITLE
from cluster_planner.render.overview._marks import Label, Pane, Picture, Shape
from cluster_planner.render.overview._sentences import say_listed
from cluster_planner.render.overview._svg import write_svg
from cluster_planner.render.overview._table import overview_table
from cluster_planner.render.overview._towns import towns_of

__all__ = [
    "HEIGHT",
    "KEY",
    "TITLE",
    "WIDTH",
    "County",
    "Frame",
    "Label",
    "Pane",
    "Picture",
    "Shape",
    "Sheet",
    "compose",
    "draw_overview",
    "frame_plan",
    "overview_table",
    "say_listed",
    "towns_of",
]

_TOLERANCES = (0.5, 1.0, 2.0, 4.0)  # pixels, tried in turn until the picture is small
_MOST_LETTERS = 60_000
WIDTH, HEIGHT = 956, 676  # of the maps, what the first screen leaves on a notebook of 1366 x 768


def draw_overview(plan: Plan, lang: Lang) -> str:
    """Return the plan at one look, as the text of an ``svg`` element that stands in any page.

    Parameters
    ----------
    plan : Plan
        May hold no area.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    str
        Without style sheet, script or address; large plans are simplified, so that it stays small.
    """
    drawn = ""
    for tolerance in _TOLERANCES:
        drawn = write_svg(compose(plan, lang, WIDTH, HEIGHT, tolerance))
        if len(drawn) <= _MOST_LETTERS:
            break
    return drawn
