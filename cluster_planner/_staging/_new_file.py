"""A file for people to fill in: made once, and never replaced."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cluster_planner._staging._unwritable import unwritable
from cluster_planner.errors import SourceError
from cluster_planner.said import Code, say


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Provide a path to write to; what is written there appears under the name wanted once it is complete.

    Parameters
    ----------
    path : Path
        A name that is free, in a folder that exists.

    Yields
    ------
    Path
        A file of the same name in a folder of its own next to it.

    Raises
    ------
    SourceError
        If the name is taken, since a person may have filled in what is there; or if it cannot be written.
    """
    _refuse_taken(path)
    try:
        os.stat(path)  # noqa: PTH116 - a name too long is found here
    except FileNotFoundError:
        pass
    except OSError as error:
        raise unwritable(path, error, "another_folder") from error
    try:
        place = Path(tempfile.mkdtemp(prefix=".writing-", dir=path.parent))
    except OSError as error:
        raise unwritable(path, error, "another_folder") from error
    try:
        yield place / path.name
        _refuse_taken(path)
        (place / path.name).rename(path)
    except OSError as error:
        raise unwritable(path, error, "another_folder") from error
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _refuse_taken(path: Path) -> None:
    if os.path.lexists(path):
        raise SourceError(
            say("error.tables.there_already", path=Code(str(path))),
            say("error.tables.another_name"),
        )
