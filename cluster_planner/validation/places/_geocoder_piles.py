"""Points where a geocoder gave up: many communities of different names in one place."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.places import _place_rules as rules
from cluster_planner.validation.places._whereabouts import seen_from_above

_LEAST_NAMES = 5
_GRID_M = 0.1


def judge_geocoder_piles(names: pd.Series, places: gpd.GeoSeries, remarks: Remarks) -> pd.Series:
    """Return the location quality of each row: ``fallback`` on a point that five or more different names share.

    Parameters
    ----------
    names : Series
        Names of the communities, missing where unknown.
    places : GeoSeries
        Points and outlines in metres.
    remarks : Remarks
        Collects findings on the rows.

    Returns
    -------
    Series
        ``fallback``, ``given``, or missing where there is no place.
    """
    shapes = places.to_numpy()
    is_point = shapely.get_type_id(shapes) == shapely.GeometryType.POINT
    points = places[is_point & ~remarks.refused]
    cells = pd.DataFrame({"x": (points.x / _GRID_M).round(), "y": (points.y / _GRID_M).round(), "name": names})
    shared = cells.groupby(["x", "y"])["name"].transform("nunique") >= _LEAST_NAMES
    fallback = shared.reindex(names.index, fill_value=False)
    remarks.add(rules.FALLBACK_PLACE, fallback, field="lon", found=seen_from_above(places, fallback.to_numpy()))
    return pd.Series(np.where(fallback, "fallback", "given"), index=names.index, dtype="str").where(places.notna())
