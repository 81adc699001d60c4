"""How far people walk: along the roads where an area has them, else straight lines with a detour."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from cluster_planner.model import Barriers
from cluster_planner.services._streets import Streets, tie_places
from cluster_planner.settings import ServiceSettings

# What people cross only where a road does.
_BARRED = ("water", "railway", "motorway", "trunk")
_DIGITS = 3  # of metres: what lies exactly at a radius is within it


@dataclass(frozen=True, eq=False)
class Walks:
    """Walks between the members of areas, and to facilities.

    Attributes
    ----------
    homes : ndarray of Point, shape (m,)
        Centres of the members.
    facilities : ndarray of Geometry, shape (f,)
        What they walk to.
    streets : Streets
        Its places are the homes, then the facilities.
    on_streets : ndarray of bool, shape (m,)
        Homes in areas with roads at every member.
    area : ndarray, shape (m,)
        Area of each home.
    barred : ndarray of Geometry
        What straight walks from one area to another do not cross.
    detour : float
        Walk as a multiple of the straight line, for the others.
    """

    homes: np.ndarray
    facilities: np.ndarray
    streets: Streets
    on_streets: np.ndarray
    area: np.ndarray
    barred: np.ndarray
    detour: float

    def nearest_m(self, chosen: np.ndarray, limit_m: float) -> np.ndarray:
        """Return the walk from each home to the nearest of the chosen facilities; infinite beyond the limit.

        Parameters
        ----------
        chosen : ndarray of bool, shape (f,)
            Which facilities count.
        limit_m : float
            No walk is longer.

        Returns
        -------
        ndarray of float, shape (m,)
            Metres.
        """
        straight_m = np.full(len(self.homes), np.inf)
        tree = shapely.STRtree(self.facilities[chosen])
        (home, _), metres = tree.query_nearest(
            self.homes, max_distance=limit_m, return_distance=True, all_matches=False
        )
        straight_m[home] = self.detour * metres
        tied = np.flatnonzero(chosen & self.streets.tied[len(self.homes) :])
        network_m = self.streets.nearest_m(len(self.homes) + tied, limit_m)[: len(self.homes)]
        return _within(np.where(self.on_streets, network_m, straight_m), limit_m)

    def pairs_within(self, limit_m: float) -> tuple[np.ndarray, np.ndarray]:
        """Return the pairs of homes that no straight line beyond the limit parts, each home with itself too.

        Returns
        -------
        ndarray of int, shape (pairs,)
            First and second home, ordered by these.
        """
        start, end = shapely.STRtree(self.homes).query(self.homes, predicate="dwithin", distance=limit_m)
        order = np.lexsort((end, start))
        return start[order], end[order]

    def between_m(self, start: np.ndarray, end: np.ndarray, limit_m: float) -> np.ndarray:
        """Return the walk between the two homes of each pair; infinite beyond the limit.

        Inside an area nothing is between; from one to another straight walks end where something bars them.

        Parameters
        ----------
        start, end : ndarray of int, shape (pairs,)
            Homes.
        limit_m : float
            No walk is longer.

        Returns
        -------
        ndarray of float, shape (pairs,)
            Metres.
        """
        metres = self.detour * shapely.distance(self.homes[start], self.homes[end])
        on = self.on_streets[start] & self.on_streets[end]
        metres[on] = self.streets.between_m(start[on], end[on], limit_m)
        across = np.flatnonzero(~on & (self.area[start] != self.area[end]) & (metres <= limit_m))
        ends = np.column_stack([self.homes[start[across]], self.homes[end[across]]])
        ways = shapely.linestrings(shapely.get_coordinates(ends).reshape(-1, 2, 2))
        cut, _ = shapely.STRtree(self.barred).query(ways, predicate="intersects")
        metres[across[cut]] = np.inf
        return _within(metres, limit_m)


def find_walks(
    homes: np.ndarray, area: np.ndarray, facilities: gpd.GeoSeries, barriers: Barriers, settings: ServiceSettings
) -> Walks:
    """Find out where people can walk.

    Parameters
    ----------
    homes : ndarray of Point, shape (m,)
        Centres of the members of areas.
    area : ndarray, shape (m,)
        Area of each.
    facilities : GeoSeries
        Points or polygons.
    barriers : Barriers
        Roads, and barriers that can be crossed only along them.
    settings : ServiceSettings
        Which roads are walked along, and how far a place may lie from one.

    Returns
    -------
    Walks
        Along roads where every member of an area lies at one.
    """
    shapes, kind = barriers.frame.geometry.to_numpy(), barriers.frame["kind"]
    walkable = kind.isin(settings.walkable_kinds).to_numpy() & (shapely.get_dimensions(shapes) == 1)
    reach_m = max(settings.radius_m.values()) + settings.access_m
    lines, places = shapes[walkable], facilities.to_numpy()
    near, _ = shapely.STRtree(homes).query_nearest(lines, max_distance=reach_m, all_matches=False)
    barred = shapes[kind.isin(_BARRED).to_numpy()]
    streets = tie_places(
        lines[near], np.concatenate([homes, places]), barred, access_m=settings.access_m, join_m=settings.join_m
    )
    on_streets = pd.Series(streets.tied[: len(homes)]).groupby(area).transform("all").to_numpy(dtype=bool)
    return Walks(homes, places, streets, on_streets, area, barred, settings.detour)


def _within(metres: np.ndarray, limit_m: float) -> np.ndarray:
    rounded = np.round(metres, _DIGITS)
    return np.where(rounded <= limit_m, rounded, np.inf)
