"""Columns of a table: each has a name of its own."""

from __future__ import annotations

import pandas as pd

from cluster_planner.errors import DataError
from cluster_planner.said import Code, say


def refuse_twice(table: pd.DataFrame) -> None:
    """Refuse a table of which two columns have one name.

    Raises
    ------
    DataError
        It names them.
    """
    twice = table.columns[table.columns.duplicated()].unique()
    if len(twice):
        raise DataError(
            say("error.validation.columns_twice", twice=Code(", ".join(map(str, twice)))),
            say("error.validation.rename_one"),
        )
