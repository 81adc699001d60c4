"""What the shape of each community is: a surveyed outline, an outline estimated in an earlier plan, or a point."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from cluster_planner._cells import as_text
from cluster_planner.fields import choice_codes, plain
from cluster_planner.fields.choices import FOOTPRINTS

_POLYGON = 2  # dimensions


def read_footprints(table: pd.DataFrame, places: gpd.GeoSeries) -> pd.Series:
    """Return a code of `FOOTPRINTS` for each place, missing where there is none.

    Parameters
    ----------
    table : DataFrame
        May have a column ``footprint``, as the layers of a plan do: an outline that was estimated there is no survey.
    places : GeoSeries
        Points and outlines, on the same index.
    """
    outline = shapely.get_dimensions(places.to_numpy()) == _POLYGON
    kinds = pd.Series(np.where(outline, "surveyed", "point"), index=places.index, dtype="str")
    if "footprint" in table:
        stated = as_text(table["footprint"]).map(plain).map(choice_codes(FOOTPRINTS))
        kinds[outline & (stated == "estimated")] = "estimated"
    return kinds.where(places.notna())
