"""A column for shapes in which ledgers describe the bounds in words: 东至解放路，西至资江."""

from __future__ import annotations

import pandas as pd

from cluster_planner._cells import as_text
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.places._degree_marks import IN_WORDS, OF_FIGURES
from cluster_planner.validation.places._shape_rules import BOUNDS_IN_WORDS


def without_bounds_in_words(table: pd.DataFrame, remarks: Remarks) -> pd.DataFrame:
    """Return the table without texts that describe bounds: they are no outline, and another column may say where."""
    if "geometry" not in table or table["geometry"].dtype == "geometry":
        return table
    text = as_text(table["geometry"])
    words = text.str.contains(IN_WORDS) & ~text.str.contains(OF_FIGURES)
    if not words.any():
        return table
    remarks.add_for_file(BOUNDS_IN_WORDS, field="geometry", found=text[words].iloc[0], count=int(words.sum()))
    return table.assign(geometry=table["geometry"].mask(words))
