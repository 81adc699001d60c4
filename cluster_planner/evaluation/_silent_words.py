"""How many members of an area do not report a figure: what its sums leave out."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pandas as pd

from cluster_planner.evaluation._words import phrase
from cluster_planner.said import Count, Label, Several, several

SUMS = {"households_known": "households", "floor_area_m2_known": "floor_area_m2", "cost_known": "cost_alone_money"}


def name_silent(figures: pd.DataFrame) -> pd.Series:
    """Name the sums of each area that leave out members, with how many.

    Parameters
    ----------
    figures : DataFrame
        Indexed by ``area_id``: ``communities`` and how many of them each sum covers, ``<name>_known``.

    Returns
    -------
    Series
        Lists to be worded, missing if every sum covers all members.
    """
    counts = {name: figures["communities"] - figures[known] for known, name in SUMS.items()}
    named = [_named(row) for row in pd.DataFrame(counts, figures.index).to_dict("records")]
    return pd.Series([each if each.items else None for each in named], figures.index, dtype=object)


def _named(row: Mapping[Hashable, int]) -> Several:
    missing = {name: count for name, count in row.items() if count}
    return several(
        phrase("silent", what=Label("field", str(name)), count=Count(count)) for name, count in missing.items()
    )
