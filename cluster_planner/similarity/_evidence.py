"""How likely two communities belong together, by the evidence of each part of a criterion in this town.

A part that distinguishes little here, or is recorded badly, says little; what is unknown says nothing. This is record
linkage (Fellegi and Sunter 1969, JASA 64:1183-1210): for each part, the share of pairs in a class of its values is
estimated among pairs that belong together and among those that do not, by expectation maximisation, and the
logarithm of the ratio of the two is added up over the parts, on top of what the location says.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from cluster_planner.similarity._criteria import Parts

CLASSES = 5  # of equal width, from 0 to 1
LOCATIONS = 20  # of equal width, while shares are estimated
STEPS = 40
# What stands in for data where there are few pairs, and how many pairs it counts as.
TILT, TILT_PAIRS = 3.0, 30.0  # a part that is alike is e**3 times as likely among pairs that belong together
FAR_PAIRS = 100.0  # pairs too far apart to be neighbours stand for neighbours that do not belong together
EVEN_PAIRS = 5.0
NEAREST = 0.8  # how likely two communities at one place belong together, nothing else known
MIDDLE = 0.5  # location that says as much as its weight is, either way


def draw_evidence(
    location: np.ndarray, parts: Mapping[str, Parts], near: np.ndarray, weights: Mapping[str, float]
) -> pd.DataFrame:
    """Return the evidence of each part in this town, as in `Likeness`.

    Parameters
    ----------
    location : ndarray of shape (pairs,)
        Nearness of each pair, 0 to 1.
    parts : mapping of str to mapping of str to ndarray
        Parts of each criterion: likeness of each pair, 0 to 1, NaN where unknown.
    near : ndarray of bool, shape (pairs,)
        Which pairs may well belong together; the others stand for any two communities.
    weights : mapping of str to float
        Weight of each criterion, relative to their mean: how much its data are trusted.
    """
    used = [(criterion, part) for criterion, own in parts.items() for part, values in own.items() if _known(values)]
    rows = [_classes(parts[criterion][part]) for criterion, part in used]
    classes = np.array(rows, dtype=np.int64).reshape(len(used), len(location))
    trust = _trust(weights)
    trusted = np.array([trust[criterion] for criterion, _ in used])
    return _table(used, *_estimate_shares(classes, location, near, trusted, trust["location"]))


def weigh_evidence(
    location: np.ndarray, parts: Mapping[str, Parts], evidence: pd.DataFrame, weights: Mapping[str, float]
) -> np.ndarray:
    """Return how likely the two of each pair belong together, 0 to 1; see `draw_evidence`."""
    trust = _trust(weights)
    said = _by_location(location, trust["location"])
    points = evidence["evidence_points"].to_numpy(float).reshape(-1, CLASSES)
    for (criterion, part, _), own in zip(evidence.index[::CLASSES].tolist(), points, strict=True):
        # The last is for what is unknown.
        said = said + trust[criterion] * np.append(own, 0.0)[_classes(parts[criterion][part])]
    likeness: np.ndarray = expit(said)
    return likeness


def _trust(weights: Mapping[str, float]) -> dict[str, float]:
    mean = sum(weights.values()) / len(weights) or 1.0
    return {name: weight / mean for name, weight in weights.items()}


def _known(values: np.ndarray) -> bool:
    return not np.isnan(values).all()


def _classes(values: np.ndarray) -> np.ndarray:
    """Return the class of each value, -1 where it is unknown."""
    place = np.minimum((np.nan_to_num(values) * CLASSES + 1e-9).astype(np.int64), CLASSES - 1)
    return np.where(np.isnan(values), -1, place)


def _by_location(location: np.ndarray, weight: float) -> np.ndarray:
    """Return the log odds that two communities belong together by where they lie: as the square of their nearness."""
    odds = logit(np.clip(NEAREST * location**2, 1e-3, None))
    middle = logit(NEAREST * MIDDLE**2)
    said: np.ndarray = middle + weight * (odds - middle)
    return said


def _estimate_shares(
    classes: np.ndarray, location: np.ndarray, near: np.ndarray, trusted: np.ndarray, weight: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the shares of each part's classes, of shape (parts, classes), among alike and among unlike pairs."""
    far = _count(_places(classes[:, ~near]), np.ones(int((~near).sum())))
    far = (far + EVEN_PAIRS / CLASSES) / (far.sum(axis=1, keepdims=True) + EVEN_PAIRS)
    unlike, alike = far, _tilted(far)
    # Pairs that look alike in every part count together, so that a large town takes no longer.
    place = np.minimum((location[near] * LOCATIONS).astype(np.int64), LOCATIONS - 1)
    kinds, times = _distinct(np.vstack([classes[:, near], place]))
    said = _by_location((kinds[-1] + 0.5) / LOCATIONS, weight)
    # The same every time: where the points of a class stand in the table, and where its pairs are counted.
    places = _places(kinds[:-1])
    for _ in range(STEPS):
        points = np.column_stack([np.zeros(len(alike)), np.log(alike / unlike)])
        chance = expit(said + trusted @ points.ravel()[places])
        together = _count(places, times * chance) + TILT_PAIRS * _tilted(far)
        apart = _count(places, times * (1 - chance)) + FAR_PAIRS * far
        alike, unlike = (shares / shares.sum(axis=1, keepdims=True) for shares in (together, apart))
    return alike, unlike


def _distinct(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the distinct columns of classes and location, in order, and how often each occurs."""
    # As one number each they are sorted fast; fourteen rows would fit into its 63 bits.
    digits = (LOCATIONS + 1) ** np.arange(len(rows))[::-1]
    _, first, times = np.unique(digits @ (rows + 1), return_index=True, return_counts=True)
    return rows[:, first], times


def _places(classes: np.ndarray) -> np.ndarray:
    """Return for each part and pair the place of its class in a table of parts and classes, the unknown one first."""
    places: np.ndarray = classes + 1 + (CLASSES + 1) * np.arange(len(classes))[:, None]
    return places


def _count(places: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return of each part how many pairs are in each class, of shape (parts, classes), what is unknown left out."""
    each = np.broadcast_to(weights, places.shape).ravel()
    counts = np.bincount(places.ravel(), weights=each, minlength=len(places) * (CLASSES + 1))
    known: np.ndarray = counts.reshape(len(places), CLASSES + 1)[:, 1:]
    return known


def _tilted(shares: np.ndarray) -> np.ndarray:
    """Return shares as they would be among pairs that belong together, before the data say so."""
    tilted = shares * np.exp(TILT * np.linspace(0, 1, CLASSES))
    whole: np.ndarray = tilted / tilted.sum(axis=1, keepdims=True)
    return whole


def _table(used: list[tuple[str, str]], alike: np.ndarray, unlike: np.ndarray) -> pd.DataFrame:
    rows = [(*name, least) for name in used for least in (np.arange(CLASSES) / CLASSES).tolist()]
    named = pd.DataFrame(rows, columns=["criterion", "part", "least_value"])
    named = named.astype({"criterion": "str", "part": "str", "least_value": float})
    shares = {
        "alike_share": alike.ravel(),
        "unlike_share": unlike.ravel(),
        "evidence_points": np.log(alike / unlike).ravel(),
    }
    return named.assign(**shares).set_index(["criterion", "part", "least_value"])
