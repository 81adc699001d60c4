"""The tree of errors: each has a problem, a remedy and the rows at fault.

* ClusterPlannerError             exit code
  x DataError                     3     the input cannot be used
    + SourceError                 3     a file cannot be read or written
    + AlignmentError              3     two tables do not speak of the same communities
  x SettingsError                 4     a knob is unknown or out of its range
  x InfeasibleError               5     no plan can meet what is demanded
  x SolverError                   70    the referee rejected our own answer: our bug
"""

from __future__ import annotations

from collections.abc import Sequence

SHOWN_ROWS = 10
# A text in English alone, or in Chinese and English.
Wording = str | tuple[str, str]


class ClusterPlannerError(Exception):
    """Base of all errors that this package raises on purpose.

    Parameters
    ----------
    problem : str or (str, str)
        What is wrong: which knob or row, which rule, what was found. A pair holds the Chinese and the English wording.
    remedy : str or (str, str)
        What to do about it.
    rows : sequence of str
        The rows at fault, as the user knows them.
    """

    exit_code = 1

    def __init__(self, problem: Wording, remedy: Wording = "", rows: Sequence[object] = ()) -> None:
        self.problem = problem
        self.remedy = remedy
        self.rows = tuple(str(row) for row in rows)
        super().__init__(self.tell("en"))

    def tell(self, lang: str) -> str:
        """Return problem, rows and remedy as one text in the language of the reader, ``zh`` or ``en``."""
        rows = ", ".join(self.rows[:SHOWN_ROWS]) + (" ..." if len(self.rows) > SHOWN_ROWS else "")
        parts = (_in_language(self.problem, lang), f"[{rows}]" if rows else "", _in_language(self.remedy, lang))
        return " ".join(part for part in parts if part)

    def __reduce__(self) -> tuple[type[ClusterPlannerError], tuple[Wording, Wording, tuple[str, ...]]]:
        """Let the error travel between processes whole."""
        return type(self), (self.problem, self.remedy, self.rows)


def _in_language(wording: Wording, lang: str) -> str:
    if isinstance(wording, str):
        return wording
    chinese, english = wording
    return chinese if lang == "zh" else english


class DataError(ClusterPlannerError):
    """The input cannot be used."""

    exit_code = 3


class SourceError(DataError):
    """A file or layer cannot be read or written."""


class AlignmentError(DataError):
    """Two tables do not speak of the same communities."""


class SettingsError(ClusterPlannerError):
    """A knob is unknown, of the wrong type or out of its range."""

    exit_code = 4


class InfeasibleError(ClusterPlannerError):
    """No plan can meet what the settings demand."""

    exit_code = 5


class SolverError(ClusterPlannerError):
    """The referee rejected an answer of our own solver: a bug, never the user's fault."""

    exit_code = 70
