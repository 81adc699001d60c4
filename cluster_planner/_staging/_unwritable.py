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
    known = _REMEDIES.get(reason.errno or 0) if isinstance(reason, OSError) else None
    why = reason.strerror if known and isinstance(reason, OSError) else reason  # else with the file that is in the way
    problem = say("error.tables.unwritable", folder=Code(str(path)), reason=Code(str(why)))
    return SourceError(problem, say(f"error.tables.{known or remedy}"))
