"""Who pays how much for a lift: exact to the cent."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from cluster_planner.errors import DataError
from cluster_planner.lifts._terms import WHOLE, LiftTerms, Scheme
from cluster_planner.said import say

# Highest floor that the table of each scheme names; the rule of the table goes on above it.
TABLED: dict[Scheme, int] = {"P1": 9, "P2": 7, "P3": 7}


def floor_weight(scheme: Scheme, floor: int) -> Fraction:
    """Return what a flat pays relative to others by the scheme: the weight of its floor.

    Parameters
    ----------
    scheme : {"P1", "P2", "P3"}
        P1: nothing up to the 2nd floor, 0.7 on the 3rd and 0.1 more on each above it (table to the 9th). P2: 0.5 on the
        2nd, 1 on the 3rd and 0.1 more on each above it (table to the 7th). P3: floors ridden, floor less one.
    floor : int
        From 1, the ground floor, which pays nothing.

    Returns
    -------
    Fraction
        Exact weight.
    """
    match scheme:
        case "P1":
            return Fraction(floor + 4, 10) if floor >= 3 else Fraction(0)  # noqa: PLR2004 - the table begins there
        case "P2":
            return Fraction(floor + 7, 10) if floor >= 3 else Fraction(floor - 1, 2)  # noqa: PLR2004
        case _:
            return Fraction(floor - 1)


def share_cost(flats: pd.DataFrame, terms: LiftTerms) -> pd.DataFrame:
    """Share the cost of each stairwell's lift among its flats.

    Each pays in proportion to the weight of its floor times its area, or times one per household; left-over
    cents go by largest remainder, ties by id, so that the shares of a stairwell add up to its cost less the subsidy.

    Parameters
    ----------
    flats : DataFrame
        Indexed by ``(stairwell, flat)``: ``floor``, ``exclusive_m2`` (counted to 0.01 m2) and ``opts_in``.
    terms : LiftTerms
        Cost, subsidy and scheme.

    Returns
    -------
    DataFrame
        Indexed as the flats: ``weight`` of the floor (for P4 its share of the whole), 0 for those who opt out, and
        ``share_cents``, integers.

    Raises
    ------
    DataError
        If in some stairwell nobody would pay, or in P4 nobody on a floor that has to.
    """
    weight = _floor_weights(flats, terms)
    parts = pd.Series([a * b for a, b in zip(weight, _amounts(flats, weight, terms), strict=True)], flats.index)
    stairwells = parts.sort_index().groupby(level="stairwell")
    cents = pd.concat([_apportion(terms.shared_cents, part) for _, part in stairwells])
    return pd.DataFrame({"weight": weight.astype("float64"), "share_cents": cents.reindex(flats.index)})


def share_by_floor(flats: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    """Return what each floor pays together.

    Parameters
    ----------
    flats : DataFrame
        As for `share_cost`.
    shares : DataFrame
        From `share_cost`.

    Returns
    -------
    DataFrame
        Indexed by ``(stairwell, floor)``: ``flats`` and ``paying_flats`` (counts), ``weight``, ``share_cents`` and
        ``cost_share``, the part of the whole.
    """
    joined = shares.assign(floor=flats["floor"], paying=shares["weight"] > 0)
    floors = joined.groupby(["stairwell", "floor"]).agg(
        flats=("paying", "size"),
        paying_flats=("paying", "sum"),
        weight=("weight", "max"),
        share_cents=("share_cents", "sum"),
    )
    whole = floors["share_cents"].groupby(level="stairwell").transform("sum")
    return floors.assign(cost_share=floors["share_cents"] / whole.where(whole > 0))


def _floor_weights(flats: pd.DataFrame, terms: LiftTerms) -> pd.Series:
    """Return the exact weight of each flat's floor, 0 where it opts out."""
    floors = {int(floor) for floor in flats["floor"].unique()}
    if terms.scheme == "P4":
        weights = {floor: terms.floor_shares.get(floor, Fraction(0)) / WHOLE for floor in floors}
        _refuse_idle_floors(flats, terms)
    else:
        weights = {floor: floor_weight(terms.scheme, floor) for floor in floors}
    weight = flats["floor"].map(weights).astype("object").where(flats["opts_in"], Fraction(0))
    pays = (weight > 0).groupby(level="stairwell").any()
    if terms.shared_cents and not pays.all():
        raise DataError(
            say("error.lifts.nobody_pays"),
            say("error.lifts.check_floors"),
            list(pays.index[~pays]),
        )
    return weight


def _refuse_idle_floors(flats: pd.DataFrame, terms: LiftTerms) -> None:
    idle = [
        f"{stairwell} {floor}F"
        for stairwell, group in flats.groupby(level="stairwell")
        for floor, percent in sorted(terms.floor_shares.items())
        if percent and floor not in set(group.loc[group["opts_in"], "floor"])
    ]
    if idle:
        raise DataError(
            say("error.lifts.idle_floors"),
            say("error.lifts.agree_again"),
            idle,
        )


def _amounts(flats: pd.DataFrame, weight: pd.Series, terms: LiftTerms) -> pd.Series:
    """Return what the weight of a floor is multiplied by: area in 0.01 m2, or one; in P4 its part of the floor."""
    amount = whole_dm2(flats["exclusive_m2"]) if terms.basis == "area" else pd.Series(1, flats.index)
    if terms.scheme != "P4":
        return amount
    of_floor = amount.where(weight > 0, 0).groupby([flats.index.get_level_values("stairwell"), flats["floor"]])
    totals = of_floor.transform("sum").clip(lower=1)
    return pd.Series(
        [Fraction(int(part), int(total)) for part, total in zip(amount, totals, strict=True)], flats.index, "object"
    )


def whole_dm2(area_m2: pd.Series) -> pd.Series:
    """Return areas as whole numbers of 0.01 m2, as the register gives them, so that sums and ratios are exact."""
    return (area_m2 * 100).round().astype("int64")


def _apportion(total: int, parts: pd.Series) -> pd.Series:
    """Split whole cents in proportion to the parts, by largest remainder; among equal ones the first."""
    whole = sum(parts, Fraction(0))
    quotas = [total * part / whole if whole else Fraction(0) for part in parts]
    cents = [int(quota) for quota in quotas]
    by_remainder = sorted(range(len(cents)), key=lambda place: cents[place] - quotas[place])
    for place in by_remainder[: total - sum(cents)]:
        cents[place] += 1
    return pd.Series(cents, index=parts.index, dtype="int64")
