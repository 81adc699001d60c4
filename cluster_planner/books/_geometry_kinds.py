"""Layers as GIS programs want them: one kind of shape each."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

_KINDS = ("points", "lines", "polygons")


def one_kind_each(layers: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Split layers of mixed shapes: the widest kind keeps the name, ``barriers``, the others add theirs to it.

    Parameters
    ----------
    layers : mapping of str to DataFrame or GeoDataFrame
        Tables by layer name.

    Returns
    -------
    dict of str to DataFrame or GeoDataFrame
        The same rows; rows without a shape stay under the old name.
    """
    split: dict[str, pd.DataFrame] = {}
    for name, layer in layers.items():
        kinds = kind_numbers(layer)
        widest = kinds.max(initial=-1)
        for kind in [widest, *sorted(set(kinds[(kinds >= 0) & (kinds < widest)].tolist()), reverse=True)]:
            rows = (kinds == kind) | ((kinds < 0) & (kind == widest))
            split[name if kind == widest else f"{name}_{_KINDS[kind]}"] = layer if rows.all() else layer[rows]
    return split


def kind_numbers(layer: pd.DataFrame) -> np.ndarray:
    """Return 0 for points, 1 for lines, 2 for polygons, -1 without a shape: int array of shape (n,)."""
    if not isinstance(layer, gpd.GeoDataFrame):
        return np.full(len(layer), -1)
    shapes = layer.geometry.to_numpy()
    return np.where(shapely.is_empty(shapes), -1, shapely.get_dimensions(shapes))


def geometry_type(layer: pd.DataFrame) -> str | None:
    """Return the geometry type by its GDAL name; None for a table without shapes."""
    if not isinstance(layer, gpd.GeoDataFrame):
        return None
    kinds = layer.geom_type.dropna().str.removeprefix("Multi").replace("LinearRing", "LineString").unique()
    many = layer.geom_type.str.startswith("Multi").any()
    return f"{'Multi' if many else ''}{kinds[0]}" if len(kinds) == 1 else "Unknown"
