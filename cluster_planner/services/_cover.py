"""Where inside an area facilities serve most households that none serves yet."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack


class Demand(NamedTuple):
    """The members of all areas, ordered by area, and what they ask of one service.

    Attributes
    ----------
    area : ndarray of int, shape (m,)
        Number of the area of each member, from 0.
    households : ndarray of float, shape (m,)
        Households; 0 where unknown.
    served : ndarray of bool, shape (m,)
        Who has a facility within reach already.
    """

    area: np.ndarray
    households: np.ndarray
    served: np.ndarray

    def lacking(self, enough_share: float) -> np.ndarray:
        """Return how many households of each area must still be served: array by number of the area."""
        total = np.bincount(self.area, self.households)
        served = np.bincount(self.area, self.households * self.served)
        # Shares such as 0.8 are not exact.
        lacking: np.ndarray = np.maximum(np.round(enough_share * total - served, 6), 0.0)
        return lacking


class Reach(NamedTuple):
    """Who would be served from where: pairs of members of one area within the radius, ordered by site."""

    site: np.ndarray
    member: np.ndarray
    metres: np.ndarray

    def served_from(self, sites: np.ndarray, size: int) -> np.ndarray:
        """Return which members are within reach of any of the sites: bool array of shape (size,)."""
        served = np.zeros(size, dtype=bool)
        served[self.member[np.isin(self.site, sites)]] = True
        return served


def choose_sites(demand: Demand, reach: Reach, enough_share: float, most: int) -> np.ndarray:
    """Choose the fewest sites with which enough households of each area are served.

    Parameters
    ----------
    demand : Demand
        The members, and who is served already.
    reach : Reach
        Who would be served from where.
    enough_share : float
        Share of an area's households that must be served; areas that have it already get no site.
    most : int
        Most sites of an area; then as many households as that can reach.

    Returns
    -------
    ndarray of int
        Members where a facility is built, sorted.

    Notes
    -----
    The maximal covering location problem (Church & ReVelle 1974, Papers of the Regional Science Association 32:101):
    for one site by comparing all of them, of equal ones the one with the shorter walks; for more by HiGHS.
    """
    wanted = np.where(demand.served, 0.0, demand.households)
    served, chosen = demand.served, np.empty(0, dtype=np.intp)
    for count in range(1, most + 1):
        lacking = demand._replace(served=served).lacking(enough_share)[demand.area] > 0
        if not lacking.any():
            break
        best = (
            _best_single(demand.area, wanted, reach)
            if count == 1
            else _best_several(demand.area, wanted, reach, lacking, count)
        )
        chosen = np.concatenate([chosen[~lacking[chosen]], best[lacking[best]]])
        served = demand.served | reach.served_from(chosen, len(served))
    return np.sort(chosen)


def _best_single(area: np.ndarray, wanted: np.ndarray, reach: Reach) -> np.ndarray:
    """Return the best site of each area in which there is any gain."""
    size = len(wanted)
    gain = np.bincount(reach.site, wanted[reach.member], minlength=size)
    effort = np.bincount(reach.site, wanted[reach.member] * reach.metres, minlength=size)
    best = np.lexsort((np.arange(size), np.round(effort, 3), -gain, area))
    best = best[np.diff(area[best], prepend=-1) != 0]
    return np.compress(gain[best] > 0, best)


def _best_several(area: np.ndarray, wanted: np.ndarray, reach: Reach, lacking: np.ndarray, count: int) -> np.ndarray:
    """Return at most so many sites in each area that is lacking, which together gain most."""
    members = np.flatnonzero(lacking)
    size = len(members)
    inside = lacking[reach.site]
    place = np.cumsum(lacking) - 1
    covers = csr_array(
        (np.ones(inside.sum()), (place[reach.member[inside]], place[reach.site[inside]])), shape=(size, size)
    )
    _, block = np.unique(area[members], return_inverse=True)
    sums = csr_array((np.ones(size), (block, np.arange(size))))
    # A site costs less than any household is worth, so that none is built in vain.
    answer = milp(
        np.concatenate([np.full(size, 1e-3 / count), -wanted[members]]),
        integrality=np.repeat([1, 0], size),
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(hstack([covers, -eye_array(size)]).tocsr(), lb=0),
            LinearConstraint(hstack([sums, csr_array(sums.shape)]).tocsr(), ub=count),
        ],
        options={"mip_rel_gap": 0.0},
    )
    return np.compress(answer.x[:size] > 0.5, members)  # noqa: PLR2004 - yes or no
