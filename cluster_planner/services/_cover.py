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
    areas : int
        How many areas there are.
    households : ndarray of float, shape (m,)
        Households; 0 where unknown.
    served : ndarray of bool, shape (m,)
        Who has a facility within reach already.
    """

    area: np.ndarray
    areas: int
    households: np.ndarray
    served: np.ndarray

    def total(self, members: np.ndarray) -> np.ndarray:
        """Return the households of the chosen members in each area."""
        return np.bincount(self.area, self.households * members, minlength=self.areas)

    def lacking(self, served: np.ndarray, enough_share: float) -> np.ndarray:
        """Return in which areas too few households are served."""
        wanted = np.round(enough_share * self.total(np.ones_like(served)), 6)  # shares such as 0.8 are not exact
        lacking: np.ndarray = self.total(served) < wanted
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


class Rule(NamedTuple):
    """When sites are proposed.

    Attributes
    ----------
    enough_share : float
        Share of an area's households that must be served; areas that have it already get no site.
    least : float
        Households that a site must add to be worth building.
    most : int
        Most sites of an area.
    """

    enough_share: float
    least: float
    most: int


def choose_sites(demand: Demand, reach: Reach, rule: Rule) -> np.ndarray:
    """Choose the fewest sites with which enough households of each area are served.

    Parameters
    ----------
    demand : Demand
        The members, and who is served already.
    reach : Reach
        Who would be served from where.
    rule : Rule
        What is enough, and what a site is worth. Where enough is too much, as many as can be are served.

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
    lacking = demand.lacking(demand.served, rule.enough_share)
    chosen = _best_single(demand.area, wanted, reach, rule.least)
    chosen = chosen[lacking[demand.area[chosen]]]
    for count in range(2, rule.most + 1):
        served = demand.served | reach.served_from(chosen, len(wanted))
        counts = np.bincount(demand.area[chosen], minlength=demand.areas)
        # More sites are tried only where all that were allowed so far were worth it.
        lacking = demand.lacking(served, rule.enough_share) & (counts == count - 1)
        if not lacking.any():
            break
        several = _best_several(demand.area, wanted, reach, lacking[demand.area], rule._replace(most=count))
        better = np.bincount(demand.area[several], minlength=demand.areas) > counts
        chosen = np.concatenate([chosen[~better[demand.area[chosen]]], several[better[demand.area[several]]]])
    return np.sort(chosen)


def _best_single(area: np.ndarray, wanted: np.ndarray, reach: Reach, least: float) -> np.ndarray:
    """Return the best site of each area in which any is worth building."""
    size = len(wanted)
    gain = np.bincount(reach.site, wanted[reach.member], minlength=size)
    effort = np.bincount(reach.site, wanted[reach.member] * reach.metres, minlength=size)
    best = np.lexsort((np.arange(size), np.round(effort, 3), -gain, area))
    best = best[np.diff(area[best], prepend=-1) != 0]
    return np.compress((gain[best] > 0) & (gain[best] >= least), best)


def _best_several(area: np.ndarray, wanted: np.ndarray, reach: Reach, lacking: np.ndarray, rule: Rule) -> np.ndarray:
    """Return the sites that gain most in the areas that are lacking, each site charged what it must be worth."""
    members = np.flatnonzero(lacking)
    size = len(members)
    inside = lacking[reach.site]
    place = np.cumsum(lacking) - 1
    covers = csr_array(
        (np.ones(inside.sum()), (place[reach.member[inside]], place[reach.site[inside]])), shape=(size, size)
    )
    _, block = np.unique(area[members], return_inverse=True)
    sums = csr_array((np.ones(size), (block, np.arange(size))))
    # Households are whole: with half a one less, what adds exactly the least is built, and what adds nothing is not.
    charge = max(rule.least - 0.5, 1e-3)
    answer = milp(
        np.concatenate([np.full(size, charge), -wanted[members]]),
        integrality=np.repeat([1, 0], size),
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(hstack([covers, -eye_array(size)]).tocsr(), lb=0),
            LinearConstraint(hstack([sums, csr_array(sums.shape)]).tocsr(), ub=rule.most),
        ],
        options={"mip_rel_gap": 0.0},
    )
    return np.compress(answer.x[:size] > 0.5, members)  # noqa: PLR2004 - yes or no
