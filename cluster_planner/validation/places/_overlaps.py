"""Outlines that lie on one another: no ground belongs to two communities."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation._remarks_on_pairs import remark_on_pairs, without_earlier
from cluster_planner.validation.places import _shape_rules as rules

_REPORTED_SHARE = 0.01
_SAME_SHARE = 0.5


def judge_overlaps(places: gpd.GeoSeries, labels: pd.Series, remarks: Remarks) -> None:
    """Doubt outlines that overlap, and refuse those that lie more than half on an earlier row.

    Parameters
    ----------
    places : GeoSeries
        Valid points and outlines in metres, in the user's order.
    labels : Series
        How each row is named to the user.
    remarks : Remarks
        Collects every pair, at its later row.
    """
    shapes = places.to_numpy()
    pairs, share = _overlapping(shapes, np.flatnonzero(shapely.get_dimensions(shapes) == 2))  # noqa: PLR2004
    shown = np.array([f"{part:.1%}" for part in share], dtype=object)
    severe = np.flatnonzero(share > _SAME_SHARE)
    same = severe[without_earlier(pairs[severe], remarks.refused)]
    remark_on_pairs(rules.SAME_GROUND, pairs[same], labels, remarks, field="geometry", shown=shown[same])
    kept = ~remarks.refused[pairs].any(axis=1)
    remark_on_pairs(rules.OVERLAP, pairs[kept], labels, remarks, field="geometry", shown=shown[kept])


def _overlapping(shapes: np.ndarray, outlines: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return pairs of rows with outlines that overlap, in order, and the share of the smaller one."""
    pairs = outlines[shapely.STRtree(shapes[outlines]).query(shapes[outlines], predicate="intersects")].T
    pairs = pairs[pairs[:, 0] < pairs[:, 1]]
    pairs = pairs[np.lexsort(pairs.T[::-1])]
    some, others = shapes[pairs[:, 0]], shapes[pairs[:, 1]]
    share = shapely.area(shapely.intersection(some, others)) / np.minimum(shapely.area(some), shapely.area(others))
    reported = share > _REPORTED_SHARE
    return pairs[reported], share[reported]
