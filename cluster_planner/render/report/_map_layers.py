"""The layers of the pictures, from the ground up; each returns the signs that its legend needs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from cluster_planner.fields import Lang
from cluster_planner.render._map_rows import Rows
from cluster_planner.render.report import _map_style as style
from cluster_planner.render.report._map_drawing import draw_fills, draw_label, draw_lines, draw_points, places_along
from cluster_planner.render.report._map_panel import Sign
from cluster_planner.render.report._map_sheet import MapSheet
from cluster_planner.render.report._words import say
from cluster_planner.symbols import darker
from cluster_planner.words import speaker

GROUND, STREETS, BARRIERS, BOUNDARIES, OTHERS, AREAS, MEMBERS, LINKS, POINTS, NAMES = range(1, 11)
STREET_KINDS = ("other", "tertiary", "secondary")  # the quietest first
BARRIER_KINDS = ("water", "primary", "trunk", "motorway", "railway")
_SURFACE = 2  # the dimension of polygons


def draw_barriers(sheet: MapSheet, barriers: Rows, lang: Lang) -> list[Sign]:
    """Draw water, roads, railways and streets."""
    near = barriers.within(sheet.bounds)
    drawn = [kind for kind in BARRIER_KINDS if _draw_kind(sheet, near.where(near["kind"] == kind), kind, BARRIERS)]
    quiet = near.where(~np.isin(near["kind"], BARRIER_KINDS))
    known = np.where(np.isin(quiet["kind"], STREET_KINDS), quiet["kind"], "other")
    for kind in STREET_KINDS:
        _draw_kind(sheet, quiet.where(known == kind), kind, STREETS)
    words = speaker(lang).choices("barrier_kind")
    return [_sign_of_kind(kind, words[kind]) for kind in drawn]


def draw_boundaries(sheet: MapSheet, boundaries: Rows, lang: Lang, kinds: Sequence[str]) -> list[Sign]:
    """Draw the lines of subdistricts and counties."""
    near = boundaries.within(sheet.bounds)
    signs = []
    for kind in kinds:
        shapes = near.shapes[near["is_county"] == (kind == "county")]
        if len(shapes):
            draw_lines(sheet, shapes, BOUNDARIES, **style.LINES[kind])
            signs.append(Sign("line", style.LINES[kind], say(f"{kind}_line", lang)))
    return signs


def name_barriers(sheet: MapSheet, barriers: Rows, *, chinese: bool) -> None:
    """Write the names of rivers, railways and main roads along them."""
    near = barriers.within(sheet.bounds)
    named = near.where(np.isin(near["kind"], BARRIER_KINDS) & (near["name"] != ""))
    for xy, name, angle in places_along(named.shapes, list(named["name"]), sheet.bounds):
        if chinese or name.isascii():
            draw_label(sheet, xy, name, NAMES, fontsize=6, color=style.QUIET_INK, rotation=angle)


def draw_others(sheet: MapSheet, communities: Rows, lang: Lang) -> list[Sign]:
    """Draw the communities that are in no area."""
    near = communities.within(sheet.bounds)
    signs: list[Sign] = []
    for code, looks in (("not_eligible", style.NOT_ELIGIBLE), ("alone", style.ALONE)):
        shapes = near.shapes[near["outcome"] == code]
        if len(shapes):
            draw_fills(sheet, shapes, OTHERS, **looks)
            signs.insert(0, Sign("fill", looks, speaker(lang).label("choice.outcome", code)))
    return signs


def draw_under_way(sheet: MapSheet, under_way: Rows, lang: Lang) -> list[Sign]:
    """Draw the outlines of the areas under way."""
    near = under_way.within(sheet.bounds)
    if not len(near):
        return []
    draw_fills(sheet, near.shapes, AREAS, **style.UNDER_WAY)
    return [Sign("fill", style.UNDER_WAY, speaker(lang).say("layer.underway"))]


def draw_facilities(sheet: MapSheet, facilities: Rows, lang: Lang) -> list[Sign]:
    """Draw the existing facilities."""
    near = facilities.within(sheet.bounds)
    if not len(near):
        return []
    draw_points(sheet, shapely.centroid(near.shapes), POINTS, style.FACILITY)
    return [Sign("point", style.FACILITY, say("facility_there", lang))]


def draw_proposed(sheet: MapSheet, places: np.ndarray, lang: Lang) -> list[Sign]:
    """Draw where facilities are proposed, one sign for each place, next to the number there."""
    if not len(places):
        return []
    draw_points(sheet, places, POINTS, style.PROPOSED, aside=True)
    return [Sign("point", style.PROPOSED, say("facility_proposed", lang))]


def draw_links(sheet: MapSheet, links: np.ndarray, label: str, looks: style.Style) -> list[Sign]:
    """Draw links, those within an area or those that are blocked."""
    if not len(links):
        return []
    draw_lines(sheet, links, LINKS, **looks)
    return [Sign("line", looks, label)]


def area_sign(colour: str, label: str) -> Sign:
    """Return how an area of this colour looks in the legend."""
    return Sign("fill", {"facecolor": colour, "edgecolor": darker(colour)}, label)


def _draw_kind(sheet: MapSheet, rows: Rows, kind: str, layer: int) -> bool:
    is_filled = shapely.get_dimensions(rows.shapes) == _SURFACE
    looks = style.WATER if kind == "water" else {"facecolor": style.LINES[kind]["color"]}
    draw_fills(sheet, rows.shapes[is_filled], GROUND, **looks)
    if kind in style.CASES:
        draw_lines(sheet, rows.shapes[~is_filled], layer, **style.CASES[kind])
    draw_lines(sheet, rows.shapes[~is_filled], layer, **style.LINES[kind])
    return len(rows) > 0


def _sign_of_kind(kind: str, label: str) -> Sign:
    if kind == "water":
        return Sign("fill", style.WATER, label)
    return Sign("line", style.LINES[kind], label, style.CASES.get(kind))
