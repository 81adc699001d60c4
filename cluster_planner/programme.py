"""Which area is built in which year with which money."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd

from cluster_planner.fields import Lang
from cluster_planner.model import Evaluation, Programme
from cluster_planner.settings import BudgetSettings

__all__ = ["schedule_areas"]

CNY_PER_WAN = 10_000
PHRASES = {
    "placed": (
        "优先级第 {order} 位，安排在 {year} 年，需 {cost} 万元。",
        "Priority {order}: done in {year} for {cost}.",
    ),
    "placed_unknown": (
        "优先级第 {order} 位，安排在 {year} 年；造价不详，暂按 0 计，请补充后重排。",
        "Priority {order}: done in {year}; its cost is unknown and counts as 0, add it and run again.",
    ),
    "too_dear": (
        "优先级第 {order} 位；需 {cost} 万元，超过单个年度预算 {budget} 万元，未列入。",
        "Priority {order}: left out, since {cost} is more than the {budget} of a whole year.",
    ),
    "no_money": (
        "优先级第 {order} 位；需 {cost} 万元，各年度余额最多 {left} 万元，未列入。",
        "Priority {order}: left out, since {cost} is needed and no year has more than {left} left.",
    ),
}


def schedule_areas(evaluation: Evaluation, settings: BudgetSettings) -> Programme:
    """Put the areas into years by priority, within the budget of each year.

    Priority is ``need_weight`` times the place of an area by need plus the rest times its place by share saved, both
    scaled to 0 to 1; what is unknown comes last, ties go by id. In each year first at most ``areas_per_county`` areas
    of each county have their turn, then the others while money is left. An area that does not fit lets the next pass.

    Parameters
    ----------
    evaluation : Evaluation
        Areas with ``need``, ``saving_share``, ``cost_together_wan`` and ``county``, m of them.
    settings : BudgetSettings
        Years, yearly budget, weights.

    Returns
    -------
    Programme
        ``frame`` indexed as the areas: ``order`` (1 is first), ``year`` (missing where left out),
        ``cost_together_wan`` and the reasons. No year spends more than its budget; an unknown cost counts as 0, and
        the reason says so.
    """
    areas = evaluation.areas
    order = _order(areas["need"], areas["saving_share"], settings.need_weight)
    frame = pd.DataFrame({"order": order, "cost_together_wan": areas["cost_together_wan"].astype(float)})
    years = [_Year(settings.first_year + after, settings.yearly_wan) for after in range(settings.years)]
    waiting = _queue(frame, areas["county"])
    for year in years:
        year.fill(waiting, settings.max_areas_per_county)
        waiting = [area for area in waiting if area.id not in year.taken]
    given = {area: year.year for year in years for area in year.taken}
    frame["year"] = pd.array([given.get(area, pd.NA) for area in frame.index], dtype="Int64")
    most_left = max(year.left for year in years)
    for lang in ("zh", "en"):
        texts = [_explain(row, most_left, settings, lang) for _, row in frame.iterrows()]
        frame[f"reason_{lang}"] = pd.Series(texts, index=frame.index, dtype="str")
    columns = ["order", "year", "cost_together_wan", "reason_zh", "reason_en"]
    return Programme(frame=frame[columns], years=_ledger(years))


def _order(need: pd.Series, saving_share: pd.Series, need_weight: float) -> pd.Series:
    by_need, by_saving = (value.rank(pct=True).fillna(0.0) for value in (need, saving_share))
    priority = need_weight * by_need + (1 - need_weight) * by_saving
    ordered = priority.sort_index().sort_values(ascending=False, kind="stable").index
    return pd.Series(range(1, len(ordered) + 1), index=ordered).reindex(need.index)


class _Waiting(NamedTuple):
    """One area that has no year yet."""

    id: str
    county: str
    cost_wan: float


def _queue(frame: pd.DataFrame, county: pd.Series) -> list[_Waiting]:
    """Return the areas in their order; an unknown county is one county, an unknown cost is 0."""
    queue = frame.assign(county=county.fillna(""), cost_wan=frame["cost_together_wan"].fillna(0.0)).sort_values("order")
    return [_Waiting(*area) for area in zip(queue.index, queue["county"], queue["cost_wan"], strict=True)]


@dataclass
class _Year:
    """One year while it is being filled."""

    year: int
    budget_wan: float
    spent_wan: float = 0.0
    taken: list[str] = field(default_factory=list)

    @property
    def left(self) -> float:
        return self.budget_wan - self.spent_wan

    def fill(self, waiting: list[_Waiting], areas_per_county: int) -> None:
        """Take areas in order: at first only so many of each county, then whatever still fits."""
        of_county: Counter[str] = Counter()
        for area in waiting:
            if of_county[area.county] < areas_per_county and self._take(area):
                of_county[area.county] += 1
        for area in waiting:
            if area.id not in self.taken:
                self._take(area)

    def _take(self, area: _Waiting) -> bool:
        fits = self.spent_wan + area.cost_wan <= self.budget_wan
        if fits:
            self.taken.append(area.id)
            self.spent_wan += area.cost_wan
        return fits


def _ledger(years: list[_Year]) -> pd.DataFrame:
    """Return what each year may spend and spends, indexed by year."""
    rows = {year.year: (year.budget_wan, year.spent_wan, len(year.taken)) for year in years}
    ledger = pd.DataFrame.from_dict(rows, orient="index", columns=["budget_wan", "spent_wan", "areas"])
    return ledger.rename_axis("year")


def _explain(row: pd.Series, most_left_wan: float, settings: BudgetSettings, lang: Lang) -> str:
    cost = row["cost_together_wan"]
    if pd.notna(row["year"]):
        phrase = "placed_unknown" if pd.isna(cost) else "placed"
    else:
        phrase = "too_dear" if cost > settings.yearly_wan else "no_money"
    zh, en = PHRASES[phrase]
    money = {"cost": cost, "budget": settings.yearly_wan, "left": most_left_wan}
    told = {name: _money(wan, lang) for name, wan in money.items() if pd.notna(wan)}
    return (zh if lang == "zh" else en).format(order=row["order"], year=row["year"], **told)


def _money(wan: float, lang: Lang) -> str:
    return f"{wan:,.1f}" if lang == "zh" else f"CNY {wan * CNY_PER_WAN:,.0f}"
