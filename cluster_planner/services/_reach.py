"""Facilities that people walk to: which areas lack them, and where they would be best."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd

from cluster_planner.model import Barriers
from cluster_planner.services._cover import Demand, Reach, Rule, choose_sites
from cluster_planner.services._walks import Walks, find_walks
from cluster_planner.settings import ServiceSettings

# What the layer of facilities calls a service, where that is another word.
_RECORDED_AS = {"pocket_park": "park"}


class _Ground(NamedTuple):
    """What all services share: members with a home, the place of each's area among all, and the walks."""

    members: pd.DataFrame
    area: np.ndarray
    households: pd.Series
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
    for service in settings.radius_m:
        existing = (facilities["kind"] == _RECORDED_AS.get(service, service)).to_numpy()
        yield _reach(ground, service, existing, settings)


def _survey(
    members: pd.DataFrame, facilities: gpd.GeoDataFrame, barriers: Barriers, settings: ServiceSettings
) -> _Ground:
    """Measure the walks between the members of each area."""
    households = members["households"].groupby(members["area_id"]).sum(min_count=1)
    placed = members[members["home"].notna()]
    area = households.index.get_indexer(pd.Index(placed["area_id"]))
    walks = find_walks(placed["home"].to_numpy(), area, facilities.geometry, barriers, settings)
    site, member = _pairs_within(area)
    metres = walks.between_m(site, member, max(settings.radius_m.values()))
    return _Ground(placed, area, households, walks, Reach(site, member, metres))


def _reach(
    ground: _Ground, service: str, existing: np.ndarray, settings: ServiceSettings
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return areas and sites of one service, given which facilities are of its kind."""
    radius_m = settings.radius_m[service]
    rule = Rule(settings.enough_share, settings.least_households[service], settings.most_sites)
    within = ground.pairs.metres <= radius_m
    reach = Reach(*(column[within] for column in ground.pairs))
    served = ground.walks.nearest_m(existing, radius_m) <= radius_m
    households = ground.members["households"].fillna(0.0).to_numpy()
    demand = Demand(ground.area, len(ground.households), households, served)
    chosen = choose_sites(demand, reach, rule)
    areas = _areas(ground, demand, served | reach.served_from(chosen, len(served)), chosen, rule)
    unknown = areas["households"].isna() | areas["distance"].isna() | (not existing.any())
    areas["service_state"] = areas["service_state"].mask(unknown, "unknown")
    areas["served_before"] = areas["served_before"].mask(unknown)
    sites = _sites(ground, reach, chosen).assign(size_m2=settings.size_m2[service])
    sites["service_state"] = areas["service_state"].reindex(sites["area_id"]).array
    told = areas.assign(radius_m=radius_m).reset_index()
    return told.assign(service=service), sites.reset_index().assign(service=service)


def _pairs_within(area: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return all pairs of members of one area, each with itself too; members are ordered by area."""
    size = np.bincount(area)
    first = (np.cumsum(size) - size)[area]
    count = size[area]
    site = np.repeat(np.arange(len(area)), count)
    member = np.arange(len(site)) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
    return site, member


def _areas(ground: _Ground, demand: Demand, then: np.ndarray, chosen: np.ndarray, rule: Rule) -> pd.DataFrame:
    """Return the state of each area, before and with the new sites."""
    sites = np.bincount(demand.area[chosen], minlength=demand.areas)
    lacking = demand.lacking(demand.served, rule.enough_share)
    how = pd.Series(np.where(ground.walks.on_streets, "network", "straight"), dtype="str")
    return pd.DataFrame(
        {
            "service_state": np.select([lacking & (sites > 0), lacking], ["missing", "small"], "served"),
            "households": ground.households,
            "served_before": demand.total(demand.served),
            "served_after": demand.total(then),
            "sites": sites,
            "distance": how.groupby(demand.area).first().reindex(range(demand.areas)).to_numpy(),
        },
        index=ground.households.index,
    )


def _sites(ground: _Ground, reach: Reach, chosen: np.ndarray) -> pd.DataFrame:
    """Return what each new site serves."""
    serving = np.isin(reach.site, chosen)
    served = ground.members[["households", "persons"]].take(reach.member[serving])
    sums = served.groupby(reach.site[serving]).sum()
    return sums.set_axis(ground.members.index[sums.index]).assign(area_id=ground.members["area_id"].iloc[sums.index])
