"""Counties and subdistricts: what the table says against where the community lies."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import shapely

from cluster_planner.fields import plain
from cluster_planner.validation import _rules as rules
from cluster_planner.validation._remarks import Remarks

_LEVELS = ("county", "subdistrict")


def compare_subdivisions(
    table: pd.DataFrame, places: gpd.GeoSeries, boundaries: gpd.GeoDataFrame, remarks: Remarks
) -> pd.DataFrame:
    """Fill in county and subdistrict where they are missing, and doubt those that lie elsewhere.

    Parameters
    ----------
    table : DataFrame
        Columns ``county`` and ``subdistrict``.
    places : GeoSeries
        Where the rows lie, on the index of the table.
    boundaries : GeoDataFrame
        Outlines with ``county`` and ``subdistrict``, in any coordinate system.
    remarks : Remarks
        Told of what was filled in and what disagrees.

    Returns
    -------
    DataFrame
        The table with fewer gaps.
    """
    outlines = boundaries.to_crs(places.crs).sort_values(list(_LEVELS), kind="stable")
    filled = {}
    for level in _LEVELS:
        lies_in = _lies_in(places, outlines[outlines[level].notna()], level)
        said = table[level]
        gap = said.isna() & lies_in.notna()
        known = said.notna() & lies_in.notna() & ~remarks.refused
        elsewhere = known & (said.map(plain, na_action="ignore") != lies_in.map(plain, na_action="ignore"))
        remarks.tell(rules.PLACE_FILLED, gap, field=level, becomes=lies_in)
        remarks.tell(rules.PLACE_DISAGREES, elsewhere, field=level, found=said, becomes=lies_in)
        filled[level] = said.fillna(lies_in)
    return table.assign(**filled)


def _lies_in(places: gpd.GeoSeries, outlines: gpd.GeoDataFrame, level: str) -> pd.Series:
    """Return the name of the first outline that holds a point on each place, missing where none does."""
    points = shapely.point_on_surface(places.to_numpy())
    row, outline = outlines.sindex.query(points, predicate="intersects")
    names = pd.Series(outlines[level].to_numpy()[outline], index=places.index[row], dtype="str")
    return names[~names.index.duplicated()].reindex(places.index)
