"""Whether everything may be written that is to be written, asked before hours of work."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from cluster_planner._staging._journal import recover
from cluster_planner._staging._unwritable import unwritable
from cluster_planner.errors import SourceError
from cluster_planner.said import Code, say


def check_targets(folder: Path, names: Iterable[str], inputs: Iterable[Path] = ()) -> None:
    """Refuse a run whose files could not be put in place.

    Parameters
    ----------
    folder : Path
        Where the files will belong.
    names : iterable of str
        The files, by their place in the folder.
    inputs : iterable of Path
        What the run reads, which no output may replace.

    Raises
    ------
    SourceError
        If the folder cannot be written to, a file there is write-protected, open in another program or an input, or a
        folder bears the name of a file.
    """
    try:
        recover(folder)
        # Nothing is made before the plan is: the folder is as writable as the nearest one that is there.
        there = next(path for path in (folder, *_real(folder).parents) if path.exists())
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        raise unwritable(folder, error, "another_folder") from error
    read = {_real(path) for path in inputs}
    for target in (folder / name for name in names):
        if _real(target) in read:
            raise SourceError(
                say("error.tables.is_an_input", path=Code(str(target))), say("error.tables.another_folder")
            )
        refuse_folder(target)
        _refuse_unwritable(target)


def _real(path: Path) -> Path:
    """Return where a path leads; one that leads to itself stays, which `Path.resolve` takes for an error."""
    return Path(os.path.realpath(path))


def refuse_folder(target: Path) -> None:
    """Refuse a file that bears the name of a folder: what lies in that is never moved away."""
    if os.path.isdir(target):  # noqa: PTH112 - a name too long is none
        raise SourceError(say("error.tables.is_a_folder", path=Code(str(target))), say("error.tables.rename_folder"))


def _refuse_unwritable(target: Path) -> None:
    try:
        if os.path.lexists(target):
            target.open("r+b").close()  # as a spreadsheet that has it open, or a write protection, forbids
        else:
            os.stat(target)  # noqa: PTH116 - a name too long is found here
    except FileNotFoundError:
        pass
    except OSError as error:
        raise unwritable(target, error, "close_files") from error
