"""What each plan comes to, figure by figure, as far as its files tell it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cluster_planner.comparison._yardstick import value_by_rules_of
from cluster_planner.fields import CATALOGUE
from cluster_planner.model import WrittenPlan

Reading = Callable[[WrittenPlan], float | None]
_MONEY = (
    "cost_alone_low_wan", "cost_alone_wan", "cost_alone_high_wan", "cost_together_low_wan", "cost_together_wan",
    "cost_together_high_wan", "saving_low_wan", "saving_wan", "saving_high_wan", "mobilisation_saving_wan",
    "trench_saving_wan", "surface_saving_wan", "facilities_saving_wan", "fees_saving_wan", "bulk_saving_wan",
)  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """One figure that plans are compared by.

    Attributes
    ----------
    key : str
        What it is called in the code.
    group, words : (str, str)
        What it belongs to and what it is, Chinese and English.
    unit : str
        In Chinese, empty for shares and plain numbers.
    decimals : int
        How fine it makes sense.
    of : callable
        The figure of a plan, None where its files do not tell it.
    """

    key: str
    group: tuple[str, str]
    words: tuple[str, str]
    unit: str
    decimals: int
    of: Reading


def compare_figures(plans: Sequence[WrittenPlan]) -> list[tuple[Figure, list[float]]]:
    """Return the figures that any of the plans tells, with the value of each plan, missing where it does not."""
    base = plans[0]
    found = [(figure, [_number(figure.of(plan)) for plan in plans]) for figure in _figures(base)]
    return [(figure, values) for figure, values in found if not np.isnan(values).all()]


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)


def _figures(base: WrittenPlan) -> list[Figure]:
    return [*_division(), *_size(), *_worth(base), *_money(), *_programme(), *_quality()]


def _division() -> list[Figure]:
    group = ("划分", "Division")
    outcomes = [
        Figure(
            f"outcome_{choice.code}",
            group,
            (f"小区: {choice.zh}", f"Communities: {choice.en}"),
            "个",
            0,
            _outcome(choice.code),
        )
        for choice in CATALOGUE["outcome"].choices
    ]
    return [
        Figure("communities", group, ("小区总数", "Communities"), "个", 0, lambda plan: len(plan.communities)),
        *outcomes,
        Figure(
            "quarantine",
            group,
            ("隔离的行", "Rows in quarantine"),
            "行",
            0,
            lambda plan: plan.record["counts"]["quarantine"],
        ),
        Figure("areas", group, ("片区数", "Areas"), "个", 0, lambda plan: len(plan.areas)),
        Figure(
            "mean_size",
            group,
            ("平均每片区小区数", "Communities in an area, mean"),
            "个",
            2,
            lambda plan: _mean(plan, "communities"),
        ),
    ]


def _size() -> list[Figure]:
    group = ("规模", "Size")
    return [
        Figure("households", group, ("片区户数", "Households in areas"), "户", 0, _sum_of_areas("households")),
        Figure(
            "households_share", group, ("片区户数占可参与户数", "Share of eligible households"), "%", 1, _share_in_areas
        ),
        Figure(
            "floor_area_m2", group, ("片区建筑面积", "Floor area in areas"), "㎡", 0, _sum_of_areas("floor_area_m2")
        ),
        Figure(
            "likeness_mean",
            group,
            ("片区平均相似度", "Likeness in areas, mean"),
            "",
            3,
            lambda plan: _mean(plan, "likeness_mean"),
        ),
        *(
            Figure(
                name,
                group,
                (f"片区{_field(name)[0]}(按户平均)", f"{_field(name)[1]} of areas, by households"),
                "",
                3,
                _by_households(name),
            )
            for name in ("need", "need_after")
        ),
    ]


def _worth(base: WrittenPlan) -> list[Figure]:
    group = ("目标值", "Value")
    by_base = (f"目标值(均按“{base.name}”的门槛和权重)", f"Value (all by threshold and weights of {base.name!r})")
    return [
        Figure(
            "value",
            group,
            ("目标值(各按自身设置)", "Value (each by its own settings)"),
            "",
            2,
            lambda plan: plan.record["value"],
        ),
        Figure(
            "bound",
            group,
            ("上界(各按自身设置)", "Upper bound (each by its own settings)"),
            "",
            2,
            lambda plan: plan.record["bound"],
        ),
        Figure("gap", group, ("与上界的差距", "Gap to the bound"), "%", 2, lambda plan: _percent(plan.record["gap"])),
        Figure("value_by_base", group, by_base, "", 2, lambda plan: value_by_rules_of(plan, base)),
    ]


def _money() -> list[Figure]:
    group = ("费用与节省", "Costs and savings")
    sums = [
        Figure(name, group, (f"片区{_field(name)[0]}", f"{_field(name)[1]}, areas"), "万元", 1, _sum_of_areas(name))
        for name in _MONEY
    ]
    return [
        *sums,
        Figure("saving_share", group, ("节省比例", "Share saved"), "%", 2, _saving_share),
        Figure("cost_of_alone", group, ("单独改造小区的费用", "Cost of those alone"), "万元", 1, _cost_of_alone),
    ]


def _programme() -> list[Figure]:
    group = ("年度计划", "Programme")
    return [
        Figure(
            "placed",
            group,
            ("列入计划的片区", "Areas with a year"),
            "个",
            0,
            lambda plan: _placed(plan, "count", is_in=True),
        ),
        Figure(
            "placed_wan",
            group,
            ("列入计划的片区费用", "Cost of areas with a year"),
            "万元",
            1,
            lambda plan: _placed(plan, "sum", is_in=True),
        ),
        Figure(
            "left_out",
            group,
            ("未列入计划的片区", "Areas left out"),
            "个",
            0,
            lambda plan: _placed(plan, "count", is_in=False),
        ),
        Figure(
            "left_out_wan",
            group,
            ("未列入计划的片区费用", "Cost of areas left out"),
            "万元",
            1,
            lambda plan: _placed(plan, "sum", is_in=False),
        ),
        Figure(
            "placed_alone", group, ("列入计划的单独改造小区", "Communities alone with a year"), "个", 0, _placed_alone
        ),
    ]


def _quality() -> list[Figure]:
    group = ("数据与稳定性", "Data and stability")
    return [
        Figure("stability", group, ("试算中仍在一起的比例", "Pairs that stay together in trials"), "%", 1, _stability),
        Figure(
            "errors",
            group,
            ("数据错误", "Errors in the data"),
            "处",
            0,
            lambda plan: plan.record["counts"]["findings"]["error"],
        ),
        Figure(
            "warnings",
            group,
            ("数据提醒", "Warnings on the data"),
            "处",
            0,
            lambda plan: plan.record["counts"]["findings"]["warning"],
        ),
    ]


def _field(name: str) -> tuple[str, str]:
    field = CATALOGUE.get(name)
    return (name, name) if field is None else (field.zh, field.en)


def _outcome(code: str) -> Reading:
    return lambda plan: int((plan.communities["outcome"] == code).sum())


def _sum_of_areas(name: str) -> Reading:
    return lambda plan: plan.areas[name].sum(min_count=1) if name in plan.areas else None


def _mean(plan: WrittenPlan, name: str) -> float | None:
    return plan.areas[name].mean() if name in plan.areas else None


def _by_households(name: str) -> Reading:
    def mean(plan: WrittenPlan) -> float | None:
        if name not in plan.areas:
            return None
        known = plan.areas[[name, "households"]].dropna()
        weight = known["households"].sum()
        return float((known[name] * known["households"]).sum() / weight) if weight else None

    return mean


def _share_in_areas(plan: WrittenPlan) -> float | None:
    if "households" not in plan.communities:
        return None
    eligible = plan.communities[plan.communities["outcome"] != "not_eligible"]
    whole = eligible["households"].sum()
    return _percent(eligible["households"][eligible["area_id"].notna()].sum() / whole) if whole else None


def _saving_share(plan: WrittenPlan) -> float | None:
    saving, cost = plan.areas["saving_wan"].sum(), plan.areas["cost_alone_wan"].sum()
    return _percent(saving / cost) if cost else None


def _cost_of_alone(plan: WrittenPlan) -> float:
    alone = plan.communities["outcome"] == "alone"
    return float(plan.communities.loc[alone, "cost_alone_wan"].sum())


def _placed(plan: WrittenPlan, what: str, *, is_in: bool) -> float | None:
    if "year" not in plan.areas:
        return None
    chosen = plan.areas["year"].notna() == is_in
    return float(chosen.sum() if what == "count" else plan.areas.loc[chosen, "cost_together_wan"].sum())


def _placed_alone(plan: WrittenPlan) -> float | None:
    if "year" not in plan.communities:
        return None
    return float((plan.communities["year"].notna() & (plan.communities["outcome"] == "alone")).sum())


def _stability(plan: WrittenPlan) -> float | None:
    tested = plan.record.get("stability")
    return _percent(tested["share"]) if tested else None


def _percent(share: float | None) -> float | None:
    return None if share is None or pd.isna(share) else 100.0 * share
