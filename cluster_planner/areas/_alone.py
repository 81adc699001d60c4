"""Why each community in no area is alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from cluster_planner.areas._codes import ALONE, split_rows
from cluster_planner.areas._pair_rows import PairRows
from cluster_planner.areas._problem import Problem
from cluster_planner.model import PAIR, Communities, Links
from cluster_planner.settings import AreaSettings

NOBODY = -1


class Reason(NamedTuple):
    """Why one community is alone: a code, of whom and what it speaks, and a figure."""

    reason: str
    other: int = NOBODY
    detail: str | None = None
    figure: float = np.nan


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What a community that is alone finds around it, by position; ``loose`` totals those in no area around it."""

    problem: Problem
    min_likeness: float
    code: np.ndarray
    members: dict[int, np.ndarray]
    centres: np.ndarray
    nearest: np.ndarray
    loose: np.ndarray
    open: PairRows
    pairs: PairRows
    blocked: PairRows
    barriers: pd.DataFrame


def explain_alone(
    communities: Communities, links: Links, settings: AreaSettings, problem: Problem, code: np.ndarray
) -> pd.DataFrame:
    """Return the reason of each community in no area.

    Parameters
    ----------
    communities, links, settings
        As for `form_areas`.
    problem : Problem
        Stated from them.
    code : ndarray of shape (n,)
        Number of each community's area, -1 for none.

    Returns
    -------
    DataFrame
        Indexed by ``community_id``, sorted: ``reason``, ``other``, ``detail``, ``figure``.
    """
    around = _survey(communities, links, settings, problem, code)
    alone = np.flatnonzero(code == ALONE)
    rows = [_reason(around, int(own)) for own in alone]
    frame = pd.DataFrame(rows, columns=list(Reason._fields), index=problem.ids[alone].rename("community_id"))
    place = frame["other"].to_numpy(dtype=np.int64)
    other = pd.Series(problem.ids.take(place), frame.index).where(place != NOBODY)
    return frame.assign(other=other).astype({"reason": "str", "other": "str", "detail": "str", "figure": float})


def _survey(
    communities: Communities, links: Links, settings: AreaSettings, problem: Problem, code: np.ndarray
) -> Surroundings:
    order = communities.index.get_indexer(problem.ids)
    barriers = links.blocked.sort_index()
    ends = np.column_stack([problem.ids.get_indexer(barriers.index.get_level_values(level)) for level in PAIR])
    centres = np.where(communities.trusted[:, None], communities.centres, np.nan)[order]
    return Surroundings(
        problem=problem,
        min_likeness=settings.min_likeness,
        code=code,
        members=split_rows(np.arange(len(code)), code),
        centres=centres,
        nearest=_nearest(centres),
        loose=_loose_totals(problem, code),
        open=PairRows.among(problem.links, len(code)),
        pairs=PairRows.among(problem.pairs, len(code)),
        blocked=PairRows.among(ends, len(code)),
        barriers=barriers,
    )


def _nearest(centres: np.ndarray) -> np.ndarray:
    """Return the nearest other community of each, -1 for those without a place or without any other."""
    nearest = np.full(len(centres), NOBODY)
    placed = np.flatnonzero(~np.isnan(centres).any(axis=1))
    if len(placed) > 1:
        _, found = cKDTree(centres[placed]).query(centres[placed], k=2)
        own = found[:, 0] == np.arange(len(placed))
        nearest[placed] = placed[np.where(own, found[:, 1], found[:, 0])]
    return nearest


def _loose_totals(problem: Problem, code: np.ndarray) -> np.ndarray:
    """Return for each community the limited quantities of all that could be linked with it and are in no area."""
    loose = (code == ALONE) & problem.demands.free
    ends = problem.links[loose[problem.links].all(axis=1)]
    linked = coo_array((np.ones(len(ends)), ends.T), shape=(len(code), len(code)))
    count, group = connected_components(linked, directed=False)
    totals = np.zeros((count, problem.quantities.amounts.shape[1]))
    np.add.at(totals, group, problem.quantities.amounts)
    of_each: np.ndarray = totals[group]
    return of_each


