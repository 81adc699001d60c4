"""What the members of each area save by being built together: six items, each with quantity, rate and range."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_planner._align import require_known
from cluster_planner.model import Communities, Links, Savings, Works
from cluster_planner.settings import CostSettings
from cluster_planner.works._corridors import Corridors, lay_corridors, list_corridors
from cluster_planner.works._list import COST
from cluster_planner.works._pool import Item, Pool, gather
from cluster_planner.works._prices import CNY_PER_WAN, LEVELS, fees_wan, mobilisations_wan

SAVED = {"low": "saving_low_wan", "mid": "saving_wan", "high": "saving_high_wan"}


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
        When digging begins; roads that neighbours renewed shortly before are told. None is told if not given.

    Returns
    -------
    Savings
        Items that add up to the saving of each area, which is never below 0 nor above its cost; and its corridors.

    Notes
    -----
    Mobilisation: one for the area in place of one for each member.
    Trench: along a link between two members that both lay networks, each network would be dug for by its own; together
    the dearest is dug in full and each further one needs ``costs.further_share`` of its digging. No corridor is longer
    than the pipes that its two members lay.
    Surface: the strip of road along a link is made once, not by both.
    Facilities: as many as all households together need, not as many as each member needs for itself.
    Fees: their percentages fall with the amount, and what is saved bears none.
    Bulk: a discount where only all members together reach the quantity.
    Streets inside a member save nothing: alone, too, its networks could share them.
    """
    require_known(works.quantities.index, labels.index, "labels")
    pool = gather(works, communities, links, labels, settings)
    corridors = lay_corridors(pool)
    direct = [
        _mobilisation(pool),
        _trench(pool, corridors),
        _surface(pool),
        _facilities(pool),
        _bulk(pool),
    ]
    items = [item.frame(pool.areas) for item in (*direct, _fees(pool, direct))]
    table = _cap(pd.concat(items), works, labels) if items else pd.DataFrame()
    table["rate_cny"] = table["saving_wan"] * CNY_PER_WAN / table["quantity"].where(table["quantity"] > 0)
    table = table[["quantity", "unit", "rate_cny", *SAVED.values()]]
    return Savings(
        table.sort_index(level="area_id", sort_remaining=False, kind="stable"),
        list_corridors(pool, corridors, communities, links, labels, year),
    )


def _mobilisation(pool: Pool) -> Item:
    at_work = (pool.quantities.to_numpy() > 0).any(axis=1)
    weight = pool.fit * at_work
    most = np.zeros(len(pool.areas))
    np.maximum.at(most, pool.area, weight)
    spared = pool.sum(weight) - most
    saved = {level: spared * wan for level, wan in mobilisations_wan(pool.settings).items()}
    return Item("mobilisation", np.maximum(pool.sum(at_work.astype(float)) - 1, 0.0), "次", saved)


def _trench(pool: Pool, corridors: Corridors) -> Item:
    settings = pool.settings
    digging = dict(
        zip(LEVELS, (settings.digging_low_share, settings.digging_share, settings.digging_high_share), strict=True)
    )
    saved = {}
    for level in LEVELS:
        rate = pool.rates.loc[corridors.codes, level].to_numpy()
        dug = corridors.networks * rate
        further = dug.sum(axis=1) - dug.max(axis=1, initial=0.0)
        spared = further * digging[level] * (1 - settings.further_share) * corridors.length_m * pool.link_fit
        saved[level] = pool.sum_links(spared)
    several = corridors.networks.sum(axis=1) > 1
    return Item("trench", pool.sum_links(corridors.length_m * several), "m", saved)


