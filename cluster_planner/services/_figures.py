"""What is known of each area as a whole, by the names that rules of modes use."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from cluster_planner.model import Communities

# Share of an area's households that live in communities where this holds.
_HOLDS: Mapping[str, Callable[[pd.DataFrame], pd.Series]] = {
    "brick_timber_share": lambda frame: frame["structure"] == "brick_timber",
    "public_rental_share": lambda frame: frame["tenure"] == "public_rental",
    "work_unit_share": lambda frame: frame["tenure"] == "work_unit",
    "historic_share": lambda frame: frame["historic_quarter"].notna(),
    "culture_share": lambda frame: frame["culture_tags"].notna(),
    "trade_share": lambda frame: frame["trade_tags"].notna(),
}
SERVED = ("canteen", "elderly_care", "clinic", "pocket_park", "activity_room", "kiosk", "market")
FIGURES = ("communities", "households", "build_year", "elderly_share", *_HOLDS, *(f"{name}_share" for name in SERVED))


def describe_areas(communities: Communities, labels: pd.Series, served: pd.DataFrame) -> pd.DataFrame:
    """Return the figures on which modes rest.

    Parameters
    ----------
    communities : Communities
        All communities.
    labels : Series
        ``area_id`` by ``community_id``, missing where a community is in no area.
    served : DataFrame
        Of `Services`: households within reach, by area and service.

    Returns
    -------
    DataFrame
        Indexed by ``area_id``: number of ``communities`` and ``households``; mean ``build_year`` over the households;
        ``elderly_share``, people over 60 among the residents where both are known; shares of households in communities
        of brick and timber, of public rental or work-unit housing, in historic quarters, with culture tags, with trade
        tags; and within reach of each service, missing where none was recorded.
    """
    area = labels.dropna().rename("area_id")
    members = communities.frame.drop(columns="geometry").join(area, how="inner")
    area, weight = members["area_id"], members["households"]
    total = weight.groupby(area).sum(min_count=1)
    figures = pd.DataFrame({"communities": area.groupby(area).size().astype(float), "households": total})
    dated = weight.where(members["build_year"].notna())
    figures["build_year"] = (dated * members["build_year"]).groupby(area).sum(min_count=1) / dated.groupby(area).sum()
    asked = members[["residents_60", "residents"]].dropna().groupby(area).sum()
    figures["elderly_share"] = asked["residents_60"] / asked["residents"].where(asked["residents"] > 0)
    for name, holds in _HOLDS.items():
        figures[name] = weight.where(holds(members), 0.0).groupby(area).sum() / total.where(total > 0)
    reached = served["served_before"] / served["households"].where(served["households"] > 0)
    table = reached.unstack("service")  # noqa: PD010 - each stands once
    return figures.join(table.reindex(columns=list(SERVED)).add_suffix("_share"))
