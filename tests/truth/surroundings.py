"""The surroundings of communities and areas: links, what divides them, and what bounds an area on its sides."""

from __future__ import annotations

from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

KINDS = {
    "zh": {
        "水面": "water",
        "铁路": "railway",
        "高速公路": "motorway",
        "快速路": "trunk",
        "主干路": "primary",
        "县市区界线": "county",
        "街道界线": "subdistrict",
        "社区界线": "neighbourhood",
    },
    "en": {
        "water": "water",
        "railway": "railway",
        "motorway": "motorway",
        "trunk road": "trunk",
        "primary road": "primary",
        "county line": "county",
        "subdistrict line": "subdistrict",
        "neighbourhood line": "neighbourhood",
    },
}
LINES = ("county", "subdistrict", "neighbourhood")
SIDES = {"东": "east", "南": "south", "西": "west", "北": "north"}
STEP_M, HAIR_M = 5.0, 0.1
LOOSE_M = 1.5  # by how far a gap along a cut outline, or one in a simplified layer, may differ


class Surroundings:
    """Links, barriers and sides, worked out from the layers."""

    def __init__(self, known):
        self.known, self.knob = known, known.settings
        self._sides = {}

    @cached_property
    def walls(self):
        """Every barrier that cuts: kind, name (or kind) and shape."""
        layers = [layer for name, layer in self.known.outputs.layers.items() if name.startswith("barriers")]
        if not layers:
            return gpd.GeoDataFrame({"kind": [], "called": []}, geometry=[])
        every = gpd.GeoDataFrame(pd.concat(layers, ignore_index=True))
        cuts = every["kind"].isin(self.knob["links.barrier_kinds"])
        width = every.get("width_m", pd.Series(np.nan, every.index))
        least, surface = self.knob["links.min_water_width_m"], every.geom_type.isin(("Polygon", "MultiPolygon"))
        wide = (every["kind"] != "water") | surface | width.isna() | (width >= least)
        walls = every[cuts & wide].copy()
        narrow = surface[walls.index] & (walls["kind"] == "water")  # of a surface only its wide parts count
        shrunk = shapely.buffer(walls.geometry[narrow].to_numpy(), -least / 2)
        opened = shapely.intersection(shapely.buffer(shrunk, least), walls.geometry[narrow].to_numpy())
        walls.loc[narrow, walls.geometry.name] = opened
        walls = walls[~walls.geometry.is_empty]
        return walls.assign(called=walls.get("barrier", pd.Series(None, walls.index)).fillna(walls["kind"]))

    @cached_property
    def tree(self):
        """The barriers, to be found by place."""
        return shapely.STRtree(self.walls.geometry.to_numpy())

    def called(self, spoken, lang):
        """Return a barrier as the layer calls it, a line by its level."""
        return KINDS[lang].get(spoken.strip(), KINDS[lang].get(spoken.strip().lower(), spoken.strip()))

    def takes_part(self, key):
        """Say whether a community may be in an area."""
        return self.known.communities.loc[key, "outcome"] != "not_eligible" and key not in self.knob["areas.excluded"]

    def open_of(self, key):
        """Return those that an open link leads to, with the links."""
        return self._of(self.known.open_links, key)

    def blocked_of(self, key):
        """Return those that are near enough but divided, with the links."""
        linked = self.known.linked
        return self._of(linked[linked["barrier_kind"].notna()], key)

    @staticmethod
    def _of(links, key):
        return links.loc[key] if key in links.index.get_level_values(0) else links.iloc[:0].droplevel(0)

    def nearest(self, key):
        """Return the other communities that lie nearest by the gap between outlines, and that gap."""
        shapes = self.known.communities.geometry[self.known.located].drop(key)
        gaps = shapely.distance(self.known.communities.geometry[key], shapes.to_numpy())
        return list(shapes.index[gaps <= gaps.min() + LOOSE_M]), float(gaps.min())

    def reach_m(self, keys):
        """Return the largest gap of a link between two, of an area the widest of any member."""
        points = int(sum(self.known.communities.geometry[key].geom_type == "Point" for key in keys))
        low, high = self.knob["links.max_gap_m"], self.knob["links.max_point_gap_m"]
        return low + points * (high - low) / 2

    def between(self, one, other):
        """Return what divides two: barriers across the straight way, those across either outline too, and lines."""
        first, second = (self.known.communities.geometry[key] for key in (one, other))
        way = shapely.shortest_line(first, second)
        across = {self.walls["called"].iloc[at] for at in self.tree.query(way, predicate="intersects")}
        near = shapely.union_all([first, second, way])
        may = {self.walls["called"].iloc[at] for at in self.tree.query(near, predicate="intersects")}
        hard = [level for level in LINES if self.knob[f"links.{level}_line"] == "hard"]
        apart = [level for level in hard if self._apart(level, one, other)]
        return across, may, set(apart[:1])  # a county line is one of subdistricts too

    def runs_through(self, called, key):
        """Say whether a barrier, by name, leaves parts of an outline on both of its sides."""
        outline = self.known.communities.geometry[key]
        walls = shapely.union_all(self.walls.geometry[self.walls["called"] == called].to_numpy())
        parts = shapely.get_parts(shapely.difference(outline, shapely.buffer(walls, 0.1)))
        return len(parts) > shapely.get_num_geometries(outline)

    def _apart(self, level, one, other):
        values = self.known.communities[level]
        return pd.notna(values[one]) and pd.notna(values[other]) and values[one] != values[other]

    def sides(self, area):
        """Return `sides_of` an area, worked out once."""
        if area not in self._sides:
            self._sides[area] = self.sides_of(area)
        return self._sides[area]

    def sides_of(self, area):
        """Return for each barrier near an area, by name, the share of it that lies on each side."""
        shapes = self.known.communities.geometry[self.known.members[area]]
        ground = shapely.union_all([self._larger_side(shape) for shape in shapes])
        is_point = (shapes.geom_type == "Point").any()
        reach = self.knob["links.max_point_gap_m" if is_point else "links.max_gap_m"]
        around, found = shapely.buffer(ground, reach), {}
        for at in self.tree.query(around, predicate="intersects"):
            wall = self.walls.geometry.iloc[at]
            line = wall.boundary if shapely.get_dimensions(wall) == 2 else wall
            points = shapely.get_coordinates(shapely.segmentize(shapely.intersection(line, around), STEP_M))
            found.setdefault(self.walls["called"].iloc[at], []).append(points)
        return {called: _shares(np.vstack(points), ground) for called, points in found.items()}

    def _larger_side(self, shape):
        """Return an outline as links have it: of one that a barrier cuts the larger side."""
        crossing = self.tree.query(shape, predicate="intersects")
        if shape.geom_type == "Point" or not len(crossing):
            return shape
        cut = shapely.difference(shape, shapely.buffer(shapely.union_all(self.walls.geometry.iloc[crossing]), HAIR_M))
        return max(shapely.get_parts(cut), key=shapely.area, default=cut)


def _shares(points, ground):
    """Return which share of points lies east, south, west and north of a place, as met straight out of its box.

    Points beyond a corner of the box face no side; they count only where there are no others.
    """
    west, south, east, north = ground.bounds
    half = np.maximum([(east - west) / 2, (north - south) / 2], 0.5)
    way = (points - [(west + east) / 2, (south + north) / 2]) / half
    facing = way[(np.abs(way) <= 1).any(axis=1)]
    way = facing if len(facing) else way
    across = np.abs(way[:, 0]) > np.abs(way[:, 1])
    side = np.where(across, np.where(way[:, 0] > 0, "east", "west"), np.where(way[:, 1] > 0, "north", "south"))
    return {name: float((side == name).mean()) for name in SIDES.values()}
