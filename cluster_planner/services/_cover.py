"""Where in a town facilities serve most of the households that none serves yet."""

from __future__ import annotations

from typing import NamedTuple

import highspy
import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from cluster_planner._highs import add_rows, new_solver

HALF = 0.5
# Parts of a town are too small to be worth a presolve.
OPTIONS: dict[str, float | str] = {"mip_rel_gap": 0.0, "presolve": "off"}


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
    """Who would be served from where: pairs of members within the radius, of one area or of two, ordered by site."""

    site: np.ndarray
    member: np.ndarray
    metres: np.ndarray

    def served_from(self, sites: np.ndarray, size: int) -> np.ndarray:
        """Return which members are within reach of any of the sites: bool array of shape (size,)."""
        served = np.zeros(size, dtype=bool)
        served[self.member[np.isin(self.site, sites)]] = True
        return served

    def where(self, chosen: np.ndarray) -> Reach:
        """Return some of the pairs."""
        return Reach(*(column[chosen] for column in self))


class Rule(NamedTuple):
    """When sites are proposed.

    Attributes
    ----------
    enough_share : float
        Share of an area's households that must be served; areas that have it already ask for nothing.
    least : float
        Households that a site must add to be worth building.
    most : int
        Most sites of an area.
    """

    enough_share: float
    least: float
    most: int

    @property
    def charge(self) -> float:
        """What a site costs, in households.

        Households are whole: with half a one less, what adds exactly the least is built, and what adds nothing is not.
        """
        return max(self.least - HALF, 1e-3)


def choose_sites(demand: Demand, reach: Reach, rule: Rule) -> np.ndarray:
    """Choose the sites of a whole town.

    The households that get a facility within reach, less ``rule.least`` for each facility, are as many as can be: those
    that the facility of a neighbouring area serves already need none of their own. Households of areas that have enough
    do not count, and sites lie in the areas that lack.

    Parameters
    ----------
    demand : Demand
        The members, and who is served already.
    reach : Reach
        Who would be served from where.
    rule : Rule
        What is enough, what a site is worth, and how many an area may have.

    Returns
    -------
    ndarray of int
        Members where a facility is built, sorted.

    Notes
    -----
    The maximal covering location problem (Church & ReVelle 1974, Papers of the Regional Science Association 32:101)
    with a charge for each site. Areas that no site joins are apart. Where one site leaves no more unserved than a
    further one must add, the best single one is best; elsewhere HiGHS proves the choice. Of equal choices the one with
    the shorter walks is taken.
    """
    lacks = demand.lacking(demand.served, rule.enough_share)[demand.area]
    wanted = np.where(lacks & ~demand.served, demand.households, 0.0)
    reach = reach.where(lacks[reach.site] & (wanted[reach.member] > 0))
    size = len(wanted)
    gain = np.bincount(reach.site, wanted[reach.member], minlength=size)
    # What adds too little with nothing built adds no more next to others.
    reach = reach.where((gain > rule.charge)[reach.site])
    effort = np.bincount(reach.site, wanted[reach.member] * reach.metres, minlength=size)
    part = _parts(demand, reach)
    best = _best_single(np.unique(reach.site), part, gain, effort)
    members = np.unique(reach.member)
    left = np.bincount(part[members], wanted[members], minlength=part.max(initial=0) + 1)[part[best]] - gain[best]
    chosen = [best[left <= rule.charge]]
    order = np.argsort(part[reach.site], kind="stable")
    reach = reach.where(order)
    ends = np.searchsorted(part[reach.site], part[best[left > rule.charge]], side="left")
    stops = np.searchsorted(part[reach.site], part[best[left > rule.charge]], side="right")
    for start, stop in zip(ends, stops, strict=True):
        chosen.append(_best_several(demand.area, wanted, effort, reach.where(np.arange(start, stop)), rule))
    return np.sort(np.concatenate(chosen))


def _parts(demand: Demand, reach: Reach) -> np.ndarray:
    """Return the part of the town that each member is in: areas that sites join are in one."""
    pairs = (demand.area[reach.site], demand.area[reach.member])
    joined = csr_array((np.ones(len(reach.site)), pairs), shape=(demand.areas, demand.areas))
    part: np.ndarray = connected_components(joined, directed=False)[1][demand.area]
    return part


def _best_single(sites: np.ndarray, part: np.ndarray, gain: np.ndarray, effort: np.ndarray) -> np.ndarray:
    """Return the best of the sites of each part."""
    order = np.lexsort((sites, np.round(effort[sites], 3), -gain[sites], part[sites]))
    ordered = sites[order]
    best: np.ndarray = ordered[np.diff(part[ordered], prepend=-1) != 0]
    return best


def _best_several(area: np.ndarray, wanted: np.ndarray, effort: np.ndarray, reach: Reach, rule: Rule) -> np.ndarray:
    """Return the best sites of one part of the town."""
    sites, column = np.unique(reach.site, return_inverse=True)
    members, row = np.unique(reach.member, return_inverse=True)
    _, block = np.unique(area[sites], return_inverse=True)
    # Walks decide between equal choices only: all together they count less than half a household, and than a site.
    walks = min(HALF, rule.charge) * HALF * effort[sites] / (1.0 + effort[sites].max()) / len(sites)
    solver = new_solver(OPTIONS)
    # A member counts where a site covers it; an area has no more sites than it may.
    add_rows(solver, np.zeros(len(members)), np.full(len(members), np.inf))
    add_rows(solver, np.full(block.max() + 1, -np.inf), np.full(block.max() + 1, float(rule.most)))
    rows, columns = np.append(row, len(members) + block), np.append(column, np.arange(len(sites)))
    _add_shares(solver, rule.charge + walks, rows[np.argsort(columns, kind="stable")], np.bincount(columns), 1.0)
    _add_shares(solver, -wanted[members], np.arange(len(members)), np.ones(len(members), dtype=np.intp), -1.0)
    kinds = np.full(len(sites), highspy.HighsVarType.kInteger)
    solver.changeColsIntegrality(len(sites), np.arange(len(sites), dtype=np.int32), kinds)
    solver.run()
    built: np.ndarray = sites[np.array(solver.getSolution().col_value)[: len(sites)] > HALF]
    return built


def _add_shares(solver: highspy.Highs, cost: np.ndarray, rows: np.ndarray, entries: np.ndarray, value: float) -> None:
    """Add variables between 0 and 1, each with a number of entries of one value in the rows."""
    size, start = len(cost), (np.cumsum(entries) - entries).astype(np.int32)
    parts = (start, rows.astype(np.int32), np.full(len(rows), value))
    solver.addCols(size, cost, np.zeros(size), np.ones(size), len(rows), *parts)
