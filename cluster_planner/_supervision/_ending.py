"""What is said and undone where the process that does the work could not do so itself."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from cluster_planner._staging import recover
from cluster_planner._supervision._measures import READING_SECONDS
from cluster_planner._supervision._work import Work
from cluster_planner.cli import chosen_language
from cluster_planner.errors import ClusterPlannerError, SourceError
from cluster_planner.said import Code, Number, Said, say


def undo(arguments: Sequence[str]) -> None:
    """Take back what was half written in the folders that a command names, and in that where a plan goes by itself."""
    named = [Path(argument.rpartition("=")[2]) for argument in (*arguments, "out")]
    for folder in {place for path in named for place in (path, path.parent)}:
        with suppress(OSError, ValueError, ClusterPlannerError):
            recover(folder)


def explain(work: Work, code: int) -> int:
    """Say why the process ended, and return the exit code of input that cannot be used."""
    error = SourceError(
        say("error.run.broke_off", reading=_while_reading(work.reading), how=_how(work, code)), _remedy(work, code)
    )
    print(error.in_words(chosen_language()), file=sys.stderr)  # noqa: T201 - the command line may print
    return error.exit_code


def _while_reading(file: str) -> Said | None:
    return say("error.run.while_reading", file=Code(file)) if file else None


def _how(work: Work, code: int) -> Said:
    if work.exceeded == "time":
        return say("error.run.too_long", seconds=Number(READING_SECONDS))
    return say("error.run.out_of_memory") if _is_memory(work, code) else say("error.run.fault", code=Code(_name(code)))


def _is_memory(work: Work, code: int) -> bool:
    """Whether memory was short: we saw it, or the system ended the largest process, which leaves no other trace."""
    return work.exceeded == "memory" or (not work.exceeded and -code == getattr(signal, "SIGKILL", None))


def _remedy(work: Work, code: int) -> Said:
    if work.reading:
        return say("error.run.save_again", file=Code(work.reading))
    return say("error.run.close_programs" if _is_memory(work, code) else "error.run.report")


def _name(code: int) -> str:
    try:
        return signal.Signals(-code).name
    except ValueError:
        return hex(code)
