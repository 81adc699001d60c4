"""What is said where a folder or file cannot be written to."""

from __future__ import annotations

import errno
from pathlib import Path

from cluster_planner.errors import SourceError
from cluster_planner.said import Code, say

# What helps whatever was written to.
_REMEDIES = {
    errno.ENAMETOOLONG: "shorter_name",
    errno.ENOENT: "make_folder",
    errno.ENOTDIR: "no_folder",
    errno.ENOSPC: "disk_full",
}


def unwritable(path: Path, reason: Exception, remedy: str) -> SourceError:
    """Return the error that names the path, the reason and what to do."""
    code, why = getattr(reason, "errno", None), getattr(reason, "strerror", None)
    problem = say("error.tables.unwritable", folder=Code(str(path)), reason=Code(str(why or reason)))
    return SourceError(problem, say(f"error.tables.{_REMEDIES.get(code, remedy)}"))
