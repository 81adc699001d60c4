"""The referee against tampering, and as the judge of the solver under random settings."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from towns import CHAIN, LINE, C, few_limits, formed, random_town, stated, town_of

from cluster_planner.areas import broken_rules
from cluster_planner.model import Problem
from cluster_planner.settings import AreaSettings, Limit


def labelled(problem: Problem, *areas: tuple[int, ...]) -> pd.Series:
    labels = pd.Series(None, index=problem.ids, dtype="object")
    for number, members in enumerate(areas):
        labels.iloc[list(members)] = f"A{number + 1:03d}"
    return labels


@pytest.mark.parametrize(
    ("knobs", "areas", "rule"),
    [
        ({}, [(0, 1, 3)], "connected"),
        ({"max_communities": 2}, [(0, 1, 2)], "communities_max"),
        ({}, [(0,)], "communities_min"),
        ({"limits": {"households": Limit(max=300)}}, [(0, 1)], "households_max"),
        ({"limits": {"households": Limit(min=500)}}, [(0, 1)], "households_min"),
        ({"max_span_m": 150.0}, [(0, 1, 2)], "span"),
        ({"together": ((C[0], C[2]),)}, [(0, 1)], "together"),
        ({"together": ((C[0], C[2]),)}, [(3, 4)], "together"),
        ({"apart": ((C[0], C[1]),)}, [(0, 1)], "apart"),
        ({"locked": ((C[0], C[1]),)}, [(0, 1, 2)], "locked"),
        ({"locked": ((C[0], C[1]),)}, [], "locked"),
        ({"excluded": (C[1],)}, [(1, 2)], "excluded"),
    ],
)
def test_referee_catches_each_breach(knobs: dict[str, object], areas: list[tuple[int, ...]], rule: str) -> None:
    problem = stated(town_of(LINE, CHAIN), few_limits(**knobs))
    assert broken_rules(labelled(problem, *areas), problem)["rule"].tolist() == [rule]


def test_referee_wants_every_community_once() -> None:
    problem = stated(town_of(LINE, CHAIN), few_limits())
    labels = labelled(problem, (0, 1))
    for wrong in (labels.iloc[1:], pd.concat([labels, labels.iloc[:1]]), labels.rename({C[5]: "stranger"})):
        assert set(broken_rules(wrong, problem)["rule"]) == {"coverage"}
    assert broken_rules(labels.sample(frac=1, random_state=0), problem).empty


def test_referee_accepts_random_settings() -> None:
    town = random_town(120, 4, 5)
    for seed in range(10):
        rng = np.random.default_rng(seed)
        knobs = AreaSettings(
            max_communities=int(rng.integers(2, 12)),
            min_likeness=float(rng.uniform(0.3, 0.7)),
            max_span_m=float(rng.uniform(150, 900)),
            limits={"households": Limit(min=float(rng.integers(0, 400)), max=float(rng.integers(400, 3000)))},
        )
        areas = formed(town, knobs)
        assert broken_rules(areas.labels, stated(town, knobs)).empty
        assert areas.value <= areas.bound + 1e-9
        assert len(areas.alone) == areas.labels.isna().sum()
