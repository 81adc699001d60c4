"""A planner's own quantities, in place of those that follow from the rules."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from cluster_planner._editable import read_texts
from cluster_planner.errors import DataError, SettingsError

COLUMNS = ("community_id", "code", "quantity")


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
            (f"{path} 缺少列: {', '.join(missing)}。", f"{path} lacks the columns {', '.join(missing)}."),
            (f"表头须含 {', '.join(COLUMNS)}。", f"Its header must hold {', '.join(COLUMNS)}."),
        )
    table = table[list(COLUMNS)]
    amounts = pd.to_numeric(table["quantity"], errors="coerce")
    wrong = ~(amounts >= 0)
    if wrong.any():
        raise DataError(
            ("工程量应是不小于 0 的数。", "A quantity must be a number of 0 or more."),
            ("请修改所列各行的 quantity。", "Mend the column quantity of these rows."),
            list(table.index[wrong]),
        )
    twice = table.duplicated(["community_id", "code"])
    if twice.any():
        raise DataError(
            ("同一小区的同一项工程填了两次。", "A work of a community is named twice."),
            ("请删去重复的行。", "Take out the rows that repeat it."),
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
    rows = quantities.index.get_indexer(pd.Index(overrides["community_id"]))
    columns = quantities.columns.get_indexer(pd.Index(overrides["code"]))
    for name, places, zh in (("community_id", rows, "小区编号"), ("code", columns, "工程编号")):
        strangers = overrides.loc[places < 0, name]
        if len(strangers):
            raise SettingsError(
                (f"工程量表中有不存在的{zh}。", f"The list of quantities names a {name} that is not there."),
                ("请核对编号, 以及该行是否已被隔离。", "Check the spelling, and whether the row is in quarantine."),
                sorted(set(strangers)),
            )
    amounts = quantities.to_numpy(copy=True)
    amounts[rows, columns] = overrides["quantity"].to_numpy()
    return pd.DataFrame(amounts, index=quantities.index, columns=quantities.columns)
