"""What the maps of a plan show, taken from its tables once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cluster_planner.model import PAIR, Plan
from cluster_planner.render._map_rows import Rows


@dataclass(frozen=True)
class Ground:
    """The layers as rows; texts are empty where nothing is known, ``home`` where there is no area."""

    areas: Rows
    communities: Rows
    links: Rows
    barriers: Rows
    boundaries: Rows
    facilities: Rows
    proposed: Rows
    under_way: Rows

    @classmethod
    def of(cls, plan: Plan) -> Ground:
        """Return what the maps of this plan show."""
        areas, home = plan.evaluation.areas, plan.areas.labels
        communities = plan.communities.frame.geometry[plan.communities.located]
        links, sites = plan.links.frame, plan.services.sites
        proposed = sites[(sites["service_state"] == "missing").to_numpy()].reset_index()
        places = proposed[["area_id", "geometry"]].drop_duplicates()
        outcome = plan.evaluation.communities["outcome"]
        ends = {name: links.index.get_level_values(name) for name in PAIR}
        return cls(
            areas=Rows(areas.geometry.to_numpy(), id=_texts(areas.index)),
            communities=Rows(
                communities.to_numpy(),
                id=_texts(communities.index),
                home=_texts(home.reindex(communities.index)),
                outcome=_texts(outcome.reindex(communities.index)),
            ),
            links=Rows(
                links.geometry.to_numpy(),
                is_blocked=links["barrier_kind"].notna().to_numpy(),
                **{f"{name}_home": _texts(home.reindex(end)) for name, end in ends.items()},
            ),
            barriers=Rows(
                plan.barriers.frame.geometry.to_numpy(),
                kind=_texts(plan.barriers.frame["kind"]),
                name=_texts(plan.barriers.frame["name"]),
            ),
            boundaries=Rows(
                plan.boundaries.geometry.to_numpy(),
                is_county=plan.boundaries["subdistrict"].isna().to_numpy(),
                county=_texts(plan.boundaries["county"]),
            ),
            facilities=Rows(plan.facilities.geometry.to_numpy()),
            proposed=Rows(places.geometry.to_numpy(), home=_texts(places["area_id"])),
            under_way=Rows(plan.under_way.geometry.to_numpy()),
        )


def _texts(values: pd.Series | pd.Index) -> np.ndarray:
    texts: np.ndarray = pd.Series(values).fillna("").astype("str").to_numpy(dtype=object)
    return texts
