"""Facilities that people walk to: which areas lack them, and where they would be best."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd

from cluster_planner.model import Barriers
from cluster_planner.services._cover import Demand, Reach, choose_sites
from cluster_planner.services._walks import Walks, find_walks
from cluster_planner.settings import ServiceSettings

# What the layer of facilities calls a service, where that is another word.
_RECORDED_AS = {"pocket_park": "park"}


class _Ground(NamedTuple):
    """What all services share: members with a home, the number and name of their areas, and their walks."""

    members: pd.DataFrame
    area: np.ndarray
    names: pd.Index
    walks: Walks
    pairs: Reach


def reach_services(
    members: pd.DataFrame, facilities: gpd.GeoDataFrame, barriers: Barriers, settings: ServiceSettings
) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    """Compare each kind of facility with the radius within which it should lie, and place what is lacking.

    Parameters
    ----------
    members : DataFrame
        Indexed by ``community_id`` and ordered by ``area_id``: ``households``, ``persons``, ``home`` (a point, or
        missing).
    facilities, barriers, settings
        See `place_services`.

    Yields
    ------
    tuple of DataFrame
        Of one service, its areas and its sites, with the columns of `Services`.
    """
    ground = _survey(members, facilities, barriers, settings)
    households = members["households"].groupby(members["area_id"]).sum(min_count=1)
    for service, radius_m in settings.radius_m.items():
        existing = (facilities["kind"] == _RECORDED_AS.get(service, service)).to_numpy()
        within = ground.pairs.metres <= radius_m
        reach = Reach(*(column[within] for column in ground.pairs))
        served = ground.walks.nearest_m(existing, radius_m) <= radius_m
        demand = Demand(ground.area, ground.members["households"].fillna(0.0).to_numpy(), served)
        chosen = choose_sites(demand, reach, settings.enough_share, settings.most_sites)
        areas = _areas(ground, demand, demand.served | reach.served_from(chosen, len(served)), settings)
        areas["sites"] = np.bincount(ground.area[chosen], minlength=len(ground.names))
        areas = areas.reindex(households.index).assign(households=households, radius_m=radius_m, service=service)
        unknown = areas["households"].isna() | (not existing.any())
        areas["service_state"] = areas["service_state"].mask(unknown, "unknown").fillna("unknown")
        areas["served_before"] = areas["served_before"].mask(unknown)
        sites = _sites(ground, reach, chosen).assign(service=service, size_m2=settings.size_m2[service])
        sites["service_state"] = areas["service_state"].reindex(sites["area_id"]).to_numpy()
        yield areas.reset_index(), sites.reset_index()


def _survey(
    members: pd.DataFrame, facilities: gpd.GeoDataFrame, barriers: Barriers, settings: ServiceSettings
) -> _Ground:
    """Measure the walks between the members of each area."""
    placed = members[members["home"].notna()]
    area, names = pd.factorize(placed["area_id"])
    walks = find_walks(placed["home"].to_numpy(), area, facilities.geometry, barriers, settings)
    site, member = _pairs_within(area)
    metres = walks.between_m(site, member, max(settings.radius_m.values()))
    return _Ground(placed, area, pd.Index(names, name="area_id"), walks, Reach(site, member, metres))


def _pairs_within(area: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return all pairs of members of one area, each with itself too; members are ordered by area."""
    size = np.bincount(area)
    first = (np.cumsum(size) - size)[area]
    count = size[area]
    site = np.repeat(np.arange(len(area)), count)
    member = np.arange(len(site)) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
    return site, member


def _areas(ground: _Ground, demand: Demand, then: np.ndarray, settings: ServiceSettings) -> pd.DataFrame:
    """Return the state of each area, before and with the new sites."""
    lacking = demand.lacking(settings.enough_share) > 0
    on_streets = np.bincount(ground.area, ground.walks.on_streets) > 0
    return pd.DataFrame(
        {
            "service_state": np.where(lacking, "missing", "served"),
            "served_before": np.bincount(ground.area, demand.households * demand.served),
            "served_after": np.bincount(ground.area, demand.households * then),
            "distance": np.where(on_streets, "network", "straight"),
        },
        index=ground.names,
    )


def _sites(ground: _Ground, reach: Reach, chosen: np.ndarray) -> pd.DataFrame:
    """Return what each new site serves."""
    serving = np.isin(reach.site, chosen)
    served = ground.members[["households", "persons"]].take(reach.member[serving])
    sums = served.groupby(reach.site[serving]).sum()
    return sums.set_axis(ground.members.index[sums.index]).assign(area_id=ground.names[ground.area[sums.index]])
