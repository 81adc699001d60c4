"""What each table of the input gave."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from cluster_planner.model import Part
from cluster_planner.said import Count
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._speaker import speaker


def part_table(parts: Iterable[Part], lang: Lang) -> pd.DataFrame:
    """Return a row for each table of each file: where it is, and how many of its rows were read, or why none were.

    Parameters
    ----------
    parts : iterable of Part
        What was read of the input, and what was not.
    lang : {"zh", "en"}
        Language of the sentences.

    Returns
    -------
    DataFrame
        Columns ``file``, ``sheet`` and ``cell``, blank where there is none, and ``done``.
    """
    say = speaker(lang).say
    rows = [
        (
            part.file,
            part.sheet,
            part.place,
            say(f"screen.part.{part.outcome}", used=Count(part.used), rows=Count(part.rows)),
        )
        for part in parts
    ]
    return pd.DataFrame(rows, columns=["file", "sheet", "cell", "done"], dtype="str").replace("", None)
