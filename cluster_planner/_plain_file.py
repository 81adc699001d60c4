"""Files that end: what is read whole must be a plain file, not a pipe or a device that may never end."""

from __future__ import annotations

import os

from cluster_planner.errors import SourceError
from cluster_planner.said import Code, say


def require_plain_file(path: str | os.PathLike[str]) -> None:
    """Refuse a pipe or a device; whether there is a file at all is for the reader to say.

    Raises
    ------
    SourceError
        If it is neither a file nor a folder.
    """
    # These take a name that is too long for one of no file, where a Path raises.
    if os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path)):  # noqa: PTH110, PTH112, PTH113
        raise SourceError(say("error.sources.no_plain_file", path=Code(str(path))), say("error.sources.save_first"))
