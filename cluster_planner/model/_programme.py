"""The noun of years and money: which area, and which community alone, is renovated when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from typing import ClassVar

import pandas as pd

from cluster_planner.columns import PROGRAMME, Table


@dataclass(frozen=True, eq=False)
class Programme:
    """Which areas, and which communities alone, are renovated in which year with which money.

    Attributes
    ----------
    frame : DataFrame
        Indexed by ``area_id``: ``order`` (1 is first, of areas and communities alone together), ``year`` in which it
        starts (missing where left out), ``cost_together_money``; ``score`` in points (all projects together
        have 100), the sum of ``score_need``, ``score_saving`` and ``score_consent``, and ``score_rate`` (points for
        each 10 million CNY); of those left out ``more_money``, money with which it could begin in ``more_year``;
        ``reason_said``.
    years : DataFrame
        Indexed by ``year``, where projects are paid beyond the last year also that year: ``budget_money`` (missing
        where none is given, as is ``left_money``),
        ``committed_money`` (for projects under way, as far as their cost is known; missing where none is), ``unpriced``
        (how many of those that are due something are of unknown cost), ``spent_money`` (for this programme),
        ``left_money`` (with nothing off for those of unknown cost), ``areas`` and ``alone`` (how many start),
        ``lacking_money`` (with so much more all demands could be met; missing where no money would do).
    alone : DataFrame
        Indexed by ``community_id``, the communities that are renovated alone: as ``frame``, with ``cost_alone_money``.
    funds : DataFrame
        Indexed by ``year`` and ``source``: ``budget_money`` (missing where none is given), ``used_money`` (with what
        is committed).
    payments : DataFrame
        Indexed by ``outcome`` (``area`` or ``alone``), ``project_id``, ``year`` and ``source``: ``payment_money``, what
        the source pays for the project in the year, to the cent. The payments for a project add up to its cost, those
        of a source and year to what it gives beyond projects under way.
    shortfalls : DataFrame
        Demands that are not met: ``demand`` (``county``, ``deadline``, or ``most``: more areas than a county should
        have), ``county``, ``community_id``, ``year``, ``areas`` (how many are wanted), ``missing`` (or beyond),
        ``reason_said``.
    value : float
        Points of the programme; a project that starts a year later scores a share less.
    bound : float
        Points that no programme under the same rules can exceed.
    status : str
        ``optimal``: no programme is better by more than the tolerance of the settings; else ``bounded``.
    """

    COLUMNS: ClassVar[Mapping[str, Table]] = PROGRAMME

    frame: pd.DataFrame
    years: pd.DataFrame
    alone: pd.DataFrame = field(default_factory=pd.DataFrame)
    funds: pd.DataFrame = field(default_factory=pd.DataFrame)
    payments: pd.DataFrame = field(default_factory=pd.DataFrame)
    shortfalls: pd.DataFrame = field(default_factory=pd.DataFrame)
    value: float = 0.0
    bound: float = 0.0
    status: str = "optimal"

    @property
    def gap(self) -> float:
        """No programme under these rules can be better by more than this share; 0 is proven optimal."""
        if self.value == 0:
            return inf if self.bound > 0 else 0.0
        return max(0.0, (self.bound - self.value) / abs(self.value))

    @property
    def budgeted(self) -> bool:
        """Whether it was made within a budget."""
        return bool(self.years["budget_money"].notna().all())

    def starts(self) -> list[int]:
        """Return the years in which any area or community alone starts, early to late."""
        placed = [table["year"].dropna() for table in (self.frame, self.alone) if "year" in table]
        return sorted({int(year) for years in placed for year in years})

    def counts(self) -> dict[str, int]:
        """Return how many areas and communities alone are in and out, and the first and last year of starts.

        ``unpriced``: how many are out since nobody knows what they cost.
        """
        starts = self.years.index[self.years[["areas", "alone"]].sum(axis=1) > 0]
        first, last = (starts.min(), starts.max()) if len(starts) else (self.years.index.min(), self.years.index.min())
        tables = {"areas": self.frame, "alone": self.alone}
        placed = {name: int(table["year"].notna().sum()) for name, table in tables.items()}
        out = {f"{name}_out": len(table) - placed[name] for name, table in tables.items()}
        costs = {"areas": "cost_together_money", "alone": "cost_alone_money"}
        unpriced = sum(int(table[costs[name]].isna().sum()) for name, table in tables.items() if len(table))
        return {**placed, **out, "unpriced": unpriced, "first": int(first), "last": int(last)}

    def __repr__(self) -> str:
        """Say how much of the money is used, what is left out and which demands are not met."""
        out = int(self.frame["year"].isna().sum())
        spent, budget = (self.years[name].sum() for name in ("spent_money", "budget_money"))
        of_budget = f"of {budget:,.0f}" if self.budgeted else "without a budget"
        return (
            f"<Programme: {len(self.frame) - out} areas in {len(self.years)} years, {out} left out, "
            f"CNY {spent:,.0f} {of_budget}, {len(self.shortfalls)} demands not met, {self.status}, "
            f"gap at most {self.gap:.2%}>"
        )
