"""Arguments of callers of the library, refused at the door if they are of the wrong kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import geopandas as gpd
import pandas as pd

from cluster_planner.errors import DataError
from cluster_planner.model import Plan
from cluster_planner.profile import Profile
from cluster_planner.said import Code, say
from cluster_planner.settings import Settings

Layers: TypeAlias = "gpd.GeoDataFrame | Sequence[gpd.GeoDataFrame] | None"


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


def as_settings(settings: Settings | None, profile: Profile) -> Settings:
    """Return the settings that are given, else those of the country."""
    if settings is None:
        return profile.settings
    require_kind(settings, Settings, "settings")
    return settings


def as_layers(layers: Layers, name: str) -> tuple[gpd.GeoDataFrame, ...]:
    """Return the layers that are given under a name, one or several."""
    if layers is None:
        return ()
    require_kind(layers, (gpd.GeoDataFrame, list, tuple), name, "layers")
    several = (layers,) if isinstance(layers, gpd.GeoDataFrame) else tuple(layers)
    for layer in several:
        require_kind(layer, gpd.GeoDataFrame, name, "layers")
    return several


def as_earlier(earlier: Plan | pd.Series | None) -> pd.DataFrame | None:
    """Return an earlier plan as it would be read from a file."""
    require_kind(earlier, (Plan, pd.Series, type(None)), "earlier")
    if isinstance(earlier, Plan):
        frame = earlier.communities.frame[["county", "subdistrict", "name", "geometry"]]
        under_way = earlier.evaluation.communities["under_way_id"]
        labelled: pd.DataFrame = frame.assign(area_id=earlier.areas.labels.fillna(under_way))
        return labelled.rename_axis("community_id").reset_index()
    return None if earlier is None else earlier.rename("area_id").rename_axis("community_id").reset_index()
