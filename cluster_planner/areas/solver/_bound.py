"""What each community has of the value of its area, and at most could have: a bound that needs no enumeration."""

from __future__ import annotations

import numpy as np

from cluster_planner.areas.solver._component import Component


def best_shares(part: Component) -> np.ndarray:
    """Return the best share each community could have in any area: together they bound every plan.

    The value of an area is the sum over its members of half the gains of their pairs and an equal part of
    ``saving_weight`` times the members after the first. In an area of m members a share is at most half the m - 1
    greatest gains and ``saving_weight`` (m - 1) / m, so the best m bounds it. Communities that must be together
    cannot choose to be alone, and so may have a share below nothing.
    """
    size = len(part.nodes)
    focal = np.repeat(np.arange(size), np.diff(part.pair_start))
    order = np.lexsort((-part.pair_gain, focal))
    rank = np.arange(len(focal)) - part.pair_start[focal] + 1
    gain = np.cumsum(part.pair_gain[order])
    before = np.concatenate([[0.0], gain])[part.pair_start[:-1]]
    share = (gain - before[focal]) / 2 + part.saving_weight * rank / (rank + 1)
    usable = rank < part.most
    best = np.where(part.group >= 0, -np.inf, 0.0)
    np.maximum.at(best, focal[usable], share[usable])
    return best


def shares_in(part: Component, area: np.ndarray) -> np.ndarray:
    """Return the share of each community in the value of its area under a plan; nothing if it is alone."""
    focal = np.repeat(np.arange(len(area)), np.diff(part.pair_start))
    inside = (area[focal] == area[part.pair_to]) & (area[focal] >= 0)
    share = np.bincount(focal[inside], weights=part.pair_gain[inside] / 2, minlength=len(area))
    members = np.bincount(area[area >= 0], minlength=1)[np.maximum(area, 0)]
    return share + np.where(area >= 0, part.saving_weight * (1.0 - 1.0 / np.maximum(members, 1)), 0.0)