def _surface(pool: Pool) -> Item:
    width = np.minimum(pool.links["gap_m"].to_numpy(), pool.settings.surface_width_m)
    strip = pool.links["trench_m"].to_numpy() * width
    shared = np.zeros(len(pool.areas))
    saved = {level: np.zeros(len(pool.areas)) for level in LEVELS}
    for code in pool.shared_as("surface").index:
        once = pool.within(strip, pool.quantities[code].to_numpy())
        shared = shared + pool.sum_links(once)
        for level in LEVELS:
            saved[level] = saved[level] + pool.sum_links(once * pool.link_fit) * pool.rates.loc[code, level]
    return Item("surface", shared, "㎡", saved)


def _facilities(pool: Pool) -> Item:
    spared = np.zeros(len(pool.areas))
    saved = {level: np.zeros(len(pool.areas)) for level in LEVELS}
    for code, serves in pool.shared_as("service")["serves"].items():
        quantity = pool.quantities[code].to_numpy()
        served = np.where(quantity > 0, pool.households, 0.0)
        alone = np.ceil(served / serves)
        size = np.zeros(len(pool.areas))
        np.maximum.at(size, pool.area, quantity / np.where(alone > 0, alone, 1.0))
        together = np.ceil(pool.sum(served) / serves)
        less = np.maximum(pool.sum(quantity) - together * size, 0.0)
        fitted = _ratio(pool.sum(quantity * pool.fit), pool.sum(quantity))
        spared = spared + np.where(less > 0, pool.sum(alone) - together, 0.0)
        for level in LEVELS:
            saved[level] = saved[level] + less * fitted * pool.rates.loc[code, level]
    return Item("facilities", spared, "处", saved)


def _bulk(pool: Pool) -> Item:
    settings = pool.settings
    discount = dict(zip(LEVELS, (settings.bulk_low_share, settings.bulk_share, settings.bulk_high_share), strict=True))
    amount = {level: np.zeros(len(pool.areas)) for level in LEVELS}
    for code, start in pool.shared_as("bulk")["bulk_from"].dropna().items():
        quantity = pool.quantities[code].to_numpy()
        gained = pool.sum(np.where(quantity < start, quantity * pool.fit, 0.0))
        gained = np.where(pool.sum(quantity) >= start, gained, 0.0)
        for level in LEVELS:
            amount[level] = amount[level] + gained * pool.rates.loc[code, level]
    return Item("bulk", amount["mid"], "万元", {level: amount[level] * discount[level] for level in LEVELS})


def _fees(pool: Pool, direct: list[Item]) -> Item:
    """Fees on all members' works together, less what is saved of them, against the fees of each member."""
    catalogue, settings = pool.works.catalogue, pool.settings
    mobilisation, saved = mobilisations_wan(settings), {}
    amounts = {}
    for level in LEVELS:
        own = pool.quantities.to_numpy() @ pool.rates[level].to_numpy()
        own = np.where(own > 0, own + mobilisation[level], 0.0)
        alone = pool.sum(fees_wan(own, catalogue, level, settings) * pool.fit)
        fitted = _ratio(pool.sum(own * pool.fit), pool.sum(own))
        spared = sum((item.saved[level] for item in direct), np.zeros(len(pool.areas)))
        amounts[level] = np.maximum(pool.sum(own) - _ratio(spared, fitted), 0.0)
        saved[level] = np.maximum(alone - fees_wan(amounts[level], catalogue, level, settings) * fitted, 0.0)
    return Item("fees", amounts["mid"], "万元", saved)


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return part / np.where(whole > 0, whole, 1.0)


def _cap(items: pd.DataFrame, works: Works, labels: pd.Series) -> pd.DataFrame:
    """Scale the items of an area down alike where they would come to more than its cost."""
    capped = items.copy()
    for level, saving in SAVED.items():
        cost = works.costs[COST[level]].groupby(labels).sum(min_count=1)
        whole = items[saving].groupby(level="area_id").sum()
        scale = np.fmin(1.0, cost.reindex(whole.index) / whole.where(whole > 0))
        capped[saving] = items[saving] * scale.reindex(items.index, level="area_id").fillna(1.0)
    return capped
