"""Decisions of the user on which row of a ledger is which place: a small CSV."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pandas as pd

from cluster_planner._arguments import held_to_annotations
from cluster_planner._cells import unguard
from cluster_planner.errors import SourceError
from cluster_planner.said import Code, say
from cluster_planner.sources._layers import existing


@held_to_annotations
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
    file = existing(path)
    try:
        return unguard(pd.read_csv(StringIO(_decode(file.read_bytes())), dtype="str", keep_default_na=False))
    except (OSError, ValueError) as error:
        raise SourceError(
            say("error.sources.matches_unreadable", path=Code(str(path)), reason=Code(str(error))),
            say("error.sources.use_matches"),
        ) from error


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")
