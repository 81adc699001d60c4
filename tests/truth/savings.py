"""What each area saves, item by item, worked out again from works, open links and rates."""

from __future__ import annotations

import numpy as np
import pandas as pd

from truth import works

LEVELS = works.LEVELS
SHARES = {
    "digging": {level: f"costs.digging{end}_share" for level, end in zip(LEVELS, ("_low", "", "_high"), strict=True)},
    "bulk": {level: f"costs.bulk{end}_share" for level, end in zip(LEVELS, ("_low", "", "_high"), strict=True)},
}


def trenches(links, amounts, catalogue):
    """Return the open links inside areas with the length that two members share, and which networks lie in it."""
    codes = list(catalogue.index[catalogue["share"] == "trench"])
    laid = amounts[codes]
    most = laid.max(axis=1)
    cut = links.assign(length=within(links, links["facing_m"], most))
    lays = (laid > 0).reindex(cut["focal"]).to_numpy() | (laid > 0).reindex(cut["neighbor"]).to_numpy()
    lays = pd.DataFrame(lays, columns=codes, index=cut.index)
    return cut.assign(shared=cut["length"] * _several(lays, catalogue)), lays


def _several(lays, catalogue):
    """Say along which links two networks or more are laid in one window."""
    windows = catalogue.loc[lays.columns].groupby("sync").groups.values()
    return np.any([lays[list(codes)].sum(axis=1) > 1 for codes in windows], axis=0)


def within(links, lengths, most):
    """Return lengths along links, cut so that those of a member come to no more than its own."""
    both = lengths.groupby(links["focal"]).sum().add(lengths.groupby(links["neighbor"]).sum(), fill_value=0)
    room = (most.reindex(both.index) / both.where(both > 0, 1.0)).clip(upper=1.0)
    return lengths * np.minimum(links["focal"].map(room), links["neighbor"].map(room))


def cut(amounts):
    """Return amounts without what is less than a cent, but for the noise of sums."""
    return np.floor(amounts * 100 + 1e-3) / 100


def saved(members, links, work, catalogue, settings):
    """Return the items of one area: for each its quantity and what it saves at each level, missing if no cost is known.

    Parameters
    ----------
    members : list of ids
    links : tuple of DataFrame
        From `trenches`, those of the area.
    work : Work
        Of all communities.
    """
    own, (corridors, lays) = work.amounts.loc[members], links
    costs, whole = work.costs.loc[members], work.whole.loc[members]
    planned = own.where(work.names.loc[members] | (work.beyond.loc[members] > 0), 0.0)
    sizes = work.sizes["households"].loc[members].fillna(0.0)
    fit = {
        level: (costs[level] / whole[level].where(whole[level] > 0))
        .clip(upper=1)
        .fillna(1)
        .where(costs[level].notna(), 0.0)
        for level in LEVELS
    }
    ends = {
        level: np.minimum(corridors["focal"].map(fit[level]), corridors["neighbor"].map(fit[level])) for level in LEVELS
    }
    rate = works.direct(catalogue)
    at_work = (own > 0).any(axis=1)
    items = {"进场与临设": (max(at_work.sum() - 1, 0), {})}
    for level in LEVELS:
        weight = fit[level] * at_work
        items["进场与临设"][1][level] = (weight.sum() - weight.max()) * works.mobilisation(settings, level)
    items["共沟敷设"] = _trench(corridors, lays, ends, rate, settings)
    items["路面一次恢复"] = _surface(corridors, own, ends, rate, settings)
    items["设施共享"] = _facilities(planned, sizes, fit, rate)
    items["集中采购"] = _bulk(own, fit, rate, settings)
    direct_saved = {level: sum(item[1][level] for item in items.values()) for level in LEVELS}
    items["间接费累退"] = _fees(own, fit, direct_saved, catalogue, rate, settings)
    if costs["mid"].notna().sum() < min(len(members), 2):
        return {name: (quantity, dict.fromkeys(LEVELS, np.nan)) for name, (quantity, _) in items.items()}
    return _capped(items, costs)


