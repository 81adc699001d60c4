"""One metric coordinate system for all, chosen from the data."""

from __future__ import annotations

import numpy as np
import pyproj
from pyproj.aoi import AreaOfInterest
from pyproj.database import query_utm_crs_info

from cluster_planner._datum import in_china
from cluster_planner.said import Code

DEGREES = pyproj.CRS.from_epsg(4326)
# CGCS2000 3-degree Gauss-Krueger zones without a zone number, by their central meridian.
_FIRST_MERIDIAN, _LAST_MERIDIAN = 75, 135
ZONES = range(4534, 4555)


def choose_crs(lonlat: np.ndarray) -> pyproj.CRS:
    """Choose the metric system in which everything is measured.

    In China the CGCS2000 3-degree Gauss-Krueger zone (EPSG:4534 to 4554), elsewhere the UTM zone; both by the
    median of the places, so that one stray point does not move the map.

    Parameters
    ----------
    lonlat : ndarray of shape (n, 2)
        Centres in degrees; n may be 0.

    Returns
    -------
    pyproj.CRS
        Projected, in metres.
    """
    centre = np.median(lonlat, axis=0) if len(lonlat) else np.array([112.5, 28.5])
    lon, lat = centre
    if in_china(centre[None])[0]:
        meridian = int(np.clip(3 * round(lon / 3), _FIRST_MERIDIAN, _LAST_MERIDIAN))
        return pyproj.CRS.from_epsg(ZONES[0] + (meridian - _FIRST_MERIDIAN) // 3)
    here = AreaOfInterest(lon, lat, lon, lat)
    found = query_utm_crs_info(datum_name="WGS 84", area_of_interest=here)
    return pyproj.CRS.from_epsg(found[0].code) if found else pyproj.CRS.from_epsg(3857)


def describe(system: pyproj.CRS) -> Code:
    """Return the name of a system and its number, where it has one."""
    number = system.to_epsg()
    return Code(system.name if number is None else f"{system.name} (EPSG:{number})")
