"""Parking and charging: counted over an area, against a target for each household."""

from __future__ import annotations

import numpy as np
import pandas as pd

# The field of the bank that says how many there are.
COUNTED = {"parking": "parking", "charging": "chargers"}


def pool_spaces(members: pd.DataFrame, service: str, per_household: float) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Compare the spaces of each area with what its households should have.

    Parameters
    ----------
    members : DataFrame
        Indexed by ``community_id``: ``area_id``, ``households`` and the field of the bank.
    service : {"parking", "charging"}
        What is counted.
    per_household : float
        How many each household should have.

    Returns
    -------
    tuple of DataFrame
        Of the areas, served being the households for whom there is enough; and a site for each area that lacks any, at
        the member that lacks most, with the columns of `Services`. Members without a figure do not count,
        and an area that lacks nothing but has such is unknown.
    """
    table = members[["area_id", "households"]].assign(have=members[COUNTED[service]])
    table["wanted"] = per_household * table["households"]
    known = table[["households", "have"]].notna().all(axis="columns")
    area, counted = table["area_id"], table[known]
    sums = counted[["households", "have", "wanted"]].groupby(area).sum().reindex(area.unique())
    short = pd.Series(np.ceil((sums["wanted"] - sums["have"]).clip(lower=0).round(6)), name="spaces_short")
    state = pd.Series("served", index=sums.index, dtype="str")
    state = state.mask(~known.groupby(area).all(), "unknown").mask(short > 0, "missing")
    share = (sums["have"] / sums["wanted"]).clip(upper=1).mask(sums["wanted"] == 0, 1.0)
    before = np.floor((share * sums["households"]).round(6))
    areas = pd.DataFrame(
        {
            "service_state": state,
            "households": table["households"].groupby(area).sum(min_count=1),
            "served_before": before,
            "served_after": sums["households"].where(short > 0, before),
            "sites": (short > 0).astype("int64"),
            "spaces_short": short,
            "distance": "pooled",
        }
    )
    areas = areas.rename_axis("area_id").reset_index().assign(service=service)
    return areas, _where_most_lack(counted, areas).assign(service=service)


def _where_most_lack(counted: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Return a site in each area that is short, at the member that lacks most."""
    worst = counted.assign(lacks=counted["wanted"] - counted["have"]).rename_axis("community_id").reset_index()
    worst = worst.sort_values(["lacks", "community_id"], ascending=[False, True]).drop_duplicates("area_id")
    short = areas[areas["spaces_short"] > 0]
    gained = short.assign(
        households=short["served_after"] - short["served_before"], spaces=short["spaces_short"], also_serves=""
    )
    return gained[["area_id", "service_state", "households", "spaces", "also_serves"]].merge(
        worst[["area_id", "community_id"]]
    )
