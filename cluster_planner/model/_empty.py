"""Layers without rows, with the columns that their table declares."""

from __future__ import annotations

from functools import cache
from typing import Any

import geopandas as gpd
import pandas as pd

from cluster_planner.columns import Table


def empty_layer(table: Table, crs: Any) -> gpd.GeoDataFrame:
    """Return a layer with all columns of a table and no rows, in the given CRS."""
    return gpd.GeoDataFrame(_no_rows(table).copy(), geometry=[], crs=crs)


@cache
def _no_rows(table: Table) -> pd.DataFrame:
    dtypes = {column.name: "float64" if column.is_numeric else "str" for column in table.columns}
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in dtypes.items() if name != "geometry"})
