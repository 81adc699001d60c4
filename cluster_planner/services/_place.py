"""Which facilities areas lack, and where inside them they would serve most households."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from cluster_planner._align import require_known
from cluster_planner.fields.choices import SERVICES
from cluster_planner.model import Barriers, Communities, Services
from cluster_planner.services._modes import read_modes, suggest_modes
from cluster_planner.services._pooled import COUNTED, pool_spaces
from cluster_planner.services._reach import reach_services
from cluster_planner.settings import ServiceSettings

_KEYS = ["area_id", "service"]
_OF_AREA = (
    "service_state", "radius_m", "households", "served_before", "served_after", "sites", "spaces_short", "distance",
)  # fmt: skip
_OF_SITE = ("community_id", "service_state", "households", "persons", "size_m2", "spaces", "also_serves")


def place_services(
    communities: Communities,
    labels: pd.Series,
    facilities: gpd.GeoDataFrame,
    barriers: Barriers,
    settings: ServiceSettings,
    rules: pd.DataFrame | None = None,
) -> Services:
    """Find out which facilities each area lacks, place them where they serve most households, and suggest its mode.

    Parameters
    ----------
    communities : Communities
        All communities.
    labels : Series
        ``area_id`` by ``community_id``, missing where a community is in no area.
    facilities : GeoDataFrame
        What there is, with ``kind``; in areas or outside.
    barriers : Barriers
        Roads and water among them: where roads lie near all members of an area walks follow them, and so cross water
        only where a road does; elsewhere they are straight lines times the detour factor.
    settings : ServiceSettings
        Radii, targets and sizes.
    rules : DataFrame, optional
        By which modes are suggested, from `read_modes`; those of the package if not given.

    Returns
    -------
    Services
        An area has a service where enough of its households live within the radius of a facility, or
        have spaces enough. Where the layer has no facility of a kind at all, none was recorded: that is unknown, not
        missing, and the site is the best one if there should be none. Households that are not known count as none;
        an area with none known is unknown and has no site.

    Raises
    ------
    AlignmentError
        If labels name a community that is not there.
    """
    require_known(communities.index, labels.index, "labels")
    members = _members(communities, labels, settings)
    parts = [
        *reach_services(members, facilities, barriers, settings),
        *(pool_spaces(members, service, settings.per_household[service]) for service in COUNTED),
    ]
    areas, sites = (pd.concat(tables) for tables in zip(*parts, strict=True))
    areas, sites = _ordered(areas, _OF_AREA), _ordered(sites, _OF_SITE).set_index("community_id", append=True)
    homes = members["home"].reindex(sites.index.get_level_values("community_id")).to_numpy()
    return Services(
        frame=areas,
        sites=gpd.GeoDataFrame(sites, geometry=homes, crs=communities.frame.crs),
        modes=suggest_modes(areas, communities, labels, read_modes() if rules is None else rules),
    )


def _members(communities: Communities, labels: pd.Series, settings: ServiceSettings) -> pd.DataFrame:
    """Return the members of areas, ordered by area: their counts, their persons, and where they live."""
    counts = pd.DataFrame(communities.frame[["households", "residents", *COUNTED.values()]])
    counts["persons"] = counts["residents"].fillna(settings.persons_per_household * counts["households"])
    counts["home"] = shapely.points(np.nan_to_num(communities.centres))
    counts["home"] = counts["home"].where(communities.located, None)
    members = counts.join(labels.dropna().rename("area_id"), how="inner").rename_axis("community_id")
    return members.sort_values(["area_id", "community_id"])


def _ordered(table: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    """Return columns under area and service, ordered by area, then by service, then by community."""
    place = {choice.code: place for place, choice in enumerate(SERVICES)}
    ranked = table.assign(place=table["service"].map(place))
    keys = [name for name in ("area_id", "place", "community_id") if name in ranked]
    return ranked.sort_values(keys).set_index(_KEYS)[list(columns)]
