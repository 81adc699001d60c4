"""The communities as they are expected to be after their works, and what works add to them."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd

from cluster_planner.model import Communities, Works
from cluster_planner.works._list import UNCHECKED
from cluster_planner.works._prices import direct_works
from cluster_planner.works._rules import read_changes


def renovate(communities: Communities, works: Works) -> Communities:
    """Return the communities as they are expected to be after their works.

    What was never inspected stays unknown: only an inspection shows its state.

    Parameters
    ----------
    communities : Communities
        As they are, n of them; not changed.
    works : Works
        What is done to each.

    Returns
    -------
    Communities
        With the fields as the ``becomes`` rules of the catalogue say wherever the work is done and the field is known.
    """
    frame = gpd.GeoDataFrame(communities.frame.copy())
    for code, rule in direct_works(works.catalogue)["becomes"].items():
        quantity = works.quantities[code].reindex(frame.index)
        done = (quantity > 0).to_numpy()
        for change in read_changes(rule, communities.profile.catalogue.of_bank):
            now = frame[change.field]
            value = now + np.rint(quantity) if change.value is None else change.value
            frame[change.field] = now.mask(done & now.notna() & (now != UNCHECKED), value)
    return replace(communities, frame=frame)


def count_added(communities: Communities, works: Works) -> pd.DataFrame:
    """Return what the works add to each community, whether or not it is known how much there is already.

    Parameters
    ----------
    communities : Communities
        The communities, n of them.
    works : Works
        What is done to each.

    Returns
    -------
    DataFrame
        Indexed as the communities, a column for each field that any work of the catalogue adds to, such as
        ``parking``; 0 where none does.
    """
    added = pd.DataFrame(index=communities.index)
    for code, rule in direct_works(works.catalogue)["becomes"].items():
        for change in read_changes(rule, communities.profile.catalogue.of_bank):
            if change.value is None:
                more = np.rint(works.quantities[code].reindex(added.index))
                added[change.field] = more if change.field not in added else added[change.field] + more
    return added
