"""What each plan comes to, figure by figure, as far as its files tell it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from cluster_planner.comparison import _readings as read
from cluster_planner.comparison._yardstick import value_by_rules_of
from cluster_planner.fields import CATALOGUE
from cluster_planner.model import WrittenPlan

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
    group : (str, str)
        What it belongs to, Chinese and English.
    key : str
        What it is called in the code.
    words : (str, str)
        What it is, Chinese and English.
    unit : str
        In Chinese, empty for plain numbers.
    decimals : int
        How fine it makes sense.
    of : callable
        The figure of a plan, None where its files do not tell it.
    """

    group: tuple[str, str]
    key: str
    words: tuple[str, str]
    unit: str
    decimals: int
    of: read.Reading


def compare_figures(plans: Sequence[WrittenPlan]) -> list[tuple[Figure, list[float]]]:
    """Return the figures that any of the plans tells, with the value of each plan, missing where it does not."""
    base = plans[0]
    figures = [*_division(), *_size(), *_worth(base), *_money(), *_programme(), *_quality()]
    found = [(figure, [_number(figure.of(plan)) for plan in plans]) for figure in figures]
    return [(figure, values) for figure, values in found if not np.isnan(values).all()]


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)


def _division() -> list[Figure]:
    figure = partial(Figure, ("划分", "Division"))
    outcomes = CATALOGUE["outcome"].choices
    return [
        figure("communities", ("小区总数", "Communities"), "个", 0, lambda plan: len(plan.communities)),
        *(
            figure(f"outcome_{one.code}", (f"小区: {one.zh}", f"Communities: {one.en}"), "个", 0, read.count_of_outcome(one.code))
            for one in outcomes
        ),
        figure("quarantine", ("隔离的行", "Rows in quarantine"), "行", 0, lambda plan: plan.record["counts"]["quarantine"]),
        figure("areas", ("片区数", "Areas"), "个", 0, lambda plan: len(plan.areas)),
        figure("mean_size", ("平均每片区小区数", "Communities in an area, mean"), "个", 2, read.mean_of_areas("communities")),
    ]  # fmt: skip


def _size() -> list[Figure]:
    figure = partial(Figure, ("规模", "Size"))
    return [
        figure("households", ("片区户数", "Households in areas"), "户", 0, read.sum_of_areas("households")),
        figure("households_share", ("片区户数占可参与户数", "Share of eligible households"), "%", 1, read.share_in_areas),
        figure("floor_area_m2", ("片区建筑面积", "Floor area in areas"), "㎡", 0, read.sum_of_areas("floor_area_m2")),
        figure("likeness_mean", ("片区平均相似度", "Likeness in areas, mean"), "", 3, read.mean_of_areas("likeness_mean")),
        figure("need", ("片区体检得分(按户平均)", "Need of areas, by households"), "", 3, read.mean_by_households("need")),
        figure("need_after", ("改造后体检得分(按户平均)", "Need after the works"), "", 3, read.mean_by_households("need_after")),
    ]  # fmt: skip


def _worth(base: WrittenPlan) -> list[Figure]:
    figure = partial(Figure, ("目标值", "Value"))
    by_base = (f"目标值(均按“{base.name}”的门槛和权重)", f"Value (all by threshold and weights of {base.name!r})")
    return [
        figure("value", ("目标值(各按自身设置)", "Value (each by its own settings)"), "", 2, lambda plan: plan.record["value"]),
        figure("bound", ("上界(各按自身设置)", "Upper bound (each by its own)"), "", 2, lambda plan: plan.record["bound"]),
        figure("gap", ("与上界的差距", "Gap to the bound"), "%", 2, read.gap),
        figure("value_by_base", by_base, "", 2, lambda plan: value_by_rules_of(plan, base)),
    ]  # fmt: skip


def _money() -> list[Figure]:
    figure = partial(Figure, ("费用与节省", "Costs and savings"))
    fields = [CATALOGUE[name] for name in _MONEY]
    return [
        *(
            figure(field.name, (f"片区{field.zh}", f"{field.en}, areas"), "万元", 1, read.sum_of_areas(field.name))
            for field in fields
        ),
        figure("saving_share", ("节省比例", "Share saved"), "%", 2, read.saving_share),
        figure("cost_of_alone", ("单独改造小区的费用", "Cost of those alone"), "万元", 1, read.cost_of_alone),
    ]


def _programme() -> list[Figure]:
    figure = partial(Figure, ("年度计划", "Programme"))
    return [
        figure("placed", ("列入计划的片区", "Areas with a year"), "个", 0, read.placed(is_in=True)),
        figure("placed_wan", ("列入计划的片区费用", "Cost of areas with a year"), "万元", 1, read.placed_wan(is_in=True)),
        figure("left_out", ("未列入计划的片区", "Areas left out"), "个", 0, read.placed(is_in=False)),
        figure("left_out_wan", ("未列入计划的片区费用", "Cost of areas left out"), "万元", 1, read.placed_wan(is_in=False)),
        figure("placed_alone", ("列入计划的单独改造小区", "Communities alone with a year"), "个", 0, read.placed_alone),
    ]  # fmt: skip


def _quality() -> list[Figure]:
    figure = partial(Figure, ("数据与稳定性", "Data and stability"))
    return [
        figure("stability", ("试算中仍在一起的比例", "Pairs together in trials"), "%", 1, read.stability),
        figure("errors", ("数据错误", "Errors in the data"), "处", 0, lambda plan: plan.record["counts"]["findings"]["error"]),
        figure("warnings", ("数据提醒", "Warnings"), "处", 0, lambda plan: plan.record["counts"]["findings"]["warning"]),
    ]  # fmt: skip
