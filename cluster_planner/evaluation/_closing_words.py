"""What closed each area, side by side: barriers by name, other neighbours by the reason why they are not in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

import pandas as pd

from cluster_planner.evaluation._bounds import SIDES
from cluster_planner.evaluation._limit_words import say_limited
from cluster_planner.evaluation._words import phrase
from cluster_planner.said import Count, Fact, Label, Said, Score, several

MOST = 2  # reasons of others that are counted, the most frequent first


@dataclass(frozen=True)
class Closing:
    """What closed one area: the sides of each barrier, how many are outside for each reason, and which are behind."""

    walls: dict[Fact, set[str]] = field(default_factory=lambda: defaultdict(set))
    others: Counter[tuple[str, str]] = field(default_factory=Counter)
    behind: set[str] = field(default_factory=set)


def close_areas(adjacent: pd.DataFrame, nearest: pd.Series, bounds: pd.DataFrame) -> dict[str, Closing]:
    """Gather what closed each area.

    Parameters
    ----------
    adjacent : DataFrame
        From `judge_adjacent`.
    nearest : Series
        The nearest alternative of each area, which has a clause of its own, indexed by ``area_id``.
    bounds : DataFrame
        From `find_bounds`.

    Returns
    -------
    dict
        By ``area_id``; areas without barriers and neighbours are left out.
    """
    closings: dict[str, Closing] = defaultdict(Closing)
    walls = bounds.loc[bounds["other"].isna(), ["area_id", "side", "what_said"]]
    for area, side, wall in walls.to_numpy(object).tolist():
        closings[area].walls[wall].add(side)
    blocked = adjacent["reason"] == "blocked"
    for area, other in adjacent.loc[blocked, ["area_id", "other"]].to_numpy(object).tolist():
        closings[area].behind.add(other)
    is_nearest = adjacent["area_id"].map(nearest) == adjacent["other"]
    rest = adjacent[~blocked & ~is_nearest]
    limit = rest["detail"].where(rest["reason"] == "limit", "")
    for area, reason, detail in rest[["area_id", "reason"]].assign(limit=limit).to_numpy(object).tolist():
        closings[area].others[reason, detail] += 1
    return closings


def say_walls(closing: Closing) -> Said | None:
    """Say which barriers close an area, and on which sides; nothing if none does."""
    walls_of = defaultdict(list)
    in_order = sorted(closing.walls.items(), key=lambda wall: min(map(SIDES.index, wall[1])))
    for wall, sides in in_order:
        walls_of[_sides(sides)].append(wall)
    clauses = [phrase("wall", sides=sides, barrier=several(walls, "both")) for sides, walls in walls_of.items()]
    return phrase("walls", walls=several(clauses, "commas")) if clauses else None


def say_others(closing: Closing, threshold: float) -> Fact | None:
    """Say how many other neighbours an area has, and why they are not in it; nothing if there are none."""
    ordered = sorted(closing.others.items(), key=lambda item: (-item[1], item[0]))
    clauses = [
        phrase(f"others_{reason}", count=Count(count), threshold=Score(threshold), what=say_limited(detail))
        for (reason, detail), count in ordered[:MOST]
    ]
    return several(clauses) if clauses else None


def _sides(sides: set[str]) -> Fact:
    return several((Label("evaluation.side", side) for side in SIDES if side in sides), "both")
