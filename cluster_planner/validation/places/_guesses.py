"""What figures look like that are not what they were said to be, and what to do about it."""

from __future__ import annotations

import numpy as np

from cluster_planner._datum import in_china
from cluster_planner.said import Code, Number, Said, say

METRES_FROM = 1000.0  # no degree is that large, and no place in use that near the origin of a grid
_LARGEST_DEGREE = 180.0
_POWERS = (5, 6, 7)  # of ten, by which degrees are multiplied to be stored as whole numbers
_SPHERE_M = 6_378_137.0  # the radius on which web maps are drawn


def are_small(pairs: np.ndarray) -> np.ndarray:
    """Return which pairs are no larger than degrees can be."""
    small: np.ndarray = (np.abs(pairs) <= _LARGEST_DEGREE).all(axis=1)
    return small


def are_radians(pairs: np.ndarray) -> np.ndarray:
    """Return which pairs lie in China if they are radians; as degrees they would lie in the Gulf of Guinea."""
    radians: np.ndarray = (np.abs(pairs) <= np.pi).all(axis=1) & in_china(np.degrees(pairs))
    return radians


def are_web_mercator(pairs: np.ndarray) -> np.ndarray:
    """Return which pairs lie in China if they are metres of a web map."""
    lon, lat = pairs[:, 0] / _SPHERE_M, np.arcsin(np.tanh(pairs[:, 1] / _SPHERE_M))
    return in_china(np.degrees(np.column_stack([lon, lat])))


def looks_like(seen: np.ndarray, likely: str) -> tuple[Said, Said]:
    """Return what a pair of figures seems to be, and what to do about it.

    Parameters
    ----------
    seen : ndarray of shape (2,)
        One pair that stands for all.
    likely : str
        System in metres that the remedy names as an example.
    """
    pair = seen[None]
    for power in _POWERS:
        times = 10.0**power
        if in_china(pair / times)[0] or in_china(pair[:, ::-1] / times)[0]:
            return say("error.validation.looks_whole", times=Number(times)), say(
                "error.validation.divide", times=Number(times)
            )
    if are_radians(pair)[0]:
        return say("error.validation.looks_radians"), say("error.validation.turn_radians")
    if are_small(pair)[0]:
        return say("error.validation.looks_degrees"), say("error.validation.name_degrees")
    if are_web_mercator(pair)[0]:
        looks, likely = "looks_web_mercator", "EPSG:3857"
    elif (np.abs(seen) > METRES_FROM).all():
        looks = "looks_metres"
    else:
        looks = "looks_nothing"
    return say(f"error.validation.{looks}"), say("error.validation.name_metres", likely=Code(likely))
