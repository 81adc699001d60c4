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
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from cluster_planner.books import map_colours
from cluster_planner.fields import Lang
from cluster_planner.model import Plan
from cluster_planner.render._words import say as say_on_map
from cluster_planner.render.report import _map_layers as layers
from cluster_planner.render.report import _map_style as style
from cluster_planner.render.report._fonts import LATIN, chinese_font
from cluster_planner.render.report._map_drawing import (
    Bounds,
    draw_fills,
    draw_label,
    draw_lines,
    draw_number,
    draw_points,
    within,
)
from cluster_planner.render.report._map_sheet import MapSheet
from cluster_planner.render.report._text import printable
from cluster_planner.render.report._words import say

TOWN_GAP_M = 5_000.0  # areas further apart than this have a picture each
TOWN_SPAN_M = 8_000.0  # a wider town has a picture for each county, lest its areas be too small
OVERVIEW_CM, TOWN_CM, AREA_CM = 10.4, 10.9, 5.9
MOST_NUMBERED = 99


@dataclass(frozen=True)
class Town:
    """Areas near each other, in one county or in several that meet there."""

    counties: str
    areas: tuple[str, ...]


class Atlas:
    """Draws the maps of one plan; to be used within `drawing`.

    Attributes
    ----------
    chinese : bool
        Whether a Chinese font is at hand; without one, pictures speak English and leave out Chinese names.
    """

    def __init__(self, plan: Plan, lang: Lang) -> None:
        self._plan, self.chinese = plan, chinese_font() is not None
        self._lang: Lang = lang if self.chinese else "en"
        self._areas = plan.evaluation.areas
        self._outcome = plan.evaluation.communities["outcome"]
        frame = plan.communities.frame[["geometry"]]
        self._placed: gpd.GeoDataFrame = frame[plan.communities.located]
        numbers = map_colours(self._areas.geometry)
        self._colours = {area: style.PALETTE[number - 1] for area, number in numbers.items()}
        self._home = plan.areas.labels.reindex(self._placed.index)

    def overview(self) -> bytes:
        """Return the whole region with a dot for each area, and the names of counties."""
        sheet = MapSheet(self._whole(), OVERVIEW_CM)
        counties = self._plan.boundaries[self._plan.boundaries["subdistrict"].isna()]
        draw_fills(sheet.axes, counties.geometry, layers.GROUND, **style.COUNTY_GROUND)
        signs = layers.draw_surroundings(sheet, self._plan, self._lang, streets=False)
        points = self._areas.geometry.representative_point().to_numpy()
        looks = {"marker": "o", "s": 26, "facecolor": style.PALETTE[1], "edgecolor": style.INK, "linewidth": 0.5}
        draw_points(sheet.axes, points, layers.POINTS, **looks)
        self._name_counties(sheet, counties)
        return self._finish(sheet, [layers.point_sign(looks, say("an_area", self._lang)), *signs])

    def towns(self) -> list[Town]:
        """Return the areas by town, and those of a wide town by county, in the order of their ids."""
        shapes = self._areas.geometry
        if shapes.empty:
            return []
        town = _groups_apart(shapes, TOWN_GAP_M)
        span = shapes.bounds.groupby(town).agg({"minx": "min", "miny": "min", "maxx": "max", "maxy": "max"})
        is_wide = np.maximum(span["maxx"] - span["minx"], span["maxy"] - span["miny"]) > TOWN_SPAN_M
        county = self._areas["county"].fillna("").where(is_wide.reindex(town).to_numpy(), "")
        return [self._town(rows) for _, rows in self._areas.groupby([town, county], sort=False)]

    def town(self, areas: tuple[str, ...]) -> bytes:
        """Return the areas of a town with their numbers, and everyone around."""
        chosen = self._areas.loc[list(areas)]
        sheet = MapSheet(_padded(chosen.total_bounds, 0.04, 80.0), TOWN_CM)
        signs = self._draw_ground(sheet)
        near = within(self._areas, sheet.bounds)
        self._draw_areas(sheet, near, style.AREA, style.MEMBER)
        layers.name_barriers(sheet, self._plan, chinese=self.chinese)
        for area, outline in near.geometry.items():
            xy = shapely.get_coordinates(outline.representative_point())[0]
            draw_label(sheet.axes, xy, str(area), layers.NAMES, fontsize=7, fontweight="bold")
        return self._finish(sheet, [self._area_sign(say("an_area_with_id", self._lang)), *signs])

    def area(self, area: str) -> bytes:
        """Return an area with its numbered members, what links them, and what stands between them and others."""
        outline = self._areas.geometry[area]
        sheet = MapSheet(_padded(outline.bounds, 0.12, 60.0), AREA_CM)
        signs = self._draw_ground(sheet)
        near = within(self._areas, sheet.bounds)
        others = near[near.index != area]
        self._draw_areas(sheet, others, style.OTHER_AREA, style.OTHER_MEMBER)
        self._draw_areas(sheet, near[near.index == area], style.AREA, style.MEMBER)
        drawn = self._draw_links(sheet, area) + layers.draw_proposed(sheet, self._sites(area), self._lang)
        drawn += layers.draw_facilities(sheet, self._plan, self._lang)
        layers.name_barriers(sheet, self._plan, chinese=self.chinese)
        self._number_members(sheet, area)
        for other, shape in others.geometry.items():
            seen = shapely.clip_by_rect(shape, *sheet.bounds)
            xy = shapely.get_coordinates(seen.representative_point())[0]
            draw_label(sheet.axes, xy, str(other), layers.NAMES, fontsize=6, color=style.QUIET_INK)
        this = Patch(
            facecolor=self._colours[area],
            edgecolor=style.darker(self._colours[area]),
            label=say("this_area", self._lang),
        )
        beside = [self._area_sign(say("other_areas", self._lang))] if len(others) else []
        return self._finish(sheet, [this, *drawn, *beside, *signs])

    def members(self, area: str) -> pd.Index:
        """Return the members of an area in the order of their numbers."""
        labels = self._plan.areas.labels
        members: pd.Index = labels.index[labels == area].sort_values()
        return members

    def _sites(self, area: str) -> gpd.GeoDataFrame:
        sites = self._plan.services.sites
        is_here = sites.index.get_level_values("area_id") == area
        return sites[is_here & (sites["service_state"] == "missing").to_numpy()]

    def _draw_ground(self, sheet: MapSheet) -> layers.Signs:
        others = layers.draw_others(sheet, self._placed, self._outcome, self._lang)
        return others + layers.draw_surroundings(sheet, self._plan, self._lang, streets=True)

    def _draw_areas(self, sheet: MapSheet, areas: gpd.GeoDataFrame, fill: style.Style, member: style.Style) -> None:
        """Draw areas in their colours, then their members, then their outlines."""
        near = within(self._placed, sheet.bounds)
        for area, outline in areas.geometry.items():
            colour = self._colours[area]
            mine = near.geometry[(self._home.reindex(near.index) == area).to_numpy()]
            draw_fills(sheet.axes, areas.geometry[[area]], layers.AREAS, facecolor=colour, **fill)
            draw_fills(sheet.axes, mine, layers.MEMBERS, facecolor=colour, **member)
            rim = {"color": style.darker(colour), "linewidth": 1.0}
            draw_lines(sheet.axes, np.array([outline]), sheet.bounds, layers.MEMBERS, **rim)

    def _draw_links(self, sheet: MapSheet, area: str) -> layers.Signs:
        """Draw the open links between members, and the blocked ones that end at a member."""
        members = self.members(area)
        links = self._plan.links
        inside = [links.open.index.get_level_values(end).isin(members) for end in ("focal", "neighbor")]
        beside = [links.blocked.index.get_level_values(end).isin(members) for end in ("focal", "neighbor")]
        shared = layers.draw_links(sheet, links.open[inside[0] & inside[1]], say("link", self._lang), style.LINK)
        cut = links.blocked[beside[0] | beside[1]]
        return shared + layers.draw_links(sheet, cut, say("blocked_link", self._lang), style.BLOCKED)

    def _number_members(self, sheet: MapSheet, area: str) -> None:
        for number, member in enumerate(self.members(area), start=1):
            if member in self._placed.index and number <= MOST_NUMBERED:
                xy = shapely.get_coordinates(self._placed.geometry[member].representative_point())[0]
                draw_number(sheet.axes, xy, str(number), layers.NAMES)

    def _name_counties(self, sheet: MapSheet, counties: gpd.GeoDataFrame) -> None:
        held = self._areas["county"].value_counts()
        for name, shape in zip(counties["county"], counties.geometry, strict=True):
            if pd.notna(name) and self._is_readable(str(name)):
                xy = shapely.get_coordinates(shape.representative_point())[0]
                told = say("county_with_areas", self._lang, name=printable(name), count=int(held.get(name, 0)))
                draw_label(sheet.axes, xy, told, layers.NAMES, fontsize=7.5)

    def _area_sign(self, label: str) -> Line2D | Patch:
        colour = style.PALETTE[0]
        return Patch(facecolor=colour, edgecolor=style.darker(colour), label=label)

    def _town(self, rows: gpd.GeoDataFrame) -> Town:
        counties = "、".join(rows["county"].dropna().drop_duplicates())
        return Town(printable(counties), tuple(str(area) for area in rows.index))

    def _whole(self) -> Bounds:
        """Return the bounds of the counties with any community; of the communities where no county is known."""
        boundaries, placed = self._plan.boundaries, self._placed
        counties = boundaries[boundaries["subdistrict"].isna()]
        held = counties[counties["county"].isin(self._plan.communities.frame["county"])]
        shown = held if len(held) else placed
        return _padded(shown.total_bounds, 0.02, 100.0) if len(shown) else (0.0, 0.0, 1.0, 1.0)

    def _finish(self, sheet: MapSheet, signs: layers.Signs) -> bytes:
        about, crs = self._plan.about, self._plan.communities.frame.crs
        files = [PurePath(str(path)).name for path in about.get("inputs", ())]
        told = {
            "files": ", ".join(printable(file) for file in files if self._is_readable(file)) or "-",
            "crs": crs.name if crs is not None else "-",
            "tool": f"cluster_planner {version('cluster_planner')}",
        }
        source = say("source_line", self._lang, **told)
        if about.get("synthetic"):
            source += "   " + say_on_map("synthetic", self._lang)
        return sheet.finish(signs, say_on_map("north", self._lang), source)

    def _is_readable(self, text: str) -> bool:
        return self.chinese or text.isascii()


@contextmanager
def drawing() -> Iterator[None]:
    """Set up the looks of the pictures: fonts, and names that are texts and never formulas."""
    families = [name for name in (chinese_font(), LATIN) if name is not None]
    looks: Any = {"font.family": families, "text.parse_math": False, "hatch.linewidth": 0.5, "path.simplify": True}
    with rc_context(looks):
        yield


def _groups_apart(shapes: gpd.GeoSeries, gap_m: float) -> np.ndarray:
    """Return a group number for each shape; between shapes of two groups lies more than the gap."""
    wide = shapely.union_all(shapely.buffer(shapes.envelope.to_numpy(), gap_m / 2))
    groups = gpd.GeoSeries(shapely.get_parts(wide), crs=shapes.crs)
    group, place = shapes.representative_point().sindex.query(groups, predicate="contains")
    numbers = np.zeros(len(shapes), dtype=np.int64)
    numbers[place] = group
    return numbers


def _padded(bounds: Bounds | np.ndarray, share: float, least_m: float) -> Bounds:
    west, south, east, north = (float(edge) for edge in bounds)
    by = max(share * max(east - west, north - south), least_m)
    return west - by, south - by, east + by, north + by
