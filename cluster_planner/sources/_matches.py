"""Decisions of the user on which row of a ledger is which place: a small CSV."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pandas as pd

from cluster_planner._cells import unguard
from cluster_planner.errors import SourceError
from cluster_planner.sources._layers import existing


def read_matches(path: str | Path) -> pd.DataFrame:
    """Read the decisions that a user has made on doubtful pairs.

    Parameters
    ----------
    path : path
        CSV with columns such as ``place_id``, ``ledger_id`` and ``same``, in UTF-8 or, as Excel saves it, GB18030.

    Returns
    -------
    DataFrame
        All cells as text, blank ones empty.

    Raises
    ------
    SourceError
        If the file is missing or cannot be read as a table.
    """
    content = existing(path).read_bytes()
    try:
        return unguard(pd.read_csv(StringIO(_decode(content)), dtype="str", keep_default_na=False))
    except ValueError as error:
        raise SourceError(
            (f"{path} 无法作为对应表读取: {error}。", f"{path} cannot be read as a table of matches: {error}."),
            ("请使用 check 生成的 matches.csv。", "Use the matches.csv that check drafts."),
        ) from error


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")
