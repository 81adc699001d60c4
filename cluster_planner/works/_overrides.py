"""A planner's own quantities, in place of those that follow from the rules."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from cluster_planner._arguments import held_to_annotations
from cluster_planner._editable import read_texts
from cluster_planner.errors import DataError, SettingsError
from cluster_planner.said import Code, Label, say

COLUMNS = ("community_id", "code", "quantity")


@held_to_annotations
def read_overrides(path: str | Path) -> pd.DataFrame:
    """Read quantities that a planner has set for single communities.

    Parameters
    ----------
    path : path-like
        ``.csv`` or ``.xlsx`` with ``community_id``, ``code`` and ``quantity``; 0 takes a work out.

    Returns
    -------
    DataFrame
        These columns, indexed by row as a spreadsheet counts.

    Raises
    ------
    SourceError
        If the file cannot be read.
    DataError
        If a column is missing, a quantity is no number of 0 or more, or a work is named twice.
    """
    table = read_texts(Path(path))
    missing = [name for name in COLUMNS if name not in table]
    if missing:
        raise DataError(
            say("error.works.list_lacks", path=Code(str(path)), columns=Code(", ".join(missing))),
            say("error.works.header_must_hold", columns=Code(", ".join(COLUMNS))),
        )
    table = table[list(COLUMNS)]
    amounts = pd.to_numeric(table["quantity"], errors="coerce")
    wrong = ~(amounts >= 0)
    if wrong.any():
        raise DataError(
            say("error.works.quantity_no_number"),
            say("error.works.correct_quantity"),
            list(table.index[wrong]),
        )
    twice = table.duplicated(["community_id", "code"])
    if twice.any():
        raise DataError(
            say("error.works.work_twice"),
            say("error.works.take_out"),
            list(table.index[twice]),
        )
    return table.assign(quantity=amounts)


def heed_overrides(quantities: pd.DataFrame, overrides: pd.DataFrame) -> pd.DataFrame:
    """Return the quantities with those of the planner in their place.

    Raises
    ------
    SettingsError
        If a community or a code is not there.
    """
    return _set_cells(quantities, overrides, overrides["quantity"].to_numpy())


def mark_overrides(named: pd.DataFrame, overrides: pd.DataFrame) -> pd.DataFrame:
    """Return which works the ledger names or the planner has set a quantity of."""
    return _set_cells(named, overrides, np.ones(len(overrides), dtype=bool))


def _set_cells(table: pd.DataFrame, overrides: pd.DataFrame, values: np.ndarray) -> pd.DataFrame:
    """Return a table of communities and works with the values of the planner where there are any."""
    rows = table.index.get_indexer(pd.Index(overrides["community_id"]))
    columns = table.columns.get_indexer(pd.Index(overrides["code"]))
    for name, places in (("community_id", rows), ("code", columns)):
        strangers = overrides.loc[places < 0, name]
        if len(strangers):
            raise SettingsError(
                say("error.works.strangers", what=Label("error.works.what", name)),
                say("error.works.check_ids"),
                sorted(set(strangers)),
            )
    cells = table.to_numpy(copy=True)
    cells[rows, columns] = values
    return pd.DataFrame(cells, index=table.index, columns=table.columns)
