"""The door for barriers: what cuts links, by the words of OpenStreetMap, of its extracts, or our own."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import pandas as pd
import shapely
from pyproj import CRS

from cluster_planner._cells import as_text
from cluster_planner.fields import plain
from cluster_planner.model import Barriers, Findings
from cluster_planner.settings import LinkSettings
from cluster_planner.validation.places import _shape_rules as rules
from cluster_planner.validation.surroundings._features import order_features, text_of, tidy_features
from cluster_planner.validation.surroundings._kind_spellings import (
    BARRIER_HEADERS,
    BARRIER_WORDS,
    CONTEXT_WORDS,
    NAME_HEADERS,
    NARROW_WORDS,
    WIDTH_HEADERS,
)


def validate_barriers(
    raw: Sequence[gpd.GeoDataFrame],
    crs: CRS,
    settings: LinkSettings,
    *,
    crossings: Sequence[gpd.GeoDataFrame] = (),
    named: str | None = None,
    around: gpd.GeoSeries | None = None,
) -> tuple[Barriers, Findings]:
    """Turn layers of rivers, railways and roads into barriers of known kinds.

    Parameters
    ----------
    raw : sequence of GeoDataFrame
        Lines or polygons. The kind is read from ``kind``, ``highway``, ``railway``, ``waterway``, ``natural``,
        ``water``, ``fclass`` or ``type``; slip roads belong to their road.
    crs : CRS
        Coordinate system of the communities.
    settings : LinkSettings
        ``min_water_width_m``: lines of water known to be narrower are context.
    crossings : sequence of GeoDataFrame
        Bridges and underpasses.
    named : str, optional
        System that the user named: for layers that claim none, or one that their figures cannot be of.
    around : GeoSeries, optional
        Where the communities lie: a layer far from all of them is reported.

    Returns
    -------
    tuple of Barriers and Findings
        Roads that are no barriers keep their own class; what has no known kind is ``other``, with a finding.

    Raises
    ------
    DataError
        If a layer cannot be placed.
    """
    if not raw and not crossings:
        return Barriers.none(crs), Findings.none()
    layers = [
        _classify(*tidy_features(layer, crs, "barriers", named, around), settings.min_water_width_m) for layer in raw
    ]
    opened = [tidy_features(layer, crs, "crossings", named, around) for layer in crossings]
    findings = Findings.concat([each for _, each in (*layers, *opened)])
    frames = [frame for frame, _ in layers if len(frame)]
    frame = pd.concat(frames, ignore_index=True) if frames else Barriers.none(crs).frame
    shapes = [layer.geometry for layer, _ in opened if len(layer)]
    gates = gpd.GeoDataFrame(geometry=pd.concat(shapes, ignore_index=True) if shapes else [], crs=crs)
    return Barriers(order_features(frame, ["kind", "name"]), order_features(gates, []).geometry), findings


def _classify(layer: gpd.GeoDataFrame, findings: Findings, least_m: float) -> tuple[gpd.GeoDataFrame, Findings]:
    width_m = pd.to_numeric(text_of(layer, WIDTH_HEADERS), errors="coerce").astype("float64")
    polygon = shapely.get_dimensions(layer.geometry.to_numpy()) == 2  # noqa: PLR2004
    wide = (width_m >= least_m) | polygon
    kind = _kinds(layer, wide)
    kind = kind.mask((kind == "water") & ~polygon & (width_m < least_m), "stream")
    says_nothing = set(layer.columns) <= {layer.geometry.name, "source_row"}
    unsaid = kind.isna() & text_of(layer, BARRIER_HEADERS).isna() & (polygon | says_nothing)
    unknown = kind.isna() & ~unsaid
    counted = ((rules.WATER_ASSUMED, unsaid), (rules.KIND_UNKNOWN, unknown))
    findings = Findings.concat(
        [findings, *(Findings.of(rule, field="kind", count=int(rows.sum())) for rule, rows in counted if rows.any())]
    )
    kind = kind.mask(unsaid, "water").mask(unknown, "other")
    columns = {"kind": kind, "name": text_of(layer, NAME_HEADERS), "width_m": width_m}
    return gpd.GeoDataFrame(columns, geometry=layer.geometry, crs=layer.crs), findings


def _kinds(layer: gpd.GeoDataFrame, wide: pd.Series) -> pd.Series:
    """Return the kind by the first word that is known, missing where none is."""
    headers = {plain(str(header)): header for header in layer.columns if header != layer.geometry.name}
    kind = pd.Series("", index=layer.index, dtype="str")
    for header in BARRIER_HEADERS:
        if header not in headers:
            continue
        word = as_text(layer[headers[header]]).str.lower()
        found = word.map(BARRIER_WORDS | CONTEXT_WORDS).astype("str").fillna("")
        narrow = word.isin(list(NARROW_WORDS))
        found = found.mask(narrow & wide, "water").mask(narrow & ~wide, "stream")
        kind = kind.mask(kind == "", found)
    return kind.where(kind != "")
