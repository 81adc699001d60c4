"""The whole evaluation: figures, outlines and reasons brought together."""

from __future__ import annotations

from collections.abc import Collection

import geopandas as gpd
import numpy as np
import pandas as pd

from cluster_planner._align import require_known, require_same_index
from cluster_planner._cuts import Cuts, make_cuts
from cluster_planner.evaluation._adjacent import judge_adjacent, likeness_with_areas, nearest_alternatives
from cluster_planner.evaluation._advice_words import say_advice
from cluster_planner.evaluation._area_words import explain_areas
from cluster_planner.evaluation._bounds import find_bounds, say_bounds
from cluster_planner.evaluation._closing_words import close_areas
from cluster_planner.evaluation._community_words import explain_communities
from cluster_planner.evaluation._costs import COSTS, sum_costs
from cluster_planner.evaluation._limit_words import say_unverified
from cluster_planner.evaluation._names import Names, spoken_names
from cluster_planner.evaluation._next_best_words import grade_firmness, say_moves
from cluster_planner.evaluation._outlines import outline_areas
from cluster_planner.evaluation._pairs import rank_pairs
from cluster_planner.evaluation._saving_words import say_held_by_saving
from cluster_planner.evaluation._silent_words import name_silent
from cluster_planner.evaluation._through import say_through
from cluster_planner.evaluation._totals import average_pairs, describe_members, mean_need, measure_links, sum_members
from cluster_planner.model import (
    PAIR,
    Areas,
    Barriers,
    Communities,
    Evaluation,
    Likeness,
    Links,
    NextBest,
    Savings,
    Stability,
    Works,
)
from cluster_planner.settings import Settings

WORKING = ["gap_least_m", "gap_most_m", "subdistricts", "spoken"]  # read by the words only


def evaluate_areas(  # noqa: PLR0913 - one argument for each noun that is judged
    communities: Communities,
    need: pd.DataFrame,
    links: Links,
    likeness: Likeness,
    areas: Areas,
    settings: Settings,
    *,
    works: Works,
    savings: Savings,
    need_after: pd.DataFrame | None = None,
    barriers: Barriers | None = None,
    eligibility: pd.DataFrame | None = None,
    next_best: NextBest | None = None,
    stability: Stability | None = None,
    modes: pd.DataFrame | None = None,
    checks: pd.DataFrame | None = None,
    asked_out: Collection[str] = (),
) -> Evaluation:
    """Say what the areas are, cost and save, and why each community is where it is.

    Parameters
    ----------
    communities : Communities
        All communities, eligible or not.
    need : DataFrame
        From ``score_need``, indexed as the communities.
    links, likeness
        How near and how alike the communities are.
    areas : Areas
        The areas; labels may leave out communities that are not eligible.
    settings : Settings
        The gaps, threshold, limits and years that the reasons name.
    works : Works
        What each community costs alone.
    savings : Savings
        What each area saves.
    need_after : DataFrame, optional
        As need, once the works are done; left out if not given.
    barriers : Barriers, optional
        What outlines do not cross; none if not given.
    eligibility : DataFrame, optional
        From ``judge_eligibility``, indexed as the communities; all are eligible if not given.
    next_best : NextBest, optional
        What the best plan without each area loses and changes; not mentioned if not given.
    stability : Stability, optional
        How firm areas and communities are under varied settings.
    modes : DataFrame, optional
        From ``place_services``, indexed by ``area_id``: the mode of each area and its reason.
    checks : DataFrame, optional
        From `count_checks`.
    asked_out : collection of str
        Communities that take no part because reviewers asked for it, of those that the settings exclude.

    Returns
    -------
    Evaluation
        Areas and communities with their figures and reasons. Sums are over what is known, and missing only where
        nothing is; a saving never exceeds the cost and its items add up to it.

    Raises
    ------
    AlignmentError
        If need or eligibility is not indexed as the communities, or a table names a community that is not there.
    """
    require_same_index(communities.index, need.index, "need")
    require_known(communities.index, areas.labels.index, "areas")
    if eligibility is not None:
        require_same_index(communities.index, eligibility.index, "eligibility")
    members = _place_communities(communities, areas, eligibility)
    members = members.join(works.costs[[*COSTS, "cost_basis"]])
    figures = _measure_areas(communities, need, links, likeness, areas)
    figures = figures.join(sum_costs(works, savings, members["area_id"])).join(areas.frame["value"])
    if need_after is not None:
        require_same_index(communities.index, need_after.index, "need_after")
        after = mean_need(need_after["need"], communities.frame["households"], members["area_id"])
        figures.insert(list(figures).index("need") + 1, "need_after", after)
    barriers = barriers or Barriers.none(communities.frame.crs)
    outlines = outline_areas(communities, links, areas.labels, barriers, settings.links).reindex(figures.index)
    figures["compactness"] = 4 * np.pi * outlines.area / outlines.length**2
    cuts = make_cuts(barriers, settings.links)
    bounds = find_bounds(communities, links, members["area_id"], cuts, settings.links)
    adjacent = judge_adjacent(links, likeness, members, settings.areas, areas.problem)
    criteria = rank_pairs(likeness, members["area_id"])
    area_facts = figures.join(nearest_alternatives(adjacent)).join(_whole_pairs(criteria))
    closings = close_areas(adjacent, area_facts["other"], bounds)
    others = (next_best or NextBest.none()).frame
    area_facts = area_facts.join(others.drop(columns="moves"))
    for lost in ("value_lost", "saving_lost_money"):
        figures[lost] = area_facts[lost].astype(float)
    figures["silent_said"] = name_silent(figures)
    unverified = say_unverified(communities, works, members["area_id"], settings.areas).reindex(figures.index)
    figures["unverified_said"] = area_facts["unverified_said"] = unverified
    figures["firmness"] = area_facts["firmness"] = grade_firmness(area_facts)
    if stability is not None:
        figures["stability"], members["stability"] = stability.areas, stability.communities
    member_facts = _facts(communities, need, links, likeness, areas, members, eligibility, cuts)
    member_facts["asked_out"] = member_facts.index.isin(list(asked_out))
    just_named = area_facts["other_detail"][area_facts["other_reason"] == "taken"].to_dict()
    names = Names(spoken_names(communities).to_dict(), figures["spoken"].to_dict())
    held = say_held_by_saving(areas.problem, areas.labels, member_facts["mean_likeness"], names)
    figures["held_by_saving_said"] = held.reindex(figures.index)
    figures["bounds_said"] = say_bounds(bounds, figures.index, names.communities)
    figures["next_best_said"] = say_moves(others, areas.labels, names)
    area_facts = area_facts.assign(next_best=say_moves(others, areas.labels, names, just_named))
    figures["reason_said"] = explain_areas(area_facts, closings, names, settings)
    members["advice_said"] = say_advice(areas, communities, links, spoken_names(communities), settings)
    members["reason_said"] = explain_communities(member_facts, names, settings)
    table = gpd.GeoDataFrame(figures.drop(columns=WORKING), geometry=outlines, crs=communities.frame.crs)
    return Evaluation(
        areas=table if modes is None else table.join(modes),
        communities=members,
        criteria=criteria,
        checks=pd.DataFrame() if checks is None else checks,
    )


