"""What is known of the communities before any area is proposed: need, works, which may take part, and links."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from cluster_planner.checkup import judge_eligibility, score_need
from cluster_planner.model import Communities, Links, Works
from cluster_planner.pipeline._clock import Clock
from cluster_planner.pipeline._door import Checked
from cluster_planner.proximity import link_communities
from cluster_planner.settings import Settings
from cluster_planner.works import list_works, read_works, renovate


@dataclass(frozen=True, eq=False, kw_only=True)
class Known:
    """Tables indexed as the communities, and their links; ``renovated`` are the communities after their works."""

    need: pd.DataFrame
    eligibility: pd.DataFrame
    works: Works
    renovated: Communities
    need_after: pd.DataFrame
    links: Links


def find_out(checked: Checked, settings: Settings, clock: Clock) -> Known:
    """Score need, list works and link neighbours; what `read_to_know` returns is all that this reads of settings."""
    communities, settings = checked.communities, checked.settle(settings)
    with clock.stage("check-up"):
        need = score_need(communities, settings.checkup)
        eligibility = judge_eligibility(communities, need, settings.eligibility, checked.earlier_area)
    with clock.stage("works"):
        catalogue = read_works() if checked.catalogue is None else checked.catalogue
        works = list_works(communities, catalogue, settings.costs, checked.overrides)
        renovated = renovate(communities, works)
        need_after = score_need(renovated, settings.checkup)
    with clock.stage("link"):
        links = link_communities(communities, checked.barriers, settings.links)
    return Known(
        need=need, eligibility=eligibility, works=works, renovated=renovated, need_after=need_after, links=links
    )


def read_to_know(settings: Settings) -> str:
    """Return as one text the settings that validation or what is known depends on."""
    read = (settings.links, settings.eligibility, settings.checkup, settings.costs)
    return repr((*read, sorted(settings.areas.limited_columns)))
