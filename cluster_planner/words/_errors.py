"""An error in words: what is wrong, in which rows, and what to do."""

from __future__ import annotations

from cluster_planner.errors import SHOWN_ROWS, ClusterPlannerError, Wording
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
    rows = ", ".join(row if isinstance(row, str) else speaker(lang).write(row) for row in error.rows[:SHOWN_ROWS])
    more = " ..." if len(error.rows) > SHOWN_ROWS else ""
    parts = (_text(error.problem, lang), f"[{rows}{more}]" if rows else "", _text(error.remedy, lang))
    return " ".join(part for part in parts if part)


def _text(wording: Wording, lang: Lang) -> str:
    if isinstance(wording, tuple):
        return wording[0 if lang == "zh" else 1]
    return wording if isinstance(wording, str) else speaker(lang).write(wording)
