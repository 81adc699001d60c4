"""Files appear whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cluster_planner.errors import SourceError
from cluster_planner.said import Code, say


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Provide a folder to write in; its contents, folders too, are moved into place once all is complete.

    Parameters
    ----------
    folder : Path
        Where the files belong; made if need be.

    Yields
    ------
    Path
        An empty folder next to them, on the same disk, so that each move is one step.

    Raises
    ------
    SourceError
        If the folder cannot be written to, or a file there is open in another program.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".writing-", dir=folder))
    except OSError as error:
        raise _unwritable(folder, error, "another_folder") from error
    try:
        yield staging
        for file in sorted(path for path in staging.rglob("*") if not path.is_dir()):
            place = folder / file.relative_to(staging)
            place.parent.mkdir(parents=True, exist_ok=True)
            os.replace(file, place)  # noqa: PTH105 - the one call that replaces in one step everywhere
    except OSError as error:
        raise _unwritable(folder, error, "close_files") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _unwritable(folder: Path, error: OSError, remedy: str) -> SourceError:
    problem = say("error.tables.unwritable", folder=Code(str(folder)), reason=Code(str(error)))
    return SourceError(problem, say(f"error.tables.{remedy}"))
