"""What a plan could be chosen from if crossings, lines, gaps, states and years were other: made once for all advice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd

from cluster_planner.areas import gains_of_facing
from cluster_planner.areas.advice import Ways, World, advise_alone
from cluster_planner.model import PAIR, Areas, Barriers, Communities, Likeness, Links, Problem
from cluster_planner.pipeline._case import Case
from cluster_planner.proximity import link_communities
from cluster_planner.settings import AreaSettings, LinkSettings, Settings
from cluster_planner.similarity import Comparison

LONGER = 1.5  # times the largest gap
STEP_M = 5.0  # to which a longer gap is rounded, or a tenth of it
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
    world = _make_world(case, wide, likeness.evidence, eligibility, barriers, settings)
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
    case: Case,
    wide: Links,
    evidence: pd.DataFrame,
    eligibility: pd.DataFrame,
    barriers: Barriers,
    settings: Settings,
) -> World:
    """Return what the communities could be grouped from if every way were open."""
    communities = case.communities
    opened = Links(wide.frame.assign(barrier_kind=None, barrier=None), wide.communities)
    comparison = case.gather(settings, opened)
    problem = case.state(opened, comparison.weigh(case.links.frame, evidence=evidence), settings)

    def relink(name: str, bound: float) -> Ways:
        links = settings.links
        longer = replace(links, max_gap_m=bound) if name == "max_gap_m" else replace(links, max_point_gap_m=bound)
        return _ways(wide, link_communities(communities, barriers, longer).frame, settings.areas)

    return World(
        problem=problem,
        min_likeness=settings.areas.min_likeness,
        ways=_ways(wide, case.links.frame, settings.areas),
        wider=_wider(wide.frame, communities, settings.links),
        relink=relink,
        weigh_again=_weighing(wide, comparison, problem, settings.areas),
        year=_years(communities, eligibility).reindex(problem.ids).to_numpy(float),
        returnable=_returnable(communities, eligibility).reindex(problem.ids).to_numpy(bool),
        unasked=eligibility["reason"].isin(BY_CONSENT).reindex(problem.ids).to_numpy(bool),
    )


def _ways(wide: Links, frame: gpd.GeoDataFrame, settings: AreaSettings) -> Ways:
    """Return every way as links have it, and those that are in no link as they would be if they were longer."""
    is_far = ~wide.frame.index.isin(frame.index)
    both = pd.concat([pd.DataFrame(frame), pd.DataFrame(wide.frame[is_far])]).reindex(wide.frame.index)
    return Ways(
        gap_m=both["gap_m"].to_numpy(float),
        barrier=(both["barrier_kind"].notna() & ~both["barrier_kind"].isin(LINES)).to_numpy(),
        line=_hard_lines(both).to_numpy(),
        is_far=is_far,
        link_gains=gains_of_facing(both["facing_m"].fillna(0.0).to_numpy(float), settings),
    )


def _weighing(
    wide: Links, comparison: Comparison, problem: Problem, settings: AreaSettings
) -> Callable[[np.ndarray, np.ndarray, np.ndarray, np.ndarray], np.ndarray]:
    """Return how pairs are weighed again by other links; see `World`."""
    soft_lines = wide.frame["soft_lines"].to_numpy()
    ends = np.sort(np.column_stack([problem.ids.get_indexer(comparison.index.get_level_values(end)) for end in PAIR]))
    factors = [len(problem), 1]
    rows = pd.Index(ends @ factors).get_indexer(problem.pairs @ factors)
    # Components are numbered by the ids of the problem, pairs by the rows of the communities.
    order = problem.ids.get_indexer(comparison.communities.index)

    def weigh_again(near: np.ndarray, divided: np.ndarray, softened: np.ndarray, component: np.ndarray) -> np.ndarray:
        kind = np.full(len(divided), None, dtype=object)
        kind[divided] = "divided"
        links = pd.DataFrame({"barrier_kind": kind, "soft_lines": soft_lines + softened}, wide.frame.index)
        likeness = comparison.weigh(links[near], component[order]).frame["likeness"].to_numpy(float)
        gains: np.ndarray = np.nan_to_num(likeness[rows] - settings.min_likeness) + problem.stay_gains
        return gains

    return weigh_again


def _hard_lines(frame: pd.DataFrame) -> pd.Series:
    """Return the hard line that is the last of what divides each pair, empty if there is none."""
    last = [None if said is None or said != said else said.items[-1] for said in frame["dividers_said"]]  # noqa: PLR0124
    names = [fact.value if fact is not None and fact.value in LINES else "" for fact in last]
    return pd.Series(names, frame.index, dtype=object)


def _wider(frame: pd.DataFrame, communities: Communities, settings: LinkSettings) -> pd.DataFrame:
    """Return which gap would have to be how long for each way, to round figures; no name where that is too much."""
    is_point = pd.Series(communities.is_point.astype(int), communities.index)
    points = sum(is_point.reindex(frame.index.get_level_values(name)).to_numpy() for name in PAIR)
    now = np.where(points == 0, settings.max_gap_m, settings.max_point_gap_m)
    # Between a point and an outline the mean of both limits counts.
    needed = np.where(points == 1, 2 * frame["gap_m"] - settings.max_gap_m, frame["gap_m"])
    step = np.maximum(STEP_M, np.round(now / 10 / STEP_M) * STEP_M)
    bound = np.ceil(needed / step) * step
    name = np.where(points == 0, "max_gap_m", "max_point_gap_m").astype(object)
    return pd.DataFrame({"name": np.where(bound <= LONGER * now, name, ""), "bound": bound}, frame.index)


def _years(communities: Communities, eligibility: pd.DataFrame) -> pd.Series:
    year: pd.Series = communities.frame["build_year"].fillna(communities.frame["build_year_to"])
    return year.where(eligibility["reason"].isin(BY_YEAR))


def _returnable(communities: Communities, eligibility: pd.DataFrame) -> pd.Series:
    is_free = (eligibility["reason"] == "status") & eligibility["under_way_id"].isna()
    returnable: pd.Series = is_free & communities.frame["status"].isin(RETURNABLE)
    return returnable
