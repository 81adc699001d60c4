"""Which areas lie together: the towns of a plan, and within a wide town its counties."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

TOWN_GAP_M = 5_000.0  # areas further apart than this are in different towns
TOWN_SPAN_M = 8_000.0  # a wider town is shown by county, so that its areas are large enough


def towns_of(areas: gpd.GeoDataFrame) -> list[np.ndarray]:
    """Return the areas by town, and those of a wide town by county, in the order of their first.

    Parameters
    ----------
    areas : GeoDataFrame of n rows
        In metres, with ``county``.

    Returns
    -------
    list of ndarray of int
        Positions of the areas that belong together.
    """
    if areas.empty:
        return []
    town = _groups_apart(areas.geometry)
    span = areas.bounds.groupby(town).agg({"minx": "min", "miny": "min", "maxx": "max", "maxy": "max"})
    is_wide = np.maximum(span["maxx"] - span["minx"], span["maxy"] - span["miny"]) > TOWN_SPAN_M
    county = areas["county"].fillna("").where(is_wide.reindex(town).to_numpy(), "")
    places = np.arange(len(areas))
    groups = areas.assign(place=places).groupby([town, county.to_numpy()], sort=False)["place"]
    return [group.to_numpy() for _, group in groups]


def _groups_apart(shapes: gpd.GeoSeries) -> np.ndarray:
    """Return a group number for each shape; shapes of different groups are further apart than the gap."""
    wide = shapely.union_all(shapely.buffer(shapes.envelope.to_numpy(), TOWN_GAP_M / 2))
    groups = gpd.GeoSeries(shapely.get_parts(wide), crs=shapes.crs)
    group, place = shapes.representative_point().sindex.query(groups, predicate="contains")
    numbers = np.zeros(len(shapes), dtype=np.int64)
    numbers[place] = group
    return numbers
