"""The command line: ``cluster-planner plan``, ``review``, ``check``, ``compare`` and others.

Heavy libraries are imported inside the commands, so that ``--help`` answers at once.
"""

from __future__ import annotations

import io
import logging
import sys

from cluster_planner._signs import showable
from cluster_planner.cli import _catalogue_commands, _study_commands  # noqa: F401 - they register their commands
from cluster_planner.cli._commands import app
from cluster_planner.errors import ClusterPlannerError, SourceError
from cluster_planner.said import Code, say
from cluster_planner.words import languages, speaker

__all__ = ["app", "chosen_language", "main"]

OUR_BUG = 70
logger = logging.getLogger("cluster_planner")


def main() -> None:
    """Run the command line; bad input yields a sentence and an exit code, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a character that a GBK console lacks must not end a run
    notices = _Notices(logging.WARNING)
    logger.addHandler(notices)
    try:
        app()
    except ClusterPlannerError as error:
        _complain(error.in_words(chosen_language()))
        raise SystemExit(error.exit_code) from None
    except (OSError, MemoryError) as error:  # of the machine, wherever it is met
        fault = _of_the_machine(error)
        _complain(fault.in_words(chosen_language()))
        raise SystemExit(fault.exit_code) from None
    except Exception as error:  # anything else is our bug, and is reported as one
        logger.debug("unexpected error", exc_info=True)
        _complain(speaker(chosen_language()).say("screen.internal_error", error=Code(repr(error))))
        raise SystemExit(OUR_BUG) from None
    finally:
        logger.removeHandler(notices)


def _complain(text: str) -> None:
    """Print a line next to the output, without the signs that a terminal would obey."""
    print(showable(text), file=sys.stderr)  # noqa: T201 - the command line may print


def _of_the_machine(error: OSError | MemoryError) -> SourceError:
    """Return what is said where memory, a disk or a right is lacking, or a name cannot be one of a file."""
    if isinstance(error, MemoryError):
        short = say("error.run.broke_off", reading=None, how=say("error.run.out_of_memory"))
        return SourceError(short, say("error.run.close_programs"))
    file = say("error.run.named", file=Code(str(error.filename))) if error.filename else None
    refused = say("error.run.no_access", file=file, reason=Code(error.strerror or str(error)))
    return SourceError(refused, say("error.run.check_access"))


class _Notices(logging.Handler):
    """Shows what a planner should know of how the work was done, such as files that were kept."""

    def emit(self, record: logging.LogRecord) -> None:
        said = getattr(record, "said", None)
        text = record.getMessage() if said is None else speaker(chosen_language()).write(said)
        _complain(text)


def chosen_language() -> str:
    """Return the language asked for on the command line, which may have failed before it was read."""
    options = " ".join(sys.argv).replace("--lang ", "--lang=").split()
    first, *others = languages()
    return next((lang for lang in others if f"--lang={lang}" in options), first)
