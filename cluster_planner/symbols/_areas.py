"""Colours of areas: the same in every medium, and different for those near each other."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from cluster_planner.symbols._table import AREA_COLOURS

_NEAR_M = 400.0


def colour_areas(outlines: gpd.GeoSeries) -> pd.Series:
    """Give nearby areas different colours: in order of id, the least used one that is free.

    Parameters
    ----------
    outlines : GeoSeries
        Areas in metres.

    Returns
    -------
    Series
        Positions in `AREA_COLOURS`, from 0, on the same index.
    """
    many = len(AREA_COLOURS)
    focal, near = outlines.sindex.query(outlines.geometry, predicate="dwithin", distance=_NEAR_M)
    is_earlier = near < focal
    order = np.argsort(focal[is_earlier], kind="stable")
    ends = np.searchsorted(focal[is_earlier][order], np.arange(1, len(outlines)))
    earlier = np.split(near[is_earlier][order], ends) if len(outlines) else []
    chosen, used = np.zeros(len(outlines), dtype="int64"), np.zeros(many, dtype="int64")
    for place, others in enumerate(earlier):
        clashes = np.bincount(chosen[others], minlength=many)
        chosen[place] = np.lexsort((used, clashes))[0]
        used[chosen[place]] += 1
    return pd.Series(chosen, index=outlines.index, name="colour")
