"""What a plan could be chosen from if crossings, lines, gaps, states and years were other: made once for all advice."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd

from cluster_planner.areas.advice import World, advise_alone
from cluster_planner.model import PAIR, Areas, Barriers, Communities, Likeness, Links
from cluster_planner.pipeline._case import Case
from cluster_planner.proximity import link_communities
from cluster_planner.settings import LinkSettings, Settings

LONGER = 1.5  # times the largest gap
GAPS = {0: "max_gap_m", 2: "max_point_gap_m"}  # by how many of the two are points
LINES = ("county_line", "subdistrict_line", "neighbourhood_line")
UNANSWERED = ("excluded", "no_place")
RETURNABLE = ("planned",)  # states in which nothing has been built
BY_YEAR = ("too_new", "late_quota")
BY_CONSENT = ("consent", "no_consent")


def advise(
    case: Case, likeness: Likeness, areas: Areas, eligibility: pd.DataFrame, barriers: Barriers, settings: Settings
) -> Areas:
    """Return areas with advice on every community that is alone, by the evidence of the plan; see `advise_alone`."""
    reason = areas.alone["reason"]
    alone = reason.index[~reason.isin(UNANSWERED)]
    if alone.empty:
        return areas
    wide = _widen(case, alone, barriers, settings.links)
    world = _make_world(case, wide, likeness.evidence, eligibility, settings)
    advice, obstacles = advise_alone(world, areas.labels, alone, settings.eligibility.built_until)
    return replace(areas, advice=advice, obstacles=obstacles)


def _widen(case: Case, alone: pd.Index, barriers: Barriers, settings: LinkSettings) -> Links:
    """Return the links and, if a community alone has no link to one that takes part, those of longer gaps."""
    links = case.links
    open_pairs = links.open.index.to_frame(index=False)
    takes_part = ~open_pairs.isin(case.excluded)
    linked = pd.concat([open_pairs["focal"][takes_part["neighbor"]], open_pairs["neighbor"][takes_part["focal"]]])
    if alone.isin(linked).all():
        return links
    longer = replace(settings, max_gap_m=LONGER * settings.max_gap_m, max_point_gap_m=LONGER * settings.max_point_gap_m)
    further = link_communities(case.communities, barriers, longer, known=links.frame.index).open
    return Links(gpd.GeoDataFrame(pd.concat([links.frame, further]).sort_index()), links.communities)


def _make_world(
    case: Case, wide: Links, evidence: pd.DataFrame, eligibility: pd.DataFrame, settings: Settings
) -> World:
    """Return what the communities could be grouped from if every way were open."""
    communities = case.communities
    line = _hard_lines(wide.frame)
    barrier = wide.frame["barrier_kind"].notna() & ~wide.frame["barrier_kind"].isin(LINES)
    soft = wide.frame["soft_lines"] + (line != "")
    opened = Links(wide.frame.assign(barrier_kind=None, barrier=None, soft_lines=soft), wide.communities)
    component = opened.components.to_numpy()
    shut, free = (case.compare(settings, links, component, evidence) for links in (wide, opened))
    problem = case.state(opened, free, settings)
    return World(
        problem=problem,
        shut_gains=case.state(opened, shut, settings).pair_gains,
        min_likeness=settings.areas.min_likeness,
        ways=pd.DataFrame(
            {
                "gap_m": wide.frame["gap_m"],
                "barrier": barrier,
                "line": line,
                "gap": _too_long(wide.frame, communities, settings.links),
            }
        ).reset_index(drop=True),
        year=_years(communities, eligibility).reindex(problem.ids).to_numpy(float),
        returnable=_returnable(communities, eligibility).reindex(problem.ids).to_numpy(bool),
        unasked=eligibility["reason"].isin(BY_CONSENT).reindex(problem.ids).to_numpy(bool),
    )


def _hard_lines(frame: pd.DataFrame) -> pd.Series:
    """Return the hard line that is the last of what divides each pair, empty if there is none."""
    last = [None if said is None or said != said else said.items[-1] for said in frame["dividers_said"]]  # noqa: PLR0124
    names = [fact.value if fact is not None and fact.value in LINES else "" for fact in last]
    return pd.Series(names, frame.index, dtype=object)


def _too_long(frame: pd.DataFrame, communities: Communities, settings: LinkSettings) -> pd.Series:
    """Return by which setting each gap is too long, empty if it is not."""
    is_point = pd.Series(communities.is_point.astype(int), communities.index)
    points = sum(is_point.reindex(frame.index.get_level_values(name)).to_numpy() for name in PAIR)
    reach = np.array([settings.reach_m(count) for count in range(3)])[points]
    names = np.array([GAPS.get(count, "max_gap_m") for count in range(3)], dtype=object)[points]
    return pd.Series(np.where(frame["gap_m"] > reach, names, ""), frame.index, dtype=object)


def _years(communities: Communities, eligibility: pd.DataFrame) -> pd.Series:
    year: pd.Series = communities.frame["build_year"].fillna(communities.frame["build_year_to"])
    return year.where(eligibility["reason"].isin(BY_YEAR))


def _returnable(communities: Communities, eligibility: pd.DataFrame) -> pd.Series:
    is_free = (eligibility["reason"] == "status") & eligibility["under_way_id"].isna()
    returnable: pd.Series = is_free & communities.frame["status"].isin(RETURNABLE)
    return returnable
