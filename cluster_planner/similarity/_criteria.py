"""The parts of the four criteria, each a small function of pairs: 0 to 1, NaN where it is unknown."""

from __future__ import annotations

from typing import TypeAlias

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.sparse import csr_array

from cluster_planner.model import Communities
from cluster_planner.settings import LikenessSettings

Pairs: TypeAlias = tuple[np.ndarray, np.ndarray]
Parts: TypeAlias = dict[str, np.ndarray]


def type_parts(frame: pd.DataFrame, pairs: Pairs, settings: LikenessSettings) -> Parts:
    """Origin of tenure, structure, build year, storeys and density."""
    density = (frame["floor_area_m2"] / frame["site_m2"]).replace([0, np.inf], np.nan)
    return {
        "tenure": _same(frame["tenure"], pairs),
        "structure": _same(frame["structure"], pairs),
        "build_year": _near(frame["build_year"], pairs, settings.year_scale),
        "storeys": _near(frame["storeys"], pairs, settings.storey_scale),
        "density": _ratio(density, pairs),
    }


def trade_parts(
    communities: Communities, facilities: gpd.GeoDataFrame | None, pairs: Pairs, settings: LikenessSettings
) -> Parts:
    """Shared trade tags and shared facilities within the service radius, each by Jaccard's index."""
    parts = {"trade_tags": _jaccard(_tag_sets(communities.frame["trade_tags"]), pairs)}
    if facilities is not None and not facilities.empty:
        parts["facilities"] = _jaccard(_served_sets(communities, facilities, settings.facility_radius_m), pairs)
    return parts


def culture_parts(frame: pd.DataFrame, pairs: Pairs) -> Parts:
    """Former work unit, historic quarter and culture tags; what is unknown is never "different"."""
    return {
        "former_unit": _same(frame["former_unit"], pairs),
        "historic_quarter": _same(frame["historic_quarter"], pairs),
        "culture_tags": _jaccard(_tag_sets(frame["culture_tags"]), pairs),
    }


def compare_location(
    communities: Communities, links: pd.DataFrame, pairs: Pairs, span_m: np.ndarray, settings: LikenessSettings
) -> np.ndarray:
    """Nearness: the mean of what the gap and what the walk between the centres leave of 1.

    Between points only the walk counts, since the gap between their unseen outlines is unknown. A gap with a barrier
    in it counts as the widest; each soft line on a link costs the discount.

    Parameters
    ----------
    links : DataFrame
        The links of exactly these pairs, rows of missing values where the two are not linked.
    """
    focal, neighbor = pairs
    footprints = communities.frame.geometry.to_numpy()
    points = communities.is_point[focal] | communities.is_point[neighbor]
    gap_m = np.where(points, np.nan, _apart_m(footprints, pairs))
    near = ~points & (gap_m < settings.gap_scale_m)
    gap_m[near] = shapely.distance(footprints[focal[near]], footprints[neighbor[near]])
    gap_m[~points & links["barrier_kind"].notna().to_numpy()] = np.inf
    walk = _falling(span_m, settings.span_scale_m)
    location = mean_known(walk, _falling(gap_m, settings.gap_scale_m))
    soft_lines = links["soft_lines"].fillna(0).to_numpy(float)
    return np.clip(location - settings.soft_line_discount * soft_lines, 0, 1)


def _apart_m(footprints: np.ndarray, pairs: Pairs) -> np.ndarray:
    """Return how far apart the boxes of each two are: a lower bound on their distance, and quick to find."""
    low, high = np.hsplit(shapely.bounds(footprints), 2)
    one, other = pairs
    between = np.maximum(low[one] - high[other], low[other] - high[one]).clip(min=0.0)
    apart: np.ndarray = np.hypot(*between.T)
    return apart


def mean_known(*parts: np.ndarray) -> np.ndarray:
    """Return the mean of what is known, NaN where nothing is (Gower 1971, Biometrics 27:857-871)."""
    table = np.vstack(parts)
    known = ~np.isnan(table)
    count = known.sum(axis=0)
    total = np.where(known, table, 0.0).sum(axis=0)
    mean: np.ndarray = np.divide(total, count, out=np.full(len(count), np.nan), where=count > 0)
    return mean


def _falling(distance: np.ndarray, scale: float) -> np.ndarray:
    """Fall linearly from 1 at distance 0 to 0 at the scale and beyond."""
    return np.clip(1 - distance / scale, 0, 1)


def _near(values: pd.Series, pairs: Pairs, scale: float) -> np.ndarray:
    number = values.to_numpy(float)
    return _falling(np.abs(number[pairs[0]] - number[pairs[1]]), scale)


def _ratio(values: pd.Series, pairs: Pairs) -> np.ndarray:
    number = values.to_numpy(float)
    one, other = number[pairs[0]], number[pairs[1]]
    ratio: np.ndarray = np.minimum(one, other) / np.maximum(one, other)
    return ratio


def _same(values: pd.Series, pairs: Pairs) -> np.ndarray:
    code, _ = pd.factorize(values)
    one, other = code[pairs[0]], code[pairs[1]]
    return np.where((one < 0) | (other < 0), np.nan, one == other)


def _tag_sets(values: pd.Series) -> csr_array:
    """Return which community (row) carries which tag (column)."""
    tags = values.fillna("").str.split(";").explode().str.strip()
    tags = tags[tags != ""]
    code, known = pd.factorize(tags)
    row = values.index.get_indexer(tags.index)
    return _sets(row, code, (len(values), len(known)))


def _served_sets(communities: Communities, facilities: gpd.GeoDataFrame, radius_m: float) -> csr_array:
    """Return whether each community (row) lies within reach of each facility (column)."""
    tree = shapely.STRtree(facilities.geometry.to_numpy())
    row, facility = tree.query(communities.frame.geometry.to_numpy(), predicate="dwithin", distance=radius_m)
    return _sets(row, facility, (len(communities), len(facilities)))


def _sets(row: np.ndarray, item: np.ndarray, shape: tuple[int, int]) -> csr_array:
    sets = csr_array((np.ones(len(row)), (row, item)), shape=shape)
    sets.data[:] = 1  # an item named twice is in the set once
    return sets


def _jaccard(sets: csr_array, pairs: Pairs) -> np.ndarray:
    """Jaccard's index of two sets; unknown where either is empty, for nobody said that there is nothing."""
    if sets.shape[1] == 0:
        return np.full(len(pairs[0]), np.nan)
    size = sets.sum(axis=1)
    shared = sets[pairs[0]].multiply(sets[pairs[1]]).sum(axis=1)
    either = size[pairs[0]] + size[pairs[1]] - shared
    known = (size[pairs[0]] > 0) & (size[pairs[1]] > 0)
    index: np.ndarray = np.divide(shared, either, out=np.full(len(shared), np.nan), where=known)
    return index
