"""Counties and subdistricts: what the table says compared with where the community lies."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from cluster_planner.fields import plain
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.places import _place_rules as rules
from cluster_planner.validation.places._whereabouts import judge_outside
from cluster_planner.validation.values._value_rules import ADCODE_DISAGREES

_LEVELS = ("county", "subdistrict")
_CODE = r"^(\d{6})"
_LEAST_CODES = 3


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
        Collects what was filled in and what disagrees.

    Returns
    -------
    DataFrame
        The table with fewer gaps.
    """
    outlines = boundaries.to_crs(places.crs).sort_values(list(_LEVELS), kind="stable")
    judge_outside(places, outlines, remarks)
    filled = {}
    for level in _LEVELS:
        lies_in = _lies_in(places, outlines[outlines[level].notna()], level)
        said = table[level]
        gap = said.isna() & lies_in.notna()
        known = said.notna() & lies_in.notna() & ~remarks.refused
        elsewhere = known & (said.map(plain, na_action="ignore") != lies_in.map(plain, na_action="ignore"))
        remarks.add(rules.PLACE_FILLED, gap, field=level, becomes=lies_in)
        remarks.add(rules.PLACE_DISAGREES, elsewhere, field=level, found=said, becomes=lies_in)
        filled[level] = said.fillna(lies_in)
    return table.assign(**filled)


def compare_codes(table: pd.DataFrame, boundaries: gpd.GeoDataFrame | None, remarks: Remarks) -> None:
    """Doubt county codes that are not those of the county, by the boundaries or else by most rows of the county.

    Parameters
    ----------
    table : DataFrame
        ``county`` and ``adcode``.
    boundaries : GeoDataFrame or None
        Outlines, with ``adcode`` where they have one.
    remarks : Remarks
        Collects findings on the rows.
    """
    code = table["adcode"].str.extract(_CODE, expand=False)
    known = table["county"].map(_codes_of_counties(boundaries)).astype("str")
    usual = code.groupby(table["county"]).transform(_most_frequent).astype("str") if code.notna().any() else code
    expected = known.fillna(usual.astype("str"))
    remarks.add(
        ADCODE_DISAGREES, code.notna() & expected.notna() & (code != expected), field="adcode",
        found=table["adcode"], becomes=expected,
    )  # fmt: skip


def _codes_of_counties(boundaries: gpd.GeoDataFrame | None) -> dict[str, str]:
    if boundaries is None or "adcode" not in boundaries:
        return {}
    counties = boundaries[boundaries["adcode"].notna() & boundaries["county"].notna()]
    codes = counties["adcode"].str.extract(_CODE, expand=False)
    return dict(zip(counties["county"], codes, strict=True))


def _most_frequent(codes: pd.Series) -> str | None:
    """Return the code that more than half of the rows have, given three or more."""
    counts = codes.value_counts()
    return str(counts.index[0]) if counts.sum() >= _LEAST_CODES and counts.iloc[0] * 2 > counts.sum() else None


def _lies_in(places: gpd.GeoSeries, outlines: gpd.GeoDataFrame, level: str) -> pd.Series:
    """Return the name of the first outline that holds a point on each place, missing where none does."""
    with np.errstate(invalid="ignore"):  # of outlines as wide as the earth GEOS finds none
        points = shapely.point_on_surface(places.to_numpy())
    row, outline = outlines.sindex.query(points, predicate="intersects")
    names = pd.Series(outlines[level].to_numpy()[outline], index=places.index[row], dtype="str")
    return names[~names.index.duplicated()].reindex(places.index)
