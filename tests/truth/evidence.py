"""How likely two belong together: the evidence of each part, estimated again as the page of methods says."""

from __future__ import annotations

import numpy as np

CLASSES, LOCATIONS, STEPS = 5, 20, 40
SUPPOSED_ALIKE, SUPPOSED_UNLIKE, SPREAD = 30, 100, 5  # pairs
TILT = np.exp(3 * np.arange(CLASSES) / (CLASSES - 1))


def draw(location, parts, near, trust):
    """Return the shares of the classes of each part with known values, as a pair of arrays of shape (5,).

    The first is of pairs that belong together, the second of those that do not. The keys are those of ``parts``: of
    each criterion and part the likeness of every pair.
    """
    known = {key: classes(values) for key, values in parts.items() if not np.isnan(values).all()}
    middle = (np.floor(np.clip(location[near], 0, 1 - 1e-12) * LOCATIONS) + 0.5) / LOCATIONS
    start = by_location(middle, trust["location"])
    far = {}
    for key, each in known.items():
        counted = _counted(each[~near], np.ones((~near).sum()))
        far[key] = (counted + SPREAD / CLASSES) / (counted.sum() + SPREAD)
    supposed = {key: share * TILT / (share * TILT).sum() for key, share in far.items()}
    shares = {key: (supposed[key], far[key]) for key in known}
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-(start + _evidence({key: each[near] for key, each in known.items()}, shares, trust))))
        shares = {
            key: (
                _shares(_counted(each[near], likely) + SUPPOSED_ALIKE * supposed[key]),
                _shares(_counted(each[near], 1 - likely) + SUPPOSED_UNLIKE * far[key]),
            )
            for key, each in known.items()
        }
    return shares


def weigh(location, parts, shares, trust):
    """Return the likeness of pairs by the evidence of each part."""
    score = by_location(location, trust["location"])
    return 1 / (1 + np.exp(-(score + _evidence({key: classes(parts[key]) for key in shares}, shares, trust))))


def points(alike, unlike):
    """Return the points of each class."""
    return np.log(alike / unlike)


def classes(values):
    """Return the class of each value, 0 to 4, and -1 if it is unknown."""
    place = np.clip(np.floor(np.where(np.isnan(values), 0, values) * CLASSES + 1e-9), 0, CLASSES - 1)
    return np.where(np.isnan(values), -1, place).astype(int)


def by_location(location, weight):
    """Return the score of the location alone."""
    p, middle = np.maximum(0.8 * location**2, 0.001), np.log(0.2 / 0.8)
    return middle + weight * (np.log(p / (1 - p)) - middle)


def _evidence(known, shares, trust):
    return sum(trust[key[0]] * np.where(each >= 0, points(*shares[key])[each], 0.0) for key, each in known.items())


def _counted(each, weights):
    return np.array([weights[each == place].sum() for place in range(CLASSES)])


def _shares(counts):
    return counts / counts.sum()
