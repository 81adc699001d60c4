"""What is said where a folder or file cannot be written to."""

from __future__ import annotations

from pathlib import Path

from cluster_planner.errors import SourceError
from cluster_planner.said import Code, say


def unwritable(path: Path, reason: Exception, remedy: str) -> SourceError:
    """Return the error that names the path, the reason and what to do."""
    problem = say("error.tables.unwritable", folder=Code(str(path)), reason=Code(str(reason)))
    return SourceError(problem, say(f"error.tables.{remedy}"))
