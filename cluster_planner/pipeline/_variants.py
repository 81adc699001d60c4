"""The same plan under slightly other weights and thresholds, many times over."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from cluster_planner.errors import InfeasibleError
from cluster_planner.settings import AreaSettings, Knob, LikenessSettings, Settings

Group = TypeVar("Group", LikenessSettings, AreaSettings)
logger = logging.getLogger("cluster_planner")

# Judgements, that is: not the limits, which are policy, nor anything that need rests on.
LIKENESS = tuple(item.name for item in fields(LikenessSettings))
AREAS = ("min_likeness", "max_span_m", "saving_weight", "trench_m_per_mobilisation")


def vary_plans(settings: Settings, propose: Callable[[Settings], pd.Series]) -> Iterator[pd.Series]:
    """Propose areas under varied settings, as often as the settings say.

    Parameters
    ----------
    settings : Settings
        The knobs of the plan, and how much they are varied.
    propose : callable
        Labels of the areas proposed under the settings given.

    Yields
    ------
    Series
        Labels of each run; a run that cannot meet its demands is left out.
    """
    runs = settings.stability.runs
    for run in range(runs):
        logger.info("stability: run %d of %d", run + 1, runs, extra={"stage": "stability", "step": f"{run + 1}/{runs}"})
        try:
            yield propose(vary(settings, run))
        except InfeasibleError:
            logger.info("stability: the demands cannot be met in run %d", run + 1)


def vary(settings: Settings, run: int) -> Settings:
    """Return settings in which every weight, scale and threshold of likeness and areas is a little other.

    Each number is multiplied by its own factor, uniform within ``stability.spread`` of 1, and kept in the range of its
    knob; the same run of the same seed varies them alike.
    """
    random = np.random.default_rng([settings.stability.seed, run])
    spread = settings.stability.spread
    return replace(
        settings,
        likeness=_varied(settings.likeness, LIKENESS, spread, random),
        areas=_varied(settings.areas, AREAS, spread, random),
    )


def _varied(group: Group, names: tuple[str, ...], spread: float, random: np.random.Generator) -> Group:
    about: dict[str, Knob] = {item.name: item.metadata["knob"] for item in fields(group)}
    changes: dict[str, Any] = {}
    for name in names:
        value = getattr(group, name)
        if isinstance(value, Mapping):
            changes[name] = {key: _number(number, about[name], spread, random) for key, number in sorted(value.items())}
        else:
            changes[name] = _number(value, about[name], spread, random)
    return replace(group, **changes)


def _number(value: float, about: Knob, spread: float, random: np.random.Generator) -> float:
    return float(np.clip(value * random.uniform(1 - spread, 1 + spread), about.low, about.high))
