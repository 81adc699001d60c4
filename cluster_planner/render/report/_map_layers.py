"""The layers of the pictures, from the ground up; each tells the signs that its legend needs."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from cluster_planner.fields import CATALOGUE, Lang
from cluster_planner.model import Plan
from cluster_planner.render._shapes import split_by_dimension
from cluster_planner.render.report import _map_style as style
from cluster_planner.render.report._map_drawing import (
    draw_fills,
    draw_label,
    draw_lines,
    draw_points,
    places_along,
    within,
)
from cluster_planner.render.report._map_sheet import MapSheet
from cluster_planner.render.report._words import say

Signs = list[Any]

GROUND, STREETS, BARRIERS, BOUNDARIES, OTHERS, AREAS, MEMBERS, LINKS, POINTS, NAMES = range(1, 11)
LEAST_CM = 1.0  # on paper: what is shorter is left out of the overview
STREET_KINDS = ("other", "tertiary", "secondary")  # the quietest first
BARRIER_KINDS = ("water", "primary", "trunk", "motorway", "railway")


def draw_surroundings(sheet: MapSheet, plan: Plan, lang: Lang, *, streets: bool) -> Signs:
    """Draw water, roads, railways and boundaries; without streets, only what is large enough to be seen."""
    near = within(plan.barriers.frame, sheet.bounds)
    if not streets:
        near = near[near.geometry.length.to_numpy() > LEAST_CM * sheet.metres_per_cm]
    drawn = [kind for kind in BARRIER_KINDS if _draw_kind(sheet, near[near["kind"] == kind], kind, BARRIERS)]
    if streets:
        quiet = near[~near["kind"].isin(BARRIER_KINDS)]
        known = quiet["kind"].where(quiet["kind"].isin(STREET_KINDS), "other")
        for kind in STREET_KINDS:
            _draw_kind(sheet, quiet[known == kind], kind, STREETS)
    words = {choice.code: choice.label(lang) for choice in CATALOGUE["barrier_kind"].choices}
    signs = [_sign_of_kind(kind, words[kind]) for kind in drawn]
    return signs + _draw_boundaries(sheet, plan, lang, ("subdistrict", "county") if streets else ("county",))


def name_barriers(sheet: MapSheet, plan: Plan, *, chinese: bool) -> None:
    """Write the names of rivers, railways and main roads along them."""
    near = within(plan.barriers.frame, sheet.bounds)
    named = near[near["kind"].isin(BARRIER_KINDS) & near["name"].notna()]
    for xy, name, angle in places_along(named.geometry, list(named["name"]), sheet.bounds):
        if chinese or str(name).isascii():
            draw_label(sheet.axes, xy, str(name), NAMES, fontsize=6, color=style.QUIET_INK, rotation=angle)


def draw_others(sheet: MapSheet, frame: gpd.GeoDataFrame, outcome: pd.Series, lang: Lang) -> Signs:
    """Draw the communities that are in no area."""
    near = within(frame, sheet.bounds)
    signs: Signs = []
    for code, looks in (("not_eligible", style.NOT_ELIGIBLE), ("alone", style.ALONE)):
        shapes = near.geometry[(outcome.reindex(near.index) == code).to_numpy()]
        if len(shapes):
            draw_fills(sheet.axes, shapes, OTHERS, **looks)
            signs.insert(0, Patch(**looks, label=CATALOGUE["outcome"].choice_label(code, lang)))
    return signs


def draw_facilities(sheet: MapSheet, plan: Plan, lang: Lang) -> Signs:
    """Draw the facilities that are there."""
    near = within(plan.facilities, sheet.bounds)
    if near.empty:
        return []
    draw_points(sheet.axes, near.geometry.centroid.to_numpy(), POINTS, **style.FACILITY)
    return [point_sign(style.FACILITY, say("facility_there", lang))]


def draw_proposed(sheet: MapSheet, sites: gpd.GeoDataFrame, lang: Lang) -> Signs:
    """Draw where facilities are proposed, one sign for each place, beside what is numbered there."""
    if sites.empty:
        return []
    points = sites.geometry.drop_duplicates().to_numpy()
    draw_points(sheet.axes, points, POINTS, transform=sheet.beside(), **style.PROPOSED)
    return [point_sign(style.PROPOSED, say("facility_proposed", lang))]


def draw_links(sheet: MapSheet, links: gpd.GeoDataFrame, label: str, looks: style.Style) -> Signs:
    """Draw links, those within an area or those that are blocked."""
    if links.empty:
        return []
    draw_lines(sheet.axes, links.geometry.to_numpy(), sheet.bounds, LINKS, **looks)
    return [Line2D([], [], **looks, label=label)]


def point_sign(looks: style.Style, label: str) -> Line2D:
    """Return how a kind of point looks in the legend."""
    return Line2D(
        [], [], linestyle="none", marker=looks["marker"], markersize=np.sqrt(looks["s"]), label=label,
        markerfacecolor=looks["facecolor"], markeredgecolor=looks["edgecolor"],
    )  # fmt: skip


def _draw_kind(sheet: MapSheet, rows: gpd.GeoDataFrame, kind: str, layer: int) -> bool:
    for is_filled, half in split_by_dimension(rows):
        if is_filled:
            looks = style.WATER if kind == "water" else {"facecolor": style.LINES[kind]["color"]}
            draw_fills(sheet.axes, half.geometry, GROUND, **looks)
        else:
            draw_lines(sheet.axes, half.geometry.to_numpy(), sheet.bounds, layer, **style.LINES[kind])
    return len(rows) > 0


def _sign_of_kind(kind: str, label: str) -> Any:
    if kind == "water":
        return Patch(**style.WATER, label=label)
    return Line2D([], [], **style.LINES[kind], label=label)


def _draw_boundaries(sheet: MapSheet, plan: Plan, lang: Lang, kinds: tuple[str, ...]) -> Signs:
    near = within(plan.boundaries, sheet.bounds)
    signs: Signs = []
    for kind in kinds:
        rows = near[near["subdistrict"].isna() == (kind == "county")] if len(near) else near
        if len(rows):
            draw_lines(sheet.axes, rows.geometry.to_numpy(), sheet.bounds, BOUNDARIES, **style.LINES[kind])
            signs.append(Line2D([], [], **style.LINES[kind], label=say(f"{kind}_line", lang)))
    return signs
