"""A lower bound on the heterogeneity of a number of regions, whatever the links and limits.

Within a region of ``s`` units, the sum of squared deviations is that of the squared distances of all its pairs over
``s`` (Huygens). So the share of a unit is at least the sum over its ``s - 1`` nearest units, over ``2 s``; with a
dissimilarity, at least half of its ``s - 1`` least. Since the reciprocal sizes of all units sum to the number of
regions, a Lagrange multiplier on that sum leaves every unit to choose its own ``s``. Where regions are fewer than
attributes, the eigenvalues that so few means cannot explain say more (Ding and He 2004).
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from cluster_planner.areas.regions._problem import RegionProblem

MOST_NEIGHBOURS, LEAST_NEIGHBOURS = 200_000, 12  # of all units together; of each however many there are
MOST_PAIRS = 20_000_000  # with a dissimilarity
SIZES = 3.0  # sizes of regions are distinguished up to so many times the average
LOOKS, RANGE = 30, 25.0  # multipliers tried, and in which range of their logarithms


def least_heterogeneity(problem: RegionProblem, count: int) -> float:
    """Return a lower bound on the heterogeneity of every division into ``count`` regions.

    Parameters
    ----------
    problem : RegionProblem
        Its links and limits play no part.
    count : int
        Number of regions.

    Returns
    -------
    float
        0 if nothing better is found.
    """
    size = len(problem)
    if not 0 < count < size:
        return 0.0
    return max(0.0, _by_nearest(problem, count), _by_eigenvalues(problem, count))


def _by_eigenvalues(problem: RegionProblem, count: int) -> float:
    """Return the part of the variance outside the best space that the means of all regions can span."""
    centred = problem.attributes - problem.attributes.mean(axis=0)
    return float(np.linalg.eigvalsh(centred.T @ centred)[: max(0, centred.shape[1] - count + 1)].sum())


def _by_nearest(problem: RegionProblem, count: int) -> float:
    size, longest = len(problem), _longest(problem, count)
    if longest < 2:  # noqa: PLR2004 - a pair
        return 0.0
    shares = _variance_shares(problem.attributes, longest)
    if problem.dissimilarity is not None:
        shares = shares + _pair_shares(problem.dissimilarity)
    sizes = np.arange(1, longest + 1)
    beyond = shares[:, -1] if longest < size else np.full(size, np.inf)

    def value(log_price: float) -> float:
        price = float(np.exp(log_price))
        return float(np.minimum((shares + price / sizes).min(axis=1), beyond).sum() - price * count)

    top = float(np.abs(shares).max()) * size
    if top <= 0.0:
        return 0.0
    high = float(np.log(top))
    found = minimize_scalar(lambda log: -value(log), bounds=(high - RANGE, high), options={"maxiter": LOOKS})
    return value(float(found.x))


def _longest(problem: RegionProblem, count: int) -> int:
    """Return up to which size regions are distinguished: all if a dissimilarity is not known to grow with size."""
    size = len(problem)
    if problem.dissimilarity is not None:
        return size if size**2 <= MOST_PAIRS else 0
    return min(size, max(LEAST_NEIGHBOURS, MOST_NEIGHBOURS // size), int(SIZES * size / count) + 8)


def _variance_shares(attributes: np.ndarray, longest: int) -> np.ndarray:
    """Return for every unit the least share of the squared deviations in regions of 1, 2, ... units."""
    if attributes.shape[1] == 0:
        return np.zeros((len(attributes), longest))
    apart, _ = cKDTree(attributes).query(attributes, k=longest)
    total = np.cumsum(apart.reshape(len(attributes), -1) ** 2, axis=1)
    shares: np.ndarray = total / (2.0 * np.arange(1, longest + 1))
    return shares


def _pair_shares(dissimilarity: csr_array) -> np.ndarray:
    """Return for every unit the least share of the dissimilarity in regions of 1, 2, ... units."""
    gaps = dissimilarity.toarray()
    np.fill_diagonal(gaps, -np.inf)
    gaps.sort(axis=1)
    gaps[:, 0] = 0.0
    shares: np.ndarray = np.cumsum(gaps, axis=1) / 2.0
    return shares
