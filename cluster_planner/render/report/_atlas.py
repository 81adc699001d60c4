"""The pictures of a report: the whole, each town, each area."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import PurePath
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from matplotlib import rc_context

from cluster_planner.fields import Lang
from cluster_planner.model import Plan
from cluster_planner.render._map_ground import Ground
from cluster_planner.render._map_rows import Bounds, Rows
from cluster_planner.render._text import printable
from cluster_planner.render._words import say as say_on_map
from cluster_planner.render.overview import compose, towns_of
from cluster_planner.render.report import _map_layers as layers
from cluster_planner.render.report import _map_style as style
from cluster_planner.render.report._fonts import LATIN, chinese_font
from cluster_planner.render.report._map_drawing import draw_fills, draw_label, draw_lines, draw_number
from cluster_planner.render.report._map_panel import Panel, Sign
from cluster_planner.render.report._map_picture import paint
from cluster_planner.render.report._map_sheet import MapSheet
from cluster_planner.render.report._words import say
from cluster_planner.symbols import AREA_COLOURS, colour_areas, darker

OVERVIEW_WIDTH, OVERVIEW_HEIGHT = 760, 540  # pixels of the maps of the overview
TOWN_CM, AREA_CM = 10.9, 5.9
MOST_NUMBERED = 99


@dataclass(frozen=True)
class Town:
    """Areas near each other, in one county or in several adjacent ones."""

    counties: str
    areas: tuple[str, ...]


class Atlas:
    """Draws the maps of one plan; to be used within `drawing`.

    Attributes
    ----------
    chinese : bool
        Whether a Chinese font is at hand; without one, pictures are in English and leave out Chinese names.
    colours : dict of str to str
        The colour of each area.
    """

    def __init__(self, plan: Plan, lang: Lang) -> None:
        self._plan, self.chinese = plan, chinese_font() is not None
        self._lang: Lang = lang if self.chinese else "en"
        self._ground = Ground.of(plan)
        colours = colour_areas(plan.evaluation.areas.geometry)
        self.colours = {str(area): AREA_COLOURS[colour] for area, colour in colours.items()}
        self._panel = Panel(say_on_map("north", self._lang), self._source())

    def overview(self) -> bytes:
        """Return the plan at one look: its towns at one scale, with years and money."""
        return paint(compose(self._plan, self._lang, OVERVIEW_WIDTH, OVERVIEW_HEIGHT))

    def towns(self) -> list[Town]:
        """Return the areas by town, and those of a wide town by county, in the order of their ids."""
        areas = self._plan.evaluation.areas
        return [self._town(areas.iloc[rows]) for rows in towns_of(areas)]

    def town(self, areas: tuple[str, ...]) -> bytes:
        """Return the areas of a town with their numbers, and all communities around."""
        chosen = self._ground.areas.where(np.isin(self._ground.areas["id"], areas))
        sheet = self._sheet(_padded(shapely.total_bounds(chosen.shapes), 0.04, 80.0), TOWN_CM)
        signs = self._draw_ground(sheet)
        near = self._ground.areas.within(sheet.bounds)
        self._draw_areas(sheet, near, style.AREA, style.MEMBER)
        layers.name_barriers(sheet, self._ground.barriers, chinese=self.chinese)
        for area, xy in zip(near["id"], shapely.get_coordinates(shapely.point_on_surface(near.shapes)), strict=True):
            draw_label(sheet, xy, area, layers.NAMES, fontsize=7, fontweight="bold")
        return sheet.finish([layers.area_sign(AREA_COLOURS[0], say("an_area_with_id", self._lang)), *signs])

    def area(self, area: str) -> bytes:
        """Return an area with its numbered members, their links, and what separates them from others."""
        is_this = self._ground.areas["id"] == area
        sheet = self._sheet(_padded(shapely.total_bounds(self._ground.areas.shapes[is_this]), 0.12, 60.0), AREA_CM)
        signs = self._draw_ground(sheet)
        near = self._ground.areas.within(sheet.bounds)
        others = near.where(near["id"] != area)
        self._draw_areas(sheet, others, style.OTHER_AREA, style.OTHER_MEMBER)
        self._draw_areas(sheet, near.where(near["id"] == area), style.AREA, style.MEMBER)
        drawn = self._draw_links(sheet, area) + layers.draw_proposed(sheet, self._proposed(area), self._lang)
        drawn += layers.draw_facilities(sheet, self._ground.facilities, self._lang)
        layers.name_barriers(sheet, self._ground.barriers, chinese=self.chinese)
        self._number_members(sheet, area)
        seen = shapely.point_on_surface(shapely.clip_by_rect(others.shapes, *sheet.bounds))
        for other, point in zip(others["id"], seen, strict=True):
            xy = shapely.get_coordinates(point)[0]
            draw_label(sheet, xy, other, layers.NAMES, fontsize=6, color=style.QUIET_INK)
        this = layers.area_sign(self.colours[area], say("this_area", self._lang))
        neighbours = [layers.area_sign(AREA_COLOURS[0], say("other_areas", self._lang))] if len(others) else []
        return sheet.finish([this, *drawn, *neighbours, *signs])

    def members(self, area: str) -> pd.Index:
        """Return the members of an area in the order of their numbers."""
        labels = self._plan.areas.labels
        members: pd.Index = labels.index[labels == area].sort_values()
        return members

    def _sheet(self, bounds: Bounds, height_cm: float) -> MapSheet:
        return MapSheet(bounds, height_cm, self._panel)

    def _proposed(self, area: str) -> np.ndarray:
        """Return where facilities are proposed for an area, each place once."""
        proposed = self._ground.proposed
        places: np.ndarray = proposed.shapes[proposed["home"] == area]
        return places

    def _draw_ground(self, sheet: MapSheet) -> list[Sign]:
        ground, lang = self._ground, self._lang
        others = layers.draw_others(sheet, ground.communities, lang)
        others += layers.draw_under_way(sheet, ground.under_way, lang)
        barriers = layers.draw_barriers(sheet, ground.barriers, lang)
        return others + barriers + layers.draw_boundaries(sheet, ground.boundaries, lang, ("subdistrict", "county"))

    def _draw_areas(self, sheet: MapSheet, areas: Rows, fill: style.Style, member: style.Style) -> None:
        """Draw areas in their colours, then their members, then their outlines."""
        near = self._ground.communities.within(sheet.bounds)
        for area, outline in zip(areas["id"], areas.shapes, strict=True):
            colour, shape = self.colours[area], np.array([outline])
            draw_fills(sheet, shape, layers.AREAS, facecolor=colour, **fill)
            draw_fills(sheet, near.shapes[near["home"] == area], layers.MEMBERS, facecolor=colour, **member)
            draw_lines(sheet, shape, layers.MEMBERS, color=darker(colour), linewidth=1.0)

    def _draw_links(self, sheet: MapSheet, area: str) -> list[Sign]:
        """Draw the open links between members, and the blocked ones that end at a member."""
        links = self._ground.links
        ends = [links[end] == area for end in ("focal_home", "neighbor_home")]
        inside, crossing = ~links["is_blocked"] & ends[0] & ends[1], links["is_blocked"] & (ends[0] | ends[1])
        shared = layers.draw_links(sheet, links.shapes[inside], say("link", self._lang), style.LINK)
        return shared + layers.draw_links(sheet, links.shapes[crossing], say("blocked_link", self._lang), style.BLOCKED)

    def _number_members(self, sheet: MapSheet, area: str) -> None:
        members = self.members(area)[:MOST_NUMBERED]
        mine = self._ground.communities.where(self._ground.communities["home"] == area)
        points = shapely.get_coordinates(shapely.point_on_surface(mine.shapes))
        for number, xy in zip(members.get_indexer(pd.Index(mine["id"])), points, strict=True):
            if number >= 0:
                draw_number(sheet, xy, str(number + 1), layers.NAMES)

    def _town(self, rows: gpd.GeoDataFrame) -> Town:
        counties = "、".join(rows["county"].dropna().drop_duplicates())
        return Town(printable(counties), tuple(str(area) for area in rows.index))

    def _source(self) -> str:
        about, crs = self._plan.about, self._plan.communities.frame.crs
        files = [PurePath(str(path)).name for path in about.get("inputs", ())]
        facts = {
            "files": ", ".join(printable(file) for file in files if self._is_readable(file)) or "-",
            "crs": crs.name if crs is not None else "-",
            "tool": f"cluster_planner {version('cluster_planner')}",
        }
        source = say("source_line", self._lang, **facts)
        return f"{source}   {say_on_map('synthetic', self._lang)}" if about.get("synthetic") else source

    def _is_readable(self, text: str) -> bool:
        return self.chinese or text.isascii()


@contextmanager
def drawing() -> Iterator[None]:
    """Set up the style of the pictures: fonts, and names as plain text, never formulas."""
    families = [name for name in (chinese_font(), LATIN) if name is not None]
    looks: Any = {"font.family": families, "text.parse_math": False, "hatch.linewidth": 0.5, "path.simplify": True}
    with rc_context(looks):
        yield


def _padded(bounds: Bounds | np.ndarray, share: float, least_m: float) -> Bounds:
    west, south, east, north = (float(edge) for edge in bounds)
    by = max(share * max(east - west, north - south), least_m)
    return west - by, south - by, east + by, north + by