def _reason(around: Surroundings, own: int) -> Reason:
    """Return why one community is alone: the first obstacle on the way into an area."""
    demands = around.problem.demands
    if demands.excluded[own]:
        return Reason("excluded", detail="not_eligible" if demands.not_eligible[own] else "settings")
    if np.isnan(around.centres[own]).any():
        return Reason("no_place")
    linked, _ = around.open.of(own)
    free = linked[demands.free[linked]]
    if len(free):
        return _unlike(around, own, free) or _unfit(around, own, free)
    if len(linked):
        other = _closest(around, own, linked)
        detail = "excluded" if demands.excluded[other] else "locked"
        return Reason("no_neighbour", other, detail, _distance(around, own, other))
    if len(around.blocked.of(own)[0]):
        return _blocked(around, own)
    other = int(around.nearest[own])
    return Reason("no_neighbour", other, None, np.nan if other == NOBODY else _distance(around, own, other))


def _blocked(around: Surroundings, own: int) -> Reason:
    """Name the barrier on the shortest way to a neighbour."""
    others, rows = around.blocked.of(own)
    gaps = around.barriers["gap_m"].to_numpy(dtype=float)[rows]
    best = int(np.argmin(gaps))
    barrier = around.barriers.iloc[rows[best]]
    name = barrier["barrier_kind"] if pd.isna(barrier["barrier"]) else barrier["barrier"]
    return Reason("blocked", int(others[best]), str(name), float(gaps[best]))


def _unlike(around: Surroundings, own: int, free: np.ndarray) -> Reason | None:
    """Name the most alike neighbour, if not one of them would gain by sharing an area."""
    known, gain, likeness = _gains(around, own, free)
    if not known.any() or (gain[known] + around.problem.saving_weight > 0).any():
        return None
    best = int(np.argmax(np.where(known, likeness, -np.inf)))
    return Reason("unlike", int(free[best]), None, float(likeness[best]))


def _unfit(around: Surroundings, own: int, free: np.ndarray) -> Reason:
    """Say why the neighbouring area, or neighbour, with the greatest gain does not take a community in."""
    choices = {int(around.code[mate]) if around.code[mate] >= 0 else (int(mate),): mate for mate in free[::-1]}
    offers = []
    for choice, mate in choices.items():
        members = np.array(choice) if isinstance(choice, tuple) else around.members[choice]
        known, gain, _ = _gains(around, own, members)
        change = float(gain[known].sum()) + around.problem.saving_weight
        offers.append((-change, int(mate), members))
    loss, mate, members = min(offers, key=lambda offer: offer[:2])
    obstacle = _obstacle(around, own, members) if loss < 0 else None
    if obstacle is None:
        return Reason("no_gain", mate, None, -loss)
    # Where even all together stay below a floor, the pair's own total is beside the point.
    out_of_reach = around.problem.quantities.shortfall(around.loose[own]) if obstacle[0].endswith("_min") else None
    return Reason("floor", mate, *out_of_reach[:2]) if out_of_reach else Reason("limit", mate, *obstacle)


def _obstacle(around: Surroundings, own: int, members: np.ndarray) -> tuple[str, float] | None:
    """Return the rule that keeps a community out of a set of others, with the figure it would have."""
    problem = around.problem
    apart = problem.demands.apart
    torn = ((apart == own).any(axis=1)) & np.isin(apart, members).any(axis=1)
    if torn.any():
        return "apart", float(torn.sum())
    if not _gains(around, own, members)[0].all():
        return "span", max(_distance(around, own, int(member)) for member in members)
    quantities = problem.quantities
    breach = quantities.breach(quantities.amounts[[own, *members]].sum(axis=0))
    return (breach[0], breach[1]) if breach else None


def _gains(around: Surroundings, own: int, others: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return which others may share an area with a community, what each adds to the value, and its likeness."""
    mates, rows = around.pairs.of(own)
    place = np.minimum(np.searchsorted(mates, others), max(len(mates) - 1, 0))
    known = mates[place] == others if len(mates) else np.zeros(len(others), dtype=bool)
    gain = np.full(len(others), np.nan)
    gain[known] = around.problem.pair_gains[rows[place[known]]]
    likeness = np.full(len(others), np.nan)
    likeness[known] = gain[known] - around.problem.stay_gains[rows[place[known]]] + around.min_likeness
    linked, links = around.open.of(own)
    _, here, there = np.intersect1d(others, linked, return_indices=True)
    gain[here] += around.problem.link_gains[links[there]]
    return known, gain, likeness


def _closest(around: Surroundings, own: int, others: np.ndarray) -> int:
    return int(others[np.argmin([_distance(around, own, int(other)) for other in others])])


def _distance(around: Surroundings, own: int, other: int) -> float:
    return float(np.linalg.norm(around.centres[own] - around.centres[other]))
