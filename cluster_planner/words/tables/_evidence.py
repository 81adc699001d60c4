"""What the likeness of this plan rests on, as a table: how much each part of a criterion distinguishes here."""

from __future__ import annotations

import pandas as pd

from cluster_planner.model import Plan
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._frames import label_column


def evidence_table(plan: Plan, lang: Lang) -> pd.DataFrame:
    """Return for each part and class of values how strongly it suggests that two belong together."""
    table = plan.likeness.evidence.reset_index()
    return table.assign(**{name: label_column(table[name], lang) for name in ("criterion", "part")})
