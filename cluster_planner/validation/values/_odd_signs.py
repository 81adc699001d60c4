"""Signs that no file can hold, left out of the texts of a table."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from cluster_planner._cells import as_text, matching
from cluster_planner._signs import UNSHOWABLE, showable, spelled
from cluster_planner.fields import Catalogue
from cluster_planner.model import Findings
from cluster_planner.validation.values import _value_rules as rules
from cluster_planner.validation.values._amounts import field_of


def leave_out_odd_signs(table: pd.DataFrame, catalogue: Catalogue) -> tuple[pd.DataFrame, list[Findings]]:
    """Leave out control signs and what is no sign: workbooks, layers and pages could not hold them.

    Parameters
    ----------
    table : DataFrame
        The rows as they came, with ``source_row``.
    catalogue : Catalogue
        The fields.

    Returns
    -------
    tuple of DataFrame and list of Findings
        A table without them, and each cell that had some.
    """
    findings: list[Findings] = []
    for name, odd, found, plain in odd_cells(table.drop(columns="source_row")):
        rows, field = table.loc[odd, "source_row"], field_of(name, catalogue)
        findings.append(Findings.of(rules.ODD_SIGNS, row=rows, field=field, found=found, becomes=plain))
        table = table.assign(**{name: table[name].astype(object).mask(odd, plain)})
    return table, findings


def odd_cells(table: pd.DataFrame) -> Iterator[tuple[str, np.ndarray, pd.Series, pd.Series]]:
    """Yield each column of texts with such signs: its name, where they are, the cells spelled out, and without them."""
    for name, kind in table.dtypes.items():
        if pd.api.types.is_string_dtype(kind) or pd.api.types.is_object_dtype(kind):
            texts = as_text(table[name])
            odd = matching(texts, UNSHOWABLE)
            if odd.any():
                yield str(name), odd, texts[odd].map(spelled), texts[odd].map(showable)
