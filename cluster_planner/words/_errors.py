"""An error in words: what is wrong, in which rows, and what to do."""

from __future__ import annotations

from cluster_planner.errors import ClusterPlannerError
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._speaker import speaker


def word_error(error: ClusterPlannerError, lang: Lang) -> str:
    """Return problem, rows and remedy of an error as one text in the language of the reader."""
    return speaker(lang).write(error.said)
