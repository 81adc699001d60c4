"""Rows that lie where they cannot be: far from their county, or outside all boundaries."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.places import _place_rules as rules
from cluster_planner.validation.places._crs import DEGREES
from cluster_planner.validation.places._orientation import as_pairs

_FAR_M = 5_000.0
_LEAST_FAR_DEG = 2.0
_SPREADS = 12.0
_LEAST_ROWS = 5


def judge_outside(places: gpd.GeoSeries, outlines: gpd.GeoDataFrame, remarks: Remarks) -> None:
    """Refuse rows far outside all boundaries, unless most are: then the boundaries are not those of the file.

    Parameters
    ----------
    places : GeoSeries
        Where the rows lie, in metres.
    outlines : GeoDataFrame
        Boundaries in the same system.
    remarks : Remarks
        Collects findings on the rows, or on the boundaries.
    """
    shapes = places.to_numpy()
    known = np.flatnonzero(~shapely.is_missing(shapes) & ~remarks.refused)
    reached, _ = outlines.sindex.query(shapes[known], predicate="dwithin", distance=_FAR_M)
    outside = np.zeros(len(shapes), dtype=bool)
    outside[np.delete(known, np.unique(reached))] = True
    if outside.sum() > len(known) / 2:
        remarks.add_for_file(rules.BOUNDARIES_PARTIAL, field="geometry", count=int(outside.sum()))
        return
    remarks.add(rules.OUTSIDE, outside, field="geometry", found=seen_from_above(places, outside))


def judge_far(places: gpd.GeoSeries, counties: pd.Series, remarks: Remarks) -> None:
    """Refuse rows that lie far from all others of their county: more than 2 degrees, and twelve spreads.

    Parameters
    ----------
    places : GeoSeries
        Where the rows lie.
    counties : Series
        County of each row; those without one are taken together.
    remarks : Remarks
        Collects findings on the rows.
    """
    known = places.notna().to_numpy() & ~remarks.refused
    if not known.any():
        return
    spots = places[known].centroid.to_crs(DEGREES)
    lonlat = pd.DataFrame({"lon": spots.x, "lat": spots.y})
    county = counties[known].fillna("")
    away = (lonlat - lonlat.groupby(county).transform("median")).abs()
    reach = (_SPREADS * away.groupby(county).transform("median")).clip(lower=_LEAST_FAR_DEG)
    many = county.groupby(county).transform("size") >= _LEAST_ROWS
    far = ((away > reach).any(axis=1) & many).reindex(places.index, fill_value=False)
    remarks.add(rules.FAR_AWAY, far, field="lon", found=seen_from_above(places, far.to_numpy()))


def seen_from_above(places: gpd.GeoSeries, rows: np.ndarray) -> np.ndarray:
    """Return longitude and latitude of the rows of a mask as text; empty elsewhere."""
    lonlat = np.full((len(places), 2), np.nan)
    lonlat[rows] = places[rows].centroid.to_crs(DEGREES).get_coordinates().to_numpy().round(6)
    return as_pairs(lonlat, rows)
