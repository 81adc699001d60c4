"""An error in words: what is wrong, in which rows, and what to do."""

from __future__ import annotations

from cluster_planner.errors import SHOWN_ROWS, ClusterPlannerError
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._speaker import speaker


def word_error(error: ClusterPlannerError, lang: Lang) -> str:
    """Return problem, rows and remedy of an error as one text.

    Parameters
    ----------
    error : ClusterPlannerError
        What was raised.
    lang : str
        Language of the reader.
    """
    words = speaker(lang)
    rows = ", ".join(row if isinstance(row, str) else words.write(row) for row in error.rows[:SHOWN_ROWS])
    more = " ..." if len(error.rows) > SHOWN_ROWS else ""
    parts = (words.write(error.problem), f"[{rows}{more}]" if rows else "", words.write(error.remedy))
    return " ".join(part for part in parts if part)
