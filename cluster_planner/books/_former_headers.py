"""Headers of columns in sheets of earlier versions: such workbooks can still be read."""

from __future__ import annotations

from collections.abc import Mapping

IN_WAN = ("CNY 10,000", "10,000 CNY")  # what amounts were in where they are plain units now
# By column, in any language; full-width and half-width punctuation count as the same anyway.
FORMER_LABELS: Mapping[str, tuple[str, ...]] = {
    "need": ("体检得分", "Need"),
    "need_after": ("推定改造后体检得分", "改造后体检得分", "Need expected after the works", "Need after the works"),
    "likeness_min": ("Least likeness",),
    "value": ("目标值", "Value"),
    "value_lost": ("不设此片区的目标值损失（至多）", "Value lost without it, at most"),
    "mobilisation_saving_money": ("进场费节省",),
    "trench_saving_money": ("管沟共享节省",),
    "saving_lost_money": ("Saved less by the next best plan",),
    "cost_basis": ("Basis of the cost",),
    "fit": ("Fitted by",),
}
