"""Arguments of callers of the library, refused at the door if they are of the wrong kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import NoneType
from typing import Any, TypeAlias

import geopandas as gpd
import pandas as pd

from cluster_planner.books import earlier_file, read_earlier
from cluster_planner.errors import DataError
from cluster_planner.model import Plan
from cluster_planner.profile import Profile
from cluster_planner.said import Code, say
from cluster_planner.settings import Settings, change_settings, read_settings
from cluster_planner.sources import read_layer, source_name, take_table

Table: TypeAlias = str | Path | pd.DataFrame
Layer: TypeAlias = str | Path | pd.DataFrame | gpd.GeoSeries
Layers: TypeAlias = Layer | Sequence[Layer] | None
Knobs: TypeAlias = Settings | Mapping[str, Any] | str | Path | None
_LAYER = (str, Path, pd.DataFrame, gpd.GeoSeries)
_DEGREES = "EPSG:4326"


def require_kind(given: Any, kinds: type | tuple[type, ...], name: str, wanted: str = "") -> None:
    """Refuse what is of another kind.

    Parameters
    ----------
    given : object
        What was handed over.
    kinds : type or tuple of type
        What it may be.
    name : str
        What the argument is called.
    wanted : str
        What the remedy is called, where several arguments share it.

    Raises
    ------
    DataError
        It names the argument, what it got, and what to give.
    """
    if not isinstance(given, kinds):
        raise DataError(
            say("error.pipeline.other_kind", name=Code(name), given=Code(type(given).__name__)),
            say(f"error.pipeline.give_{wanted or name}"),
        )


def require_table(given: Any) -> None:
    """Refuse what is no table of communities: neither one in memory with columns, nor a path, nor a list of paths.

    A table of no row is one: a filter may have left none, and its plan has no area.
    """
    require_kind(given, (str, Path, list, tuple, pd.DataFrame), "communities")
    if isinstance(given, pd.DataFrame) and given.columns.empty:
        raise DataError(say("error.sources.empty_table", path=Code("communities")), say("error.sources.give_rows"))
    if isinstance(given, list | tuple):
        if not given:
            raise DataError(
                say("error.pipeline.empty_list", name=Code("communities")), say("error.pipeline.give_communities")
            )
        for path in given:
            require_kind(path, (str, Path), "communities")


def as_settings(settings: Knobs, profile: Profile) -> Settings:
    """Return the settings given, whole, by dotted names or as a file; else those of the country."""
    require_kind(settings, (Settings, Mapping, str, Path, NoneType), "settings")
    if isinstance(settings, Mapping):
        return change_settings(profile.settings, settings)
    if isinstance(settings, str | Path):
        return read_settings(settings)
    return settings or profile.settings


def as_layers(layers: Layers, name: str) -> tuple[Layer, ...]:
    """Return the layers that are given under a name, one or several."""
    if layers is None:
        return ()
    several = (layers,) if isinstance(layers, _LAYER) else layers
    require_kind(several, (list, tuple), name, "layers")
    for layer in several:
        require_kind(layer, _LAYER, name, "layers")
    return tuple(several)


def as_layer(given: Layer, name: str) -> gpd.GeoDataFrame:
    """Return a layer given as a file, as shapes alone, or as a table with shapes or with degrees.

    Raises
    ------
    DataError
        If a table has neither.
    """
    require_kind(given, _LAYER, name, "layers")
    if isinstance(given, str | Path):
        layer = read_layer(given)
        layer.attrs["source"] = source_name(given)  # for messages
        return layer
    if isinstance(given, gpd.GeoSeries):
        return gpd.GeoDataFrame(geometry=given)
    if isinstance(given, gpd.GeoDataFrame) and given.active_geometry_name is not None:
        return given
    table = take_table(given).frame.set_axis(given.index)
    if not {"lon", "lat"} <= set(table):
        raise DataError(say("error.pipeline.no_shapes", name=Code(name)), say("error.pipeline.give_shapes"))
    lon, lat = (pd.to_numeric(table[side], errors="coerce") for side in ("lon", "lat"))
    points = gpd.GeoSeries(gpd.points_from_xy(lon, lat), index=given.index).where(lon.notna() & lat.notna())
    return gpd.GeoDataFrame(given, geometry=points, crs=_DEGREES)


def as_values(values: Any) -> Mapping[str, Mapping[str, str]]:
    """Return what own values mean, by field."""
    require_kind(values, (Mapping, NoneType), "values")
    for meanings in (values or {}).values():
        require_kind(meanings, Mapping, "values")
    return values or {}


def as_date(date: dt.date | None) -> dt.date | None:
    """Return the day of a plan, without the hour."""
    require_kind(date, (dt.date, NoneType), "date")
    return date.date() if isinstance(date, dt.datetime) else date


def as_earlier(earlier: Plan | pd.Series | pd.DataFrame | str | Path | None) -> pd.DataFrame | None:
    """Return an earlier plan as it would be read from a file."""
    require_kind(earlier, (Plan, pd.Series, pd.DataFrame, str, Path, NoneType), "earlier")
    if earlier is None:
        return None
    if isinstance(earlier, str | Path):
        return read_earlier(earlier_file(earlier))
    labelled = earlier.rename("area_id").to_frame() if isinstance(earlier, pd.Series) else earlier
    if isinstance(labelled, Plan):
        frame = labelled.communities.frame[["county", "subdistrict", "name", "geometry"]]
        under_way = labelled.evaluation.communities["under_way_id"]
        labelled = frame.assign(area_id=labelled.areas.labels.fillna(under_way))
    return labelled if "community_id" in labelled else labelled.rename_axis("community_id").reset_index()