def _trench(corridors, lays, ends, rate, settings):
    windows = [list(codes) for _, codes in rate.loc[lays.columns].groupby("sync").groups.items()]
    saving = {}
    for level in LEVELS:
        dug = lays * rate.loc[lays.columns, f"{level}_money"].to_numpy(float)
        further = sum(dug[codes].sum(axis=1) - dug[codes].max(axis=1) for codes in windows)
        share = settings[SHARES["digging"][level]] * (1 - settings["costs.further_share"])
        saving[level] = (further * share * corridors["length"] * ends[level]).sum()
    return corridors["shared"].sum(), saving


def _surface(corridors, own, ends, rate, settings):
    strip = corridors["length"] * np.minimum(corridors["gap_m"], settings["costs.surface_width_m"])
    quantity, saving = 0.0, dict.fromkeys(LEVELS, 0.0)
    for code in rate.index[rate["share"] == "surface"]:
        once = within(corridors, strip, own[code])
        quantity += once.sum()
        saving = {
            level: saving[level] + (once * ends[level]).sum() * rate.loc[code, f"{level}_money"] for level in LEVELS
        }
    return quantity, saving


def _facilities(own, households, fit, rate):
    number, saving = 0.0, dict.fromkeys(LEVELS, 0.0)
    for code, serves in rate.loc[rate["share"] == "service", "serves"].items():
        amount = own[code]
        served = households.where(amount > 0, 0.0)
        alone, together = np.ceil(served / serves), np.ceil(served.sum() / serves)
        size = (amount / alone.where(alone > 0, 1.0)).max()
        spared = max(amount.sum() - together * size, 0.0)
        number += alone.sum() - together if spared > 0 else 0.0
        for level in LEVELS:
            fitted = (amount * fit[level]).sum() / (amount.sum() or 1.0)
            saving[level] += spared * rate.loc[code, f"{level}_money"] * fitted
    return number, saving


def _bulk(own, fit, rate, settings):
    amount = dict.fromkeys(LEVELS, 0.0)
    for code, start in rate.loc[rate["share"] == "bulk", "bulk_from"].dropna().items():
        gained = own[code].where(own[code] < start, 0.0)
        reached = own[code].sum() >= start
        amount = {
            level: amount[level] + (gained * fit[level]).sum() * reached * rate.loc[code, f"{level}_money"]
            for level in LEVELS
        }
    return amount["mid"], {level: amount[level] * settings[SHARES["bulk"][level]] for level in LEVELS}


def _fees(own, fit, spared, catalogue, rate, settings):
    saving, amounts = {}, {}
    for level in LEVELS:
        direct = own.to_numpy() @ rate[f"{level}_money"].to_numpy(float)
        direct = np.where(direct > 0, direct + works.mobilisation(settings, level), 0.0)
        alone = (works.fees(direct, catalogue, settings, level) * fit[level].to_numpy()).sum()
        fitted = (direct * fit[level].to_numpy()).sum() / (direct.sum() or 1.0)
        amounts[level] = max(direct.sum() - spared[level] / (fitted or 1.0), 0.0)
        together = works.fees(np.array([amounts[level]]), catalogue, settings, level)[0] * fitted
        saving[level] = max(alone - together, 0.0)
    return amounts["mid"], saving


def _capped(items, costs):
    """Scale savings down where they come to more than the cost; low and high enclose the likely."""
    scale = {}
    for level in LEVELS:
        low = {name: _ordered(item[1])[level] for name, item in items.items()}
        whole, cost = sum(low.values()), costs[level].sum(min_count=1)
        scale[level] = min(cost / whole, 1.0) if whole > 0 and cost == cost else 1.0  # noqa: PLR0124
    return {
        name: (
            quantity if levels["mid"] > 0 else 0.0,
            {level: _ordered(levels)[level] * scale[level] for level in LEVELS},
        )
        for name, (quantity, levels) in items.items()
    }


def _ordered(levels):
    return {"low": min(levels["low"], levels["mid"]), "mid": levels["mid"], "high": max(levels["mid"], levels["high"])}
