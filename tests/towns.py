"""Random towns for tests: communities, links and likeness straight as nouns, in EPSG:4546."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from cluster_planner.areas import form_areas, state_problem
from cluster_planner.model import PAIR, Areas, Communities, Likeness, Links, Problem
from cluster_planner.settings import AreaSettings

CRS = 4546
ORIGIN = np.array([550_000.0, 3_160_000.0])
# Six communities in a row, each linked to the next.
LINE = np.array([[place * 100.0, 0.0] for place in range(6)])
CHAIN = np.array([[place, place + 1] for place in range(5)])
C = [f"C{place:05d}" for place in range(12)]


@dataclass(frozen=True)
class Town:
    """What `form_areas` is asked with."""

    communities: Communities
    links: Links
    likeness: Likeness

    def shuffled(self, seed: int) -> Town:
        """Return the same town with the rows of every table in another order."""
        rng = np.random.default_rng(seed)
        frame, links, likeness = (
            table.iloc[rng.permutation(len(table))]
            for table in (self.communities.frame, self.links.frame, self.likeness.frame)
        )
        return Town(Communities(frame), Links(links, frame.index), Likeness(likeness))


def town_of(
    points: np.ndarray,
    links: np.ndarray,
    likeness: pd.Series | float = 0.7,
    *,
    households: object = 200.0,
    blocked: np.ndarray | None = None,
    span_m: float = 800.0,
) -> Town:
    """Return a town from points in metres and links as pairs of positions; likeness on pairs within the span."""
    ids = pd.Index([f"C{place:05d}" for place in range(len(points))], name="community_id", dtype="str")
    geometry = gpd.points_from_xy(*(points + ORIGIN).T.reshape(2, -1), crs=CRS)
    frame = gpd.GeoDataFrame(
        {"households": households, "site_m2": np.nan, "invest_money": np.nan}, index=ids, geometry=geometry
    ).astype({"households": float})
    all_links = np.concatenate([links.reshape(-1, 2), (np.empty((0, 2), int) if blocked is None else blocked)]).astype(
        int
    )
    gap = np.linalg.norm(points[all_links[:, 0]] - points[all_links[:, 1]], axis=1)
    is_open = np.arange(len(all_links)) < len(links.reshape(-1, 2))
    table = gpd.GeoDataFrame(
        {
            "gap_m": gap,
            "facing_m": gap,
            "soft_lines": 0,
            "barrier_kind": pd.array(np.where(is_open, None, "water"), dtype="str"),
            "barrier": pd.array(np.where(is_open, None, "资江"), dtype="str"),
        },
        index=_pair_index(ids, all_links),
        geometry=[None] * len(all_links),
        crs=CRS,
    ).sort_index()
    near = cKDTree(points).query_pairs(span_m, output_type="ndarray") if len(points) else np.empty((0, 2), int)
    near = np.sort(near, axis=1)
    pairs = pd.DataFrame(
        {
            "likeness": likeness if np.isscalar(likeness) else likeness[: len(near)],
            "span_m": np.linalg.norm(points[near[:, 0]] - points[near[:, 1]], axis=1),
        },
        index=_pair_index(ids, near),
    ).sort_index()
    return Town(Communities(frame), Links(table, ids), Likeness(pairs))


def _pair_index(ids: pd.Index, pairs: np.ndarray) -> pd.MultiIndex:
    return pd.MultiIndex.from_arrays([ids[pairs[:, 0]], ids[pairs[:, 1]]], names=PAIR)


def random_town(count: int, degree: float, seed: int, *, mean_likeness: float = 0.5, spread: float = 0.2) -> Town:
    """Return communities scattered over a town, each linked to about ``degree`` of its nearest neighbours.

    Likeness falls with distance and carries noise around the mean; households are log-normal about 110.
    """
    rng = np.random.default_rng(seed)
    points = rng.uniform(0, 160 * np.sqrt(count), (count, 2))
    _, nearest = cKDTree(points).query(points, k=min(count, 13))
    offers = np.sort(
        np.column_stack([np.repeat(np.arange(count), nearest.shape[1] - 1), nearest[:, 1:].ravel()]), axis=1
    )
    offers = np.unique(offers, axis=0)
    length = np.linalg.norm(points[offers[:, 0]] - points[offers[:, 1]], axis=1)
    links = offers[np.argsort(length, kind="stable")[: int(count * degree / 2)]]
    kind = rng.normal(0, 1, count)
    pairs = np.sort(cKDTree(points).query_pairs(800.0, output_type="ndarray"), axis=1)
    apart = np.linalg.norm(points[pairs[:, 0]] - points[pairs[:, 1]], axis=1)
    alike = mean_likeness + spread * (0.8 - np.abs(kind[pairs[:, 0]] - kind[pairs[:, 1]])) + 0.2 * (0.5 - apart / 800)
    alike = np.clip(alike + rng.normal(0, 0.05, len(pairs)), 0, 1)
    return town_of(points, links, alike, households=np.round(rng.lognormal(4.7, 0.6, count)))


def few_limits(**more: object) -> AreaSettings:
    """Return settings with only the limits given, and a threshold and a saving that are easy to calculate with."""
    usual: dict[str, object] = {"limits": {}, "min_likeness": 0.5, "saving_weight": 0.1}
    return AreaSettings(**(usual | more))  # type: ignore[arg-type]


def formed(town: Town, knobs: AreaSettings, **more: object) -> Areas:
    """Return the areas of a town."""
    return form_areas(town.communities, town.links, town.likeness, knobs, **more)


def stated(town: Town, knobs: AreaSettings, **more: object) -> Problem:
    """Return what the areas of a town are judged by."""
    return state_problem(town.communities, town.links, town.likeness, knobs, **more)
