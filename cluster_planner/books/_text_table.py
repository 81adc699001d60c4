"""Write tables to CSV as Excel reads it: UTF-8 with a byte order mark, no cell or header a formula."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from cluster_planner._cells import guard, index_as_columns


def write_csv(table: pd.DataFrame, file: Path) -> None:
    """Write a table without shapes."""
    plain = index_as_columns(table)
    texts = plain.select_dtypes(["object", "string"]).columns
    guarded = plain.assign(**{name: plain[name].astype("str").map(guard, na_action="ignore") for name in texts})
    headers = [guard(str(name)) for name in guarded]
    guarded.to_csv(file, index=False, header=headers, encoding="utf-8-sig", lineterminator="\n")
