"""What quantities are calculated from: the fields of the bank, sizes filled in, and lengths read off the site."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_planner.model import Communities
from cluster_planner.settings import CostSettings

# Where a size is unknown it follows from another that is known, by what is usual in housing of the 1980s and 1990s.
FLOOR_AREA_OF_HOUSEHOLD_M2 = 85.0
FLOOR_AREA_RATIO = 1.2
STOREYS = 6.0
HOUSEHOLDS_OF_STAIRWELL = 10.0
STAIRWELLS_OF_BUILDING = 3.0
MEASURES = ("street_m", "roof_m2")


def measure_sites(communities: Communities, settings: CostSettings) -> pd.DataFrame:
    """Return the fields of the communities with their sizes known, and what follows from these.

    Parameters
    ----------
    communities : Communities
        The communities, n of them.
    settings : CostSettings
        How deep a house is.

    Returns
    -------
    DataFrame of shape (n, fields)
        All fields; ``households``, ``floor_area_m2``, ``site_m2``, ``storeys``, ``units`` and ``buildings`` filled
        where floor area, households or the site are known; ``roof_m2``, the ground that houses cover; and ``street_m``,
        the streets inside: one along each row of houses, which are as long as the roofs by their depth. A size of zero
        counts as not given.
    """
    table = pd.DataFrame(communities.frame).drop(columns="geometry").reset_index(drop=True)
    sizes = table[["households", "floor_area_m2", "site_m2", "storeys", "units", "buildings"]]
    known = sizes.apply(lambda size: size.where(size > 0))  # a frame at once takes ten times as long
    outline = pd.Series(np.where(communities.is_point, np.nan, communities.frame.area))
    site = known["site_m2"].fillna(outline.where(outline > 0))
    floor_area = known["floor_area_m2"].fillna(known["households"] * FLOOR_AREA_OF_HOUSEHOLD_M2)
    table["floor_area_m2"] = floor_area.fillna(site * FLOOR_AREA_RATIO)
    table["households"] = known["households"].fillna((table["floor_area_m2"] / FLOOR_AREA_OF_HOUSEHOLD_M2).round())
    table["site_m2"] = site.fillna(table["floor_area_m2"] / FLOOR_AREA_RATIO)
    table["storeys"] = known["storeys"].fillna(STOREYS)
    table["units"] = known["units"].fillna(np.ceil(table["households"] / HOUSEHOLDS_OF_STAIRWELL))
    table["buildings"] = known["buildings"].fillna(np.ceil(table["units"] / STAIRWELLS_OF_BUILDING))
    table["roof_m2"] = table["floor_area_m2"] / table["storeys"]
    table["street_m"] = table["roof_m2"] / settings.house_depth_m
    return table.set_axis(communities.index)
