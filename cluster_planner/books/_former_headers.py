"""What columns were called in sheets of earlier versions: such workbooks go on being read."""

from __future__ import annotations

from collections.abc import Mapping

# By column, in any language; widths of brackets and stops are not told apart anyway.
FORMER_LABELS: Mapping[str, tuple[str, ...]] = {
    "need": ("体检得分",),
    "need_after": ("推定改造后体检得分", "改造后体检得分"),
    "value": ("目标值",),
    "value_lost": ("不设此片区的目标值损失（至多）",),
    "mobilisation_saving_money": ("进场费节省",),
    "trench_saving_money": ("管沟共享节省",),
}
