"""Which works each community needs when it is renovated alone, how much of each, and what that costs."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from cluster_planner._formula import evaluate
from cluster_planner._money import plain_amount
from cluster_planner.fields.stages import FINISHED
from cluster_planner.model import Communities, Works
from cluster_planner.profile import Profile
from cluster_planner.settings import CostSettings
from cluster_planner.works._alike import cost_of_like
from cluster_planner.works._measures import measure_sites
from cluster_planner.works._overrides import heed_overrides, mark_overrides
from cluster_planner.works._prices import LEVELS, direct_works, fees_on, mobilisations, rates_of
from cluster_planner.works._rules import read_changes
from cluster_planner.works._scope import read_scope

UNCHECKED = "unchecked"  # a code of the bank, but no answer
HALF = 0.5
LEAST_KNOWN_SHARE = 0.5  # of the fields that works change: with fewer of them known no estimate follows from works
LEAST_OF_LIKE = 0.5  # of the cost of like communities: an estimate from works below that has missed works
WORKS = {"low": "works_low_money", "mid": "works_money", "high": "works_high_money"}
COST = {"low": "cost_alone_low_money", "mid": "cost_alone_money", "high": "cost_alone_high_money"}


def list_works(
    communities: Communities, catalogue: pd.DataFrame, settings: CostSettings, overrides: pd.DataFrame | None = None
) -> Works:
    """List the works that each community needs when it is renovated alone, and what that costs.

    A work is needed where its condition holds. The fields of a finished community describe it after its works, so those
    that works change count as unknown there. Where the ledger names any work (``works``), what it names is the scope;
    other works that are needed are suggestions, which do not count unless ``costs.suggested_works`` is ``counted``.

    Parameters
    ----------
    communities : Communities
        The communities, n of them.
    catalogue : DataFrame
        From `read_works`.
    settings : CostSettings
        Mobilisation, steps of the fees, rates where no works follow; whether suggestions count.
    overrides : DataFrame, optional
        From `read_overrides`: quantities that take the place of those that follow from the rules, always in the scope.

    Returns
    -------
    Works
        Quantities and costs, indexed as the communities. The cost is the investment of the bank where there is one;
        else works, one mobilisation and fees, times the local factor; else the median of like communities, see
        `cost_of_like`; else a rate of the settings for each m2 or household; all to the cent, so that sums of them are
        exact. Missing where none of these is known.
        Works are no basis where they leave out part of the scope, or come to less than `LEAST_OF_LIKE` of what like
        communities cost as given: what is unknown must not make a community cheap.
    """
    needed, scope = _quantities(communities, catalogue, settings), read_scope(communities, catalogue)
    named, measured = scope.named, needed > 0
    if overrides is not None:
        needed, named = heed_overrides(needed, overrides), mark_overrides(named, overrides)
        measured = mark_overrides(needed > 0, overrides)
    counts_all = settings.suggested_works == "counted"
    suggested = needed.where(np.logical_and(scope.is_stated.to_numpy()[:, None], ~named), 0.0)
    quantities = needed if counts_all else needed - suggested
    estimate = _estimate(quantities, catalogue, settings)
    given = communities.frame["invest_money"].where(communities.frame["invest_money"] > 0)
    follows = _follow(communities, catalogue) & (estimate["mid"] > 0) & scope.is_covered(measured)
    # All that is needed costs more than a scope: prices are compared, and fitted, among the more frequent of the two.
    is_scope = scope.is_stated & (not counts_all)
    alike = is_scope == (is_scope.mean() > HALF)
    comparable = given.notna() & follows & alike
    compared, learned = int(comparable.sum()), settings.local_factor
    if compared >= settings.least_known:
        learned = float(given[comparable].sum() / estimate.loc[comparable, "mid"].sum())
    factor = pd.Series(settings.local_factor, quantities.index).mask(alike, learned)
    follows &= ~(estimate["mid"] * factor < LEAST_OF_LIKE * cost_of_like(communities, given))
    priced = given.fillna((estimate["mid"] * factor).where(follows))
    like = cost_of_like(communities, priced)
    by_like, by_rate = (_spread(cost, settings) for cost in (like, _by_rate(communities, settings)))
    costs = pd.DataFrame(index=quantities.index)
    for level, column in COST.items():
        own = given.fillna((estimate[level] * factor).where(follows))
        costs[column] = plain_amount(own.fillna(by_like[level]).fillna(by_rate[level]), worth=1.0)
    for level, column in WORKS.items():
        costs[column] = estimate[level]
    known = [given.notna(), follows, like.notna(), by_rate["mid"].notna()]
    basis = np.select(known, ["given", "works", "like", "rate"], default="")
    costs["cost_basis"] = pd.Series(basis, quantities.index, dtype="str").where(basis != "")
    costs["fit"] = costs["cost_alone_money"] / estimate["mid"].where(estimate["mid"] > 0)
    costs["knows_networks"] = _know_networks(communities, catalogue) | scope.is_stated.to_numpy()
    return Works(catalogue, quantities, costs, learned, compared, suggested, named & (needed > 0))


def _quantities(communities: Communities, catalogue: pd.DataFrame, settings: CostSettings) -> pd.DataFrame:
    # Rows by number and texts by category: of a million communities both are found many times faster.
    sized = measure_sites(communities, settings).reset_index(drop=True)
    known = _before_works(communities, changed_fields(catalogue, communities.profile))
    named = _names_in(catalogue["when"])
    known = known.astype({name: "category" for name in known if name in named and known[name].dtype == "str"})
    amounts = {}
    for code, work in direct_works(catalogue).iterrows():
        amount = evaluate(work["quantity"], sized, "number").fillna(0.0).clip(lower=0.0)
        amounts[code] = amount.where(evaluate(work["when"], known, "truth"), 0.0) if work["when"] else amount
    return pd.DataFrame(amounts).set_axis(communities.index)


def _names_in(rules: pd.Series) -> set[str]:
    return set(re.findall(r"\w+", " ".join(rules)))


def _before_works(communities: Communities, changed: list[str]) -> pd.DataFrame:
    """Return the fields as they were before any works: of finished communities, none that works change.

    Rows are in the order of the communities, numbered.
    """
    table = pd.DataFrame(communities.frame).drop(columns="geometry").reset_index(drop=True)
    finished = table["status"].isin(FINISHED)
    for name in changed:
        table[name] = table[name].mask(finished | (table[name] == UNCHECKED))
    return table


def _know_networks(communities: Communities, catalogue: pd.DataFrame) -> np.ndarray:
    """Return where the state of any network is known."""
    fields = changed_fields(catalogue[catalogue["share"] == "trench"], communities.profile)
    known: np.ndarray = _before_works(communities, fields)[fields].notna().any(axis=1).to_numpy()
    return known


def changed_fields(catalogue: pd.DataFrame, profile: Profile) -> list[str]:
    """Return the fields that any work changes, in order."""
    rules = direct_works(catalogue)["becomes"]
    return sorted({change.field for rule in rules for change in read_changes(rule, profile.catalogue.of_bank)})


def _follow(communities: Communities, catalogue: pd.DataFrame) -> np.ndarray:
    """Return where enough is known for works to follow."""
    fields = changed_fields(catalogue, communities.profile)
    if not fields:
        return np.ones(len(communities), dtype=bool)
    share: np.ndarray = communities.frame[fields].notna().mean(axis=1).to_numpy()
    return share >= LEAST_KNOWN_SHARE


def _estimate(quantities: pd.DataFrame, catalogue: pd.DataFrame, settings: CostSettings) -> pd.DataFrame:
    """Return works, one mobilisation and fees at each level; nothing where no work is needed."""
    direct = quantities.to_numpy() @ rates_of(catalogue).to_numpy()
    mobilisation = mobilisations(settings)
    whole = {}
    for place, level in enumerate(LEVELS):
        amount = np.where(direct[:, place] > 0, direct[:, place] + mobilisation[level], 0.0)
        whole[level] = amount + fees_on(amount, catalogue, level, settings)
    return pd.DataFrame(whole, index=quantities.index)


def _by_rate(communities: Communities, settings: CostSettings) -> pd.Series:
    """Return the cost from floor area, else from households; missing where neither is known."""
    sizes = communities.frame[["floor_area_m2", "households"]]
    known = sizes.apply(lambda size: size.where(size > 0))  # a frame at once takes ten times as long
    by_floor_area = known["floor_area_m2"] * settings.per_m2_money
    cost: pd.Series = by_floor_area.fillna(known["households"] * settings.per_household_money)
    return cost


def _spread(cost: pd.Series, settings: CostSettings) -> pd.DataFrame:
    """Return a cost known only by rates, at each level."""
    spread = settings.rate_spread
    return pd.DataFrame({"low": cost * (1 - spread), "mid": cost, "high": cost * (1 + spread)})
