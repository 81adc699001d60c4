"""The door for facilities: their kinds, whatever the layer calls them."""

from __future__ import annotations

import geopandas as gpd
from pyproj import CRS

from cluster_planner.model import Findings
from cluster_planner.validation.places import _shape_rules as rules
from cluster_planner.validation.surroundings._features import order_features, text_of, tidy_features
from cluster_planner.validation.surroundings._kind_spellings import FACILITY_HEADERS, FACILITY_WORDS, NAME_HEADERS


def validate_facilities(
    raw: gpd.GeoDataFrame, crs: CRS, *, named: str | None = None, around: gpd.GeoSeries | None = None
) -> tuple[gpd.GeoDataFrame, Findings]:
    """Turn a layer of schools, markets, clinics and elderly care into facilities of known kinds.

    Parameters
    ----------
    raw : GeoDataFrame
        Points or polygons with a kind (``kind``, ``amenity``, ``shop``, ``fclass``, ``类别``) and a name.
    crs : CRS
        Coordinate system of the communities.
    named : str, optional
        System that the user named: for layers that claim none, or one that their figures cannot be of.
    around : GeoSeries, optional
        Where the communities lie: a layer far from all of them is reported.

    Returns
    -------
    tuple of GeoDataFrame and Findings
        Columns ``kind`` (``school``, ``market``, ``clinic``, ``elderly_care``, ``park``, ``canteen``,
        ``activity_room``, ``kiosk``, else its own word), ``name`` and geometry.

    Raises
    ------
    DataError
        If the layer cannot be placed.
    """
    layer, findings = tidy_features(raw, crs, "facilities", named, around)
    word = text_of(layer, FACILITY_HEADERS)
    if word.isna().any():
        findings = Findings.concat([findings, Findings.of(rules.NO_COLUMN, field="kind", count=int(word.isna().sum()))])
    kind = word.map(FACILITY_WORDS, na_action="ignore").fillna(word).fillna("other")
    frame = gpd.GeoDataFrame(
        {"kind": kind, "name": text_of(layer, NAME_HEADERS)}, geometry=layer.geometry, crs=layer.crs
    )
    return order_features(frame, ["kind", "name"]), findings
