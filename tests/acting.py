"""The advice to communities alone, acted on: the changes are made in the input or in the settings."""

from dataclasses import replace

import geopandas as gpd
import shapely

from cluster_planner._cuts import cut_footprints, make_cuts
from cluster_planner.settings import Limit


def act(checked, settings, changes):
    """Make the changes that a community was advised, in the input or in the settings."""
    for change in changes.to_dict("records"):
        kind, name, bound = change["change"], change["name"], change["bound"]
        if kind in ("min", "max"):
            settings = replace(settings, areas=with_limit(settings, kind, name, bound))
        elif kind == "threshold":
            settings = replace(settings, areas=replace(settings.areas, min_likeness=bound))
        elif kind == "year":
            eligibility = replace(settings.eligibility, built_until=int(bound))
            settings = replace(settings, eligibility=eligibility)
        elif kind in ("line", "gap"):
            links = replace(settings.links, **{name: "soft" if kind == "line" else bound})
            settings = replace(settings, links=links)
        elif kind == "state":
            frame = checked.communities.frame.copy()
            frame.loc[change["other"], "status"] = "in_bank"
            checked = replace(checked, communities=replace(checked.communities, frame=frame))
        elif kind == "consent":
            frame = checked.communities.frame.copy()
            frame.loc[change["other"], "consent_share"] = 1.0
            checked = replace(checked, communities=replace(checked.communities, frame=frame))
        else:
            checked = with_crossing(checked, settings, change["community_id"], change["other"])
    return checked, settings


def with_limit(settings, side, name, bound):
    """Return the settings of areas with one limit changed."""
    areas = settings.areas
    if name == "communities":
        return replace(areas, **{f"{side}_communities": int(bound)})
    return replace(areas, limits={**areas.limits, name: replace(areas.limits.get(name, Limit()), **{side: bound})})


def with_crossing(checked, settings, one, other):
    """Return the input with a crossing between two communities, from the larger side of one to that of the other."""
    places = checked.communities.frame.geometry.loc[[one, other]].to_numpy()
    cuts = make_cuts(checked.barriers, settings.links)
    ways = [shapely.shortest_line(*ends) for ends in (places, cut_footprints(places, cuts))]
    crossings = gpd.GeoSeries([*checked.barriers.crossings, *ways], crs=checked.communities.frame.crs)
    return replace(checked, barriers=replace(checked.barriers, crossings=crossings))
