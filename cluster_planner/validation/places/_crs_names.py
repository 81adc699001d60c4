"""What coordinates are in: the system named for the file, the datum tagged for a row."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely
from pyproj.exceptions import CRSError

from cluster_planner._datum import Datum, to_wgs84
from cluster_planner._earth import is_of_earth
from cluster_planner.errors import DataError
from cluster_planner.fields import plain
from cluster_planner.said import Code, say
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.places import _place_rules as rules
from cluster_planner.validation.places._crs import DEGREES

DATUMS: tuple[Datum, ...] = ("GCJ02", "BD09")
_TRUE = "WGS84"


@dataclass(frozen=True)
class System:
    """What was named for a file: a coordinate system, a web map's datum, or nothing."""

    crs: pyproj.CRS | None = None
    datum: Datum | None = None

    @property
    def projected(self) -> pyproj.CRS | None:
        """The system, if it is in metres."""
        return self.crs if self.is_projected else None

    @property
    def is_projected(self) -> bool:
        """Whether coordinates are metres."""
        return self.crs is not None and self.crs.is_projected

    @property
    def of_shapes(self) -> pyproj.CRS | None:
        """The system of shapes that name none."""
        return DEGREES if self.datum else self.crs


def name_system(named: str | None) -> System:
    """Return the system that a user named: ``EPSG:4547``, ``GCJ02``, ``BD-09``.

    Raises
    ------
    DataError
        If it is unknown.
    """
    if not named:
        return System()
    for datum in DATUMS:
        if plain(named).replace("-", "") == datum.lower():
            return System(datum=datum)
    try:
        system = pyproj.CRS.from_user_input(named)
    except CRSError as error:
        raise DataError(
            say("error.validation.unknown_system", system=Code(named)),
            say("error.validation.write_system"),
        ) from error
    if not is_of_earth(system):
        raise DataError(
            say("error.validation.no_system_of_maps", system=Code(named)), say("error.validation.write_system")
        )
    return System(crs=system)


def is_datum_named(table: pd.DataFrame, tags: pd.Series, system: System) -> bool:
    """Return whether the datum of the coordinates is named anywhere; degrees alone may be of any map."""
    surveyed = "geometry" in table and table["geometry"].dtype == "geometry" and _is_projected(table["geometry"])
    tagged = any(f"{name}_{datum.lower()}" in table for datum in DATUMS for name in ("lon", "lonlat"))
    return system != System() or bool(tags.notna().any()) or surveyed or tagged


def _is_projected(shapes: pd.Series) -> bool:
    crs = gpd.GeoSeries(shapes).crs
    return crs is not None and crs.is_projected


def datum_of_rows(tags: pd.Series, system: System) -> np.ndarray:
    """Return the datum of each row: its own tag, else what was named for the file; empty where unknown."""
    named = system.datum or (_TRUE if system.crs else "")
    return tags.replace("CGCS2000", _TRUE).fillna(named).to_numpy(dtype=object)


def shift_rows(lonlat: np.ndarray, datums: np.ndarray, remarks: Remarks) -> np.ndarray:
    """Bring degrees of web maps to WGS84, with a remark on how many."""
    moved = lonlat.copy()
    for datum in DATUMS:
        rows = (datums == datum) & np.isfinite(lonlat).all(axis=1)
        if rows.any():
            moved[rows] = to_wgs84(lonlat[rows], datum)
            remarks.add_for_file(rules.OFFSET_DATUM, field="lon", found=f"{datum}: {int(rows.sum())}")
    return moved


def shift_shapes(shapes: gpd.GeoSeries, datums: np.ndarray, remarks: Remarks) -> gpd.GeoSeries:
    """Bring shapes drawn on web maps to WGS84, with a remark on how many; others stay in their system."""
    offset = np.isin(datums, DATUMS) & shapes.notna().to_numpy()
    if not offset.any():
        return shapes
    moved = shapes.to_crs(DEGREES).to_numpy().copy()
    for datum in DATUMS:
        rows = offset & (datums == datum)
        if rows.any():
            moved[rows] = shapely.transform(moved[rows], partial(to_wgs84, datum=datum))
            remarks.add_for_file(rules.OFFSET_DATUM, field="geometry", found=f"{datum}: {int(rows.sum())}")
    return gpd.GeoSeries(moved, index=shapes.index, crs=DEGREES)
