"""The tree of errors: each has a problem, a remedy and the rows at fault.

* ClusterPlannerError             exit code
  x DataError                     3     the input cannot be used
    + SourceError                 3     a file cannot be read or written
    + AlignmentError              3     two tables do not cover the same communities
  x SettingsError                 4     a knob is unknown or out of its range
  x InfeasibleError               5     no plan can meet what is demanded
  x SolverError                   70    the referee rejected our own answer: our bug
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Self

from cluster_planner._doors import through
from cluster_planner.said import Code, Fact, Said, map_facts, say, several

SHOWN_ROWS = 10


class ClusterPlannerError(Exception):
    """Base of all errors that this package raises on purpose.

    Parameters
    ----------
    problem : Said
        What is wrong: which knob or row, which rule, what was found.
    remedy : Said
        What to do about it.
    rows : sequence
        The rows at fault, as the user knows them: facts, or anything that prints as it is.
    """

    exit_code = 1

    def __init__(self, problem: Said, remedy: Said, rows: Sequence[object] = ()) -> None:
        self.problem = problem
        self.remedy = remedy
        self.rows: tuple[Fact | str, ...] = tuple(row if isinstance(row, Fact) else str(row) for row in rows)
        super().__init__(problem, remedy, self.rows)

    @property
    def said(self) -> Said:
        """Problem, rows and remedy as one fact."""
        facts = [Code(row) if isinstance(row, str) else row for row in self.rows[:SHOWN_ROWS]]
        more = say("error.more_rows") if len(self.rows) > SHOWN_ROWS else None
        rows = say("error.rows", rows=several(facts, "list"), more=more) if facts else None
        return say("error.whole", problem=self.problem, rows=rows, remedy=self.remedy)

    def in_words(self, lang: str) -> str:
        """Return problem, rows and remedy as one text in the language of the reader, such as ``zh`` or ``en``."""
        text: str = through("word_error")(self, lang)
        return text

    def with_facts(self, change: Callable[[Fact], Fact]) -> Self:
        """Return the same error with its facts changed, for callers that know names or words its room does not."""
        rows = [row if isinstance(row, str) else map_facts(row, change) for row in self.rows]
        return type(self)(map_facts(self.problem, change), map_facts(self.remedy, change), rows)

    def __str__(self) -> str:
        """Return the text in English."""
        return self.in_words("en")

    def __reduce__(self) -> tuple[type[ClusterPlannerError], tuple[Said, Said, tuple[Fact | str, ...]]]:
        """Let the error be pickled whole, between processes."""
        return type(self), (self.problem, self.remedy, self.rows)


class DataError(ClusterPlannerError):
    """The input cannot be used."""

    exit_code = 3


class SourceError(DataError):
    """A file or layer cannot be read or written."""


class AlignmentError(DataError):
    """Two tables do not cover the same communities."""


class SettingsError(ClusterPlannerError):
    """A knob is unknown, of the wrong type or out of its range."""

    exit_code = 4


class InfeasibleError(ClusterPlannerError):
    """No plan can meet what the settings demand."""

    exit_code = 5


class SolverError(ClusterPlannerError):
    """The referee rejected an answer of our own solver: a bug, never the user's fault."""

    exit_code = 70