def _place_communities(communities: Communities, areas: Areas, eligibility: pd.DataFrame | None) -> pd.DataFrame:
    """Return ``area_id``, ``outcome`` and ``under_way_id`` of each community."""
    area = areas.labels.reindex(communities.index).rename("area_id")
    outcome = pd.Series("alone", index=communities.index, dtype="str")
    under_way = pd.Series(None, index=communities.index, dtype="str")
    if eligibility is not None:
        outcome, under_way = outcome.where(eligibility["eligible"], "not_eligible"), eligibility["under_way_id"]
    return pd.DataFrame({"area_id": area, "outcome": outcome.mask(area.notna(), "area"), "under_way_id": under_way})


def _measure_areas(
    communities: Communities,
    need: pd.DataFrame,
    links: Links,
    likeness: Likeness,
    areas: Areas,
) -> pd.DataFrame:
    """Return size, need, likeness and links of the areas, indexed by ``area_id``."""
    area = areas.labels.reindex(communities.index).rename("area_id")
    figures = sum_members(communities, need, area).reindex(areas.frame.index)
    return figures.join(average_pairs(likeness, area)).join(measure_links(links, area))


def _whole_pairs(criteria: pd.DataFrame) -> pd.DataFrame:
    """Return the strongest and the weakest pair of each area by likeness as a whole."""
    whole = criteria[criteria.index.get_level_values("criterion") == "likeness"].drop(columns="mean")
    return whole.droplevel("criterion")


def _facts(
    communities: Communities,
    need: pd.DataFrame,
    links: Links,
    likeness: Likeness,
    areas: Areas,
    members: pd.DataFrame,
    eligibility: pd.DataFrame | None,
    cuts: Cuts,
) -> pd.DataFrame:
    """Return the facts for the sentences on the communities, indexed as the communities."""
    frame = communities.frame
    facts = members[["outcome", "under_way_id", "cost_alone_money", "cost_basis"]].join(
        frame[["status", "plan_year", "tenure", "households"]]
    )
    facts = facts.join(need.drop(columns="coverage", errors="ignore"))
    facts["year"], facts["consent"] = frame["build_year"].fillna(frame["build_year_to"]), communities.consent
    facts = facts.join(describe_members(likeness, members["area_id"])).join(areas.alone)
    facts["reason"] = facts["reason"].fillna("")
    facts["other_likeness"] = _between(likeness.frame["likeness"], facts["other"])
    facts["dividers"] = _between(links.frame["dividers_said"], facts["other"])
    facts["dividers"] = say_through(facts, communities, cuts)
    facts["other_area"] = facts["other"].map(members["area_id"])
    with_areas = likeness_with_areas(likeness, members["area_id"])["likeness"]
    joined = pd.MultiIndex.from_arrays([facts["other_area"].astype(object), facts.index.astype(object)])
    facts["other_mean"] = with_areas.reindex(joined).to_numpy()
    facts["other_takes_part"] = facts["other"].map(members["outcome"]) != "not_eligible"
    is_point = pd.Series(communities.is_point.astype(float), communities.index)
    of_other = is_point.reindex(pd.Index(facts["other"])).set_axis(facts.index)
    facts["points"] = is_point + of_other.fillna(is_point)
    if eligibility is not None:
        facts["reason"] = facts["reason"].mask(facts["outcome"] == "not_eligible", eligibility["reason"])
    return facts


def _between(pairs: pd.Series, other: pd.Series) -> np.ndarray:
    """Return the entry of a table of pairs for each community and its other one, missing if there is none."""
    ends = np.sort(np.column_stack([other.index, other.astype(object).fillna("")]).astype(str), axis=1)
    found: np.ndarray = pairs.reindex(pd.MultiIndex.from_arrays([ends[:, 0], ends[:, 1]], names=PAIR)).to_numpy()
    return found
