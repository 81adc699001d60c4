"""Layers that lie far from all communities: of a wrong system, or the wrong file."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pyproj
import shapely

from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.places import _shape_rules as rules
from cluster_planner.validation.places._claims import centres_of
from cluster_planner.validation.places._crs import ZONES

_ELSEWHERE_M = 20_000.0
_M_A_KM = 1000.0
_UTM_NORTH = range(32643, 32654)


def judge_distance(
    shapes: np.ndarray, drawn: gpd.GeoSeries, around: gpd.GeoSeries, what: str, file: str, remarks: Remarks
) -> None:
    """Report a layer that has no feature within 20 km of the communities, and the systems in which it would have.

    Parameters
    ----------
    shapes : ndarray of geometry
        Features where they were placed, in the system of the communities.
    drawn : GeoSeries
        The same as they were read, in the system that their file claims.
    around : GeoSeries
        The communities.
    what : str
        What the layer holds, for the finding.
    file : str
        Its file, empty where it has none.
    remarks : Remarks
        Collects the finding.
    """
    known = shapes[~remarks.refused & ~shapely.is_missing(shapes)]
    if not len(known) or not around.notna().any():
        return
    home = shapely.box(*around.total_bounds)
    distance_m = shapely.distance(home, shapely.box(*shapely.total_bounds(known)))
    if distance_m <= _ELSEWHERE_M:
        return
    fitting = _systems_near(home, drawn, around.crs) if drawn.crs is not None and drawn.crs.is_projected else []
    remarks.add_for_file(
        rules.LAYER_ELSEWHERE,
        field=what,
        found=f"{file} {distance_m / _M_A_KM:.0f} km".strip(),
        becomes=" / ".join(fitting),
    )


def _systems_near(home: shapely.Polygon, drawn: gpd.GeoSeries, crs: pyproj.CRS) -> list[str]:
    """Return the usual systems in which the middle of the layer would lie near the communities."""
    middle = shapely.Point(np.nanmedian(centres_of(drawn), axis=0))
    fitting = []
    for code in (*ZONES, *_UTM_NORTH):
        there = gpd.GeoSeries([middle], crs=code).to_crs(crs).iloc[0]
        if shapely.distance(home, there) <= _ELSEWHERE_M:
            fitting.append(f"EPSG:{code}")
    return fitting
