"""The communities as they will be after their works."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np

from cluster_planner.model import Communities, Works
from cluster_planner.works._prices import direct_works
from cluster_planner.works._rules import read_changes


def renovate(communities: Communities, works: Works) -> Communities:
    """Return the communities as they will be after their works.

    Parameters
    ----------
    communities : Communities
        As they are, n of them; not changed.
    works : Works
        What is done to each.

    Returns
    -------
    Communities
        With the fields as the ``becomes`` rules of the catalogue say wherever the work is done.
    """
    frame = gpd.GeoDataFrame(communities.frame.copy())
    for code, rule in direct_works(works.catalogue)["becomes"].items():
        quantity = works.quantities[code].reindex(frame.index)
        done = (quantity > 0).to_numpy()
        for change in read_changes(rule, communities.profile.catalogue.of_bank):
            now = frame[change.field]
            value = now.fillna(0.0) + np.rint(quantity) if change.value is None else change.value
            frame[change.field] = now.mask(done, value)
    return replace(communities, frame=frame)
