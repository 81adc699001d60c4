"""Corridors: where the trenches of two members run side by side, which networks share them, and what conflicts."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from cluster_planner.fields.stages import FINISHED
from cluster_planner.model import PAIR, Communities, Links
from cluster_planner.works._pool import Pool


@dataclass(frozen=True, eq=False)
class Corridors:
    """Networks along the links inside areas.

    Attributes
    ----------
    codes : list of str
        Works that lie in trenches.
    networks : ndarray of bool, shape (links, codes)
        Which of them either of the two members lays.
    length_m : ndarray of shape (links,)
        Trench that the two share; 0 where only one of them digs.
    windows : list of ndarray of bool, shape (codes,)
        For each window of design, construction and acceptance which works are built in it.
    """

    codes: list[str]
    networks: np.ndarray
    length_m: np.ndarray
    windows: list[np.ndarray]

    @property
    def shared_m(self) -> np.ndarray:
        """Trench that saves digging, shape (links,): where two networks or more of one window lie in it."""
        several = [self.networks[:, window].sum(axis=1) > 1 for window in self.windows]
        shared_m: np.ndarray = self.length_m * np.any(several, axis=0)
        return shared_m


def lay_corridors(pool: Pool) -> Corridors:
    """Find which networks share a trench along each link, and for what length."""
    trenched = pool.shared_as("trench")
    codes = list(trenched.index)
    laid = pool.quantities[codes].to_numpy()
    networks = (laid > 0)[pool.ends].any(axis=1)
    length = pool.within(pool.links["facing_m"].to_numpy(), laid.max(axis=1, initial=0.0))
    windows = [(trenched["sync"] == group).to_numpy() for group in sorted(trenched["sync"].unique())]
    return Corridors(codes, networks, length, windows)


def list_corridors(
    pool: Pool, corridors: Corridors, communities: Communities, links: Links, labels: pd.Series, year: int | None
) -> gpd.GeoDataFrame:
    """Return the corridors of all areas, and the links to neighbours with a new road that would be dug up."""
    inside = gpd.GeoDataFrame(
        {
            "area_id": pool.areas[pool.area[pool.ends[:, 0]]].astype("str"),
            "facing_m": pool.links["facing_m"].to_numpy(),
            "shared_trench_m": corridors.shared_m,
            "networks": _listed(corridors),
            "conflict": _years_apart(pool, communities).fillna(_windows_apart(pool, corridors)),
        },
        geometry=pool.links.geometry.to_numpy(),
        index=pool.links.index,
        crs=links.frame.crs,
    )
    if year is None:
        return inside
    to_neighbours = _new_roads(pool, communities, links, labels, year)
    both = pd.concat([inside, to_neighbours]) if len(to_neighbours) else inside
    return gpd.GeoDataFrame(both.sort_index(), crs=links.frame.crs)


def _listed(corridors: Corridors) -> np.ndarray:
    """Return the codes of each corridor, separated by semicolons."""
    pattern = corridors.networks @ (1 << np.arange(len(corridors.codes), dtype=np.int64))
    found, which = np.unique(pattern, return_inverse=True)
    listed = [
        ";".join(code for bit, code in enumerate(corridors.codes) if number >> bit & 1) for number in found.tolist()
    ]
    return np.array([*listed, ""], dtype=object)[which]


def _years_apart(pool: Pool, communities: Communities) -> pd.Series:
    """Return where two members are planned so few years apart that one would dig up the road that the other renewed."""
    years = communities.frame["plan_year"].reindex(pool.quantities.index).to_numpy(float)[pool.ends]
    apart = pd.Series(np.abs(years[:, 0] - years[:, 1]), index=pool.links.index)
    conflict = (apart > 0) & (apart <= pool.settings.new_road_years)
    return conflict.map({True: "years_apart", False: None}).astype("str")


def _windows_apart(pool: Pool, corridors: Corridors) -> pd.Series:
    """Return where networks of one corridor are not built in one window, so that it is dug up again."""
    used = np.array([corridors.networks[:, window].any(axis=1) for window in corridors.windows]).sum(axis=0)
    conflict = pd.Series((used > 1) & (corridors.length_m > 0), index=pool.links.index)
    return conflict.map({True: "windows_apart", False: None}).astype("str")


def _new_roads(pool: Pool, communities: Communities, links: Links, labels: pd.Series, year: int) -> gpd.GeoDataFrame:
    """Return the links between a member that digs and a neighbour that was renewed shortly before."""
    frame, ids = communities.frame, communities.index
    age = year - frame["plan_year"]
    renewed = (frame["status"].isin(FINISHED) & (age >= 0) & (age < pool.settings.new_road_years)).to_numpy()
    laid = pool.quantities[list(pool.shared_as("trench").index)].to_numpy()
    digs = np.zeros(len(ids), dtype=bool)
    digs[ids.get_indexer(pool.quantities.index)] = (laid > 0).any(axis=1)
    area = labels.reindex(ids).to_numpy(object)
    ends = [ids.get_indexer(links.open.index.get_level_values(name)) for name in PAIR]
    found = []
    for member, neighbour in (ends, ends[::-1]):
        chosen = digs[member] & renewed[neighbour] & (area[member] != area[neighbour])
        dug_up = gpd.GeoDataFrame(links.open[chosen])[["facing_m", "geometry"]].assign(shared_trench_m=0.0)
        found.append(dug_up.assign(area_id=area[member[chosen]], networks="", conflict="new_road"))
    whole = pd.concat(found).astype({"area_id": "str"})
    return whole[["area_id", "facing_m", "shared_trench_m", "networks", "conflict", "geometry"]]
