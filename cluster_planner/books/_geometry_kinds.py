"""Layers as GIS programs want them: one kind of shape each, and colour numbers that differ between neighbours."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

COLOURS = 7
_NEAR_M = 400.0
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


def map_colours(outlines: gpd.GeoSeries) -> pd.Series:
    """Give nearby areas different numbers from 1 to `COLOURS`: in order of id, the least used free number.

    Parameters
    ----------
    outlines : GeoSeries
        Areas in metres.

    Returns
    -------
    Series
        Colour numbers on the same index.
    """
    focal, near = outlines.sindex.query(outlines.geometry, predicate="dwithin", distance=_NEAR_M)
    earlier = [near[(focal == place) & (near < place)] for place in range(len(outlines))]
    chosen, used = np.zeros(len(outlines), dtype="int64"), np.zeros(COLOURS, dtype="int64")
    for place, others in enumerate(earlier):
        clashes = np.bincount(chosen[others], minlength=COLOURS)
        chosen[place] = np.lexsort((used, clashes))[0]
        used[chosen[place]] += 1
    return pd.Series(chosen + 1, index=outlines.index, name="colour")
