"""Values of one row that contradict each other: counts, shares, money, dates, years, units."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from cluster_planner._amount_spellings import WAN
from cluster_planner._cells import as_text
from cluster_planner.fields import Catalogue
from cluster_planner.settings import Settings
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.values import _value_rules as rules
from cluster_planner.validation.values._amounts import bare_worth

# The first cannot exceed the second.
_ORDERED_COUNTS = (
    ("consent_households", "households"),
    ("buildings", "households"),
    ("residents_60", "residents"),
)
_ORDERED_DATES = (("started_on", "done_on"), ("done_on", "accepted_on"), ("started_on", "accepted_on"))
_YEAR_DAYS = 366
_SHARE_TOLERANCE = 0.02
_MONEY_TOLERANCE = 0.01
_FAR = 2.0
_FUND = "^fund_"  # columns of sources of money


class _Ratio(NamedTuple):
    """The usual range of a figure per household, and its factor in another unit."""

    field: str
    low: float
    high: float
    factors: tuple[float, ...]


_RATIOS = (
    _Ratio("floor_area_m2", 20.0, 300.0, (1e4, 1e-4, 2000 / 3)),
    _Ratio("invest_money", 0.1 * WAN, 20.0 * WAN, (1 / WAN, WAN)),
)


def judge_values(
    table: pd.DataFrame, cells: pd.DataFrame, settings: Settings, catalogue: Catalogue, remarks: Remarks
) -> None:
    """Refuse rows with values that cannot all be true, and doubt those that hardly can.

    Parameters
    ----------
    table : DataFrame
        Parsed columns of the catalogue.
    cells : DataFrame
        The same rows as they came.
    settings : Settings
        ``checkup.age_year``: what was built later is a mistake; ``eligibility.built_until``.
    catalogue : Catalogue
        The fields.
    remarks : Remarks
        Collects all findings.
    """
    for few, many in _ORDERED_COUNTS:
        wrong = table[few] > table[many]
        if wrong.any():
            found = as_text(table[few]) + " > " + as_text(table[many])
            remarks.add(rules.COUNTS_CONTRADICT, wrong, field=few, found=found)
    if "buildings" in cells:
        none = (pd.to_numeric(as_text(cells["buildings"]), errors="coerce") == 0) & (table["households"] > 0)
        remarks.add(rules.NO_BUILDINGS, none, field="buildings", found="0")
    _judge_years(table, settings, remarks)
    _judge_share(table, remarks)
    _judge_units(table, cells, catalogue, remarks)
    _judge_money(table, cells, catalogue, remarks)
    _judge_dates(table, remarks)


def _judge_years(table: pd.DataFrame, settings: Settings, remarks: Remarks) -> None:
    first, last = table["build_year"], table["build_year_to"]
    latest, until = settings.checkup.age_year, settings.eligibility.built_until
    remarks.add(rules.YEAR_IN_FUTURE, first > latest, field="build_year", found=first)
    remarks.add(rules.YEAR_STRADDLES, (first <= until) & (last > until), field="build_year_to", found=last)


def _judge_share(table: pd.DataFrame, remarks: Remarks) -> None:
    share = table["consent_households"] / table["households"]
    differs = (share - table["consent_share"]).abs() > _SHARE_TOLERANCE
    remarks.add(
        rules.SHARE_DISAGREES,
        differs & (share <= 1),
        field="consent_share",
        found=table["consent_share"],
        becomes=share.round(3),
    )


def _judge_units(table: pd.DataFrame, cells: pd.DataFrame, catalogue: Catalogue, remarks: Remarks) -> None:
    for name, low, high, factors in _RATIOS:
        value, ratio = table[name], table[name] / table["households"]
        meant = pd.Series(np.nan, index=table.index)
        for factor in factors:
            fits = ~ratio.between(low, high) & (ratio * factor).between(low, high)
            meant = meant.fillna((value * factor).where(fits))
        if meant.isna().all():
            continue
        as_written = bare_worth(cells, catalogue[name])
        becomes = as_text((meant / as_written).round(4)) + "?"
        remarks.add(rules.UNIT_DOUBTFUL, meant.notna(), field=name, found=value / as_written, becomes=becomes)


def _judge_money(table: pd.DataFrame, cells: pd.DataFrame, catalogue: Catalogue, remarks: Remarks) -> None:
    planned, paid = table["invest_money"], table["paid_money"]
    as_written = bare_worth(cells, catalogue["invest_money"])
    funds = table.filter(regex=_FUND).sum(axis=1, min_count=2)
    differ = (funds - planned).abs() > _MONEY_TOLERANCE * planned
    remarks.add(
        rules.FUNDS_DIFFER,
        differ,
        field="invest_money",
        found=planned / as_written,
        becomes=(funds / as_written).round(4),
    )
    far = paid > _FAR * planned
    over = (paid > (1 + _MONEY_TOLERANCE) * planned) & ~far
    for rule, where in ((rules.FAR_OVERPAID, far), (rules.OVERPAID, over)):
        remarks.add(rule, where, field="paid_money", found=paid / bare_worth(cells, catalogue["paid_money"]))


def _judge_dates(table: pd.DataFrame, remarks: Remarks) -> None:
    for early, late in _ORDERED_DATES:
        both = table[early].notna() & table[late].notna()
        if not both.any():
            continue
        before, after = (pd.to_datetime(table.loc[both, name], format="%Y-%m-%d") for name in (early, late))
        days = (before - after).dt.days.reindex(table.index)
        found = table[early] + " > " + table[late]
        far = days > _YEAR_DAYS
        remarks.add(rules.DATES_FAR_DISORDER, far, field=early, found=found)
        remarks.add(rules.DATES_DISORDER, (days > 0) & ~far, field=early, found=found)
