"""All tables of a plan through the one door."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import pyproj

from cluster_planner.model import Barriers, Communities, Findings
from cluster_planner.pipeline._tables import Tables
from cluster_planner.settings import Settings
from cluster_planner.validation import (
    estimate_footprints,
    validate_barriers,
    validate_boundaries,
    validate_communities,
    validate_facilities,
)

DEGREES = pyproj.CRS.from_epsg(4326)
Validate = Callable[[gpd.GeoDataFrame, pyproj.CRS], tuple[gpd.GeoDataFrame, Findings]]


@dataclass(frozen=True, eq=False, kw_only=True)
class Checked:
    """What came through the door, all in the CRS of the communities, and what was found on the way."""

    communities: Communities
    barriers: Barriers
    boundaries: gpd.GeoDataFrame
    facilities: gpd.GeoDataFrame
    findings: Findings


def check_tables(tables: Tables, settings: Settings) -> Checked:
    """Validate everything that a plan is made from.

    Parameters
    ----------
    tables : Tables
        The tables as they were read.
    settings : Settings
        Which barriers count, which columns have limits.

    Returns
    -------
    Checked
        Valid nouns and all findings.

    Raises
    ------
    DataError
        If a table as a whole cannot be used.
    """
    # The outlines tell where a community lies before the metric CRS is chosen from where the communities lie.
    boundaries, about_boundaries = _all_of(tables.boundaries, validate_boundaries, DEGREES)
    communities = validate_communities(
        tables.communities,
        settings,
        boundaries=boundaries if len(boundaries) else None,
        values=tables.values,
        crs=tables.crs,
        notes=tables.notes,
    )
    crs = communities.frame.crs
    barriers, about_barriers = validate_barriers(tables.barriers, crs, settings.links, crossings=tables.crossings)
    communities = estimate_footprints(communities, barriers, settings.links)
    facilities, about_facilities = _all_of(tables.facilities, validate_facilities, crs)
    return Checked(
        communities=communities,
        barriers=barriers,
        boundaries=boundaries.to_crs(crs),
        facilities=facilities,
        findings=Findings.concat(
            [
                communities.findings.within("communities"),
                about_boundaries.within("boundaries"),
                about_barriers.within("barriers"),
                about_facilities.within("facilities"),
            ]
        ),
    )


def _all_of(
    layers: Sequence[gpd.GeoDataFrame], validate: Validate, crs: pyproj.CRS
) -> tuple[gpd.GeoDataFrame, Findings]:
    """Validate several layers of one kind into one frame."""
    done = [validate(layer, crs) for layer in layers]
    if not done:
        return gpd.GeoDataFrame({"kind": [], "name": [], "county": [], "subdistrict": []}, geometry=[], crs=crs), (
            Findings.none()
        )
    frame = gpd.GeoDataFrame(pd.concat([layer for layer, _ in done], ignore_index=True), crs=crs)
    return frame, Findings.concat([told for _, told in done])
