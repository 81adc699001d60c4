"""The one place that knows how amounts are read and written: inside, they are in plain units of the currency.

Columns and knobs of amounts end in ``_money``. A bureau reads and types them in units of 10,000 (万元); names that
end in ``_wan`` hold such figures, as ledgers, settings and plans of earlier versions have them.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, TypeVar

from cluster_planner._amount_spellings import BEFORE_FIGURE, IN_WAN, UNITS, WAN

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

MONEY, OLDER = "_money", "_wan"
DECIMALS = 2  # decimals of an amount in plain units
PER_UNIT = 10**DECIMALS  # cents
NOISE = 1e-3  # of a cent
_AMOUNT = re.compile(
    rf"(?P<before>{BEFORE_FIGURE})?(?P<figure>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<after>\D.*)?"
)
Figures = TypeVar("Figures", float, "np.ndarray", "pd.Series")
Cents = TypeVar("Cents", "np.ndarray", "pd.Series", "pd.DataFrame")


def plain_amount(figures: Figures, worth: float = WAN) -> Figures:
    """Return figures in plain units to the cent, without the rounding noise of products such as 1234.56 * 10000.

    Examples
    --------
    >>> plain_amount(1234.56)
    12345600.0
    """
    if isinstance(figures, float | int):
        return round(float(figures) * worth, DECIMALS)
    return (figures * worth).round(DECIMALS)


def cut_amount(figures: Cents) -> Cents:
    """Return amounts in plain units without what is less than a cent; missing ones stay missing."""
    cut: Cents = (figures * PER_UNIT + NOISE) // 1 / PER_UNIT
    return cut


def to_cents(figures: Cents) -> Cents:
    """Return amounts in plain units as whole cents, of which any sum is exact; missing ones stay missing."""
    cents: Cents = (figures * PER_UNIT).round()
    return cents


def newer(name: str) -> str:
    """Return what a column or knob of amounts is called inside: ``invest_wan`` is ``invest_money``.

    Examples
    --------
    >>> newer("invest_wan"), newer("households")
    ('invest_money', 'households')
    """
    return name.removesuffix(OLDER) + MONEY if name.endswith(OLDER) else name


def older(name: str) -> str:
    """Return what a column of amounts is called where its figures are in 万元: ``invest_money`` is ``invest_wan``."""
    return name.removesuffix(MONEY) + OLDER if name.endswith(MONEY) else name


def read_amount(text: str) -> float | None:
    """Return an amount that is written with its unit, in plain units; None where it is not one.

    Examples
    --------
    >>> read_amount("17,867万元"), read_amount("CNY 178,670,000"), read_amount("17867")
    (178670000.0, 178670000.0, None)
    """
    typed = _AMOUNT.fullmatch("".join(unicodedata.normalize("NFKC", text).casefold().split()))
    if typed is None or bool(typed["before"]) == bool(typed["after"]):
        return None
    worth = UNITS.get(typed["before"] or typed["after"])
    return None if worth is None else plain_amount(float(typed["figure"].replace(",", "")), worth)


def write_amount(amount: float, unit: str = IN_WAN) -> str | None:
    """Return an amount with its unit, ``万元`` or ``CNY``, as `read_amount` reads it; None where that loses anything.

    Examples
    --------
    >>> write_amount(50_000_000.0), write_amount(12_345_600.0), write_amount(12_345_600.0, "CNY")
    ('5,000万元', '1,234.56万元', 'CNY 12,345,600')
    """
    whole, point, rest = f"{amount / UNITS[unit.casefold()]:,.6f}".partition(".")
    figure = whole + (point + rest).rstrip("0").rstrip(".")
    text = f"{unit} {figure}" if unit.isascii() else f"{figure}{unit}"
    return text if read_amount(text) == amount else None
