"""Why each community in no area is alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
import shapely

from cluster_planner.areas._codes import ALONE, split_rows
from cluster_planner.areas._pair_rows import PairRows
from cluster_planner.model import PAIR, Breach, Communities, Links, Problem, connected_pieces
from cluster_planner.settings import AreaSettings

NOBODY = -1
TEXTS = ("reason", "other", "detail", "pair_rule")


class Reason(NamedTuple):
    """Why one community is alone: a code, the other community and the detail, and figures; see `Areas`."""

    reason: str
    other: int = NOBODY
    detail: str | None = None
    figure: float = np.nan
    mates: float = np.nan
    pair_value: float = np.nan
    pair_rule: str | None = None
    pair_figure: float = np.nan


class Offer(NamedTuple):
    """The group that a community alone would gain most by joining: itself first, then the others, and the gain."""

    mate: int
    members: np.ndarray
    gain: float


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What a community that is alone finds around it, by position."""

    problem: Problem
    min_likeness: float
    code: np.ndarray
    members: dict[int, np.ndarray]
    places: np.ndarray
    centres: np.ndarray
    tree: shapely.STRtree
    open: PairRows
    pairs: PairRows
    blocked: PairRows
    barriers: pd.DataFrame
    gap_m: np.ndarray


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
        Indexed by ``community_id``, sorted; see `Areas`.
    """
    around = _survey(communities, links, settings, problem, code)
    alone = np.flatnonzero(code == ALONE)
    found = {int(own): _reason(around, int(own)) for own in alone}
    offers = {own: offer for own, offer in found.items() if isinstance(offer, Offer)}
    rows = list((found | _judge_offers(around, offers)).values())
    frame = pd.DataFrame(rows, columns=list(Reason._fields), index=problem.ids[alone].rename("community_id"))
    place = frame["other"].to_numpy(dtype=np.int64)
    other = pd.Series(problem.ids.take(place), frame.index).where(place != NOBODY)
    return frame.assign(other=other).astype({name: "str" if name in TEXTS else float for name in frame})


def _survey(
    communities: Communities, links: Links, settings: AreaSettings, problem: Problem, code: np.ndarray
) -> Surroundings:
    order = communities.index.get_indexer(problem.ids)
    barriers = links.blocked.sort_index()
    ends = np.column_stack([problem.ids.get_indexer(barriers.index.get_level_values(level)) for level in PAIR])
    centres = np.where(communities.trusted[:, None], communities.centres, np.nan)[order]
    places = np.where(communities.trusted, communities.frame.geometry.to_numpy(), None)[order]
    gaps = links.open.sort_index()
    return Surroundings(
        problem=problem,
        min_likeness=settings.min_likeness,
        code=code,
        members=split_rows(np.arange(len(code)), code),
        places=places,
        centres=centres,
        tree=shapely.STRtree(places),
        open=PairRows.among(problem.links, len(code)),
        pairs=PairRows.among(problem.pairs, len(code)),
        blocked=PairRows.among(ends, len(code)),
        barriers=barriers,
        gap_m=gaps["gap_m"].to_numpy(dtype=float),
    )


def _floors_missed(problem: Problem, code: np.ndarray) -> pd.DataFrame:
    """Return the first floor that each community misses even with all that are in no area and linked with it.

    With ``others``, the number of these without itself.
    """
    loose = (code == ALONE) & problem.demands.free
    group = connected_pieces(problem.links[loose[problem.links].all(axis=1)], len(code))
    figures = problem.quantities.put_together(np.arange(len(code)), group, group.max(initial=-1) + 1)
    missed = problem.quantities.broken(figures, sides=["min"])
    return missed.assign(others=np.bincount(group, minlength=len(missed)) - 1.0).iloc[group]


def _reason(around: Surroundings, own: int) -> Reason | Offer:
    """Return why one community is alone: the first obstacle on the way into an area, or the best offer beyond it."""
    demands = around.problem.demands
    if demands.excluded[own]:
        return Reason("excluded", detail="not_eligible" if demands.not_eligible[own] else "settings")
    if np.isnan(around.centres[own]).any():
        return Reason("no_place")
    linked, _ = around.open.of(own)
    free = linked[demands.free[linked]]
    if len(free):
        return _unlike(around, own, free) or _best_offer(around, own, free)
    behind, rows = around.blocked.of(own)
    near = demands.free[behind] if demands.free[behind].any() or len(linked) else np.ones(len(behind), dtype=bool)
    if near.any():
        return _blocked(around, behind[near], rows[near])
    if len(linked):
        return _taking_no_part(around, own)
    return _nobody_near(around, own)


def _blocked(around: Surroundings, others: np.ndarray, rows: np.ndarray) -> Reason:
    """Name what lies before the nearest of some neighbours."""
    gaps = around.barriers["gap_m"].to_numpy(dtype=float)[rows]
    best = int(np.argmin(gaps))
    barrier = around.barriers.iloc[rows[best]]
    name = barrier["barrier_kind"] if pd.isna(barrier["barrier"]) else barrier["barrier"]
    return Reason("blocked", int(others[best]), str(name), float(gaps[best]))


def _taking_no_part(around: Surroundings, own: int) -> Reason:
    """Name the nearest neighbour where none can be grouped anew."""
    linked, rows = around.open.of(own)
    best = int(np.argmin(around.gap_m[rows]))
    other = int(linked[best])
    detail = "excluded" if around.problem.demands.excluded[other] else "locked"
    return Reason("no_neighbour", other, detail, float(around.gap_m[rows[best]]))


def _nobody_near(around: Surroundings, own: int) -> Reason:
    """Name the nearest other community beyond reach, by the gap between the two as they are given."""
    (_, found), gaps = around.tree.query_nearest(around.places[[own]], exclusive=True, return_distance=True)
    return Reason("no_neighbour", int(found.min()), None, float(gaps[0])) if len(found) else Reason("no_neighbour")


def _unlike(around: Surroundings, own: int, free: np.ndarray) -> Reason | None:
    """Name the most alike neighbour, if not one of them would gain by sharing an area."""
    known, gain, likeness = _gains(around, own, free)
    if not known.any() or (gain[known] + around.problem.saving_weight > 0).any():
        return None
    best = int(np.argmax(np.where(known, likeness, -np.inf)))
    return Reason("unlike", int(free[best]), None, float(likeness[best]))


def _best_offer(around: Surroundings, own: int, free: np.ndarray) -> Offer:
    """Return the neighbouring area, by the neighbour there that is most alike, or neighbour, with the greatest gain."""
    _, _, likeness = _gains(around, own, free)
    in_order = free[np.lexsort((-free, np.nan_to_num(likeness, nan=-1.0)))]  # of each area the last is kept
    choices = {int(around.code[mate]) if around.code[mate] >= 0 else (int(mate),): mate for mate in in_order}
    offers = []
    for choice, mate in choices.items():
        members = np.array(choice) if isinstance(choice, tuple) else around.members[choice]
        known, gain, _ = _gains(around, own, members)
        change = float(gain[known].sum()) + around.problem.saving_weight
        offers.append((-change, int(mate), members))
    loss, mate, members = min(offers, key=lambda offer: offer[:2])
    return Offer(mate, np.array([own, *members]), -loss)


def _judge_offers(around: Surroundings, offers: dict[int, Offer]) -> dict[int, Reason]:
    """Say why the best offer of each community does not come true: a rule that the two would break, or no gain."""
    gaining = {own: offer for own, offer in offers.items() if offer.gain > 0}
    reasons = _without_gain(around, offers)
    obstacles = _as_breaches(around.problem.breaches([offer.members for offer in gaining.values()]))
    missed = _floors_missed(around.problem, around.code).iloc[list(gaining)]
    floors = zip(_as_breaches(missed), missed["others"], strict=True)
    for own, obstacle, (floor, others) in zip(gaining, obstacles, floors, strict=True):
        mate, members, _ = gaining[own]
        # Where even all together stay below a floor, the pair's own total does not matter.
        if obstacle.side == "min" and floor.rule:
            reasons[own] = Reason("floor", mate, floor.rule, floor.figure, others)
        elif obstacle.rule == "span":
            reasons[own] = Reason("limit", mate, "span", _farthest(around, members), len(members) - 1.0)
        elif obstacle.rule:
            reasons[own] = Reason("limit", mate, obstacle.rule, obstacle.figure, len(members) - 1.0)
    return reasons


def _without_gain(around: Surroundings, offers: dict[int, Offer]) -> dict[int, Reason]:
    """Say what the best offer of each community is worth and, if it is an area, what the two alone would be."""
    pairs = {own: np.array([own, offer.mate]) for own, offer in offers.items()}
    obstacles = _as_breaches(around.problem.breaches(list(pairs.values())))
    reasons = {}
    for (own, offer), obstacle in zip(offers.items(), obstacles, strict=True):
        reason = Reason("no_gain", offer.mate, None, offer.gain, len(offer.members) - 1.0)
        if around.code[offer.mate] != ALONE:
            _, gain, _ = _gains(around, own, pairs[own][1:])
            worth = float(np.nan_to_num(gain[0])) + around.problem.saving_weight
            reason = reason._replace(pair_value=worth, pair_rule=obstacle.rule or None, pair_figure=obstacle.figure)
        reasons[own] = reason
    return reasons


def _as_breaches(breaches: pd.DataFrame) -> Iterator[Breach]:
    return map(Breach._make, breaches[list(Breach._fields)].to_numpy(object).tolist())


def _farthest(around: Surroundings, members: np.ndarray) -> float:
    """Return how far the first of some communities lies from the farthest of the others."""
    return max(_distance(around, int(members[0]), int(member)) for member in members[1:])


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


def _distance(around: Surroundings, own: int, other: int) -> float:
    return float(np.linalg.norm(around.centres[own] - around.centres[other]))
