"""The nouns of works and services: what is built where, at what cost, and what sharing saves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

import geopandas as gpd
import pandas as pd

from cluster_planner.columns import SAVINGS, SERVICES, WORKS, Table


@dataclass(frozen=True, eq=False)
class Works:
    """The works that each community needs when it is renovated alone, and what they cost.

    Attributes
    ----------
    catalogue : DataFrame
        Indexed by ``code``: ``class``, ``unit``, rates ``low_money``, ``mid_money``, ``high_money``,
        ``price_year``, ``sync`` (group that shares one window of design, construction and acceptance) and ``share``
        (how it can be shared inside an area).
    quantities : DataFrame
        Indexed as the communities, one column a code: how many units are counted; 0 where the work is not needed, or
        only suggested and suggestions do not count.
    costs : DataFrame
        Indexed as the communities: ``cost_alone_low_money``, ``cost_alone_money``, ``cost_alone_high_money``,
        ``works_low_money``, ``works_money``, ``works_high_money`` (what catalogue and quantities come to before
        anything is fitted), ``cost_basis`` (``given`` by the bank, from ``works``, from ``like`` communities, by
        ``rate``, or missing), ``fit`` (factor on rates that makes them add up to the cost) and ``knows_networks``
        (whether the state of any network is known; if not, all are assumed to be relaid).
    local_factor : float
        What estimates from works are multiplied by.
    compared : int
        Number of communities with both an investment and an estimate from works.
    suggested : DataFrame
        Shaped as the quantities: units that are needed, but outside the works that the ledger names; 0 where
        it names none of the catalogue.
    named : DataFrame of bool
        Shaped as the quantities: whether the ledger names the work, or the planner has set its quantity.
    """

    COLUMNS: ClassVar[Mapping[str, Table]] = WORKS

    catalogue: pd.DataFrame
    quantities: pd.DataFrame
    costs: pd.DataFrame
    local_factor: float = 1.0
    compared: int = 0
    suggested: pd.DataFrame = field(default_factory=pd.DataFrame)
    named: pd.DataFrame = field(default_factory=pd.DataFrame)

    def __repr__(self) -> str:
        """Say what all communities cost alone, and how much of that rests on given figures."""
        given = int((self.costs["cost_basis"] == "given").sum())
        return f"<Works: CNY {self.costs['cost_alone_money'].sum():,.0f} alone, {given} of {len(self.costs)} as given>"


@dataclass(frozen=True, eq=False)
class Savings:
    """What each area saves by being built together, item by item.

    Attributes
    ----------
    items : DataFrame
        Indexed by ``(area_id, item)``: ``quantity``, ``unit``, ``rate_money``, ``saving_low_money``, ``saving_money``,
        ``saving_high_money``. Items: ``mobilisation``, ``trench``, ``surface``, ``facilities``, ``fees``, ``bulk``. The
        items of an area add up to its saving, which covers the members with a known cost; missing where these are
        fewer than two, since without a cost no saving is known.
    corridors : GeoDataFrame
        One row per open link inside an area, indexed by ``(focal, neighbor)``: ``area_id``, ``facing_m`` (as of
        the link), ``shared_trench_m`` (that saves digging: two networks or more of one window, no longer than the
        pipes of either; its sum is the quantity of the item ``trench``), ``networks`` (codes of the works that share
        its trench, separated by ``;``), ``conflict`` (``years_apart``, ``windows_apart``, missing where there is none)
        and the line along which they lie. Also the links to neighbours that would have a new road dug up
        (``new_road``), without networks.
    """

    COLUMNS: ClassVar[Mapping[str, Table]] = SAVINGS

    items: pd.DataFrame
    corridors: gpd.GeoDataFrame = field(default_factory=gpd.GeoDataFrame)

    def __repr__(self) -> str:
        """Say what is saved, and by what."""
        by_item = self.items["saving_money"].groupby(level="item").sum()
        return "<Savings: " + ", ".join(f"{item} CNY {saved:,.0f}" for item, saved in by_item.items()) + ">"


@dataclass(frozen=True, eq=False)
class Services:
    """Which facilities the areas lack, and where in the town they would serve most households.

    Attributes
    ----------
    frame : DataFrame
        Indexed by ``(area_id, service)``, every service of every area: ``service_state`` (``served``; ``missing``;
        ``small``: missing, but no site is worth building; ``unknown``: nobody recorded such facilities, or a figure is
        missing), ``radius_m`` (missing for parking and
        charging), ``households`` of the area, ``served_before`` (households within reach of a facility, in the area
        or outside; missing where nothing is known) and ``served_after`` (with the proposed sites, of this area and of
        others), ``sites`` (how many in the area), ``spaces_short`` (of parking and charging) and ``distance``
        (``network``; ``straight`` times the detour factor, which is approximate; ``pooled``: counted over the area).
    sites : GeoDataFrame
        Indexed by ``(area_id, service, community_id)``, the community where a facility is proposed, or would be best
        if it should turn out that there is none: ``service_state``, ``households`` and ``persons`` that it serves,
        ``size_m2`` (the least), ``spaces`` of parking and charging, ``also_serves`` (other areas that lack it and get
        one within reach, separated by ``;``), and the place as a point.
    modes : DataFrame
        Indexed by ``area_id``: ``mode`` (code of the field ``mode``), ``mode_reason_said``.
    """

    COLUMNS: ClassVar[Mapping[str, Table]] = SERVICES

    frame: pd.DataFrame
    sites: gpd.GeoDataFrame
    modes: pd.DataFrame

    def __repr__(self) -> str:
        """Say how many services are missing or unknown, and how many facilities are proposed."""
        states = self.frame["service_state"].value_counts()
        proposed = int((self.sites["service_state"] == "missing").sum())
        return (
            f"<Services: {states.get('missing', 0)} missing, {states.get('unknown', 0)} unknown; "
            f"{proposed} facilities proposed>"
        )
