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
    """What all services share: members with a home, the place of each's area among all, and walks between them."""

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
    """Measure the walks between members that live near each other, of one area or of two."""
    households = members["households"].groupby(members["area_id"]).sum(min_count=1)
    placed = members[members["home"].notna()]
    area = households.index.get_indexer(pd.Index(placed["area_id"]))
    walks = find_walks(placed["home"].to_numpy(), area, facilities.geometry, barriers, settings)
    farthest_m = max(settings.radius_m.values())
    site, member = walks.pairs_within(farthest_m)
    metres = walks.between_m(site, member, farthest_m)
    return _Ground(placed, area, households, walks, Reach(site, member, metres))


def _reach(
    ground: _Ground, service: str, existing: np.ndarray, settings: ServiceSettings
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return areas and sites of one service, given which facilities are of its kind."""
    radius_m = settings.radius_m[service]
    rule = Rule(settings.enough_share, settings.least_households[service], settings.most_sites)
    reach = ground.pairs.where(ground.pairs.metres <= radius_m)
    served = ground.walks.nearest_m(existing, radius_m) <= radius_m
    households = ground.members["households"].fillna(0.0).to_numpy()
    demand = Demand(ground.area, len(ground.households), households, served)
    chosen = choose_sites(demand, reach, rule)
    then = served | reach.served_from(chosen, len(served))
    areas = _areas(ground, demand, then, chosen, rule)
    unknown = areas["households"].isna() | areas["distance"].isna() | (not existing.any())
    areas["service_state"] = areas["service_state"].mask(unknown, "unknown")
    areas["served_before"] = areas["served_before"].mask(unknown)
    areas["served_after"] = areas["served_after"].where(areas["households"].notna())
    asks = demand.lacking(served, rule.enough_share)[demand.area] & ~served
    sites = _sites(ground, reach, chosen, asks).assign(size_m2=settings.size_m2[service])
    sites["service_state"] = areas["service_state"].reindex(sites["area_id"]).array
    states = areas.assign(radius_m=radius_m).reset_index()
    return states.assign(service=service), sites.reset_index().assign(service=service)


def _areas(ground: _Ground, demand: Demand, then: np.ndarray, chosen: np.ndarray, rule: Rule) -> pd.DataFrame:
    """Return the state of each area, before and with the new sites."""
    sites = np.bincount(demand.area[chosen], minlength=demand.areas)
    lacking = demand.lacking(demand.served, rule.enough_share)
    helped = demand.total(then) > demand.total(demand.served)
    how = pd.Series(np.where(ground.walks.on_streets, "network", "straight"), dtype="str")
    return pd.DataFrame(
        {
            "service_state": np.select([lacking & helped, lacking], ["missing", "small"], "served"),
            "households": ground.households,
            "served_before": demand.total(demand.served),
            "served_after": demand.total(then),
            "sites": sites,
            "distance": how.groupby(demand.area).first().reindex(range(demand.areas)).to_numpy(),
        },
        index=ground.households.index,
    )


def _sites(ground: _Ground, reach: Reach, chosen: np.ndarray, asks: np.ndarray) -> pd.DataFrame:
    """Return what each new site serves: all near it of its own area, and of others those who ask for it."""
    area = ground.members["area_id"].to_numpy()
    own = area[reach.site] == area[reach.member]
    serving = reach.where(np.isin(reach.site, chosen) & (own | asks[reach.member]))
    served = ground.members[["households", "persons"]].take(serving.member)
    sums = served.groupby(serving.site).sum(min_count=1)
    elsewhere = serving.where(area[serving.site] != area[serving.member])
    others = (
        pd.Series(area[elsewhere.member], elsewhere.site)
        .groupby(level=0)
        .unique()
        .map(lambda ids: ";".join(sorted(ids)))
    )
    own_area = ground.members["area_id"].iloc[sums.index]
    sums = sums.assign(also_serves=others.reindex(sums.index).fillna("").astype("str"))
    return sums.set_axis(own_area.index).assign(area_id=own_area)
