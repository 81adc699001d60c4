"""What the members of each area save by being built together: six items, each with quantity, rate and range."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_planner._align import require_known
from cluster_planner._money import cut_amount
from cluster_planner.model import Communities, Links, Savings, Works
from cluster_planner.settings import CostSettings
from cluster_planner.works._corridors import Corridors, lay_corridors, list_corridors
from cluster_planner.works._list import COST
from cluster_planner.works._pool import Item, Pool, gather
from cluster_planner.works._prices import LEVELS, fees_on, mobilisations

SAVED = {"low": "saving_low_money", "mid": "saving_money", "high": "saving_high_money"}


def share_works(
    works: Works,
    communities: Communities,
    links: Links,
    labels: pd.Series,
    settings: CostSettings,
    *,
    year: int | None = None,
) -> Savings:
    """Work out what each area saves by being built together.

    Parameters
    ----------
    works : Works
        What each community needs alone.
    communities : Communities
        The same communities.
    links : Links
        Works are shared along the open ones inside an area.
    labels : Series
        ``area_id`` by ``community_id``, missing where a community is in none.
    settings : CostSettings
        Mobilisation, digging, width of surface, bulk discount and steps of the fees.
    year : int, optional
        When digging begins; roads that neighbours renewed shortly before are listed. None are if not given.

    Returns
    -------
    Savings
        Items that add up to the saving of each area, which is never below 0 nor above its cost and missing where the
        cost of fewer than two members is known; and its corridors.

    Notes
    -----
    Mobilisation: one for the area in place of one for each member.
    Trench: along a link between two members that both lay networks, each network would have a trench of its own; of
    those built in one window (``sync``) the most expensive is dug in full and each further one needs
    ``costs.further_share`` of its digging. No corridor is longer than the pipes that its two members lay.
    Surface: the strip of road above such a trench is made once, not by both.
    Facilities: as many as all households together need, not as many as the members plan for themselves. Only what the
    ledger names counts: a facility that nobody would have built alone is not saved.
    Fees: their percentages fall with the amount, and what is saved bears none.
    Bulk: a discount where only all members together reach the quantity.
    Streets inside a member save nothing: alone, too, its networks could share them.
    """
    require_known(works.quantities.index, labels.index, "labels")
    members = (
        labels.reindex(works.quantities.index).dropna().rename("area_id").rename_axis("community_id").reset_index()
    )
    pool = gather(works, communities, links, members, settings)
    corridors = lay_corridors(pool)
    return Savings(_share_items(pool, corridors), list_corridors(pool, corridors, communities, links, labels, year))


def price_areas(
    works: Works, communities: Communities, links: Links, members: pd.DataFrame, settings: CostSettings
) -> pd.DataFrame:
    """Work out what areas that may overlap save by being built together, each for itself.

    Parameters
    ----------
    works, communities, links, settings
        As for `share_works`.
    members : DataFrame
        ``area_id`` and ``community_id``; a community may be in several areas.

    Returns
    -------
    DataFrame
        As ``items`` of `Savings`.
    """
    pool = gather(works, communities, links, members, settings)
    return _share_items(pool, lay_corridors(pool))


def _share_items(pool: Pool, corridors: Corridors) -> pd.DataFrame:
    """Return what every area saves, item by item, by area."""
    direct = [
        _mobilisation(pool),
        _trench(pool, corridors),
        _surface(pool, corridors),
        _facilities(pool),
        _bulk(pool),
    ]
    items = [item.frame(pool.areas) for item in (*direct, _fees(pool, direct))]
    table = _cap(pd.concat(items), pool)
    priced = pd.Series(pool.is_priced, pool.areas).reindex(table.index.get_level_values("area_id")).to_numpy()
    table.loc[~priced, list(SAVED.values())] = np.nan
    table["rate_money"] = table["saving_money"] / table["quantity"].where(table["quantity"] > 0)
    table[list(SAVED.values())] = cut_amount(table[list(SAVED.values())])
    table = table[["quantity", "unit", "rate_money", *SAVED.values()]]
    return table.sort_index(level="area_id", sort_remaining=False, kind="stable")


def _mobilisation(pool: Pool) -> Item:
    at_work = (pool.quantities.to_numpy() > 0).any(axis=1)
    saved = {}
    for level, cost in mobilisations(pool.settings).items():
        weight = pool.fit[level] * at_work
        saved[level] = (pool.sum(weight) - pool.largest(weight)) * cost
    return Item("mobilisation", np.maximum(pool.sum(at_work.astype(float)) - 1, 0.0), "times", saved)


def _trench(pool: Pool, corridors: Corridors) -> Item:
    settings, saved = pool.settings, {}
    digging = (settings.digging_low_share, settings.digging_share, settings.digging_high_share)
    for level, share in zip(LEVELS, digging, strict=True):
        dug = corridors.networks * pool.rates.loc[corridors.codes, level].to_numpy()
        further = sum(_all_but_the_largest(dug[:, window]) for window in corridors.windows)
        spared = further * share * (1 - settings.further_share) * corridors.length_m
        saved[level] = pool.sum_links(spared * pool.link_fit(level))
    return Item("trench", pool.sum_links(corridors.shared_m), "m", saved)


def _all_but_the_largest(rates: np.ndarray) -> np.ndarray:
    """Return the sum of each row without its most expensive entry."""
    rest: np.ndarray = rates.sum(axis=1) - rates.max(axis=1, initial=0.0)
    return rest


def _surface(pool: Pool, corridors: Corridors) -> Item:
    width = np.minimum(pool.links["gap_m"].to_numpy(), pool.settings.surface_width_m)
    strip = corridors.length_m * width
    item = Item.nothing("surface", "m2", pool)
    for code in pool.shared_as("surface").index:
        once = pool.within(strip, pool.quantities[code].to_numpy())
        rate = pool.rate_of[code]
        saved = {level: pool.sum_links(once * pool.link_fit(level)) * rate[level] for level in LEVELS}
        item += Item("surface", pool.sum_links(once), "m2", saved)
    return item


def _facilities(pool: Pool) -> Item:
    item = Item.nothing("facilities", "places", pool)
    for code, serves in pool.shared_as("service")["serves"].to_dict().items():
        quantity = pool.own[code].to_numpy()
        served = np.where(quantity > 0, pool.households, 0.0)
        alone = np.ceil(served / serves)
        together = np.ceil(pool.sum(served) / serves)
        size = pool.largest(quantity / np.where(alone > 0, alone, 1.0))
        whole = pool.sum(quantity)
        spared = np.maximum(whole - together * size, 0.0)
        rate = pool.rate_of[code]
        saved = {level: spared * rate[level] * _ratio(pool.sum(quantity * pool.fit[level]), whole) for level in LEVELS}
        item += Item("facilities", np.where(spared > 0, pool.sum(alone) - together, 0.0), "places", saved)
    return item


def _bulk(pool: Pool) -> Item:
    settings = pool.settings
    discount = dict(zip(LEVELS, (settings.bulk_low_share, settings.bulk_share, settings.bulk_high_share), strict=True))
    item = Item.nothing("bulk", "money", pool)
    for code, start in pool.shared_as("bulk")["bulk_from"].dropna().to_dict().items():
        quantity = pool.quantities[code].to_numpy()
        gained = np.where(quantity < start, quantity, 0.0)
        reached = pool.sum(quantity) >= start
        rate = pool.rate_of[code]
        amount = {level: pool.sum(gained * pool.fit[level]) * reached * rate[level] for level in LEVELS}
        item += Item("bulk", amount["mid"], "money", {level: amount[level] * discount[level] for level in LEVELS})
    return item


def _fees(pool: Pool, direct: list[Item]) -> Item:
    """Fees on all members' works together, less what is saved of them, against the fees of each member."""
    catalogue, settings = pool.works.catalogue, pool.settings
    amounts, saved = {}, {}
    for level, mobilisation in mobilisations(settings).items():
        own = pool.quantities.to_numpy() @ pool.rates[level].to_numpy()
        own = np.where(own > 0, own + mobilisation, 0.0)
        alone = pool.sum(fees_on(own, catalogue, level, settings) * pool.fit[level])
        fitted = _ratio(pool.sum(own * pool.fit[level]), pool.sum(own))
        spared = sum((item.saved[level] for item in direct), np.zeros(len(pool.areas)))
        amounts[level] = np.maximum(pool.sum(own) - _ratio(spared, fitted), 0.0)
        saved[level] = np.maximum(alone - fees_on(amounts[level], catalogue, level, settings) * fitted, 0.0)
    return Item("fees", amounts["mid"], "money", saved)


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return part / np.where(whole > 0, whole, 1.0)


def _cap(items: pd.DataFrame, pool: Pool) -> pd.DataFrame:
    """Scale the items of an area down in proportion where they would exceed its cost."""
    capped = items.copy()
    for level, saving in SAVED.items():
        cost = pool.costs[COST[level]].groupby(pool.areas[pool.area]).sum(min_count=1)
        whole = items[saving].groupby(level="area_id").sum()
        room = cost.reindex(whole.index) / whole.where(whole > 0)
        scale = room.clip(upper=1.0).fillna(1.0)
        capped[saving] = items[saving] * scale.reindex(items.index, level="area_id")
    return capped
