"""The terms on which neighbours share the cost of a lift."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from cluster_planner._arguments import require_fields
from cluster_planner.errors import SettingsError
from cluster_planner.lifts._flat_marks import BETWEEN
from cluster_planner.said import Code, Money, Number, say

Scheme = Literal["P1", "P2", "P3", "P4"]
Basis = Literal["area", "household"]
Majority = Literal["special", "ordinary"]
SCHEMES: tuple[Scheme, ...] = ("P1", "P2", "P3", "P4")
CENTS = 100  # of one unit of the currency
DEAREST = 1e8  # no lift costs more
WHOLE = Fraction(100)
_PART = re.compile(r"(?P<floor>\d{1,3})=(?P<percent>\d{1,3}(?:\.\d{1,9})?)%?")


@dataclass(frozen=True, kw_only=True)
class LiftTerms:
    """What a lift costs, by which scheme that is shared, and which majority has to agree.

    Attributes
    ----------
    scheme : {"P1", "P2", "P3", "P4"}
        Weight of each floor: see `floor_weight`; P4 is agreed in ``floor_shares``.
    cost_money, subsidy_money : float
        Cost of one lift, and what others pay of it; each stairwell has one lift.
    by : {"area", "household"}, optional
        Whether flats of one floor share by area or evenly; by default as the scheme says: P1 by area, the others by
        household.
    floor_shares : mapping of int to Fraction
        For P4 what each floor pays together, in per cent of the whole; 100 in all.
    majority : {"special", "ordinary"}
        Three quarters, as for rebuilding common property, or more than half.
    """

    scheme: Scheme = "P1"
    cost_money: float = 600_000.0
    subsidy_money: float = 0.0
    by: Basis | None = None
    floor_shares: Mapping[int, Fraction] = field(default_factory=dict)
    majority: Majority = "special"

    def __post_init__(self) -> None:
        """Refuse terms that no contract can have."""
        require_fields(self)
        if not 0 <= self.subsidy_money <= self.cost_money <= DEAREST:
            raise SettingsError(
                say(
                    "error.lifts.cost_beyond",
                    cost=Money(self.cost_money),
                    dearest=Money(DEAREST),
                    subsidy=Money(self.subsidy_money),
                ),
                say("error.lifts.check_cost"),
            )
        if (self.scheme == "P4") != bool(self.floor_shares):
            raise SettingsError(
                say("error.lifts.shares_without_scheme"),
                say("error.lifts.give_scheme_and_shares"),
            )
        total = sum(self.floor_shares.values(), Fraction(0))
        if self.floor_shares and total != WHOLE:
            raise SettingsError(
                say("error.lifts.shares_come_to", total=Number(float(total))),
                say("error.lifts.check_contract"),
            )

    @property
    def shared_cents(self) -> int:
        """What the flats pay together for one lift, in cents of a yuan."""
        return round(self.cost_money * CENTS) - round(self.subsidy_money * CENTS)

    @property
    def basis(self) -> Basis:
        """Whether flats of one floor share by area or evenly."""
        return self.by or ("area" if self.scheme == "P1" else "household")


def read_floor_shares(text: str) -> dict[int, Fraction]:
    """Read what each floor pays, as it is written on the command line.

    Parameters
    ----------
    text : str
        Such as ``2=5,3=10.5``: floor and per cent.

    Returns
    -------
    dict of int to Fraction
        Exact per cent of each floor; empty for an empty text.

    Raises
    ------
    SettingsError
        If it is written otherwise, or names a floor twice.

    Examples
    --------
    >>> read_floor_shares("2=12.5, 3=87.5")
    {2: Fraction(25, 2), 3: Fraction(175, 2)}
    """
    parts = [part for part in BETWEEN.split(text) if part]
    found = [_PART.fullmatch(part) for part in parts]
    shares = {int(part["floor"]): Fraction(part["percent"]) for part in found if part}
    if len(shares) < len(parts):
        raise SettingsError(
            say("error.lifts.shares_unreadable", text=Code(text)),
            say("error.lifts.write_shares"),
        )
    return shares
