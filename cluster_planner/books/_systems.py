"""The coordinate system that layers are written in, where another one than that of the plan is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import geopandas as gpd
import pandas as pd
import pyproj
from pyproj.exceptions import CRSError

from cluster_planner._earth import is_of_earth
from cluster_planner.errors import SettingsError
from cluster_planner.said import Code, say


def check_system(crs: str | None, formats: Iterable[str]) -> None:
    """Refuse a coordinate system that does not exist, or is not that of a drawing, before anything is computed.

    Raises
    ------
    SettingsError
        If there is none of that name, or a drawing is asked for in degrees.
    """
    if crs is None:
        return
    authority, _, code = crs.strip().rpartition(":")  # a name alone could stand for many
    try:
        system = pyproj.CRS.from_authority(authority.upper(), code)
    except CRSError as error:
        raise SettingsError(
            say("error.books.unknown_system", crs=Code(crs)), say("error.books.write_system")
        ) from error
    if not is_of_earth(system):
        raise SettingsError(say("error.books.no_system_of_maps", crs=Code(crs)), say("error.books.write_system"))
    if "dxf" in set(formats) and not system.is_projected:
        raise SettingsError(
            say("error.books.drawing_in_degrees", crs=Code(crs)), say("error.books.write_metric_system")
        )


def in_system(layers: Mapping[str, pd.DataFrame], crs: str | None) -> dict[str, pd.DataFrame]:
    """Return layers in another coordinate system; in their own where none is named."""
    if crs is None:
        return dict(layers)
    return {name: layer.to_crs(crs) if isinstance(layer, gpd.GeoDataFrame) else layer for name, layer in layers.items()}
