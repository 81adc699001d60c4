"""The terms on which neighbours share the cost of a lift."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from cluster_planner.errors import SettingsError

Scheme = Literal["P1", "P2", "P3", "P4"]
Basis = Literal["area", "household"]
Majority = Literal["special", "ordinary"]
SCHEMES: tuple[Scheme, ...] = ("P1", "P2", "P3", "P4")
CENTS_PER_WAN = 1_000_000
DEAREST_WAN = 10_000
WHOLE = Fraction(100)
_PART = re.compile(r"(?P<floor>\d+)=(?P<percent>\d+(?:\.\d+)?)%?")


@dataclass(frozen=True, kw_only=True)
class LiftTerms:
    """What a lift costs, by which scheme that is shared, and which majority has to agree.

    Attributes
    ----------
    scheme : {"P1", "P2", "P3", "P4"}
        Weight of each floor: see `floor_weight`; P4 is agreed in ``floor_shares``.
    cost_wan, subsidy_wan : float
        Cost of one lift, and what others pay of it, in 10,000 CNY; each stairwell has one lift.
    by : {"area", "household"}, optional
        Whether flats of one floor share by area or evenly; as the scheme has it if not given: P1 by area, the others
        by household.
    floor_shares : mapping of int to Fraction
        For P4 what each floor pays together, in per cent of the whole; 100 in all.
    majority : {"special", "ordinary"}
        Three quarters, as for rebuilding what is owned in common, or more than half.
    """

    scheme: Scheme = "P1"
    cost_wan: float = 60.0
    subsidy_wan: float = 0.0
    by: Basis | None = None
    floor_shares: Mapping[int, Fraction] = field(default_factory=dict)
    majority: Majority = "special"

    def __post_init__(self) -> None:
        """Refuse terms that no contract can have."""
        if not 0 <= self.subsidy_wan <= self.cost_wan <= DEAREST_WAN:
            cost, subsidy = f"{self.cost_wan:g}", f"{self.subsidy_wan:g}"
            raise SettingsError(
                (
                    f"造价 {cost} 万元应在 0 与 {DEAREST_WAN} 万元之间, 补助 {subsidy} 万元不得超过造价。",
                    f"The cost, {cost} wan CNY, must be 0 to {DEAREST_WAN}, the subsidy, {subsidy}, 0 to the cost.",
                ),
                ("请核对 --cost 和 --subsidy, 单位为万元。", "Check --cost and --subsidy; both are in 10,000 CNY."),
            )
        if (self.scheme == "P4") != bool(self.floor_shares):
            raise SettingsError(
                (
                    "方案 P4 按协议约定的各楼层比例分摊, 其他方案不用比例。",
                    "Scheme P4 takes the share of each floor from the contract; no other scheme has any.",
                ),
                (
                    "请同时写 --scheme P4 与 --floor-shares, 例如 --floor-shares 2=5,3=10,4=20,5=30,6=35。",
                    "Give --scheme P4 and --floor-shares together, such as --floor-shares 2=5,3=10,4=20,5=30,6=35.",
                ),
            )
        total = sum(self.floor_shares.values(), Fraction(0))
        if self.floor_shares and total != WHOLE:
            raise SettingsError(
                (f"各楼层比例合计 {float(total):g}%, 应为 100%。", f"The shares of floors come to {float(total):g}%."),
                ("请核对协议中的比例。", "They must come to 100%: check the contract."),
            )

    @property
    def shared_cents(self) -> int:
        """What the flats pay together for one lift, in cents of a yuan."""
        return round(self.cost_wan * CENTS_PER_WAN) - round(self.subsidy_wan * CENTS_PER_WAN)

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
        If it is written otherwise, or a floor stands there twice.

    Examples
    --------
    >>> read_floor_shares("2=12.5, 3=87.5")
    {2: Fraction(25, 2), 3: Fraction(175, 2)}
    """
    parts = [part for part in re.split(r"[\s,，;；]+", text) if part]
    found = [_PART.fullmatch(part) for part in parts]
    shares = {int(part["floor"]): Fraction(part["percent"]) for part in found if part}
    if len(shares) < len(parts):
        raise SettingsError(
            (f"无法读取楼层比例“{text}”, 或有楼层重复。", f"The shares of floors {text!r} cannot be read."),
            ("请写成 2=5,3=10.5 (楼层=百分数)。", "Write each floor once, as 2=5,3=10.5: floor and per cent."),
        )
    return shares
