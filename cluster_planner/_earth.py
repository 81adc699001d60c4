"""Which coordinate systems lead to a map of the earth."""

from __future__ import annotations

from functools import cache

import pyproj
from pyproj.exceptions import ProjError


def is_of_earth(system: pyproj.CRS) -> bool:
    """Return whether places of a system are known on the earth: none is of a site's own grid, a height or the moon."""
    return bool(system.is_geographic or system.is_projected) and _leads_to_degrees(system.to_wkt())


@cache
def _leads_to_degrees(wkt: str) -> bool:
    try:
        pyproj.Transformer.from_crs(wkt, "EPSG:4326", always_xy=True)
    except ProjError:
        return False
    return True
