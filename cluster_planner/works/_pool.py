"""The members of areas with their works, as arrays: the basis of every item of the saving."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from cluster_planner.model import PAIR, Communities, Links, Works
from cluster_planner.settings import CostSettings
from cluster_planner.works._list import COST, WORKS
from cluster_planner.works._measures import measure_sites
from cluster_planner.works._prices import LEVELS, direct_works, rates_of


@dataclass(frozen=True, eq=False)
class Pool:
    """Members of areas, k of them, and the open links between members of one area; areas may overlap.

    Attributes
    ----------
    areas : Index
        Ids of the areas, m of them, sorted.
    area : ndarray of shape (k,)
        Position of the area of each member.
    quantities : DataFrame of shape (k, codes)
        Of the works of each member.
    own : DataFrame of shape (k, codes)
        Of these what each member would build alone, too: what its ledger names, and suggestions that are counted.
    costs : DataFrame of shape (k, levels)
        Of each member alone.
    households : ndarray of shape (k,)
        As far as they can be known.
    links : GeoDataFrame
        The open links inside areas.
    ends : ndarray of shape (links, 2)
        Positions of their members.
    """

    works: Works
    settings: CostSettings
    areas: pd.Index
    area: np.ndarray
    quantities: pd.DataFrame
    own: pd.DataFrame
    costs: pd.DataFrame
    households: np.ndarray
    links: pd.DataFrame
    ends: np.ndarray

    @cached_property
    def fit(self) -> Mapping[str, np.ndarray]:
        """What rates are multiplied by at each level, at most 1: an expensive project does not mean expensive digging.

        Nothing is saved on an unknown cost, so it is 0 there.
        """
        return {level: _fit(self.costs, level) for level in LEVELS}

    @cached_property
    def is_priced(self) -> np.ndarray:
        """Whether the cost of two members of an area is known, or of its only one, of shape (m,)."""
        known = self.costs[COST["mid"]].notna().to_numpy(float)
        priced: np.ndarray = self.sum(known) >= np.minimum(self.sum(np.ones(len(known))), len(PAIR))
        return priced

    @cached_property
    def rates(self) -> pd.DataFrame:
        """Rates, a column a level, indexed by ``code``."""
        return rates_of(self.works.catalogue)

    @cached_property
    def rate_of(self) -> dict[Hashable, dict[Hashable, float]]:
        """Rate of each work by level."""
        return self.rates.to_dict("index")

    def shared_as(self, share: str) -> pd.DataFrame:
        """Return the works of the catalogue that are shared in one way."""
        direct = direct_works(self.works.catalogue)
        return direct[direct["share"] == share]

    def sum(self, of_members: np.ndarray) -> np.ndarray:
        """Return the sum over the members of each area, shape (m,)."""
        return np.bincount(self.area, of_members, len(self.areas))

    def largest(self, of_members: np.ndarray) -> np.ndarray:
        """Return the largest of the members of each area, shape (m,)."""
        most = np.zeros(len(self.areas))
        np.maximum.at(most, self.area, of_members)
        return most

    def sum_links(self, of_links: np.ndarray) -> np.ndarray:
        """Return the sum over the links inside each area, shape (m,)."""
        return np.bincount(self.area[self.ends[:, 0]], of_links, len(self.areas))

    def within(self, of_links: np.ndarray, most: np.ndarray) -> np.ndarray:
        """Return the amounts of the links, cut so that those of a member add up to no more than its own.

        Parameters
        ----------
        of_links : ndarray of shape (links,)
            Lengths or areas along the links.
        most : ndarray of shape (k,)
            What each member has of it.
        """
        both = np.bincount(self.ends.ravel(), np.repeat(of_links, 2), len(self.area))
        room = np.minimum(1.0, most / np.where(both > 0, both, 1.0))
        cut: np.ndarray = of_links * room[self.ends].min(axis=1)
        return cut

    def link_fit(self, level: str) -> np.ndarray:
        """Return the smaller fit of the two ends of each link."""
        fit: np.ndarray = self.fit[level][self.ends].min(axis=1)
        return fit


@dataclass(frozen=True, eq=False)
class Item:
    """One item of the saving of all areas: how much is shared, in which unit, and what that saves at each level."""

    name: str
    quantity: np.ndarray
    unit: str
    saved: dict[str, np.ndarray]

    @classmethod
    def nothing(cls, name: str, unit: str, pool: Pool) -> Item:
        """Return an empty item to add the savings of works to."""
        none = np.zeros(len(pool.areas))
        return cls(name, none, unit, dict.fromkeys(LEVELS, none))

    def __add__(self, other: Item) -> Item:
        """Return what both save."""
        saved = {level: self.saved[level] + other.saved[level] for level in LEVELS}
        return Item(self.name, self.quantity + other.quantity, self.unit, saved)

    def frame(self, areas: pd.Index) -> pd.DataFrame:
        """Return the item as rows of `Savings.items`."""
        low, mid, high = (self.saved[level] for level in LEVELS)
        shared = np.where(mid > 0, self.quantity, 0.0)
        return pd.DataFrame(
            {
                "quantity": shared,
                "unit": self.unit,
                "saving_low_money": np.minimum(low, mid),
                "saving_money": mid,
                "saving_high_money": np.maximum(mid, high),
            },
            index=pd.MultiIndex.from_product([areas, [self.name]], names=["area_id", "item"]),
        )


def gather(works: Works, communities: Communities, links: Links, members: pd.DataFrame, settings: CostSettings) -> Pool:
    """Gather the members of areas with their works, sorted by id, so that no order of rows matters.

    Parameters
    ----------
    works, communities, links, settings
        As for `share_works`.
    members : DataFrame
        ``area_id`` and ``community_id``; a community may be in several areas.
    """
    members = members.sort_values(["community_id", "area_id"], ignore_index=True)
    area, areas = pd.factorize(members["area_id"], sort=True)
    ids = pd.Index(members["community_id"])
    between = _links_inside(links, members)
    sized = measure_sites(communities, settings)
    quantities = works.quantities.loc[ids]
    return Pool(
        works=works,
        settings=settings,
        areas=pd.Index(areas, name="area_id"),
        area=area,
        quantities=quantities,
        own=quantities.where(works.named.loc[ids] | (works.suggested.loc[ids] > 0), 0.0),
        costs=works.costs.loc[ids],
        households=sized.loc[ids, "households"].fillna(0.0).to_numpy(),
        links=links.open.iloc[between["link"]],
        ends=between[PAIR].to_numpy(),
    )


def _links_inside(links: Links, members: pd.DataFrame) -> pd.DataFrame:
    """Return each open link inside each area: ``link``, its row, and ``focal`` and ``neighbor``, those of its ends."""
    table = links.open.index.to_frame(index=False).assign(link=np.arange(len(links.open))).sort_values(PAIR)
    row_of = members[["area_id", "community_id"]].assign(row=np.arange(len(members)))
    first, second = (row_of.set_axis(["area_id", end, f"{end}_row"], axis="columns") for end in PAIR)
    inside = table.merge(first, on="focal").merge(second, on=["area_id", "neighbor"])
    return pd.DataFrame({"link": inside["link"]} | {end: inside[f"{end}_row"] for end in PAIR})


def _fit(costs: pd.DataFrame, level: str) -> np.ndarray:
    works = costs[WORKS[level]]
    fit: np.ndarray = np.fmin((costs[COST[level]] / works.where(works > 0)).to_numpy(), 1.0)
    return np.where(costs[COST[level]].notna(), fit, 0.0)
