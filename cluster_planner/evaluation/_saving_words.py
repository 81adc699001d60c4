"""Members that are in an area for the saving alone: by likeness, the area would be worth more without them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_planner.evaluation._names import Names
from cluster_planner.evaluation._words import phrase
from cluster_planner.model import Problem
from cluster_planner.said import Fact, Name, Score, several

HAIR = 1e-9  # of a value


def say_held_by_saving(problem: Problem, labels: pd.Series, mean_likeness: pd.Series, names: Names) -> pd.Series:
    """Name the members that an area holds for the saving alone.

    Parameters
    ----------
    problem : Problem
        What pairs and links add to the value of an area.
    labels : Series
        ``area_id`` of each community, missing if it is in none.
    mean_likeness : Series
        Of each member to the other members of its area.
    names : Names
        Of communities.

    Returns
    -------
    Series
        Lists to be worded, indexed by ``area_id``: members without which the pairs of the area would add more to its
        value, but not the pairs and the saving together, each with its mean likeness; or a statement that there are
        none.
    """
    home = labels.reindex(problem.ids)
    held = home.index[_are_held_by_saving(problem, home)]
    items: dict[str, list[Fact]] = {str(area): [] for area in home.dropna().unique()}
    for member in held:
        said_of_one = phrase("held", member=Name(names.communities[member]), likeness=Score(mean_likeness[member]))
        items[home[member]].append(said_of_one)
    said = [several(each) if each else phrase("held_nobody") for each in items.values()]
    return pd.Series(said, pd.Index(items, name="area_id"), dtype=object)


def _are_held_by_saving(problem: Problem, home: pd.Series) -> np.ndarray:
    """Return whether the area of each community would lose only the saving if the community left."""
    code, _ = pd.factorize(home)
    alike = _sums(code, problem.pairs, problem.pair_gains)
    saved = problem.saving_weight + _sums(code, problem.links, problem.link_gains)
    held: np.ndarray = (code >= 0) & (alike < -HAIR) & (alike + saved >= -HAIR)
    return held


def _sums(code: np.ndarray, pairs: np.ndarray, gains: np.ndarray) -> np.ndarray:
    """Return what the pairs of each community within its area add up to."""
    first, second = code[pairs.T]
    inside = (first == second) & (first >= 0)
    sums: np.ndarray = np.bincount(pairs[inside].ravel(), weights=np.repeat(gains[inside], 2), minlength=len(code))
    return sums
