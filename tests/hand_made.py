"""Small towns made by hand, for tests with answers that can be checked on paper."""

import geopandas as gpd
import numpy as np
import pandas as pd

from cluster_planner.model import Barriers, Communities
from cluster_planner.profile import CHINA

BANK = CHINA.catalogue.bank

CRS = "EPSG:4546"


def town(geometries, **columns):
    """Communities c0, c1 ... with these geometries and columns; every other field is unknown."""
    ids = pd.Index([f"c{place}" for place in range(len(geometries))], name="community_id", dtype="str")
    blank = {field.name: np.nan for field in BANK if field.name != "geometry"}
    frame = gpd.GeoDataFrame({**blank, **columns}, geometry=list(geometries), index=ids, crs=CRS)
    numbers = ("number", "integer")
    return Communities(
        frame.astype({field.name: "float" if field.kind in numbers else "str" for field in BANK if field.name in blank})
    )


def barriers(*rows, crossings=()):
    """Barriers from rows of kind, geometry and, where known, width."""
    frame = gpd.GeoDataFrame(
        {"kind": [row[0] for row in rows], "name": [f"{row[0]} {at}" for at, row in enumerate(rows)]},
        geometry=[row[1] for row in rows],
        crs=CRS,
    )
    frame["width_m"] = [row[2] if len(row) > 2 else np.nan for row in rows]
    return Barriers(frame, gpd.GeoSeries(list(crossings), crs=CRS))
