"""What each plan amounts to, figure by figure, as far as its files report it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from cluster_planner.columns import find_column
from cluster_planner.comparison import _readings as read
from cluster_planner.comparison._yardstick import value_by_rules_of
from cluster_planner.fields.choices import OUTCOMES
from cluster_planner.model import WrittenPlan

_MONEY = (
    "cost_alone_low_money", "cost_alone_money", "cost_alone_high_money", "cost_together_low_money", "cost_together_money",
    "cost_together_high_money", "saving_low_money", "saving_money", "saving_high_money", "mobilisation_saving_money",
    "trench_saving_money", "surface_saving_money", "facilities_saving_money", "fees_saving_money", "bulk_saving_money",
)  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """One figure that plans are compared by.

    Attributes
    ----------
    group : str
        What it belongs to.
    key : str
        What it is: a figure of its own, or one of a column of areas.
    unit : str
        What is counted or measured; ``none`` for plain numbers.
    decimals : int
        How fine it makes sense.
    of : callable
        The figure of a plan, None if its files do not report it.
    """

    group: str
    key: str
    unit: str
    decimals: int
    of: read.Reading


def compare_figures(plans: Sequence[WrittenPlan]) -> list[tuple[Figure, list[float]]]:
    """Return the figures that any of the plans reports, with the value of each plan, missing if it does not."""
    base = plans[0]
    figures = [*_division(), *_size(), *_worth(base), *_money(), *_programme(), *_quality()]
    found = [(figure, [_number(figure.of(plan)) for plan in plans]) for figure in figures]
    return [(figure, values) for figure, values in found if not np.isnan(values).all()]


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)


def _unit(name: str) -> str:
    """Return the unit of a column of areas."""
    column = find_column(name, "evaluation.areas")
    return column.unit if column and column.unit else "none"


def _division() -> list[Figure]:
    figure = partial(Figure, "division")
    return [
        figure("communities", "count", 0, lambda plan: len(plan.communities)),
        *(
            figure(f"outcome_{one.code}", "count", 0, read.count_of_outcome(one.code))
            for one in OUTCOMES
        ),
        figure("quarantine", "rows", 0, lambda plan: plan.record["counts"]["quarantine"]),
        figure("areas", "count", 0, lambda plan: len(plan.areas)),
        figure("mean_size", "count", 2, read.mean_of_areas("communities")),
    ]  # fmt: skip


def _size() -> list[Figure]:
    figure = partial(Figure, "size")
    return [
        figure("households", _unit("households"), 0, read.sum_of_areas("households")),
        figure("households_share", "percent", 1, read.share_in_areas),
        figure("floor_area_m2", _unit("floor_area_m2"), 0, read.sum_of_areas("floor_area_m2")),
        figure("likeness_mean", "none", 3, read.mean_of_areas("likeness_mean")),
        figure("need", "none", 3, read.mean_by_households("need")),
        figure("need_after", "none", 3, read.mean_by_households("need_after")),
    ]  # fmt: skip


def _worth(base: WrittenPlan) -> list[Figure]:
    figure = partial(Figure, "worth")
    return [
        figure("value", "none", 2, lambda plan: plan.record["value"]),
        figure("bound", "none", 2, lambda plan: plan.record["bound"]),
        figure("gap", "percent", 2, read.gap),
        figure("value_by_base", "none", 2, lambda plan: value_by_rules_of(plan, base)),
    ]  # fmt: skip


def _money() -> list[Figure]:
    figure = partial(Figure, "money")
    return [
        *(figure(name, _unit(name), 1, read.sum_of_areas(name)) for name in _MONEY),
        figure("saving_share", "percent", 2, read.saving_share),
        figure("cost_of_alone", "money", 1, read.cost_of_alone),
    ]


def _programme() -> list[Figure]:
    figure = partial(Figure, "programme")
    return [
        figure("placed", "count", 0, read.placed(is_in=True)),
        figure("placed_money", "money", 1, read.placed_money(is_in=True)),
        figure("left_out", "count", 0, read.placed(is_in=False)),
        figure("left_out_money", "money", 1, read.placed_money(is_in=False)),
        figure("placed_alone", "count", 0, read.placed_alone),
    ]  # fmt: skip


def _quality() -> list[Figure]:
    figure = partial(Figure, "quality")
    return [
        figure("stability", "percent", 1, read.stability),
        figure("errors", "places", 0, lambda plan: plan.record["counts"]["findings"]["error"]),
        figure("warnings", "places", 0, lambda plan: plan.record["counts"]["findings"]["warning"]),
    ]  # fmt: skip
